"""From figures of areas to those above: which day is known, who counts for whom (R4, R13 to R16)."""

from datetime import date

import pytest

from geo import load_register
from indicators.aggregate import FIGURE_SCHEMA, aggregate, known_observations
from indicators.observation import no_observations
from tests.indicators.builders import LATE, PLAN, counts, farm, figure, frame, hierarchy, observation, tick
from tests.indicators.oracle import Row

_COUNTY, _NEIGHBOUR, _PREFECTURE, _REGION = "540102", "540121", "540100", "540000"
_AGRI, _EXPORT, _AIR = "agri_pass_rate", "export_pass_rate", "air_good_days"
_COVERAGE = "quality_county_coverage"


def test_a_period_counts_from_its_last_day() -> None:
    rows = [farm("2016Q1", 3, 4), farm("2016Q2", 5, 5)]
    assert counts(rows, _COUNTY, as_of=date(2016, 6, 29)) == (3, 4)
    assert counts(rows, _COUNTY, as_of=date(2016, 6, 30)) == (8, 9)
    assert counts(rows, _COUNTY, as_of=date(2017, 3, 1)) == (8, 9)


def test_known_observations_carry_their_span() -> None:
    rows = [farm("2016Q1", 3, 4), farm("2016-06", 8, 9, period_type="ytd"), farm("2016Q3", 5, 5)]
    known = known_observations(frame(rows), plan=PLAN, as_of=date(2016, 7, 1))
    spans = known.sort("period").select("period", "start", "end").rows()
    assert spans == [
        ("2016-06", date(2016, 1, 1), date(2016, 6, 30)),
        ("2016Q1", date(2016, 1, 1), date(2016, 3, 31)),
    ]


def test_children_win_over_the_parents_own_row() -> None:
    rows = [farm("2016Q1", 3, 4), observation(_AGRI, _PREFECTURE, "2016Q1", numerator=50, denominator=60)]
    assert counts(rows, _PREFECTURE) == (3, 4)
    assert counts(rows, _REGION) == (3, 4)
    assert counts(rows[1:], _PREFECTURE) == counts(rows[1:], _REGION) == (50, 60)


@pytest.mark.parametrize(
    "child", [{"denominator": 0}, {"denominator": 0, "na_reason": "no_object"}, {"value": "100"}], ids=str
)
def test_a_child_without_a_figure_leaves_the_parents_own_row(child: dict[str, str | int]) -> None:
    own = observation(_EXPORT, _PREFECTURE, "2016-01", numerator=20, denominator=20)
    rows = [own, observation(_EXPORT, _COUNTY, "2016-01", **child)]
    assert counts(rows, _PREFECTURE) == counts(rows, _REGION) == (20, 20)


def test_a_prefecture_whose_counties_are_all_absent_is_absent() -> None:
    counties = load_register().counties_of(_PREFECTURE)
    rows = [observation(_AGRI, county.code, "2016Q1", na_reason="no_object") for county in counties]
    own = observation(_AGRI, _PREFECTURE, "2016Q1", numerator=3, denominator=4)
    assert figure(rows, _PREFECTURE)["na_reason"] == "no_object"
    assert figure([*rows, own], _PREFECTURE)["na_reason"] == "no_object"
    assert figure(rows[1:], _PREFECTURE)["na_reason"] is None
    assert figure(rows, _REGION)["na_reason"] is None


def test_an_absent_county_leaves_both_sides() -> None:
    rows = [
        farm("2016Q1", 3, 4),
        observation(_AGRI, _NEIGHBOUR, "2016Q1", denominator=0, na_reason="no_object"),
    ]
    assert counts(rows, _PREFECTURE) == (3, 4)


@pytest.mark.parametrize(
    ("indicator", "area", "reported", "expected"),
    [
        (_AGRI, _COUNTY, (1, 1), (1, 8)),
        (_AGRI, _PREFECTURE, (0, 1), (8, 8)),
        (_EXPORT, _COUNTY, (0, 0), (1, 1)),
        (_EXPORT, _PREFECTURE, (0, 0), (1, 1)),
    ],
)
def test_reported_of_expected(
    indicator: str, area: str, reported: tuple[int, int], expected: tuple[int, int]
) -> None:
    rows = [observation(indicator, area, "2016Q1", numerator=3, denominator=4)]
    county, prefecture, region = (figure(rows, code) for code in (_COUNTY, _PREFECTURE, _REGION))
    assert (county["reported"], county["expected"]) == reported
    assert (prefecture["reported"], prefecture["expected"]) == expected
    assert (region["reported"], region["expected"]) == (expected[0], 74 if indicator == _AGRI else 7)


def test_air_is_kept_by_prefecture_and_its_own_row_goes_first() -> None:
    rows = [
        observation(_AIR, _PREFECTURE, "2016-01", numerator=28, denominator=31),
        observation(_AIR, _COUNTY, "2016-01", numerator=1, denominator=1),
        observation(_AIR, "540202", "2016-01", numerator=30, denominator=31),
        observation(_AIR, "540221", "2016-01", numerator=29, denominator=30),
    ]
    assert counts(rows, _PREFECTURE) == (28, 31)
    assert figure(rows, "540200")["parts"] is None
    region = figure(rows, _REGION)
    assert [tuple(part.values()) for part in region["parts"]] == [(28, 31), (59, 61)]
    assert (region["numerator"], region["denominator"], region["reported"]) == (87, 92, 2)


@pytest.mark.parametrize(("total", "expected"), [(1, (1, 1)), (0, (None, None))])
def test_counts_beside_words_need_a_denominator(total: int, expected: tuple[int | None, int | None]) -> None:
    row = observation("two_rivers_afforestation", _COUNTY, "2016-06", numerator=total, denominator=total)
    assert counts([row], _COUNTY) == expected


def test_areas_with_both_years_are_counted() -> None:
    def towns(area: str, year: str) -> Row:
        return observation("garbage_harmless_rate", area, year, numerator=1, denominator=2)

    rows = [towns(area, year) for area in (_COUNTY, _NEIGHBOUR) for year in ("2015", "2016")]
    assert [figure(rows, area)["same_units"] for area in (_COUNTY, _PREFECTURE, _REGION)] == [1, 2, 2]
    own = [towns(_PREFECTURE, year) for year in ("2015", "2016")]
    assert [figure(own, area)["same_units"] for area in (_COUNTY, _PREFECTURE, _REGION)] == [None, 8, 8]


def test_coverage_keeps_all_counties_below() -> None:
    rows = [tick("", area=county.code) for county in load_register().counties[:60]]
    assert counts(rows, _REGION) == (60, 74)
    assert counts(rows, _PREFECTURE) == (8, 8)
    assert counts(rows, "542500") == (None, None)
    assert figure(rows, _REGION)["reported"] == 60


def test_a_county_excused_from_the_campaign_stays_among_the_74() -> None:
    rows = [tick(""), observation(_COVERAGE, _NEIGHBOUR, "2016-06", na_reason="excluded")]
    assert counts(rows, _REGION) == (1, 74)


def test_coverage_from_a_total_of_the_region() -> None:
    own = observation(_COVERAGE, _REGION, "2016-06", numerator=57, denominator=74)
    assert counts([own], _REGION) == (57, 74)
    assert counts([own, tick("")], _REGION) == (1, 74)


def test_every_goal_and_area_has_a_figure_in_order() -> None:
    for rows in (no_observations(), frame([farm("2016Q1", 3, 4)])):
        figures = aggregate(rows, plan=PLAN, hierarchy=hierarchy(), as_of=LATE)
        assert figures.schema == FIGURE_SCHEMA
        pairs = [(goal.id, area) for goal in PLAN.goals for area in hierarchy()["area"]]
        assert figures.select("indicator", "area").rows() == pairs
