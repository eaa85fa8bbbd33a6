"""The choices of this page alone; all are in the address."""

from typing import Literal, TypeAlias

import streamlit as st

from pages.shared.viewpoint import Scope

__all__ = ["Part", "choose_by_unit", "choose_part"]

Part: TypeAlias = Literal["matrix", "calls", "complete", "sent"]
"""What the page shows."""


def choose_part(scope: Scope) -> Part:
    """Draw the choice between the parts of the page and give it."""
    chosen: Part = st.segmented_control(
        scope.say("reporting.part"),
        ["matrix", "calls", "complete", "sent"],
        key="reports",
        default="matrix",
        required=True,
        format_func=lambda part: scope.say(f"reporting.part_{part}"),
        bind="query-params",
        persist_state="session",
    )
    return chosen


def choose_by_unit(scope: Scope) -> bool:
    """Draw the switch that gathers the overdue reports by the unit that answers for them."""
    return st.toggle(
        scope.say("reporting.by_unit"), key="by_unit", bind="query-params", persist_state="session"
    )
