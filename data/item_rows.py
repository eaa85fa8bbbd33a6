"""Tables with a column that says which figure a row gives: the rows of one area become one line."""

import polars as pl

from data.grid import column_name
from data.headers import find_figure
from data.layout import FIGURES, MEASURED, Column, Layout

__all__ = ["item_column", "merge_rows", "spread_areas"]


def item_column(layout: Layout) -> Column | None:
    """The column that says which figure a row gives."""
    return next((column for column in layout.columns if column.field == "item"), None)


def spread_areas(cells: pl.DataFrame, layout: Layout, item: Column) -> pl.DataFrame:
    """Write what stands once for several rows, as merged cells are saved, into each row that names a figure.

    An area goes down to the next one, and what else tells rows apart goes down within its area.
    """
    is_row = (pl.col("row") > layout.header[-1]) & _is_filled(item)
    keys = [column for column in layout.columns if column.field not in (*MEASURED, "item")]
    areas = [column for column in keys if column.field in ("area", "area_again")]
    begins = pl.any_horizontal(_is_filled(column) for column in areas)
    cells = cells.with_columns(begins.cum_sum().alias("_area"))
    spread = [pl.when(_is_filled(key)).then(pl.col(_name(key))).forward_fill().over("_area") for key in keys]
    return cells.with_columns(
        pl.when(is_row).then(cell.fill_null("")).otherwise(pl.col(_name(key))).alias(_name(key))
        for key, cell in zip(keys, spread, strict=True)
    ).drop("_area")


def merge_rows(data: pl.DataFrame, layout: Layout, item: Column) -> pl.DataFrame:
    """The rows of a line together.

    Args:
        data: `row`, cells after `spread_areas`, and `kept`, which rows stay even when no figure is read.
        layout: of the sheet.
        item: its column that says which figure a row gives.

    Returns:
        A row for each line: `row` (its first), `members` (all its rows), `others` (what figures it names that
        are not read), the cells, `kept`, and for each measured column X and figure F `X:F`, and `row:F` with
        the row that gave it. A figure that comes twice begins a new line; a row that names none is a line.
    """
    words = {word: find_figure(word) for word in data[_name(item)].unique()}
    keys = [_name(column) for column in layout.columns if column.field not in (*MEASURED, "item")]
    figure = pl.col(_name(item)).replace_strict(words, return_dtype=pl.String)
    told = data.with_columns(figure.alias("_figure"), pl.struct(keys).rle_id().alias("_run"))
    alone = pl.when(_is_filled(item)).then(pl.lit(0)).otherwise(pl.col("row"))  # a row that names no figure
    nth = pl.col("_figure").cum_count().over("_run", "_figure")
    told = told.with_columns(pl.when(pl.col("_figure") == "").then(pl.lit(1)).otherwise(nth).alias("_nth"))
    measured = [_name(column) for column in layout.columns if column.field in MEASURED]
    cells = [name for name in data.columns if name not in ("row", "kept")]
    unnamed = ~_is_filled(item) & pl.any_horizontal(pl.col(name).str.strip_chars() != "" for name in measured)
    return told.group_by("_run", "_nth", alone.alias("_alone"), maintain_order=True).agg(
        pl.col("row").first(),
        pl.col("row").alias("members"),
        pl.col(_name(item)).filter(_is_filled(item) & (pl.col("_figure") == "")).alias("others"),
        pl.col(cells).first(),
        (pl.col("kept") | unnamed).any(),
        *(_given(name, field).alias(f"{name}:{field}") for name in measured for field in FIGURES),
        *(_given("row", field).alias(f"row:{field}") for field in FIGURES),
    )


def _given(name: str, field: str) -> pl.Expr:
    return pl.col(name).filter(pl.col("_figure") == field).first()


def _is_filled(column: Column) -> pl.Expr:
    return pl.col(_name(column)).str.strip_chars() != ""


def _name(column: Column) -> str:
    return column_name(column.position)
