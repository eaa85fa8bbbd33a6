"""Names and places of documents, and many of them in one file."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from reports import Edition, ReportError, document_name, document_path, save_document, zip_documents
from reports.kinds import KINDS
from tests.reports.builders import empty_basis, illustrative_basis, unit


def test_a_name_tells_kind_unit_day_and_what_the_data_are() -> None:
    farm = unit("department", "农牧厅")
    real, made_up = empty_basis(), illustrative_basis()
    assert document_name("summary", farm, basis=real, suffix=".docx", language="zh") == (
        "年终总结_农牧厅_2016-12-31.docx"
    )
    assert document_name(
        "wall", unit("prefecture", "拉萨市"), basis=made_up, suffix=".pdf", language="en"
    ) == ("wall sheet_Lhasa_2016-12-31_illustrative.pdf")
    assert document_name("brief", Edition.PREFECTURE, basis=made_up, suffix=".zip", language="zh") == (
        "情况简报_各地市_2016-12-31_演示数据.zip"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_name(kind: str) -> None:
    names = {
        document_name(kind, edition, basis=empty_basis(), suffix=".zip", language="en") for edition in Edition
    }
    assert len(names) == len(Edition)


def test_a_path_says_that_data_are_made_up_once() -> None:
    path = Path("a/总结.docx")
    assert document_path(path, basis=empty_basis(), suffixes=(".docx",)) == path
    marked = document_path(path, basis=illustrative_basis(), suffixes=(".docx",))
    assert marked == Path("a/总结_演示数据.docx")
    assert document_path(marked, basis=illustrative_basis(), suffixes=(".docx",)) == marked
    with pytest.raises(ReportError, match="pdf"):
        document_path(Path("a.doc"), basis=empty_basis(), suffixes=(".pdf",))


def test_saving_replaces_the_whole_file_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "o.docx"
    save_document(b"one", path)
    save_document(b"two", path)
    assert path.read_bytes() == b"two"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        save_document(b"three", tmp_path / "folder")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "o.docx"]


def test_many_documents_are_one_file() -> None:
    content = zip_documents({"甲.docx": b"1", "乙.docx": b"22"})
    with ZipFile(BytesIO(content)) as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {
            "甲.docx": b"1",
            "乙.docx": b"22",
        }
