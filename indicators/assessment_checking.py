"""Whether the entries of an assessment file fit the plan and each other."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from indicators.assessment_errors import assessment_wording
from indicators.assessment_scheme import Band, Block, Preset, Rules, Scoring
from indicators.errors import PlanProblem, plan_problem
from indicators.exact import BASIS
from indicators.goal import Goal
from indicators.plan import Plan
from indicators.vocabulary import Kind

__all__ = ["ASSESSMENT_FILE", "check_scheme"]

ASSESSMENT_FILE = "assessment.toml"
"""The scheme's file in a plan folder."""

_FULL = Fraction(100)
_FITS: Mapping[Scoring, Callable[[Goal], bool]] = {
    Scoring.RATE_GE: lambda goal: (
        goal.kind in {Kind.RATE, Kind.MEAN_OF_PREFECTURES} and goal.target_bp < BASIS
    ),
    Scoring.RATE_100: lambda goal: goal.kind is Kind.RATE and goal.target_bp == BASIS,
    Scoring.COVERAGE: lambda goal: goal.kind is Kind.SHARE_OF_COUNTIES,
    Scoring.TREND: lambda goal: goal.kind is Kind.RISE,
    Scoring.MILESTONE: lambda goal: goal.kind is Kind.MILESTONE,
}


def check_scheme(values: Mapping[str, Any], plan: Plan) -> Iterator[PlanProblem]:
    """Faults between the entries of a file whose fields could all be read."""
    yield from _twice(values)
    if values["assessment"]["start"] >= values["assessment"]["deadline"]:
        yield _problem("assessment", "dates")
    yield from _rules(values["rules"])
    for preset in values["presets"]:
        yield from _preset(preset, values)
    if not values["presets"]:
        yield _problem("presets", "empty")
    yield from _bands(values["grades"])
    yield from _weights(values)
    yield from _goals(values[Block.GOALS], plan)
    yield from _references(values, plan)


def _problem(place: str, key: str, /, **facts: object) -> PlanProblem:
    return PlanProblem(ASSESSMENT_FILE, place, assessment_wording(f"problem.{key}", **facts))


def _twice(values: Mapping[str, Any]) -> Iterator[PlanProblem]:
    named = [row["id"] for block in Block if block is not Block.MEASURES for row in values[block]]
    lists = {
        "items": [*named, *(f"section_{row['section']}" for row in values[Block.MEASURES])],
        "presets": [preset.id for preset in values["presets"]],
        "grades": [band.grade for band in values["grades"]],
        "deductions": [deduction.event for deduction in values["deductions"]],
    }
    for place, names in lists.items():
        for name, count in Counter(names).items():
            if count > 1:
                yield plan_problem(ASSESSMENT_FILE, place, "duplicate", name=name, count=count)


def _rules(rules: Rules) -> Iterator[PlanProblem]:
    limits = {
        "rate_ge_points": (rules.rate_ge_points, rules.rate_ge_points > 0),
        "rate_100_floor": (rules.rate_100_floor, 0 <= rules.rate_100_floor < _FULL),
        "late_percent": (rules.late * 100, 0 <= rules.late <= 1),
        "enough_percent": (rules.enough * 100, 0 <= rules.enough <= 1),
        "bonus_cap": (rules.bonus_cap, rules.bonus_cap >= 0),
    }
    for field, (value, is_sound) in limits.items():
        if not is_sound:
            yield _problem("rules", "rule", field=field, found=value)


def _preset(preset: Preset, values: Mapping[str, Any]) -> Iterator[PlanProblem]:
    place = f"presets[{preset.id}]"
    total = sum(preset.weights.values())
    if total != _FULL or min(preset.weights.values()) < 0:
        yield _problem(place, "blocks", found=total)
    for block, weight in preset.weights.items():
        if weight and not values[block]:
            yield _problem(place, "block_without_items", block=block)


def _bands(bands: tuple[Band, ...]) -> Iterator[PlanProblem]:
    floors = [band.minimum for band in bands]
    *upper, last = floors or [Fraction(0)]
    known = [floor for floor in upper if floor is not None]
    is_falling = all(high > low for high, low in pairwise(known))
    if last is not None or len(known) < len(upper) or not is_falling:
        yield _problem("grades", "bands")


def _weights(values: Mapping[str, Any]) -> Iterator[PlanProblem]:
    for block in Block:
        for row in values[block]:
            if row["weight"] <= 0:
                yield _problem(f"{block}[{row.get('id', row.get('section'))}]", "weight", found=row["weight"])
    for deduction in values["deductions"]:
        if not 0 < deduction.points <= deduction.cap:
            yield _problem(f"deductions[{deduction.event}]", "deduction")


def _goals(rows: tuple[Mapping[str, Any], ...], plan: Plan) -> Iterator[PlanProblem]:
    known = {goal.id: goal for goal in plan.goals}
    for row in rows:
        goal, place = known.get(row["id"]), f"{Block.GOALS}[{row['id']}]"
        if goal is None:
            yield _problem(place, "unknown_goal", found=row["id"])
        elif not _FITS[row["function"]](goal):
            yield _problem(place, "function", function=row["function"], kind=goal.kind)


def _references(values: Mapping[str, Any], plan: Plan) -> Iterator[PlanProblem]:
    with_deliverables = {article.section for article in plan.articles if article.deliverables}
    for row in values[Block.MEASURES]:
        if row["section"] not in with_deliverables:
            yield _problem(f"{Block.MEASURES}[{row['section']}]", "section", found=row["section"])
    counts = {goal.id for goal in plan.goals if goal.kind is Kind.COUNT}
    for deduction in values["deductions"]:
        if deduction.goal is not None and deduction.goal not in counts:
            yield _problem(f"deductions[{deduction.event}]", "counted_goal", found=deduction.goal)
