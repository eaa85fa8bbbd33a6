"""The matrix of reports: areas down, goals across, how each stands; the region's own goals apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from geo import Area, AreaLevel, Register
from indicators import Goal, Level, Plan, ReportState
from pages.reporting.look import state_text
from pages.reporting.owed import owed_text, responsible
from pages.shared.links import area_address, goal_address, page_address
from pages.shared.viewpoint import Scope

__all__ = ["Board", "OwedCell", "OwedLine", "OwedRow", "board_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedCell:
    """One area and goal.

    Attributes:
        text: days late or left; for a prefecture's counties how many of how many.
        hint: the same as a sentence.
        link: the county's page, or the prefecture's counties on this one.
    """

    state: ReportState
    text: str
    hint: str
    link: str


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One area; a cell is None where the goal is not reported at its level. `late`, `due`: reports."""

    name: str
    link: str
    cells: tuple[OwedCell | None, ...]
    late: int
    due: int


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A goal that the region's departments report themselves."""

    goal: str
    link: str
    state: ReportState
    told: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Display-ready values of the matrix.

    Attributes:
        counts: reports of the scope by state.
        groups: heads over the columns: name and how many columns.
        goals: head of each column: number, short name, address of the goal on the map.
        late: overdue reports in each column, of the rows shown.
        own: the region's goals; empty for a prefecture.
    """

    counts: tuple[tuple[ReportState, int], ...]
    groups: tuple[tuple[str, int], ...]
    goals: tuple[tuple[str, str, str], ...]
    rows: tuple[OwedRow, ...]
    late: tuple[int, ...]
    own: tuple[OwedLine, ...]


_LATE, _DUE = ReportState.LATE, ReportState.DUE
_NAMED = 6  # counties named in a hint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What the rows are made from; `rows` of `REPORT_SCHEMA` by goal and area."""

    goals: Sequence[Goal]
    rows: Mapping[tuple[str, str], Mapping[str, Any]]
    register: Register
    scope: Scope


def board_view(reports: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> Board:
    """Gather the matrix: all prefectures, or one prefecture and its counties (question 5).

    Args:
        reports: those of the scope, as `REPORT_SCHEMA`.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    by_level = {
        level: [goal for goal in plan.goals if goal.natural_level is level and _is_seen(goal, scope)]
        for level in Level
    }
    goals = (*by_level[Level.COUNTY], *by_level[Level.PREFECTURE])
    rows = {(row["indicator"], row["area"]): row for row in reports.iter_rows(named=True)}
    sheet = _Sheet(goals=goals, rows=rows, register=register, scope=scope)
    states = reports["state"].to_list()
    return Board(
        counts=tuple((state, states.count(state)) for state in ReportState),
        groups=tuple(
            (scope.say(f"reporting.by_{level}", count=len(by_level[level])), len(by_level[level]))
            for level in (Level.COUNTY, Level.PREFECTURE)
            if by_level[level]
        ),
        goals=tuple(
            (f"{goal.number:02d}", scope.text(goal.short), goal_address(goal, register=register, scope=scope))
            for goal in goals
        ),
        rows=tuple(_row(area, sheet) for area in _areas(register, scope)),
        late=tuple(
            reports.filter(pl.col("state") == _LATE, pl.col("indicator") == goal.id).height for goal in goals
        ),
        own=() if scope.prefecture else tuple(_own(by_level[Level.REGION], sheet, plan)),
    )


def _is_seen(goal: Goal, scope: Scope) -> bool:
    return scope.sector in (None, goal.sector)


def _areas(register: Register, scope: Scope) -> tuple[Area, ...]:
    if scope.prefecture is None:
        return register.prefectures
    return (register.area(scope.prefecture), *register.children(scope.prefecture))


def _row(area: Area, sheet: _Sheet) -> OwedRow:
    cells = tuple(_cell(goal, area, sheet) for goal in sheet.goals)
    found = [row for goal in sheet.goals for row in _behind(goal, area, sheet)]
    late, due = (sum(row["state"] == state for row in found) for state in (_LATE, _DUE))
    return OwedRow(sheet.scope.name(area), _link(area, sheet), cells, late, due)


def _behind(goal: Goal, area: Area, sheet: _Sheet) -> list[Mapping[str, Any]]:
    """The reports behind a cell: the area's own, or those of a prefecture's counties."""
    if _reports_itself(goal, area):
        return [sheet.rows[goal.id, area.code]]
    if area.level is AreaLevel.COUNTY:
        return []
    return [sheet.rows[goal.id, county.code] for county in sheet.register.children(area.code)]


def _reports_itself(goal: Goal, area: Area) -> bool:
    return goal.natural_level.value == area.level.value


def _cell(goal: Goal, area: Area, sheet: _Sheet) -> OwedCell | None:
    behind = _behind(goal, area, sheet)
    if not behind:
        return None
    scope, state = sheet.scope, _worst(behind)
    is_own = _reports_itself(goal, area)
    told = owed_text(behind[0], scope) if is_own else _counties(behind, state, sheet)
    return OwedCell(
        state=state,
        text=_days(behind[0]) if is_own else _share(behind, state),
        hint=f"{scope.name(area)} · {scope.text(goal.short)}: {state_text(state, scope)}. {told}",
        link=_link(area, sheet),
    )


def _worst(rows: Iterable[Mapping[str, Any]]) -> ReportState:
    states = {row["state"] for row in rows}
    return next(state for state in ReportState if state in states)


def _days(row: Mapping[str, Any]) -> str:
    return str(abs(row["days"])) if row["state"] in (_LATE, _DUE) else ""


def _share(rows: Sequence[Mapping[str, Any]], state: ReportState) -> str:
    """Counties in the worst state, of those that have anything to report."""
    if state not in (_LATE, _DUE):
        return ""
    owing = [row for row in rows if row["state"] != ReportState.NOT_APPLICABLE]
    return f"{sum(row['state'] == state for row in owing)}/{len(owing)}"


def _counties(rows: Sequence[Mapping[str, Any]], state: ReportState, sheet: _Sheet) -> str:
    """Which counties of a prefecture are in the worst state, the longest overdue first."""
    hit = sorted((row for row in rows if row["state"] == state), key=lambda row: -(row["days"] or 0))
    names = [sheet.scope.name(sheet.register.area(row["area"])) for row in hit[:_NAMED]]
    if state not in (_LATE, _DUE):
        return sheet.scope.say("reporting.all_counties", count=len(hit))
    facts = {"names": sheet.scope.listed(names), "days": abs(hit[0]["days"])}
    return sheet.scope.say(f"reporting.counties_{state}", count=len(hit), **facts)


def _link(area: Area, sheet: _Sheet) -> str:
    """Down to the counties of a prefecture, and from there to the page of the area."""
    scope, register = sheet.scope, sheet.register
    if area.level is AreaLevel.COUNTY or scope.prefecture:
        return area_address(area, register=register, scope=scope)
    return page_address("reporting", {}, prefecture=area.code, register=register, scope=scope)


def _own(goals: Iterable[Goal], sheet: _Sheet, plan: Plan) -> Iterable[OwedLine]:
    region, scope = sheet.register.region, sheet.scope
    here = replace(scope, prefecture=None)
    found = [(goal, sheet.rows[goal.id, region.code]) for goal in goals]
    order = list(ReportState)
    for goal, row in sorted(found, key=lambda pair: order.index(pair[1]["state"])):
        yield OwedLine(
            goal=scope.text(goal.short),
            link=goal_address(goal, register=sheet.register, scope=here),
            state=ReportState(row["state"]),
            told=owed_text(row, scope),
            unit=responsible(goal, region.code, plan=plan, register=sheet.register, scope=scope),
        )
