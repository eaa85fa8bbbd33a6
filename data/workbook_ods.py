"""ODS: the one part that holds all sheets, read as a stream."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from data.archive import Archive
from data.limits import MAX_COLUMNS
from data.workbook_cells import Sheet, iso_date, number_text
from data.xml_stream import elements, local_name

__all__ = ["read_ods"]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MEASURED = {"float": "", "currency": "", "percentage": "percent"}


def read_ods(archive: Archive) -> Iterator[Sheet]:
    """The sheets; those with a style that is not displayed are hidden."""
    parts = elements(archive.read("content.xml"), "style", "table-row", "table", at_start="table")
    unseen: set[str | None] = set()
    for part in parts:
        if part.tag == f"{_STYLE}style":
            properties = part.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                unseen.add(part.get(f"{_STYLE}name"))
        elif part.tag == f"{_TABLE}table":
            name, hidden = part.get(f"{_TABLE}name", ""), part.get(f"{_TABLE}style-name") in unseen
            yield Sheet(name, hidden, _rows(parts, part))


def _rows(parts: Iterator[Element], table: Element) -> Iterator[tuple[int, dict[int, str]]]:
    """Rows until the table ends; a row that is repeated comes as often."""
    number = 0
    for part in parts:
        if part is table:
            return
        if part.tag != f"{_TABLE}table-row":  # a table within a cell would cut this one short
            raise ValueError(part.tag)
        repeated = int(part.get(f"{_TABLE}number-rows-repeated", 1))
        cells = _cells(part)
        for row in range(number + 1, number + 1 + repeated) if cells else ():
            yield row, cells
        number += repeated


def _cells(row: Element) -> dict[int, str]:
    cells: dict[int, str] = {}
    position = 0
    for cell in row:
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        text = _cell(cell) if cell.tag == f"{_TABLE}table-cell" else ""  # else covered by a merged one
        if text:  # one column more than is taken shows that the row is too wide
            last = min(position + repeated, max(position, MAX_COLUMNS) + 1)
            cells.update(dict.fromkeys(range(position + 1, last + 1), text))
        position += repeated
    return cells


def _cell(cell: Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _MEASURED:
        return number_text(cell.get(f"{_OFFICE}value", ""), _MEASURED[kind])
    if kind == "date":
        return iso_date(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper()
    written = "\n".join(map(_paragraph, cell.iterfind(f"{_TEXT}p")))
    formula = cell.get(f"{_TABLE}formula")
    if formula and not kind and not written:
        return f"={formula.partition('=')[2]}"
    return written or cell.get(f"{_OFFICE}string-value", "")


def _paragraph(element: Element) -> str:
    """Text with the blanks that ODF writes as elements; notes in the margin are left out."""
    text = element.text or ""
    for child in element:
        name = local_name(child)
        if name == "s":
            text += " " * min(int(child.get(f"{_TEXT}c", 1)), MAX_COLUMNS)
        elif name in ("tab", "line-break"):
            text += "\n" if name == "line-break" else "\t"
        elif name not in ("note", "annotation"):
            text += _paragraph(child)
        text += child.tail or ""
    return text
