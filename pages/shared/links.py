"""Addresses of the pages that carry the viewer's filters; a link starts a new session, which knows none."""

from urllib.parse import urlencode

from geo import Register
from indicators import Goal
from pages.shared.text import LANGUAGES, goal_label, sector_label
from pages.shared.viewpoint import Scope

__all__ = ["goal_address"]


def goal_address(goal: Goal, *, register: Register, scope: Scope) -> str:
    """Address of a goal on the map page; Streamlit reads the labels of options from it, not their codes."""
    chosen = {"goal": goal_label(goal, scope.language), "as_of": scope.as_of.isoformat()}
    if scope.prefecture:
        chosen["prefecture"] = scope.name(register.area(scope.prefecture))
    if scope.sector:
        chosen["sector"] = sector_label(scope.sector, scope.language)
    return f"map?{urlencode(chosen | {'language': LANGUAGES[scope.language]})}"
