"""The 80 % campaign: counties counted, counties missing, and those nearest to being counted."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from geo import Register
from indicators import Goal, Kind, Level, Light
from pages.shared.viewpoint import Scope

__all__ = ["Campaign", "campaign_state"]

_SHOWN = 3  # lines on the first screen


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


def campaign_state(
    now: pl.DataFrame, goals: Iterable[Goal], *, register: Register, scope: Scope
) -> Campaign | None:
    """Gather the campaign; None when the sector leaves it out.

    Args:
        now: status frame on the as-of date.
        goals: those of the scope.
        register: the areas.
        scope: filters and language.
    """
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
