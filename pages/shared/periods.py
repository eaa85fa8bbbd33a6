"""Ends of the periods of a year, the days on which the pages look back."""

from calendar import monthrange
from datetime import date

from indicators import PERIODS_A_YEAR, PeriodType

__all__ = ["period_ends"]

_MONTHS = 12


def period_ends(frequency: PeriodType, *, year: int, as_of: date) -> tuple[date, ...]:
    """Last days of the periods of a year that have ended by a date, the oldest first."""
    step = _MONTHS // PERIODS_A_YEAR[frequency]
    ends = (_last_day(year, month) for month in range(step, _MONTHS + 1, step))
    return tuple(end for end in ends if end <= as_of)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
