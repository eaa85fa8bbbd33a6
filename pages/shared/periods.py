"""The periods of a year: their last days, on which the pages look back, and what they are called."""

from calendar import monthrange
from datetime import date

from babel.dates import get_month_names, get_quarter_names

from indicators import PERIODS_A_YEAR, PeriodType
from pages.shared.text import say

__all__ = ["period_ends", "period_labels"]

_MONTHS = 12


def period_ends(frequency: PeriodType, *, year: int, as_of: date) -> tuple[date, ...]:
    """Last days of the periods of a year that have ended by a date, the oldest first."""
    step = _MONTHS // PERIODS_A_YEAR[frequency]
    ends = (_last_day(year, month) for month in range(step, _MONTHS + 1, step))
    return tuple(end for end in ends if end <= as_of)


def period_labels(frequency: PeriodType, *, year: int, language: str) -> tuple[str, ...]:
    """Short names of all periods of a year, in order: 1月 or Jan, 1季度 or Q1, 上半年 or H1, or the year."""
    names: dict[int, str]
    match frequency:
        case PeriodType.MONTH:
            names = dict(get_month_names("abbreviated", context="stand-alone", locale=language))
        case PeriodType.QUARTER:
            names = dict(get_quarter_names("abbreviated", context="stand-alone", locale=language))
        case PeriodType.HALF:
            names = {1: say("scope.half_1", language), 2: say("scope.half_2", language)}
        case _:
            return (str(year),)
    return tuple(names[number] for number in sorted(names))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
