"""A small file of each layout that can be read, with made-up figures, to be opened and imitated."""

from dataclasses import dataclass
from io import BytesIO

import polars as pl
import xlsxwriter

from data.areas import area_frame
from data.columns import COLUMN_LABELS
from data.illustrative import ILLUSTRATIVE_NOTE, illustrative_observations
from data.layout import LayoutKind
from data.lookups import Directory
from data.template_entry import template_wording
from indicators import Goal, Kind, PeriodType

__all__ = ["EXAMPLES", "example"]

EXAMPLES = {LayoutKind.LONG: ".csv", LayoutKind.GOALS: ".xlsx", LayoutKind.MONTHS: ".xlsx"}
"""The layouts that have an example, and the ending of its file."""

_OF_EACH_GOAL = 2
_COUNTS = ("numerator", "denominator")
_TITLE, _UPPER, _LOWER = range(3)


@dataclass(frozen=True, slots=True)
class _Group:
    """Two columns of a wide table: the goal or period they are for, and the label above them."""

    key: str
    label: str
    goal: Goal


def example(layout: LayoutKind, directory: Directory) -> bytes:
    """An illustrative file of a layout of `EXAMPLES`; its title or notes say that nothing is real."""
    names = area_frame(directory.register).select("area", "area_name", "level", "parent")
    shown = illustrative_observations(directory.plan, directory.register).join(names, on="area")
    this_year = shown.filter(pl.col("period").str.starts_with(str(directory.plan.year)))
    match layout:
        case LayoutKind.LONG:
            return _long(shown)
        case LayoutKind.GOALS:
            return _goals(this_year, directory)
        case _:
            return _months(this_year, directory)


def _long(shown: pl.DataFrame) -> bytes:
    """The first observations of every goal."""
    few = shown.group_by("indicator", maintain_order=True).head(_OF_EACH_GOAL)
    labels = {name: labels[0] for name, labels in COLUMN_LABELS.items() if name in few.columns}
    table = few.select("indicator", "area", "area_name", *list(labels)[2:])
    return table.rename(labels | {"area_name": "地区名称"}).write_csv(include_bom=True).encode()


def _goals(shown: pl.DataFrame, directory: Directory) -> bytes:
    """The rates of one quarter in the counties of the first prefecture."""
    plan, prefecture = directory.plan, directory.register.prefectures[0]
    rates = shown.filter(
        pl.col("denominator") > 0,
        period=f"{plan.year}Q3",
        period_type=PeriodType.QUARTER.value,
        segment="",
        parent=prefecture.code,
    )
    goals = [goal for goal in plan.goals if goal.id in set(rates["indicator"])]
    title = template_wording("title.goals_example", area=prefecture.name_zh, year=plan.year)
    groups = [_Group(goal.id, goal.name.zh, goal) for goal in goals]
    return _wide(rates, "indicator", title=title.zh, groups=groups)


def _months(shown: pl.DataFrame, directory: Directory) -> bytes:
    """A year of one goal, the good days, in the prefectures."""
    plan = directory.plan
    goal = next(goal for goal in plan.goals if goal.kind is Kind.MEAN_OF_PREFECTURES)
    days = shown.filter(indicator=goal.id)
    title = template_wording("title.months_example", goal=goal.name, year=plan.year)
    groups = [_Group(f"{plan.year}-{month:02d}", f"{month}月", goal) for month in range(1, 13)]
    return _wide(days, "period", title=title.zh, groups=groups)


def _wide(rows: pl.DataFrame, key: str, *, title: str, groups: list[_Group]) -> bytes:
    """One row an area, under each group its two counts, and the note that nothing here is real."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(template_wording("title.example").zh)
        sheet.write_string(_TITLE, 0, title)
        last = 2 * len(groups) + 2
        for place, label in ((0, "区划代码"), (1, "地区名称"), (last, "备注")):
            sheet.merge_range(_UPPER, place, _LOWER, place, label)
        for place, group in enumerate(groups, 1):
            sheet.merge_range(_UPPER, 2 * place, _UPPER, 2 * place + 1, group.label)
            for side, words in enumerate((group.goal.numerator, group.goal.denominator)):
                assert words is not None, group.goal.id
                sheet.write_string(_LOWER, 2 * place + side, words.zh)
        figures = {(row["area"], row[key]): row for row in rows.iter_rows(named=True)}
        areas = rows.select("area", "area_name").unique(maintain_order=True).iter_rows()
        for number, (code, name) in enumerate(areas, _LOWER + 1):
            cells = [figures.get((code, group.key), {}).get(count) for group in groups for count in _COUNTS]
            sheet.write_row(number, 0, [code, name, *cells, ILLUSTRATIVE_NOTE])
        sheet.freeze_panes(_LOWER + 1, 2)
        sheet.autofit()
    return content.getvalue()
