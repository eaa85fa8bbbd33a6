"""The named colours of the style sheet, and how well one is read on another."""

import re

from tests.pages.builders import PROJECT

__all__ = ["STYLE_SHEET", "contrast", "luminance", "palette"]

STYLE_SHEET = (PROJECT / "pages" / "shared" / "style.css").read_text(encoding="utf-8")


def palette(theme: str) -> dict[str, str]:
    """The named colours of a theme, from the blocks at the head of the style sheet."""
    light, dark = re.findall(r":root(?:\[data-theme=dark\])? \{\n(.*?)\}", STYLE_SHEET, re.DOTALL)
    named = {
        which: dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        for which, block in (("light", light), ("dark", dark))
    }
    assert named["light"].keys() == named["dark"].keys()
    return named[theme]


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` as WCAG 2 defines it."""
    parts = [byte / 255 for byte in bytes.fromhex(colour.removeprefix("#"))]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
