"""Who pulls a mean of prefectures down: gaps add up exactly to the mean less its target (R4)."""

from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import load_register
from indicators import aggregate
from indicators.contribution_mean import MEAN_CONTRIBUTION_SCHEMA, mean_contributions
from tests.indicators.builders import LATE, PLAN, frame, goal, hierarchy, observation, row_of
from tests.indicators.oracle import Row

_AIR = goal("air_good_days")
_REGION, _COUNTY = "540000", "540102"
_PREFECTURES = [area.code for area in load_register().prefectures]
_LHASA, _SHIGATSE, _CHAMDO = _PREFECTURES[:3]


def days(area: str, good: int, valid: int, **columns: str) -> Row:
    """Air of one year."""
    return observation(_AIR.id, area, "2016", numerator=good, denominator=valid, **columns)


def found(rows: list[Row]) -> list[dict[str, Any]]:
    """The contributions to the mean of some rows."""
    figures = aggregate(frame(rows), plan=PLAN, hierarchy=hierarchy(), as_of=LATE)
    contributions = mean_contributions(figures, _AIR, hierarchy=hierarchy())
    assert contributions.schema == MEAN_CONTRIBUTION_SCHEMA
    return contributions.rows(named=True)


def gap(row: dict[str, Any]) -> Fraction:
    """The exact gap in percentage points."""
    return Fraction(row["gap_numerator"], row["gap_denominator"])


def test_three_prefectures() -> None:
    reported = [days(_LHASA, 99, 100), days(_SHIGATSE, 170, 200), days(_CHAMDO, 95, 100)]
    rows = found(reported)
    shown = [(row["area"], row["rank"], row["value"], gap(row), row["value_without"]) for row in rows]
    assert shown == [
        (_SHIGATSE, 1, "85", Fraction(-10, 3), "97"),
        (_CHAMDO, 2, "95", Fraction(0), "92"),
        (_LHASA, 3, "99", Fraction(4, 3), "90"),
    ]
    assert [row["met_without"] for row in rows] == [True, False, False]
    assert row_of(reported, _REGION)["value"] == "93"
    assert rows[0]["gap"] == "-3.333333333333333333333333333"
    assert rows[0]["area_name"] == f"name of {_SHIGATSE}"


def test_the_sentence_says_value_distance_and_share() -> None:
    rows = found([days(_LHASA, 99, 100), days(_SHIGATSE, 170, 200), days(_CHAMDO, 95, 100)])
    assert [row["sentence_en"] for row in rows] == [
        (
            "170 of 200, 85.0 %, 10.000 points below the target ≥ 95 %: "
            "takes 3.333 points off the mean of 3 prefectures."
        ),
        "95 of 100, 95.00 %: exactly the target ≥ 95 %.",
        (
            "99 of 100, 99.0 %, 4.000 points above the target ≥ 95 %: "
            "adds 1.333 points to the mean of 3 prefectures."
        ),
    ]
    assert rows[0]["sentence_zh"] == (
        "170/200，85.0 %，比目标 ≥ 95 % 低 10.000 个百分点，使 3 个地（市）的平均值低 3.333 个百分点。"
    )


def test_equal_gaps_share_a_rank_in_the_order_of_areas() -> None:
    rows = found([days(_CHAMDO, 9, 10), days(_LHASA, 90, 100), days(_SHIGATSE, 10, 10)])
    assert [(row["area"], row["rank"]) for row in rows] == [(_LHASA, 1), (_CHAMDO, 1), (_SHIGATSE, 3)]


def test_others_exactly_at_the_target_meet_it() -> None:
    low, even = found([days(_LHASA, 9, 10), days(_SHIGATSE, 95, 100)])
    assert (low["met_without"], even["met_without"]) == (True, False)


def test_a_single_prefecture_leaves_nobody() -> None:
    (row,) = found([days(_LHASA, 9, 10)])
    assert (row["value_without"], row["met_without"], gap(row)) == (None, None, Fraction(-5))


@pytest.mark.parametrize(
    "rows",
    [[], [days(_REGION, 330, 366)], [observation(_AIR.id, _LHASA, "2016", na_reason="no_station")]],
    ids=["nothing", "the region itself", "no station"],
)
def test_no_prefecture_no_rows(rows: list[Row]) -> None:
    assert found(rows) == []


def test_a_prefecture_without_its_own_row_is_the_sum_of_its_counties() -> None:
    (row,) = found([days(_COUNTY, 9, 10)])
    assert (row["area"], row["value"]) == (_LHASA, "90")


def test_other_kinds_have_no_mean() -> None:
    with pytest.raises(AssertionError, match="agri_pass_rate"):
        mean_contributions(pl.DataFrame(), goal("agri_pass_rate"), hierarchy=hierarchy())


counts = st.tuples(st.integers(0, 366), st.integers(0, 366)).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=40, deadline=None)
@given(table=st.dictionaries(st.sampled_from(_PREFECTURES), counts, max_size=7))
def test_gaps_add_up_exactly_to_the_mean_less_its_target(table: dict[str, tuple[int, int]]) -> None:
    parts = {area: Fraction(good, valid) * 100 for area, (good, valid) in table.items() if valid}
    contributions = found([days(area, *pair) for area, pair in table.items()])
    assert {row["area"] for row in contributions} == set(parts)
    if not parts:
        return
    mean = sum(parts.values(), Fraction(0)) / len(parts)
    assert sum(map(gap, contributions)) == mean - 95
    drags = [gap(row) for row in contributions]
    assert drags == sorted(drags)
    for row in contributions:
        others = [value for area, value in parts.items() if area != row["area"]]
        if others:
            without = sum(others, Fraction(0)) / len(others)
            assert abs(Fraction(row["value_without"]) - without) < Fraction(1, 10**20)
            assert row["met_without"] is (without >= 95)
