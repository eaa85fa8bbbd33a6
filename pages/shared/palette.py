"""The six lights as seen: colour, glyph and word always together; the one government blue."""

from dataclasses import dataclass

from indicators import Light, Text, domain_wording

__all__ = ["BLUE", "LIGHT_STYLES", "OUTSIDE", "OUTSIDE_INK", "LightStyle", "light_text", "light_word"]

BLUE = "#0B3D91"
"""Headings and the selected county."""

OUTSIDE = "#EEF0F2"
"""Areas outside the chosen prefecture."""

OUTSIDE_INK = "#9AA0A6"
"""Their names, on purpose faint."""


@dataclass(frozen=True, slots=True)
class LightStyle:
    """How one light looks; contrast of `text` on `colour` is at least 4.5 : 1."""

    glyph: str
    colour: str
    text: str


LIGHT_STYLES: dict[Light, LightStyle] = {
    Light.MET: LightStyle("✔", "#1B7F4B", "#FFFFFF"),
    Light.ON_TRACK: LightStyle("➤", "#1565C0", "#FFFFFF"),
    Light.AT_RISK: LightStyle("▲", "#F2A900", "#1A1A1A"),
    Light.NOT_MET: LightStyle("✖", "#C62828", "#FFFFFF"),
    Light.NO_DATA: LightStyle("—", "#BDBDBD", "#1A1A1A"),
    Light.NOT_APPLICABLE: LightStyle("○", "#FFFFFF", "#616161"),
}
"""In the order of the legend."""


def light_word(light: Light) -> Text:
    """The word that always stands beside colour and glyph."""
    return domain_wording(f"light.{light.value}")


def light_text(light: Light, language: str) -> str:
    """Glyph and word, for tables that cannot show a badge."""
    return f"{LIGHT_STYLES[light].glyph} {light_word(light).in_language(language)}"
