"""What is said behind a sentence: segments below the target (E18), counties that are silent (R14, E2)."""

from decimal import Decimal
from typing import Any

import pytest

from geo import load_register
from indicators.vocabulary import Flag, Light
from tests.indicators.builders import campaign, figure, observation, row_of, status_of
from tests.indicators.oracle import Row

_COUNTY, _PREFECTURE, _REGION = "540102", "540100", "540000"
_FOOD, _WORKS, _COVERAGE = "food_drug_pass_rate", "other_first_acceptance", "quality_county_coverage"


def stream(segment: str, passes: int, total: int, *, area: str = _COUNTY, indicator: str = _FOOD) -> Row:
    """One segment of a rate in December."""
    return observation(indicator, area, "2016-12", segment=segment, numerator=passes, denominator=total)


def remark(rows: list[Row], area: str = _PREFECTURE) -> tuple[dict[str, Any], bool]:
    """The status row, and whether it is flagged."""
    found = row_of(rows, area)
    return found, Flag.STREAM_BELOW in found["flags"]


def test_e18_a_stream_below_the_target_is_told_and_decides_nothing() -> None:
    rows = [stream("food", 93, 100), stream("drug", 300, 300)]
    for area in (_PREFECTURE, _REGION):
        found, is_flagged = remark(rows, area)
        assert is_flagged
        assert found["numerator"] == 393
        assert found["sentence_zh"].endswith("分项低于目标：食品 93/100，93.0 %。")
        assert found["sentence_en"].endswith("Below the target by itself: Food 93 of 100, 93.0 %.")
    alone = row_of([stream("", 393, 400)], _PREFECTURE)
    assert remark(rows)[0]["light"] == alone["light"] == Light.AT_RISK


@pytest.mark.parametrize(
    ("rows", "area"),
    [
        ([stream("food", 95, 100), stream("drug", 300, 300)], _PREFECTURE),
        ([stream("food", 93, 100), stream("drug", 300, 300)], _COUNTY),
        ([stream("food", 93, 100)], _PREFECTURE),
        ([stream("", 93, 100), stream("drug", 300, 300)], _PREFECTURE),
    ],
    ids=["on the target", "a county", "the only stream", "unnamed"],
)
def test_e18_nothing_to_remark(rows: list[Row], area: str) -> None:
    found, is_flagged = remark(rows, area)
    assert not is_flagged
    assert "分项" not in found["sentence_zh"]


def test_e18_streams_of_counties_are_added_up() -> None:
    rows = [
        stream("food", 9, 10),
        stream("food", 100, 100, area="540121"),
        stream("drug", 9, 10),
        stream("drug", 1, 1, area="540202"),
    ]
    streams = figure(rows, _PREFECTURE)["streams"]
    assert streams == [
        {"segment": "drug", "numerator": 9, "denominator": 10},
        {"segment": "food", "numerator": 109, "denominator": 110},
    ]
    assert [part["denominator"] for part in figure(rows, _REGION)["streams"]] == [11, 110]
    assert figure(rows, "540300")["streams"] is None


def test_e18_holds_for_every_goal_with_segments_and_a_target_below_100_percent() -> None:
    rows = [
        stream("transport", 90, 100, indicator=_WORKS),
        stream("water", 900, 900, indicator=_WORKS),
    ]
    assert remark(rows)[1]
    whole: list[Row] = [{**row, "indicator": "completed_conformity"} for row in rows]
    assert not remark(whole)[1]


@pytest.mark.parametrize(
    ("complete", "low", "high", "zh"),
    [
        (58, "78.4", "100.0", "另有 16 个县（区）未报，比重在 78.4 % 至 100.0 % 之间。"),
        (60, "81.1", "100.0", "另有 14 个县（区）未报，比重在 81.1 % 至 100.0 % 之间。"),
    ],
)
def test_r14_the_share_lies_in_a_range_while_counties_are_silent(
    complete: int, low: str, high: str, zh: str
) -> None:
    found = row_of(campaign(complete))
    assert f"{Decimal(found['low']):.1f}" == low
    assert f"{Decimal(found['high']):.1f}" == high
    assert found["sentence_zh"].endswith(zh)


def test_r14_example_of_the_domain() -> None:
    silent = [county.code for county in load_register().counties[-4:]]
    told = campaign(58) + [
        observation(_COVERAGE, county.code, "2016-12", numerator=0, denominator=1)
        for county in load_register().counties[58:-4]
    ]
    found = status_of(told).filter(indicator=_COVERAGE)
    region = found.filter(area=_REGION).row(0, named=True)
    assert (f"{Decimal(region['low']):.1f}", f"{Decimal(region['high']):.1f}") == ("78.4", "83.8")
    prefecture = found.filter(area="542500").row(0, named=True)
    assert (prefecture["low"], prefecture["high"]) == ("0", "57.14285714285714285714285714")
    assert "未报" not in prefecture["sentence_zh"]
    assert found.filter(area=silent[0])["low"].item() is None


def test_r14_with_all_reports_there_is_no_range_to_tell() -> None:
    found = row_of(campaign(74))
    assert (found["low"], found["high"]) == ("100", "100")
    assert "未报" not in found["sentence_zh"]


def test_r14_a_total_of_the_region_speaks_for_all() -> None:
    found = row_of([observation(_COVERAGE, _REGION, "2016-12", numerator=57, denominator=74)])
    assert found["low"] == found["high"] == found["value"]
