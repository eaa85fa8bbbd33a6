"""What a ZIP archive or a compound file holds, told by its parts."""

from data.archive import Archive
from data.workbook_cells import RefusedError

__all__ = ["compound_kind", "zip_kind"]

_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    b"application/vnd.oasis.opendocument.text": "document",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
}
_BY_PART = {
    "xl/vbaProject.bin": "macro_workbook",
    "xl/workbook.bin": "binary_workbook",
    "word/document.xml": "document",
    "ppt/presentation.xml": "presentation",
}
_BY_STREAM = {
    "WordDocument": "document",
    "PowerPoint Document": "presentation",
    "Workbook": "xls",
    "Book": "xls",
}


def zip_kind(archive: Archive) -> str:
    """`xlsx`, `ods`, or what else the archive is.

    Raises:
        RefusedError: an encrypted or otherwise unsafe archive.
    """
    if "mimetype" in archive.names:
        kind = _OPEN_DOCUMENT.get(archive.read("mimetype").strip(), "archive")
        if kind == "ods" and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise RefusedError("password")
        return kind
    kind = next((kind for part, kind in _BY_PART.items() if part in archive.names), "")
    if not kind and "[Content_Types].xml" in archive.names:
        types = archive.read("[Content_Types].xml")
        kind = "macro_workbook" if b"macroEnabled" in types else "xlsx" if b"spreadsheetml" in types else ""
    return kind or "archive"


def compound_kind(content: bytes) -> str:
    """`xls`, or what else a compound file is.

    Raises:
        RefusedError: an XLSX workbook with a password is kept in a compound file.
    """
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise RefusedError("password")
    streams = (kind for name, kind in _BY_STREAM.items() if f"{name}\0".encode("utf-16-le") in content)
    return next(streams, "document")
