"""The packaged fonts as a browser fetches them: files whose names change with them, and a style sheet.

All pieces make one family, so that pages, tables on canvas and labels on maps name it alike; a browser
fetches a piece when a text needs it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from geo.typefaces import TYPEFACE_FOLDER

__all__ = ["FAMILY", "FONT_STACK", "MARKS", "WebFont", "font_faces", "web_fonts"]

FAMILY = "Quality Sans"
"""Name of the family: Noto Sans SC, Noto Serif Tibetan, and marks of DejaVu Sans."""

FONT_STACK = f"'{FAMILY}', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
"""The family, and what a system is likely to have when the family does not arrive."""

MARKS = "✔✖▲▼△▽➤○●◐■□◆★≥≤←↑→↓↗↘⌈⌉⌊⌋ⅠⅡⅢⅣ"
"""Lights, arrows and signs of the formulas, which the text fonts lack or draw in their own ways."""

_LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+2215"
)
_TIBETAN = "U+0F00-0FFF"
_HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class WebFont:
    """One piece of the family.

    Attributes:
        name: file name with a hash of its content; safe to cache for ever.
        weights: one, or both where a piece has no bold of its own.
        ranges: characters it is for, as in CSS; empty for all that no other piece takes.
    """

    name: str
    content: bytes
    weights: tuple[int, ...]
    ranges: str


@cache
def web_fonts() -> Mapping[str, WebFont]:
    """All pieces by name of their file; of two that have a character the later one draws it."""
    marks = ",".join(f"U+{ord(mark):04X}" for mark in MARKS)
    pieces = {
        "noto-sans-sc-chinese-simplified-400-normal": ((400,), ""),
        "noto-sans-sc-chinese-simplified-700-normal": ((700,), ""),
        "noto-sans-sc-latin-400-normal": ((400,), _LATIN),
        "noto-sans-sc-latin-700-normal": ((700,), _LATIN),
        "noto-serif-tibetan-tibetan-400-normal": ((400, 700), _TIBETAN),
        "quality-marks-400-normal": ((400, 700), marks),
    }
    return MappingProxyType({stem: _font(stem, *told) for stem, told in pieces.items()})


def font_faces(folder: str) -> str:
    """The style sheet that names the family; `folder` is the address of the files."""
    # a browser joins pieces of exactly the same weight only, so a range of weights would stand apart
    return "\n".join(_face(font, weight, folder) for font in web_fonts().values() for weight in font.weights)


def _font(stem: str, weights: tuple[int, ...], ranges: str) -> WebFont:
    content = (TYPEFACE_FOLDER / f"{stem}.woff2").read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]
    return WebFont(f"{stem}.{digest}.woff2", content, weights, ranges)


def _face(font: WebFont, weight: int, folder: str) -> str:
    ranges = f"unicode-range:{font.ranges};" if font.ranges else ""
    return (
        f"@font-face{{font-family:'{FAMILY}';font-style:normal;font-weight:{weight};font-display:swap;"
        f"{ranges}src:url('{folder}/{font.name}') format('woff2')}}"
    )
