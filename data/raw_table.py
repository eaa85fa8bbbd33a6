"""A table ready to be checked: its layout is known, its rows are observations, nothing is judged yet."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data.grid import SourceFile
from data.layout import Layout

__all__ = ["IGNORED_REASONS", "IGNORED_SCHEMA", "LINE_SCHEMA", "TOO_WIDE_SCHEMA", "RawTable"]

IGNORED_REASONS = (
    "title", "header", "repeated_header", "unit", "subtotal", "total", "footnote", "blank_wide",
)  # fmt: skip
"""Why a physical row is no data."""

_PLACE = {"sheet": pl.String, "row": pl.Int64}

LINE_SCHEMA = pl.Schema({"line": pl.Int64, **_PLACE})
"""`RawTable.lines`."""

IGNORED_SCHEMA = pl.Schema({**_PLACE, "reason": pl.String, "text": pl.String})
"""`RawTable.ignored`; `text` is the first filled cell."""

TOO_WIDE_SCHEMA = pl.Schema({**_PLACE, "position": pl.Int64})
"""`RawTable.too_wide`; `position` is the first filled cell that has no header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """The rows of all sheets that hold a table.

    A line is what is taken or refused as a whole: one physical row, or the few rows that give one observation
    together where a column says which figure a row gives. Each physical row that is not blank is in `lines`
    or in `ignored`, never in both.

    Attributes:
        layouts: by sheet, of the sheets that were read.
        rows: an observation each, in file order: `line` (Int64, from 1), `sheet`, `row` (the line's first
            physical row), the columns of `data.columns.COLUMN_LABELS` and `indicator_again`, `area_again`
            as far as the file has them (text as in the file, empty where the row has none), and for each of
            these `at_<column>`, the position of the cell (Int64; null where a constant or nothing gave it).
            Where a line has several physical rows, `row_<column>` says in which one the cell stands.
        lines: physical rows of the lines, as `LINE_SCHEMA`.
        ignored: physical rows that are no data, as `IGNORED_SCHEMA`.
        totals: the cells of the ignored rows `total` and `subtotal`, shaped as `rows`; their `line` is 0.
        unread: header labels that stand for nothing; `sheet!label` where several sheets were read.
        too_wide: data rows with filled cells right of the header, as `TOO_WIDE_SCHEMA`.
    """

    source: SourceFile
    layouts: Mapping[str, Layout]
    rows: pl.DataFrame
    lines: pl.DataFrame
    ignored: pl.DataFrame
    totals: pl.DataFrame
    unread: tuple[str, ...]
    too_wide: pl.DataFrame
