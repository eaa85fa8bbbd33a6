"""Values held against a reference, a quota or last year, from the rows up (R9 to R12, E10)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from geo import load_register
from indicators.vocabulary import Flag, Light, Reason
from tests.indicators.builders import LATE, observation, row_of
from tests.indicators.oracle import Row

_MET, _RISK, _MISS, _NONE = Light.MET, Light.AT_RISK, Light.NOT_MET, Light.NO_DATA
_REGION = "540000"
_INDEX, _SATISFACTION = "mfg_quality_index", "consumer_satisfaction"
_POLLUTANTS, _CARBON, _GARBAGE = "major_pollutants_total", "carbon_total", "garbage_harmless_rate"
_LATER = date(2017, 1, 31)


def told(indicator: str, period: str, value: str | None, segment: str = "", **columns: str) -> Row:
    """A value or an input of the region."""
    return observation(indicator, _REGION, period, value=value, segment=segment, **columns)


def index(value: str, reference: str, *, year: str = "2015", reference_year: str = "2015") -> list[Row]:
    return [told(_INDEX, year, value), told(_INDEX, reference_year, reference, "reference")]


def judged(rows: list[Row], *, as_of: date = LATE) -> dict[str, Any]:
    return row_of(rows, as_of=as_of)


@pytest.mark.parametrize(
    ("value", "reference", "light"),
    [
        ("80.04", "80.04", _MET),
        ("79.04", "80.04", _MET),
        ("79.03999", "80.04", _MISS),
        ("81.2", "80.04", _MET),
        ("0.3", "1.3", _MET),
    ],
)
def test_r9_is_near_within_the_tolerance(value: str, reference: str, light: Light) -> None:
    found = judged(index(value, reference))
    assert (found["light"], found["rule"], found["flags"], found["value"]) == (light, "R9", [], value)
    assert found["tolerance"] == "1"
    assert "推定" in found["sentence_zh"]
    (pair,) = found["compared"]
    assert (pair["value"], pair["reference"]) == (value, reference)
    assert (pair["period"], pair["reference_period"]) == ("2015", "2015")


def test_r9_takes_the_tolerance_that_was_entered() -> None:
    rows = [*index("79.5", "80.04"), told(_INDEX, "2016", "0.5", "tolerance")]
    assert judged(rows)["light"] == _MISS
    assert judged(rows)["tolerance"] == "0.5"
    assert "推定" not in judged(rows)["sentence_zh"]
    assert judged([*rows, told(_INDEX, "2016", "0.6", "tolerance", period_type="ytd")])["light"] == _MET


def test_r9_takes_a_tolerance_from_its_first_day_and_a_reference_after_its_last() -> None:
    rows = [*index("79.5", "80.04"), told(_INDEX, "2016", "0.5", "tolerance")]
    assert judged(rows, as_of=date(2016, 1, 1))["tolerance"] == "0.5"
    newer = told(_INDEX, "2016", "90", "reference")
    assert judged([*index("79.5", "80.04"), newer], as_of=date(2016, 12, 30))["light"] == _MET


def test_r9_a_reference_of_another_year_is_no_better_than_a_warning() -> None:
    found = judged(index("81", "80.04", reference_year="2014"))
    assert (found["light"], found["flags"]) == (_RISK, [Flag.REFERENCE_YEAR])
    missed = judged(index("70", "80.04", reference_year="2014"))
    assert (missed["light"], missed["flags"]) == (_MISS, [Flag.REFERENCE_YEAR])


def test_r9_prefers_the_reference_of_its_own_year() -> None:
    rows = [*index("79.5", "80.04"), told(_INDEX, "2016", "99", "reference")]
    found = judged(rows)
    assert (found["light"], found["compared"][0]["reference_period"]) == (_MET, "2015")


def test_r9_takes_the_newest_value_of_the_last_three_years() -> None:
    rows = [*index("60", "80", year="2014", reference_year="2014"), *index("80", "80")]
    assert judged(rows)["compared"][0]["period"] == "2015"
    assert judged(rows, as_of=date(2015, 12, 30))["compared"][0]["period"] == "2014"
    assert judged(index("80", "80", year="2013", reference_year="2013"))["reason"] == (
        Reason.AWAITING_PUBLICATION
    )


def test_r9_says_what_is_missing() -> None:
    no_value = judged([told(_INDEX, "2015", "80", "reference")])
    assert (no_value["light"], no_value["reason"]) == (_NONE, Reason.AWAITING_PUBLICATION)
    no_reference = judged([told(_INDEX, "2015", "79.5")])
    assert (no_reference["light"], no_reference["reason"]) == (_NONE, Reason.NO_REFERENCE)
    assert no_reference["sentence_zh"] == "无数据：本区 79.5 分（2015），缺西部地区平均水平。"
    assert (no_reference["value"], no_reference["flags"]) == (None, [])


def test_r9_is_never_stale_but_says_its_year() -> None:
    found = judged(index("80", "80"), as_of=date(2017, 6, 30))
    assert (found["flags"], found["period"]) == ([], "2015-01/2015-12")


def survey(value: str, reference: str, *, reference_period: str = "2016") -> list[Row]:
    return [
        told(_SATISFACTION, "2016", value),
        told(_SATISFACTION, reference_period, reference, "reference"),
    ]


@pytest.mark.parametrize(
    ("value", "reference", "light"),
    [("75", "75.0", _MET), ("74.99", "75", _MISS), ("75.01", "75", _MET)],
)
def test_r10_reaches_its_reference(value: str, reference: str, light: Light) -> None:
    found = judged(survey(value, reference))
    assert (found["light"], found["rule"], found["flags"]) == (light, "R10", [])


def test_r10_does_not_compare_different_years_and_names_both() -> None:
    found = judged(survey("90", "75", reference_period="2015"))
    assert (found["light"], found["reason"], found["rule"]) == (_NONE, Reason.NO_REFERENCE, "R10")
    assert "本区的数是 2016，全国平均水平是 2015" in found["sentence_zh"]
    assert "value is of 2016, the national average of 2015" in found["sentence_en"]


def test_r10_half_years_are_compared_with_each_other() -> None:
    rows = [told(_SATISFACTION, "2016H1", "75"), told(_SATISFACTION, "2016H1", "75", "reference")]
    assert judged(rows)["light"] == _MET
    assert judged([rows[0], told(_SATISFACTION, "2016", "75", "reference")])["light"] == _NONE


@pytest.mark.parametrize("period_type", ["year", "snapshot"])
def test_a_snapshot_of_the_last_day_stands_for_the_year(period_type: str) -> None:
    rows = [
        told(_SATISFACTION, "2016", "75", period_type=period_type),
        told(_SATISFACTION, "2016-12", "75", "reference", period_type="ytd"),
    ]
    assert judged(rows)["light"] == _MET


_FOUR = ("COD", "NH3-N", "SO2", "NOx")


def discharge(*values: str, quota: str = "10.5", year: str = "2016") -> list[Row]:
    """Values of the four pollutants in order, and the same quota for each."""
    rows = [told(_POLLUTANTS, year, value, part) for part, value in zip(_FOUR, values, strict=False)]
    return rows + [told(_POLLUTANTS, "2016", quota, f"{part}.quota") for part in _FOUR]


@pytest.mark.parametrize(
    ("values", "light"),
    [
        (("10.5", "10.50", "1", "0"), _MET),
        (("10.5", "10.5", "10.5", "10.5000001"), _MISS),
        (("99", "1", "1", "1"), _MISS),
    ],
)
def test_r12_holds_each_pollutant_against_its_quota(values: tuple[str, ...], light: Light) -> None:
    found = judged(discharge(*values))
    assert (found["light"], found["rule"], found["value"]) == (light, "R12", None)
    assert [pair["segment"] for pair in found["compared"]] == list(_FOUR)


def test_r12_names_what_is_over() -> None:
    found = judged(discharge("1", "11", "1", "12"))
    assert found["sentence_zh"].endswith("：超过核定量（氨氮；氮氧化物）。")
    assert "above the quota (Ammonia nitrogen; Nitrogen oxides)" in found["sentence_en"]


def test_r12_without_one_value_or_quota_there_is_no_verdict() -> None:
    no_value = judged(discharge("1", "1", "99"))
    assert (no_value["light"], no_value["reason"]) == (_NONE, Reason.AWAITING_PUBLICATION)
    assert no_value["sentence_zh"] == "无数据：待上级发布（氮氧化物）。"
    no_quota = judged(discharge("1", "1", "1", "1")[:-1])
    assert (no_quota["light"], no_quota["reason"]) == (_NONE, Reason.NO_REFERENCE)
    assert no_quota["sentence_zh"] == "无数据：缺参照值或核定量（氮氧化物）。"


def test_r12_a_pollutant_declared_absent_is_left_out() -> None:
    absent = told(_POLLUTANTS, "2016", None, "NOx", na_reason="no_object")
    found = judged([*discharge("1", "1", "1"), absent])
    assert (found["light"], len(found["compared"])) == (_MET, 3)
    all_absent = [told(_POLLUTANTS, "2016", None, part, na_reason="excluded") for part in _FOUR]
    assert judged(all_absent)["light"] == judged([{**absent, "segment": ""}])["light"]
    assert judged(all_absent)["light"] == Light.NOT_APPLICABLE


def test_r12_a_goal_without_segments_has_one_quota() -> None:
    rows = [told(_CARBON, "2016", "900"), told(_CARBON, "2016", "901", "quota")]
    found = judged(rows)
    assert (found["light"], found["value"]) == (_MET, "900")
    assert found["sentence_zh"] == (
        "碳排放总量 900 吨二氧化碳（2016），核定 901 吨二氧化碳（2016）：没有超过核定量，已达标。"
    )


@pytest.mark.parametrize(("year", "quota_year"), [("2015", "2016"), ("2015", "2015"), ("2016", "2015")])
def test_r12_another_year_is_no_better_than_a_warning(year: str, quota_year: str) -> None:
    rows = [told(_CARBON, year, "1"), told(_CARBON, quota_year, "2", "quota")]
    found = judged(rows)
    assert (found["light"], found["flags"]) == (_RISK, [Flag.REFERENCE_YEAR])
    over = judged([{**rows[0], "value": "3"}, rows[1]])
    assert over["light"] == _MISS


def test_r12_part_of_a_year_within_the_quota_is_a_warning() -> None:
    rows = [told(_CARBON, "2016-06", "1", period_type="ytd"), told(_CARBON, "2016", "2", "quota")]
    assert judged(rows, as_of=date(2016, 7, 1))["light"] == _RISK


def test_values_below_the_goals_level_do_not_apply() -> None:
    rows = [observation(_CARBON, "540100", "2016", value="1")]
    assert row_of(rows, "540100")["reason"] == Reason.NOT_AT_LEVEL
    assert row_of(rows)["reason"] == Reason.AWAITING_PUBLICATION


def garbage(period: str, passes: int, total: int, *, area: str = "540102", **columns: str) -> Row:
    return observation(_GARBAGE, area, period, numerator=passes, denominator=total, **columns)


def risen(*counts: int) -> dict[str, Any]:
    """The county's row: this year's passes and total, then last year's."""
    now, total, before, total_before = counts
    return row_of(
        [garbage("2016", now, total), garbage("2015", before, total_before)], "540102", as_of=_LATER
    )


@pytest.mark.parametrize(
    ("counts", "light", "short"),
    [
        ((91, 100, 90, 100), _MET, 0),
        ((9001, 10000, 9, 10), _MET, 0),
        ((90, 100, 9, 10), _RISK, 1),
        ((1, 3, 3, 9), _RISK, 1),
        ((8999, 10000, 9, 10), _MISS, 2),
        ((100, 100, 7, 7), _MET, 0),
        ((99, 100, 7, 7), _MISS, 1),
        ((0, 100, 0, 9), _RISK, 1),
    ],
)
def test_r11_is_strictly_above_last_year(counts: tuple[int, ...], light: Light, short: int) -> None:
    found = risen(*counts)
    assert (found["light"], found["rule"], found["short"], found["flags"]) == (light, "R11", short, [])
    assert (found["numerator"], found["denominator"]) == counts[:2]
    (pair,) = found["compared"]
    assert Decimal(pair["reference"]) == Decimal(100 * counts[2]) / counts[3]


def test_r11_compares_the_same_towns_only() -> None:
    rows = [
        garbage("2016", 90, 100),
        garbage("2015", 80, 100),
        garbage("2016", 0, 1000, area="540121"),
        garbage("2015", 1000, 1000, area="540122"),
    ]
    for area in ("540100", _REGION):
        found = row_of(rows, area, as_of=_LATER)
        assert (found["light"], found["numerator"], found["denominator"]) == (_MET, 90, 100)
    assert "两年都有数的县（区） 1/74 个" in row_of(rows, as_of=_LATER)["sentence_zh"]
    assert "Both years known for 1 of 8 (county)." in row_of(rows, "540100", as_of=_LATER)["sentence_en"]
    assert row_of(rows, "540121", as_of=_LATER)["reason"] == Reason.NO_REFERENCE


def test_r11_adds_up_counties_of_both_years() -> None:
    counties = load_register().counties_of("540100")[:3]
    rows = [garbage("2016", 5, 10, area=area.code) for area in counties]
    rows += [garbage("2015", 4 + place, 10, area=area.code) for place, area in enumerate(counties)]
    found = row_of(rows, as_of=_LATER)
    assert (found["light"], found["numerator"], found["denominator"]) == (_RISK, 15, 30)
    assert found["compared"][0]["reference"] == "50"


@pytest.mark.parametrize(
    "baseline",
    [
        [garbage("2015Q4", 80, 100)],
        [garbage(f"2015Q{n}", 20, 25) for n in (1, 2, 4)],
        [garbage("2015-11", 80, 100, period_type="ytd")],
        [garbage("2014", 80, 100)],
        [garbage("2015", 0, 0)],
        [observation(_GARBAGE, "540102", "2015", value="80")],
        [observation(_GARBAGE, "540102", "2015", na_reason="no_object", denominator=0)],
        [],
    ],
    ids=["one quarter", "three quarters", "eleven months", "two years ago", "zero", "bare", "absent", "none"],
)
def test_r11_without_the_whole_of_last_year_there_is_no_baseline(baseline: list[Row]) -> None:
    found = row_of([garbage("2016", 90, 100), *baseline], "540102", as_of=_LATER)
    assert (found["light"], found["reason"]) == (_NONE, Reason.NO_REFERENCE)
    assert found["sentence_zh"] == "无数据：缺上年同口径的全年数，不能比较。"


@pytest.mark.parametrize(
    "baseline",
    [
        [garbage(f"2015Q{n}", 20, 25) for n in range(1, 5)],
        [garbage(f"2015-{n:02d}", 4, 5) for n in range(1, 13)],
        [garbage("2015-12", 80, 100, period_type="ytd")],
        [garbage("2015", 80, 100), garbage("2015Q4", 1, 100)],
        [garbage("2015", 40, 50, organiser="county"), garbage("2015", 40, 50, organiser="region")],
    ],
    ids=["quarters", "months", "to date", "a year beside a quarter", "two organisers"],
)
def test_r11_last_year_may_be_told_in_any_periods(baseline: list[Row]) -> None:
    found = row_of([garbage("2016", 90, 100), *baseline], "540102", as_of=_LATER)
    assert (found["light"], found["compared"][0]["reference"]) == (_MET, "80")


def test_r11_counties_win_over_the_prefectures_own_pair() -> None:
    own = [garbage("2016", 10, 100, area="540100"), garbage("2015", 90, 100, area="540100")]
    county = [garbage("2016", 90, 100), garbage("2015", 80, 100)]
    assert row_of([*own, *county], "540100", as_of=_LATER)["light"] == _MET
    assert row_of(own, "540100", as_of=_LATER)["light"] == _MISS
    assert row_of([*own, county[0]], "540100", as_of=_LATER)["light"] == _MISS
    assert "8/8" in row_of(own, "540100", as_of=_LATER)["sentence_zh"]


def test_r11_follows_the_year_as_it_goes() -> None:
    rows = [garbage("2016Q1", 8, 10), garbage("2016Q2", 10, 10), garbage("2015", 85, 100)]
    assert row_of(rows, "540102", as_of=date(2016, 4, 1))["light"] == _MISS
    assert row_of(rows, "540102", as_of=date(2016, 7, 1))["light"] == _MET
