"""Who drags a figure: excess failures add up exactly; the nearest counties by missing item (E5, R14)."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import load_register
from indicators import aggregate
from indicators.contribution import CONTRIBUTION_SCHEMA, NEAREST_SCHEMA, contributions, nearest_counties
from indicators.exact import BASIS
from indicators.goal import Goal
from indicators.vocabulary import Kind, Level
from tests.indicators.builders import LATE, PLAN, farm, frame, goal, hierarchy, observation, tick
from tests.indicators.oracle import Row

_CATALOGUE = Path(__file__).parents[2] / "../shared/reference/catalogue.json"
_REGION, _COUNTY = "540000", "540102"
_FARM = goal("agri_pass_rate")
_CAMPAIGN = goal("quality_county_coverage")
_RATES = [goal for goal in PLAN.goals if goal.kind is Kind.RATE]

_EXAMPLE = {  # the report's worked example: samples, passes, allowed, excess, the region without it
    "540100": (180, 175, "7.2", "-2.2", "93.75"),
    "540200": (110, 103, "4.4", "2.6", "95.38"),
    "540300": (70, 63, "2.8", "4.2", "95.81"),
    "540400": (50, 48, "2", "0", "94.89"),
    "540500": (50, 49, "2", "-1", "94.67"),
    "542400": (25, 23, "1", "1", "95.16"),
    "542500": (15, 14, "0.6", "0.4", "95.05"),
}


def _figures(rows: list[Row]) -> pl.DataFrame:
    return aggregate(frame(rows), plan=PLAN, hierarchy=hierarchy(), as_of=LATE)


def _parts(
    rows: list[Row], level: Level, *, of: Goal = _FARM, whole: str | None = None
) -> dict[str, dict[str, Any]]:
    found = contributions(_figures(rows), of, hierarchy=hierarchy(), level=level, whole=whole)
    assert found.schema == CONTRIBUTION_SCHEMA
    return {row["area"]: row for row in found.iter_rows(named=True)}


def _rate(area: str, passes: int, total: int, *, of: Goal = _FARM) -> Row:
    return observation(of.id, area, "2016-12", numerator=passes, denominator=total)


def _example() -> list[Row]:
    """Each prefecture's samples, one half in each of its first two counties."""
    rows = []
    for prefecture, (total, passes, *_) in _EXAMPLE.items():
        first, second = [c.code for c in load_register().counties if c.parent == prefecture][:2]
        half = total // 2
        rows += [_rate(first, half, half), _rate(second, passes - half, total - half)]
    return rows


def test_worked_example_of_the_report() -> None:
    found = _parts(_example(), Level.PREFECTURE)
    for area, (total, passes, allowed, excess, without) in _EXAMPLE.items():
        row = found[area]
        assert (row["denominator"], row["numerator"]) == (total, passes)
        assert (row["failures"], row["allowed"], row["excess"]) == (total - passes, allowed, excess)
        assert round(float(row["value_without"]), 2) == float(without)
        assert row["met_without"] is False
    assert sum(row["excess_bp"] for row in found.values()) == 5 * BASIS
    assert list(found)[:2] == ["540300", "540200"]
    assert [row["rank"] for row in found.values()] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.skipif(not _CATALOGUE.is_file(), reason="no ../shared/reference/catalogue.json on this machine")
def test_worked_example_is_that_of_the_catalogue() -> None:
    example = json.loads(_CATALOGUE.read_text())["decomposition_example"]
    codes = {area.name_zh: area.code for area in load_register().prefectures}
    found = {
        codes[row["prefecture"]]: (
            row["n"],
            row["k"],
            row["allowed"],
            row["excess"],
            row["region_rate_without"],
        )
        for row in example["rows"]
    }
    assert found == {
        area: (total, passes, float(allowed), float(excess), float(without))
        for area, (total, passes, allowed, excess, without) in _EXAMPLE.items()
    }


def test_lowest_rate_is_not_the_largest_drag() -> None:
    found = _parts(_example(), Level.PREFECTURE)
    nagqu, shigatse = found["542400"], found["540200"]
    assert nagqu["numerator"] / nagqu["denominator"] < shigatse["numerator"] / shigatse["denominator"]
    assert nagqu["rank"] > shigatse["rank"]


def test_way_back_and_room_of_each_area() -> None:
    found = _parts(
        [_rate(_COUNTY, 475, 495), _rate("540103", 281, 287), _rate("540121", 24, 25)], Level.COUNTY
    )
    assert {area: (row["in_a_row"], row["affordable"]) for area, row in found.items()} == {
        _COUNTY: (5, 0),
        "540103": (0, 5),
        "540121": (0, 0),
    }


def test_sentence_says_failures_allowance_and_excess() -> None:
    found = _parts(_example(), Level.PREFECTURE)
    assert found["540300"]["sentence_en"] == "7 of 70 failed; 2.8 allowed at ≥ 96 %: 4.2 too many."
    assert "允许 7.2" in found["540100"]["sentence_zh"]
    assert "少 2.2" in found["540100"]["sentence_zh"]
    assert "exactly the 2 allowed" in found["540400"]["sentence_en"]


def test_a_single_area_leaves_nothing_without_it() -> None:
    row = _parts([_rate(_COUNTY, 9, 10)], Level.COUNTY)[_COUNTY]
    assert (row["value_without"], row["met_without"], row["denominator_without"]) == (None, None, None)


def test_whole_may_be_a_prefecture() -> None:
    found = _parts(_example(), Level.COUNTY, whole="540300")
    assert [row["parent"] for row in found.values()] == ["540300", "540300"]
    assert sum(row["excess_bp"] for row in found.values()) == 42_000


def test_a_prefecture_that_reported_itself_stands_for_its_counties() -> None:
    found = _parts([_rate(_COUNTY, 9, 10), _rate("540200", 18, 20)], Level.COUNTY)
    assert {area: row["level"] for area, row in found.items()} == {"540200": "prefecture", _COUNTY: "county"}
    region = _parts([_rate(_REGION, 90, 100)], Level.PREFECTURE)
    assert [row["level"] for row in region.values()] == ["region"]


def test_no_figure_no_rows() -> None:
    assert _parts([], Level.PREFECTURE) == {}
    assert _parts([observation("agri_pass_rate", _COUNTY, "2016-12", denominator=0)], Level.COUNTY) == {}


def test_a_target_of_100_allows_nothing() -> None:
    works = goal("completed_conformity")
    row = _parts([_rate(_COUNTY, 9, 10, of=works)], Level.COUNTY, of=works)[_COUNTY]
    assert (row["allowed"], row["excess"], row["in_a_row"], row["affordable"]) == ("0", "1", None, 0)


def test_equal_excess_shares_a_rank() -> None:
    found = _parts(
        [_rate(area, 9, 10) for area in (_COUNTY, "540103")] + [_rate("540121", 1, 1)], Level.COUNTY
    )
    assert [row["rank"] for row in found.values()] == [1, 1, 3]


@pytest.mark.parametrize("other", ["quality_county_coverage", "air_good_days", "engineering_accidents"])
def test_other_kinds_do_not_add_up(other: str) -> None:
    with pytest.raises(AssertionError, match=other):
        contributions(_figures([]), goal(other), hierarchy=hierarchy(), level=Level.COUNTY)


counts = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))
tables = st.dictionaries(
    st.sampled_from([area.code for area in load_register().areas if area.parent]), counts, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(table=tables, of=st.sampled_from(_RATES))
def test_excess_adds_up_from_counties_to_prefectures_to_the_region(
    table: dict[str, tuple[int, int]], of: Goal
) -> None:
    figures = _figures([_rate(area, *pair, of=of) for area, pair in table.items()])
    areas = hierarchy()

    def excess(level: Level, whole: str | None = None) -> int:
        found = contributions(figures, of, hierarchy=areas, level=level, whole=whole)
        return int(found["excess_bp"].sum())

    def own(area: str) -> Fraction:
        mine = figures.filter(indicator=of.id, area=area).row(0, named=True)
        total = mine["denominator"] or 0
        failures = total - (mine["numerator"] or 0)
        return failures - Fraction(BASIS - of.target_bp, BASIS) * total

    prefectures = areas.filter(level="prefecture")["area"].to_list()
    assert excess(Level.REGION) == excess(Level.PREFECTURE) == excess(Level.COUNTY) == own(_REGION) * BASIS
    for prefecture in prefectures:
        assert excess(Level.COUNTY, prefecture) == own(prefecture) * BASIS
    assert sum(excess(Level.COUNTY, prefecture) for prefecture in prefectures) == excess(Level.REGION)


def _nearest(rows: list[Row]) -> pl.DataFrame:
    found = nearest_counties(_figures(rows), _CAMPAIGN, hierarchy=hierarchy())
    assert found.schema == NEAREST_SCHEMA
    return found


def _ticks(area: str, done: int) -> list[Row]:
    items = [item.id for item in _CAMPAIGN.items]
    return [tick(item, int(place < done), area=area) for place, item in enumerate(items)]


def test_nearest_counties_come_by_missing_items_with_their_names() -> None:
    rows = [*_ticks("540103", 3), *_ticks(_COUNTY, 4), *_ticks("540121", 5), *_ticks("540122", 0)]
    found = _nearest(rows)
    assert found.height == 73
    assert found.head(3).select("area", "missing").rows() == [(_COUNTY, 1), ("540103", 2), ("540122", 5)]
    assert found["items_missing"].to_list()[:2] == [["annual_summary"], ["appraisal", "annual_summary"]]
    assert found["sentence_zh"][0] == "还差 1 项：形成年度总结。"
    assert "540121" not in found["area"].to_list()


def test_items_that_were_never_ticked_are_missing() -> None:
    row = _nearest([tick("leading_group")]).row(0, named=True)
    assert (row["area"], row["missing"]) == (_COUNTY, 4)


def test_those_without_a_list_then_declared_out_then_silent_ones_come_last() -> None:
    no_list = observation(_CAMPAIGN.id, "540103", "2016-12", numerator=0, denominator=1)
    out = observation(_CAMPAIGN.id, _COUNTY, "2016-12", na_reason="excluded")
    found = _nearest([no_list, out, *_ticks("542527", 1)])
    assert found["area"].to_list()[:3] == ["542527", "540103", _COUNTY]
    assert found["reported"].to_list()[:4] == [True, True, True, False]
    assert found["missing"].to_list()[:4] == [4, None, None, None]
    assert found["sentence_en"].to_list()[1:4] == [
        "reported as not in full, without a list.",
        "declared not applicable; stays in the denominator.",
        "not reported yet.",
    ]


def test_all_counties_are_open_before_any_report() -> None:
    found = _nearest([])
    assert found.height == 74
    assert not found["reported"].any()


def test_a_farm_figure_elsewhere_does_not_matter() -> None:
    assert _nearest([farm("2016Q4", 1, 2)]).height == 74
