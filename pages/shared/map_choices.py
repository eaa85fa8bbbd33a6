"""How a viewer looks at a map: by light or by value, on which day, step by step through the year.

Beside `scope`, which keeps the filters of all pages. Playing is no choice and not in the URL; the day is.
"""

from collections.abc import Mapping
from datetime import date
from time import monotonic
from typing import Literal, TypeAlias, get_args

import streamlit as st

from pages.shared.scope import choose_segment
from pages.shared.viewpoint import Scope

__all__ = [
    "STEP_SECONDS",
    "Shows",
    "SmallMaps",
    "choose_day",
    "choose_rings",
    "choose_shows",
    "choose_small_maps",
    "is_playing",
    "play_on",
]

Shows: TypeAlias = Literal["lights", "values"]
"""What the colours of a map mean."""

SmallMaps: TypeAlias = Literal["none", "days", "goals"]
"""Small maps beside each other: of one goal on all days, or of all goals of a sector."""

STEP_SECONDS = 1.5
"""How long a day stays while the year is played."""

_SHORTEST_STEP = 0.8 * STEP_SECONDS  # a click meanwhile draws the map again, and is no step


def choose_shows(scope: Scope) -> Shows:
    """Draw the choice between lights and values."""
    options: tuple[Shows, ...] = get_args(Shows)
    names = {option: scope.say(f"scope.{option}") for option in options}
    return choose_segment("shows", names, scope.say("scope.shows"))


def choose_rings(scope: Scope, *, is_possible: bool) -> bool:
    """Draw the switch for rings of the size of the sample."""
    chosen: bool = st.toggle(
        scope.say("scope.rings"),
        key="rings",
        disabled=not is_possible,
        bind="query-params",
        persist_state="session",
    )
    return chosen and is_possible


def choose_small_maps(scope: Scope) -> SmallMaps:
    """Draw the choice of small maps beside each other."""
    chosen: SmallMaps = st.segmented_control(
        scope.say("scope.small_maps"),
        ["none", "days", "goals"],
        key="small_maps",
        default="none",
        required=True,
        format_func=lambda maps: scope.say(f"scope.small_{maps}"),
        bind="query-params",
    )
    return chosen


def choose_day(labels: Mapping[date, str], scope: Scope) -> date:
    """Draw the days of the year as a line to choose from, and the button that plays them; give the day.

    Args:
        labels: what each day is called, the oldest first; the last is the as-of date and the default.
        scope: for the as-of date: another one lets go of the day.
    """
    days = list(labels)
    _let_go(days, scope.as_of)
    if len(days) == 1:
        return days[0]
    button, line = st.columns([1, 8], vertical_alignment="center")
    button.button(
        scope.say("map.stop" if is_playing() else "map.play"),
        key="play",
        on_click=_stop if is_playing() else _play,
        args=() if is_playing() else (days,),
        width="stretch",
    )
    chosen: date = line.select_slider(
        scope.say("map.day"),
        days,
        value=days[-1],
        key="day",
        format_func=lambda day: labels.get(day, ""),
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen


def is_playing() -> bool:
    """Whether the year is being played."""
    return "played_at" in st.session_state


def play_on(days: list[date]) -> None:
    """Go on to the next day when its time has come, before the line is drawn; stop after the last one."""
    if not is_playing() or monotonic() - st.session_state["played_at"] < _SHORTEST_STEP:
        return
    place = days.index(st.session_state["day"]) if st.session_state.get("day") in days else len(days)
    if place + 1 >= len(days):
        _stop()
        return
    st.session_state["day"] = days[place + 1]
    st.session_state["played_at"] = monotonic()


def _play(days: list[date]) -> None:
    """Play from the chosen day, from the first one when the last is chosen."""
    if st.session_state.get("day") in (None, days[-1]):
        st.session_state["day"] = days[0]
    st.session_state["played_at"] = monotonic()


def _stop() -> None:
    st.session_state.pop("played_at", None)


def _let_go(days: list[date], as_of: date) -> None:
    """Go back to the newest day from one that is not offered or was chosen under another as-of date."""
    is_other_date = st.session_state.get("day_as_of", as_of) != as_of
    if is_other_date or st.session_state.get("day", days[-1]) not in days:
        st.session_state["day"] = days[-1]
    st.session_state["day_as_of"] = as_of
