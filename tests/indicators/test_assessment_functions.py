"""Each formula of the assessment against figures worked out by hand, and what holds for all figures."""

from fractions import Fraction
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment_functions import (
    coverage,
    judged,
    milestone,
    ranks,
    rate_100,
    rate_ge,
    redistributed,
    task,
    trend,
)
from indicators.assessment_inputs import MilestoneState
from indicators.assessment_scheme import FullRate

_TEN = Fraction(10)
percents = st.fractions(min_value=0, max_value=100, max_denominator=500)


def _percent(text: str) -> Fraction:
    return Fraction(text)


@pytest.mark.parametrize(
    ("value", "target", "share"),
    [
        ("96", "96", "1"),
        ("100", "96", "1"),
        ("95", "96", "0.9"),  # each point below the target costs a tenth
        ("91", "96", "0.5"),
        ("86", "96", "0"),
        ("80", "96", "0"),
        ("84.5", "92", "0.25"),
        ("9500/99", "96", "493/495"),  # 475 of 495: no rounding to 96.0 %
    ],
)
def test_rate_ge(value: str, target: str, share: str) -> None:
    assert rate_ge(_percent(value), target=_percent(target), points=_TEN) == Fraction(share)


def test_rate_ge_with_other_points() -> None:
    assert rate_ge(Fraction(91), target=Fraction(96), points=Fraction(20)) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("value", "linear", "all_or_nothing"),
    [
        ("100", "1", 1),
        ("99", "0.9", 0),
        ("95", "0.5", 0),
        ("90", "0", 0),
        ("50", "0", 0),
        ("99.95", "0.995", 0),
    ],
)
def test_rate_100(value: str, linear: str, all_or_nothing: int) -> None:
    floor = Fraction(90)
    assert rate_100(_percent(value), floor=floor, mode=FullRate.LINEAR) == Fraction(linear)
    assert rate_100(_percent(value), floor=floor, mode=FullRate.ALL_OR_NOTHING) == all_or_nothing


@pytest.mark.parametrize(
    ("yes", "share"), [(0, "0"), (4, "0.5"), (6, "0.75"), (7, "0.875"), (8, "1"), (10, "1")]
)
def test_coverage(yes: int, share: str) -> None:
    assert coverage(Fraction(yes * 100, 10), target=Fraction(80)) == Fraction(share)


@pytest.mark.parametrize(
    ("now", "before", "share"),
    [("91", "90", "1"), ("90", "90", "0.5"), ("89", "90", "0"), ("100", "100", "1"), ("90.0001", "90", "1")],
)
def test_trend(now: str, before: str, share: str) -> None:
    assert trend(_percent(now), before=_percent(before)) == Fraction(share)


def test_milestone() -> None:
    assert [milestone(state) for state in MilestoneState] == [0, Fraction(1, 2), 1]


@pytest.mark.parametrize(
    ("done", "late", "reported", "share"),
    [(20, 0, 20, "1"), (10, 4, 20, "0.6"), (0, 20, 20, "0.5"), (0, 0, 3, "0")],
)
def test_task(done: int, late: int, reported: int, share: str) -> None:
    assert task(done=done, late=late, reported=reported, late_worth=Fraction(1, 2)) == Fraction(share)


def test_judged() -> None:
    assert judged(Fraction("82.5")) == Fraction(33, 40)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([90, 80, 80, 70], [1, 2, 2, 4]),
        ([70, 80, 80, 90], [4, 2, 2, 1]),
        ([80, 80, 80], [1, 1, 1]),
        ([None, 80, None, 90], [None, 2, None, 1]),
        ([None], [None]),
        ([], []),
    ],
)
def test_ranks(scores: list[int | None], expected: list[int | None]) -> None:
    assert ranks([None if score is None else Fraction(score) for score in scores]) == expected


def test_ranks_go_by_the_unrounded_score() -> None:
    assert ranks([Fraction("89.9999"), Fraction("89.99991")]) == [2, 1]


class TestRedistribution:
    """Four items in two sectors: a and b of 4 and 2, c and d of 3 and 1."""

    WEIGHTS: ClassVar = {"a": Fraction(4), "b": Fraction(2), "c": Fraction(3), "d": Fraction(1)}
    SECTORS: ClassVar = {"a": "x", "b": "x", "c": "y", "d": "y"}

    def spread(self, *absent: str) -> list[Fraction]:
        return list(redistributed(self.WEIGHTS, groups=self.SECTORS, absent=absent).values())

    def test_nothing_absent(self) -> None:
        assert self.spread() == [4, 2, 3, 1]

    def test_within_the_sector(self) -> None:
        assert self.spread("b") == [6, 0, 3, 1]
        assert self.spread("c") == [4, 2, 0, 4]

    def test_in_proportion(self) -> None:
        weights = {"a": Fraction(4), "b": Fraction(2), "e": Fraction(3)}
        found = redistributed(weights, groups=dict.fromkeys(weights, "x"), absent={"e"})
        assert list(found.values()) == [6, 3, 0]

    def test_a_whole_sector_over_the_block(self) -> None:
        assert self.spread("c", "d") == [Fraction(20, 3), Fraction(10, 3), 0, 0]

    def test_both_at_once(self) -> None:
        assert self.spread("a", "b", "d") == [0, 0, 10, 0]

    def test_a_whole_block(self) -> None:
        assert self.spread("a", "b", "c", "d") == [0, 0, 0, 0]

    @given(
        weights=st.lists(
            st.fractions(min_value=Fraction(1, 10), max_value=9, max_denominator=10), min_size=1
        ),
        data=st.data(),
    )
    def test_the_block_keeps_its_total(self, weights: list[Fraction], data: st.DataObject) -> None:
        named = {str(place): weight for place, weight in enumerate(weights)}
        groups = {name: data.draw(st.sampled_from("xyz")) for name in named}
        absent = data.draw(st.sets(st.sampled_from(sorted(named)), max_size=len(named) - 1))
        found = redistributed(named, groups=groups, absent=absent)
        assert sum(found.values()) == sum(weights)
        assert all(found[name] == 0 for name in absent)
        assert all(found[name] >= named[name] for name in set(named) - absent)


@given(first=percents, second=percents, other=percents)
def test_a_better_figure_never_earns_less(first: Fraction, second: Fraction, other: Fraction) -> None:
    low, high = sorted((first, second))
    assert rate_ge(low, target=other, points=_TEN) <= rate_ge(high, target=other, points=_TEN)
    assert trend(low, before=other) <= trend(high, before=other)
    assert coverage(low, target=Fraction(80)) <= coverage(high, target=Fraction(80))
    for mode in FullRate:
        earned = [rate_100(value, floor=Fraction(90), mode=mode) for value in (low, high)]
        assert 0 <= earned[0] <= earned[1] <= 1
