"""What the columns of a table mean; recognised from its header, or said by the user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["FIGURES", "MEASURED", "Column", "Layout", "LayoutKind", "observed_columns"]

MEASURED = ("numerator", "denominator", "value", "state", "na_reason", "evidence", "note")
"""Fields that may stand once for each goal, period or segment of a wide table."""

FIGURES = ("numerator", "denominator", "value")
"""Those of them that are numbers."""


class LayoutKind(StrEnum):
    """How a table is laid out."""

    LONG = "long"  # one row an observation
    GOALS = "goals"  # one row an area, columns for each goal
    MONTHS = "months"  # one row an area, columns for each period
    MAPPED = "mapped"  # as the user said


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The role of one column.

    Attributes:
        position: from 1.
        label: header cells above it, joined by ` / `.
        field: an id of `data.columns.COLUMN_LABELS`, or `indicator_again` and `area_again` beside a code;
            `item` for a column whose cells say which figure the row gives; the columns of figures
            beside it are `value`, whichever it is.
        indicator: id of the goal that the column is for; empty when a column or constant says it.
        period: the period that the column is for, as the reader of periods takes it; else empty.
        segment: the same for segments.
    """

    position: int
    label: str
    field: str
    indicator: str = ""
    period: str = ""
    segment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How to read one grid.

    Attributes:
        header: physical rows of the header, one or two; data begin behind the last.
        columns: the columns that are read.
        constants: field to text for what no column says, such as `indicator` or `period` from the title.
        unread: labels of columns that stand for nothing, the letter of a filled column without a label.
    """

    kind: LayoutKind
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def observed_columns(columns: Sequence[Column]) -> list[Column]:
    """The measured columns that observations are made of.

    Words without a goal or period of their own, such as a note behind the figures, speak of the whole row.
    """
    measured = [column for column in columns if column.field in MEASURED]
    own = [c for c in measured if c.field in FIGURES or c.indicator or c.period or c.segment]
    return own or measured
