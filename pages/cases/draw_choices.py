"""The choice of this page alone; it is in the address."""

from typing import Literal, TypeAlias

import streamlit as st

from pages.shared.viewpoint import Scope

__all__ = ["Handled", "choose_handled"]

Handled: TypeAlias = Literal["all", "pending", "open", "in_hand", "closed"]
"""Which cases are listed: all, those not closed, or those of one state."""


def choose_handled(scope: Scope) -> Handled:
    """Draw the choice of the states that are listed."""
    chosen: Handled = st.segmented_control(
        scope.say("cases.listed"),
        ["all", "pending", "open", "in_hand", "closed"],
        key="handled",
        default="all",
        required=True,
        format_func=lambda handled: scope.say(f"cases.state_{handled}"),
        bind="query-params",
        persist_state="session",
    )
    return chosen
