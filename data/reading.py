"""Reading CSV files as officials save them: encodings, separators, physical line numbers."""

import csv
import hashlib
import io
from dataclasses import dataclass

import polars as pl

from data.columns import REQUIRED_COLUMNS, find_column
from data.errors import EmptyFileError, FileTooLargeError, HeaderError, RowLayoutError, UnreadableFileError

__all__ = ["MAX_BYTES", "RawTable", "decode", "read_table", "split_records"]

MAX_BYTES = 20_000_000
"""Largest file taken, in bytes."""

_MAX_CELL = 4_000
_MAX_COLUMNS = 64
_SEPARATORS = (",", ";", "\t")
_TWICE = ("indicator", "area")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig"}


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
    header = next((record for record in records if any(cell.strip() for cell in record[1])), None)
    if header is None:
        raise EmptyFileError(file=file)
    columns = _columns(header[1], file=file)
    body = [record for record in records if record[0] > header[0]]
    filled = [record for record in body if any(cell.strip() for cell in record[1])]
    return RawTable(
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        encoding=encoding,
        layout="long",
        rows=_frame(filled, columns, file=file),
        labels={column: label.strip() for column, label in zip(columns, header[1], strict=True) if column},
        unknown_labels=tuple(
            label.strip() for column, label in zip(columns, header[1], strict=True) if not column and label.strip()
        ),
        blank_rows=len(body) - len(filled),
    )


def decode(content: bytes, *, file: str) -> tuple[str, str]:
    """Text and encoding: a byte-order mark decides, else strict UTF-8, else strict GB18030; never a guess.

    Raises:
        UnreadableFileError: neither fits, or the text holds characters that no table has.
    """
    for mark, encoding in _BOMS.items():
        if content.startswith(mark):
            return _clean(_strictly(content, encoding) or "", file=file), encoding
    for encoding in ("utf-8", "gb18030"):
        text = _strictly(content, encoding)
        if text is not None:
            return _clean(text, file=file), encoding
    raise UnreadableFileError("encoding", file=file)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _clean(text: str, *, file: str) -> str:
    """Refuse NUL and other control characters, and private-use ones: GB18030 turns Big5 text into those."""
    bad = next((c for c in text if (c < " " and c not in "\t\r\n") or "\ue000" <= c <= "\uf8ff"), None)
    if bad is not None:
        raise UnreadableFileError("not_text", file=file, character=f"U+{ord(bad):04X}")
    return text


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
    """Column of each header cell; a second label for indicator or area (code and name) becomes `…_again`."""
    if len(header) > _MAX_COLUMNS:
        raise HeaderError("too_many_columns", file=file, found=header, columns=header)
    labels = [label.strip() for label in header if label.strip()]
    repeated = sorted({label for label in labels if labels.count(label) > 1})
    if repeated:
        raise HeaderError("repeated_columns", file=file, found=labels, columns=repeated)
    columns: list[str | None] = []
    for label in header:
        column = find_column(label)
        columns.append(f"{column}_again" if column in columns and column in _TWICE else column)
    known = [column for column in columns if column]
    doubled = sorted({column for column in known if known.count(column) > 1})
    if doubled:
        raise HeaderError("repeated_columns", file=file, found=labels, columns=doubled)
    missing = [column for column in REQUIRED_COLUMNS if column not in known]
    if missing:
        raise HeaderError("missing_columns", file=file, found=labels, columns=missing)
    return columns


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
