"""Cells of the workbook: real numbers with the format in which a program shows them, never as text."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from indicators import Goal, Kind
from reports.basis import Row
from reports.figure_words import is_checklist

__all__ = ["EMPTY", "Cell", "CellValue", "Column", "SheetTable", "places_shown", "target_cell", "value_cell"]

CellValue: TypeAlias = str | int | float | date | None
"""What a cell holds; None is an empty cell."""

_MOST_PLACES = 10
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and its number format, empty for whole numbers and text."""

    value: CellValue
    format: str = ""


EMPTY = Cell(None)
"""A cell without a value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        head: its heading.
        width: in characters.
        group: heading above it that it shares with its neighbours; empty for none.
        wraps: whether its text goes on in the next line.
        is_light: whether it holds lights.
    """

    head: str
    width: float
    group: str = ""
    wraps: bool = False
    is_light: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: a table under its title.

    Attributes:
        name: on the tab.
        columns: from the left.
        rows: cells of each row, as many as columns.
        fixed: columns that stay in sight.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int


def value_cell(row: Row, goal: Goal) -> Cell:
    """The value of a row: a share as a percentage, others as they are; of a checklist none."""
    if row["value"] is None or is_checklist(row, goal):
        return Cell(None)
    value = Decimal(row["value"])
    if goal.kind is Kind.MILESTONE:
        return Cell(float(value), "0%")
    if not goal.is_percent:
        return Cell(float(value), "General")
    target = None if goal.threshold_bp is None else Decimal(goal.threshold_bp) / _HUNDRED
    return Cell(float(value / _HUNDRED), f"0.{'0' * places_shown(value, target)}%")


def target_cell(goal: Goal) -> Cell:
    """The target as a number; empty where it is in words."""
    if goal.threshold_bp is not None:
        return Cell(goal.threshold_bp / 10_000, "0%" if goal.threshold_bp % 100 == 0 else "0.00%")
    return Cell(goal.threshold if goal.kind is Kind.COUNT else None)


def places_shown(value: Decimal, target: Decimal | None) -> int:
    """Decimals with which rounding half up shows no percentage as reaching what it is below (R3).

    Two within 0.5 point of the target, else one; more where these would round up to the target or to 100.
    """
    places = 2 if target is not None and abs(value - target) <= Decimal("0.5") else 1
    limits = [limit for limit in (target, _HUNDRED) if limit is not None and value < limit]
    while places < _MOST_PLACES and any(_rounded(value, places) >= limit for limit in limits):
        places += 1
    return places


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
