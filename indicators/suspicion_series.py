"""Suspicion checks within a series: copied periods, jumps, digits that repeat, year-to-date that falls."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import median

import polars as pl

from indicators.exact import percent, percent_text
from indicators.plan import Plan
from indicators.suspicion_reports import (
    SERIES,
    Finding,
    Report,
    Suspicion,
    failing_is_normal,
    may_fail,
    reports_of,
    series_of,
)
from indicators.vocabulary import PeriodType

__all__ = ["copied", "falling", "jumping", "jumps", "repeated_digits"]

_MANY = 10  # fewer samples surprise nobody, neither twice the same nor far away
_EARLIER = 3  # periods before one can jump
_FAR = Fraction(1, 10)
_ERRORS = 3
_ALIKE = 3  # digits


def copied(reports: Sequence[Report]) -> Iterator[Finding]:
    """The same passes of the same samples, at least ten with a failure, as in the period just before."""
    for series in series_of([report for report in reports if failing_is_normal(report)]):
        for earlier, later in pairwise(series):
            passes, total = later.counts or (0, 0)
            is_same = later.counts == earlier.counts and later.follows(earlier)
            if is_same and passes < total and total >= _MANY:
                yield later.finding(Suspicion.COPIED, before=earlier.period, passes=passes, total=total)


def jumps(reports: Sequence[Report]) -> Iterator[Finding]:
    """A rate of at least ten samples, far from the median of three earlier periods or more.

    Far is more than 10 points and more than three standard errors, the error taken from all earlier samples
    with one pass and one failure added, so that it is never zero.
    """
    for series in series_of([report for report in reports if failing_is_normal(report)]):
        for place in range(_EARLIER, len(series)):
            later, before = series[place], series[:place]
            usual = median(_share(report) for report in before)
            gap = abs(_share(later) - usual)
            is_far = gap > _FAR and gap > _ERRORS * _error(before, later)
            if is_far and (later.denominator or 0) >= _MANY:
                yield later.finding(
                    Suspicion.JUMP, value=_percent(_share(later)), usual=_percent(usual), periods=len(before)
                )


def jumping(observations: pl.DataFrame, plan: Plan, *, as_of: date) -> frozenset[tuple[str, str]]:
    """Goals and areas with a jump among the area's own reports that are known on a date.

    Most series are too short or too small for a jump and are left out before they are read one by one.
    """
    goals = [goal.id for goal in plan.goals if may_fail(goal)]
    could_jump = (pl.len().over(SERIES) > _EARLIER) & (pl.col("denominator").max().over(SERIES) >= _MANY)
    rows = observations.filter(pl.col("indicator").is_in(goals)).filter(could_jump)
    reports = reports_of(rows, plan, as_of=as_of)
    return frozenset((finding.indicator or "", finding.area) for finding in jumps(reports))


def repeated_digits(reports: Sequence[Report]) -> Iterator[Finding]:
    """A number of three or more digits that are all the same, such as 111 or 88.88."""
    for report in reports:
        numbers = (report.numerator, report.denominator, report.value)
        found = [str(number) for number in numbers if number is not None and _is_one_digit(str(number))]
        if found:
            yield report.finding(Suspicion.REPEATED_DIGITS, numbers=", ".join(dict.fromkeys(found)))


def falling(reports: Sequence[Report]) -> Iterator[Finding]:
    """A year-to-date number below an earlier one of the same series; a correction needs a note (R15, E6)."""
    for series in series_of([report for report in reports if report.period_type == PeriodType.YTD]):
        for earlier, later in pairwise(series):
            for name in ("numerator", "denominator", "value"):
                old, new = _number(earlier, name), _number(later, name)
                if old is not None and new is not None and new < old:
                    facts = {
                        "before": earlier.period,
                        "old": getattr(earlier, name),
                        "new": getattr(later, name),
                    }
                    yield later.finding(Suspicion.FALLING, **facts)
                    break


def _share(report: Report) -> Fraction:
    return Fraction(*(report.counts or (0, 1)))


def _error(before: Sequence[Report], later: Report) -> float:
    counts = [report.counts or (0, 0) for report in before]
    share = (sum(passes for passes, _ in counts) + 1) / (sum(total for _, total in counts) + 2)
    return sqrt(share * (1 - share) / (later.denominator or 1))


def _percent(share: Fraction) -> str:
    return percent_text(percent(share, 1))


def _is_one_digit(text: str) -> bool:
    digits = text.replace(".", "")
    return len(digits) >= _ALIKE and len(set(digits)) == 1 and digits[0] != "0"


def _number(report: Report, name: str) -> Fraction | None:
    written = getattr(report, name)
    try:
        return None if written is None else Fraction(str(written))
    except ValueError:
        return None
