"""Sheets made by hand: what `read_file` would give, without a file."""

from collections.abc import Iterable, Sequence

import polars as pl

from data.grid import Grid, SourceFile, column_name

__all__ = ["grid_of", "source_of", "table"]


def grid_of(rows: Iterable[Sequence[object]], *, sheet: str = "") -> Grid:
    """A sheet with these rows from row 1; blank ones are left out but counted, short ones filled up."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    width = max(map(len, cells), default=0)
    filled = [(number, row) for number, row in enumerate(cells, start=1) if any(row)]
    columns = {
        column_name(place + 1): [row[place] if place < len(row) else "" for _, row in filled]
        for place in range(width)
    }
    schema = {"row": pl.Int64(), **dict.fromkeys(columns, pl.String())}
    return Grid(sheet, pl.DataFrame({"row": [number for number, _ in filled], **columns}, schema=schema))


def table(text: str, *, sheet: str = "") -> Grid:
    """A sheet drawn as text, its cells parted by strokes."""
    return grid_of([line.split("|") for line in text.split("\n")], sheet=sheet)


def source_of(*grids: Grid, file: str = "input.csv") -> SourceFile:
    """A file that holds these sheets."""
    return SourceFile(file=file, sha256="0" * 64, encoding="utf-8", grids=grids)
