"""What can still happen: already lost, already safe, and the range that missing reports leave (R7, R14)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from indicators.course import Point, is_lower_better, target_of
from indicators.exact import meets, passes_short
from indicators.plan import Goal
from indicators.text import Text
from indicators.vocabulary import Kind, Level, Temporal
from indicators.wording import load_wording

__all__ = ["Outlook", "Prospect", "find_prospect", "progress_wording", "value_range"]


class Outlook(StrEnum):
    """Whether the target can still be reached and can still be missed."""

    LOST = "lost"
    SAFE = "safe"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Prospect:
    """An outlook and the reason for it."""

    outlook: Outlook
    why: Text


progress_wording = load_wording(Path(__file__).with_name("progress_wording.toml"))
"""Sentences about outlook and progress."""


def find_prospect(point: Point, goal: Goal, *, as_of: date, remaining: int | None = None) -> Prospect | None:
    """Say what is certain on a date, and nothing else; None where no target is set.

    Lost before the deadline: a flow that allows no failure and has one (R7); the share of counties when so
    many are declared not applicable that the others cannot make it, because any other county can still do
    it. Safe before the deadline: the share of counties with enough of them, which do not undo a campaign; a
    flow count that has reached its number. From the deadline on, stocks and the share are decided (R8)
    unless a report is missing that could decide otherwise. Flow rates stay unknown, even after the deadline,
    until someone says how many samples are still to come: December is reported in January (E19).

    Args:
        point: the newest point of the course.
        goal: the goal.
        as_of: the date.
        remaining: samples, batches or days still to come this year; 0 when the year is closed.
    """
    target = target_of(goal, point.level)
    is_outside = point.na_reason is not None or (point.expected == 0 and point.value is None)
    if target is None or is_outside:
        return None
    is_late = as_of >= goal.deadline
    if goal.zero_tolerance or is_lower_better(goal):
        return _without_failure(point, target, goal, remaining=remaining)
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        return _campaign(point, goal, is_late=is_late)
    if goal.temporal is not Temporal.FLOW:
        return _stock(point, target, is_late=is_late)
    if goal.kind is Kind.COUNT:
        return _flow_count(point, target, remaining=remaining, is_late=is_late)
    return _flow_rate(point, target, goal, remaining=remaining)


def value_range(point: Point, goal: Goal) -> tuple[Fraction, Fraction] | None:
    """Worst and best value once the missing reports are in; None when they leave it unknown (R14).

    For the share of counties from yes / all to (yes + unreported) / all. A rate or count can be anything as
    long as areas are missing, since nobody knows how many samples they took.
    """
    if goal.kind is Kind.SHARE_OF_COUNTIES and point.na_reason is None and point.expected:
        if point.level is Level.COUNTY:
            return (Fraction(0), Fraction(1)) if point.value is None else (point.value, point.value)
        yes, unreported = point.numerator or 0, point.expected - point.reported
        return Fraction(yes, point.expected), Fraction(yes + unreported, point.expected)
    if point.value is None or point.reported < point.expected:
        return None
    return point.value, point.value


def _say(outlook: Outlook, key: str, **facts: object) -> Prospect:
    return Prospect(outlook, progress_wording(f"outlook.{key}", **facts))


def _without_failure(point: Point, target: Fraction, goal: Goal, *, remaining: int | None) -> Prospect:
    if point.value is None:
        return _say(Outlook.UNKNOWN, "no_figure")
    is_missed = _is_missed(point.value, target, goal)
    if is_missed and goal.temporal is Temporal.FLOW:
        return _say(Outlook.LOST, "failure")
    return _decided(is_met=not is_missed) if remaining == 0 else _say(Outlook.UNKNOWN, "remaining")


def _is_missed(value: Fraction, target: Fraction, goal: Goal) -> bool:
    return value > target if is_lower_better(goal) else value < target


def _campaign(point: Point, goal: Goal, *, is_late: bool) -> Prospect:
    """The region's share of counties, or one county and its checklist."""
    if point.level is Level.REGION:
        return _share(point, goal, is_late=is_late)
    if point.value == 1:
        return _say(Outlook.SAFE, "complete")
    return _stock(point, Fraction(1), is_late=is_late)


def _share(point: Point, goal: Goal, *, is_late: bool) -> Prospect:
    counties, yes = point.expected, point.numerator or 0
    needed = passes_short(0, counties, goal.target_bp)
    facts = {"yes": yes, "needed": needed, "total": counties}
    if yes >= needed:
        return _say(Outlook.SAFE, "enough", **facts)
    if point.declared_out > counties - needed:
        return _say(Outlook.LOST, "declared", out=point.declared_out, **facts)
    if not is_late:
        return _say(Outlook.OPEN, "counties", short=needed - yes, **facts)
    unreported = counties - point.reported
    if yes + unreported < needed:
        return _say(Outlook.LOST, "deadline")
    return _say(Outlook.UNKNOWN, "unreported", count=unreported)


def _stock(point: Point, target: Fraction, *, is_late: bool) -> Prospect:
    if not is_late:
        return _say(Outlook.OPEN, "stock")
    if point.value is None or point.reported < point.expected:
        return _say(Outlook.UNKNOWN, "unreported", count=point.expected - point.reported)
    return _decided(is_met=point.value >= target)


def _flow_count(point: Point, target: Fraction, *, remaining: int | None, is_late: bool) -> Prospect:
    value = point.value or 0
    if value >= target:
        return _say(Outlook.SAFE, "reached")
    if remaining is not None and value + remaining < target:
        return _say(Outlook.LOST, "deadline")
    return _say(Outlook.UNKNOWN, "remaining") if is_late else _say(Outlook.OPEN, "stock")


def _flow_rate(point: Point, target: Fraction, goal: Goal, *, remaining: int | None) -> Prospect:
    if point.value is None or remaining is None:
        return _say(Outlook.UNKNOWN, "no_figure" if point.value is None else "remaining")
    if remaining == 0:
        return _decided(is_met=point.value >= target)
    if goal.kind is Kind.MEAN_OF_PREFECTURES and point.level is not Level.PREFECTURE:
        return _say(Outlook.UNKNOWN, "mean")
    passes, total = point.numerator or 0, (point.denominator or 0) + remaining
    if meets(passes, total, goal.target_bp):
        return _say(Outlook.SAFE, "all_fail", remaining=remaining)
    if not meets(passes + remaining, total, goal.target_bp):
        return _say(Outlook.LOST, "all_pass", remaining=remaining)
    return _say(Outlook.OPEN, "rate", remaining=remaining)


def _decided(*, is_met: bool) -> Prospect:
    return _say(Outlook.SAFE, "closed") if is_met else _say(Outlook.LOST, "deadline")
