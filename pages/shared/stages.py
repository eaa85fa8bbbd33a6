"""How far a deliverable has come, as seen: colour, glyph and word together; being overdue goes first."""

from html import escape

from indicators import Light, domain_wording
from indicators.deliverables import Stage
from pages.shared.markup import Html
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope

__all__ = [
    "OVERDUE",
    "SHOWN_STAGES",
    "stage_badge",
    "stage_class",
    "stage_glyph",
    "stage_options",
    "stage_text",
    "stage_word",
]

OVERDUE = "overdue"
"""Stands in the place of the stage of what is open after its day."""

SHOWN_STAGES = (
    OVERDUE,
    *(Stage.NOT_REPORTED, Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.DONE, Stage.NOT_APPLICABLE),
)
"""What needs somebody first, first."""

_LIGHTS = {
    OVERDUE: Light.NOT_MET,
    Stage.DONE: Light.MET,
    Stage.IN_PROGRESS: Light.ON_TRACK,
    Stage.NOT_REPORTED: Light.NO_DATA,
    Stage.NOT_APPLICABLE: Light.NOT_APPLICABLE,
}
_IDLE_GLYPH, _IDLE_COLOUR = "□", "#FFE9A8"


def stage_word(stage: str, scope: Scope) -> str:
    """The word of a stage, or that of being overdue."""
    if stage == OVERDUE:
        return scope.say("measures.overdue")
    return scope.text(domain_wording(f"stage.{stage}"))


def stage_glyph(stage: str) -> str:
    """The glyph that stands beside the word."""
    light = _LIGHTS.get(stage)
    return LIGHT_STYLES[light].glyph if light else _IDLE_GLYPH


def stage_class(stage: str) -> str:
    """The classes of the style sheet that colour it."""
    light = _LIGHTS.get(stage)
    return f"light-{light}" if light else "stage-idle"


def stage_badge(stage: str, scope: Scope) -> Html:
    """Colour, glyph and word."""
    word = escape(stage_word(stage, scope))
    return Html(f'<span class="light {stage_class(stage)}">{stage_glyph(stage)} {word}</span>')


def stage_text(stage: str, scope: Scope) -> str:
    """Glyph and word, for tables that cannot show a badge."""
    return f"{stage_glyph(stage)} {stage_word(stage, scope)}"


def stage_options(scope: Scope) -> dict[str, str]:
    """Glyph and word of each, and its colour."""
    lights = ((stage, _LIGHTS.get(stage)) for stage in SHOWN_STAGES)
    return {
        stage_text(stage, scope): LIGHT_STYLES[light].colour if light else _IDLE_COLOUR
        for stage, light in lights
    }
