"""`quality report brief`, `workbook` and `wall`: each is written, in the language asked for."""

import io
import time
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PIL import Image

from data import Ledger, Store
from deploy import verbs
from tests.commands import Command
from tests.factories import csv_file, entry, observation, write
from tests.reports.builders import paper_of

DAY = ("--as-of", "2016-12-31")


@pytest.fixture(name="reported")
def _reported(quality: Command, sound: Path) -> Command:
    assert quality("import", sound, "--by", "扎西").code == verbs.OK
    return quality


def test_a_brief_of_a_prefecture(reported: Command, tmp_path: Path) -> None:
    out = tmp_path / "b.docx"
    answer = reported("--language", "en", "report", "brief", "--unit", "拉萨市", *DAY, out)
    assert (answer.code, answer.out) == (verbs.OK, "b.docx (data until 2016-12-31)\n")
    paper = paper_of(out.read_bytes())
    assert paper.paragraphs[0].text == "Lhasa: quality brief"
    assert any("7/8" in cell.text for row in paper.tables[0].rows for cell in row.cells)


def test_a_brief_needs_a_prefecture(reported: Command, tmp_path: Path) -> None:
    assert reported("report", "brief", *DAY, tmp_path / "b.docx").code == verbs.UNUSABLE
    assert list(tmp_path.glob("*.docx")) == []


def test_the_workbook(reported: Command, tmp_path: Path) -> None:
    out = tmp_path / "w.xlsx"
    assert reported("report", "workbook", *DAY, out).code == verbs.OK
    assert openpyxl.load_workbook(out).sheetnames[:2] == ["说明", "指标完成情况"]


@pytest.mark.parametrize("edition", [(), ("--edition", "prefecture", "--unit", "阿里地区")])
def test_the_wall_sheet_as_pdf(edition: tuple[str, ...], reported: Command, tmp_path: Path) -> None:
    out = tmp_path / "w.pdf"
    assert reported("report", "wall", *edition, *DAY, out).code == verbs.OK
    assert (edition[-1] if edition else "西藏自治区") in pypdf.PdfReader(out).pages[0].extract_text()


def test_the_wall_sheet_as_a_picture(reported: Command, tmp_path: Path) -> None:
    out = tmp_path / "w.PNG"
    assert reported("report", "wall", *DAY, out).code == verbs.OK
    assert Image.open(io.BytesIO(out.read_bytes())).format == "PNG"


def test_another_kind_of_file_is_refused(reported: Command, tmp_path: Path) -> None:
    answer = reported("report", "wall", *DAY, tmp_path / "w.docx")
    assert answer.code == verbs.UNUSABLE
    assert ".pdf, .png" in answer.err


def test_actions_are_those_known_then(reported: Command, tmp_path: Path, store: Store) -> None:
    first = store.version()
    time.sleep(1.1)  # moments are kept to the second
    action = entry(kind="action", id="A", owner="卓玛", text="核对样品", day="2017-01-09", name=None)
    write(Ledger(store.folder), action)
    later = tmp_path / "later.csv"
    later.write_bytes(csv_file(observation(area="540202")))
    assert reported("import", later, "--by", "扎西").code == verbs.OK
    out = tmp_path / "b.docx"
    for known, is_told in (((), True), (("--known-on", str(first)), False)):
        assert reported("report", "brief", "--unit", "拉萨市", *DAY, *known, out).code == verbs.OK
        said = "\n".join(line.text for line in paper_of(out.read_bytes()).paragraphs)
        assert ("核对样品" in said) is is_told


@pytest.mark.parametrize("choices", [(), ("--view", "tile", "--paper", "A3"), ("--prefecture", "拉萨市")])
def test_the_map_of_a_goal(choices: tuple[str, ...], reported: Command, tmp_path: Path) -> None:
    out = tmp_path / "m.pdf"
    assert reported("report", "map", "--indicator", "农产品合格率", *choices, *DAY, out).code == verbs.OK
    page = pypdf.PdfReader(out).pages[0]
    words = page.extract_text()
    assert "7/8  87.5 %" in words
    assert "° 样本少，仅供参考" in words
    assert ("格子图" in words) is ("tile" in choices)
    assert ("拉萨市" in words) is ("拉萨市" in choices)
    assert round(page.mediabox.width) == (1191 if "A3" in choices else 842)


def test_a_map_of_nothing_known_is_refused(reported: Command, tmp_path: Path) -> None:
    assert reported("report", "map", "--indicator", "x", *DAY, tmp_path / "m.png").code == verbs.UNUSABLE
    outside = ("--prefecture", "城关区")
    answer = reported("report", "map", "--indicator", "agri_pass_rate", *outside, *DAY, tmp_path / "m.png")
    assert answer.code == verbs.UNUSABLE
    assert list(tmp_path.glob("m.*")) == []
