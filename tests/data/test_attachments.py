"""Evidence beside an upload: what is taken, what is refused, and that it is kept byte by byte."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from data import Store
from data.attachments import MOST_ATTACHMENTS, check_attachment
from data.errors import AttachmentError
from tests.factories import commit

_PDF = b"%PDF-1.7 ..."
_PNG = b"\x89PNG\r\n\x1a\n..."
_JPEG = b"\xff\xd8\xff\xe0..."


def _zip(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


_WORD = _zip("[Content_Types].xml", "word/document.xml")
_EXCEL = _zip("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", _PDF, "pdf"),
        ("检验报告.PDF", _PDF, "pdf"),
        ("a.png", _PNG, "png"),
        ("a.jpg", _JPEG, "jpeg"),
        ("a.jpeg", _JPEG, "jpeg"),
        ("a.docx", _WORD, "docx"),
        ("a.xlsx", _EXCEL, "xlsx"),
        ("a.pptx", _zip("ppt/presentation.xml"), "pptx"),
        ("公文.ofd", _zip("OFD.xml"), "ofd"),
    ],
)
def test_usual_evidence_is_taken(name: str, content: bytes, kind: str) -> None:
    found = check_attachment(content, name)
    assert (found.name, found.kind, found.size) == (name, kind, len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.png", _PDF, "pdf"),
        ("a.pdf", _WORD, "docx"),
        ("a.docx", _EXCEL, "xlsx"),
        ("a.xlsx", _WORD, "docx"),
        ("a.pdf", b"", "ofd"),
        ("a.pdf", b"MZ\x90", "ofd"),
        ("a.exe", b"MZ\x90", "ofd"),
        ("a.html", b"<html>", "ofd"),
        ("a.zip", _zip("a.txt"), "ofd"),
        ("a.docx", _zip("a.txt"), "ofd"),
        ("a.docx", b"PK\x03\x04 and no more", "ofd"),
        ("a.docm", _WORD, "ofd"),
        ("pdf", _PDF, "ofd"),
        ("", _PDF, "ofd"),
        ("a.pdf.exe", _PDF, "ofd"),
    ],
)
def test_the_rest_is_refused(name: str, content: bytes, word: str) -> None:
    with pytest.raises(AttachmentError) as caught:
        check_attachment(content, name)
    assert word in caught.value.message.zh


def test_the_limit_is_ten_megabytes() -> None:
    assert check_attachment(_PDF.ljust(10_000_000), "a.pdf").size == 10_000_000
    with pytest.raises(AttachmentError, match="10,000,001"):
        check_attachment(_PDF.ljust(10_000_001), "a.pdf")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/报告.pdf", "报告.pdf"),
        ("C:\\Users\\x\\报告.pdf", "报告.pdf"),
        ("a\x00b\u202e\n.pdf", "ab.pdf"),
        ("Ａ１.pdf", "A1.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_shown_without_paths_and_controls(name: str, shown: str) -> None:
    assert check_attachment(_PDF, name).name == shown


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_evidence_is_kept_by_its_hash_and_named_in_the_history(store: Store) -> None:
    upload = commit(store, attachments=[("报告.pdf", _PDF), ("照片.jpg", _JPEG), ("副本.pdf", _PDF)])
    assert [piece.name for piece in upload.attachments] == ["报告.pdf", "照片.jpg", "副本.pdf"]
    assert store.history() == [upload]
    assert store.upload(upload.id).attachments == upload.attachments
    kept = {path.name: path.read_bytes() for path in (store.folder / "evidence").iterdir()}
    assert kept == {hashlib.sha256(piece).hexdigest(): piece for piece in (_PDF, _JPEG)}
    assert store.evidence_file(upload.attachments[1].sha256).read_bytes() == _JPEG


def test_nothing_is_stored_with_a_piece_that_is_refused(store: Store) -> None:
    with pytest.raises(AttachmentError):
        commit(store, attachments=[("a.pdf", _PDF), ("b.exe", b"MZ")])
    assert not store.folder.exists()


def test_there_is_a_limit_to_their_number(store: Store) -> None:
    pieces = [(f"{number}.pdf", _PDF) for number in range(MOST_ATTACHMENTS + 1)]
    with pytest.raises(AttachmentError, match="21"):
        commit(store, attachments=pieces)
    assert len(commit(store, attachments=pieces[1:]).attachments) == MOST_ATTACHMENTS
