"""Gathering the map, and drawing its legend and where it comes from."""

from datetime import date
from html import escape

import streamlit as st

from geo.boundaries import load_provenance
from indicators import target_text
from pages.map.figure import Figure, MapChoice, map_figure
from pages.map.markup import legend_list
from pages.shared import cache
from pages.shared.viewpoint import Scope
from pages.shared.widgets import source_line

__all__ = ["draw_legend", "gather_figure", "source_text"]


def gather_figure(choice: MapChoice, scope: Scope, *, newest: date) -> Figure:
    """Describe the map on the day of the scope; `newest` is the newest day that it can show."""
    known = cache.version()
    return map_figure(
        cache.status_at(known, scope.as_of),
        cache.status_at(known, newest),
        choice,
        register=cache.register(),
        scope=scope,
    )


def draw_legend(figure: Figure, choice: MapChoice, scope: Scope) -> None:
    """Draw the legend of the map, and where everything comes from."""
    shown = figure.shown
    target = scope.text(target_text(choice.goal))
    st.html(legend_list(figure.coloured, figure.remarks, target=target, unit=shown.unit, scope=scope))
    if shown.stops_at is not None:
        source_line(escape(scope.say("map.only_level", level=shown.stops_at)))
    source_line(escape(source_text(scope)))


def source_text(scope: Scope) -> str:
    """Data date, origin of the boundaries and their approval number."""
    origin = load_provenance()
    key = "map.approved" if origin.approval else "map.not_approved"
    approval = scope.say(key, approval=origin.approval)
    return scope.say("map.source", as_of=scope.as_of, boundaries=origin.source, approval=approval)
