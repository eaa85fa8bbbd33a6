"""Sentences in Chinese and English, kept as data beside the package that says them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.text import Text

__all__ = ["Wording", "load_wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences by dotted key, such as `problem.negative`; `{name}` marks a fact to fill in."""

    path: Path
    sentences: dict[str, Text]

    def __call__(self, key: str, /, **facts: object) -> Text:
        """Fill the sentence `key` with facts; a fact that is a `Text` takes part in its own language.

        Raises:
            KeyError: no such sentence, or a fact it needs is missing; both are faults of the caller.
        """
        sentence = self.sentences[key]
        return Text(
            zh=sentence.zh.format(**{name: _say(fact, "zh") for name, fact in facts.items()}),
            en=sentence.en.format(**{name: _say(fact, "en") for name, fact in facts.items()}),
        )


def _say(fact: object, language: str) -> object:
    return fact.in_language(language) if isinstance(fact, Text) else fact


@cache
def load_wording(path: Path) -> Wording:
    """Read a TOML file of nested tables whose leaves are `{zh = "…", en = "…"}`."""
    with path.open("rb") as file:
        return Wording(path, dict(_leaves(tomllib.load(file), prefix="")))


def _leaves(table: dict[str, Any], *, prefix: str) -> list[tuple[str, Text]]:
    leaves: list[tuple[str, Text]] = []
    for name, entry in table.items():
        if set(entry) == {"zh", "en"}:
            leaves.append((prefix + name, Text(**entry)))
        else:
            leaves += _leaves(entry, prefix=f"{prefix}{name}.")
    return leaves
