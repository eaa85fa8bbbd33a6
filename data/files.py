"""The bytes of an upload into grids of text: what the file is, then its reader."""

import hashlib
from collections.abc import Iterable

from data.child import read_workbook
from data.delimited import read_delimited
from data.errors import EmptyFileError, FileTooLargeError, UnreadableFileError, data_wording
from data.file_kinds import COMPOUND, TEXT, ZIP, find_kind, fitting_kinds
from data.grid import Grid, SourceFile
from data.limits import MAX_BYTES
from data.names import shown_name

__all__ = ["read_file"]


def read_file(content: bytes, *, file: str) -> SourceFile:
    """Read a text file in this process, a workbook in a child process.

    Raises:
        UnreadableFileError: too large, no table, damaged, or made to harm; nothing was taken from it.
    """
    name = shown_name(file)
    if len(content) > MAX_BYTES:
        raise FileTooLargeError(file=name, size=len(content), limit=MAX_BYTES)
    kind = find_kind(content)
    if kind in (ZIP, COMPOUND):
        return _read_workbook(content, file=name)
    _require_kind(kind, (TEXT,), file=name)
    _require_ending(TEXT, file=name)
    cells, encoding = read_delimited(content, file=name)
    return SourceFile(name, _sha256(content), encoding, (Grid("", cells),))


def _read_workbook(content: bytes, *, file: str) -> SourceFile:
    with read_workbook(content, file=file) as workbook:
        _require_kind(workbook.kind, ("xlsx", "xls", "ods"), file=file)
        _require_ending(workbook.kind, file=file)
        grids, skipped = workbook.sheets()
    if not grids:
        hidden = [sheet.sheet for sheet in skipped if sheet.rows]
        if hidden:
            raise UnreadableFileError("only_hidden", file=file, sheets=", ".join(hidden))
        raise EmptyFileError("empty", file=file)
    return SourceFile(file, _sha256(content), workbook.kind, grids, skipped)


def _require_kind(kind: str, tables: Iterable[str], *, file: str) -> None:
    if kind not in tables:
        raise UnreadableFileError("not_a_table", file=file, kind=data_wording(f"kind.{kind}"))


def _require_ending(kind: str, *, file: str) -> None:
    fitting = fitting_kinds(file)
    if fitting and kind not in fitting:
        raise UnreadableFileError("wrong_ending", file=file, kind=data_wording(f"kind.{kind}"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
