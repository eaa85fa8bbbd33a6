"""The plan as data, and its arithmetic: pure functions from observations to lights."""

from indicators.aggregate import FIGURE_SCHEMA, aggregate
from indicators.changes import CHANGE_SCHEMA, light_changes, merged
from indicators.errors import IndicatorError, PlanError, UnknownGoalError
from indicators.exact import failures_affordable, meets, passes_in_a_row, passes_short, percent, percent_text
from indicators.explaining import domain_wording, target_text
from indicators.inputs import input_segments, is_input
from indicators.judging import judge
from indicators.known import known_observations, known_with_limits
from indicators.observation import KEY, OBSERVATION_SCHEMA, State, no_observations
from indicators.period import Period, due_date, find_period, last_due_period
from indicators.plan import Article, Deliverable, Department, Goal, Plan
from indicators.plan_loading import check_plan, load_plan
from indicators.status import STATUS_SCHEMA, status
from indicators.text import Text
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Comparison, Flag, Kind, Level, Light, PeriodType, Reason, Sector, Temporal
from indicators.wording import Wording, load_wording

__all__ = [
    "CHANGE_SCHEMA",
    "FIGURE_SCHEMA",
    "KEY",
    "OBSERVATION_SCHEMA",
    "STATUS_SCHEMA",
    "Article",
    "Comparison",
    "Deliverable",
    "Department",
    "Figure",
    "Flag",
    "Goal",
    "IndicatorError",
    "Kind",
    "Level",
    "Light",
    "Period",
    "PeriodType",
    "Plan",
    "PlanError",
    "Reason",
    "Sector",
    "State",
    "Temporal",
    "Text",
    "UnknownGoalError",
    "Verdict",
    "Wording",
    "aggregate",
    "check_plan",
    "domain_wording",
    "due_date",
    "failures_affordable",
    "find_period",
    "input_segments",
    "is_input",
    "judge",
    "known_observations",
    "known_with_limits",
    "last_due_period",
    "light_changes",
    "load_plan",
    "load_wording",
    "meets",
    "merged",
    "no_observations",
    "passes_in_a_row",
    "passes_short",
    "percent",
    "percent_text",
    "status",
    "target_text",
]
