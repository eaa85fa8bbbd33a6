"""The sheet of a blank form that says what to fill in, how, and by when."""

from collections.abc import Iterator
from typing import Any

from data.template_entry import template_wording
from data.template_sheets import TemplateSheet
from indicators import Goal, Plan, Text, due_date

__all__ = ["write_notes"]

_HEADINGS = ("place", "goal", "numerator", "denominator", "unit", "meaning")
_WIDTHS = (24, 36, 30, 30, 12, 80)


def write_notes(
    worksheet: Any,  # noqa: ANN401 -- xlsxwriter ships no types
    sheets: tuple[TemplateSheet, ...],
    *,
    plan: Plan,
    looks: dict[str, Any],
) -> None:
    """Fill the first sheet of a workbook of blank forms."""
    for place, width in enumerate(_WIDTHS):
        worksheet.set_column(place, place, width)
    title = template_wording("title.notes", plan=plan.name, period=sheets[0].period.text)
    worksheet.write_string(0, 0, title.zh, looks["title"])
    worksheet.write_string(1, 0, title.en, looks["hint"])
    row = 3
    for line in _lines(sheets):
        worksheet.write_string(row, 0, line.zh)
        worksheet.write_string(row + 1, 0, line.en, looks["hint"])
        row += 2
    worksheet.write_string(row, 0, _both(template_wording("notes.contact")))
    worksheet.write_blank(row, 2, None, looks["text"])
    _write_goals(worksheet, row + 2, sheets, looks=looks)
    worksheet.protect("", {"format_columns": True, "format_rows": True})
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)


def _lines(sheets: tuple[TemplateSheet, ...]) -> Iterator[Text]:
    """What holds for the questions on these sheets, and when they are due."""
    questions = [question for sheet in sheets for question in sheet.questions]
    fields = {question.field for question in questions}
    says = {
        "blank": True,
        "counts": "denominator" in fields,
        "ticks": any(question.is_tick for question in questions),
        "absent": "na_reason" in fields,
        "evidence": "evidence" in fields,
        "stocks": any(sheet.is_stock for sheet in sheets),
        "locked": True,
    }
    yield from (template_wording(f"notes.{key}") for key, is_said in says.items() if is_said)
    period = sheets[0].period
    yield template_wording("notes.due", date=due_date(period, period.kind))


def _write_goals(
    worksheet: Any,  # noqa: ANN401
    row: int,
    sheets: tuple[TemplateSheet, ...],
    *,
    looks: dict[str, Any],
) -> None:
    for place, key in enumerate(_HEADINGS):
        worksheet.write_string(row, place, _both(template_wording(f"notes.{key}")), looks["header"])
    goals = {question.goal.id: (sheet, question.goal) for sheet in sheets for question in sheet.questions}
    for number, (sheet, goal) in enumerate(goals.values(), row + 1):
        for place, cell in enumerate(_goal_cells(sheet, goal)):
            worksheet.write_string(number, place, cell, looks["wrapped"])


def _goal_cells(sheet: TemplateSheet, goal: Goal) -> tuple[str, ...]:
    words = (goal.name, goal.numerator, goal.denominator, goal.unit)
    meaning = (goal.description, *goal.assumed)
    return sheet.name, *map(_both, words), "\n".join(map(_both, meaning))


def _both(text: Text | None) -> str:
    return f"{text.zh}\n{text.en}" if text else ""
