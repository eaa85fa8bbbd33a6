"""Files handed back with their faults: nothing is changed in them, and they can be handed in again."""

import csv
import io
from collections.abc import Sequence

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from data import CheckReport, Directory, check_file, marked_workbook, rejected_ending, rejected_rows
from data.marked_workbook import MarkedSheet, write_workbook
from data.marks import MARK_LABEL
from tests.data.golden_uploads import CASES, golden_upload

_READ = [case for case in CASES if "error" not in golden_upload(case).expected]
_LONG = """indicator,area,period,numerator,denominator,note
agri_pass_rate,540102,2016Q1,3,4,=1+1
agri_pass_rate,540121,2016Q1,5,4,"+1, -1"
agri_pass_rate,班嘎县,2016Q1,3,4,@x
agri_pass_rate,540122,2016Q1,3,-,-
agri_pass_rate,540123,2016Q1,-2,4,'
"""
_WIDE: list[list[object]] = [
    ["2016年第一季度质量情况", "", "", "", ""],
    ["地区", "农产品合格率", "", "工业产品合格率", ""],
    ["", "抽检数", "合格数", "抽检数", "合格数"],
    ["城关区", 4, 3, 10, 10],
    ["2016年第一季度质量情况（续表）", "", "", "", ""],
    ["林周县", 4, 5, 10, 9],
    ["尼木县", 4, 4, "十", 10],
    ["合计", 12, 12, 20, 28],
]


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            worksheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                worksheet.write_row(line, 0, row)
    return content.getvalue()


def check(content: bytes, directory: Directory, *, file: str = "一季度.csv") -> CheckReport:
    return check_file(content, file=file, directory=directory)


def told(report: CheckReport) -> list[tuple[object, ...]]:
    return [(p.row, p.position, p.column, p.value, p.rule) for p in report.problems]


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("case", _READ)
def test_a_marked_file_says_the_same_when_it_is_handed_in_again(case: str, directory: Directory) -> None:
    upload = golden_upload(case)
    report = check(upload.content, directory, file=upload.file)
    again = check(marked_workbook(report), directory, file="marked.xlsx")
    assert told(again) == told(report)
    assert again.observations.equals(report.observations)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_row_says_what_is_wrong_with_it(language: str, directory: Directory) -> None:
    report = check(_LONG.encode(), directory)
    book = openpyxl.load_workbook(io.BytesIO(marked_workbook(report, language=language)))
    (sheet,) = book.worksheets
    marks = [sheet.cell(row, 7).value for row in range(1, 7)]
    assert marks[0] == MARK_LABEL
    assert marks[1] is None
    for row, mark in enumerate(marks[2:], start=3):
        said = [problem for problem in report.problems if problem.row == row]
        assert mark
        for problem in said:
            assert problem.message.in_language(language) in str(mark)
            assert problem.suggestion is None or problem.suggestion.in_language(language) in str(mark)


def test_the_cells_at_fault_are_coloured_and_say_why(directory: Directory) -> None:
    report = check(_LONG.encode(), directory)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(marked_workbook(report))).worksheets
    coloured = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb != "00000000"
    }
    assert coloured == {problem.cell for problem in report.problems if problem.cell}
    assert "大于分母" in sheet["D3"].comment.text


def test_nothing_in_a_marked_workbook_is_a_formula_or_a_link(directory: Directory) -> None:
    report = check(_LONG.replace("@x", "http://example.org").encode(), directory)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(marked_workbook(report))).worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert sheet["F2"].value == "=1+1"
    assert sheet["D2"].value == 3


def test_the_rejected_rows_of_a_text_file(directory: Directory) -> None:
    report = check(_LONG.encode(), directory)
    content = rejected_rows(report)
    assert rejected_ending(report) == "csv"
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = cells(content)
    assert head == ["indicator", "area", "period", "numerator", "denominator", "note", MARK_LABEL]
    assert [row[1] for row in rows] == ["540121", "班嘎县", "540122", "540123"]
    assert all(row[-1] for row in rows)


def test_no_rejected_cell_is_run_as_a_formula_and_numbers_stay_numbers(directory: Directory) -> None:
    _, *rows = cells(rejected_rows(check(_LONG.encode(), directory)))
    assert [row[5] for row in rows] == ["'+1, -1", "'@x", "-", "'"]
    assert (rows[2][4], rows[3][3]) == ("-", "-2")


def test_rejected_rows_are_rejected_for_the_same_reasons(directory: Directory) -> None:
    wide = "agri_pass_rate,540124,2016Q1,1,000,1,200\n"
    report = check((_LONG + wide).encode(), directory)
    again = check(rejected_rows(report), directory)
    place = len(again.rejected_rows)
    assert place == len(report.rejected_rows) == 5
    assert [(p.column, p.value, p.rule) for p in again.problems] == [
        (p.column, p.value, p.rule) for p in report.problems
    ]


def mended(content: bytes, **cell_texts: str) -> bytes:
    """The same CSV with some cells replaced by others."""
    rows = [[cell_texts.get(cell, cell) for cell in row] for row in cells(content)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def test_mended_rows_of_a_long_file_are_taken(directory: Directory) -> None:
    report = check(_LONG.encode(), directory)
    again = check(
        mended(rejected_rows(report), **{"5": "4", "班嘎县": "班戈县", "-": "4", "-2": "2"}), directory
    )
    assert list(again.problems) == []
    assert again.accepted["area"].to_list() == ["540121", "542428", "540122", "540123"]
    assert again.accepted["note"].to_list() == ["+1, -1", "@x", "4", "'"]


def test_mended_rows_of_a_wide_workbook_are_taken_with_its_title(directory: Directory) -> None:
    report = check(workbook(一季度=_WIDE), directory, file="一季度.xlsx")
    assert report.rejected_rows == (6, 7)
    content = rejected_rows(report)
    assert [row[0] for row in cells(content)] == ["2016年第一季度质量情况", "地区", "", "林周县", "尼木县"]
    again = check(mended(content, **{"5": "4", "十": "10"}), directory)
    assert list(again.problems) == []
    assert again.accepted.select("indicator", "area", "period", "numerator", "denominator").rows() == [
        ("agri_pass_rate", "540121", "2016Q1", 4, 4),
        ("industrial_pass_rate", "540121", "2016Q1", 9, 10),
        ("agri_pass_rate", "540123", "2016Q1", 4, 4),
        ("industrial_pass_rate", "540123", "2016Q1", 10, 10),
    ]


def test_rejected_rows_keep_an_area_that_stands_above_them(directory: Directory) -> None:
    rows: list[list[object]] = [
        ["2016年第一季度", "", "", ""],
        ["地区", "指标", "项目", "数量"],
        ["城关区", "农产品合格率", "抽检数", 4],
        ["", "", "合格数", 4],
        ["", "工业产品合格率", "抽检数", 4],
        ["", "", "合格数", 5],
    ]
    report = check(workbook(一季度=rows), directory, file="一季度.xlsx")
    assert report.rejected_rows == (5, 6)
    again = check(mended(rejected_rows(report), **{"5": "4"}), directory)
    assert list(again.problems) == []
    assert again.accepted.select("indicator", "area", "numerator").rows() == [
        ("industrial_pass_rate", "540102", 4)
    ]


def test_rejected_rows_of_several_sheets_keep_their_sheets(directory: Directory) -> None:
    other: list[list[object]] = [[str(row[0]).replace("第一", "第二"), *row[1:]] for row in _WIDE]
    report = check(workbook(一季度=_WIDE, 二季度=other), directory, file="上半年.xlsx")
    assert rejected_ending(report) == "xlsx"
    again = check(rejected_rows(report), directory, file="rejected.xlsx")
    assert list(again.table.layouts) == ["一季度", "二季度"]
    assert again.rows == len(again.rejected_rows) == 4
    assert {p.rule for p in again.problems} == {"numerator_over_denominator", "not_a_number"}


def test_a_total_that_differs_is_marked(directory: Directory) -> None:
    report = check(workbook(一季度=_WIDE), directory, file="一季度.xlsx")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(marked_workbook(report))).worksheets
    (problem,) = [p for p in report.problems if p.rule == "total_differs"]
    assert (problem.cell, problem.value) == ("E8", "28")
    assert problem.message.zh in sheet["F8"].value


def test_names_that_excel_refuses_are_changed() -> None:
    rows = pl.DataFrame({"row": [1], "A": ["x"], "mark": [""], "bad": [None]})
    names = ["History", "a/b:c?", "A_B_C_", "很长" * 30, "很长" * 20, "'"]
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([MarkedSheet(name, rows) for name in names])))
    assert book.sheetnames == ["History_2", "a_b_c_", "A_B_C__3", ("很长" * 16)[:31], "很长" * 13 + "_4", "_"]


def test_of_a_very_long_file_the_rows_at_fault_are_marked(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.marking.MAX_WORKBOOK_ROWS", 4)
    report = check(_LONG.encode(), directory)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(marked_workbook(report))).worksheets
    assert [row[0].row for row in sheet.iter_rows() if row[0].value] == [1, 3, 4, 5]


def test_rows_beyond_the_last_of_excel_move_up() -> None:
    far = range(2_000_000, 2_000_006)
    rows = pl.DataFrame({"row": far, "A": ["x"] * 6, "mark": [""] * 6, "bad": [None] * 6})
    (sheet,) = openpyxl.load_workbook(io.BytesIO(write_workbook([MarkedSheet("a", rows)]))).worksheets
    assert sheet.max_row == 6
