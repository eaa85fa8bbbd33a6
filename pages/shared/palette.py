"""The six lights as seen: colour, glyph and word always together; the one government blue."""

from geo.picture import OUTSIDE_CLASS
from indicators import Light, Text, domain_wording
from indicators.light_styles import LIGHT_STYLES, LightStyle

__all__ = ["BLUE", "LIGHT_STYLES", "OUTSIDE", "OUTSIDE_INK", "LightStyle", "light_text", "light_word"]

BLUE = "#0B3D91"
"""Headings and the selected county."""

OUTSIDE, OUTSIDE_INK = OUTSIDE_CLASS.fill, OUTSIDE_CLASS.ink
"""Areas outside the chosen prefecture, and their names, on purpose faint."""


def light_word(light: Light) -> Text:
    """The word that always stands beside colour and glyph."""
    return domain_wording(f"light.{light.value}")


def light_text(light: Light, language: str) -> str:
    """Glyph and word, for tables that cannot show a badge."""
    return f"{LIGHT_STYLES[light].glyph} {light_word(light).in_language(language)}"
