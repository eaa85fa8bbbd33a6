"""Classes of numbers for a map: natural breaks at readable numbers, and the target always one of them."""

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

__all__ = ["MOST_CLASSES", "ValueClasses", "value_classes"]

MOST_CLASSES = 6
"""More shades cannot be told apart on a map."""

_STEPS = tuple(Decimal(digit).scaleb(power) for power in range(9, -12, -1) for digit in (5, 2, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueClasses:
    """Numbers in classes, the lowest first.

    Attributes:
        edges: between the classes, ascending; one fewer than there are classes.
        target: the edge that is the target; None without one.
        is_lower_better: whether an edge belongs to the class below it, else to the class above it: a value
            that reaches the target exactly stands on its good side.
    """

    edges: tuple[Decimal, ...]
    target: Decimal | None
    is_lower_better: bool

    def place(self, value: Decimal) -> int:
        """The class of a value, from 0."""
        find = bisect_left if self.is_lower_better else bisect_right
        return find(self.edges, value)


def value_classes(
    values: Sequence[Decimal], *, target: Decimal | None, is_lower_better: bool = False
) -> ValueClasses:
    """Put numbers into at most `MOST_CLASSES` classes by Fisher and Jenks' natural breaks.

    Only the class beyond the target may be empty; equal numbers without a target are one class.

    Args:
        values: any number of them, in any order; none gives the two sides of the target.
        target: in the unit of the values.
        is_lower_better: whether the target is to be stayed at or below.
    """
    most = MOST_CLASSES - (target is not None)
    edges = set() if target is None else {target}
    for low, high in _gaps(values, most):
        is_parted = any(low <= edge < high if is_lower_better else low < edge <= high for edge in edges)
        if not is_parted:
            edges.add(_roundest(low, high, is_lower_better=is_lower_better))
    return ValueClasses(edges=tuple(sorted(edges)), target=target, is_lower_better=is_lower_better)


def _gaps(values: Sequence[Decimal], most: int) -> Iterator[tuple[Decimal, Decimal]]:
    """The gaps between the classes: the highest value below and the lowest one above."""
    distinct = sorted(set(values))
    for top in _tops(values, min(most, len(distinct)))[:-1]:
        below = bisect_right([float(value) for value in distinct], top)
        yield distinct[below - 1], distinct[below]


def _tops(values: Sequence[Decimal], count: int) -> list[float]:
    """The highest value of each natural class."""
    if count < 2:
        return []
    import mapclassify  # type: ignore[import-untyped]  # noqa: PLC0415 -- takes a second; value maps alone need it
    import numpy as np  # noqa: PLC0415

    with warnings.catch_warnings():  # it regrets that it runs without a compiler; 74 values take 5 ms
        warnings.filterwarnings("ignore", message="Numba")
        found = mapclassify.FisherJenks(np.array([float(value) for value in values]), k=count)
    return [float(top) for top in found.bins]


def _roundest(low: Decimal, high: Decimal, *, is_lower_better: bool) -> Decimal:
    """The number of fewest digits in a gap that parts its two ends."""
    for step in _STEPS:
        if is_lower_better:
            edge = (low / step).to_integral_value(ROUND_CEILING) * step
            if edge < high:
                return edge
        else:
            edge = (high / step).to_integral_value(ROUND_FLOOR) * step
            if edge > low:
                return edge
    return low if is_lower_better else high
