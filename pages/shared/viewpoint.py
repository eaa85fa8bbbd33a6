"""What the viewer looks at, as the views take it; `scope.py` reads it from the widgets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from geo import Area
from indicators import Sector, Text
from pages.shared.text import area_name, say

__all__ = ["Scope", "Theme", "View"]

View: TypeAlias = Literal["boundary", "tile"]
"""The true boundaries, or one equal tile a county."""

Theme: TypeAlias = Literal["light", "dark"]
"""Dark on light for desks and print, light on dark for the wall screen."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The filters that all pages share.

    Attributes:
        as_of: the date on which everything is judged.
        prefecture: code, None for the whole region.
        sector: None for all sectors.
        known: label of the upload after which everything is shown; empty for the newest state.
        theme: carried on in links; style sheet and maps on screen know it by themselves.
    """

    language: str
    as_of: date
    prefecture: str | None
    sector: Sector | None
    known: str = ""
    theme: Theme = "light"

    def text(self, text: Text) -> str:
        """A text in the viewer's language."""
        return text.in_language(self.language)

    def name(self, area: Area) -> str:
        """The name of an area in the viewer's language."""
        return area_name(area, self.language)

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence of the pages in the viewer's language."""
        return say(key, self.language, **facts)

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row, parted as the viewer's language does it."""
        return (", " if self.language == "en" else "、").join(words)
