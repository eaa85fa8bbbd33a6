"""A sentence or name in the two languages of the dashboard, and how words are compared."""

import unicodedata
from dataclasses import dataclass

__all__ = ["Text", "fold"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The English words for `en`, else the Chinese ones, in which the plan is written."""
        return self.en if language == "en" else self.zh


def fold(word: str) -> str:
    """A word as it is compared: NFKC-folded, trimmed, without regard to case."""
    return unicodedata.normalize("NFKC", word).strip().casefold()
