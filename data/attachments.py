"""Evidence beside an upload: scans, documents and pictures, known by content and by name alike."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from data.errors import AttachmentError
from data.names import shown_name

__all__ = [
    "ATTACHMENT_ENDINGS",
    "LARGEST_ATTACHMENT",
    "MOST_ATTACHMENTS",
    "Attachment",
    "check_attachment",
    "check_attachments",
]

MOST_ATTACHMENTS = 20
"""Attachments of one upload."""

LARGEST_ATTACHMENT = 10_000_000
"""Bytes of one attachment."""

ATTACHMENT_ENDINGS = frozenset({"pdf", "png", "jpg", "jpeg", "docx", "xlsx", "pptx", "ofd"})
"""Endings of the names that are taken."""

_LONGEST_ENDING = 9
_ZIP = b"PK\x03\x04"
_STARTS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
}
# zipfile has its own error for most damage, and these for the rest
_BAD_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One piece of evidence.

    Attributes:
        name: as the user calls it; shown, never used on the disk.
        sha256: hash of its bytes, by which it is kept.
        kind: `pdf`, `png`, `jpeg`, `docx`, `xlsx`, `pptx` or `ofd`.
        size: bytes.
    """

    name: str
    sha256: str
    kind: str
    size: int


def check_attachment(content: bytes, name: str) -> Attachment:
    """What a piece of evidence is, by its content; its name must agree.

    Raises:
        AttachmentError: too large, empty, of a kind that is not taken, or not what its name says.
    """
    shown = _shown(name)
    if len(content) > LARGEST_ATTACHMENT:
        raise AttachmentError(
            "attachment_too_large", name=shown, size=f"{len(content):,}", limit=f"{LARGEST_ATTACHMENT:,}"
        )
    ending = PurePosixPath(shown.lower()).suffix.removeprefix(".")
    kind = _kind(content)
    if not kind or ending not in ATTACHMENT_ENDINGS:
        raise AttachmentError("attachment_kind", name=shown, allowed=", ".join(sorted(ATTACHMENT_ENDINGS)))
    if kind != ("jpeg" if ending == "jpg" else ending):
        raise AttachmentError("attachment_name", name=shown, kind=kind)
    return Attachment(name=shown, sha256=hashlib.sha256(content).hexdigest(), kind=kind, size=len(content))


def check_attachments(pieces: Sequence[tuple[str, bytes]]) -> tuple[Attachment, ...]:
    """What all pieces of evidence of one upload are, in their order.

    Args:
        pieces: names and contents.

    Raises:
        AttachmentError: too many, or one of them is not taken.
    """
    if len(pieces) > MOST_ATTACHMENTS:
        raise AttachmentError("too_many_attachments", count=len(pieces), limit=MOST_ATTACHMENTS)
    return tuple(check_attachment(content, name) for name, content in pieces)


def _shown(name: str) -> str:
    """The name made harmless; its ending is kept when it is cut."""
    shown = shown_name(name)
    ending = PurePosixPath(shown_name(name[-_LONGEST_ENDING:])).suffix
    return shown if shown.endswith(ending) else shown[: -len(ending)] + ending


def _kind(content: bytes) -> str:
    """The kind by content; empty when it is none of those taken."""
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), "")


def _kind_of_zip(content: bytes) -> str:
    """By the names of its parts alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
    except _BAD_ZIP:
        return ""
    return next((kind for part, kind in _PARTS.items() if part in parts), "")
