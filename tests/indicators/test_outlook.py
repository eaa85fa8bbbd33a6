"""Already lost, already safe, and the range that missing reports leave (R7, R14)."""

from datetime import date
from fractions import Fraction

import pytest

from geo import load_register
from indicators.outlook import Outlook
from indicators.progress import Progress
from tests.indicators.builders import LATE, campaign, farm, goal, observation, tick
from tests.indicators.courses import (
    CAMPAIGN,
    CERTIFIED,
    COUNTY,
    EVE,
    FARM,
    PREFECTURE,
    REGION,
    outlook_of,
    progress_of,
    rows_of,
)


def test_missing_counties_leave_a_range() -> None:
    rows = [*campaign(58), *rows_of(CAMPAIGN, [("2016-12", 0, 1)] * 1, load_register().counties[58].code)]
    found = progress_of(rows, CAMPAIGN, REGION, as_of=LATE)
    assert found.range == (Fraction(58, 74), Fraction(73, 74))
    assert outlook_of(found) is Outlook.UNKNOWN


def test_rates_with_missing_areas_have_no_range() -> None:
    rows = [farm("2016Q4", 9, 10)]
    assert progress_of(rows, FARM, REGION).range is None
    assert progress_of(rows, FARM, COUNTY).range == (Fraction(9, 10), Fraction(9, 10))
    assert progress_of([], FARM, COUNTY).range is None


def test_a_silent_county_of_the_campaign_can_be_all_or_nothing() -> None:
    assert progress_of([], CAMPAIGN, COUNTY).range == (Fraction(0), Fraction(1))
    assert progress_of([tick("kickoff")], CAMPAIGN, COUNTY).range == (Fraction(1, 5), Fraction(1, 5))


def _region(complete: int, *, refused: int = 0, declared: int = 0, as_of: date = EVE) -> Progress:
    rest = [county.code for county in load_register().counties[complete:]]
    rows = campaign(complete) if complete else []
    rows = [{**row, "period": "2016-11"} for row in rows]
    for place, area in enumerate(rest[: refused + declared]):
        columns = {"numerator": 0, "denominator": 1} if place < refused else {"na_reason": "excluded"}
        rows.append(observation(CAMPAIGN.id, area, "2016-11", **columns))
    return progress_of(rows, CAMPAIGN, REGION, as_of=as_of)


@pytest.mark.parametrize(
    ("found", "outlook"),
    [
        ({"complete": 60}, Outlook.SAFE),
        ({"complete": 59}, Outlook.OPEN),
        ({"complete": 0}, Outlook.OPEN),
        ({"complete": 10, "refused": 64}, Outlook.OPEN),  # they can still do it
        ({"complete": 10, "declared": 14}, Outlook.OPEN),
        ({"complete": 10, "declared": 15}, Outlook.LOST),
        ({"complete": 59, "as_of": LATE}, Outlook.UNKNOWN),
        ({"complete": 59, "refused": 15, "as_of": LATE}, Outlook.LOST),
        ({"complete": 59, "refused": 14, "as_of": LATE}, Outlook.UNKNOWN),
        ({"complete": 50, "refused": 15, "as_of": LATE}, Outlook.LOST),
        ({"complete": 60, "refused": 14, "as_of": LATE}, Outlook.SAFE),
    ],
)
def test_outlook_of_the_share_of_counties(found: dict[str, int | date], outlook: Outlook) -> None:
    options = {name: value for name, value in found.items() if isinstance(value, int)}
    as_of = found.get("as_of")
    got = _region(**options, as_of=as_of if isinstance(as_of, date) else EVE)
    assert outlook_of(got) is outlook


@pytest.mark.parametrize(
    ("items", "as_of", "outlook"),
    [
        (5, EVE, Outlook.SAFE),
        (4, EVE, Outlook.OPEN),
        (4, LATE, Outlook.LOST),
        (0, LATE, Outlook.UNKNOWN),
    ],
)
def test_outlook_of_a_county_of_the_campaign(items: int, as_of: date, outlook: Outlook) -> None:
    rows = [tick(item.id) for item in CAMPAIGN.items[:items]]
    assert outlook_of(progress_of(rows, CAMPAIGN, as_of=as_of)) is outlook


@pytest.mark.parametrize(
    ("passes", "remaining", "outlook"),
    [
        (100, None, Outlook.UNKNOWN),
        (0, None, Outlook.UNKNOWN),
        (100, 4, Outlook.SAFE),
        (100, 5, Outlook.OPEN),
        (95, 24, Outlook.LOST),
        (95, 25, Outlook.OPEN),
        (96, 0, Outlook.SAFE),
        (95, 0, Outlook.LOST),
    ],
)
def test_outlook_of_a_flow_rate(passes: int, remaining: int | None, outlook: Outlook) -> None:
    assert outlook_of(progress_of([farm("2016Q4", passes, 100)], FARM, remaining=remaining)) is outlook


@pytest.mark.parametrize(
    ("passes", "remaining", "outlook"),
    [(99, None, Outlook.LOST), (100, None, Outlook.UNKNOWN), (100, 0, Outlook.SAFE), (99, 0, Outlook.LOST)],
)
def test_outlook_of_a_goal_of_100(passes: int, remaining: int | None, outlook: Outlook) -> None:
    works = goal("completed_conformity")
    rows = rows_of(works, [("2016-01", passes, 100)])
    assert outlook_of(progress_of(rows, works, remaining=remaining)) is outlook


def test_outlook_without_a_figure() -> None:
    assert outlook_of(progress_of([], FARM)) is Outlook.UNKNOWN
    assert outlook_of(progress_of([], goal("completed_conformity"))) is Outlook.UNKNOWN


def test_areas_that_a_goal_does_not_reach_have_no_outlook() -> None:
    assert progress_of([], CERTIFIED, COUNTY).prospect is None
    out = observation(FARM.id, COUNTY, "2016Q1", na_reason="no_object")
    found = progress_of([out], FARM)
    assert (found.value, found.prospect) == (None, None)
    assert progress_of([], goal("tibet_brands"), REGION).prospect is None


@pytest.mark.parametrize(
    ("passes", "as_of", "outlook"),
    [
        (20, EVE, Outlook.OPEN),
        (17, LATE, Outlook.SAFE),
        (16, LATE, Outlook.LOST),
        (None, LATE, Outlook.UNKNOWN),
    ],
)
def test_outlook_of_a_stock(passes: int | None, as_of: date, outlook: Outlook) -> None:
    rows = [] if passes is None else rows_of(CERTIFIED, [("2016Q3", passes, 20)], PREFECTURE)
    assert outlook_of(progress_of(rows, CERTIFIED, PREFECTURE, as_of=as_of)) is outlook


@pytest.mark.parametrize(
    ("issued", "as_of", "remaining", "outlook"),
    [
        (1, EVE, None, Outlook.SAFE),
        (0, EVE, None, Outlook.OPEN),
        (0, LATE, None, Outlook.UNKNOWN),
        (0, LATE, 0, Outlook.LOST),
        (0, LATE, 1, Outlook.UNKNOWN),
    ],
)
def test_outlook_of_a_flow_count(issued: int, as_of: date, remaining: int | None, outlook: Outlook) -> None:
    standards = goal("service_local_standards")
    rows = [observation(standards.id, REGION, "2016-01", value=str(issued))]
    assert outlook_of(progress_of(rows, standards, REGION, as_of=as_of, remaining=remaining)) is outlook


@pytest.mark.parametrize(
    ("remaining", "outlook"), [(None, Outlook.UNKNOWN), (9, Outlook.UNKNOWN), (0, Outlook.SAFE)]
)
def test_outlook_of_a_mean(remaining: int | None, outlook: Outlook) -> None:
    air = goal("air_good_days")
    rows = rows_of(air, [("2016-01", 31, 31)], PREFECTURE)
    assert outlook_of(progress_of(rows, air, REGION, remaining=remaining)) is outlook


def test_accidents_lose_the_year() -> None:
    accidents = goal("engineering_accidents")
    rows = [observation(accidents.id, COUNTY, "2016-01", value="1")]
    assert outlook_of(progress_of(rows, accidents, as_of=EVE)) is Outlook.LOST
