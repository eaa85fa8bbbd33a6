"""What the overview shows: the lights of the goals, the 80 % campaign, what changed, who has not reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from geo import Area, Register
from indicators import (
    Goal,
    Kind,
    Light,
    Plan,
    Reason,
    Sector,
    target_text,
)
from pages.overview.campaign import Campaign, campaign_state
from pages.overview.news import Move, News, goal_moves, goal_news
from pages.shared.figures import value_text, words_text
from pages.shared.links import goal_address, page_address
from pages.shared.markup import GoalLine
from pages.shared.text import sector_label
from pages.shared.viewpoint import Scope

__all__ = ["LateGoal", "OverviewView", "overview_view", "period_before"]


_IN_TROUBLE = (Light.NOT_MET, Light.AT_RISK)
_SHOWN = 3  # lines of each list on the first screen


@dataclass(frozen=True, slots=True)
class LateGoal:
    """A goal with overdue reports: how many of its areas, and some of them by name."""

    goal: str
    count: int
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Display-ready values of the overview.

    Attributes:
        counts: goals by light.
        counts_before: the same one period before.
        changed_since: end of that period, with which now is compared.
        calls: address of whom to call for overdue reports.
        in_trouble: the goals not met or at risk.
    """

    area_name: str
    counts: tuple[tuple[Light, int], ...]
    counts_before: Mapping[Light, int]
    campaign: Campaign | None
    sectors: tuple[tuple[str, tuple[GoalLine, ...]], ...]
    news: tuple[News, ...]
    changed_since: date
    late: tuple[LateGoal, ...]
    late_total: int
    calls: str
    in_trouble: tuple[Goal, ...]


def period_before(as_of: date) -> date:
    """The last day of the month before the month of `as_of`."""
    return as_of.replace(day=1) - timedelta(days=1)


def overview_view(  # noqa: PLR0913 -- an overview is about all of these
    now: pl.DataFrame,
    before: pl.DataFrame,
    stuck: pl.DataFrame,
    *,
    plan: Plan,
    register: Register,
    scope: Scope,
) -> OverviewView:
    """Gather the overview.

    Args:
        now: status frame on the as-of date.
        before: status frame on `period_before` of it.
        stuck: goals and areas not met in two periods in a row, as `STUCK_SCHEMA`.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    area = register.area(scope.prefecture or register.region.code)
    goals = [goal for goal in plan.goals if scope.sector in (None, goal.sector)]
    now_here, before_here = (_of_area(rows, goals, area) for rows in (now, before))
    lights, lights_before = ([Light(light) for light in rows["light"]] for rows in (now_here, before_here))
    late = _late(_of_goals(now, goals), goals, register=register, scope=scope)
    return OverviewView(
        area_name=scope.name(area),
        counts=tuple((light, lights.count(light)) for light in Light),
        counts_before={light: lights_before.count(light) for light in Light},
        campaign=campaign_state(now, goals, register=register, scope=scope),
        sectors=_sectors(goals, now_here, before_here, register=register, scope=scope),
        news=goal_news(now_here, before_here, stuck, goals, register=register, scope=scope),
        changed_since=period_before(scope.as_of),
        late=tuple(late[:_SHOWN]),
        late_total=sum(goal.count for goal in late),
        calls=_calls(register, scope),
        in_trouble=tuple(goal for goal, light in zip(goals, lights, strict=True) if light in _IN_TROUBLE),
    )


def _sectors(
    goals: list[Goal], now: pl.DataFrame, before: pl.DataFrame, *, register: Register, scope: Scope
) -> tuple[tuple[str, tuple[GoalLine, ...]], ...]:
    """The sectors of the scope with a line for each of their goals."""
    here = {row["indicator"]: row for row in now.to_dicts()}
    moves = goal_moves(now, before)
    lines: dict[Sector, list[GoalLine]] = {}
    for goal in goals:
        line = _line(goal, here[goal.id], move=moves.get(goal.id), register=register, scope=scope)
        lines.setdefault(goal.sector, []).append(line)
    return tuple((sector_label(sector, scope.language), tuple(listed)) for sector, listed in lines.items())


def _calls(register: Register, scope: Scope) -> str:
    chosen = {"reports": scope.say("reporting.part_calls")}
    return page_address("reporting", chosen, prefecture=scope.prefecture, register=register, scope=scope)


def _of_area(rows: pl.DataFrame, goals: list[Goal], area: Area) -> pl.DataFrame:
    return _of_goals(rows, goals).filter(pl.col("area") == area.code)


def _of_goals(rows: pl.DataFrame, goals: list[Goal]) -> pl.DataFrame:
    return rows.filter(pl.col("indicator").is_in([goal.id for goal in goals]))


def _line(
    goal: Goal, row: Mapping[str, Any], *, move: Move | None, register: Register, scope: Scope
) -> GoalLine:
    value = None if row["value"] is None else Decimal(row["value"])
    target = Decimal(row["target"]) if row["target"] else None
    has_number = goal.threshold_bp is not None or goal.kind is Kind.COUNT
    return GoalLine(
        name=scope.text(goal.short),
        light=Light(row["light"]),
        move="" if move is None else scope.say(f"overview.move_{move}"),
        value=value_text(value, goal) if value is not None else words_text(row, scope),
        has_figure=value is not None,
        target=scope.text(target_text(goal, with_unit=False)) if has_number else "",
        share=None if value is None or not target else float(min(Decimal(100), value / target * 100)),
        hint=row[f"sentence_{scope.language}"],
        link=goal_address(goal, register=register, scope=scope),
    )


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
