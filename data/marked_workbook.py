"""Writing sheets as they were, with cells at fault coloured and a column of marks beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import Any

import polars as pl
import xlsxwriter

__all__ = ["MarkedSheet", "write_workbook"]

_ROWS = 1_048_576  # of a sheet in Excel
_NAME = 31
_COMMENTS = 1_000  # a sheet with many more opens slowly; the column of marks has all
_LONGEST = 32_767
_MARK_WIDTH = 60
_COLOURS = {True: "#F8CBAD", False: "#FFE699"}  # errors, warnings
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{0,5}[1-9])?")  # comes back from a workbook as it was


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """Rows of a sheet.

    Attributes:
        name: of the sheet, or of a text file.
        rows: `row`, the cells, `mark` with the words for the row, and `bad`, a list of the cells at fault:
            `position`, `is_error` and `words`.
    """

    name: str
    rows: pl.DataFrame


def write_workbook(sheets: Sequence[MarkedSheet]) -> bytes:
    """An XLSX workbook in which everything is text or a number, and nothing a formula or a link."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as workbook:
        for name, sheet in zip(_names(sheets), sheets, strict=True):
            _write(workbook, workbook.add_worksheet(name), sheet.rows)
    return content.getvalue()


def _names(sheets: Sequence[MarkedSheet]) -> Iterator[str]:
    """Names that Excel takes, no two alike."""
    taken = {"history"}  # Excel keeps it for itself
    numbers = count(2)
    for sheet in sheets:
        stem = name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", sheet.name)[:_NAME].strip("' ") or "_"
        while name.casefold() in taken:
            name = f"{stem[: _NAME - 5]}_{next(numbers)}"
        taken.add(name.casefold())
        yield name


def _write(workbook: Any, worksheet: Any, rows: pl.DataFrame) -> None:  # noqa: ANN401 -- xlsxwriter ships no types
    """One sheet, row by row because the workbook keeps none in memory."""
    colours = {is_error: workbook.add_format({"bg_color": colour}) for is_error, colour in _COLOURS.items()}
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    width = rows.columns.index("mark") - 1
    worksheet.set_column(width, width, _MARK_WIDTH)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_ROWS}"})
    is_in_place = bool((rows["row"] <= _ROWS).all())
    comments = 0
    for place, (row, *cells, mark, bad) in enumerate(rows.iter_rows()):
        line = row - 1 if is_in_place else place
        faults = {fault["position"] - 1: fault for fault in bad or ()}
        for column, cell in enumerate(cells):
            fault = faults.get(column)
            _write_cell(worksheet, line, column, cell, colours[fault["is_error"]] if fault else None)
            if fault and comments < _COMMENTS:
                worksheet.write_comment(line, column, fault["words"][:_LONGEST], {"x_scale": 2.5})
                comments += 1
        if mark:
            worksheet.write_string(line, width, mark[:_LONGEST], wrapped)


def _write_cell(worksheet: Any, line: int, column: int, cell: str, colour: Any) -> None:  # noqa: ANN401
    """A number as a number where it comes back the same, anything else as text."""
    if _NUMBER.fullmatch(cell):
        worksheet.write_number(line, column, float(cell), colour)
    elif cell:
        worksheet.write_string(line, column, cell, colour)
    elif colour:
        worksheet.write_blank(line, column, None, colour)
