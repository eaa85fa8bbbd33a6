"""The map: any goal by light or value on any day of the year, a county beside it, the table behind it."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from pages.map.draw_beside import draw_county, draw_ranking
from pages.map.draw_figure import draw_legend, gather_figure
from pages.map.draw_print import draw_small_maps, draw_table
from pages.map.figure import Figure, MapChoice, map_days
from pages.map.markup import headline
from pages.map.view import has_samples
from pages.shared import cache
from pages.shared.map_choices import (
    STEP_SECONDS,
    choose_day,
    choose_rings,
    choose_shows,
    is_playing,
    play_on,
)
from pages.shared.scope import choose_county, choose_goal, choose_view, current_scope
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_picture


def draw(scope: Scope) -> None:
    """Draw the page; what depends on the day is a part that is drawn anew alone."""
    goals = [goal for goal in cache.plan().goals if scope.sector in (None, goal.sector)]
    which, view, shows, rings = st.columns([2.2, 1, 1, 1], vertical_alignment="bottom")
    with which:
        goal = choose_goal(goals, scope)
    with view:
        chosen_view = choose_view(scope)
    with shows:
        by_value = choose_shows(scope) == "values"
    with rings:
        with_rings = choose_rings(scope, is_possible=has_samples(goal))
    choice = MapChoice(goal=goal, view=chosen_view, by_value=by_value, with_rings=with_rings)
    was_playing = is_playing()
    part = st.fragment(draw_day, run_every=STEP_SECONDS if was_playing else None)
    part(choice, scope, was_playing=was_playing)


def draw_day(choice: MapChoice, scope: Scope, *, was_playing: bool) -> None:
    """Draw what the map shows on the chosen day, the county or ranking beside it, and the table behind."""
    days = map_days(choice.goal, plan=cache.plan(), scope=scope)
    play_on(list(days))
    if is_playing() != was_playing:
        st.rerun()  # the clock that draws this part anew belongs to the whole page
    head = st.container()
    left, right = st.columns([1.72, 1])
    with right:
        choice = replace(choice, chosen=choose_county(cache.register(), scope))
    place = left.container()
    with left:
        scope = replace(scope, as_of=choose_day(days, scope))
    figure = gather_figure(choice, scope, newest=max(days))
    head.html(headline(figure.shown, scope))
    with place:
        draw_picture(figure.picture, figure.shown.texts, key=f"map-{choice.view}")
    with left:
        draw_legend(figure, choice, scope)
    with right:
        draw_beside(figure, choice, scope)
    if not is_playing():  # while it plays, each step sends the map alone
        draw_table(figure, choice, scope)
        draw_small_maps(choice, days, scope)


def draw_beside(figure: Figure, choice: MapChoice, scope: Scope) -> None:
    """Draw the chosen county, or the ranking while there is none."""
    if choice.chosen is None:
        draw_ranking(figure.shown, choice.goal, _kept(choice, scope), scope)
    else:
        draw_county(choice.goal, choice.chosen, scope)


def _kept(choice: MapChoice, scope: Scope) -> Mapping[str, str]:
    """The choices above the map as they stand in an address."""
    return {
        "goal": goal_label(choice.goal, scope.language),
        "view": scope.say(f"scope.{choice.view}"),
        "shows": scope.say("scope.values" if choice.by_value else "scope.lights"),
    }


draw(current_scope())
