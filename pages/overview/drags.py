"""Who drags the goals that are in trouble: the areas with most failures beyond what the target allows."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from geo import Register
from indicators import Goal, Kind, Level, contributions
from pages.shared.links import drags_address
from pages.shared.viewpoint import Scope

__all__ = ["Drag", "worst_drags"]

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Drag:
    """One area and goal.

    Attributes:
        failures: of `total`.
        excess: failures beyond those the target allows, exact decimal text.
        unit: what is counted.
        link: address of who drags the goal.
    """

    area: str
    goal: str
    failures: int
    total: int
    excess: str
    unit: str
    link: str


def worst_drags(
    figures: pl.DataFrame, goals: Iterable[Goal], *, hierarchy: pl.DataFrame, register: Register, scope: Scope
) -> tuple[Drag, ...]:
    """For each goal in trouble the area with most failures too many; the three largest (question 3).

    Among prefectures for the region, among counties for a prefecture.

    Args:
        figures: as `FIGURE_SCHEMA`, of the as-of date.
        goals: those not met or at risk here.
        hierarchy: as `area_frame` gives it.
        register: the areas.
        scope: filters and language.
    """
    level = Level.COUNTY if scope.prefecture else Level.PREFECTURE
    found = []
    for goal in goals:
        if goal.kind is Kind.RATE:
            parts = contributions(figures, goal, hierarchy=hierarchy, level=level, whole=scope.prefecture)
            found += [(goal, row) for row in parts.head(1).to_dicts() if row["excess_bp"] > 0]
    worst = sorted(found, key=lambda pair: -pair[1]["excess_bp"])[:_SHOWN]
    return tuple(
        Drag(
            area=scope.name(register.area(row["area"])),
            goal=scope.text(goal.short),
            failures=row["failures"],
            total=row["denominator"],
            excess=row["excess"],
            unit=scope.text(goal.count_unit),
            link=drags_address(goal, register=register, scope=scope),
        )
        for goal, row in worst
    )
