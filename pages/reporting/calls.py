"""Who to call: every overdue report with the unit that answers for it, the longest overdue first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from geo import AreaLevel, Register
from indicators import Goal, Plan, ReportState
from pages.reporting.owed import responsible
from pages.shared.links import area_address
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["Call", "UnitCalls", "call_table", "calls_view", "reports_in", "unit_calls", "unit_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One overdue report.

    Attributes:
        prefecture: the area itself, or that of a county; empty for the region.
        unit: who probably reports it (assumed).
        last: newest period that is reported in full; empty without one.
        period: the first one that is not, with its `due` date.
        missing: overdue periods.
        link: address of the area's page.
    """

    days: int
    area: str
    prefecture: str
    goal: str
    unit: str
    last: str
    period: str
    due: date
    missing: int
    link: str


@dataclass(frozen=True, slots=True)
class UnitCalls:
    """The overdue reports of one unit: how many, of which areas and goals, and the longest in days."""

    unit: str
    count: int
    areas: tuple[str, ...]
    goals: tuple[str, ...]
    days: int


def reports_in(reports: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    """The reports of the scope's areas and sector; the region's own belong to no prefecture."""
    goals = [goal.id for goal in plan.goals if scope.sector in (None, goal.sector)]
    seen = reports.filter(pl.col("indicator").is_in(goals))
    if scope.prefecture is None:
        return seen
    inside = [scope.prefecture, *(county.code for county in register.children(scope.prefecture))]
    return seen.filter(pl.col("area").is_in(inside))


def calls_view(reports: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> tuple[Call, ...]:
    """The overdue reports (question 5); `reports` as `reports_in` gives them."""
    late = reports.filter(pl.col("state") == ReportState.LATE)
    calls = _calls(late, plan=plan, register=register, scope=scope)
    return tuple(sorted(calls, key=lambda call: (-call.days, -call.missing)))


def _calls(late: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> Iterator[Call]:
    for row in late.iter_rows(named=True):
        goal, area = plan.goal(row["indicator"]), register.area(row["area"])
        above = register.area(area.parent) if area.level is AreaLevel.COUNTY and area.parent else area
        yield Call(
            days=row["days"],
            area=scope.name(area),
            prefecture="" if above.level is AreaLevel.REGION else scope.name(above),
            goal=_label(goal, scope),
            unit=responsible(goal, area.code, plan=plan, register=register, scope=scope),
            last=row["last_period"] or "",
            period=row["period"],
            due=row["due"],
            missing=row["missing"],
            link=area_address(area, register=register, scope=scope),
        )


def _label(goal: Goal, scope: Scope) -> str:
    return goal_label(goal, scope.language)


def unit_calls(calls: tuple[Call, ...]) -> tuple[UnitCalls, ...]:
    """The same by unit, those with the most overdue reports first."""
    units = {unit: [call for call in calls if call.unit == unit] for unit in {call.unit: 0 for call in calls}}
    found = (
        UnitCalls(
            unit=unit,
            count=len(own),
            areas=tuple(dict.fromkeys(call.area for call in own)),
            goals=tuple(dict.fromkeys(call.goal for call in own)),
            days=own[0].days,
        )
        for unit, own in units.items()
    )
    return tuple(sorted(found, key=lambda unit: (-unit.count, -unit.days)))


def call_table(calls: tuple[Call, ...], scope: Scope, *, with_link: bool) -> pl.DataFrame:
    """The call list as a table, headed in the viewer's language; with the address of each area's page."""
    columns: dict[str, list[object]] = {
        "reporting.days": [call.days for call in calls],
        "map.area": [call.area for call in calls],
        "map.prefecture": [call.prefecture for call in calls],
        "scope.goal": [call.goal for call in calls],
        "reporting.unit": [call.unit for call in calls],
        "reporting.last": [call.last or scope.say("reporting.nothing") for call in calls],
        "reporting.first_missing": [call.period for call in calls],
        "reporting.due": [call.due.isoformat() for call in calls],
        "reporting.missing": [call.missing for call in calls],
    }
    if with_link:
        columns["reporting.page"] = [call.link for call in calls]
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)


def unit_table(units: tuple[UnitCalls, ...], scope: Scope) -> pl.DataFrame:
    """The units as a table, headed in the viewer's language."""
    columns: dict[str, list[object]] = {
        "reporting.unit": [unit.unit for unit in units],
        "reporting.count": [unit.count for unit in units],
        "reporting.longest": [unit.days for unit in units],
        "reporting.areas": [len(unit.areas) for unit in units],
        "reporting.which_areas": [scope.listed(unit.areas) for unit in units],
        "reporting.which_goals": [scope.listed(unit.goals) for unit in units],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
