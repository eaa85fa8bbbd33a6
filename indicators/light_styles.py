"""The six lights as seen, on screen and on paper: colour and glyph, which never stand without their word."""

from dataclasses import dataclass

from indicators.vocabulary import Light

__all__ = ["LIGHT_STYLES", "LightStyle"]


@dataclass(frozen=True, slots=True)
class LightStyle:
    """How one light looks; contrast of `text` on `colour` is at least 4.5 : 1."""

    glyph: str
    colour: str
    text: str
    is_hatched: bool = False


LIGHT_STYLES: dict[Light, LightStyle] = {
    Light.MET: LightStyle("✔", "#1B7F4B", "#FFFFFF"),
    Light.ON_TRACK: LightStyle("➤", "#1565C0", "#FFFFFF"),
    Light.AT_RISK: LightStyle("▲", "#F2A900", "#1A1A1A"),
    Light.NOT_MET: LightStyle("✖", "#C62828", "#FFFFFF"),
    Light.NO_DATA: LightStyle("—", "#BDBDBD", "#1A1A1A", is_hatched=True),
    Light.NOT_APPLICABLE: LightStyle("○", "#FFFFFF", "#616161"),
}
"""In the order of the legend."""
