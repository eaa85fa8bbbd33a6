"""The choice of this page alone; it is in the address."""

from typing import Literal, TypeAlias, get_args

from pages.shared.scope import choose_segment
from pages.shared.viewpoint import Scope

__all__ = ["Trend", "choose_trend"]

Trend: TypeAlias = Literal["course", "funnel", "samples", "air"]
"""What the page shows."""


def choose_trend(scope: Scope) -> Trend:
    """Draw the choice between the parts of the page and give it."""
    options: tuple[Trend, ...] = get_args(Trend)
    names = {option: scope.say(f"trends.part_{option}") for option in options}
    return choose_segment("trend", names, scope.say("trends.part"))
