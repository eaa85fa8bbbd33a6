"""The choices of this page alone; all are in the address."""

from collections.abc import Mapping

import streamlit as st

from indicators import Assessment
from pages.shared.scope import choose_segment
from pages.shared.viewpoint import Scope

__all__ = ["choose_prefecture", "choose_preset"]


def choose_preset(assessment: Assessment, scope: Scope) -> str:
    """Draw the choice between the weights of the blocks and give its id."""
    names = {preset.id: scope.text(preset.name) for preset in assessment.presets}
    return choose_segment("preset", names, scope.say("assessment.preset"))


def choose_prefecture(names: Mapping[str, str], scope: Scope) -> str:
    """Draw the choice of a prefecture, the last of the ranking first chosen, and give its code."""
    chosen: str = st.selectbox(
        scope.say("assessment.whose"),
        list(names),
        index=len(names) - 1,
        key="assessed",
        format_func=names.__getitem__,
        bind="query-params",
        persist_state="session",
    )
    return chosen
