"""From sheets and their layouts to one table of observations, every physical row accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from data.body_rows import first_cell, split_rows
from data.errors import EmptyFileError
from data.grid import Grid, SkippedSheet, SourceFile
from data.item_rows import item_column, merge_rows, spread_areas
from data.layout import MEASURED, Column, Layout
from data.raw_table import IGNORED_SCHEMA, LINE_SCHEMA, TOO_WIDE_SCHEMA, RawTable
from data.spreading import any_filled, spread

__all__ = ["reshape"]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one sheet gives to the table; `others` are figures that rows name and nobody reads."""

    rows: pl.DataFrame
    lines: pl.DataFrame
    ignored: pl.DataFrame
    totals: pl.DataFrame
    too_wide: pl.DataFrame
    others: tuple[str, ...]


def reshape(source: SourceFile, layouts: Mapping[str, Layout]) -> RawTable:
    """Read the sheets that have a layout.

    Returns:
        The table; its source names the other sheets among the skipped ones, as `no_table`.

    Raises:
        EmptyFileError: no sheet has a row of data, or nothing is filled in.
    """
    read = [grid for grid in source.grids if grid.sheet in layouts]
    sheets: list[_Sheet] = []
    lines = 0
    for grid in read:
        sheets.append(_read(grid, layouts[grid.sheet], after=lines))
        lines += sheets[-1].lines["line"].n_unique()
    rows = _stacked([sheet.rows for sheet in sheets])
    _require_figures(rows, sheets, file=source.file)
    skipped = [
        SkippedSheet(grid.sheet, "no_table", grid.cells.height)
        for grid in source.grids
        if grid.sheet not in layouts
    ]
    return RawTable(
        source=replace(source, skipped=(*source.skipped, *skipped)),
        layouts={grid.sheet: layouts[grid.sheet] for grid in read},
        rows=rows,
        lines=pl.concat([sheet.lines for sheet in sheets]),
        ignored=pl.concat([sheet.ignored for sheet in sheets]),
        totals=_stacked([sheet.totals for sheet in sheets]),
        unread=_unread(read, layouts, sheets),
        too_wide=pl.concat([sheet.too_wide for sheet in sheets]),
    )


def _require_figures(rows: pl.DataFrame, sheets: Sequence[_Sheet], *, file: str) -> None:
    """Refuse a form that nobody filled in, unless a row goes beyond its header: that is told instead."""
    measured = [name for name in MEASURED if name in rows.columns]
    if any(sheet.too_wide.height for sheet in sheets) or rows.select(any_filled(measured).any()).item():
        return
    is_form = rows.height or any("blank_wide" in sheet.ignored["reason"] for sheet in sheets)
    raise EmptyFileError("not_filled" if is_form else "no_rows", file=file)


def _read(grid: Grid, layout: Layout, *, after: int) -> _Sheet:
    """One sheet, whose lines are numbered behind those before it."""
    item = item_column(layout)
    body = split_rows(spread_areas(grid.cells, layout, item) if item else grid.cells, layout)
    is_stray = pl.col("row").is_in(body.too_wide["row"].implode())
    found = _lines(body.data.with_columns(kept=is_stray), layout, item)
    rows = spread(found, layout)
    given = found.join(rows.select("line").unique(), on="line", how="semi", maintain_order="left")
    lines = _members(given.with_columns(_numbered(after)), grid.sheet)
    blank = body.data.join(lines, on="row", how="anti", maintain_order="left")
    reason, text = pl.lit("blank_wide"), first_cell(blank.columns[1:])
    ignored = pl.concat([body.ignored, blank.select("row", reason=reason, text=text)]).sort("row")
    totals = spread(_lines(body.totals.with_columns(kept=False), layout, item), layout)
    others = given.explode("others")["others"].drop_nulls() if item else pl.Series(dtype=pl.String)
    return _Sheet(
        rows=_placed(rows.with_columns(_numbered(after)), grid.sheet),
        lines=lines,
        ignored=_placed(ignored, grid.sheet).select(list(IGNORED_SCHEMA)),
        totals=_placed(totals, grid.sheet).with_columns(line=pl.lit(0, pl.Int64)),
        too_wide=_placed(body.too_wide, grid.sheet).select(list(TOO_WIDE_SCHEMA)),
        others=tuple(others.unique(maintain_order=True)),
    )


def _lines(data: pl.DataFrame, layout: Layout, item: Column | None) -> pl.DataFrame:
    """Rows that belong together as one, numbered from 0."""
    if item:
        data = merge_rows(data, layout, item)
    return data.with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))


def _numbered(after: int) -> pl.Expr:
    """Lines without gaps, the first behind `after`."""
    return pl.col("line").rle_id().cast(pl.Int64) + 1 + after


def _members(lines: pl.DataFrame, sheet: str) -> pl.DataFrame:
    """Every physical row of the lines."""
    if "members" in lines.columns:
        lines = lines.select("line", row="members").explode("row")
    return _placed(lines, sheet).select(list(LINE_SCHEMA))


def _placed(rows: pl.DataFrame, sheet: str) -> pl.DataFrame:
    return rows.with_columns(sheet=pl.lit(sheet, pl.String))


def _stacked(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """All sheets, text that a sheet has no column for empty; columns in the order of `RawTable`."""
    together = pl.concat(frames, how="diagonal_relaxed").with_columns(pl.col(pl.String).fill_null(""))
    names = [name for name in together.columns if name not in LINE_SCHEMA]
    fields = [name for name in names if not name.startswith(("at_", "row_"))]
    places = [name for name in names if name.startswith(("at_", "row_"))]
    return together.select(*LINE_SCHEMA, *fields, *places)


def _unread(read: Sequence[Grid], layouts: Mapping[str, Layout], sheets: Sequence[_Sheet]) -> tuple[str, ...]:
    labels = [
        f"{grid.sheet}!{label}" if len(read) > 1 else label
        for grid, sheet in zip(read, sheets, strict=True)
        for label in (*layouts[grid.sheet].unread, *sheet.others)
    ]
    return tuple(dict.fromkeys(labels))
