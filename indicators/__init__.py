"""The plan as data, and its arithmetic: pure functions from observations to lights."""

from indicators.aggregate import FIGURE_SCHEMA, aggregate
from indicators.air_days import FEWEST_DAYS_A_YEAR, fewest_days
from indicators.assessment import assess
from indicators.assessment_errors import (
    AssessmentError,
    AssessmentInputError,
    UnknownPresetError,
    assessment_wording,
)
from indicators.assessment_frames import (
    ITEM_SCORE_SCHEMA,
    SCORE_SCHEMA,
    item_scores,
    points_text,
    scores_frame,
)
from indicators.assessment_gathering import gather_inputs
from indicators.assessment_inputs import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Event,
    Judgement,
    MilestoneState,
    Ratio,
)
from indicators.assessment_loading import check_assessment, load_assessment
from indicators.assessment_scheme import Assessment, Block, EventKind
from indicators.assessment_score import Adjustment, BlockScore, ItemScore, Score
from indicators.changes import CHANGE_SCHEMA, light_changes, merged
from indicators.contribution import CONTRIBUTION_SCHEMA, NEAREST_SCHEMA, contributions, nearest_counties
from indicators.contribution_mean import MEAN_CONTRIBUTION_SCHEMA, mean_contributions
from indicators.course import (
    COURSE_SCHEMA,
    PERIODS_A_YEAR,
    Point,
    course,
    figure_value,
    is_lower_better,
    points_of,
    target_of,
)
from indicators.deliverables import deliverable_reports, deliverables_at, department_deliverables, tallies
from indicators.entry import (
    ENTRY_KEY,
    ENTRY_SCHEMA,
    AccidentGrade,
    CertificateState,
    EntryKind,
    EntryState,
    case_categories,
    no_entries,
    takes_cases,
)
from indicators.errors import IndicatorError, PlanError, UnknownGoalError
from indicators.exact import failures_affordable, meets, passes_in_a_row, passes_short, percent, percent_text
from indicators.explaining import domain_wording, target_text
from indicators.explaining_progress import explain_progress, progress_sentences
from indicators.inputs import input_segments, is_input
from indicators.intervals import (
    FUNNEL_SCHEMA,
    Interval,
    clean_samples_needed,
    funnel_limits,
    goal_interval,
    interval,
    is_proved_below,
    largest_proving_sample,
    strict_light,
)
from indicators.judging import judge, small_sample_size
from indicators.known import known_observations, known_with_limits
from indicators.observation import KEY, OBSERVATION_SCHEMA, State, no_observations
from indicators.outlook import Outlook, Prospect, find_prospect, progress_wording, value_range
from indicators.period import Period, due_date, find_period, last_due_period
from indicators.plan import Article, Deliverable, Department, DepartmentClass, Goal, Plan
from indicators.plan_loading import check_plan, load_plan
from indicators.progress import Momentum, Progress, planned_value, progress
from indicators.reporting import REPORT_SCHEMA, ReportState, reporting_ratios, reports_owed
from indicators.standing import Standing, find_standing
from indicators.status import STATUS_SCHEMA, status
from indicators.suspicion import SUSPICION_SCHEMA, Suspicion, suspicion_wording, suspicions
from indicators.text import Text
from indicators.transitions import (
    CORRECTION_SCHEMA,
    STUCK_SCHEMA,
    TRANSITION_SCHEMA,
    Correction,
    Transition,
    corrections,
    stuck,
    transition_wording,
    transitions,
)
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Comparison, Flag, Kind, Level, Light, PeriodType, Reason, Sector, Temporal
from indicators.wording import Wording, load_wording

__all__ = [
    "CHANGE_SCHEMA", "CONTRIBUTION_SCHEMA", "CORRECTION_SCHEMA", "COURSE_SCHEMA", "ENTRY_KEY",
    "ENTRY_SCHEMA", "FEWEST_DAYS_A_YEAR", "FIGURE_SCHEMA", "FUNNEL_SCHEMA", "ITEM_SCORE_SCHEMA", "KEY",
    "MEAN_CONTRIBUTION_SCHEMA", "NEAREST_SCHEMA", "OBSERVATION_SCHEMA", "PERIODS_A_YEAR", "REPORT_SCHEMA",
    "SCORE_SCHEMA", "STATUS_SCHEMA", "STUCK_SCHEMA", "SUSPICION_SCHEMA", "TRANSITION_SCHEMA",
    "AccidentGrade", "Adjustment", "Article", "Assessment", "AssessmentError", "AssessmentInputError",
    "AssessmentInputs", "Block", "BlockScore", "CertificateState", "Comparison", "Correction",
    "Deliverable", "Delivery", "DeliveryState", "Department", "DepartmentClass", "EntryKind",
    "EntryState", "Event", "EventKind", "Figure", "Flag", "Goal", "IndicatorError", "Interval",
    "ItemScore", "Judgement", "Kind", "Level", "Light", "MilestoneState", "Momentum", "Outlook", "Period",
    "PeriodType", "Plan", "PlanError", "Point", "Progress", "Prospect", "Ratio", "Reason", "ReportState",
    "Score", "Sector", "Standing", "State", "Suspicion", "Temporal", "Text", "Transition",
    "UnknownGoalError", "UnknownPresetError", "Verdict", "Wording", "aggregate", "assess",
    "assessment_wording", "case_categories", "check_assessment", "check_plan", "clean_samples_needed",
    "contributions", "corrections", "course", "deliverable_reports", "deliverables_at",
    "department_deliverables", "domain_wording", "due_date", "explain_progress", "failures_affordable",
    "fewest_days", "figure_value", "find_period", "find_prospect", "find_standing", "funnel_limits",
    "gather_inputs", "goal_interval", "input_segments", "interval", "is_input", "is_lower_better",
    "is_proved_below", "item_scores", "judge", "known_observations", "known_with_limits",
    "largest_proving_sample", "last_due_period", "light_changes", "load_assessment", "load_plan",
    "load_wording", "mean_contributions", "meets", "merged", "nearest_counties", "no_entries",
    "no_observations", "passes_in_a_row", "passes_short", "percent", "percent_text", "planned_value",
    "points_of", "points_text", "progress", "progress_sentences", "progress_wording", "reporting_ratios",
    "reports_owed", "scores_frame", "small_sample_size", "status", "strict_light", "stuck",
    "suspicion_wording", "suspicions", "takes_cases", "tallies", "target_of", "target_text",
    "transition_wording", "transitions", "value_range",
]  # fmt: skip
