"""Goals that grow over the year, held against a straight line to the deadline (R8)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.plan import Goal
from indicators.verdict import Verdict
from indicators.vocabulary import Light

__all__ = ["judge_progress"]

_BEHIND_POINTS = 30  # more points behind the schedule than this is not met


def judge_progress(
    reached: Fraction, goal: Goal, *, whole: Fraction, points: Fraction, as_of: date
) -> Verdict:
    """Light and `planned` of a progress-type goal.

    The line starts from 0 on the first day of the year and reaches the target at its end. From the deadline
    on only met or not met is left, and nothing is planned any more.

    Args:
        reached: share of the target that is reached; 1 is the target.
        goal: the goal, for its deadline.
        whole: the target in the unit of the value.
        points: the target in percentage points, in which being behind is measured.
        as_of: the date.
    """
    is_met = reached >= 1
    if as_of >= goal.deadline:
        return Verdict(light=Light.MET if is_met else Light.NOT_MET, rule="R8")
    share = _share_of_year(as_of, year=goal.deadline.year)
    planned = share * whole
    light = Light.MET if is_met else _light((share - reached) * points)
    return Verdict(light=light, rule="R8", planned=Decimal(planned.numerator) / Decimal(planned.denominator))


def _light(points_behind: Fraction) -> Light:
    if points_behind <= 0:
        return Light.ON_TRACK
    return Light.AT_RISK if points_behind <= _BEHIND_POINTS else Light.NOT_MET


def _share_of_year(day: date, *, year: int) -> Fraction:
    """Days since 1 January over the days of the year; 0 before it."""
    start = date(year, 1, 1)
    return max(Fraction(0), Fraction((day - start).days, (date(year + 1, 1, 1) - start).days))
