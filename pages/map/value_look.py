"""How classes of values look and what they are called: one ramp from light to dark, far from the lights."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from geo.picture import MapClass
from pages.shared.value_classes import MOST_CLASSES, ValueClasses

__all__ = ["RAMP", "class_words", "ramp_places"]

_DARK, _WHITE = "#1A1A1A", "#FFFFFF"

RAMP = (
    MapClass(" ", "#E3D6EE", _DARK),
    MapClass(" ", "#C9B3DF", _DARK),
    MapClass(" ", "#AC8ECC", _DARK),
    MapClass(" ", "#8560B0", _WHITE),
    MapClass(" ", "#633A94", _WHITE),
    MapClass(" ", "#3E1468", _WHITE),
)
"""Violet, the lowest values lightest: no light is violet, and lightness alone tells the classes apart."""


def ramp_places(count: int) -> list[int]:
    """Places in `RAMP` of so many classes, as far apart as can be."""
    last = MOST_CLASSES - 1
    return [last // 2] if count == 1 else [round(place * last / (count - 1)) for place in range(count)]


def class_words(classes: ValueClasses, values: Sequence[Decimal], *, is_whole: bool) -> list[str]:
    """What each class is called: `< 90`, `90-96`, `≥ 96`; whole numbers as `0`, `1-3`, `≥ 4`.

    An edge belongs to the class above it, or below it where lower is better. Without edges the one class is
    called by its value; without any value too, it has no name.
    """
    edges = classes.edges
    if not edges:
        return [_number(values[0]) if values else ""]
    below, above = ("≤", ">") if classes.is_lower_better else ("<", "≥")
    first = "0" if classes.is_lower_better and edges[0] == 0 else f"{below} {_number(edges[0])}"
    between = [_between(low, high, classes, is_whole=is_whole) for low, high in pairwise(edges)]
    return [first, *between, f"{above} {_number(edges[-1])}"]


def _between(low: Decimal, high: Decimal, classes: ValueClasses, *, is_whole: bool) -> str:
    if is_whole:
        low, high = (low + 1, high) if classes.is_lower_better else (low, high - 1)
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: Decimal) -> str:
    """Without idle zeros, a long fraction cut to two digits."""
    return f"{round(value, 2).normalize():f}"
