"""What a file is by its first bytes, and which endings fit it."""

__all__ = ["COMPOUND", "TEXT", "ZIP", "find_kind", "fitting_kinds"]

TEXT, ZIP, COMPOUND = "text", "zip", "compound"
"""Text, a ZIP archive (XLSX and ODS are), and the compound file of older Office programs (XLS is)."""

_MAGIC = {
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": COMPOUND,
    b"%PDF-": "pdf",
    b"\x89PNG\r\n": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"II*\x00": "image",
    b"MM\x00*": "image",
    b"Rar!\x1a\x07": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b\x08": "archive",
    b"{\\rtf": "document",
}
_MARKUP = {
    b"<!doctype html": "web_page",
    b"<html": "web_page",
    b"<head": "web_page",
    b"<meta": "web_page",
    b"<table": "web_page",
    b"mime-version:": "web_page",
    b"<?xml": "xml",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_ENDINGS = {
    ".csv": {TEXT},
    ".tsv": {TEXT},
    ".tab": {TEXT},
    ".txt": {TEXT},
    ".xlsx": {"xlsx"},
    ".xls": {"xls"},
    ".et": {"xls", "xlsx"},
    ".ods": {"ods"},
}


def find_kind(content: bytes) -> str:
    """`TEXT`, `ZIP` or `COMPOUND`; else a kind that is no table, such as `pdf` or `web_page`."""
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            return kind
    start = content[:512].removeprefix(_BYTE_ORDER_MARK).lstrip().lower()
    return next((kind for markup, kind in _MARKUP.items() if start.startswith(markup)), TEXT)


def fitting_kinds(file: str) -> set[str]:
    """The kinds that a file of this name should be: `TEXT`, `xlsx`, `xls`, `ods`; none where any may be."""
    return next((kinds for ending, kinds in _ENDINGS.items() if file.lower().endswith(ending)), set())
