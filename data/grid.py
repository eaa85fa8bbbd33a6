"""A file as it stands: sheets of text cells with their places, nothing recognised or judged yet."""

from dataclasses import dataclass

import polars as pl

__all__ = ["Grid", "SkippedSheet", "SourceFile", "cell_name", "column_name"]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook, or a text file as a whole.

    Attributes:
        sheet: its name; empty for a text file.
        cells: `row` (Int64, the physical row or line where the record starts, from 1), then one text column
            for each column of the sheet, named by `column_name`: A, B, …; no nulls, absent cells are empty.
            Rows without any cell are left out. Text is as the user sees it: a number formatted as percent
            carries its sign, a date is ISO 8601, an error is its word (`#DIV/0!`), and a formula that the
            file holds no result for is the formula itself (`=SUM(A1:A3)`).
    """

    sheet: str
    cells: pl.DataFrame

    @property
    def width(self) -> int:
        """Columns of the sheet."""
        return self.cells.width - 1


@dataclass(frozen=True, slots=True)
class SkippedSheet:
    """A sheet that was not read: `reason` is `hidden`, `empty` or `no_table`, `rows` those with a cell."""

    sheet: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What a file holds.

    Attributes:
        file: its name as the user calls it, made harmless to show.
        sha256: hash of its bytes.
        encoding: `utf-8`, `utf-8-sig`, `utf-16`, `gb18030`, or `xlsx`, `xls`, `ods` for a workbook.
        grids: the visible sheets with at least one filled cell, in order.
        skipped: the other sheets.
    """

    file: str
    sha256: str
    encoding: str
    grids: tuple[Grid, ...]
    skipped: tuple[SkippedSheet, ...] = ()


def column_name(position: int) -> str:
    """The letters of a column as spreadsheets show them; `position` counts from 1."""
    letters = ""
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def cell_name(position: int, row: int) -> str:
    """The place of a cell as spreadsheets show it, such as C7."""
    return f"{column_name(position)}{row}"
