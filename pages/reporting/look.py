"""How the state of a report looks: colour, glyph and word, as with the lights."""

from indicators import Light, ReportState
from indicators.duties import DutyState
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope

__all__ = ["duty_look", "look_class", "state_glyph", "state_text"]

_LIGHTS = {
    ReportState.LATE: Light.NOT_MET,
    ReportState.DUE: Light.AT_RISK,
    ReportState.FRESH: Light.MET,
    ReportState.NOT_APPLICABLE: Light.NOT_APPLICABLE,
}
"""The lights that lend their colour and glyph; what is not due yet has none."""

_DUTY_LIGHTS = {
    DutyState.OVERDUE: Light.NOT_MET,
    DutyState.LATE: Light.AT_RISK,
    DutyState.RECEIVED: Light.MET,
}


def look_class(state: ReportState) -> str:
    """The class of the style sheet that colours a state."""
    return f"light-{_LIGHTS[state]}" if state in _LIGHTS else "not-due"


def state_glyph(state: ReportState) -> str:
    """The glyph of a state."""
    return LIGHT_STYLES[_LIGHTS[state]].glyph if state in _LIGHTS else "·"


def state_text(state: ReportState, scope: Scope) -> str:
    """Glyph and word, for tables that cannot show a badge."""
    return f"{state_glyph(state)} {scope.say(f'reporting.state_{state}')}"


def duty_look(state: DutyState) -> tuple[str, str]:
    """Class and glyph of a closing duty; one that is open, with time left, lends from no light."""
    light = _DUTY_LIGHTS.get(state)
    return ("not-due", "·") if light is None else (f"light-{light}", LIGHT_STYLES[light].glyph)
