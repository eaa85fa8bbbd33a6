"""What speaks against the layout of a sheet: units with a factor, unclear months, a second table below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from data.grid import Grid
from data.header_rows import HeaderRows, header_candidates
from data.header_words import UNIT, area_rank
from data.headers import Grammar, Title, squash
from data.layout import FIGURES, Layout

__all__ = ["Conflict", "find_conflict"]

_FACTOR = "[百千万亿]+"
_UNIT_LINE = re.compile(
    r"(?<![报送制表责])单位[:为是]?(?!.*[县市区局厅委院])(?:.*[万亿]|.*[百千](?![分克米瓦]))"
)
_UNIT_ALONE = re.compile(rf"(?:.*\()?{_FACTOR}(?:{UNIT}|人|元|次|平方米|公里)\)?")
_LOST_ZERO = re.compile(r"20\d\d\.\d(?!\d)")
_FIGURE = r"^\s*[0-9０-９,.%]+\s*$"
_CONTINUED = re.compile(r"续表|\(续\)")
_HEADING = re.compile(r".{1,12}[市县区]")
_REMARK = re.compile(r"(?:注|说明|备注|\d+[、.)])")
_SHORTEST_TITLE = 8  # characters


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a sheet is not read: the error's key and the facts of its sentence."""

    key: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with what its header was taken for."""

    header: HeaderRows
    layout: Layout
    grammar: Grammar
    title: Title

    def is_other_title(self, text: str) -> bool:
        """Whether a line names another goal or period than the table has for all of its rows."""
        if text in self.header.titles or _REMARK.match(squash(text)):
            return False
        title, constants = self.grammar.read_titles([text]), self.layout.constants
        fields = {column.field for column in self.layout.columns}
        period = title.period and (title.period.text, title.period.kind)
        known = constants.get("period"), constants.get("period_type", "")
        is_other_goal = (
            title.goal and "indicator" not in fields and title.goal_id != constants.get("indicator")
        )
        return bool(is_other_goal or (period and "period" not in fields and period != known))

    def is_other_header(self, cells: tuple[str, ...]) -> bool:
        """Whether a row names areas and figures, and not as the header does."""
        if any(_repeats(cells, labels) for labels in self.header.cells):
            return False
        labels = [cell for cell in cells if cell]
        meanings = [self.grammar.read(label, self.title) for label in labels]
        has_areas = any(area_rank(squash(label)) is not None for label in labels)
        return has_areas and any(meaning and meaning.is_measured for meaning in meanings)


def find_conflict(grid: Grid, layout: Layout, grammar: Grammar) -> Conflict | None:
    """The first reason not to read a sheet as recognised; None when nothing speaks against it."""
    header = next(found for found in header_candidates(grid) if found.rows == layout.header)
    lost = next((label for label in header.labels if _LOST_ZERO.search(squash(label))), None)
    if lost:
        return Conflict("month_lost_zero", {"label": lost})
    rows = list(_rows_without_figures(grid, layout))
    near = (*header.titles, *(cell for row in header.below for cell in row))
    for cell in (*near, *(cell for _, cells in rows for cell in cells)):
        if _has_factor(cell):
            return Conflict("unit_factor", {"unit": cell})
    table = _Table(header, layout, grammar, grammar.read_titles(header.titles))
    return _second_table(rows, table)


def _has_factor(cell: str) -> bool:
    text = squash(cell[:60])
    return bool(_UNIT_LINE.search(text) or _UNIT_ALONE.fullmatch(text))


def _second_table(rows: list[tuple[int, tuple[str, ...]]], table: _Table) -> Conflict | None:
    """The first line below that begins a table of its own."""
    above: tuple[int, str] | None = None
    for row, cells in rows:
        filled = [cell for cell in cells if cell]
        if table.is_other_header(cells):
            return Conflict("second_table", {"row": row, "text": " ".join(filled)})
        if len(filled) <= 2 and table.is_other_title(filled[0]):
            return Conflict("second_table", {"row": row, "text": filled[0]})
        if above and above[0] == row - 1 and any(_repeats(cells, labels) for labels in table.header.cells):
            return Conflict("second_table", {"row": above[0], "text": above[1]})
        above = (row, filled[0]) if len(filled) == 1 and _may_be_title(filled[0], table) else None
    return None


def _may_be_title(text: str, table: _Table) -> bool:
    """Whether a line that names no goal may all the same be the title of the header that follows it.

    A short one is an area without figures at the foot of a page.
    """
    plain = squash(text)
    if len(plain) < _SHORTEST_TITLE or plain.isdecimal():
        return False
    is_known = text in table.header.titles or _CONTINUED.search(plain) or _HEADING.fullmatch(plain)
    return not (is_known or plain.startswith(("单位", "(单位", "注")))


def _repeats(cells: tuple[str, ...], labels: tuple[str, ...]) -> bool:
    return all(cell == label for cell, label in zip(cells, labels, strict=True) if label)


def _rows_without_figures(grid: Grid, layout: Layout) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows behind the header with words only, rows that begin alike once."""
    names = grid.cells.columns[1:]
    figures = [names[column.position - 1] for column in layout.columns if column.field in FIGURES]
    has_figure = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(name).str.contains(_FIGURE) for name in figures)
    )
    words = grid.cells.lazy().filter(pl.col("row") > layout.header[-1], ~has_figure)
    for row, *cells in words.unique(names, keep="first", maintain_order=True).collect().iter_rows():
        texts = tuple(cell.strip() for cell in cells)
        if any(texts):
            yield row, texts
