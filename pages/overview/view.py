"""What the overview shows: the lights of the goals, the 80 % campaign, what changed, who has not reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from geo import Register
from indicators import (
    Goal,
    Kind,
    Level,
    Light,
    Plan,
    Reason,
    Sector,
    target_text,
)
from pages.shared.figures import value_text, words_text
from pages.shared.links import goal_address
from pages.shared.markup import GoalLine
from pages.shared.text import sector_label
from pages.shared.viewpoint import Scope

__all__ = ["Campaign", "Change", "LateGoal", "OverviewView", "overview_view", "period_before"]


_WORST_FIRST = (Light.NOT_MET, Light.AT_RISK, Light.NO_DATA, Light.MET, Light.ON_TRACK, Light.NOT_APPLICABLE)
_IN_TROUBLE = (Light.NOT_MET, Light.AT_RISK)
_SHOWN = 3  # lines of each list on the first screen


@dataclass(frozen=True, slots=True)
class Campaign:
    """The 80 % campaign.

    Attributes:
        done: counties that run it in full.
        total: all counties of the region, reported or not (R14).
        short: counties missing to the target.
        unreported: counties without a report; they make the range `done` to `done + unreported`.
        nearest: the counties nearest to being counted: name and missing checklist items.
        rows: status rows of the counties, for the map.
    """

    goal: Goal
    done: int
    total: int
    needed: int
    short: int
    unreported: int
    light: Light
    nearest: tuple[tuple[str, tuple[str, ...]], ...]
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Change:
    """A goal whose light is another than one period before."""

    goal: str
    before: Light
    after: Light


@dataclass(frozen=True, slots=True)
class LateGoal:
    """A goal with overdue reports: how many of its areas, and some of them by name."""

    goal: str
    count: int
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Display-ready values of the overview; `in_trouble` are the goals not met or at risk."""

    area_name: str
    counts: tuple[tuple[Light, int], ...]
    campaign: Campaign | None
    sectors: tuple[tuple[str, tuple[GoalLine, ...]], ...]
    changes: tuple[Change, ...]
    changed_since: date
    late: tuple[LateGoal, ...]
    late_total: int
    in_trouble: tuple[Goal, ...]


def period_before(as_of: date) -> date:
    """The last day of the month before the month of `as_of`."""
    return as_of.replace(day=1) - timedelta(days=1)


def overview_view(
    now: pl.DataFrame, before: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope
) -> OverviewView:
    """Gather the overview.

    Args:
        now: status frame on the as-of date.
        before: status frame on `period_before` of it.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    area = register.area(scope.prefecture or register.region.code)
    goals = [goal for goal in plan.goals if scope.sector in (None, goal.sector)]
    here = {
        row["indicator"]: row for row in _of_goals(now, goals).filter(pl.col("area") == area.code).to_dicts()
    }
    lights = [Light(row["light"]) for row in here.values()]
    late = _late(_of_goals(now, goals), goals, register=register, scope=scope)
    return OverviewView(
        area_name=scope.name(area),
        counts=tuple((light, lights.count(light)) for light in Light),
        campaign=_campaign(now, goals, register=register, scope=scope),
        sectors=tuple(
            (
                sector_label(sector, scope.language),
                tuple(
                    _line(goal, here[goal.id], register=register, scope=scope)
                    for goal in goals
                    if goal.sector is sector
                ),
            )
            for sector in Sector
            if scope.sector in (None, sector)
        ),
        changes=_changes(here, before.filter(pl.col("area") == area.code), goals, scope=scope),
        changed_since=period_before(scope.as_of),
        late=tuple(late[:_SHOWN]),
        late_total=sum(goal.count for goal in late),
        in_trouble=tuple(goal for goal in goals if here[goal.id]["light"] in _IN_TROUBLE),
    )


def _of_goals(rows: pl.DataFrame, goals: list[Goal]) -> pl.DataFrame:
    return rows.filter(pl.col("indicator").is_in([goal.id for goal in goals]))


def _line(goal: Goal, row: Mapping[str, Any], *, register: Register, scope: Scope) -> GoalLine:
    value = None if row["value"] is None else Decimal(row["value"])
    target = Decimal(row["target"]) if row["target"] else None
    has_number = goal.threshold_bp is not None or goal.kind is Kind.COUNT
    return GoalLine(
        name=scope.text(goal.short),
        light=Light(row["light"]),
        value=value_text(value, goal) if value is not None else words_text(row, scope),
        has_figure=value is not None,
        target=scope.text(target_text(goal)) if has_number else "",
        share=None if value is None or not target else float(min(Decimal(100), value / target * 100)),
        hint=row[f"sentence_{scope.language}"],
        link=goal_address(goal, register=register, scope=scope),
    )


def _campaign(now: pl.DataFrame, goals: list[Goal], *, register: Register, scope: Scope) -> Campaign | None:
    goal = next((goal for goal in goals if goal.kind is Kind.SHARE_OF_COUNTIES), None)
    if goal is None:
        return None
    rows = now.filter(pl.col("indicator") == goal.id)
    counties = rows.filter(pl.col("level") == Level.COUNTY)
    region = rows.filter(pl.col("level") == Level.REGION).row(0, named=True)
    total = len(register.counties)
    needed = -(-goal.target_bp * total // 10_000)
    return Campaign(
        goal=goal,
        done=region["numerator"] or 0,
        total=total,
        needed=needed,
        short=needed if region["short"] is None else region["short"],
        unreported=counties.filter(pl.col("light") == Light.NO_DATA).height,
        light=Light(region["light"]),
        nearest=_nearest(counties, goal, register=register, scope=scope),
        rows=counties,
    )


def _nearest(
    counties: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Counties of the scope whose checklist is not complete, the fewest missing items first."""
    inside = [area.code for area in register.counties_of(scope.prefecture or register.region.code)]
    started = counties.filter(
        pl.col("items_done").is_not_null(), pl.col("numerator") == 0, pl.col("area").is_in(inside)
    ).sort(pl.col("items_done").list.len(), descending=True, maintain_order=True)
    names = {area.code: scope.name(area) for area in register.counties}
    return tuple(
        (
            names[row["area"]],
            tuple(scope.text(item.name) for item in goal.items if item.id not in row["items_done"]),
        )
        for row in started.head(_SHOWN).iter_rows(named=True)
    )


def _changes(
    here: Mapping[str, Mapping[str, Any]], before: pl.DataFrame, goals: list[Goal], *, scope: Scope
) -> tuple[Change, ...]:
    """The goals with another light, the worst new lights first."""
    past = dict(before.select("indicator", "light").iter_rows())
    changed = (
        Change(scope.text(goal.short), Light(past[goal.id]), Light(here[goal.id]["light"]))
        for goal in goals
        if past[goal.id] != here[goal.id]["light"]
    )
    return tuple(sorted(changed, key=lambda change: _WORST_FIRST.index(change.after)))


def _late(rows: pl.DataFrame, goals: list[Goal], *, register: Register, scope: Scope) -> list[LateGoal]:
    """Areas at each goal's own level that have no figure or a stale one, the most first (R17)."""
    inside = [area.code for area in register.counties_of(scope.prefecture or register.region.code)]
    if scope.prefecture:
        inside.append(scope.prefecture)
    else:
        inside += [register.region.code, *(area.code for area in register.prefectures)]
    overdue = rows.filter(
        (pl.col("reason") == Reason.NOT_REPORTED) | pl.col("flags").list.contains("stale"),
        pl.col("area").is_in(inside),
    )
    names = {area.code: scope.name(area) for area in register.areas}
    found: list[LateGoal] = []
    for goal in goals:
        own = overdue.filter(pl.col("indicator") == goal.id, pl.col("level") == goal.natural_level)
        if own.height:
            found.append(
                LateGoal(scope.text(goal.short), own.height, tuple(names[code] for code in own["area"][:3]))
            )
    return sorted(found, key=lambda late: -late.count)
