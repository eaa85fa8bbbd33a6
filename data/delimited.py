"""Text tables as officials save them: encodings, separators, physical line numbers."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import polars as pl

from data.cell_frames import CellFrames
from data.columns import find_column
from data.errors import EmptyFileError, HeaderError, RowLayoutError, UnreadableFileError
from data.limits import MAX_CELL, MAX_COLUMNS, MAX_LINES, MAX_RECORD, MAX_TEXT_ROWS

__all__ = ["decode", "read_delimited", "split_records"]

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 100
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_delimited(content: bytes, *, file: str) -> tuple[pl.DataFrame, str]:
    """Cells as in `Grid.cells`, and the encoding.

    Raises:
        UnreadableFileError: no text, no cell, or more rows, columns or characters than the limits allow.
    """
    text, encoding = decode(content, file=file)
    frames = CellFrames()
    for row, cells in split_records(text, file=file):
        if not any(map(str.strip, cells)):
            continue
        if len(cells) > MAX_COLUMNS and any(map(str.strip, cells[MAX_COLUMNS:])):
            raise HeaderError("too_many_columns", file=file, found=[], columns=cells)
        if frames.height == MAX_TEXT_ROWS:
            raise UnreadableFileError("too_many_rows", file=file, limit=f"{MAX_TEXT_ROWS:,}")
        frames.add(row, cells[:MAX_COLUMNS])
    if not frames.height:
        raise EmptyFileError("empty", file=file)
    return frames.frame(), encoding


def decode(content: bytes, *, file: str) -> tuple[str, str]:
    """Text and encoding: a byte-order mark decides, else strict UTF-8, else strict GB18030; never a guess.

    Raises:
        UnreadableFileError: no encoding fits, or the text holds characters that no table has.
    """
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
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
    return text.lstrip("\ufeff")  # GB18030 has a byte-order mark of its own; some programs write two


def split_records(text: str, *, file: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the physical line each starts on, split by the separator that fits best.

    Raises:
        RowLayoutError: an open quotation mark, or a cell or record longer than any table needs.
        UnreadableFileError: more lines than any table needs.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise UnreadableFileError("too_many_lines", file=file, limit=f"{MAX_LINES:,}")
    csv.field_size_limit(MAX_CELL)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=_separator(text), strict=True)
    start = 1
    try:
        for record in reader:
            yield start, record
            start = reader.line_num + 1
            lines.open_record = 0
    except _RecordTooLongError as error:
        limit = f"{MAX_RECORD:,}"
        raise RowLayoutError("record_too_long", file=file, row=start, limit=limit) from error
    except csv.Error as error:
        key = "cell_too_long" if "field limit" in str(error) else "quotation"
        raise RowLayoutError(key, file=file, row=start, width=MAX_CELL) from error


class _RecordTooLongError(Exception):
    """A record that would fill the memory before anything could be said about it."""


class _Lines:
    """Lines of a text; `str.splitlines` would cut at characters that end no line of a table."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.open_record = 0
        """Characters handed out since the reader of records set this to 0."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        start = self._at
        if start == len(self._text):
            raise StopIteration
        self._at = self._text.find("\n", start) + 1 or len(self._text)
        self.open_record += self._at - start
        if self.open_record > MAX_RECORD:
            raise _RecordTooLongError
        return self._text[start : self._at]


def _separator(text: str) -> str:
    """The separator that gives the most known labels, else the widest and most even records."""
    return max(_SEPARATORS, key=lambda separator: _fit(text, separator))


def _fit(text: str, separator: str) -> tuple[int, float]:
    records = [record for record in _sample(text, separator) if any(map(str.strip, record))]
    if not records:
        return 0, 0
    known = max(sum(find_column(cell) is not None for cell in record[:MAX_COLUMNS]) for record in records)
    width, count = Counter(map(len, records)).most_common(1)[0]
    return known, (width - 1) * count / len(records)


def _sample(text: str, separator: str) -> Iterable[list[str]]:
    reader = csv.reader(_Lines(text), delimiter=separator)
    try:
        yield from islice(reader, _SAMPLE)
    except (csv.Error, _RecordTooLongError):
        return
