"""The course of a goal over the year: sums, states and reports at each period's end (R15)."""

from datetime import date
from fractions import Fraction

import pytest

from geo import load_register
from indicators.course import points_of, target_of
from indicators.progress import progress
from indicators.vocabulary import Level
from tests.indicators.builders import farm, goal, hierarchy, observation
from tests.indicators.courses import (
    CAMPAIGN,
    CERTIFIED,
    COUNTY,
    FARM,
    FOOD,
    PREFECTURE,
    REGION,
    course_of,
    monthly,
    rows_of,
)


def test_course_accumulates_flows_and_keeps_what_each_period_added() -> None:
    rows = [farm("2016Q1", 9, 10), farm("2016Q2", 5, 5), farm("2016Q4", 20, 20)]
    mine = course_of(rows, FARM).filter(area=COUNTY)
    assert mine["period"].to_list() == ["2016Q1", "2016Q2", "2016Q3", "2016Q4"]
    assert mine.select("numerator", "denominator").rows() == [(9, 10), (14, 15), (14, 15), (34, 35)]
    assert mine.select("own_numerator", "own_denominator").rows() == [(9, 10), (5, 5), (0, 0), (20, 20)]
    assert mine["is_new"].to_list() == [True, True, False, True]
    assert mine["value"].to_list()[0] == "90"


def test_year_to_date_figures_give_the_same_course() -> None:
    single = monthly(FOOD, [(9, 10), (5, 5), (3, 3)])
    sums = [("2016-01", 9, 10), ("2016-02", 14, 15), ("2016-03", 17, 18)]
    to_date = rows_of(FOOD, sums, period_type="ytd")
    as_of = date(2016, 3, 31)
    assert course_of(single, FOOD, as_of=as_of).equals(course_of(to_date, FOOD, as_of=as_of))


def test_a_sum_that_falls_added_nothing_that_can_be_told() -> None:
    to_date = rows_of(FOOD, [("2016-01", 9, 10), ("2016-02", 8, 8)], period_type="ytd")
    mine = course_of(to_date, FOOD, as_of=date(2016, 2, 29)).filter(area=COUNTY)
    assert mine["own_denominator"].to_list() == [10, None]


def test_stocks_take_the_latest_and_add_nothing() -> None:
    rows = rows_of(CERTIFIED, [("2016Q1", 10, 20), ("2016Q2", 12, 18)], PREFECTURE)
    mine = course_of(rows, CERTIFIED).filter(area=PREFECTURE)
    assert mine["denominator"].to_list() == [20, 18, 18, 18]
    assert mine["own_denominator"].to_list() == [None] * 4


def test_a_date_inside_a_period_gives_a_last_incomplete_point() -> None:
    mine = course_of([farm("2016-10", 9, 10)], FARM, as_of=date(2016, 11, 15)).filter(area=COUNTY)
    assert mine["period"].to_list() == ["2016Q1", "2016Q2", "2016Q3", "2016Q4"]
    assert mine["complete"].to_list() == [True, True, True, False]
    assert mine["known_on"].to_list()[-2:] == [date(2016, 9, 30), date(2016, 11, 15)]
    assert mine["numerator"].to_list() == [None, None, None, 9]


def test_no_course_before_the_year_and_none_beyond_it() -> None:
    rows = [farm("2016Q4", 9, 10)]
    before = date(2015, 12, 31)
    assert course_of(rows, FARM, as_of=before).is_empty()
    assert progress(course_of(rows, FARM, as_of=before), FARM, area=COUNTY, as_of=before) is None
    assert course_of(rows, FARM, as_of=date(2017, 2, 1)).filter(area=COUNTY).height == 4


def test_course_has_every_area_in_order() -> None:
    found = course_of([], FARM, as_of=date(2016, 1, 1))
    assert found["area"].to_list() == hierarchy()["area"].to_list()


def test_mean_of_prefectures_keeps_its_exact_value() -> None:
    air = goal("air_good_days")
    rows = rows_of(air, [("2016-01", 30, 31)], "540100") + rows_of(air, [("2016-01", 20, 25)], "540200")
    point = points_of(course_of(rows, air, as_of=date(2016, 1, 31)), air, REGION)[-1]
    assert point.value == (Fraction(30, 31) + Fraction(20, 25)) / 2


def test_declared_counties_are_counted_up_to_the_region() -> None:
    counties = [c.code for c in load_register().counties if c.parent == PREFECTURE][:3]
    rows = [observation(CAMPAIGN.id, area, "2016-01", na_reason="excluded") for area in counties]
    found = course_of(rows, CAMPAIGN, as_of=date(2016, 1, 31))
    totals = dict(found.select("area", "declared_out").rows())
    assert (totals[COUNTY], totals[PREFECTURE], totals["540200"], totals[REGION]) == (1, 3, 0, 3)


@pytest.mark.parametrize(
    ("goal_id", "level", "target"),
    [
        ("agri_pass_rate", Level.COUNTY, Fraction(96, 100)),
        ("quality_county_coverage", Level.REGION, Fraction(80, 100)),
        ("quality_county_coverage", Level.PREFECTURE, None),
        ("quality_county_coverage", Level.COUNTY, Fraction(1)),
        ("service_standard_fields", Level.REGION, Fraction(10)),
        ("tibet_brands", Level.REGION, None),
    ],
)
def test_target_of_a_level(goal_id: str, level: Level, target: Fraction | None) -> None:
    assert target_of(goal(goal_id), level) == target
