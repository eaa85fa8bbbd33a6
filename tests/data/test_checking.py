"""The report of a check: what the golden uploads do not show."""

import polars as pl
import pytest

from data import (
    CheckReport,
    Directory,
    Problem,
    Severity,
    Uploader,
    check_file,
    problem_list,
    report_as_json,
    summary_lines,
)
from data.checking import check_table
from data.problem_list import with_sentences
from data.recognising import read_layouts
from data.reshaping import reshape
from geo import UnknownAreaError
from indicators import CHANGE_SCHEMA
from tests.data.grids import source_of, table
from tests.factories import csv_file, observation

_HEAD = "指标|地区|期间|合格数|抽检数"


def check(content: bytes, directory: Directory) -> CheckReport:
    return check_file(content, file="一季度.csv", directory=directory)


def check_sheets(directory: Directory, **sheets: str) -> CheckReport:
    source = source_of(*(table(text, sheet=name) for name, text in sheets.items()), file="一季度.xlsx")
    return check_table(reshape(source, read_layouts(source, plan=directory.plan)), directory)


def sheet(*rows: str, head: str = _HEAD) -> str:
    return "\n".join([head, *rows])


@pytest.fixture
def two_sheets(directory: Directory) -> CheckReport:
    first = sheet("农产品合格率|城关区|2016Q1|3|4", "农产品合格率|林周县|2016Q1|5|4")
    second = sheet("农产品合格率|城关区|2016Q1|4|4", "农产品合格率|尼木县|2016Q1|x|4", "合计|||9|9")
    return check_sheets(directory, 一=first, 二=second)


class TestPlaces:
    def test_a_problem_names_sheet_row_cell_and_label(self, two_sheets: CheckReport) -> None:
        places = [(p.sheet, p.row, p.cell, p.label, p.rule) for p in two_sheets.problems]
        assert places == [
            ("一", 2, "", "", "contradictory_duplicate"),
            ("一", 3, "D3", "合格数", "numerator_over_denominator"),
            ("二", 2, "", "", "contradictory_duplicate"),
            ("二", 3, "D3", "合格数", "not_a_number"),
        ]

    def test_rows_of_one_key_are_named_with_their_sheets(self, two_sheets: CheckReport) -> None:
        assert "一!2, 二!2" in two_sheets.problems[0].message.zh

    def test_a_name_beside_a_missing_code_is_the_cell_at_fault(self, directory: Directory) -> None:
        content = "指标代码,区划代码,地区名称,期间,分子,分母\nagri_pass_rate,,班嘎县,2016Q1,3,4".encode()
        (problem,) = check(content, directory).problems
        assert (problem.column, problem.cell, problem.label, problem.value) == (
            "area",
            "C2",
            "地区名称",
            "班嘎县",
        )

    def test_a_cell_that_the_file_has_not_has_no_place(self, directory: Directory) -> None:
        (problem,) = check(
            csv_file(observation(state="not_applicable", numerator="", denominator="")), directory
        ).problems
        assert (problem.rule, problem.column, problem.cell, problem.position) == (
            "reason_missing",
            "na_reason",
            "",
            None,
        )

    def test_a_figure_in_a_row_of_its_own_is_at_fault_there(self, directory: Directory) -> None:
        rows = ["城关区|抽检数|4", "|合格数|5", "林周县|抽检数|4", "|合格数|4"]
        title = "2016年第一季度农产品合格率"
        report = check_sheets(directory, a="\n".join([title, "地区|项目|数量", *rows]))
        (problem,) = report.problems
        assert (problem.rule, problem.row, problem.cell) == ("numerator_over_denominator", 4, "C4")
        assert (report.rows, report.rejected_rows, report.accepted_rows) == (4, (3, 4), (5, 6))


class TestWideRows:
    def test_one_wrong_cell_keeps_the_whole_row_out(self, directory: Directory) -> None:
        wide = "2016年第一季度\n地区|农产品合格率||工业产品合格率|\n|合格数|抽检数|合格数|抽检数"
        report = check_sheets(directory, a=f"{wide}\n城关区|3|4|9|10\n林周县|3|4|11|10")
        assert (report.rows, report.accepted_rows, report.rejected_rows) == (2, (4,), (5,))
        assert report.accepted["indicator"].to_list() == ["agri_pass_rate", "industrial_pass_rate"]
        assert set(report.accepted["row"]) == {4}

    def test_figures_given_in_two_sheets_are_told_for_both(self, directory: Directory) -> None:
        rows = sheet("农产品合格率|城关区|2016Q1|3|4")
        report = check_sheets(directory, 一=rows, 二=rows)
        assert (report.rows, len(report.accepted_rows), report.repeated_rows) == (2, 2, (2,))
        assert report.accepted.height == 1


class TestProblems:
    def test_they_are_a_sequence(self, two_sheets: CheckReport) -> None:
        problems = two_sheets.problems
        everything = list(problems)
        assert len(problems) == len(everything) == 4
        assert [problems[place] for place in range(4)] == everything
        assert problems[-1] == everything[-1]
        assert problems[1:3] == tuple(everything[1:3])
        assert problems == tuple(everything)
        assert problems != tuple(everything[:3])
        with pytest.raises(IndexError):
            _ = problems[4]

    def test_those_of_a_rule_are_a_sequence_too(self, two_sheets: CheckReport) -> None:
        twice = two_sheets.problems.of_rule("contradictory_duplicate")
        assert [problem.sheet for problem in twice] == ["一", "二"]
        assert len(two_sheets.problems.of_rule("negative")) == 0

    def test_groups_put_errors_first_then_the_most_frequent(self, directory: Directory) -> None:
        rows = [observation(numerator=9, area=area) for area in ("540121", "540122", "540123", "540124")]
        content = csv_file(
            observation(), observation(), observation(), *rows, observation(area="x", numerator=9)
        )
        groups = check(content, directory).groups()
        assert [(g.rule, g.severity, g.count, g.rows) for g in groups] == [
            ("numerator_over_denominator", Severity.ERROR, 5, 5),
            ("unknown_area", Severity.ERROR, 1, 1),
            ("repeated_row", Severity.WARNING, 2, 2),
        ]
        assert [problem.row for problem in groups[0].examples] == [5, 6, 7]
        assert all(isinstance(problem, Problem) for problem in groups[0].examples)

    def test_a_long_cell_is_cut_in_the_sentence_only(self, directory: Directory) -> None:
        (problem,) = check(csv_file(observation(period="2016" + "x" * 200)), directory).problems
        assert problem.value == "2016" + "x" * 200
        assert f"2016{'x' * 56}…" in problem.message.zh
        assert "x" * 57 not in problem.message.zh

    @pytest.mark.parametrize("text", ['a"b', "{value}", "a\\b", "$.name", "\u3000中\u2028"])
    def test_any_text_can_be_a_fact(self, text: str, directory: Directory) -> None:
        report = check_sheets(directory, a=sheet(f"{text}|城关区|2016Q1|3|4"))
        assert f"没有指标“{text.strip()}”" in report.problems[0].message.zh


class TestManyFaults:
    def test_sentences_are_made_only_for_those_looked_at(
        self, directory: Directory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[int] = []

        def counting(faults: pl.DataFrame) -> pl.DataFrame:
            told.append(faults.height)
            return with_sentences(faults)

        monkeypatch.setattr(problem_list, "with_sentences", counting)
        report = check(csv_file(*[observation(numerator=9)] * 5_000), directory)
        assert (len(report.problems), report.groups()[0].count, sum(told)) == (5_000, 5_000, 3)
        assert len(report.problems[:100]) == 100
        assert sum(told) == 103

    def test_a_key_given_very_often_names_its_first_rows(self, directory: Directory) -> None:
        report = check(csv_file(*[observation()] * 3_000), directory)
        assert report.accepted.height == 1
        assert "2, 3, 4, 5, 6 … (3000)" in report.problems[-1].message.zh

    def test_near_names_are_searched_for_only_so_often(self, directory: Directory) -> None:
        areas = ["班嘎县", *(f"班嘎{place}" for place in range(250)), "当雄区", "班戈县"]
        report = check(csv_file(*(observation(area=area) for area in areas)), directory)
        said = [problem.message.zh for problem in report.problems]
        assert "班戈县" in said[0]
        assert "当雄县" in check(csv_file(observation(area="当雄区")), directory).problems[0].message.zh
        assert said[-1] == "第 253 行：" + UnknownAreaError("当雄区").message_zh
        assert report.accepted["row"].to_list() == [254]


class TestUploader:
    @pytest.mark.parametrize(
        ("prefecture", "area", "is_allowed"),
        [
            ("", "540000", True),
            ("540100", "540100", True),
            ("540100", "540102", True),
            ("540100", "540000", False),
            ("540100", "540200", False),
            ("540100", "540202", False),
        ],
    )
    def test_areas(self, *, prefecture: str, area: str, is_allowed: bool, directory: Directory) -> None:
        assert Uploader("扎西", prefecture).allows(area, directory.register) is is_allowed

    def test_an_unknown_prefecture_is_refused(self, directory: Directory) -> None:
        with pytest.raises(UnknownAreaError):
            Uploader("扎西", "999999").areas(directory.register)


class TestDescribing:
    def test_the_json_form_says_where_everything_went(self, two_sheets: CheckReport) -> None:
        told = report_as_json(two_sheets, no_changes())
        assert (told["rows"], told["accepted"], told["rejected"], told["observations"]) == (4, 0, 4, 0)
        assert told["sheets"] == {"一": "long", "二": "long"}
        assert [(row["sheet"], row["row"], row["reason"]) for row in told["ignored"]] == [
            ("一", 1, "header"),
            ("二", 1, "header"),
            ("二", 4, "total"),
        ]
        assert told["problems"][1]["cell"] == "D3"

    def test_the_summary_names_what_was_not_read(self, directory: Directory) -> None:
        rows = sheet("农产品合格率|城关区|2016Q1|3|4|1", "合计|||3|4|", head=f"{_HEAD}|电话")
        said = [line.zh for line in summary_lines(check_sheets(directory, 一=rows, 二="随便\n写的"))]
        assert said[1:] == [
            "不作数据的行（合计）1 行：第 3 行",
            "未读取的列：电话",
            "未读取的工作表：二（认不出表格，2 行）",
        ]


def no_changes() -> pl.DataFrame:
    return pl.DataFrame(schema=CHANGE_SCHEMA)
