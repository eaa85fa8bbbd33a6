"""The choice of this page alone; it is in the address."""

from typing import Literal, TypeAlias, get_args

from pages.shared.scope import choose_segment
from pages.shared.viewpoint import Scope

__all__ = ["Handled", "choose_handled"]

Handled: TypeAlias = Literal["all", "pending", "open", "in_hand", "closed"]
"""Which cases are listed: all, those not closed, or those of one state."""


def choose_handled(scope: Scope) -> Handled:
    """Draw the choice of the states that are listed."""
    options: tuple[Handled, ...] = get_args(Handled)
    names = {option: scope.say(f"cases.state_{option}") for option in options}
    return choose_segment("handled", names, scope.say("cases.listed"))
