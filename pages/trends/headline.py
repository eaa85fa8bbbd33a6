"""Where a goal stands in one line, above every part of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Area
from indicators import Goal, Kind, Light, target_text
from pages.shared.figures import told_text, words_text
from pages.shared.viewpoint import Scope

__all__ = ["Headline", "figure_or_words", "goal_headline", "row_of"]


@dataclass(frozen=True, slots=True)
class Headline:
    """Display-ready values of one goal in one area; `value` is the figure or why there is none."""

    title: str
    value: str
    target: str
    light: Light


def goal_headline(row: Mapping[str, Any], goal: Goal, *, area: Area, scope: Scope) -> Headline:
    """The headline of a status row."""
    return Headline(
        title=f"{scope.name(area)} · {scope.text(goal.name)}",
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
