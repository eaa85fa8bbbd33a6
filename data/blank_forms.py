"""Blank rows of the form for deliverables: it lists all of them, and a department fills in its own."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from data.layout import MEASURED
from data.raw_table import IGNORED_SCHEMA, RawTable
from data.spreading import any_filled
from indicators import Plan
from indicators.text import fold

__all__ = ["without_blank_deliverables"]


def without_blank_deliverables(table: RawTable, plan: Plan) -> RawTable:
    """The table without rows that name a deliverable and say nothing of it; they count as ignored.

    Rows of goals stay: there, a row without a figure is a fault to be told.
    """
    words = {fold(word) for deliverable in plan.deliverables for word in deliverable.words}
    named = [name for name in ("indicator", "indicator_again") if name in table.rows.columns]
    about = {cell: fold(cell) in words for name in named for cell in table.rows[name].unique().drop_nulls()}
    if not any(about.values()):
        return table
    is_deliverable = pl.any_horizontal(
        pl.col(name).replace_strict(about, default=False, return_dtype=pl.Boolean) for name in named
    )
    measured = [name for name in MEASURED if name in table.rows.columns]
    blank = table.rows.filter(is_deliverable & ~any_filled(measured)).select("line", *named)
    lines = table.lines.join(table.too_wide, on=["sheet", "row"], how="anti", maintain_order="left")
    gone = lines.join(blank.unique("line"), on="line", how="inner", maintain_order="left")
    return replace(
        table,
        rows=table.rows.join(gone, on="line", how="anti", maintain_order="left"),
        lines=table.lines.join(gone, on="line", how="anti", maintain_order="left"),
        ignored=_in_order([table.ignored, _told(gone, named)], list(table.layouts)),
    )


def _told(gone: pl.DataFrame, named: Sequence[str]) -> pl.DataFrame:
    reason = pl.lit("blank_wide")
    return gone.select("sheet", "row", reason=reason, text=pl.coalesce(named)).cast(IGNORED_SCHEMA)


def _in_order(frames: list[pl.DataFrame], sheets: list[str]) -> pl.DataFrame:
    place = pl.col("sheet").replace_strict(sheets, range(len(sheets)), return_dtype=pl.Int64)
    return pl.concat(frames).sort(place, "row")
