"""Reporting periods: reading them, and the days they cover (R15)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from indicators.vocabulary import PeriodType

__all__ = ["Period", "due_date", "find_period", "last_due_period", "periods_of"]

_SPANS = {PeriodType.MONTH: 1, PeriodType.QUARTER: 3, PeriodType.HALF: 6, PeriodType.YEAR: 12}
_GRACE_DAYS = {PeriodType.MONTH: 10, PeriodType.QUARTER: 15, PeriodType.HALF: 20, PeriodType.YEAR: 45}
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_PATTERNS = {
    PeriodType.MONTH: re.compile(r"(\d{4})(?:[-/.年])?(\d{1,2})月?"),
    PeriodType.QUARTER: re.compile(r"(\d{4})(?:[-年]?Q|年第?)([1-4一二三四])(?:季度)?"),
    PeriodType.HALF: re.compile(r"(\d{4})(?:[-年]?H|年)([12上下])(?:半年)?"),
    PeriodType.YEAR: re.compile(r"(\d{4})()年?"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months; `text` is its canonical form: 2016-10, 2016Q3, 2016H1 or 2016."""

    text: str
    kind: PeriodType
    start: date
    end: date


def find_period(text: str, period_type: PeriodType | None = None) -> Period | None:
    """Read a period such as 2016-10, 2016Q3, 2016H1, 2016 or 2016年10月.

    Args:
        text: the period, already trimmed and NFKC-folded.
        period_type: what the file says it is. `ytd` starts at 1 January; `snapshot` is the state on the last
            day; any other must agree with the text.

    Returns:
        The period, or None when the text is none or contradicts `period_type`.
    """
    written = _written_period(text.upper().replace(" ", ""))
    if written is None:
        return None
    if period_type is PeriodType.YTD:
        return Period(written.text, PeriodType.YTD, date(written.start.year, 1, 1), written.end)
    if period_type is PeriodType.SNAPSHOT:
        return Period(written.text, PeriodType.SNAPSHOT, written.end, written.end)
    return written if period_type in (None, written.kind) else None


def _written_period(text: str) -> Period | None:
    for kind, pattern in _PATTERNS.items():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        year, part = int(match[1]), match[2]
        number = _NUMERALS.get(part) or int(part or 1)
        if 1 <= number <= 12 // _SPANS[kind]:
            return _period(year, number, kind=kind)
    return None


def _period(year: int, number: int, *, kind: PeriodType) -> Period:
    last_month = number * _SPANS[kind]
    start = date(year, last_month - _SPANS[kind] + 1, 1)
    end = date(year, last_month, calendar.monthrange(year, last_month)[1])
    forms = {
        PeriodType.MONTH: f"{year}-{number:02d}",
        PeriodType.QUARTER: f"{year}Q{number}",
        PeriodType.HALF: f"{year}H{number}",
        PeriodType.YEAR: f"{year}",
    }
    return Period(forms[kind], kind, start, end)


def due_date(period: Period, frequency: PeriodType) -> date:
    """Last day on which figures of a period are on time: 10 to 45 days after its end (R17, assumed)."""
    return period.end + timedelta(days=_GRACE_DAYS[frequency])


@lru_cache(maxsize=64)
def periods_of(year: int, frequency: PeriodType) -> tuple[Period, ...]:
    """The months, quarters or halves of a year, or the year itself, in order."""
    return tuple(_period(year, n + 1, kind=frequency) for n in range(12 // _SPANS[frequency]))


@lru_cache(maxsize=1024)  # asked once for each goal and area, with few answers
def last_due_period(as_of: date, *, year: int, frequency: PeriodType) -> Period | None:
    """The newest period of `year` whose due date has passed on `as_of`; None when none has (R17)."""
    due = [period for period in periods_of(year, frequency) if due_date(period, frequency) < as_of]
    return due[-1] if due else None
