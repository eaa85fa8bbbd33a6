"""Odd reports are found with their figures; ordinary ones are left alone."""

import random
import re
from collections.abc import Iterable
from string import Formatter

import polars as pl
import pytest

from geo import load_register
from indicators.observation import no_observations
from indicators.suspicion import SUSPICION_SCHEMA, Suspicion, suspicion_wording, suspicions
from tests.indicators.builders import LATE, PLAN, farm, frame, hierarchy, observation
from tests.indicators.oracle import Row

_COUNTY, _NEIGHBOUR, _PREFECTURE, _REGION = "540102", "540121", "540100", "540000"
_FOOD, _AGRI = "food_drug_pass_rate", "agri_pass_rate"


def findings(rows: Iterable[Row]) -> list[tuple[str | None, str, str, str]]:
    """Goal, area, period and check of everything found."""
    found = suspicions(frame(rows), PLAN, hierarchy(), as_of=LATE)
    assert found.schema == SUSPICION_SCHEMA
    return found.select("indicator", "area", "period", "check").rows()


def detail(rows: Iterable[Row]) -> tuple[str, str]:
    """The sentences of the only finding."""
    found = suspicions(frame(rows), PLAN, hierarchy(), as_of=LATE)
    return found.select("detail_zh", "detail_en").row(0)


def food(month: int, passes: int, total: int, **columns: str | int | None) -> Row:
    """Food samples of one county in one month."""
    return observation(_FOOD, _COUNTY, f"2016-{month:02d}", numerator=passes, denominator=total) | columns


def test_nothing_reported_is_not_odd() -> None:
    found = suspicions(no_observations(), PLAN, hierarchy(), as_of=LATE)
    assert (found.height, found.schema) == (0, SUSPICION_SCHEMA)


def test_the_same_counts_in_the_next_period_are_copied() -> None:
    rows = [food(1, 18, 20), food(2, 18, 20), food(3, 17, 20)]
    assert findings(rows) == findings(rows[::-1]) == [(_FOOD, _COUNTY, "2016-02", "copied")]
    zh, en = detail(rows)
    assert (zh, en) == ("18/20，与 2016-01 完全相同。", "18 of 20, exactly as in 2016-01.")


@pytest.mark.parametrize(
    "rows",
    [
        [food(1, 18, 20), food(3, 18, 20)],
        [food(1, 20, 20), food(2, 20, 20)],
        [food(1, 8, 9), food(2, 8, 9)],
        [food(1, 18, 20), food(2, 18, 20, segment="drug")],
        [food(1, 18, 20), food(2, 18, 20, area=_NEIGHBOUR)],
        [food(1, 18, 20, period_type="ytd"), food(2, 18, 20, period_type="ytd")],
        [food(1, 18, 20), food(1, 18, 20, period="2015-12")],
    ],
    ids=["a gap", "no failure", "few samples", "another segment", "another area", "to date", "last year"],
)
def test_the_same_counts_by_chance_are_not(rows: list[Row]) -> None:
    assert findings(rows) == []


def test_a_stock_may_stay_as_it_is() -> None:
    rows = [
        observation("service_qms_cert_rate", _PREFECTURE, f"2016Q{n}", numerator=80, denominator=99)
        for n in (1, 2)
    ]
    assert findings(rows) == []


def test_a_rate_far_from_those_before_is_a_jump() -> None:
    before = [food(1, 96, 100), food(2, 95, 100), food(3, 97, 100)]
    assert findings([*before, food(4, 70, 100)]) == [(_FOOD, _COUNTY, "2016-04", "jump")]
    assert "70.0 %" in detail([*before, food(4, 70, 100)])[1]
    assert "96.0 %" in detail([*before, food(4, 70, 100)])[0]


@pytest.mark.parametrize(
    "rows",
    [
        [food(1, 96, 100), food(2, 95, 100), food(3, 70, 100)],
        [food(1, 96, 100), food(2, 95, 100), food(3, 97, 100), food(4, 87, 100)],
        [food(1, 4, 4), food(2, 4, 4), food(3, 4, 4), food(4, 3, 4)],
        [food(1, 4, 4), food(2, 4, 4), food(3, 4, 4), food(4, 0, 9)],
        [food(1, 96, 100), food(2, 95, 100), food(3, 97, 100), food(4, 0, 0)],
    ],
    ids=["two before", "within ten points", "few samples", "fewer than ten", "no samples"],
)
def test_a_rate_that_moves_a_little_is_none(rows: list[Row]) -> None:
    assert findings(rows) == []


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({"numerator": 111, "denominator": 120}, "111"),
        ({"numerator": 222, "denominator": 222}, "222"),
        ({"numerator": 333, "denominator": 444}, "333, 444"),
        ({"value": "88.88"}, "88.88"),
    ],
)
def test_numbers_of_one_digit_are_found(columns: dict[str, str | int], shown: str) -> None:
    rows = [observation("export_pass_rate", _PREFECTURE, "2016-01", **columns)]
    assert findings(rows) == [("export_pass_rate", _PREFECTURE, "2016-01", "repeated_digits")]
    assert shown in detail(rows)[1]


@pytest.mark.parametrize(
    "columns", [{"numerator": 11, "denominator": 22}, {"value": "0.00"}, {"value": "1.1"}]
)
def test_short_numbers_may_repeat(columns: dict[str, str | int]) -> None:
    assert findings([observation("export_pass_rate", _PREFECTURE, "2016-01", **columns)]) == []


def test_an_input_is_no_report() -> None:
    assert findings([observation("carbon_total", _REGION, "2016", value="888", segment="quota")]) == []


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ({"numerator": 30, "denominator": 31}, {"numerator": 29, "denominator": 31}, "29 is less than 30"),
        ({"numerator": 30, "denominator": 34}, {"numerator": 30, "denominator": 32}, "32 is less than 34"),
    ],
)
def test_a_year_to_date_figure_that_falls(first: dict[str, int], second: dict[str, int], shown: str) -> None:
    rows = [
        observation(_AGRI, _COUNTY, period, period_type="ytd", **counts)
        for period, counts in (("2016-06", first), ("2016-09", second))
    ]
    assert findings(rows) == [(_AGRI, _COUNTY, "2016-09", "falling")]
    assert shown in detail(rows)[1]
    assert findings([{**row, "period_type": "month"} for row in rows]) == []


def test_a_count_to_date_that_falls() -> None:
    rows = [
        observation("engineering_accidents", _COUNTY, f"2016-0{month}", period_type="ytd", value=value)
        for month, value in ((1, "2"), (2, "2"), (3, "1"))
    ]
    assert findings(rows) == [("engineering_accidents", _COUNTY, "2016-03", "falling")]


def test_words_in_place_of_a_number_do_not_fall() -> None:
    rows = [
        observation("engineering_accidents", _COUNTY, f"2016-0{month}", period_type="ytd", value=value)
        for month, value in ((1, "2"), (2, "n/a"), (3, None))
    ]
    assert findings(rows) == []


def test_an_area_without_one_failure_all_year() -> None:
    rows = [farm(f"2016Q{n}", 25, 25) for n in range(1, 5)] + [food(n, 10, 10) for n in range(1, 9)]
    assert findings(rows) == [(None, _COUNTY, "2016Q4", "perfect_area")]
    assert "2 pass rates without one failure in 180 samples" in detail(rows)[1]
    assert findings([*rows[1:], farm("2016Q1", 24, 25)]) == []
    assert findings(rows[:4]) == []
    assert findings([farm("2016Q1", 25, 25), food(1, 10, 10)]) == []


def test_targets_of_100_percent_are_met_without_a_failure() -> None:
    goals = ("export_pass_rate", "completed_conformity")
    rows = [observation(goal, _PREFECTURE, "2016-01", numerator=2000, denominator=2000) for goal in goals]
    assert findings(rows) == []


def test_a_goal_without_one_failure_anywhere() -> None:
    counties = load_register().counties[:20]
    rows = [observation(_AGRI, area.code, "2016Q1", numerator=10, denominator=10) for area in counties]
    assert findings(rows) == [(_AGRI, _REGION, "2016Q1", "perfect_goal")]
    assert "20 个地区共 200 个样品" in detail(rows)[0]
    assert findings([*rows[1:], {**rows[0], "numerator": 9}]) == []
    assert findings(rows[:4]) == findings([{**row, "numerator": 5, "denominator": 5} for row in rows]) == []


def total(area: str, passes: int, samples: int, **columns: str) -> Row:
    """Farm samples of an area in the first quarter."""
    return observation(_AGRI, area, "2016Q1", numerator=passes, denominator=samples, **columns)


def test_a_total_that_is_not_the_sum_of_the_counties() -> None:
    rows = [total(_PREFECTURE, 9, 12), total(_COUNTY, 3, 4), total(_NEIGHBOUR, 5, 6)]
    assert findings(rows) == [(_AGRI, _PREFECTURE, "2016Q1", "different_total")]
    zh, en = detail(rows)
    assert "自报合计 9/12，下级 2 个地区之和为 8/10" in zh
    assert "is 9/12, the sum of 2 areas below 8/10" in en
    assert findings([total(_PREFECTURE, 8, 10), *rows[1:]]) == []
    assert findings([total(_PREFECTURE, 8, 10), rows[1], total(_NEIGHBOUR, 5, 6, organiser="national")]) == []


def test_the_region_is_held_against_the_best_there_is_below() -> None:
    below = [total(_COUNTY, 3, 4), total(_PREFECTURE, 3, 4), total("540200", 7, 9)]
    assert findings([*below, total(_REGION, 10, 13)]) == []
    assert findings([*below, total(_REGION, 11, 13)]) == [(_AGRI, _REGION, "2016Q1", "different_total")]


def test_totals_of_things_are_added_too() -> None:
    goal = "national_quality_awards"
    rows = [observation(goal, code, "2016", value="1") for code in ("540100", "540200")]
    assert findings([*rows, observation(goal, _REGION, "2016", value="2.0")]) == []
    odd = [*rows, observation(goal, _REGION, "2016", value="3")]
    assert findings(odd) == [(goal, _REGION, "2016", "different_total")]
    assert "自报合计 3，" in detail(odd)[0]


@pytest.mark.parametrize("indicator", ["air_good_days", "quality_county_coverage"])
def test_means_and_shares_are_no_totals(indicator: str) -> None:
    rows = [
        observation(indicator, area, "2016-01", numerator=1, denominator=1) for area in (_COUNTY, _PREFECTURE)
    ]
    assert findings(rows) == []


def test_findings_stand_in_the_order_of_the_areas_and_goals() -> None:
    rows = [
        *(food(n, 18, 20, area=_NEIGHBOUR) for n in (1, 2)),
        *(food(n, 18, 20) for n in (1, 2)),
        *(farm(f"2016Q{n}", 18, 20) for n in (1, 2)),
    ]
    dice = random.Random(1)
    expected = [
        (_AGRI, _COUNTY, "2016Q2", "copied"),
        (_FOOD, _COUNTY, "2016-02", "copied"),
        (_FOOD, _NEIGHBOUR, "2016-02", "copied"),
    ]
    for _ in range(5):
        assert findings(dice.sample(rows, len(rows))) == expected


def test_every_check_has_its_words_in_both_languages() -> None:
    for table in ("check", "detail"):
        keys = {key for key in suspicion_wording.sentences if key.startswith(f"{table}.")}
        assert keys == {f"{table}.{check}" for check in Suspicion}
    for text in suspicion_wording.sentences.values():
        facts = [
            {name for _, name, _, _ in Formatter().parse(words)} - {None} for words in (text.zh, text.en)
        ]
        assert facts[0] == facts[1]
        assert not re.search(r"[\u4e00-\u9fff]", text.en)


def test_a_finding_is_no_verdict() -> None:
    rows = frame([food(1, 18, 20), food(2, 18, 20)])
    assert set(suspicions(rows, PLAN, hierarchy(), as_of=LATE).columns) == set(SUSPICION_SCHEMA)
    assert suspicions(rows, PLAN, hierarchy(), as_of=LATE).filter(pl.col("check") == "copied").height == 1
