"""What holds whatever the table says: order, splitting and grouping do not matter, lights are monotone."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from indicators import merged, status
from indicators.goal import Goal
from indicators.judging import judge
from indicators.verdict import Figure
from indicators.vocabulary import Kind, Level, Light
from tests.indicators.builders import PLAN, frame, hierarchy, status_of
from tests.indicators.oracle import Place, Row
from tests.indicators.tables import random_day, random_places, random_rows

_ORDER = [Light.NOT_MET, Light.AT_RISK, Light.ON_TRACK, Light.MET]
_DAYS = [date(2016, 1, 20), date(2016, 7, 2), date(2016, 12, 30), date(2016, 12, 31)]
_RATES = [goal for goal in PLAN.goals if goal.kind in {Kind.RATE, Kind.MEAN_OF_PREFECTURES}]
_COUNTS = [goal for goal in PLAN.goals if goal.kind is Kind.COUNT]
_NO_FIGURES = {Light.NO_DATA, Light.NOT_APPLICABLE}

few = settings(max_examples=25, deadline=None)
many = settings(max_examples=400, deadline=None)
seeds = st.integers(min_value=0, max_value=2**32)
samples = st.integers(min_value=0, max_value=60) | st.integers(min_value=0, max_value=3000)


def _table(seed: int) -> tuple[list[Row], list[Place], date]:
    dice = random.Random(seed)
    areas = random_places(dice)
    return random_rows(dice, areas), areas, random_day(dice)


@few
@given(seed=seeds, order=st.integers())
def test_order_of_rows_does_not_matter(seed: int, order: int) -> None:
    rows, areas, as_of = _table(seed)
    shuffled = random.Random(order).sample(rows, len(rows))
    first, second = (status_of(table, as_of=as_of, areas=areas) for table in (rows, shuffled))
    assert_frame_equal(first, second)


@few
@given(seed=seeds, cut=st.floats(min_value=0, max_value=1))
def test_splitting_a_file_does_not_matter(seed: int, cut: float) -> None:
    rows, areas, as_of = _table(seed)
    place = round(cut * len(rows))
    parts = merged(frame(rows[:place]), frame(rows[place:]))
    split = status(parts, plan=PLAN, hierarchy=hierarchy(areas), as_of=as_of)
    assert_frame_equal(split, status_of(rows, as_of=as_of, areas=areas))


@few
@given(seed=seeds)
def test_counties_may_be_grouped_in_any_way(seed: int) -> None:
    rows, areas, as_of = _table(seed)
    counties = {place.code for place in areas if place.level == "county"}
    rows = [row for row in rows if row["area"] in counties]
    columns = ["indicator", "numerator", "denominator", "value", "short", "light", "flags"]
    by_prefecture, at_once = (
        _region(rows, grouping, as_of=as_of).select(columns)
        for grouping in (areas, _in_one_prefecture(areas))
    )
    assert_frame_equal(by_prefecture, at_once)


def _in_one_prefecture(areas: Sequence[Place]) -> list[Place]:
    counties = [replace(place, parent="P0") for place in areas if place.level == "county"]
    return [Place("R", "region", None), Place("P0", "prefecture", "R"), *counties]


def _region(rows: Sequence[Row], areas: Sequence[Place], *, as_of: date) -> pl.DataFrame:
    """Goals kept by county; to the others, which count prefectures, grouping matters by definition."""
    kept = [goal.id for goal in PLAN.goals if goal.natural_level is Level.COUNTY]
    found = status_of(rows, as_of=as_of, areas=areas)
    return found.filter(pl.col("level") == Level.REGION, pl.col("indicator").is_in(kept))


@st.composite
def rate_figures(draw: st.DrawFn) -> Figure:
    """A rate; fresh in a county, where R6 asks nothing about freshness and R5 does."""
    level = draw(st.sampled_from(list(Level)))
    passes, failures = draw(samples), draw(st.integers(min_value=0, max_value=40))
    end = date(2016, 12, 31) if level is Level.COUNTY else draw(st.sampled_from(_DAYS))
    reported = 10 if level is Level.COUNTY else draw(st.integers(min_value=8, max_value=10))
    total = passes + failures or 1
    return Figure(level=level, numerator=passes, denominator=total, end=end, reported=reported, expected=10)


def _rank(figure: Figure, goal: Goal, as_of: date) -> int:
    return _ORDER.index(judge(figure, goal, as_of=as_of).light)


def _plus(figure: Figure, *, passes: int, samples: int) -> Figure:
    return replace(
        figure, numerator=(figure.numerator or 0) + passes, denominator=(figure.denominator or 0) + samples
    )


@many
@given(figure=rate_figures(), goal=st.sampled_from(_RATES), as_of=st.sampled_from(_DAYS))
def test_a_pass_never_worsens_and_a_failure_never_improves_a_rate(
    figure: Figure, goal: Goal, as_of: date
) -> None:
    before = _rank(figure, goal, as_of)
    assert _rank(_plus(figure, passes=1, samples=1), goal, as_of) >= before
    assert _rank(_plus(figure, passes=0, samples=1), goal, as_of) <= before
    if (figure.numerator or 0) < (figure.denominator or 0):
        assert _rank(_plus(figure, passes=1, samples=0), goal, as_of) >= before


@many
@given(
    counts=st.lists(st.tuples(samples, st.integers(min_value=0, max_value=9)), min_size=1, max_size=7),
    reported=st.integers(min_value=5, max_value=7),
)
def test_a_pass_never_worsens_and_a_failure_never_improves_a_mean(
    counts: list[tuple[int, int]], reported: int
) -> None:
    goal = PLAN.goal("air_good_days")
    parts = [(passes, passes + failures or 1) for passes, failures in counts]
    passes, total = parts[0]

    def rank(first: tuple[int, int]) -> int:
        every = (first, *parts[1:])
        figure = Figure(
            level=Level.REGION,
            numerator=sum(p for p, _ in every),
            denominator=sum(n for _, n in every),
            parts=every,
            reported=reported,
            expected=7,
            end=_DAYS[-1],
        )
        return _rank(figure, goal, _DAYS[-1])

    assert rank((passes, total + 1)) <= rank((passes, total)) <= rank((passes + 1, total + 1))


@many
@given(
    goal=st.sampled_from(_COUNTS), count=st.integers(min_value=0, max_value=12), as_of=st.sampled_from(_DAYS)
)
def test_one_more_helps_or_harms_a_count_in_one_direction(goal: Goal, count: int, as_of: date) -> None:
    def rank(number: int) -> int:
        figure = Figure(level=Level.REGION, count=number, end=_DAYS[-1], reported=1, expected=1)
        return _rank(figure, goal, as_of)

    change = rank(count + 1) - rank(count)
    assert change <= 0 if goal.zero_tolerance else change >= 0


@pytest.mark.parametrize("seed", range(12))
def test_a_pass_more_in_a_table_worsens_no_light(seed: int) -> None:
    rows, areas, as_of = _table(seed)
    dice = random.Random(seed)
    ratios = [n for n, row in enumerate(rows) if _has_failure(row)]
    changed = dice.choice(ratios)
    row = rows[changed]
    better = [*rows[:changed], {**row, "numerator": int(row["numerator"] or 0) + 1}, *rows[changed + 1 :]]
    before, after = (status_of(table, as_of=as_of, areas=areas) for table in (rows, better))
    for old, new in zip(before["light"], after["light"], strict=True):
        assert (old in _NO_FIGURES and old == new) or _ORDER.index(new) >= _ORDER.index(old)


def _has_failure(row: Row) -> bool:
    has_counts = row["numerator"] is not None and row["denominator"] is not None
    return has_counts and int(row["numerator"] or 0) < int(row["denominator"] or 0)
