"""The look over an archive before anything in it is parsed."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, BadZipFile, ZipFile

import pytest

from data.archive import Archive
from data.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED
from data.workbook_cells import RefusedError
from data.workbook_kinds import zip_kind
from tests.data.hostile import hostile_file
from tests.data.packages import SHEET, XLSX_PARTS, ods, xlsx, zipped


def read_all(content: bytes) -> None:
    archive = Archive(content)
    for name in archive.names:
        archive.read(name)


def refusal(content: bytes) -> str:
    """What is said of an archive of which every part is read: the key, and the reason if there is one."""
    with pytest.raises(RefusedError) as caught:
        read_all(content)
    return " ".join([caught.value.key, *map(str, caught.value.facts.values())])


def test_parts_are_read_by_name() -> None:
    archive = Archive(xlsx("x"))
    assert archive.names == [*XLSX_PARTS, SHEET]
    assert archive.read("xl/workbook.xml").decode() == XLSX_PARTS["xl/workbook.xml"]


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("bomb", "workbook_too_large"),
        ("packed_a_thousandfold", "workbook_too_large"),
        ("many_entries", "workbook_unsafe entries"),
        ("repeated_entry", "workbook_unsafe repeated"),
        ("path_outside", "workbook_unsafe paths"),
        ("billion_laughs", "workbook_unsafe declarations"),
        ("external_entity", "workbook_unsafe declarations"),
        ("ods_billion_laughs", "workbook_unsafe declarations"),
        ("utf_16_part", "workbook_unsafe declarations"),
        ("encrypted_entry", "password"),
    ],
)
def test_hostile_archives_are_refused(sample: str, said: str) -> None:
    assert refusal(hostile_file(sample)[1]) == said


@pytest.mark.parametrize("sample", ["flipped_bit", "cut_short", "understated_bomb"])
def test_bytes_that_are_not_what_the_archive_says_are_an_error(sample: str) -> None:
    with pytest.raises(BadZipFile):
        Archive(hostile_file(sample)[1]).read(SHEET)


@pytest.mark.parametrize("name", ["/etc/x", "a/../b", "..", "c:\\x", "xl\\x"])
def test_no_path_points_elsewhere(name: str) -> None:
    assert refusal(zipped({name: ""})) == "workbook_unsafe paths"


def test_names_that_differ_in_case_only_are_one() -> None:
    assert refusal(zipped({"xl/a": "", "XL/A": ""})) == "workbook_unsafe repeated"


@pytest.mark.parametrize("packing", [ZIP_BZIP2, ZIP_LZMA])
def test_only_the_usual_packing_is_unpacked(packing: int) -> None:
    assert refusal(zipped({"a": "x"}, packing)) == "workbook_unsafe packing"


class TestLimits:
    def test_entries(self) -> None:
        assert len(Archive(zipped({str(n): "" for n in range(MAX_ENTRIES)})).names) == MAX_ENTRIES
        assert refusal(zipped({str(n): "" for n in range(MAX_ENTRIES + 1)})) == "workbook_unsafe entries"

    def test_unpacked_bytes(self) -> None:
        half = b"x" * (MAX_UNPACKED // 2)
        assert Archive(zipped({"a": half, "b": half}, ZIP_STORED)).read("a") == half
        assert refusal(zipped({"a": half, "b": half, "c": b"x"}, ZIP_STORED)) == "workbook_too_large"

    def test_ratio_of_large_parts_only(self) -> None:
        assert len(Archive(zipped({"a": b"x" * 2**20})).read("a")) == 2**20
        content = zipped({"a": b"x" * (2**20 + 1)})
        with ZipFile(BytesIO(content)) as archive:
            assert archive.getinfo("a").compress_size * MAX_RATIO < 2**20
        assert refusal(content) == "workbook_too_large"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (xlsx(), "xlsx"),
        (ods(""), "ods"),
        (ods("", {"mimetype": "application/vnd.oasis.opendocument.text"}), "document"),
        (ods("", {"mimetype": "application/epub+zip"}), "archive"),
        (xlsx(parts={"xl/vbaProject.bin": ""}), "macro_workbook"),
        (
            xlsx(parts={"[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}),
            "macro_workbook",
        ),
        (xlsx(parts={"xl/workbook.bin": ""}), "binary_workbook"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": ""}), "document"),
        (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": ""}), "presentation"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "archive"),
        (zipped({"a.csv": "x"}), "archive"),
    ],
)
def test_the_kind_is_told_by_what_is_inside(content: bytes, kind: str) -> None:
    assert zip_kind(Archive(content)) == kind


def test_an_encrypted_ods_needs_its_password() -> None:
    with pytest.raises(RefusedError, match="password"):
        zip_kind(Archive(hostile_file("ods_encrypted")[1]))
