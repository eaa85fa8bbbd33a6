"""The column that says what is wrong with each row; it comes back with the mended file and is not read."""

from dataclasses import replace

import polars as pl

from data.grid import Grid, SourceFile

__all__ = ["MARK_LABEL", "without_marks"]

MARK_LABEL = "问题 / Problems"
"""Header of the column."""


def without_marks(source: SourceFile) -> SourceFile:
    """The file as it was before its rows were marked."""
    return replace(source, grids=tuple(map(_unmarked, source.grids)))


def _unmarked(grid: Grid) -> Grid:
    """A sheet without its last column, if that is one of marks, and without rows that held nothing else."""
    last = grid.cells.columns[-1]
    if not (grid.cells[last] == MARK_LABEL).any():
        return grid
    cells = grid.cells.drop(last)
    is_filled = pl.any_horizontal(pl.lit(value=False), *(pl.col(name) != "" for name in cells.columns[1:]))
    return Grid(grid.sheet, cells.filter(is_filled))
