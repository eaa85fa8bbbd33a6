"""XLS, by xlrd."""

from collections.abc import Iterator
from io import StringIO

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT
from xlrd.biffh import error_text_from_code as error_words

from data.workbook_cells import RefusedError, Sheet, format_kind, number_text

__all__ = ["read_xls"]


def read_xls(content: bytes) -> Iterator[Sheet]:
    """The worksheets; chart sheets hold no cells.

    Raises:
        RefusedError: the workbook has a password.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=StringIO()
        )
    except xlrd.XLRDError as error:
        raise RefusedError("password" if "encrypted" in str(error) else "workbook_damaged") from error
    kinds = [_kind(book, style) for style in book.xf_list]
    for sheet in book.sheets():
        yield Sheet(sheet.name, sheet.visibility != 0, _rows(sheet, kinds, since_1904=book.datemode == 1))


def _kind(book: xlrd.Book, style: xlrd.formatting.XF) -> str:
    number_format = book.format_map[style.format_key]
    return format_kind(style.format_key, number_format.format_str)


def _rows(
    sheet: xlrd.sheet.Sheet, kinds: list[str], *, since_1904: bool
) -> Iterator[tuple[int, dict[int, str]]]:
    for index in range(sheet.nrows):
        yield (
            index + 1,
            {
                position: _text(cell, kinds[cell.xf_index], since_1904=since_1904)
                for position, cell in enumerate(sheet.row(index), 1)
            },
        )


def _text(cell: xlrd.sheet.Cell, kind: str, *, since_1904: bool) -> str:
    if cell.ctype in (XL_CELL_NUMBER, XL_CELL_DATE):
        return number_text(cell.value, kind, since_1904=since_1904)
    if cell.ctype == XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == XL_CELL_ERROR:
        return str(error_words.get(cell.value, "#ERROR!"))
    return str(cell.value) if cell.ctype == XL_CELL_TEXT else ""
