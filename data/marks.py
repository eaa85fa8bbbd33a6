"""The column that says what is wrong with each row; it comes back with the mended file and is not read."""

from dataclasses import replace

from data.grid import Grid, SourceFile

__all__ = ["MARK_LABEL", "without_marks"]

MARK_LABEL = "问题 / Problems"
"""Header of the column."""


def without_marks(source: SourceFile) -> SourceFile:
    """The file as it was before its rows were marked."""
    return replace(source, grids=tuple(map(_unmarked, source.grids)))


def _unmarked(grid: Grid) -> Grid:
    """A sheet without its last column, if that is one of marks."""
    last = grid.cells.columns[-1]
    return Grid(grid.sheet, grid.cells.drop(last)) if (grid.cells[last] == MARK_LABEL).any() else grid
