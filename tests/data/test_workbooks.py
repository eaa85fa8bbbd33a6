"""Workbooks: every kind of cell as the user sees it, from XLSX, XLS and ODS."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from odfdo import Cell, Document, Row, Table
from openpyxl.utils.datetime import to_excel

from data.errors import UnreadableFileError
from data.files import read_file
from data.grid import SkippedSheet, SourceFile
from data.limits import MAX_CELL, MAX_COLUMNS
from data.workbook_cells import cell_place, format_kind, number_text
from tests.data.packages import ODS_PARTS, SHEET, STRINGS, XLSX_PARTS, ods, sheet_xml, xlsx

TYPE = "office:value-type"
REMARK = "<office:annotation><text:p>x</text:p></office:annotation>"
ODS_NUMBER = '<table:table-cell office:value-type="float" office:value="1"/>'
FILES = Path(__file__).parent / "files"
STRICT = {
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/": "http://purl.oclc.org/ooxml/spreadsheetml/",
}


def read(content: bytes) -> SourceFile:
    return read_file(content, file="x")


def rows(content: bytes) -> list[tuple[object, ...]]:
    """Rows of the only sheet."""
    (grid,) = read(content).grids
    return grid.cells.rows()


def cell(xml: str) -> object:
    """Text of a cell of XLSX, read beside one that is filled."""
    ((_, text, _),) = rows(xlsx(f'<row r="7">{xml}<c r="B7"><v>1</v></c></row>'))
    return text


def ods_cell(attributes: str, content: str) -> object:
    cells = f"<table:table-cell {attributes}>{content}</table:table-cell>{ODS_NUMBER}"
    ((_, text, _),) = rows(ods(f"<table:table-row>{cells}</table:table-row>"))
    return text


def saved(book: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


DAYS = st.datetimes(datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("9990-01-01")).map(
    lambda day: day.replace(microsecond=0)
)
MORNING = datetime.fromisoformat("2016-10-01T08:30:00")


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("12", "12"),
            ("12.0", "12"),
            ("-3", "-3"),
            ("0.1", "0.1"),
            ("96.5", "96.5"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("0.96499999999999997", "0.965"),
            ("1E-3", "0.001"),
            ("1.5E+3", "1500"),
            ("1E22", "10000000000000000000000"),
            ("-0.0", "0"),
            ("123456789012", "123456789012"),
            ("1E309", "1E309"),
            ("NaN", "NaN"),
            ("1_000", "1_000"),
            ("１", "１"),
        ],
    )
    def test_plain(self, number: str, text: str) -> None:
        assert number_text(number) == text

    @pytest.mark.parametrize(
        ("number", "text"),
        [(0.965, "96.5%"), (1, "100%"), (0, "0%"), (0.07, "7%"), (0.0001, "0.01%"), (1.1, "110%")],
    )
    def test_percent(self, number: float, text: str) -> None:
        assert number_text(number, "percent") == text

    @given(st.integers(0, 100_000))
    def test_percent_has_no_noise(self, hundredths: int) -> None:
        shown = number_text(hundredths / 10_000, "percent")
        assert Decimal(shown.removesuffix("%")) == Decimal(hundredths) / 100
        assert len(shown) <= len("1000.00%")

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_any_number_is_plain_digits_of_the_same_number(self, number: float) -> None:
        text = number_text(number)
        assert "e" not in text.lower()
        assert float(text) == number

    @pytest.mark.parametrize(
        ("days", "text"),
        [
            (42644, "2016-10-01"),
            (42644.354166666664, "2016-10-01T08:30:00"),
            (42643.999999, "2016-10-01"),
            (0.354166666666667, "08:30:00"),
            (1, "1900-01-01"),
            (59, "1900-02-28"),
            (61, "1900-03-01"),
            (-1, "-1"),
            (1e12, "1000000000000"),
        ],
    )
    def test_date(self, days: float, text: str) -> None:
        assert number_text(days, "date") == text

    def test_date_since_1904(self) -> None:
        assert number_text(41182, "date", since_1904=True) == "2016-10-01"

    @given(DAYS)
    def test_dates_are_those_of_another_reader(self, day: datetime) -> None:
        days = to_excel(day)  # type: ignore[no-untyped-call]
        shown = day.isoformat().removesuffix("T00:00:00")
        assert number_text(days, "date") == shown


class TestFormats:
    @pytest.mark.parametrize("number", [14, 22, 27, 31, 36, 45, 50, 57, 58])
    def test_built_in_dates(self, number: int) -> None:
        """31, 57 and 58 are what Chinese Excel makes of 2016年10月1日, 2016年10月 and 10月1日."""
        assert format_kind(number, "") == "date"

    @pytest.mark.parametrize(
        "code",
        ["yyyy-mm-dd", 'yyyy"年"m"月"', "m/d/yy h:mm", "[$-804]yyyy\\-mm", "mmm\\-yy", "[h]:mm", "yyyy;@"],
    )
    def test_date(self, code: str) -> None:
        assert format_kind(164, code) == "date"

    @pytest.mark.parametrize("code", ["0%", "0.00%", "0.0%;[Red]-0.0%", "#,##0.0 %"])
    def test_percent(self, code: str) -> None:
        assert format_kind(164, code) == "percent"

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "General",
            "0.00",
            "#,##0",
            '0"个月"',
            '0"%"',
            "0\\%",
            "[Red]0",
            "[$¥-804]0.00",
            "0.00E+00",
            "@",
            '_ * #,##0_ ;_ * "-"_ ',
            '0;"days"',
        ],
    )
    def test_neither(self, code: str) -> None:
        assert format_kind(164, code) == ""


class TestXlsx:
    def test_another_program_writes_what_is_read(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "数据"
        sheet.append(["地区", "期间", "合格率", "数", "开"])
        sheet.append(["城关区", date(2016, 10, 1), 0.965, 12, True])
        sheet["C2"].number_format = "0.0%"
        sheet["A4"] = MORNING
        sheet["B4"] = time(8, 30)
        sheet["C4"] = "#DIV/0!"
        assert rows(saved(book)) == [
            (1, "地区", "期间", "合格率", "数", "开"),
            (2, "城关区", "2016-10-01", "96.5%", "12", "TRUE"),
            (4, "2016-10-01T08:30:00", "08:30:00", "#DIV/0!", "", ""),
        ]

    def test_a_streamed_file_of_a_third_program(self) -> None:
        content = BytesIO()
        with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("数据")
            sheet.write_rich_string("A1", "地", book.add_format({"bold": True}), "区")
            sheet.write("B1", 0.5, book.add_format({"num_format": 9}))
            sheet.write_formula("A2", "=1+1", None, 2)
            sheet.write_formula("B2", '=IF(1,"x","")', None, "x")
            sheet.write_datetime("A3", date(2016, 10, 1), book.add_format({"num_format": 57}))
            book.add_chartsheet()
        assert read(content.getvalue()).skipped == ()
        assert rows(content.getvalue()) == [(1, "地区", "50%"), (2, "2", "x"), (3, "2016-10-01", "")]

    def test_a_formula_without_a_result_is_shown_as_it_is(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet["A1"], sheet["B1"] = "=SUM(B1:B2)", 1
        assert rows(saved(book)) == [(1, "=SUM(B1:B2)", "1")]

    @pytest.mark.parametrize(
        ("xml", "text"),
        [
            ('<c t="s"><v>0</v></c>', "甲"),
            ('<c t="str"><v>a</v></c>', "a"),
            ('<c t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c>', "a b"),
            ('<c t="inlineStr"><is><t>中</t><rPh sb="0" eb="1"><t>zhong</t></rPh></is></c>', "中"),
            ('<c t="inlineStr"><is><t>a_x000D_b_xD83D_c_x0_</t></is></c>', "a\rb_xD83D_c_x0_"),
            ('<c t="b"><v>1</v></c>', "TRUE"),
            ('<c t="b"><v>0</v></c>', "FALSE"),
            ('<c t="e"><v>#N/A</v></c>', "#N/A"),
            ('<c t="d"><v>2016-10-01T00:00:00</v></c>', "2016-10-01"),
            ('<c t="d"><v>2016-10-01T08:30:00</v></c>', "2016-10-01T08:30:00"),
            ("<c><f>1+1</f><v>2</v></c>", "2"),
            ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
            ("<c><f>1+1</f></c>", "=1+1"),
            ("<c><f>1+1</f><v/></c>", "=1+1"),
            ('<c t="str"><f>IF(1,"")</f><v></v></c>', ""),
            ('<c t="str"><f>IF(1,"")</f></c>', '=IF(1,"")'),
            ('<c s="5"/>', ""),
        ],
    )
    def test_cells(self, xml: str, text: str) -> None:
        assert cell(xml.replace("<c", '<c r="A7"', 1)) == text

    def test_cells_that_share_a_formula(self) -> None:
        first = '<row><c><f t="shared" ref="A1:A2" si="0">B1+1</f></c></row>'
        assert rows(xlsx(first + '<row><c><f t="shared" si="0"/></c></row>')) == [(1, "=B1+1"), (2, "=B1+1")]

    def test_places_may_be_left_out(self) -> None:
        assert rows(
            xlsx('<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')
        ) == [
            (3, "", "1", "2"),
            (4, "3", "", ""),
        ]

    def test_the_stated_dimension_is_not_believed(self) -> None:
        sheet = sheet_xml('<row><c r="C1"><v>1</v></c></row>').replace(
            "<sheetData>", '<dimension ref="A1"/><sheetData>'
        )
        assert rows(xlsx(parts={SHEET: sheet})) == [(1, "", "", "1")]

    def test_decoration_that_breaks_the_rules_does_not_matter(self) -> None:
        rules = '<dataValidations count="x"><dataValidation type="y"/></dataValidations>'
        merged = '<mergeCells><mergeCell ref="?"/></mergeCells>'
        sheet = sheet_xml("<row><c><v>1</v></c></row>", rules + merged)
        assert rows(xlsx(parts={SHEET: sheet})) == [(1, "1")]

    def test_prefixes_and_the_strict_form_are_read(self) -> None:
        sheet = sheet_xml('<row><c t="s"><v>0</v></c></row>')
        prefixed = sheet.replace("xmlns=", "xmlns:x=").replace("<", "<x:").replace("<x:/", "</x:")
        strict = {**XLSX_PARTS, SHEET: sheet}
        for usual, other in STRICT.items():
            strict = {name: part.replace(usual, other) for name, part in strict.items()}
        assert rows(xlsx(parts={SHEET: prefixed})) == [(1, "甲")]
        assert rows(xlsx(parts={**strict})) == [(1, "甲")]

    def test_targets_may_be_absolute(self) -> None:
        path = "xl/_rels/workbook.xml.rels"
        absolute = XLSX_PARTS[path].replace("worksheets/", "/xl/worksheets/")
        assert rows(xlsx("<row><c><v>1</v></c></row>", {path: absolute})) == [(1, "1")]

    @pytest.mark.parametrize(
        "rows_xml",
        [
            '<row r="2"/><row r="1"/>',
            '<row r="1"/><row r="1"/>',
            '<row r="0"/>',
            '<row r="x"/>',
            '<row><c t="s"><v>9</v></c></row>',
            '<row><c r="?1"><v>1</v></c></row>',
            "<row>",
        ],
    )
    def test_what_no_program_writes_is_damage(self, rows_xml: str) -> None:
        with pytest.raises(UnreadableFileError) as caught:
            read(xlsx(rows_xml))
        assert "已损坏" in caught.value.message.zh

    def test_hidden_and_empty_sheets_are_named(self) -> None:
        book = openpyxl.Workbook()
        for title, state in (("甲", "visible"), ("乙", "hidden"), ("丙", "veryHidden")):
            sheet = book.create_sheet(title)
            sheet.sheet_state = state
            sheet["A1"], sheet["A3"] = 1, 2
        source = read(saved(book))
        assert [grid.sheet for grid in source.grids] == ["甲"]
        assert source.skipped == (
            SkippedSheet("Sheet", "empty", 0),
            SkippedSheet("乙", "hidden", 2),
            SkippedSheet("丙", "hidden", 2),
        )

    def test_a_workbook_whose_content_is_hidden_names_the_sheets(self) -> None:
        book = openpyxl.Workbook()
        hidden = book.create_sheet("旧表")
        hidden.sheet_state = "hidden"
        hidden["A1"] = 1
        with pytest.raises(UnreadableFileError) as caught:
            read(saved(book))
        assert caught.value.message.zh.endswith("有内容的工作表是隐藏的：旧表。请取消隐藏后再上传。")

    def test_limits(self) -> None:
        full = f'<row><c r="A1" t="s"><v>0</v></c><c r="{cell_place(MAX_COLUMNS, 1)}"><v>1</v></c></row>'
        strings = XLSX_PARTS[STRINGS]
        assert len(rows(xlsx(full, {STRINGS: strings.replace("甲", "x" * MAX_CELL)}))[0]) == MAX_COLUMNS + 1
        with pytest.raises(UnreadableFileError) as caught:
            read(xlsx(full, {STRINGS: strings.replace("甲", "x" * (MAX_CELL + 1))}))
        assert "单元格 A1 超过 4,000 个字符" in caught.value.message.zh
        with pytest.raises(UnreadableFileError) as caught:
            read(xlsx(full.replace("BL1", "BM1")))
        assert "单元格 BM1 在第 64 列以外" in caught.value.message.zh

    def test_rows_of_all_visible_sheets_count(self) -> None:
        content = BytesIO()
        with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
            for name in ("甲", "乙"):
                sheet = book.add_worksheet(name)
                for row in range(50_000 + (name == "乙")):
                    sheet.write(row, 0, 1)
        with pytest.raises(UnreadableFileError) as caught:
            read(content.getvalue())
        assert "超过 100,000 行" in caught.value.message.zh


class TestXls:
    def test_every_kind_of_cell(self) -> None:
        source = read((FILES / "kinds.xls").read_bytes())
        (grid,) = source.grids
        assert (source.encoding, grid.sheet) == ("xls", "数据")
        assert grid.cells.rows() == [
            (1, "标题", "", "", "", "", "", "", ""),
            (3, "城关区", "12", "0.1", "96.5%", "96.5", "2016-10-01", "2016-10-01T08:30:00", "TRUE"),
            (4, "", "#DIV/0!", "", "", "", "", "", ""),
        ]
        assert source.skipped == (
            SkippedSheet("空", "empty", 0),
            SkippedSheet("隐藏", "hidden", 1),
            SkippedSheet("深藏", "hidden", 1),
        )

    def test_dates_since_1904(self) -> None:
        assert rows((FILES / "dates_1904.xls").read_bytes()) == [(1, "2016-10-01")]

    @pytest.mark.parametrize(("file", "said"), [("password", "设有密码"), ("far_cell", "单元格 IV65536")])
    def test_refused(self, file: str, said: str) -> None:
        with pytest.raises(UnreadableFileError) as caught:
            read((FILES / f"{file}.xls").read_bytes())
        assert said in caught.value.message.zh

    @pytest.mark.parametrize("length", [600, 2000, 4000, 5000])
    def test_one_cut_short_is_damaged(self, length: int) -> None:
        with pytest.raises(UnreadableFileError) as caught:
            read((FILES / "kinds.xls").read_bytes()[:length])
        assert "已损坏" in caught.value.message.zh or "文字文档" in caught.value.message.zh


class TestOds:
    def test_another_program_writes_what_is_read(self) -> None:
        document = Document("spreadsheet")
        document.body.clear()
        table = Table("数据")
        row = Row()
        for value in ("城关区", 12, Decimal("96.5"), True, date(2016, 10, 1), MORNING):
            row.append_cell(Cell(value))
        row.append_cell(Cell(Decimal("0.965"), cell_type="percentage"))
        table.append_row(row)
        document.body.append(table)
        content = BytesIO()
        document.save(content)
        assert rows(content.getvalue()) == [
            (1, "城关区", "12", "96.5", "TRUE", "2016-10-01", "2016-10-01T08:30:00", "96.5%")
        ]

    @pytest.mark.parametrize(
        ("attributes", "content", "text"),
        [
            (f"{TYPE}='percentage' office:value='0.96499999999999997'", "<text:p>97%</text:p>", "96.5%"),
            (f"{TYPE}='currency' office:value='3'", "<text:p>¥3.00</text:p>", "3"),
            (f"{TYPE}='time' office:time-value='PT8H30M'", "<text:p>08:30</text:p>", "08:30"),
            (f"{TYPE}='string'", "<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
            (f"{TYPE}='string'", "<text:p>a<text:s text:c='2'/>b<text:tab/>c</text:p>", "a  b\tc"),
            (f"{TYPE}='string'", "<text:p>a<text:span>b</text:span>c</text:p>", "abc"),
            (f"{TYPE}='string'", f"{REMARK}<text:p>a</text:p>", "a"),
            (f"{TYPE}='string'", f"<text:p>a{REMARK}b</text:p>", "ab"),
            (f"{TYPE}='string' office:string-value='a'", "", "a"),
            (f"table:formula='of:=1/0' {TYPE}='string'", "<text:p>#DIV/0!</text:p>", "#DIV/0!"),
            (f"table:formula='of:=1+1' {TYPE}='float' office:value='2'", "<text:p>2</text:p>", "2"),
            (f"table:formula='of:=A' {TYPE}='string' office:string-value=''", "", ""),
            ("table:formula='of:=SUM([.B1])'", "", "=SUM([.B1])"),
        ],
    )
    def test_cells(self, attributes: str, content: str, text: str) -> None:
        assert ods_cell(attributes, content) == text

    def test_repeated_cells_and_rows_and_those_under_a_merged_one(self) -> None:
        number = '<table:table-cell office:value-type="float" office:value="{}"{}/>'
        xml = (
            '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
            '<table:table-header-rows><table:table-row table:number-rows-repeated="2">'
            + number.format(1, ' table:number-columns-repeated="2"')
            + number.format(9, "").replace("table-cell", "covered-table-cell")
            + number.format(2, "")
            + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
            "</table:table-header-rows>"
            '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
        )
        assert rows(ods(xml)) == [(3, "1", "1", "", "2"), (4, "1", "1", "", "2")]

    def test_sheets_that_are_not_displayed_are_hidden(self) -> None:
        row = f"<table:table-row>{ODS_NUMBER}</table:table-row>"
        sheets = (
            f'{row}</table:table><table:table table:name="旧" table:style-name="h">{row}'
            '</table:table><table:table table:name="空">'
        )
        style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
        content = ODS_PARTS["content.xml"].replace("<office:body>", f"{style}<office:body>")
        source = read(ods("", {"content.xml": content.replace("ROWS", sheets)}))
        assert [grid.sheet for grid in source.grids] == ["数据"]
        assert source.skipped == (SkippedSheet("旧", "hidden", 1), SkippedSheet("空", "empty", 0))

    def test_a_table_within_a_cell_is_not_passed_over(self) -> None:
        inner = "<table:table-row><table:table-cell><table:table/></table:table-cell></table:table-row>"
        with pytest.raises(UnreadableFileError) as caught:
            read(ods(inner))
        assert "已损坏" in caught.value.message.zh
