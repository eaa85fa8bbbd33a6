"""What the course of a goal is drawn against: its target, its schedule, where the year would end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from indicators import (
    Goal,
    Kind,
    Level,
    Plan,
    Progress,
    Temporal,
    passes_short,
    planned_value,
    target_of,
    target_text,
)
from pages.shared.periods import period_ends, period_labels
from pages.shared.viewpoint import Scope

__all__ = ["Axes", "course_axes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """What a line is drawn against.

    Attributes:
        periods: names of all periods of the year.
        amount: title of the amounts.
        units: title of the bars below; empty without bars.
        target: where its line is, in the unit of the amounts; None where the level has no target.
        target_label: what stands at that line.
        planned: what the schedule asks for at the end of each period; empty for goals without one.
        projected: the amount at the year's end if the rest goes as the year did; None where nothing is said.
        is_percent: whether the amounts are percentages.
        from_zero: whether the amounts grow from nothing, so that the axis begins there.
    """

    periods: tuple[str, ...]
    amount: str
    units: str
    target: float | None
    target_label: str
    planned: tuple[float, ...]
    projected: float | None
    is_percent: bool
    from_zero: bool


def course_axes(
    heading: Progress | None, row: Mapping[str, Any], goal: Goal, *, plan: Plan, scope: Scope
) -> Axes:
    """The axes of a goal's course.

    Args:
        heading: for where the year would end; None without a course.
        row: status row of the as-of date.
        goal: the goal.
        plan: for its year.
        scope: for the language.
    """
    target, is_share = _target(row, goal), goal.kind is Kind.SHARE_OF_COUNTIES
    return Axes(
        periods=period_labels(goal.frequency, year=plan.year, language=scope.language),
        amount=_amount_title(goal, counties=row["expected"], scope=scope),
        units=_units_title(goal, scope),
        target=target,
        target_label=_target_label(target, row, goal, scope),
        planned=_planned(row, goal, plan),
        projected=_projected(heading, row, goal),
        is_percent=goal.is_percent and not is_share,
        from_zero=goal.progress or goal.kind is Kind.COUNT or is_share,
    )


def _target(row: Mapping[str, Any], goal: Goal) -> float | None:
    """In the unit of the amounts: percent, or a number of things or counties."""
    share = target_of(goal, Level(row["level"]))
    if share is None:
        return None
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        return float(passes_short(0, row["expected"], goal.target_bp))
    return float(share * 100 if goal.is_percent else share)


def _target_label(target: float | None, row: Mapping[str, Any], goal: Goal, scope: Scope) -> str:
    label = scope.say("trends.target", target=scope.text(target_text(goal)))
    is_share = goal.kind is Kind.SHARE_OF_COUNTIES and target is not None
    return f"{label} ({target:.0f}/{row['expected']})" if is_share else label


def _planned(row: Mapping[str, Any], goal: Goal, plan: Plan) -> tuple[float, ...]:
    """The schedule at the end of each period, in the unit of the amounts; at the year's end the target."""
    target = _target(row, goal)
    if not goal.progress or target is None:
        return ()
    scale = row["expected"] / 100 if goal.kind is Kind.SHARE_OF_COUNTIES else 1
    ends = period_ends(goal.frequency, year=plan.year, as_of=date(plan.year, 12, 31))
    asked = (planned_value(goal, level=Level(row["level"]), as_of=end) for end in ends)
    return tuple(target if value is None else float(value) * scale for value in asked)


def _projected(heading: Progress | None, row: Mapping[str, Any], goal: Goal) -> float | None:
    if heading is None or heading.projected is None:
        return None
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        return float(heading.projected * row["expected"])
    return float(heading.projected * 100 if goal.is_percent else heading.projected)


def _amount_title(goal: Goal, *, counties: int, scope: Scope) -> str:
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        return scope.say("trends.counties_done", count=counties)
    if goal.kind is Kind.MEAN_OF_PREFECTURES:
        return scope.say("trends.mean_rate")
    unit = "%" if goal.is_percent else scope.text(goal.unit)
    key = "trends.cumulative" if goal.temporal is Temporal.FLOW else "trends.latest"
    return scope.say(key, unit=unit)


def _units_title(goal: Goal, scope: Scope) -> str:
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        return scope.say("trends.counties_reported")
    is_flow = goal.temporal is Temporal.FLOW
    if goal.kind is Kind.COUNT and is_flow:
        return scope.say("trends.count_in_period", unit=scope.text(goal.unit))
    if goal.denominator is None:
        return ""
    units = scope.text(goal.denominator)
    return scope.say("trends.units_in_period", units=units) if is_flow else units
