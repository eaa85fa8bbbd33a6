"""Drawing what can be taken away: the table, the map as picture and sheet of paper, small maps in a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from geo.picture import MapPicture
from indicators import Sector
from pages.map.draw_figure import gather_figure, source_text
from pages.map.figure import Figure, MapChoice, legend_words
from pages.shared import cache
from pages.shared.map_choices import choose_small_maps
from pages.shared.palette import LIGHT_STYLES, light_text
from pages.shared.text import date_text, goal_label, sector_label
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_download
from reports.canvas import FileKind
from reports.print_map import MapWords, Paper, print_map, print_map_grid

__all__ = ["draw_small_maps", "draw_table"]

_FILES: tuple[tuple[Paper, FileKind, str], ...] = (
    ("A4", "png", "image/png"),
    ("A3", "pdf", "application/pdf"),
)

Panels = Sequence[tuple[str, Figure]]


def draw_table(figure: Figure, choice: MapChoice, scope: Scope) -> None:
    """Draw the table behind the map, with the downloads of table and map."""
    title, buttons = st.columns([1, 1.4], vertical_alignment="bottom")
    title.subheader(scope.say("map.table"))
    with buttons.container(horizontal=True, horizontal_alignment="right"):
        draw_download(figure.shown.table, file=f"{choice.goal.id}_{scope.as_of}", scope=scope)
        draw_downloads(figure, choice, scope)
    # the sentences are in the download and beside the map; here they would be half of what a change sends
    st.dataframe(figure.shown.table[:, :-1], hide_index=True, width="stretch")


def draw_downloads(figure: Figure, choice: MapChoice, scope: Scope) -> None:
    """Draw the downloads of exactly the map on screen; a file is made when it is asked for."""
    words = _words(figure, scope)
    for paper, kind, mime in _FILES:
        st.download_button(
            scope.say(f"map.{kind}"),
            partial(print_map, figure.picture, words, paper=paper, kind=kind),
            file_name=f"{choice.goal.id}_{scope.as_of}.{kind}",
            mime=mime,
            key=f"map-{kind}",
            on_click="ignore",
        )


def draw_small_maps(choice: MapChoice, days: Mapping[date, str], scope: Scope) -> None:
    """Draw one goal on all days, or all goals of a sector, as they are printed."""
    maps = choose_small_maps(scope)
    if maps == "none":
        return
    sector = scope.sector or choice.goal.sector
    if maps == "days":
        panels, title = _day_panels(choice, days, scope), scope.text(choice.goal.name)
    else:
        panels, title = _goal_panels(choice, sector, scope), sector_label(sector, scope.language)
    first = panels[0][1]
    words = MapWords(
        title=f"{first.shown.area_name} · {title} · {date_text(scope.as_of, scope.language)}",
        legend=legend_words(first, with_counts=False),
        source=_source(scope),
    )
    draw = partial(print_map_grid, [(heading, _small(figure.picture)) for heading, figure in panels], words)
    with st.spinner(scope.say("map.drawing")):
        st.image(cache.printed(repr(draw), draw), width="stretch")
    st.download_button(
        scope.say("map.pdf"),
        partial(draw, paper="A3", kind="pdf"),
        file_name=f"{choice.goal.id}_{maps}_{scope.as_of}.pdf",
        mime="application/pdf",
        key="small-maps-pdf",
        on_click="ignore",
    )


def _small(picture: MapPicture) -> MapPicture:
    """Colours and glyphs alone: names and further signs cannot be read in small."""
    return replace(picture, with_labels=False, doubtful=(), rings=())


def _day_panels(choice: MapChoice, days: Mapping[date, str], scope: Scope) -> Panels:
    """One goal on each day of the year."""
    newest = max(days)
    return [
        (label, gather_figure(choice, replace(scope, as_of=day), newest=newest))
        for day, label in days.items()
    ]


def _goal_panels(choice: MapChoice, sector: Sector, scope: Scope) -> Panels:
    """All goals of a sector on one day, by light: values of several goals have no scale in common."""
    plain = replace(choice, by_value=False)
    goals = [goal for goal in cache.plan().goals if goal.sector is sector]
    figures = [(goal, gather_figure(replace(plain, goal=goal), scope, newest=scope.as_of)) for goal in goals]
    return [
        (f"{goal_label(goal, scope.language)}  {LIGHT_STYLES[figure.shown.light].glyph}", figure)
        for goal, figure in figures
    ]


def _words(figure: Figure, scope: Scope) -> MapWords:
    """What stands around the map on paper: what the screen says of it."""
    shown = figure.shown
    light = light_text(shown.light, scope.language)
    facts = (f"{shown.value}", f"{scope.say('map.target')} {shown.target}", light)
    return MapWords(
        title=f"{shown.area_name} · {shown.name}",
        subtitle="   ".join((*facts, date_text(scope.as_of, scope.language), *figure.remarks)),
        legend=legend_words(figure),
        source=_source(scope),
    )


def _source(scope: Scope) -> str:
    """Data date, boundaries and approval number; first of all whether the data are made up."""
    made_up = scope.say("map.made_up") if cache.is_illustrative(cache.version()) else ""
    return made_up + source_text(scope)
