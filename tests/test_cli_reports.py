"""`quality report`: where a document goes, for whom, as known when, and what is refused."""

from pathlib import Path

import pytest

from deploy import verbs
from tests.commands import Command
from tests.factories import csv_file, observation
from tests.reports.builders import read

DAY = ("--as-of", "2016-12-31")


@pytest.fixture(name="reported")
def _reported(quality: Command, sound: Path) -> Command:
    assert quality("import", sound, "--by", "扎西").code == verbs.OK
    return quality


def test_a_summary_of_a_prefecture(reported: Command, tmp_path: Path) -> None:
    out = tmp_path / "o.docx"
    answer = reported("report", "summary", "--edition", "prefecture", "--unit", "拉萨市", *DAY, out)
    assert (answer.code, answer.out) == (verbs.OK, "o.docx（数据截至 2016-12-31）\n")
    assert "抽检8个样品，合格7个" in read(out.read_bytes()).text


def test_the_office_needs_no_unit(reported: Command, tmp_path: Path) -> None:
    assert reported("report", "summary", *DAY, tmp_path / "o.docx").code == verbs.OK
    assert (tmp_path / "o.docx").stat().st_size > 10_000


def test_made_up_data_are_named_in_the_file(quality: Command, tmp_path: Path) -> None:
    quality("demo")
    answer = quality("--language", "en", "report", "summary", *DAY, tmp_path / "o.docx")
    assert answer.code == verbs.OK
    assert answer.out == "o_演示数据.docx (data until 2016-12-31)\n"
    assert [path.name for path in tmp_path.glob("*.docx")] == ["o_演示数据.docx"]
    quality("report", "summary", *DAY, tmp_path / "演示数据.docx")
    assert (tmp_path / "演示数据.docx").exists()


def test_the_cutoff_leaves_out_later_periods(reported: Command, tmp_path: Path) -> None:
    path = tmp_path / "later.csv"
    path.write_bytes(
        csv_file(observation(period="2016Q4", period_type="quarter", numerator=10, denominator=10))
    )
    assert reported("import", path, "--by", "扎西").code == verbs.OK
    out = tmp_path / "o.docx"
    for cutoff, said in (("2016-12-31", "抽检18个样品，合格17个"), ("2016-11-30", "抽检8个样品，合格7个")):
        assert reported("report", "summary", *DAY, "--cutoff", cutoff, out).code == verbs.OK
        written = read(out.read_bytes()).text
        assert said in written
        assert f"数据截至2016年{int(cutoff[5:7])}月{cutoff[8:]}日" in written


def test_an_earlier_state_is_told_as_such(reported: Command, tmp_path: Path) -> None:
    path = tmp_path / "again.csv"
    path.write_bytes(csv_file(observation(numerator=4)))
    assert reported("import", path, "--by", "扎西").code == verbs.OK
    out = tmp_path / "o.docx"
    assert reported("report", "summary", *DAY, "--known-on", "1", out).code == verbs.OK
    written = read(out.read_bytes()).text
    assert "合格7个" in written
    assert "所用数据为上传批次1之后的状态，不是最新。" in written


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--edition", "prefecture"), "可选：拉萨市"),
        (("--edition", "department", "--unit", "质量局"), "相近的有"),
        (("--cutoff", "2017-01-01"), "晚于"),
    ],
)
def test_what_cannot_be_written_is_refused(
    reported: Command, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    answer = reported("report", "summary", *words, *DAY, tmp_path / "o.docx")
    assert answer.code == verbs.UNUSABLE
    assert said in answer.err
    assert list(tmp_path.glob("*.docx")) == []


def test_only_word_files_are_written(reported: Command, tmp_path: Path) -> None:
    answer = reported("report", "summary", *DAY, tmp_path / "o.pdf")
    assert (answer.code, "只能写成 .docx" in answer.err) == (verbs.UNUSABLE, True)


def test_a_missing_folder_leaves_nothing_behind(reported: Command, tmp_path: Path) -> None:
    assert reported("report", "summary", *DAY, tmp_path / "no" / "o.docx").code == verbs.UNUSABLE
    assert not (tmp_path / "no").exists()


def test_the_day_is_required(quality: Command, tmp_path: Path) -> None:
    assert "--as-of" in quality("report", "summary", tmp_path / "o.docx").err
