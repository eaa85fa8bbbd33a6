"""Two prefectures side by side: light and figure of every goal, and the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from geo import Register
from indicators import Goal, Kind, Light, Plan
from pages.prefectures.breakdown import signed
from pages.shared.figures import told_text
from pages.shared.links import area_address, goal_address
from pages.shared.palette import light_word
from pages.shared.text import goal_label, sector_label
from pages.shared.viewpoint import Scope

__all__ = ["Comparison", "ComparisonRow", "Side", "comparison_rows", "comparison_view"]

_COUNTED = frozenset({Kind.COUNT, Kind.ASPIRATION})


@dataclass(frozen=True, slots=True)
class Side:
    """A goal in one of the two: its light, and its figure or why there is none."""

    light: Light
    figure: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One goal; `difference` is the first less the second, empty where a figure is missing."""

    goal: str
    link: str
    first: Side
    second: Side
    difference: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Display-ready values of the comparison.

    Attributes:
        links: addresses of the pages of the two.
        sectors: name of each sector with its rows.
        left_out: goals that neither of the two has a light of its own for.
    """

    names: tuple[str, ...]
    links: tuple[str, ...]
    sectors: tuple[tuple[str, tuple[ComparisonRow, ...]], ...]
    left_out: int


def comparison_view(
    status: pl.DataFrame, pair: tuple[str, str], *, plan: Plan, register: Register, scope: Scope
) -> Comparison:
    """Gather the comparison.

    Args:
        status: status frame on the as-of date.
        pair: codes of the two prefectures.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    first, second = (
        {row["indicator"]: row for row in status.filter(pl.col("area") == code).iter_rows(named=True)}
        for code in pair
    )
    goals = [goal for goal in plan.goals if scope.sector in (None, goal.sector)]
    outside = Light.NOT_APPLICABLE
    shown = [goal for goal in goals if {first[goal.id]["light"], second[goal.id]["light"]} != {outside}]
    rows = {
        goal.id: ComparisonRow(
            goal=goal_label(goal, scope.language),
            link=goal_address(goal, register=register, scope=scope),
            first=_side(first[goal.id], goal, scope),
            second=_side(second[goal.id], goal, scope),
            difference=_difference(first[goal.id]["value"], second[goal.id]["value"], goal, scope),
        )
        for goal in shown
    }
    areas = [register.area(code) for code in pair]
    names, links = (
        tuple(scope.name(area) for area in areas),
        tuple(area_address(area, register=register, scope=scope) for area in areas),
    )
    return Comparison(
        names=names,
        links=links,
        sectors=tuple(_by_sector(shown, rows, scope)),
        left_out=len(goals) - len(shown),
    )


def _by_sector(
    goals: list[Goal], rows: dict[str, ComparisonRow], scope: Scope
) -> Iterator[tuple[str, tuple[ComparisonRow, ...]]]:
    for sector in dict.fromkeys(goal.sector for goal in goals):
        own = tuple(rows[goal.id] for goal in goals if goal.sector is sector)
        yield sector_label(sector, scope.language), own


def comparison_rows(shown: Comparison, scope: Scope) -> pl.DataFrame:
    """The comparison as plain text, headed in the viewer's language."""
    rows = [row for _, listed in shown.sectors for row in listed]
    columns = {scope.say("scope.goal"): [row.goal for row in rows]}
    for name, sides in zip(
        shown.names, ([row.first for row in rows], [row.second for row in rows]), strict=True
    ):
        columns[f"{name} {scope.say('map.light')}"] = [scope.text(light_word(side.light)) for side in sides]
        columns[name] = [side.figure for side in sides]
    columns[scope.say("prefectures.difference")] = [row.difference for row in rows]
    return pl.DataFrame(columns)


def _side(row: dict[str, Any], goal: Goal, scope: Scope) -> Side:
    return Side(Light(row["light"]), told_text(row, goal, scope))


def _difference(first: str | None, second: str | None, goal: Goal, scope: Scope) -> str:
    """In points for percentages, in the goal's unit for counts; other kinds have no difference to take."""
    if first is None or second is None:
        return ""
    amount = Decimal(first) - Decimal(second)
    if goal.is_percent:
        return scope.say("prefectures.points", amount=signed(amount, places=2))
    return f"{signed(amount)} {scope.text(goal.unit)}" if goal.kind in _COUNTED else ""
