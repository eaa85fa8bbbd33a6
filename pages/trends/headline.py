"""Where a goal stands in one line, above every part of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Area, AreaLevel, Register
from indicators import Goal, Kind, Light, target_text
from pages.shared.figures import told_text, words_text
from pages.shared.links import page_address
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["Headline", "figure_or_words", "goal_headline", "row_of"]


@dataclass(frozen=True, slots=True)
class Headline:
    """Display-ready values of one goal in one area.

    Attributes:
        link: address of the page of the area, at the reports of the goal.
        value: the figure, or why there is none.
    """

    area: str
    link: str
    goal: str
    value: str
    target: str
    light: Light


def goal_headline(
    row: Mapping[str, Any], goal: Goal, *, area: Area, register: Register, scope: Scope
) -> Headline:
    """The headline of a status row of the region or a prefecture."""
    chosen = {"goal": goal_label(goal, scope.language)}
    prefecture = area.code if area.level is AreaLevel.PREFECTURE else None
    return Headline(
        area=scope.name(area),
        link=page_address("county", chosen, prefecture=prefecture, register=register, scope=scope),
        goal=scope.text(goal.name),
        value=figure_or_words(row, goal, scope),
        target=scope.text(target_text(goal)),
        light=Light(row["light"]),
    )


def figure_or_words(row: Mapping[str, Any], goal: Goal, scope: Scope) -> str:
    """The figure of a status row; for a milestone how far it is, in words."""
    return words_text(row, scope) if goal.kind is Kind.MILESTONE else told_text(row, goal, scope)


def row_of(status: pl.DataFrame, *, area: str, goal: Goal) -> dict[str, Any]:
    """The row of a status frame for one goal and area (its code)."""
    return status.row(by_predicate=(pl.col("indicator") == goal.id) & (pl.col("area") == area), named=True)
