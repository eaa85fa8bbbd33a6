"""Writes tables into a workbook: headings that stay in sight, filters, number formats, colours of lights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from indicators import Light
from indicators.light_styles import LIGHT_STYLES
from reports.workbook_cells import EMPTY, Cell, Column, SheetTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["AboutLine", "WorkbookWriter"]

_BLUE, _RED, _LINE = "#0B3D91", "#C62828", "#D0D5DD"
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
_HEAD = {"bold": True, "bg_color": _BLUE, "font_color": "#FFFFFF", "text_wrap": True, "border": 1}
_TITLE_ROW, _GROUP_ROW, _HEAD_ROW, _FIRST_ROW = range(4)
_A3 = 8  # as the format numbers paper
_LINE_HEIGHT, _PAGE_WIDTH = 15, 260  # points; characters


@dataclass(frozen=True, slots=True)
class AboutLine:
    """A line of the first sheet: what it is, its value, whether it warns, and a number behind it."""

    name: str
    cell: Cell
    is_warning: bool = False
    remark: Cell = EMPTY


class WorkbookWriter:
    """Writes sheets into an open workbook; text is written as text, whatever it begins with."""

    def __init__(self, book: "Workbook") -> None:
        """`book` must be closed by the caller."""
        self._book = book
        self._look = cache(self._made_look)
        self._lights = {
            light: book.add_format({"bg_color": style.colour, "font_color": style.text})
            for light, style in LIGHT_STYLES.items()
        }

    def write_about(self, name: str, *, title: str, lines: Iterable[AboutLine]) -> None:
        """The first sheet, with its title above."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 64)
        sheet.set_column(2, 2, 10)
        sheet.write_string(0, 0, title, self._look(font_size=16, bold=True, font_color=_BLUE))
        row = 2
        for row, line in enumerate(lines, 2):
            sheet.write_string(row, 0, line.name, self._look(bold=True))
            warned: dict[str, object] = {"bold": True, "font_color": _RED} if line.is_warning else {}
            self._write(sheet, (row, 1), line.cell, text_wrap=True, align="left", **warned)
            self._write(sheet, (row, 2), line.remark)
        self._colour_lights(sheet, 1, last=row)

    def write_table(self, table: SheetTable, *, remark: str) -> None:
        """A sheet with a table under its name and a remark."""
        sheet = self._sheet(table.name)
        title = self._look(font_size=14, bold=True, font_color=_BLUE)
        sheet.write_string(_TITLE_ROW, 0, f"{table.name}    {remark}", title)
        self._write_heads(sheet, table)
        for number, cells in enumerate(table.rows, _FIRST_ROW):
            sheet.set_row(number, _LINE_HEIGHT * _lines(cells, table.columns))
            for place, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
                look = {"text_wrap": column.wraps, "border": 1, "border_color": _LINE}
                self._write(sheet, (number, place), cell, **look)
        last = max(_FIRST_ROW, _FIRST_ROW + len(table.rows) - 1)
        for place, column in enumerate(table.columns):
            if column.is_light:
                self._colour_lights(sheet, place, last=last)
        sheet.autofilter(_HEAD_ROW, 0, last, len(table.columns) - 1)
        sheet.freeze_panes(_FIRST_ROW, table.fixed)
        sheet.repeat_rows(_GROUP_ROW, _HEAD_ROW)
        sheet.repeat_columns(0, table.fixed - 1)
        sheet.fit_to_pages(ceil(sum(column.width for column in table.columns) / _PAGE_WIDTH), 0)

    def _sheet(self, name: str) -> "Worksheet":
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def _write_heads(self, sheet: "Worksheet", table: SheetTable) -> None:
        head, centred = self._look(**_HEAD), self._look(**_HEAD, align="center")
        if not any(column.group for column in table.columns):
            sheet.set_row(_GROUP_ROW, 4)
        sheet.set_row(_HEAD_ROW, 2 * _LINE_HEIGHT)
        first = 0
        for group, columns in groupby(table.columns, key=lambda column: column.group):
            taken = list(columns)
            last = first + len(taken) - 1
            if group:
                sheet.merge_range(_GROUP_ROW, first, _GROUP_ROW, last, group, centred)
            for place, column in enumerate(taken, first):
                sheet.set_column(place, place, column.width)
                sheet.write_string(_HEAD_ROW, place, column.head, head)
            first = last + 1

    def _write(self, sheet: "Worksheet", place: tuple[int, int], cell: Cell, **look: object) -> None:
        shown = self._look(num_format=cell.format or "General", **look)
        match cell.value:
            case None:
                sheet.write_blank(*place, None, shown)
            case str():
                sheet.write_string(*place, cell.value, self._look(indent=1, **look))
            case date():
                sheet.write_datetime(*place, datetime.combine(cell.value, time()), shown)
            case _:
                sheet.write_number(*place, cell.value, shown)

    def _colour_lights(self, sheet: "Worksheet", column: int, *, last: int) -> None:
        """Colour by the glyph that a text begins with, so that it follows what somebody types."""
        for light in Light:
            rule = {
                "type": "text",
                "criteria": "begins with",
                "value": LIGHT_STYLES[light].glyph,
                "format": self._lights[light],
            }
            sheet.conditional_format(0, column, last, column, rule)

    def _made_look(self, **look: object) -> "Format":
        return self._book.add_format({**_FONT, **look})


def _lines(cells: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How many lines a row needs; said in the file, because not every program finds out by itself."""
    taken = [1]
    for cell, column in zip(cells, columns, strict=True):
        if column.wraps and isinstance(cell.value, str):
            room = column.width - 3  # for the indent and the uneven ends of lines
            taken.append(sum(max(1, ceil(_width(part) / room)) for part in cell.value.split("\n")))
    return max(taken)


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
