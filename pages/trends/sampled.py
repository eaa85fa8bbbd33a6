"""The samples of each area, as the funnel and the table of samples read them off a status frame."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Area, Register
from indicators import Goal, Level, Plan
from pages.shared.links import area_address
from pages.shared.viewpoint import Scope

__all__ = ["AreaLink", "AreaSamples", "area_link", "area_samples", "sampled_areas", "sampled_goals"]


@dataclass(frozen=True, slots=True)
class AreaLink:
    """An area by name, the address of its page, and its figure if one is to stand beside the name."""

    name: str
    link: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class AreaSamples:
    """One area and its status row; `passes` of `total`, zero where none were reported."""

    area: Area
    row: Mapping[str, Any]

    @property
    def passes(self) -> int:
        """Samples that passed."""
        return int(self.row["numerator"] or 0)

    @property
    def total(self) -> int:
        """Samples tested."""
        return int(self.row["denominator"] or 0)


def sampled_goals(plan: Plan, scope: Scope) -> list[Goal]:
    """The goals of the sector whose figures come from samples (R18)."""
    return [goal for goal in plan.goals if goal.sampled and scope.sector in (None, goal.sector)]


def sampled_areas(goal: Goal, *, register: Register, scope: Scope) -> tuple[Area, ...]:
    """The areas that a goal is sampled for: counties of the scope, or all prefectures."""
    if goal.natural_level is Level.PREFECTURE:
        return tuple(register.prefectures)
    return tuple(register.counties_of(scope.prefecture or register.region.code))


def area_samples(status: pl.DataFrame, areas: Iterable[Area], goal: Goal) -> tuple[AreaSamples, ...]:
    """The status rows of a goal for some areas, in their order."""
    rows = {row["area"]: row for row in status.filter(pl.col("indicator") == goal.id).iter_rows(named=True)}
    return tuple(AreaSamples(area, rows[area.code]) for area in areas)


def area_link(area: Area, *, register: Register, scope: Scope, figure: str = "") -> AreaLink:
    """An area with the address of its page."""
    return AreaLink(scope.name(area), area_address(area, register=register, scope=scope), figure)
