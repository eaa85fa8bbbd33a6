"""How names of areas are folded, extended by their parents' names, and searched for near misses."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from geo.area import Area, AreaLevel

__all__ = ["alias_names", "fold_name", "nearest_names", "spoken_names"]

_LOOK_ALIKE = ("<super>", "<sub>", "<circle>", "<square>", "<fraction>", "<font>")
"""Compatibility forms that folding would turn into a plain digit or letter: `54010²` is not 540102."""

_ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin letters only: Tibetan vowels are combining marks too
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_IGNORED = re.compile(r"[\s'’ʼ`\-]")
_DIGIT = re.compile("[0-9]")
_SUFFIXES_EN = {"县": "County", "区": "District", "市": "City", "地区": "Prefecture"}
_REGION_PREFIXES = ("西藏自治区", "西藏")
_NEAR_ENOUGH = 0.6


def fold_name(text: str) -> str:
    """Reduce a code or name to the form it is matched by.

    Outer white space, zero-width characters, letter case and Latin accents do not count, full-width letters
    and digits equal plain ones; in names, inner white space (`朗　县`), apostrophes and hyphens do not count
    either. A text with superscript or circled characters stays as it is, so that it matches nothing.
    """
    if any(unicodedata.decomposition(letter).startswith(_LOOK_ALIKE) for letter in text):
        return text
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)))
    folded = unicodedata.normalize("NFKC", plain).strip().casefold()
    return folded if _DIGIT.search(folded) else _IGNORED.sub("", folded)


def spoken_names(area: Area) -> tuple[str, ...]:
    """Names an area goes by, the official ones first, without codes and without parents' names."""
    official = [area.name_zh, *(known.name for known in area.codes)]
    return tuple(dict.fromkeys([*official, *area.aliases, area.name_en, *_english_names(area)]))


def alias_names(area: Area, parent: Area | None) -> Iterator[str]:
    """Everything that stands for an area: codes, names, and Chinese names behind those of its parents."""
    yield from (known.code for known in area.codes)
    yield from spoken_names(area)
    if area.name_bo is not None:
        yield area.name_bo
    for name in dict.fromkeys([area.name_zh, *(known.name for known in area.codes)]):
        yield from (prefix + name for prefix in _prefixes(area, parent))


def nearest_names(text: str, candidates: Iterable[tuple[str, str]], *, count: int) -> tuple[str, ...]:
    """The names most like a text, at most one for each key.

    Args:
        text: what was written.
        candidates: pairs of a key (one for each area) and a name.
        count: how many to give at most.

    Returns:
        Names of at least 60 % likeness (`difflib`); among equals the one with the longer
        common beginning first, then the order of the candidates.
    """
    folded = fold_name(text)
    best: dict[str, tuple[float, int, str]] = {}
    for key, name in candidates:
        score = (*_likeness(folded, fold_name(name)), name)
        if score[0] >= _NEAR_ENOUGH and score[:2] > best.get(key, (0.0, 0, ""))[:2]:
            best[key] = score
    ranked = sorted(best.values(), key=lambda score: score[:2], reverse=True)
    return tuple(name for _, _, name in ranked[:count])


def _likeness(text: str, name: str) -> tuple[float, int]:
    ratio = SequenceMatcher(None, text, name, autojunk=False).ratio()
    return ratio, _common_beginning(text, name)


def _common_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = list(zip(one, other, strict=False))
    return next((place for place, (left, right) in enumerate(pairs) if left != right), len(pairs))


def _english_names(area: Area) -> Iterator[str]:
    for name in (area.name_zh, *(known.name for known in area.codes)):
        for suffix, word in _SUFFIXES_EN.items():
            if area.level is not AreaLevel.REGION and _ends_with(name, suffix):
                yield f"{area.name_en} {word}"


def _ends_with(name: str, suffix: str) -> bool:
    return name.endswith(suffix) and not (suffix == "区" and name.endswith("地区"))


def _prefixes(area: Area, parent: Area | None) -> Iterator[str]:
    if area.level is AreaLevel.REGION or parent is None:
        return
    yield from _REGION_PREFIXES
    if area.level is AreaLevel.COUNTY:
        for known in parent.codes:
            yield known.name
            yield from (region + known.name for region in _REGION_PREFIXES)
