"""Blank forms: what is asked of whom, what a spreadsheet lets in, and that a filled form uploads as it is."""

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import data
from data import Directory
from data.errors import TemplateError, UnknownFormatError
from data.template_entry import template_wording
from data.templates import template
from geo import UnknownAreaError, WrongLevelError
from indicators import Plan, UnknownGoalError

_FIRST = 5
_PERIODS = ("2016-10", "2016Q3", "2016H1", "2016")


def workbook(directory: Directory, **choices: Any) -> Workbook:  # noqa: ANN401 -- as in template
    return openpyxl.load_workbook(BytesIO(template(directory, **choices)))


def tables(book: Workbook) -> Sequence[Worksheet]:
    """All sheets but the notes."""
    return [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)][1:]


def labels(sheet: Worksheet) -> list[tuple[str, str]]:
    """The two header cells of each column, merged ones spread."""
    spread = {
        cell: area.start_cell.value for area in sheet.merged_cells.ranges for row in area.rows for cell in row
    }
    return [
        tuple(str(spread.get((row, column)) or sheet.cell(row, column).value or "") for row in (3, 4))  # type: ignore[misc]
        for column in range(1, sheet.max_column + 1)
    ]


@pytest.mark.parametrize("period", _PERIODS)
def test_each_goal_is_asked_for_in_periods_of_its_own_length(
    period: str, directory: Directory, plan: Plan
) -> None:
    asked = {
        upper.split("·")[0]
        for sheet in tables(workbook(directory, period=period))
        for upper, _ in labels(sheet)
    }
    kind = {"2016-10": "month", "2016Q3": "quarter", "2016H1": "half", "2016": "year"}[period]
    names = {goal.name.zh for goal in plan.goals}
    assert asked & names == {goal.name.zh for goal in plan.goals if goal.frequency == kind}


def test_a_month_has_these_sheets(directory: Directory) -> None:
    assert workbook(directory, period="2016年10月").sheetnames == [
        "填表说明",
        "产品质量·县（区）",
        "产品质量·县（区）·期末数",
        "产品质量·地（市）",
        "工程质量·县（区）",
        "服务质量·自治区",
        "环境质量·地（市）",
    ]


def test_the_header_has_the_goal_over_the_plans_words_for_the_counts(directory: Directory) -> None:
    (sheet,) = tables(workbook(directory, period="2016Q3", goals=["农产品合格率"]))
    goal = "主要农产品质量安全抽检合格率"
    assert labels(sheet) == [
        ("区划代码", "区划代码"),
        ("地区名称", "地区名称"),
        ("期间", "期间"),
        ("期间类型", "期间类型"),
        (goal, "合格样品数"),
        (goal, "检测样品数"),
        (goal, "不适用原因"),
        ("填报单位", "填报单位"),
        ("填报日期", "填报日期"),
        ("备注", "备注"),
    ]


def test_the_campaign_is_a_checklist_of_five_items(directory: Directory) -> None:
    (sheet,) = tables(workbook(directory, period="2016-10", goals=["quality_county_coverage"]))
    assert [lower for _, lower in labels(sheet)][4:9] == [
        "成立领导小组",
        "印发实施方案",
        "召开动员会",
        "纳入绩效考核",
        "形成年度总结",
    ]
    assert sheet.max_row == _FIRST + 74 - 1
    assert [cell.value for cell in sheet[_FIRST][:4]] == ["540102", "城关区", "2016-10", "时点"]


def test_quotas_and_references_stand_beside_their_values(directory: Directory) -> None:
    (sheet,) = tables(
        workbook(directory, period="2016", goals=["carbon_total", "mfg_quality_index"], sector="environment")
    )
    assert [upper for upper, _ in labels(sheet)][4:6] == ["碳排放总量", "碳排放总量·核定量"]


def test_a_prefecture_gets_its_own_counties_and_itself(directory: Directory) -> None:
    sheets = tables(workbook(directory, period="2016-10", prefecture="林芝市"))
    areas = {sheet.title: [row[0].value for row in sheet.iter_rows(min_row=_FIRST)] for sheet in sheets}
    counties = [county.code for county in directory.register.counties_of("540400")]
    assert areas["产品质量·县（区）"] == counties
    assert areas["产品质量·地（市）"] == ["540400"]
    assert "服务质量·自治区" not in areas


def test_a_sector_gets_its_own_goals(directory: Directory) -> None:
    sheets = tables(workbook(directory, period="2016-10", sector="environment"))
    assert [sheet.title for sheet in sheets] == ["环境质量·地（市）"]


def test_more_questions_than_fit_go_to_further_sheets(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.template_sheets.LONGEST_SHEET", 9)
    titles = workbook(directory, period="2016-10", sector="engineering").sheetnames[1:]
    assert titles == [
        "工程质量·县（区） 1",
        "工程质量·县（区） 2",
        "工程质量·县（区） 3",
        "工程质量·县（区） 4",
    ]


class TestGuards:
    """What a spreadsheet does with a form."""

    @pytest.mark.parametrize("period", _PERIODS)
    def test_only_cells_to_fill_in_are_open(self, period: str, directory: Directory) -> None:
        for sheet in tables(workbook(directory, period=period)):
            assert sheet.protection.sheet
            assert sheet.protection.password is None
            for number, row in enumerate(sheet.iter_rows(), 1):
                is_open = [not cell.protection.locked for cell in row]
                assert is_open == [number >= _FIRST and place >= 4 for place in range(len(row))]

    @pytest.mark.parametrize("period", _PERIODS)
    def test_every_open_cell_but_free_text_is_guarded(self, period: str, directory: Directory) -> None:
        for sheet in tables(workbook(directory, period=period)):
            for column, (_, lower) in enumerate(labels(sheet)[4:], 5):
                cell = sheet.cell(_FIRST, column).coordinate
                rules = [rule for rule in sheet.data_validations.dataValidation if cell in rule.cells]
                assert len(rules) == (0 if lower in ("佐证", "填报单位", "备注") else 1), lower
                assert all(str(rule.sqref).endswith(str(sheet.max_row)) for rule in rules)

    def test_counts_are_whole_and_no_more_pass_than_there_are(self, directory: Directory) -> None:
        (sheet,) = tables(workbook(directory, period="2016Q3", goals=["agri_pass_rate"]))
        passed, total, reason, _ = sheet.data_validations.dataValidation
        assert passed.formula1 == 'AND(ISNUMBER(E5),E5>=0,E5=INT(E5),OR(F5="",E5<=F5))'
        assert total.formula1 == 'AND(ISNUMBER(F5),F5>=0,F5=INT(F5),OR(E5="",F5>=E5))'
        assert reason.formula1 == '"无此类对象,该级不设此指标,无监测点位,经办公室同意剔除"'
        assert passed.errorTitle == "填写有误 / Please check"
        assert "合格样品数" in passed.error
        assert "samples passed" in passed.error

    def test_states_are_those_of_the_goal(self, directory: Directory) -> None:
        goals = ["satisfaction_system", "tibet_brands"]
        words = [
            sheet.data_validations.dataValidation[0].formula1
            for sheet in tables(workbook(directory, period="2016H1", goals=goals))
        ]
        assert words == ['"评定达标,评定预警,评定未达标"', '"未启动,推进中,已完成"']

    def test_headers_stay_in_sight_and_on_every_page(self, directory: Directory) -> None:
        for sheet in tables(workbook(directory, period="2016-10")):
            assert sheet.freeze_panes == "C5"
            assert sheet.print_title_rows == "$3:$4"
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (
                sheet.page_setup.fitToHeight == 0
            )  # as many pages as it takes; the width of one is the default


class TestNotes:
    """The first sheet."""

    def test_they_say_when_it_is_due_and_what_the_counts_are(self, directory: Directory) -> None:
        notes = workbook(directory, period="2016Q3", goals=["agri_pass_rate"]).worksheets[0]
        texts = {str(cell.value) for row in notes.iter_rows() for cell in row if cell.value}
        assert "最迟 2016-10-15 上传。" in texts
        assert "合格样品数\nsamples passed" in texts
        assert any("按样品个数计算" in text for text in texts)
        assert not any("清单项目" in text for text in texts)

    def test_they_speak_of_ticks_where_there_are_any(self, directory: Directory) -> None:
        notes = workbook(directory, period="2016-10").worksheets[0]
        assert any("清单项目" in str(row[0].value) for row in notes.iter_rows())


def test_csv_is_the_long_layout(directory: Directory) -> None:
    content = template(directory, period="2016", suffix=".csv", goals=["major_pollutants_total"])
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert [row["分类"] for row in rows][:2] == ["化学需氧量", "氨氮"]
    assert [row["分类"] for row in rows][4] == "化学需氧量.核定量"
    assert set(rows[0]) == {
        "指标代码",
        "指标名称",
        "区划代码",
        "地区名称",
        "期间",
        "期间类型",
        "分类",
        "数值",
        "备注",
    }


@pytest.mark.parametrize(
    ("choices", "error"),
    [
        ({"period": "十月"}, TemplateError),
        ({"period": "2016-10", "sector": "service", "prefecture": "540400"}, TemplateError),
        ({"period": "2016-10", "goals": ["nothing"]}, UnknownGoalError),
        ({"period": "2016-10", "prefecture": "林周县"}, WrongLevelError),
        ({"period": "2016-10", "prefecture": "北京市"}, UnknownAreaError),
        ({"period": "2016-10", "suffix": ".ods"}, UnknownFormatError),
    ],
)
def test_what_cannot_be_made_is_said(
    choices: dict[str, Any], error: type[Exception], directory: Directory
) -> None:
    with pytest.raises(error):
        template(directory, **choices)


@pytest.mark.parametrize("key", sorted(template_wording.sentences))
def test_words_are_used_and_say_the_same_in_both_languages(key: str) -> None:
    sentence = template_wording.sentences[key]
    facts = re.compile(r"\{(\w+)\}")
    assert set(facts.findall(sentence.zh)) == set(facts.findall(sentence.en))
    folder = Path(data.__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert f'"{key}"' in sources or f'"{key.partition(".")[2]}"' in sources
