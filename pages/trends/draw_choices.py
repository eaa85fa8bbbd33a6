"""The choice of this page alone; it is in the address."""

from typing import Literal, TypeAlias

import streamlit as st

from pages.shared.viewpoint import Scope

__all__ = ["Trend", "choose_trend"]

Trend: TypeAlias = Literal["course", "funnel", "samples", "air"]
"""What the page shows."""


def choose_trend(scope: Scope) -> Trend:
    """Draw the choice between the parts of the page and give it."""
    chosen: Trend = st.segmented_control(
        scope.say("trends.part"),
        ["course", "funnel", "samples", "air"],
        key="trend",
        default="course",
        required=True,
        format_func=lambda part: scope.say(f"trends.part_{part}"),
        bind="query-params",
        persist_state="session",
    )
    return chosen
