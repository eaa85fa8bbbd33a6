"""Who drags a goal and by how much."""

from dataclasses import dataclass

import polars as pl

from data import area_frame
from geo import Area, AreaLevel, Register
from indicators import (
    Goal,
    Kind,
    Level,
    Light,
    contributions,
    mean_contributions,
    nearest_counties,
    target_text,
)
from pages.prefectures.breakdown import Breakdown, of_counties, of_mean, of_rate
from pages.shared.figures import figure_text
from pages.shared.links import page_address
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["DRAG_KINDS", "Drags", "drags_view", "linked"]

DRAG_KINDS = frozenset({Kind.RATE, Kind.MEAN_OF_PREFECTURES, Kind.SHARE_OF_COUNTIES})
"""Kinds of goals that can be taken apart into areas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drags:
    """Display-ready values of one goal taken apart: where the whole stands, and its parts."""

    name: str
    area_name: str
    light: Light
    value: str
    target: str
    parts: Breakdown


def drags_view(
    figures: pl.DataFrame, status: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope
) -> Drags:
    """Take a goal apart (questions 2, 3 and 4).

    A rate among the prefectures of the region, or among the counties of the chosen prefecture. A mean of
    prefectures always among all of them. The share of counties into the counties of the scope that do not
    count yet.

    Args:
        figures: as `FIGURE_SCHEMA`, of the as-of date.
        status: status frame of the same date.
        goal: of one of `DRAG_KINDS`.
        register: the areas.
        scope: filters and language.
    """
    inside = scope.prefecture if goal.kind is Kind.RATE else None
    whole = register.area(inside or register.region.code)
    row = status.row(
        by_predicate=(pl.col("indicator") == goal.id) & (pl.col("area") == whole.code), named=True
    )
    hierarchy = area_frame(register)
    match goal.kind:
        case Kind.SHARE_OF_COUNTIES:
            nearest = nearest_counties(figures, goal, hierarchy=hierarchy)
            parts = of_counties(nearest, goal, register=register, scope=scope)
        case Kind.MEAN_OF_PREFECTURES:
            means = mean_contributions(figures, goal, hierarchy=hierarchy)
            parts = of_mean(means, goal, register=register, scope=scope)
        case _:
            level = Level.COUNTY if inside else Level.PREFECTURE
            rates = contributions(figures, goal, hierarchy=hierarchy, level=level, whole=inside)
            parts = of_rate(rates, goal, register=register, scope=scope)
    return Drags(
        name=scope.text(goal.name),
        area_name=scope.name(whole),
        light=Light(row["light"]),
        value=figure_text(row, goal),
        target=scope.text(target_text(goal)),
        parts=parts,
    )


def linked(shown: Drags, goal: Goal, *, register: Register, scope: Scope) -> pl.DataFrame:
    """The table with a way down: a prefecture to its counties on this page, a county to its own page."""
    links = [_below(register.area(code), goal, register, scope) for code in shown.parts.areas]
    return shown.parts.table.with_columns(pl.Series(scope.say("prefectures.below"), links, dtype=pl.String))


def _below(area: Area, goal: Goal, register: Register, scope: Scope) -> str:
    chosen = {"goal": goal_label(goal, scope.language)}
    if area.level is AreaLevel.COUNTY:
        place = {"county": scope.name(area)}
        return page_address("county", chosen | place, prefecture=area.parent, register=register, scope=scope)
    if goal.kind is Kind.MEAN_OF_PREFECTURES:  # its parts are not made of counties
        return page_address("county", chosen, prefecture=area.code, register=register, scope=scope)
    part = {"part": scope.say("prefectures.part_drags")}
    return page_address("prefectures", chosen | part, prefecture=area.code, register=register, scope=scope)
