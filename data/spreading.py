"""From rows to observations: a wide row gives one for each goal, period and segment that it fills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

import polars as pl

from data.grid import column_name
from data.item_rows import item_column
from data.layout import FIGURES, Column, Layout, observed_columns
from data.numbers import without_strokes

__all__ = ["any_filled", "spread"]

_GROUP = ("indicator", "period", "segment")
_Group: TypeAlias = tuple[str, str, str]
_PLACES = {"line": pl.Int64, "row": pl.Int64}


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a field comes from: a column of the frame, its place in the sheet, the column with its row."""

    field: str
    name: str
    position: int
    rows: str = ""


def _is_wide(layout: Layout) -> bool:
    """Whether a row stands for an area or a period with all that was asked, and may be left blank."""
    fields = {column.field for column in layout.columns}
    return "indicator" not in fields or any(any(_own_group(column)) for column in layout.columns)


def spread(data: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The observations of data rows, in the order of rows and columns.

    Args:
        data: `line`, `row`, the cells, and `kept`; of a table by items as `merge_rows` gives them.
        layout: of the sheet.

    Returns:
        `line`, `row`, the columns of the layout and its constants by id, `at_…` and `row_…` of `RawTable`.
        A group of a wide row comes only when one of its cells is filled; all come when the whole row is blank
        but for words that say why, or is `kept`.
    """
    groups, shared = _groups(layout)
    filled = {group: any_filled([cell.name for cell in cells]) for group, cells in groups.items()}
    why = [cell.name for cell in shared if cell.field in ("state", "na_reason")]
    stays = (any_filled(why) | pl.col("kept")) & ~pl.any_horizontal(filled.values())
    data = data.with_columns(_stays=stays)
    frames = [
        data.lazy()
        .filter(filled[group] | pl.col("_stays") if _is_wide(layout) else pl.lit(value=True))
        .select(
            *_PLACES, *_columns([*shared, *cells], group, layout.constants), pl.lit(order).alias("_order")
        )
        for order, (group, cells) in zip(count(), groups.items(), strict=False)
    ]
    together = pl.concat(frames, how="diagonal_relaxed")
    if len(frames) > 1:
        together = together.sort("line", "_order", maintain_order=True)
    texts = pl.col(pl.String)
    return together.drop("_order").with_columns(texts.fill_null("")).collect()


def _groups(layout: Layout) -> tuple[Mapping[_Group, list[_Cell]], list[_Cell]]:
    """The measured cells of each group, and the cells that all groups share."""
    groups: dict[_Group, list[_Cell]] = {}
    shared: list[_Cell] = []
    own = {column.position for column in observed_columns(layout.columns)}
    by_item = item_column(layout) is not None
    for column in layout.columns:
        if column.position in own:
            groups.setdefault(_group(column, layout), []).extend(_cells(column, by_item=by_item))
        elif column.field != "item":
            shared.append(_Cell(column.field, column_name(column.position), column.position))
    return groups, shared


def _own_group(column: Column) -> _Group:
    return column.indicator, column.period, column.segment


def _group(column: Column, layout: Layout) -> _Group:
    """Goal, period and segment of a column, as far as header or title say them."""
    return column.indicator or layout.constants.get("indicator", ""), column.period, column.segment


def _cells(column: Column, *, by_item: bool) -> Sequence[_Cell]:
    name = column_name(column.position)
    if by_item and column.field in FIGURES:
        return [_Cell(field, f"{name}:{field}", column.position, f"row:{field}") for field in FIGURES]
    return [_Cell(column.field, name, column.position)]


def any_filled(names: Sequence[str]) -> pl.Expr:
    """Whether one of the cells of a row holds more than a stroke for nothing."""
    folded = [pl.col(name).fill_null("").str.normalize("NFKC").str.strip_chars() for name in names]
    return pl.any_horizontal(pl.lit(value=False), *(without_strokes(cell) != "" for cell in folded))


def _columns(cells: Sequence[_Cell], group: _Group, constants: Mapping[str, str]) -> list[pl.Expr]:
    """The fields of a group: what its header says goes before a column, and a column before the title.

    A column for the group goes before one for the whole row.
    """
    said = {field: text for field, text in zip(_GROUP, group, strict=True) if text}
    own = {cell.field: cell for cell in cells if cell.field.removesuffix("_again") not in said}
    given = {**{field: text for field, text in constants.items() if field not in own}, **said}
    return [
        *(pl.col(cell.name).alias(field) for field, cell in own.items()),
        *(pl.lit(text).alias(field) for field, text in given.items()),
        *(pl.lit(cell.position, pl.Int64).alias(f"at_{field}") for field, cell in own.items()),
        *(pl.lit(None, pl.Int64).alias(f"at_{field}") for field in given),
        *(pl.col(cell.rows).alias(f"row_{field}") for field, cell in own.items() if cell.rows),
    ]
