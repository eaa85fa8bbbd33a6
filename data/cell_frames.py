"""Rows of text cells into the frame of a grid, piece by piece, so that a large file is never held twice."""

from collections.abc import Sequence
from itertools import zip_longest

import polars as pl

from data.grid import column_name

__all__ = ["CellFrames"]

_PIECE = 20_000


class CellFrames:
    """The rows of one sheet as they come."""

    def __init__(self) -> None:
        """Start without rows."""
        self.height = 0
        self._rows: list[int] = []
        self._cells: list[Sequence[str]] = []
        self._pieces: list[pl.DataFrame] = []

    def add(self, row: int, cells: Sequence[str]) -> None:
        """Take the cells of a physical row, from the first column to the last that is filled or further."""
        self.height += 1
        self._rows.append(row)
        self._cells.append(cells)
        if len(self._rows) >= _PIECE:
            self._close_piece()

    def frame(self) -> pl.DataFrame:
        """All rows, as wide as the widest without the columns at its end that are blank throughout."""
        self._close_piece()
        cells = pl.concat(self._pieces, how="diagonal").with_columns(pl.exclude("row").fill_null(""))
        blank = cells.select((pl.exclude("row").str.strip_chars() == "").all())
        width = max((at for at, name in enumerate(blank.columns, 1) if not blank[name].item()), default=0)
        return cells.select(cells.columns[: width + 1])

    def _close_piece(self) -> None:
        columns = zip_longest(*self._cells, fillvalue="")
        piece = [pl.Series("row", self._rows, pl.Int64)]
        piece += [pl.Series(column_name(at), cells, pl.String) for at, cells in enumerate(columns, 1)]
        self._pieces.append(pl.DataFrame(piece))
        self._rows, self._cells = [], []
