"""How the state of a report looks: colour, glyph and word, as with the lights."""

from indicators import Light, ReportState
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope

__all__ = ["look_class", "state_glyph", "state_text"]

_LIGHTS = {
    ReportState.LATE: Light.NOT_MET,
    ReportState.DUE: Light.AT_RISK,
    ReportState.FRESH: Light.MET,
    ReportState.NOT_APPLICABLE: Light.NOT_APPLICABLE,
}
"""The lights that lend their colour and glyph; what is not due yet has none."""


def look_class(state: ReportState) -> str:
    """The class of the style sheet that colours a state."""
    return f"light-{_LIGHTS[state]}" if state in _LIGHTS else "not-due"


def state_glyph(state: ReportState) -> str:
    """The glyph of a state."""
    return LIGHT_STYLES[_LIGHTS[state]].glyph if state in _LIGHTS else "·"


def state_text(state: ReportState, scope: Scope) -> str:
    """Glyph and word, for tables that cannot show a badge."""
    return f"{state_glyph(state)} {scope.say(f'reporting.state_{state}')}"
