"""Entries from a file: a table with a column 登记类别 (kind), one entry a row, read like any upload."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.entry_checking import WrittenEntry
from data.entry_columns import find_entry_column
from data.errors import EmptyFileError, HeaderError, UnreadableFileError
from data.files import read_file
from data.grid import Grid, SourceFile
from data.marks import without_marks

__all__ = ["EntryFile", "read_entries"]

_SEARCHED = 30  # rows in which the header is looked for
_FEWEST = 3  # columns that a header of entries has at least
_GUARDED = re.compile(r"'(?=[=+\-@])")  # what keeps a spreadsheet from running a text as a formula

_Header = Mapping[str, tuple[int, str]]
"""Position and label of each column of entries."""


@dataclass(frozen=True, slots=True)
class EntryFile:
    """What a file of entries holds.

    Attributes:
        source: the file as it stands.
        entries: every row that is filled, in order.
        unread: labels of columns that are none of entries.
        skipped: names of sheets without such a table.
    """

    source: SourceFile
    entries: tuple[WrittenEntry, ...]
    unread: tuple[str, ...]
    skipped: tuple[str, ...]


def read_entries(content: bytes, *, file: str) -> EntryFile:
    """Read a text file here, a workbook in a child process; nothing is checked yet.

    Raises:
        UnreadableFileError: no table, damaged or made to harm; no header with a column of kinds; a column
            twice; or a header without a row behind it.
    """
    source = without_marks(read_file(content, file=file))
    entries: list[WrittenEntry] = []
    unread: list[str] = []
    skipped: list[str] = []
    for grid in source.grids:
        found = _find_header(grid)
        if found is None:
            skipped.append(grid.sheet)
            continue
        row, cells = found
        header = _columns(cells, file=source.file)
        unread += [label for label in cells if label and find_entry_column(label) is None]
        entries += _rows(grid, header, after=row)
    if len(skipped) == len(source.grids):
        raise UnreadableFileError("no_entries", file=source.file)
    if not entries:
        raise EmptyFileError("no_rows", file=source.file)
    return EntryFile(source, tuple(entries), tuple(unread), tuple(skipped))


def _find_header(grid: Grid) -> tuple[int, tuple[str, ...]] | None:
    """The first row with a column of kinds and some others, and its cells."""
    for row, *cells in grid.cells.head(_SEARCHED).iter_rows():
        labels = tuple(str(cell).strip() for cell in cells)
        columns = [column for column in map(find_entry_column, labels) if column]
        if "kind" in columns and len(columns) >= _FEWEST:
            return row, labels
    return None


def _columns(labels: tuple[str, ...], *, file: str) -> _Header:
    places: dict[str, tuple[int, str]] = {}
    for position, label in enumerate(labels, 1):
        column = find_entry_column(label)
        if column in places:
            first = places[column][1]
            raise HeaderError("repeated_columns", file=file, found=labels, columns=[first, label])
        if column:
            places[column] = (position, label)
    return places


def _rows(grid: Grid, header: _Header, *, after: int) -> Iterator[WrittenEntry]:
    for row, *cells in grid.cells.iter_rows():
        if row <= after:
            continue
        written = {
            column: _GUARDED.sub("", cells[position - 1], 1) for column, (position, _) in header.items()
        }
        is_header = all(written[column].strip() == label for column, (_, label) in header.items())
        if any(map(str.strip, written.values())) and not is_header:
            yield WrittenEntry(written, row=row, sheet=grid.sheet, places=header)
