"""XLSX: the parts of the package that hold cells, read as a stream.

Read here and not by a library: officials' files need a formula without a result told apart from one whose
result is empty, the date formats that Chinese Excel has built in, and no interest in broken decoration.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from string import ascii_uppercase, digits
from typing import NamedTuple
from xml.etree.ElementTree import Element

from data.archive import Archive
from data.limits import MAX_STRINGS
from data.workbook_cells import RefusedError, Sheet, format_kind, iso_date, number_text
from data.xml_stream import elements, local_name, tree

__all__ = ["read_xlsx"]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)


class _Book(NamedTuple):
    """What cells refer to."""

    strings: list[str]
    kinds: list[str]  # of number formats, by cell style
    since_1904: bool


def read_xlsx(archive: Archive) -> Iterator[Sheet]:
    """The worksheets; chart sheets hold no cells.

    Raises:
        RefusedError: more texts than the limit allows.
    """
    package = _relations(archive, "").values()
    workbook = next(path for kind, path in package if kind == "officeDocument")
    parts = _relations(archive, workbook)
    others = dict(parts.values())
    root = tree(archive.read(workbook))
    properties = root.find("{*}workbookPr")
    book = _Book(
        strings=_strings(archive, others.get("sharedStrings")),
        kinds=_format_kinds(archive, others.get("styles")),
        since_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        kind, path = parts[sheet.get(_RELATION) or sheet.attrib[_STRICT_RELATION]]
        if kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            yield Sheet(sheet.attrib["name"], hidden, _rows(archive.read(path), book))


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by id: the last word of its type, and its path in the archive."""
    folder, name = posixpath.split(part)
    relations = tree(archive.read(posixpath.join(folder, "_rels", f"{name}.rels")))
    return {
        relation.attrib["Id"]: (
            posixpath.basename(relation.attrib["Type"]),
            posixpath.normpath(posixpath.join("/", folder, relation.attrib["Target"])).lstrip("/"),
        )
        for relation in relations
    }


def _strings(archive: Archive, path: str | None) -> list[str]:
    items = elements(archive.read(path), "si") if path else ()
    strings = [_text(item) for item in islice(items, MAX_STRINGS + 1)]
    if len(strings) > MAX_STRINGS:
        raise RefusedError("workbook_too_large")
    return strings


def _text(item: Element) -> str:
    """Plain or formatted text; phonetic hints, which stand beside it, are left out."""
    runs = [child for child in item if local_name(child) == "r"] or [item]
    text = "".join(run.findtext("{*}t") or "" for run in runs)
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if code in _SURROGATES else chr(code)


def _format_kinds(archive: Archive, path: str | None) -> list[str]:
    if not path:
        return []
    styles = tree(archive.read(path))
    formats = styles.iterfind("{*}numFmts/{*}numFmt")
    codes = {fmt.get("numFmtId"): fmt.get("formatCode", "") for fmt in formats}
    numbers = [style.get("numFmtId", "0") for style in styles.iterfind("{*}cellXfs/{*}xf")]
    return [format_kind(int(number), codes.get(number, "")) for number in numbers]


def _rows(xml: bytes, book: _Book) -> Iterator[tuple[int, dict[int, str]]]:
    number = 0
    formulas: dict[str, str] = {}
    for row in elements(xml, "row"):
        space = row.tag.removesuffix("row")
        number = int(row.get("r", number + 1))
        cells: dict[int, str] = {}
        position = 0
        for cell in row:
            position = _position(cell.get("r", "").rstrip(digits)) or position + 1
            text = _cell(cell, space, book, formulas)
            if text:
                cells[position] = text
        yield number, cells


@lru_cache
def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        if letter not in ascii_uppercase:
            raise ValueError(letters)
        position = position * 26 + ord(letter) - ord("A") + 1
    return position


def _cell(cell: Element, space: str, book: _Book, formulas: dict[str, str]) -> str:
    """What the user sees; `formulas` keeps the text of those that several cells share."""
    kind = cell.get("t", "n")
    value = cell.findtext(f"{space}v")
    formula = cell.find(f"{space}f")
    if formula is not None:
        shared = formula.get("si", "")
        written = formula.text or formulas.get(shared, "")
        formulas.setdefault(shared, written)
        if value is None or (not value and kind != "str"):
            return f"={written}"
    if kind == "inlineStr":
        return "".join(map(_text, cell.iterfind(f"{space}is")))
    return _value(value, kind, cell, book) if value else ""


def _value(text: str, kind: str, cell: Element, book: _Book) -> str:
    if kind == "s":
        return book.strings[int(text)]
    if kind == "n":
        style = int(cell.get("s", 0))
        return number_text(text, book.kinds[style] if book.kinds else "", since_1904=book.since_1904)
    if kind == "b":
        return "TRUE" if text in ("1", "true") else "FALSE"
    return iso_date(text) if kind == "d" else text
