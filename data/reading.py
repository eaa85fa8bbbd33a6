"""Reading CSV files as officials save them: encodings, separators, physical line numbers."""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data.columns import COLUMN_LABELS, REQUIRED_COLUMNS, find_column, is_name_label
from data.errors import EmptyFileError, FileTooLargeError, HeaderError, RowLayoutError, UnreadableFileError

__all__ = ["MAX_BYTES", "RawTable", "decode", "read_table", "split_records"]

MAX_BYTES = 20_000_000
"""Largest file taken, in bytes."""

_MAX_CELL = 4_000
_MAX_COLUMNS = 64
_SEPARATORS = (",", ";", "\t")
_TWICE = ("indicator", "area")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX is a ZIP archive, XLS a compound file
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class RawTable:
    """One file as read, nothing judged yet.

    Attributes:
        file: name as the user calls it.
        sha256: hash of the bytes.
        encoding: `utf-8`, `utf-8-sig` or `gb18030`.
        layout: `long`, one row an observation.
        rows: all text; a column `row` with the physical line where the record starts, then the recognised
            columns by id.
        labels: header label in the file of each recognised column.
        unknown_labels: header labels that stand for no column; their cells are not read.
        blank_rows: lines without any cell filled, skipped.
    """

    file: str
    sha256: str
    encoding: str
    layout: str
    rows: pl.DataFrame
    labels: dict[str, str]
    unknown_labels: tuple[str, ...]
    blank_rows: int


def read_table(content: bytes, *, file: str) -> RawTable:
    """Read a table in the long layout.

    Raises:
        UnreadableFileError: too large, no text, no header, wrong headers, or a row of the wrong width.
    """
    if len(content) > MAX_BYTES:
        raise FileTooLargeError(file=file, size=len(content), limit=MAX_BYTES)
    text, encoding = decode(content, file=file)
    records = split_records(text, file=file)
    filled = [record for record in records if any(cell.strip() for cell in record[1])]
    if not filled:
        raise EmptyFileError("empty", file=file)
    header_row, header = filled.pop(0)
    columns = _columns(header, file=file)
    if not filled:
        raise EmptyFileError("no_rows", file=file)
    named = list(zip(columns, (label.strip() for label in header), strict=True))
    return RawTable(
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        encoding=encoding,
        layout="long",
        rows=_frame(filled, columns, file=file),
        labels={column: label for column, label in named if column},
        unknown_labels=tuple(label for column, label in named if not column and label),
        blank_rows=sum(row > header_row for row, _ in records) - len(filled),
    )


def decode(content: bytes, *, file: str) -> tuple[str, str]:
    """Text and encoding: a byte-order mark decides, else strict UTF-8, else strict GB18030; never a guess.

    Raises:
        UnreadableFileError: a workbook, no encoding fits, or the text holds characters that no table has.
    """
    if content.startswith(_WORKBOOKS):
        raise UnreadableFileError("workbook", file=file)
    for encoding in ("utf-8-sig",) if content.startswith(codecs.BOM_UTF8) else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _clean(text, file=file), encoding
    raise UnreadableFileError("encoding", file=file)


def _clean(text: str, *, file: str) -> str:
    """Refuse control characters, and private-use ones: GB18030 turns Big5 text into those."""
    bad = _NO_TEXT.search(text)
    if bad is not None:
        raise UnreadableFileError("not_text", file=file, character=f"U+{ord(bad[0]):04X}")
    return text.removeprefix("\ufeff")  # GB18030 has a byte-order mark of its own


def split_records(text: str, *, file: str) -> list[tuple[int, list[str]]]:
    """Records with the physical line each starts on; the separator is the one that fits the header best.

    Raises:
        RowLayoutError: an open quotation mark, or a cell longer than 4,000 characters.
    """
    first_line = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda s: (_known(first_line, s), first_line.count(s)))
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for record in reader:
            records.append((start, record))
            start = reader.line_num + 1
    except csv.Error as error:
        key = "cell_too_long" if "field limit" in str(error) else "quotation"
        raise RowLayoutError(key, file=file, row=start, width=_MAX_CELL) from error
    return records


def _known(line: str, separator: str) -> int:
    return sum(find_column(cell.strip('" \r')) is not None for cell in line.split(separator))


def _columns(header: list[str], *, file: str) -> list[str | None]:
    """Column of each header cell; of two labels for indicator or area the name's becomes `…_again`."""
    labels = [label.strip() for label in header if label.strip()]
    if len(header) > _MAX_COLUMNS:
        raise HeaderError("too_many_columns", file=file, found=labels, columns=header)
    columns = [find_column(label) for label in header]
    repeated = [label for label in dict.fromkeys(labels) if labels.count(label) > 1]
    repeated += [label for column in COLUMN_LABELS for label in _surplus(column, columns, header)]
    if repeated:
        raise HeaderError("repeated_columns", file=file, found=labels, columns=list(dict.fromkeys(repeated)))
    missing = [
        f"{COLUMN_LABELS[column][0]} ({column})" for column in REQUIRED_COLUMNS if column not in columns
    ]
    if missing:
        raise HeaderError("missing_columns", file=file, found=labels, columns=missing)
    for column in _TWICE:
        places = [place for place, found in enumerate(columns) if found == column]
        for place in sorted(places, key=lambda place: is_name_label(header[place]))[1:]:
            columns[place] = f"{column}_again"
    return columns


def _surplus(column: str, columns: Sequence[str | None], header: Sequence[str]) -> list[str]:
    """The labels of a column, when more stand for it than it may have: code and name, else one."""
    labels = [label.strip() for label, found in zip(header, columns, strict=True) if found == column]
    return labels if len(labels) > 1 + (column in _TWICE) else []


def _frame(records: list[tuple[int, list[str]]], columns: list[str | None], *, file: str) -> pl.DataFrame:
    for row, cells in records:
        if len(cells) != len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            raise RowLayoutError("width", file=file, row=row, cells=len(cells), width=len(columns))
    schema = {"row": pl.Int64, **{column: pl.String for column in columns if column}}
    data: dict[str, list[int] | list[str]] = {"row": [row for row, _ in records]}
    for place, column in enumerate(columns):
        if column:
            data[column] = [cells[place] if place < len(cells) else "" for _, cells in records]
    return pl.DataFrame(data, schema=schema)
