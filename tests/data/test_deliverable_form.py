"""The form for deliverables: what it asks for, and that it uploads, once filled in, without a question."""

from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data import Directory, Store, check_file, deliverable_form, export_observations
from data.errors import EmptyFileError, TemplateError, UnknownFormatError
from indicators import KEY
from indicators.errors import UnknownDepartmentError
from tests.commands import Command

_FIRST = 4
_STATE, _VALUE, _EVIDENCE, _REASON, _BY, _ON, _NOTE = range(8, 15)


def opened(content: bytes) -> tuple[Workbook, Worksheet]:
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[1]
    assert isinstance(sheet, Worksheet)
    return book, sheet


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_it_lists_all_deliverables_and_offers_the_four_states(directory: Directory) -> None:
    _, sheet = opened(deliverable_form(directory, period="2016Q3"))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=_FIRST, max_col=7)]
    assert [row[0] for row in rows] == [each.id for each in directory.plan.deliverables]
    assert {tuple(row[2:]) for row in rows} == {("540000", "西藏自治区", "2016-09", "时点", None)}
    lists = {
        rule.formula1: str(rule.sqref)
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists['"未启动,推进中,已完成,不适用"'] == "H4:H156"


def test_a_filled_form_comes_out_as_it_was_filled_in(
    directory: Directory, store: Store, tmp_path: Path
) -> None:
    book, sheet = opened(deliverable_form(directory, period="2016-10"))
    words = ("未启动", "推进中", "已完成", "不适用")
    states = ("not_started", "in_progress", "done", "not_applicable")
    for row in range(_FIRST, sheet.max_row + 1):
        place = row % 4
        sheet.cell(row, _STATE).value = words[place]
        sheet.cell(row, _EVIDENCE).value = "藏质监发〔2016〕1号"
        sheet.cell(row, _BY).value = "质监局"
        sheet.cell(row, _ON).value = "2016-11-05"
        if place == 1:
            sheet.cell(row, _VALUE).value = 12
        if place == 3:
            sheet.cell(row, _REASON).value = "无此类对象"
    content = saved(book)
    report = check_file(content, file="任务.xlsx", directory=directory)
    assert list(report.problems) == []
    assert report.table.unread == ()
    assert report.observations.height == 153
    first = report.observations.row(0, named=True)
    assert {name: text for name, text in first.items() if text is not None} == {
        "indicator": "A05-01",
        "area": "540000",
        "period": "2016-10",
        "period_type": "snapshot",
        "organiser": "",
        "segment": "",
        "state": "not_started",
        "evidence": "藏质监发〔2016〕1号",
        "reported_by": "质监局",
        "reported_on": "2016-11-05",
    }
    assert report.observations["state"].to_list() == [states[n % 4] for n in range(4, 157)]
    assert report.observations.filter(state="in_progress")["value"].unique().to_list() == ["12"]
    store.commit(report.observations, by="卓玛", note="", file="任务.xlsx", content=content, base=0)
    for name in ("out.csv", "out.xlsx"):
        out = tmp_path / name
        export_observations(store.observations(), out, plan=directory.plan, register=directory.register)
        again = check_file(out.read_bytes(), file=out.name, directory=directory)
        assert list(again.problems) == []
        assert again.observations.sort(KEY).equals(report.observations.sort(KEY))


def test_rows_left_blank_are_not_reported_and_raise_no_question(directory: Directory) -> None:
    book, sheet = opened(deliverable_form(directory, period="2016-10"))
    sheet.cell(_FIRST + 2, _STATE).value = "推进中"
    report = check_file(saved(book), file="任务.xlsx", directory=directory)
    assert list(report.problems) == []
    assert report.observations.select("indicator", "state").rows() == [("A05-03", "in_progress")]
    assert report.rows == 1
    reasons = report.ignored["reason"].value_counts().rows()
    assert dict(reasons)["blank_wide"] == 152


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_an_untouched_form_says_that_nothing_is_filled_in(suffix: str, directory: Directory) -> None:
    content = deliverable_form(directory, period="2016-10", suffix=suffix)
    with pytest.raises(EmptyFileError, match="filled in"):
        check_file(content, file=f"任务{suffix}", directory=directory)


def test_a_note_alone_is_told_to_lack_its_state(directory: Directory) -> None:
    book, sheet = opened(deliverable_form(directory, period="2016-10"))
    sheet.cell(_FIRST, _NOTE).value = "下月报"
    report = check_file(saved(book), file="任务.xlsx", directory=directory)
    assert [problem.rule for problem in report.problems] == ["state_missing"]


def test_blank_rows_of_goals_are_told_as_before(directory: Directory) -> None:
    rows = [
        "指标,地区,期间,分子,分母,状态",
        "agri_pass_rate,540102,2016Q1,,,",
        "A10-05,540000,2016-10,,,推进中",
    ]
    report = check_file("\n".join(rows).encode(), file="a.csv", directory=directory)
    assert [(problem.row, problem.rule) for problem in report.problems] == [(2, "no_figure")]


def test_a_department_is_asked_for_its_own_part(directory: Directory) -> None:
    content = deliverable_form(directory, period="2016-10", department="财政厅", suffix=".csv")
    rows = pl.read_csv(content)
    assert rows["指标代码"].to_list() == ["A13-01", "A13-02", "A13-03", "A13-04"]
    assert set(rows["组织单位"]) == {"财政厅"}
    filled = rows.with_columns(pl.lit("推进中").alias("状态")).write_csv().encode()
    report = check_file(filled, file="a.csv", directory=directory)
    assert list(report.problems) == []
    assert set(report.observations["organiser"]) == {"D27"}


def test_a_prefecture_reports_for_itself(directory: Directory) -> None:
    rows = pl.read_csv(
        deliverable_form(directory, period="2016-10", prefecture="拉萨市", suffix=".csv"),
        schema_overrides={"区划代码": pl.String},
    )
    assert set(rows["区划代码"]) == {"540100"}
    assert rows.height == 153


def test_what_cannot_be_asked_is_refused(directory: Directory) -> None:
    with pytest.raises(TemplateError):
        deliverable_form(directory, period="autumn")
    with pytest.raises(TemplateError):
        deliverable_form(directory, period="2016-10", department="文化厅")  # named for goals only
    with pytest.raises(UnknownFormatError):
        deliverable_form(directory, period="2016-10", suffix=".pdf")
    with pytest.raises(UnknownDepartmentError):
        deliverable_form(directory, period="2016-10", department="质检局")


def test_the_command_writes_it_and_tells_its_story(quality: Command, tmp_path: Path) -> None:
    out = tmp_path / "form.csv"
    answer = quality("template", "--deliverables", "--period", "2016-10", out)
    assert (answer.code, out.read_text(encoding="utf-8-sig").count("\n")) == (0, 154)
    assert quality("template", "--department", "财政厅", "--period", "2016-10", out).code == 0
    assert out.read_text(encoding="utf-8-sig").count("\n") == 5
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    filled = "\n".join([lines[0], *(line.replace(',财政厅,""', ",财政厅,推进中", 1) for line in lines[1:2])])
    out.write_text(filled, encoding="utf-8")
    assert quality("import", out, "--by", "财政厅").code == 0
    told = quality("story", "--indicator", "A13-01", "--area", "540000", "--period", "2016-10")
    assert (told.code, "in_progress" in told.out) == (0, True)
