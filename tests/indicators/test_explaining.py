"""The sentence beside a light, in both languages (R3)."""

import random
from datetime import date
from typing import Any

import pytest

from indicators.vocabulary import Kind
from tests.indicators.builders import LATE, PLAN, campaign, observation, row_of, status_of
from tests.indicators.oracle import Row
from tests.indicators.tables import random_day, random_places, random_rows

_COUNTY, _PREFECTURE, _REGION = "540102", "540100", "540000"
_COVERAGE = "quality_county_coverage"


def rate(indicator: str, area: str, passes: int, total: int, **columns: str) -> Row:
    """A figure of December."""
    return observation(indicator, area, "2016-12", numerator=passes, denominator=total, **columns)


_SENTENCES: dict[str, tuple[list[Row], str, str, str]] = {
    "narrow": (
        [rate("agri_pass_rate", _REGION, 480, 500)],
        _REGION,
        "480/500，96.00 %，目标 ≥ 96 %：已达标，但没有余量。",
        "480 of 500, 96.00 %; target ≥ 96 %: met, but with no room left.",
    ),
    "partial": (
        [rate("food_drug_pass_rate", _COUNTY, 40, 40)],
        _REGION,
        "40/40，100.0 %，目标 ≥ 95 %：已达标，但报送不全。",
        "40 of 40, 100.0 %; target ≥ 95 %: met, but the data are partial.",
    ),
    "display trap": (
        [rate("agri_pass_rate", _REGION, 475, 495)],
        _REGION,
        "475/495，95.96 %，目标 ≥ 96 %：还差 1 个样品。",
        "475 of 495, 95.96 %; target ≥ 96 %: 1 more needed (sample).",
    ),
    "small sample": (
        [rate("agri_pass_rate", _COUNTY, 2, 3)],
        _COUNTY,
        "2/3，66.7 %，目标 ≥ 96 %：仅 1 个不合格且样本少于 25 个，只预警。",
        "2 of 3, 66.7 %; target ≥ 96 %: one failure in fewer than 25, a warning only.",
    ),
    "lost": (
        [rate("export_pass_rate", _PREFECTURE, 1999, 2000)],
        _PREFECTURE,
        "1999/2000，99.95 %，目标 = 100 %：出现 1 批次不合格，年内不可挽回。",
        "1999 of 2000, 99.95 %; target = 100 %: 1 failed (batch), lost for the year.",
    ),
    "accidents": (
        [observation("engineering_accidents", _COUNTY, "2016-12", value="2")],
        _COUNTY,
        "发生 2 起，目标 = 0 起，年内不可挽回。",
        "2 accidents; target = 0 accidents: lost for the year.",
    ),
    "checklist": (
        [observation(_COVERAGE, _COUNTY, "2016-12", numerator=1, denominator=1, segment="kickoff")],
        _COUNTY,
        "1/5 项，尚未全面开展，还差 4 项，暂不计入。",
        "1 of 5 items: not in full, 4 missing, the county does not count yet.",
    ),
    "no mark": (
        campaign(6),
        _PREFECTURE,
        "6/8，75.0 %；该级不设此目标。",
        "6 of 8, 75.0 %; no target at this level.",
    ),
    "no object": (
        [observation("export_pass_rate", _PREFECTURE, "2016-12", na_reason="no_object")],
        _PREFECTURE,
        "不适用：无此类对象（已申报）。",
        "Not applicable: no such object (declared).",
    ),
    "overdue": (campaign(1), "540121", "无数据：逾期未报。", "No data: report overdue."),
}


@pytest.mark.parametrize(("rows", "area", "zh", "en"), _SENTENCES.values(), ids=_SENTENCES)
def test_sentence(rows: list[Row], area: str, zh: str, en: str) -> None:
    found = row_of(rows, area)
    assert (found["sentence_zh"], found["sentence_en"]) == (zh, en)


@pytest.mark.parametrize(
    ("done", "as_of", "zh"),
    [
        (40, date(2016, 7, 2), "40/100，40.0 %，目标 ≥ 85 %：还差 45 家企业（按进度应达 42.5）。"),
        (43, date(2016, 7, 2), "43/100，43.0 %，目标 ≥ 85 %：还差 42 家企业，不落后于进度（应达 42.5）。"),
        (85, date(2016, 7, 2), "85/100，85.00 %，目标 ≥ 85 %，已达标。"),
        (84, LATE, "84/100，84.0 %，目标 ≥ 85 %：还差 1 家企业。"),
    ],
)
def test_sentence_of_progress(done: int, as_of: date, zh: str) -> None:
    row = observation("service_qms_cert_rate", _PREFECTURE, "2016-06", numerator=done, denominator=100)
    assert row_of([row], _PREFECTURE, as_of=as_of)["sentence_zh"] == zh


@pytest.mark.parametrize("seed", range(20))
def test_every_sentence_says_its_figure_in_both_languages(seed: int) -> None:
    dice = random.Random(f"sentences {seed}")
    areas = random_places(dice)
    found = status_of(random_rows(dice, areas), as_of=random_day(dice), areas=areas)
    for row in found.iter_rows(named=True):
        for sentence in (row["sentence_zh"], row["sentence_en"]):
            assert not {"{", "None", "  "} & {part for part in ("{", "None", "  ") if part in sentence}, (
                sentence
            )
            assert all(word in sentence for word in _figures_in(row)), (sentence, row)


def _figures_in(row: dict[str, Any]) -> list[str]:
    kind = PLAN.goal(row["indicator"]).kind
    if kind is Kind.QUOTA and row["light"] != "no_data":
        return [pair[side] for pair in row["compared"] or [] for side in ("value", "reference", "period")]
    if row["value"] is None or kind is Kind.MILESTONE:
        return []
    if kind in {Kind.COUNT, Kind.ASPIRATION, Kind.NEAR_REFERENCE, Kind.REACH_REFERENCE}:
        return [row["value"], *((pair["reference_period"]) for pair in row["compared"] or [])]
    if kind is Kind.SHARE_OF_COUNTIES and row["level"] == "county":
        return [] if row["items_done"] is None else [str(len(row["items_done"])), "5"]
    return [str(row["numerator"]), str(row["denominator"])]
