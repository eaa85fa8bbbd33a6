"""The choices of this page alone; all are in the address."""

from typing import Literal, TypeAlias, get_args

import streamlit as st

from geo import Register
from pages.shared.scope import choose_segment
from pages.shared.viewpoint import Scope

__all__ = ["Part", "choose_only_stuck", "choose_pair", "choose_part"]

Part: TypeAlias = Literal["prefectures", "counties", "drags", "pair"]
"""What the page shows."""


def choose_part(scope: Scope) -> Part:
    """Draw the choice between the parts of the page and give it."""
    options: tuple[Part, ...] = get_args(Part)
    names = {option: scope.say(f"prefectures.part_{option}") for option in options}
    return choose_segment("part", names, scope.say("prefectures.part"))


def choose_only_stuck(scope: Scope) -> bool:
    """Draw the switch that leaves only the counties not met in two periods in a row."""
    return st.toggle(
        scope.say("prefectures.only_stuck"), key="stuck", bind="query-params", persist_state="session"
    )


def choose_pair(register: Register, scope: Scope) -> tuple[str, str]:
    """Draw the choice of two prefectures and give their codes."""
    names = {area.code: scope.name(area) for area in register.prefectures}
    first, second = st.columns(2)
    with first:
        left = _choose_prefecture("first", names, 0, scope)
    with second:
        right = _choose_prefecture("second", names, 1, scope)
    return left, right


def _choose_prefecture(key: str, names: dict[str, str], place: int, scope: Scope) -> str:
    chosen: str = st.selectbox(
        scope.say(f"prefectures.{key}"),
        list(names),
        index=place,
        key=key,
        format_func=names.__getitem__,
        bind="query-params",
        persist_state="session",
    )
    return chosen
