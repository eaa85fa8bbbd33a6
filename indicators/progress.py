"""Where a goal is heading: momentum, pace, the plan by date, the year's end (R7, R8, R14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import polars as pl

from indicators.course import PERIODS_A_YEAR, Point, is_lower_better, points_of, target_of
from indicators.outlook import Outlook, Prospect, find_prospect, value_range
from indicators.plan import Goal
from indicators.schedule import judge_progress
from indicators.vocabulary import Kind, Level, Temporal

__all__ = ["Momentum", "Progress", "grows", "planned_value", "progress"]

_FEWEST_PERIODS = 4  # below this a pace would be two or three chances in a row


class Momentum(StrEnum):
    """Where a goal stands and where its value went last."""

    KEPT_STABLE = "kept_stable"
    KEPT_FALLING = "kept_falling"
    MISSED_IMPROVING = "missed_improving"
    MISSED_NOT_IMPROVING = "missed_not_improving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How one goal of one area moves; values are shares (1 is 100 %) or counts, exact.

    Attributes:
        momentum: None with fewer than two reports, without a target, and once lost for the year (R7).
        pace: mean change for each period; None below four periods.
        pace_needed: change for each period left that would reach the target; None when reached or over.
        planned: what the schedule asks for by now, percent or count; for progress-type goals (R8).
        projected: the value at the year's end if the rest goes as the year did; a statement, no forecast.
        range: worst and best value once the missing reports are in; None when unknown.
        missing: units that have not reported.
        prospect: already lost, already safe, or why not.
    """

    value: Fraction | None
    level: Level
    momentum: Momentum | None
    pace: Fraction | None
    pace_needed: Fraction | None
    planned: Decimal | None
    projected: Fraction | None
    range: tuple[Fraction, Fraction] | None
    missing: int
    prospect: Prospect | None


def progress(
    periods: pl.DataFrame, goal: Goal, *, area: str, as_of: date, remaining: int | None = None
) -> Progress | None:
    """Momentum, pace and outlook of a goal in an area.

    Momentum compares the figure now, cumulative for flows and the latest for stocks, with the one before the
    newest report; periods in which nothing was reported are no standstill. Falling and improving are in the
    goal's own direction; an unchanged value is stable when the target is met and not improving when missed.
    Pace is the difference quotient (last - first) / (periods between) over complete periods; no compound
    growth, since rates are bounded and may start at zero. Source: the German sustainability indicators'
    table for targets that must be kept, and a straight line for pace.

    Rates, shares of counties, means and counts have them. A milestone has two steps and no value to keep;
    aspirations and words have no number to reach; references, quotas and rises have one value a year.

    Args:
        periods: course of the goal as `COURSE_SCHEMA`.
        goal: the goal.
        area: the area.
        as_of: the date that the course was made for.
        remaining: as in `find_prospect`.

    Returns:
        None for an area without a course.
    """
    points = points_of(periods, goal, area)
    if not points:
        return None
    now = points[-1]
    target = target_of(goal, now.level)
    prospect = find_prospect(now, goal, as_of=as_of, remaining=remaining)
    is_lost = goal.zero_tolerance and prospect is not None and prospect.outlook is Outlook.LOST
    pace = None if is_lost else _pace(points)
    return Progress(
        value=now.value,
        level=now.level,
        momentum=None if is_lost else _momentum(points, target, goal),
        pace=pace,
        pace_needed=_pace_needed(points, target, goal),
        planned=planned_value(goal, level=now.level, as_of=as_of),
        projected=None if is_lost or as_of >= goal.deadline else _projected(points, pace, goal),
        range=value_range(now, goal),
        missing=now.expected - now.reported,
        prospect=prospect,
    )


def planned_value(goal: Goal, *, level: Level, as_of: date) -> Decimal | None:
    """What the schedule asks for on a date: target times days gone by over days of the year (R8).

    Percent or count; None for goals without a schedule and from the deadline on.
    """
    target = target_of(goal, level)
    if not goal.progress or target is None:
        return None
    whole = target if goal.kind is Kind.COUNT else target * 100
    return judge_progress(Fraction(0), goal, whole=whole, points=Fraction(100), as_of=as_of).planned


def _reports(points: Sequence[Point]) -> list[tuple[Point, Fraction]]:
    """Points that brought a report with a figure."""
    return [(point, point.value) for point in points if point.is_new and point.value is not None]


def _momentum(points: Sequence[Point], target: Fraction | None, goal: Goal) -> Momentum | None:
    reports = _reports(points)
    if target is None or len(reports) < 2 or points[-1].value is None:
        return None
    sign = -1 if is_lower_better(goal) else 1
    before, now = reports[-2][1], reports[-1][1]
    change = sign * (now - before)
    if sign * (now - target) >= 0:
        return Momentum.KEPT_FALLING if change < 0 else Momentum.KEPT_STABLE
    return Momentum.MISSED_IMPROVING if change > 0 else Momentum.MISSED_NOT_IMPROVING


def _pace(points: Sequence[Point]) -> Fraction | None:
    reports = [(point.number, value) for point, value in _reports(points) if point.complete]
    if len(reports) < _FEWEST_PERIODS:
        return None
    (first, start), (last, end) = reports[0], reports[-1]
    return (end - start) / (last - first)


def _periods_left(points: Sequence[Point], goal: Goal) -> int:
    done = max((point.number for point in points if point.complete), default=0)
    return PERIODS_A_YEAR[goal.frequency] - done


def grows(goal: Goal) -> bool:
    """Whether the value itself climbs to its target over the year, as stocks and counts do."""
    return goal.temporal is not Temporal.FLOW or goal.kind is Kind.COUNT


def _pace_needed(points: Sequence[Point], target: Fraction | None, goal: Goal) -> Fraction | None:
    value, left = points[-1].value, _periods_left(points, goal)
    if not grows(goal) or is_lower_better(goal) or target is None or value is None:
        return None
    return (target - value) / left if left and value < target else None


def _projected(points: Sequence[Point], pace: Fraction | None, goal: Goal) -> Fraction | None:
    """A flow rate ends where it stands; a growing value goes on in a straight line within its bounds.

    None for one county's checklist, where each item is a step of its own.
    """
    value, level = points[-1].value, points[-1].level
    is_checklist = goal.kind is Kind.SHARE_OF_COUNTIES and level is Level.COUNTY
    if value is None or is_lower_better(goal) or is_checklist or target_of(goal, level) is None:
        return None
    if not grows(goal):
        return value
    if pace is None:
        return None
    end = max(Fraction(0), value + pace * _periods_left(points, goal))
    return end if goal.kind is Kind.COUNT else min(Fraction(1), end)
