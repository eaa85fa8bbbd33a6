"""What the readers of all workbook formats share: a sheet as it comes, and cells as the user sees them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite

__all__ = ["RefusedError", "Sheet", "cell_place", "format_kind", "iso_date", "number_text"]

_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # 27-36, 50-58: Chinese
_PERCENT_FORMATS = {9, 10}
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile("[ymdhs]", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SECONDS_A_DAY = 86_400
_MARCH_1900 = 60
_DAYS_UNTIL_9999 = 2_957_000


class RefusedError(Exception):
    """A workbook that is not read; `key` is the sentence that says why, `facts` fill it."""

    def __init__(self, key: str, **facts: object) -> None:
        """The sentence is built by the parent process."""
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; `rows` are physical rows, ascending, with text by position from 1."""

    name: str
    hidden: bool
    rows: Iterator[tuple[int, dict[int, str]]]


def cell_place(position: int, row: int) -> str:
    """The place of a cell as `data.grid.cell_name` says it, which would load Polars here."""
    letters = ""
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def format_kind(number: int, code: str) -> str:
    """`percent`, `date` or nothing, for a number format of XLSX or XLS."""
    shown = _NOT_SHOWN.sub("", code).partition(";")[0]
    if number in _PERCENT_FORMATS or "%" in shown:
        return "percent"
    return "date" if number in _DATE_FORMATS or _DATE_LETTERS.search(shown) else ""


def number_text(number: str | float, kind: str = "", *, since_1904: bool = False) -> str:
    """A number in plain digits, with its sign for `percent` and as ISO 8601 for `date`; other text as it is.

    The shortest digits that give the same float: the file holds 0.96499999999999997 for 0.965.
    """
    if isinstance(number, str) and not _NUMBER.fullmatch(number):
        return number
    value = float(number)
    if not isfinite(value):
        return str(number)
    if kind == "date" and 0 <= value < _DAYS_UNTIL_9999:
        return _date_text(value, since_1904=since_1904)
    exact = Decimal(repr(value))
    return f"{_plain(exact.scaleb(2))}%" if kind == "percent" else _plain(exact)


def _plain(number: Decimal) -> str:
    digits = f"{number:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def _date_text(days: float, *, since_1904: bool) -> str:
    """Day 1 is 1 January 1900, with a 29 February in that year which never was; or day 0 is that of 1904."""
    whole, seconds = divmod(round(days * _SECONDS_A_DAY), _SECONDS_A_DAY)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if not whole:
        return clock
    start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if whole >= _MARCH_1900 else 31)
    return iso_date(f"{start + timedelta(days=whole)}T{clock}")


def iso_date(moment: str) -> str:
    """A date and time without the time where it is midnight."""
    return re.sub(r"T00:00:00(\.0+)?$", "", moment)
