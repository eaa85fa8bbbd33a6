"""Blank forms as workbooks: headers and areas locked, cells to fill in open and guarded."""

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter

from data.columns import COLUMN_LABELS
from data.grid import cell_name, column_name
from data.template_entry import REPORTED_ON, entry_rule, template_wording
from data.template_labels import GIVEN, given_cells, lower_label, upper_label
from data.template_notes import write_notes
from data.template_sheets import Question, TemplateSheet
from indicators import Plan

__all__ = ["LOOKS", "template_workbook"]

_ABOUT = ("reported_by", "reported_on", "note")
_TITLE, _HINT, _UPPER, _LOWER, _FIRST = range(5)
_A4 = 9
_GIVEN_WIDTHS = (10, 16, 10, 10)
_WIDTHS = {"state": 12, "na_reason": 16, "evidence": 24, "note": 20, "reported_by": 18, "reported_on": 12}
_NARROWEST = 10
_HEADER_LINES = 3
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "hint": {"font_color": "#595959"},
    "header": {
        "bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter",
        "bg_color": "#DCE6F1",
    },
    "wrapped": {"border": 1, "text_wrap": True, "valign": "top"},
    "given": {"border": 1, "num_format": "@", "bg_color": "#F2F2F2"},
    "number": {"border": 1, "bg_color": "#FFFBE6", "locked": False},
    "text": {"border": 1, "bg_color": "#FFFBE6", "locked": False, "num_format": "@"},
    "day": {"border": 1, "bg_color": "#FFFBE6", "locked": False, "num_format": "yyyy-mm-dd"},
}  # fmt: skip
"""Formats of the cells of a form, as xlsxwriter takes them."""

_NUMBERS = ("numerator", "denominator", "value")


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet to write, the worksheet it goes to, and the formats of the workbook."""

    sheet: TemplateSheet
    worksheet: Any
    looks: dict[str, Any]

    @property
    def last(self) -> int:
        """The last row."""
        return _FIRST + len(self.sheet.areas) - 1

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(GIVEN) + len(self.sheet.questions) + len(_ABOUT)


def template_workbook(sheets: tuple[TemplateSheet, ...], plan: Plan) -> bytes:
    """A sheet of notes and then the sheets, as XLSX; once filled in it uploads without a question."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        looks = {name: workbook.add_format(look) for name, look in LOOKS.items()}
        write_notes(
            workbook.add_worksheet(template_wording("notes.sheet").zh), sheets, plan=plan, looks=looks
        )
        for sheet in sheets:
            _write(_Page(sheet, workbook.add_worksheet(sheet.name), looks))
    return content.getvalue()


def _write(page: _Page) -> None:
    sheet, worksheet = page.sheet, page.worksheet
    title = template_wording("title.sheet", sheet=sheet.name, period=sheet.period.text)
    worksheet.write_string(_TITLE, 0, title.zh, page.looks["title"])
    worksheet.write_string(_HINT, 0, template_wording("title.hint").zh, page.looks["hint"])
    _write_headers(page)
    _write_given(page)
    for number, question in enumerate(sheet.questions, len(GIVEN)):
        _write_question(page, number, question)
    for number, column in enumerate(_ABOUT, page.width - len(_ABOUT)):
        _write_blank(page, number, "day" if column == "reported_on" else "text", _WIDTHS[column])
    worksheet.data_validation(_FIRST, page.width - 2, page.last, page.width - 2, REPORTED_ON)
    _set_up(page)


def _write_headers(page: _Page) -> None:
    worksheet, look = page.worksheet, page.looks["header"]
    about = [COLUMN_LABELS[column][0] for column in _ABOUT]
    for place, label in [*enumerate(GIVEN), *enumerate(about, page.width - len(about))]:
        worksheet.merge_range(_UPPER, place, _LOWER, place, label, look)
    place = len(GIVEN)
    for label, members in groupby(page.sheet.questions, key=upper_label):
        questions = list(members)
        end = place + len(questions) - 1
        if end > place:
            worksheet.merge_range(_UPPER, place, _UPPER, end, label, look)
        else:
            worksheet.write_string(_UPPER, place, label, look)
        for number, question in enumerate(questions, place):
            worksheet.write_string(_LOWER, number, lower_label(question), look)
        place = end + 1


def _write_given(page: _Page) -> None:
    worksheet, sheet = page.worksheet, page.sheet
    for place, width in enumerate(_GIVEN_WIDTHS):
        worksheet.set_column(place, place, width)
    for row, area in enumerate(sheet.areas, _FIRST):
        for place, cell in enumerate(given_cells(sheet, area)):
            worksheet.write_string(row, place, cell, page.looks["given"])
    worksheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:D{page.last + 1}"})


def _write_question(page: _Page, place: int, question: Question) -> None:
    look = "number" if question.field in _NUMBERS else "text"
    _write_blank(page, place, look, _width(page.sheet, question))
    first_row = _FIRST + 1
    here, left, right = (cell_name(place + shift, first_row) for shift in (1, 0, 2))
    rule = entry_rule(question, here, left=left, right=right)
    if rule is not None:
        page.worksheet.data_validation(_FIRST, place, page.last, place, rule)


def _write_blank(page: _Page, place: int, look: str, width: float) -> None:
    page.worksheet.set_column(place, place, width)
    for row in range(_FIRST, page.last + 1):
        page.worksheet.write_blank(row, place, None, page.looks[look])


def _width(sheet: TemplateSheet, question: Question) -> float:
    """Wide enough for the header in a few lines; a Chinese character is two units wide."""
    label = upper_label(question)
    shared = sum(upper_label(other) == label for other in sheet.questions)
    upper, lower = 2 * len(label) / shared, 2 * len(lower_label(question))
    return max(_WIDTHS.get(question.field, _NARROWEST), upper / _HEADER_LINES + 2, lower / _HEADER_LINES + 2)


def _set_up(page: _Page) -> None:
    """Freeze, protect, and print landscape, as wide as a page."""
    worksheet = page.worksheet
    worksheet.set_row(_UPPER, 16 * _HEADER_LINES)
    worksheet.set_row(_LOWER, 16 * _HEADER_LINES)
    worksheet.freeze_panes(_FIRST, 2)
    worksheet.protect("", {"format_columns": True, "format_rows": True})
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(_UPPER, _LOWER)
    worksheet.print_area(f"A1:{column_name(page.width)}{page.last + 1}")
    worksheet.set_footer("&C&P / &N")
