"""Who owes which report: by the calendar of each goal, counted from the as-of date (R14, R17)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from indicators import REPORT_SCHEMA, Ratio, aggregate, reporting_ratios, reports_owed
from tests.indicators.builders import PLAN, farm, frame, hierarchy, observation
from tests.indicators.oracle import Row

COUNTY, LHASA, REGION = "540102", "540100", "540000"
FARM, FOOD = "agri_pass_rate", "food_drug_pass_rate"


def owed(rows: Sequence[Row], *, as_of: date) -> pl.DataFrame:
    areas = hierarchy()
    figures = aggregate(frame(rows), plan=PLAN, hierarchy=areas, as_of=as_of)
    return reports_owed(figures, plan=PLAN, hierarchy=areas, as_of=as_of)


def one(rows: Sequence[Row], *, as_of: date, goal: str = FARM, area: str = COUNTY) -> dict[str, Any]:
    return owed(rows, as_of=as_of).row(
        by_predicate=(pl.col("indicator") == goal) & (pl.col("area") == area), named=True
    )


def food(period: str, area: str = COUNTY, *, total: int = 3) -> Row:
    return observation(FOOD, area, period, numerator=total, denominator=total)


def test_a_row_for_each_goal_and_area_of_its_own_level() -> None:
    found = owed([], as_of=date(2016, 10, 31))
    assert found.schema == REPORT_SCHEMA
    levels = {goal.id: goal.natural_level.value for goal in PLAN.goals}
    assert found["level"].to_list() == [levels[goal] for goal in found["indicator"]]
    assert found.height == 11 * 74 + 9 * 7 + 16


@pytest.mark.parametrize(
    ("as_of", "state", "days", "missing"),
    [
        (date(2016, 3, 30), "not_due", -16, 0),
        (date(2016, 3, 31), "due", -15, 0),
        (date(2016, 4, 15), "due", 0, 0),
        (date(2016, 4, 16), "late", 1, 1),
        (date(2016, 7, 15), "late", 91, 1),
        (date(2016, 7, 16), "late", 92, 2),
        (date(2016, 12, 31), "late", 260, 3),
    ],
)
def test_silence_is_late_from_the_day_after_the_first_due_date(
    as_of: date, state: str, days: int, missing: int
) -> None:
    row = one([], as_of=as_of)
    assert (row["state"], row["days"], row["missing"]) == (state, days, missing)
    assert (row["last_period"], row["period"], row["due"]) == (None, "2016Q1", date(2016, 4, 15))


@pytest.mark.parametrize(
    ("as_of", "state", "days"),
    [(date(2016, 9, 29), "fresh", -16), (date(2016, 9, 30), "due", -15), (date(2016, 10, 16), "late", 1)],
)
def test_what_follows_the_last_report_is_owed(as_of: date, state: str, days: int) -> None:
    row = one([farm("2016Q2", 3, 3)], as_of=as_of)
    assert (row["state"], row["days"], row["last_period"]) == (state, days, "2016Q2")
    assert (row["period"], row["reported"]) == ("2016Q3", 2)


def test_a_year_reported_in_full_owes_nothing() -> None:
    row = one([farm("2016Q4", 3, 3)], as_of=date(2017, 3, 1))
    assert (row["state"], row["last_period"], row["period"]) == ("fresh", "2016Q4", None)
    assert (row["due"], row["days"], row["missing"]) == (None, None, 0)


def test_half_a_quarter_is_no_quarter() -> None:
    row = one([farm("2016-02", 3, 3)], as_of=date(2016, 4, 16))
    assert (row["state"], row["last_period"], row["period"]) == ("late", None, "2016Q1")


def test_a_zero_is_a_report() -> None:
    row = one([food("2016-01", total=0)], as_of=date(2016, 2, 29), goal=FOOD)
    assert (row["state"], row["last_period"]) == ("due", "2016-01")


def test_an_object_that_does_not_exist_owes_nothing() -> None:
    row = one([farm("2016Q1", None, None, na_reason="no_object")], as_of=date(2016, 12, 31))
    assert (row["state"], row["reason"], row["days"]) == ("not_applicable", "no_object", None)


def test_a_bare_rate_is_no_report() -> None:
    row = one([farm("2016Q1", None, None, value="98")], as_of=date(2016, 5, 1))
    assert (row["state"], row["reason"], row["days"]) == ("late", "unverified", 16)


@pytest.mark.parametrize("speaker", [LHASA, REGION])
def test_one_report_from_above_stands_for_all_below(speaker: str) -> None:
    found = owed([food("2016-09", speaker)], as_of=date(2016, 10, 31)).filter(indicator=FOOD)
    states = dict(found.group_by("state", "last_period").len().select("state", "len").iter_rows())
    assert states == ({"due": 8, "late": 66} if speaker == LHASA else {"due": 74})
    assert found.filter(parent=LHASA)["last_period"].unique().to_list() == ["2016-09"]


def test_a_report_from_above_that_does_not_count_excuses_nobody() -> None:
    found = owed([food("2016-09", LHASA), food("2016-08")], as_of=date(2016, 10, 31)).filter(indicator=FOOD)
    lhasa = found.filter(parent=LHASA)
    assert lhasa["state"].unique().to_list() == ["late"]
    assert sorted(lhasa["missing"].to_list()) == [1] + [9] * 7


@pytest.mark.parametrize(
    ("goal", "reason"),
    [("mfg_quality_index", "awaiting_publication"), ("basic_public_service", "awaiting_judgement")],
)
def test_what_others_publish_and_what_awaits_a_judgement_is_not_owed(goal: str, reason: str) -> None:
    row = one([], as_of=date(2017, 12, 31), goal=goal, area=REGION)
    assert (row["state"], row["reason"]) == ("not_applicable", reason)


def test_a_judgement_grows_old() -> None:
    told = observation("common_defects", REGION, "2016H1", state="judged_met", evidence="No. 3")
    row = one([told], as_of=date(2017, 1, 21), goal="common_defects", area=REGION)
    assert (row["state"], row["period"], row["days"]) == ("late", "2016H2", 1)


def test_how_well_a_prefecture_reports() -> None:
    found = reporting_ratios(owed([food("2016-01")], as_of=date(2016, 2, 29)))
    # Monthly goals: six of 8 counties and two of the prefecture; only one report of one goal came.
    assert found["on_time", LHASA] == Ratio(1, 50)
    assert found["complete", LHASA] == Ratio(1, 50)


def test_before_anything_is_due_there_is_nothing_to_rate() -> None:
    assert reporting_ratios(owed([], as_of=date(2016, 1, 31))) == {}
