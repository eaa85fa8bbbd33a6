"""Heat tables: areas down, goals across, a light in each cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import polars as pl

from geo import Area, AreaLevel, Register
from indicators import Goal, Level, Light, Plan
from pages.shared.figures import figure_text, is_checklist, told_text, value_text
from pages.shared.links import area_address, goal_address, page_address
from pages.shared.palette import light_word
from pages.shared.text import goal_label, sector_label
from pages.shared.viewpoint import Scope

__all__ = [
    "HeatBlock",
    "HeatCell",
    "HeatRow",
    "HeatTable",
    "county_goals",
    "county_heat",
    "prefecture_heat",
    "rows_by_key",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One area and goal.

    Attributes:
        figure: what stands under the glyph; empty without a figure.
        hint: the figure in full, or why there is none.
        link: address of the goal on the map, or of the county's course; empty where the cell is no link.
        stuck: how many periods in a row it has not been met, 0 when fewer than two.
    """

    light: Light
    figure: str
    hint: str
    link: str
    stuck: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One area; `counts` are its goals not met and at risk, `is_chosen` marks the filter's prefecture."""

    name: str
    link: str
    counts: tuple[tuple[Light, int], ...]
    cells: tuple[HeatCell, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class HeatBlock:
    """Rows that belong together, under a name."""

    name: str
    link: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Display-ready values of a heat table.

    Attributes:
        sectors: heads over the columns: name and how many columns.
        goals: head of each column: number, short name, address of the goal on the map.
        blocks: the rows.
        stuck: areas with a goal that has not been met in two periods in a row.
    """

    sectors: tuple[tuple[str, int], ...]
    goals: tuple[tuple[str, str, str], ...]
    blocks: tuple[HeatBlock, ...]
    stuck: int


_LONGEST = 6
_RUN = ("indicator", "area", "periods")
_Rows = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What the rows of a table are made from; `rows` and `runs` by goal and area."""

    goals: list[Goal]
    rows: _Rows
    runs: Mapping[tuple[str, str], int]
    register: Register
    scope: Scope


def prefecture_heat(status: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> HeatTable:
    """The region and its prefectures by all goals of the sector (question 9).

    Args:
        status: status frame on the as-of date.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    goals = [goal for goal in plan.goals if scope.sector in (None, goal.sector)]
    areas = (register.region, *register.prefectures)
    sheet = _Sheet(goals=goals, rows=rows_by_key(status, areas), runs={}, register=register, scope=scope)
    rows = tuple(_row(area, sheet) for area in areas)
    return _table((HeatBlock("", "", rows),), sheet, stuck=0)


def county_heat(  # noqa: PLR0913 -- a heat table is about all of these
    status: pl.DataFrame,
    stuck: pl.DataFrame,
    *,
    plan: Plan,
    register: Register,
    scope: Scope,
    only_stuck: bool,
) -> HeatTable:
    """The counties of the scope by the goals that are judged for counties, prefecture by prefecture (10).

    Args:
        status: status frame on the as-of date.
        stuck: goals and areas not met in two periods in a row, as `STUCK_SCHEMA`.
        plan: the goals.
        register: the areas.
        scope: filters and language.
        only_stuck: leave out the counties that have none of those.
    """
    goals = county_goals(plan, scope)
    numbers = stuck.filter(pl.col("indicator").is_in([goal.id for goal in goals]))
    runs = {(goal, area): count for goal, area, count in numbers.select(_RUN).iter_rows()}
    inside = {area.code for area in register.counties_of(scope.prefecture or register.region.code)}
    hit = {area for _, area in runs} & inside
    shown = hit if only_stuck else inside
    rows = rows_by_key(status, register.counties)
    sheet = _Sheet(goals=goals, rows=rows, runs=runs, register=register, scope=scope)
    blocks = (_block(prefecture, shown, sheet) for prefecture in register.prefectures)
    return _table(tuple(block for block in blocks if block.rows), sheet, stuck=len(hit))


def county_goals(plan: Plan, scope: Scope) -> list[Goal]:
    """The goals of the sector whose counties have lights of their own."""
    return [
        goal
        for goal in plan.goals
        if goal.natural_level is Level.COUNTY and scope.sector in (None, goal.sector)
    ]


def rows_by_key(status: pl.DataFrame, areas: Iterable[Area]) -> _Rows:
    """Rows of a status frame by goal and area."""
    rows = status.filter(pl.col("area").is_in([area.code for area in areas]))
    return {(row["indicator"], row["area"]): row for row in rows.iter_rows(named=True)}


def _table(blocks: tuple[HeatBlock, ...], sheet: _Sheet, *, stuck: int) -> HeatTable:
    scope = sheet.scope
    return HeatTable(
        sectors=tuple(
            (sector_label(sector, scope.language), sum(goal.sector is sector for goal in sheet.goals))
            for sector in dict.fromkeys(goal.sector for goal in sheet.goals)
        ),
        goals=tuple(
            (
                f"{goal.number:02d}",
                scope.text(goal.short),
                goal_address(goal, register=sheet.register, scope=scope),
            )
            for goal in sheet.goals
        ),
        blocks=blocks,
        stuck=stuck,
    )


def _block(prefecture: Area, shown: set[str], sheet: _Sheet) -> HeatBlock:
    counties = (area for area in sheet.register.children(prefecture.code) if area.code in shown)
    link = area_address(prefecture, register=sheet.register, scope=sheet.scope)
    return HeatBlock(sheet.scope.name(prefecture), link, tuple(_row(area, sheet) for area in counties))


def _row(area: Area, sheet: _Sheet) -> HeatRow:
    cells = tuple(_cell(goal, area, sheet) for goal in sheet.goals)
    shown = [cell.light for cell in cells]
    return HeatRow(
        name=sheet.scope.name(area),
        link=area_address(area, register=sheet.register, scope=sheet.scope),
        counts=tuple((light, shown.count(light)) for light in (Light.NOT_MET, Light.AT_RISK)),
        cells=cells,
        is_chosen=area.code == sheet.scope.prefecture,
    )


def _cell(goal: Goal, area: Area, sheet: _Sheet) -> HeatCell:
    row, scope = sheet.rows[goal.id, area.code], sheet.scope
    stuck = sheet.runs.get((goal.id, area.code), 0)
    run = f" · {scope.say('prefectures.stuck_run', count=stuck)}" if stuck else ""
    light = Light(row["light"])
    told = f"{scope.text(light_word(light))} {told_text(row, goal, scope)}"
    return HeatCell(
        light=light,
        figure=_short_figure(row, goal),
        hint=f"{scope.name(area)} · {scope.text(goal.short)}: {told}{run}",
        link=_cell_link(goal, area, light, sheet),
        stuck=stuck,
    )


def _cell_link(goal: Goal, area: Area, light: Light, sheet: _Sheet) -> str:
    """Where a click leads: the map; of the many cells of counties those not met, to their course."""
    scope, register = sheet.scope, sheet.register
    if area.level is not AreaLevel.COUNTY:
        there = replace(scope, prefecture=area.code if area.level is AreaLevel.PREFECTURE else None)
        return goal_address(goal, register=register, scope=there)
    if light is not Light.NOT_MET:
        return ""
    chosen = {"county": scope.name(area), "goal": goal_label(goal, scope.language)}
    return page_address("county", chosen, prefecture=area.parent, register=register, scope=scope)


def _short_figure(row: Mapping[str, Any], goal: Goal) -> str:
    """The value without its counts, for a cell some 30 pixels wide; nothing where it is too long."""
    if row["value"] is None:
        return ""
    if is_checklist(row, goal):
        return figure_text(row, goal)
    value = Decimal(row["value"])
    text = "100" if goal.is_percent and value == 100 else value_text(value, goal).removesuffix(" %")
    return text if len(text) <= _LONGEST else ""
