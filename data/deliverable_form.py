"""The blank form for the deliverables: a row each, their state chosen from a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import polars as pl
import xlsxwriter

from data.columns import COLUMN_LABELS
from data.errors import TemplateError, UnknownFormatError
from data.grid import column_name
from data.lookups import Directory
from data.template_entry import REASON_GIVEN, REPORTED_ON, choice_of_states, template_wording
from data.template_workbook import LOOKS
from data.templates import TEMPLATE_FORMATS
from geo import Area
from indicators import Article, Deliverable, Department, Period, Plan, State, Text, find_period
from indicators.text import fold

__all__ = ["deliverable_form"]

_GIVEN = ("指标代码", "指标名称", "区划代码", "地区名称", "期间", "期间类型", "组织单位")
_ASKED = ("state", "value", "evidence", "na_reason", "reported_by", "reported_on", "note")
_WIDTHS = (10, 34, 10, 14, 10, 10, 18, 12, 10, 28, 16, 18, 12, 24)
_NOTE_WIDTHS = (24, 36, 30, 60, 30)
_TITLE, _HINT, _HEADER, _FIRST = range(4)
_SNAPSHOT = "时点"
_STATES = (State.NOT_STARTED, State.IN_PROGRESS, State.DONE, State.NOT_APPLICABLE)
_VALUE: dict[str, Any] = {"validate": "decimal", "criteria": ">=", "value": 0}
_RULES = {
    "state": choice_of_states(_STATES),
    "value": _VALUE,
    "na_reason": REASON_GIVEN,
    "reported_on": REPORTED_ON,
}


@dataclass(frozen=True, slots=True)
class _Form:
    """What is asked of whom; `department` is None for the whole of each deliverable."""

    plan: Plan
    area: Area
    month: Period
    department: Department | None

    @property
    def rows(self) -> list[tuple[Article, Deliverable]]:
        """The deliverables with their articles, those of the department only."""
        mine = self.department
        articles = self.plan.articles_of(mine.id) if mine else self.plan.articles
        return [(article, each) for article in articles for each in article.deliverables]

    def given(self, deliverable: Deliverable) -> tuple[str, ...]:
        """The cells under `_GIVEN`."""
        organiser = self.department.name.zh if self.department else ""
        named = (deliverable.id, deliverable.title.zh, self.area.code, self.area.name_zh)
        return (*named, self.month.text, _SNAPSHOT, organiser)


def deliverable_form(
    directory: Directory,
    *,
    period: str,
    suffix: str = ".xlsx",
    prefecture: str | None = None,
    department: str | None = None,
) -> bytes:
    """A blank form that asks for the state of each deliverable at the end of a month.

    Args:
        directory: the plan and the areas.
        period: such as 2016-10; of a longer one its last month.
        suffix: one of `TEMPLATE_FORMATS`.
        prefecture: code or name of the prefecture that reports; the region when left out.
        department: id or name of the department that reports its own part; its articles only.

    Raises:
        TemplateError: the period cannot be read, or nothing is asked of the department.
        UnknownFormatError: the ending is none of `TEMPLATE_FORMATS`.
        UnknownDepartmentError: no department is called so.
        GeoError: no prefecture is called so.
    """
    if suffix not in TEMPLATE_FORMATS:
        raise UnknownFormatError(file=suffix, allowed=TEMPLATE_FORMATS)
    span = find_period(fold(period))
    month = find_period(f"{span.end:%Y-%m}") if span else None
    if month is None:
        raise TemplateError("template_period", period=period)
    register, plan = directory.register, directory.plan
    area = register.require_area(prefecture, level="prefecture") if prefecture else register.region
    reporter = plan.require_department(department) if department else None
    form = _Form(plan, area, month, reporter)
    if not form.rows:
        raise TemplateError("template_empty", period=month.text)
    return _csv(form) if suffix == ".csv" else _workbook(form)


def _csv(form: _Form) -> bytes:
    blank = {COLUMN_LABELS[field][0]: "" for field in _ASKED}
    rows = [dict(zip(_GIVEN, form.given(each), strict=True)) | blank for _, each in form.rows]
    return pl.DataFrame(rows).write_csv(include_bom=True).encode()


def _workbook(form: _Form) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        looks = {name: workbook.add_format(look) for name, look in LOOKS.items()}
        _write_notes(workbook.add_worksheet(template_wording("notes.sheet").zh), form, looks)
        sheet = workbook.add_worksheet(template_wording("notes.deliverable_sheet").zh)
        _write_rows(sheet, form, looks)
        _set_up(sheet, last=_FIRST + len(form.rows))
    return content.getvalue()


def _write_rows(sheet: Any, form: _Form, looks: dict[str, Any]) -> None:  # noqa: ANN401 -- untyped library
    title = template_wording("title.deliverables", period=form.month.text)
    sheet.write_string(_TITLE, 0, title.zh, looks["title"])
    sheet.write_string(_HINT, 0, template_wording("title.deliverables_hint").zh, looks["hint"])
    labels = (*_GIVEN, *(COLUMN_LABELS[field][0] for field in _ASKED))
    for place, (label, width) in enumerate(zip(labels, _WIDTHS, strict=True)):
        sheet.write_string(_HEADER, place, label, looks["header"])
        sheet.set_column(place, place, width)
    for row, (_, deliverable) in enumerate(form.rows, _FIRST):
        for place, cell in enumerate(form.given(deliverable)):
            # whose part it is may be filled in by hand where the form does not say it
            look = "given" if cell or form.department else "text"
            sheet.write(row, place, cell or None, looks[look])
        for place, field in enumerate(_ASKED, len(_GIVEN)):
            sheet.write_blank(row, place, None, looks[_look(field)])
    last = _FIRST + len(form.rows) - 1
    for place, field in enumerate(_ASKED, len(_GIVEN)):
        if field in _RULES:
            sheet.data_validation(_FIRST, place, last, place, _RULES[field])


def _look(field: str) -> str:
    return {"value": "number", "reported_on": "day"}.get(field, "text")


def _set_up(sheet: Any, *, last: int) -> None:  # noqa: ANN401 -- untyped library
    """Freeze, protect, and print landscape, as wide as a page."""
    sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:F{last}"})
    sheet.freeze_panes(_FIRST, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER)
    sheet.print_area(f"A1:{column_name(len(_WIDTHS))}{last}")


def _write_notes(sheet: Any, form: _Form, looks: dict[str, Any]) -> None:  # noqa: ANN401 -- untyped library
    """How to fill it in, and for each deliverable its article, departments and what can be counted."""
    for place, width in enumerate(_NOTE_WIDTHS):
        sheet.set_column(place, place, width)
    for row, line in enumerate(_lines(form)):
        sheet.write_string(row, 0, line, looks["title" if row == 0 else "hint"])
    first = len(list(_lines(form))) + 1
    for place, key in enumerate(("id", "deliverable", "article", "departments", "measure")):
        sheet.write_string(first, place, _both(template_wording(f"notes.{key}")), looks["header"])
    for row, (article, each) in enumerate(form.rows, first + 1):
        names = [form.plan.department(name).name.zh for name in article.departments]
        owners = "、".join(
            [*names, *(f"未明确：{gap.title.zh}" for gap in article.gaps if gap.subject == each.id)]
        )
        cells = (each.id, _both(each.title), _both(article.title), owners, _both(each.measure))
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, looks["wrapped"])
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _lines(form: _Form) -> Iterator[str]:
    yield template_wording("title.deliverables", period=form.month.text).zh
    yield template_wording("title.deliverables", period=form.month.text).en
    for key in ("notes.deliverable_state", "notes.deliverable_done", "notes.deliverable_value"):
        said = template_wording(key, day=form.month.end)
        yield from (said.zh, said.en)


def _both(text: Text) -> str:
    return f"{text.zh}\n{text.en}"
