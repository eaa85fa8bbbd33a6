"""The rows of a sheet told apart: title, header, units, totals and footnotes are no data."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data.grid import column_name
from data.header_words import UNIT
from data.layout import FIGURES, Layout

__all__ = ["Body", "first_cell", "split_rows"]

_TOTAL = (
    r"^\s*(.{0,12}?(合\s*计|总\s*计|小\s*计|累\s*计|共\s*计)|全(区|市|地区|自治区)|(?i:(sub-?)?total))"
    r"\s*([(（].*[)）])?\s*[:：]?\s*$"
)
_SUBTOTAL = r"小\s*计|(?i:sub)"
_CONTINUED = "^.{0,60}(续表|[(（]续[)）])"
_UNITS = rf"^\s*[(（]?\s*((计量)?单位\s*[:：].*|{UNIT})\s*[)）]?\s*$"
_FOOTNOTE = (
    r"^\s*((注|说明|备注)\s*[0-9一二三]?\s*[:：.、]|(备\s*注|说\s*明|注)\s*$"
    r"|(填报|制表|填表|报送|统计|审核|复核|负责|单位负责|经办|联系)\s*(人|单位|日期|时间|电话|部门|负责人)"
    r"|(审\s*核|制\s*表|复\s*核|电\s*话|数据来源|资料来源)\s*([:：]|$)|(?i:notes?|source)\s*:)"
)
_FIGURE = r"^\s*[0-9０-９,.%]+\s*$"


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a sheet by what they are.

    Attributes:
        data: cells as in the sheet, of the rows that are data.
        totals: the same of those that add up others.
        ignored: `row`, `reason`, `text` of all rows that are no data, totals included.
        too_wide: `row`, `position` of the first cell right of the header, of data rows that have one.
    """

    data: pl.DataFrame
    totals: pl.DataFrame
    ignored: pl.DataFrame
    too_wide: pl.DataFrame


def split_rows(cells: pl.DataFrame, layout: Layout) -> Body:
    """Tell the rows apart; rows with white space only are blank and neither data nor ignored."""
    names = cells.columns[1:]
    told = cells.lazy().with_columns(first_cell(names).alias("_first")).filter(pl.col("_first").is_not_null())
    told = told.with_columns(_called(layout).alias("_called"))
    # most rows are plainly data: only the others are looked at closely
    unlike = told.with_columns(_is_unlike_data(cells, layout).alias("_unlike")).collect()
    close = unlike.filter("_unlike").with_columns(_reason(cells, layout).alias("reason"))
    cleared = close.filter(pl.col("reason").is_null()).select(unlike.columns)
    data = unlike.filter(~pl.col("_unlike"))
    if cleared.height:
        data = pl.concat([data, cleared]).sort("row")
    ignored = close.filter(pl.col("reason").is_not_null())
    return Body(
        data=data.select("row", *names),
        totals=ignored.filter(pl.col("reason").is_in(["total", "subtotal"])).select("row", *names),
        ignored=ignored.select("row", "reason", text="_first"),
        too_wide=_too_wide(data, names, _header_width(cells, layout)),
    )


def first_cell(names: Sequence[str]) -> pl.Expr:
    """The first filled cell, stripped; null in a blank row."""
    return pl.coalesce(pl.when(_filled(name)).then(_stripped(name)) for name in names)


def _filled(name: str) -> pl.Expr:
    return _stripped(name) != ""


def _called(layout: Layout) -> pl.Expr:
    """What a row is about: its area, else its first filled cell."""
    areas = [column_name(c.position) for c in layout.columns if c.field in ("area", "area_again")]
    return pl.coalesce(*(pl.when(_filled(name)).then(_stripped(name)) for name in areas), "_first")


def _header(cells: pl.DataFrame, layout: Layout) -> list[dict[str, str]]:
    """The labels of each header row by name of the column, blank ones left out."""
    rows = cells.filter(pl.col("row").is_in(layout.header)).drop("row").to_dicts()
    return [{name: cell.strip() for name, cell in row.items() if cell.strip()} for row in rows]


def _header_width(cells: pl.DataFrame, layout: Layout) -> int:
    labelled = {name for row in _header(cells, layout) for name in row}
    places = [place for place, name in enumerate(cells.columns) if name in labelled]
    return max([*places, *(column.position for column in layout.columns)])


def _titles(cells: pl.DataFrame, layout: Layout) -> list[str]:
    rows = cells.filter(pl.col("row") < layout.header[0]).drop("row").iter_rows()
    return [cell.strip() for row in rows for cell in row if cell.strip()]


def _is_unlike_data(cells: pl.DataFrame, layout: Layout) -> pl.Expr:
    """Whether a row may be no data, from what it begins with."""
    first, called = pl.col("_first"), pl.col("_called")
    beginnings = [
        *_titles(cells, layout),
        *(label for row in _header(cells, layout) for label in row.values()),
    ]
    return (
        (pl.col("row") <= layout.header[-1])
        | first.is_in(beginnings)
        | first.str.contains(f"{_UNITS}|{_CONTINUED}")
        | called.str.contains(f"{_TOTAL}|{_FOOTNOTE}")
        | ~_any_filled(layout)
    )


def _any_filled(layout: Layout) -> pl.Expr:
    return pl.any_horizontal(_filled(column_name(column.position)) for column in layout.columns)


def _reason(cells: pl.DataFrame, layout: Layout) -> pl.Expr:
    """Why a row is no data, null for data; the first reason that holds counts."""
    names, called = cells.columns[1:], pl.col("_called")
    is_alone = pl.sum_horizontal(_filled(name).cast(pl.Int8) for name in names) == 1
    figures = [column_name(column.position) for column in layout.columns if column.field in FIGURES]
    has_figures = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(name).str.contains(_FIGURE) for name in figures)
    )
    again = pl.col("_first").str.contains(_CONTINUED) | pl.col("_first").is_in(_titles(cells, layout))
    reasons = {
        "title": (pl.col("row") < layout.header[0]) | (again & is_alone),
        "header": pl.col("row").is_in(layout.header),
        "repeated_header": pl.any_horizontal(map(_repeats, _header(cells, layout))),
        "unit": pl.all_horizontal(~_filled(name) | pl.col(name).str.contains(_UNITS) for name in names),
        "subtotal": called.str.contains(_TOTAL) & called.str.contains(_SUBTOTAL),
        "total": called.str.contains(_TOTAL),
        "footnote": called.str.contains(_FOOTNOTE) & ~has_figures,
        "blank_wide": ~_any_filled(layout) & ~_beyond(cells, layout),
    }
    return pl.coalesce(pl.when(holds).then(pl.lit(reason)) for reason, holds in reasons.items())


def _beyond(cells: pl.DataFrame, layout: Layout) -> pl.Expr:
    names = cells.columns[1 + _header_width(cells, layout) :]
    return pl.any_horizontal(pl.lit(value=False), *map(_filled, names))


def _stripped(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars()


def _repeats(labels: dict[str, str]) -> pl.Expr:
    return pl.all_horizontal(_stripped(name) == label for name, label in labels.items())


def _too_wide(data: pl.DataFrame, names: Sequence[str], width: int) -> pl.DataFrame:
    """Where a row is filled beyond the last label, the first such cell."""
    beyond = enumerate(names[width:], start=width + 1)
    position = pl.coalesce(
        *(pl.when(_filled(name)).then(pl.lit(place, pl.Int64)) for place, name in beyond),
        pl.lit(None, pl.Int64),
    )
    return data.select("row", position=position).filter(pl.col("position").is_not_null())
