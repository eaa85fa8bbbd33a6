"""Classes of a value map: natural, readable, never too many, the target always an edge."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.value_classes import MOST_CLASSES, ValueClasses, value_classes

numbers = st.decimals(0, 100, places=2)


def decimals(*values: float | str) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def edges(*values: float | str, target: str | None = None, is_lower_better: bool = False) -> list[str]:
    classes = value_classes(
        decimals(*values), target=Decimal(target) if target else None, is_lower_better=is_lower_better
    )
    return [f"{edge.normalize():f}" for edge in classes.edges]


@pytest.mark.parametrize(
    ("values", "target", "expected"),
    [
        ((), "96", ["96"]),
        ((), None, []),
        ((72,), None, []),
        ((72, 72, 72), None, []),
        ((100, 100), "100", ["100"]),
        ((97, 98.5), "96", ["96", "98"]),
        ((71.23, 88.4, 97.9), "96", ["80", "96"]),
        ((95.9, 96.1), "96", ["96"]),
        ((1, 2, 3, 4, 5, 6), None, ["2", "3", "4", "5", "6"]),
    ],
)
def test_edges_are_readable_and_hold_the_target(
    values: tuple[float, ...], target: str | None, expected: list[str]
) -> None:
    assert edges(*values, target=target) == expected


def test_clusters_stay_together() -> None:
    classes = value_classes(decimals(10, 11, 50, 52, 90, 91, 70, 70, 70, 30, 31), target=Decimal(5))
    clusters = [(10, 11), (30, 31), (50, 52), (70,), (90, 91)]
    assert [{classes.place(Decimal(value)) for value in cluster} for cluster in clusters] == [
        {1},
        {2},
        {3},
        {4},
        {5},
    ]


@pytest.mark.parametrize(("is_lower_better", "place"), [(False, 1), (True, 0)])
def test_the_target_itself_stands_on_the_good_side(*, is_lower_better: bool, place: int) -> None:
    classes = value_classes([], target=Decimal(96), is_lower_better=is_lower_better)
    assert classes.place(Decimal(96)) == place
    assert classes.place(Decimal("95.99")) == 0
    assert classes.place(Decimal("96.01")) == 1


def test_accidents_are_none_or_some() -> None:
    assert edges(0, 0, 0, 1, 3, target="0", is_lower_better=True) == ["0", "2"]


@given(values=st.lists(numbers, max_size=74), target=st.none() | numbers, is_lower_better=st.booleans())
def test_every_class_holds_something_but_the_one_beyond_the_target(
    *, values: list[Decimal], target: Decimal | None, is_lower_better: bool
) -> None:
    classes = value_classes(values, target=target, is_lower_better=is_lower_better)
    assert len(classes.edges) < MOST_CLASSES
    assert list(classes.edges) == sorted(set(classes.edges))
    filled = {classes.place(value) for value in values}
    empty = set(range(len(classes.edges) + 1)) - filled
    assert empty <= _beside_target(classes) or not values
    assert target is None or target in classes.edges


def _beside_target(classes: ValueClasses) -> set[int]:
    """The outermost classes, where the target is the edge of one."""
    ends = {0: classes.edges[:1], len(classes.edges): classes.edges[-1:]}
    return {place for place, edge in ends.items() if classes.target in edge}
