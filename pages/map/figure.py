"""The map of one goal on one day: one description that screen and print share."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from geo import Register
from geo.picture import DOUBT, MapPicture
from indicators import Goal, Plan
from pages.map.shading import Coloured, has_values, shade_by_light, shade_by_value, value_scale
from pages.map.view import MAP_SIZE, MapView, has_samples, map_view, ring_radii
from pages.shared.map_look import MapLook, shaded_map
from pages.shared.periods import period_ends, period_labels
from pages.shared.text import date_text, number_text
from pages.shared.viewpoint import Scope, View

__all__ = ["Figure", "MapChoice", "legend_words", "map_days", "map_figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapChoice:
    """What the viewer chose on the page.

    Attributes:
        by_value: whether the colours are classes of values, else lights.
        with_rings: whether a ring shows the size of each sample.
        chosen: code of the county to outline.
    """

    goal: Goal
    view: View
    by_value: bool = False
    with_rings: bool = False
    chosen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A map ready to be drawn.

    Attributes:
        remarks: what the signs beside colours and glyphs mean, for the legend.
    """

    shown: MapView
    coloured: Coloured
    picture: MapPicture
    remarks: tuple[str, ...]


def map_days(goal: Goal, *, plan: Plan, scope: Scope) -> dict[date, str]:
    """The days that a map can show, with what they are called: ends of periods, and the as-of date last."""
    labels = period_labels(goal.frequency, year=plan.year, language=scope.language)
    ends = period_ends(goal.frequency, year=plan.year, as_of=scope.as_of)
    days = dict(zip(ends, labels, strict=False))
    return days if scope.as_of in days else {**days, scope.as_of: date_text(scope.as_of, scope.language)}


def map_figure(
    status: pl.DataFrame,
    newest: pl.DataFrame,
    choice: MapChoice,
    *,
    register: Register,
    scope: Scope,
) -> Figure:
    """Describe a map.

    Args:
        status: status frame of the day of the scope.
        newest: that of the newest day the map can show, which makes the scale of values.
        choice: what to show; a goal without numbers is shown by light.
        register: the areas.
        scope: filters, language, and the day of the map as its date.
    """
    goal = choice.goal
    shown = map_view(status, goal, register=register, scope=scope)
    if choice.by_value and has_values(goal):
        scale = value_scale(newest, goal, register=register, scope=scope)
        coloured = shade_by_value(shown.rows, scale, goal, register=register, scope=scope)
    else:
        coloured = shade_by_light(shown.rows, goal, register=register, scope=scope)
    with_rings = choice.with_rings and has_samples(goal)
    rings, largest = ring_radii(shown.rows) if with_rings else ({}, 0)
    look = MapLook(
        view=choice.view, size=MAP_SIZE, chosen=choice.chosen, doubtful=shown.doubtful, rings=rings
    )
    doubt = [scope.say("map.doubt", sign=DOUBT)] if shown.doubtful else []
    ring = [
        scope.say("map.ring", count=number_text(largest, scope.language), unit=scope.text(goal.count_unit))
    ]
    return Figure(
        shown=shown,
        coloured=coloured,
        picture=shaded_map(coloured.shading, look=look, scope=scope, register=register, address=""),
        remarks=(*doubt, *(ring if largest else [])),
    )


def legend_words(figure: Figure, *, with_counts: bool = True) -> tuple[tuple[int, str], ...]:
    """The legend for print: place of each class in the picture, and the words for it."""
    unit = figure.coloured.unit
    words = []
    for entry in figure.coloured.legend:
        is_light = entry.look.startswith("light-")
        name = entry.words if is_light or not unit else f"{entry.words} {unit}"
        words.append((entry.place, f"{name}  {entry.count} {figure.shown.unit}" if with_counts else name))
    return tuple(words)
