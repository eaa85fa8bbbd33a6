"""Writing a document to its place, whole or not at all."""

import os
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from reports.basis import Basis
from reports.errors import UnsuitableFileError, report_wording
from reports.unit import Edition, Unit

__all__ = ["document_name", "document_path", "save_document", "zip_documents"]


def document_name(kind: str, whose: Unit | Edition, *, basis: Basis, suffix: str, language: str) -> str:
    """The usual name of a document's file, or of the file that holds one of each unit of an edition."""
    mark = report_wording("file.illustrative").in_language(language) if basis.is_illustrative else ""
    name = whose.name if isinstance(whose, Unit) else report_wording(f"file.all_{whose}")
    title = report_wording(f"file.{kind}").in_language(language)
    named = name.in_language(language).replace("/", "-")
    return "_".join(filter(None, (title, named, f"{basis.as_of}", mark))) + suffix


def zip_documents(documents: Mapping[str, bytes]) -> bytes:
    """Documents by the name of their file as one ZIP file."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in documents.items():
            archive.writestr(name, content)
    return written.getvalue()


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
