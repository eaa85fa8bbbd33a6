"""The status frame that pages, reports and the command share, and its sentences."""

import random
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from geo import load_register
from indicators.explaining import domain_wording
from indicators.status import STATUS_SCHEMA
from indicators.text import Text
from indicators.vocabulary import Flag, Light, Reason
from indicators.wording import Wording
from tests.indicators.builders import (
    LATE,
    PLAN,
    campaign,
    hierarchy,
    observation,
    one_status,
    row_of,
    status_of,
)
from tests.indicators.oracle import Row
from tests.indicators.tables import random_day, random_places, random_rows

_COUNTY, _PREFECTURE, _REGION = "540102", "540100", "540000"


def rate(indicator: str, area: str, passes: int, total: int, **columns: str) -> Row:
    """A figure of December."""
    return observation(indicator, area, "2016-12", numerator=passes, denominator=total, **columns)


def test_every_goal_and_area_in_order() -> None:
    found = status_of(campaign(3))
    assert found.schema == STATUS_SCHEMA
    assert found.height == 36 * 82
    assert found["indicator"].unique(maintain_order=True).to_list() == [goal.id for goal in PLAN.goals]
    assert found["area"].head(82).to_list() == hierarchy()["area"].to_list()
    assert found["as_of"].unique().to_list() == [LATE]
    required = [name for name in STATUS_SCHEMA if name not in _MAY_BE_NULL]
    assert not any(found.select(pl.col(required).null_count()).row(0))


_MAY_BE_NULL = {
    "period",
    "numerator",
    "denominator",
    "value",
    "target",
    "reason",
    "short",
    "planned",
    "pooled",
    "items_done",
    *("low", "high", "state", "tolerance", "compared"),
}


def test_an_empty_table_has_a_status_too() -> None:
    found = status_of([])
    assert set(found["light"]) == {Light.NO_DATA, Light.NOT_APPLICABLE}
    assert found["reason"].null_count() == 0
    assert found["value"].null_count() == found.height


@pytest.mark.parametrize(
    ("complete", "light", "short", "zh", "en"),
    [
        (59, Light.NOT_MET, 1, "还差 1 个县（区）", "1 more needed (county)"),
        (60, Light.MET, 0, "已达标", "met"),
        (57, Light.NOT_MET, 3, "还差 3 个县（区）", "3 more needed (county)"),
    ],
)
def test_campaign_needs_sixty_counties(complete: int, light: Light, short: int, zh: str, en: str) -> None:
    found = row_of(campaign(complete))
    assert (found["light"], found["short"]) == (light, short)
    assert (found["numerator"], found["denominator"], found["target"]) == (complete, 74, "80")
    assert (found["reported"], found["expected"]) == (complete, 74)
    assert f"{complete}/74" in found["sentence_zh"]
    assert zh in found["sentence_zh"]
    assert f"{complete} of 74" in found["sentence_en"]
    assert en in found["sentence_en"]


def test_value_is_exact_decimal_text() -> None:
    assert row_of([rate("agri_pass_rate", _REGION, 987, 1000)])["value"] == "98.7"
    assert row_of([rate("agri_pass_rate", _REGION, 40, 40)])["value"] == "100"
    assert row_of([rate("agri_pass_rate", _REGION, 2, 3)])["value"] == "66.66666666666666666666666667"
    assert row_of([observation("engineering_accidents", _COUNTY, "2016-12", value="10")])["value"] == "10"


def test_a_county_owes_no_report_of_what_prefectures_keep() -> None:
    found = one_status(status_of([]), "export_pass_rate", _COUNTY)
    assert (found["reported"], found["expected"]) == (0, 0)


@pytest.mark.parametrize(
    ("indicator", "target"),
    [("agri_pass_rate", "96"), ("service_local_standards", "1"), ("mfg_quality_index", None)],
)
def test_target_as_text(indicator: str, target: str | None) -> None:
    assert one_status(status_of([]), indicator, _REGION)["target"] == target


def test_period_is_the_span_covered() -> None:
    months = [
        observation("export_pass_rate", _PREFECTURE, f"2016-0{n}", numerator=1, denominator=1) for n in (1, 4)
    ]
    assert row_of(months)["period"] == "2016-01/2016-04"
    assert row_of(months[:1])["period"] == "2016-01"


def air_rows() -> list[Row]:
    """Seven prefectures whose mean and pooled rate differ."""
    shares = [(300, 366), *[(330, 366)] * 6]
    areas = load_register().prefectures
    return [rate("air_good_days", a.code, p, n) for a, (p, n) in zip(areas, shares, strict=True)]


def test_a_mean_shows_the_pooled_rate_beside_it() -> None:
    found = row_of([*air_rows()[:6], rate("air_good_days", "542500", 31, 31)])
    assert (found["numerator"], found["denominator"]) == (300 + 5 * 330 + 31, 6 * 366 + 31)
    mean = (Fraction(300, 366) + 5 * Fraction(330, 366) + 1) / 7 * 100
    assert Decimal(found["value"]) == Decimal(mean.numerator) / mean.denominator
    assert Decimal(found["pooled"]) == Decimal(198100) / 2227
    assert "7 个地（市）平均 90.4 %（合计 1981/2227，88.95 %）" in found["sentence_zh"]
    assert "mean of 7 prefectures 90.4 % (pooled 1981 of 2227, 88.95 %)" in found["sentence_en"]


def test_a_mean_of_zeros_has_a_pooled_rate_of_zero() -> None:
    found = row_of([rate("air_good_days", "542500", 0, 31)])
    assert (found["value"], found["pooled"]) == ("0", "0")


def test_only_a_mean_has_a_pooled_rate() -> None:
    found = status_of([*air_rows(), *campaign(5), rate("agri_pass_rate", _COUNTY, 3, 4)])
    pooled = found.filter(pl.col("pooled").is_not_null())
    assert pooled.select("indicator", "area").rows() == [("air_good_days", _REGION)]


def test_random_tables_reach_every_light_reason_flag_and_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: set[tuple[str, str]] = set()
    told: set[str] = set()
    said: set[str] = set()
    say = Wording.__call__

    def noted(self: Wording, key: str, /, **facts: object) -> Text:
        said.add(key)
        return say(self, key, **facts)

    monkeypatch.setattr(Wording, "__call__", noted)
    for seed in range(70):
        dice = random.Random(f"reach {seed}")
        areas = random_places(dice)
        found = status_of(random_rows(dice, areas), as_of=random_day(dice), areas=areas)
        reached |= set(found.select("rule", "light").unique().rows())
        told |= set(found["reason"].drop_nulls()) | set(found.explode("flags")["flags"].drop_nulls())
    assert reached == _REACHABLE
    assert told == _TOLD
    assert {key for key in domain_wording.sentences if key.startswith(_SAID)} - said <= _SAID_ONCE


def _lights(rule: str, *lights: Light) -> set[tuple[str, str]]:
    return {(rule, light.value) for light in lights}


_MET, _TRACK, _RISK, _MISS, _NONE = list(Light)[:5]
_REACHABLE = {
    *_lights("R5", _MET, _RISK, _MISS),
    *_lights("R6", _MET, _RISK, _MISS),
    *_lights("R7", _MET, _MISS),
    *_lights("R8", _MET, _TRACK, _RISK, _MISS),
    *_lights("R9", _MET, _RISK, _MISS, _NONE),
    *_lights("R10", _MET, _MISS, _NONE),
    *_lights("R11", _MET, _RISK, _MISS, _NONE),
    *_lights("R12", _MET, _RISK, _MISS, _NONE),
    *_lights("R13", _NONE, Light.NOT_APPLICABLE),
    *_lights("R14", Light.NOT_APPLICABLE),
    *_lights("strive", _MET, _TRACK, _RISK),
    *_lights("judged", _MET, _RISK, _MISS, _NONE),
}
_TOLD = {*Reason, *Flag} - {Reason.REJECTED, Flag.REVISED}
"""Rejected rows and revisions are not in a table; the store knows them."""

_SAID = ("sentence.", "figure.", "remark.")
_SAID_ONCE = {"sentence.no_data", "sentence.not_applicable"}
"""Kept after they were said first."""
