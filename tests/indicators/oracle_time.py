"""The oracle's calendar: what a row covers, and which row of several is the newest."""

import calendar
from collections.abc import Mapping
from datetime import date

__all__ = ["MONTHS", "Row", "end_of", "newness", "start_of"]

Row = Mapping[str, str | int | None]

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_PREFERRED = ["snapshot", "ytd", "year", "half", "quarter", "month"]


def _kind(row: Row) -> str:
    return {"-": "month", "Q": "quarter", "H": "half", "": "year"}[str(row["period"])[4:5]]


def end_of(row: Row) -> date:
    """Last day of a period in its canonical form."""
    text = str(row["period"])
    year, month = int(text[:4]), int(text[5:] or 1) * MONTHS[_kind(row)]
    return date(year, month, calendar.monthrange(year, month)[1])


def start_of(row: Row) -> date:
    """First day of what a row covers; a snapshot is the state on its last day."""
    end = end_of(row)
    if row["period_type"] == "snapshot":
        return end
    if row["period_type"] == "ytd":
        return date(end.year, 1, 1)
    return date(end.year, end.month - MONTHS[_kind(row)] + 1, 1)


def newness(row: Row) -> tuple[int, int, list[int], list[int], str, str]:
    """Sorts the newest first: latest end, preferred type, latest report, period; then organiser, segment."""
    return (
        -end_of(row).toordinal(),
        _PREFERRED.index(str(row["period_type"])),
        _downwards(str(row["reported_on"] or "")),
        _downwards(str(row["period"])),
        str(row["organiser"]),
        str(row["segment"]),
    )


def _downwards(text: str) -> list[int]:
    """Sorts texts of the same length, or none, from the last to the first."""
    return [-ord(letter) for letter in text] + [1]
