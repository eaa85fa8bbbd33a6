"""Files of entries: read like any upload, every row with its place, and a form that reads back."""

from io import BytesIO

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from data import (
    Directory,
    check_entries,
    entry_problem_lines,
    entry_summary_lines,
    entry_template,
    read_entries,
)
from data.entry_columns import ENTRY_LABELS
from data.errors import EmptyFileError, HeaderError, UnknownFormatError, UnreadableFileError
from indicators.entry import EntryKind

_HEADER = "登记类别,指标名称,地区,发现日期,产品名称,原因,状态\n"
_ROW = "案件,农产品合格率,城关区,2016-10-05,蔬菜,农残超标,\n"


def _csv(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_file_is_read(encoding: str, directory: Directory) -> None:
    file = read_entries(_csv(f"2016年案件\n{_HEADER}{_ROW}\n,,,,,,\n{_ROW}", encoding), file="a.csv")
    assert [entry.row for entry in file.entries] == [3, 6]
    report = check_entries(file.entries, directory)
    assert report.problems == ()
    assert report.accepted.select("subject", "area", "day", "state").rows() == [
        ("agri_pass_rate", "540102", "2016-10-05", "open")
    ]


def test_a_workbook_is_read_sheet_by_sheet(directory: Directory) -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.add_worksheet("说明").write(0, 0, "填表说明")
        for name, kind in (("案件", "案件"), ("行动", "行动")):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ["登记类别", "事项", "地区", "日期", "名称", "说明", "责任人", "电话"])
            text = "蔬菜" if kind == "案件" else ""
            owner = "" if kind == "案件" else "扎西"
            sheet.write_row(1, 0, [kind, "agri_pass_rate", 540102, "2016-10-05", text, "复查", owner, "123"])
    file = read_entries(content.getvalue(), file="a.xlsx")
    assert (file.skipped, set(file.unread)) == (("说明",), {"电话"})
    assert [(entry.sheet, entry.row) for entry in file.entries] == [("案件", 2), ("行动", 2)]
    report = check_entries(file.entries, directory)
    assert report.problems == ()
    assert set(report.accepted["kind"]) == {EntryKind.CASE, EntryKind.ACTION}
    told = [line.zh for line in entry_summary_lines(file, report)]
    assert told == [
        "a.xlsx：共 2 条登记，接受 2 条，退回 0 条",
        "未读取的列：电话, 电话",
        "没有登记表的工作表：说明",
    ]


def test_every_problem_is_told_with_its_place(directory: Directory) -> None:
    file = read_entries(
        _csv(_HEADER + _ROW.replace("城关区", "城关") + _ROW.replace("蔬菜", "")), file="a.csv"
    )
    report = check_entries(file.entries, directory)
    lines = list(entry_problem_lines(report, "zh"))
    assert lines[0].startswith("[area] 第 2 行（C2）：“城关”不是")
    assert lines[1] == "[missing] 第 3 行（E3）：名称为空。 请填写名称。"
    assert next(entry_problem_lines(report, "en")).startswith("[area] Line 2 (C2): “城关” is no code")


def test_a_guarded_text_loses_its_apostrophe(directory: Directory) -> None:
    file = read_entries(_csv(_HEADER + _ROW.replace("农残超标", "'-5℃ 存放")), file="a.csv")
    assert check_entries(file.entries, directory).accepted["text"].to_list() == ["-5℃ 存放"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("指标代码,地区,期间,分子,分母\nagri_pass_rate,540102,2016Q1,3,4\n", UnreadableFileError),
        ("登记类别,备注\n案件,x\n", UnreadableFileError),
        (_HEADER, EmptyFileError),
        (_HEADER.replace("产品名称", "发现日期") + _ROW, HeaderError),
        ("", EmptyFileError),
    ],
)
def test_what_is_no_list_of_entries_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_entries(_csv(text), file="a.csv")


class TestTemplate:
    def test_the_workbook_reads_back_once_it_is_filled(self, directory: Directory) -> None:
        book = openpyxl.load_workbook(BytesIO(entry_template("登记.xlsx")))
        sheet = book.worksheets[0]
        assert [cell.value for cell in sheet[1]] == [labels[0] for labels in ENTRY_LABELS.values()]
        row = {"登记类别": "案件", "事项": "农产品合格率", "地区": "城关区", "日期": "2016-10-05"}
        row |= {"名称": "蔬菜", "说明": "农残", "状态": "处理中"}
        for place, labels in enumerate(ENTRY_LABELS.values(), 1):
            sheet.cell(2, place).value = row.get(labels[0])
        filled = BytesIO()
        book.save(filled)
        file = read_entries(filled.getvalue(), file="登记.xlsx")
        report = check_entries(file.entries, directory)
        assert report.problems == ()
        assert report.accepted["state"].to_list() == ["in_hand"]

    def test_its_notes_tell_of_every_kind(self) -> None:
        book = openpyxl.load_workbook(BytesIO(entry_template("登记.xlsx")))
        notes = {row[0].value: str(row[1].value) for row in book.worksheets[1].iter_rows()}
        assert {"案件", "行动", "报送", "进展", "评定", "加减分"} <= set(notes)
        assert "必填：事项、地区、日期、名称、说明" in notes["案件"]

    def test_its_choices_are_words_that_are_taken(self) -> None:
        book = openpyxl.load_workbook(BytesIO(entry_template("登记.xlsx")))
        choices = [
            rule.formula1.strip('"').split(",") for rule in book.worksheets[0].data_validations.dataValidation
        ]
        assert choices[0] == ["案件", "行动", "报送", "进展", "评定", "加减分"]
        assert "处理中" in choices[1]

    def test_the_text_form_is_a_header(self) -> None:
        text = entry_template("登记.csv").decode("utf-8-sig")
        assert text.startswith("登记类别,编号,事项,地区")
        assert pl.read_csv(entry_template("登记.csv")).is_empty()

    def test_another_ending_is_refused(self) -> None:
        with pytest.raises(UnknownFormatError):
            entry_template("登记.ods")
