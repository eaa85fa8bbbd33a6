"""Writing a document to its place, whole or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from reports.basis import Basis
from reports.errors import UnsuitableFileError, report_wording

__all__ = ["document_path", "save_document"]


def document_path(path: Path, *, basis: Basis, suffixes: Sequence[str]) -> Path:
    """Where a document goes: `path`, with a word for illustrative data in its name where they are.

    Raises:
        UnsuitableFileError: the name ends in none of `suffixes`.
    """
    if path.suffix.lower() not in suffixes:
        raise UnsuitableFileError(path.name, allowed=suffixes)
    mark = report_wording("file.illustrative")
    if not basis.is_illustrative or mark.zh in path.stem or mark.en in path.stem:
        return path
    return path.with_name(f"{path.stem}_{mark.zh}{path.suffix}")


def save_document(content: bytes, path: Path) -> None:
    """Write a document beside its place and move it there, so that nothing half written is ever seen.

    Raises:
        OSError: the folder is missing or cannot be written; an older file stays as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
