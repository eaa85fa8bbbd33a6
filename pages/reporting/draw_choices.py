"""The choices of this page alone; all are in the address."""

from typing import Literal, TypeAlias, get_args

import streamlit as st

from pages.shared.scope import choose_segment
from pages.shared.viewpoint import Scope

__all__ = ["Part", "choose_by_unit", "choose_part"]

Part: TypeAlias = Literal["matrix", "calls", "complete", "sent"]
"""What the page shows."""


def choose_part(scope: Scope) -> Part:
    """Draw the choice between the parts of the page and give it."""
    options: tuple[Part, ...] = get_args(Part)
    names = {option: scope.say(f"reporting.part_{option}") for option in options}
    return choose_segment("reports", names, scope.say("reporting.part"))


def choose_by_unit(scope: Scope) -> bool:
    """Draw the switch that gathers the overdue reports by the unit that answers for them."""
    return st.toggle(
        scope.say("reporting.by_unit"), key="by_unit", bind="query-params", persist_state="session"
    )
