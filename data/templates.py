"""Blank forms for the reports of a period: what is wanted from whom, with nothing left to guess."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from data.columns import COLUMN_LABELS
from data.errors import TemplateError, UnknownFormatError
from data.layout import MEASURED
from data.lookups import Directory
from data.template_labels import GIVEN, given_cells
from data.template_sheets import TemplateSheet, template_sheets
from data.template_workbook import template_workbook
from indicators import Goal, Period, Plan, find_period
from indicators.text import fold

__all__ = ["TEMPLATE_FORMATS", "template", "write_template"]

TEMPLATE_FORMATS = (".xlsx", ".csv")
"""Endings of the files that a form can be written to."""


def template(  # noqa: PLR0913 -- each is a choice of whoever asks for the form
    directory: Directory,
    *,
    period: str,
    suffix: str = ".xlsx",
    goals: Sequence[str] | None = None,
    prefecture: str | None = None,
    sector: str | None = None,
) -> bytes:
    """A blank form; as a workbook one sheet for each sector and level, as CSV the long layout.

    Args:
        directory: the plan and the areas.
        period: such as 2016-10 or 2016Q3.
        suffix: one of `TEMPLATE_FORMATS`.
        goals: ids or names; those reported by periods of this length when left out.
        prefecture: code or name, for its counties and itself only; the whole region when left out.
        sector: only goals of this sector.

    Raises:
        TemplateError: the period cannot be read, or there is nothing to fill in.
        UnknownFormatError: the ending is none of `TEMPLATE_FORMATS`.
        UnknownGoalError: no goal is called so.
        GeoError: no prefecture is called so.
    """
    if suffix not in TEMPLATE_FORMATS:
        raise UnknownFormatError(file=suffix, allowed=TEMPLATE_FORMATS)
    span = find_period(fold(period))
    if span is None:
        raise TemplateError("template_period", period=period)
    register = directory.register
    place = register.require_area(prefecture, level="prefecture") if prefecture else None
    chosen = [goal for goal in _goals(directory.plan, goals, span) if sector in (None, goal.sector)]
    sheets = template_sheets(chosen, register=register, prefecture=place, period=span)
    if not sheets:
        raise TemplateError("template_empty", period=span.text)
    return _csv(sheets) if suffix == ".csv" else template_workbook(sheets, directory.plan)


def write_template(  # noqa: PLR0913
    path: Path,
    directory: Directory,
    *,
    period: str,
    goals: Sequence[str] | None = None,
    prefecture: str | None = None,
    sector: str | None = None,
) -> None:
    """Write a blank form to a file, whose ending is the `suffix`; the rest as in `template`."""
    suffix = path.suffix.lower()
    path.write_bytes(
        template(directory, period=period, suffix=suffix, goals=goals, prefecture=prefecture, sector=sector)
    )


def _goals(plan: Plan, wanted: Sequence[str] | None, span: Period) -> list[Goal]:
    """The goals in the plan's order, each once."""
    if not wanted:
        return [goal for goal in plan.goals if goal.frequency is span.kind]
    ids = {plan.require_goal(text).id for text in wanted}
    return [goal for goal in plan.goals if goal.id in ids]


def _csv(sheets: tuple[TemplateSheet, ...]) -> bytes:
    """One row an observation; only the columns that are asked for."""
    asked = {question.field for sheet in sheets for question in sheet.questions}
    blank = {COLUMN_LABELS[field][0]: "" for field in MEASURED if field in {*asked, "note"}}
    rows = [
        {
            "指标代码": question.goal.id,
            "指标名称": question.goal.name.zh,
            **dict(zip(GIVEN, given_cells(sheet, area), strict=True)),
            "分类": question.part.zh,
            **blank,
        }
        for sheet in sheets
        for question in sheet.questions
        if question.is_first
        for area in sheet.areas
    ]
    return pl.DataFrame(rows).write_csv(include_bom=True).encode()
