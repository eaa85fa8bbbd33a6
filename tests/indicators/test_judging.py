"""The rules of judging, case by case (R5 to R8, R13, R14, R17)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.judging import judge
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Flag, Level, Light, Reason
from tests.indicators.builders import LATE, goal

_MET, _RISK, _MISS, _TRACK = Light.MET, Light.AT_RISK, Light.NOT_MET, Light.ON_TRACK
_FRESH = date(2016, 12, 31)
_AUTUMN = date(2016, 10, 14)
_LEVELS = list(Level)
_ITEMS = tuple(item.id for item in goal("quality_county_coverage").items)


def rate(passes: int, total: int, *, level: Level = Level.REGION, **facts: Any) -> Figure:  # noqa: ANN401
    """A complete and fresh rate unless the facts say otherwise."""
    usual = {"end": _FRESH, "reported": 10, "expected": 10}
    return Figure(level=level, numerator=passes, denominator=total, **{**usual, **facts})


def verdict(goal_id: str, figure: Figure, *, as_of: date = LATE) -> Verdict:
    """The verdict on a goal of the real plan."""
    return judge(figure, goal(goal_id), as_of=as_of)


@pytest.mark.parametrize(
    ("passes", "total", "light"),
    [
        (475, 495, _MISS),
        (480, 500, _RISK),
        (24, 25, _RISK),
        (9649, 10000, _RISK),
        (9650, 10000, _MET),
        (25, 25, _MET),
        (24, 24, _MET),
        (23, 23, _RISK),
        (23, 24, _MISS),
        (0, 5, _MISS),
    ],
)
@pytest.mark.parametrize("level", [Level.REGION, Level.PREFECTURE])
def test_r5_needs_room_and_margin(passes: int, total: int, light: Light, level: Level) -> None:
    found = verdict("agri_pass_rate", rate(passes, total, level=level))
    assert (found.light, found.rule, found.flags) == (light, "R5", ())


@pytest.mark.parametrize(
    ("facts", "flags", "light"),
    [
        ({"reported": 9}, (), _MET),
        ({"reported": 66, "expected": 74}, (Flag.PARTIAL,), _RISK),
        ({"reported": 67, "expected": 74}, (), _MET),
        ({"end": date(2016, 9, 29)}, (Flag.STALE,), _RISK),
        ({"end": date(2016, 9, 30)}, (), _MET),
        ({"mixed": True}, (Flag.MIXED_UNIT,), _MET),
        ({"end": date(2016, 6, 30), "reported": 0}, (Flag.STALE, Flag.PARTIAL), _RISK),
    ],
)
def test_r5_is_no_better_than_at_risk_with_doubtful_data(
    facts: dict[str, Any], flags: tuple[Flag, ...], light: Light
) -> None:
    found = verdict("agri_pass_rate", rate(100, 100, **facts))
    assert (found.light, found.flags) == (light, flags)
    missed = verdict("agri_pass_rate", rate(10, 100, **facts))
    assert (missed.light, missed.flags) == (_MISS, flags)


@pytest.mark.parametrize(
    ("goal_id", "size"),
    [
        ("agri_pass_rate", 25),
        ("food_drug_pass_rate", 20),
        ("industrial_pass_rate", 13),
        ("other_first_acceptance", 50),
        ("air_good_days", 20),
    ],
)
def test_r6_spares_a_county_with_few_samples_one_failure(goal_id: str, size: int) -> None:
    def judged(failures: int, total: int) -> tuple[Light, str, tuple[Flag, ...]]:
        found = verdict(goal_id, rate(total - failures, total, level=Level.COUNTY))
        return found.light, found.rule, found.flags

    few = size - 1
    assert judged(0, few) == (_MET, "R6", (Flag.SMALL_SAMPLE,))
    assert judged(1, few) == (_RISK, "R6", (Flag.SMALL_SAMPLE,))
    assert judged(2, few) == (_MISS, "R6", ())
    assert judged(0, size) == (_MET, "R5", ())
    assert judged(1, size) == (_RISK, "R5", ())
    assert judged(2, size) == (_MISS, "R5", ())
    assert judged(0, 1) == (_MET, "R6", (Flag.SMALL_SAMPLE,))


def test_r6_is_for_counties_only() -> None:
    for level in (Level.PREFECTURE, Level.REGION):
        assert verdict("agri_pass_rate", rate(2, 3, level=level)).light is _MISS
    assert verdict("agri_pass_rate", rate(2, 3, level=Level.COUNTY)).light is _RISK


@pytest.mark.parametrize("level", _LEVELS)
@pytest.mark.parametrize("goal_id", ["export_pass_rate", "completed_conformity", "drinking_source"])
def test_r7_is_lost_at_the_first_failure(goal_id: str, level: Level) -> None:
    lost = verdict(goal_id, rate(1999, 2000, level=level))
    assert (lost.light, lost.rule, lost.flags, lost.short) == (_MISS, "R7", (Flag.IRRECOVERABLE,), 1)
    doubtful = verdict(goal_id, rate(3, 3, level=level, end=date(2016, 1, 31), reported=0))
    assert (doubtful.light, doubtful.flags) == (_MET, (Flag.STALE, Flag.PARTIAL))


@pytest.mark.parametrize("level", _LEVELS)
def test_r7_accidents(level: Level) -> None:
    def judged(count: int) -> Verdict:
        return verdict("engineering_accidents", Figure(level=level, count=count, end=_FRESH))

    assert (judged(0).light, judged(0).flags, judged(0).value, judged(0).short) == (_MET, (), Decimal(0), 0)
    assert (judged(2).light, judged(2).flags, judged(2).short) == (_MISS, (Flag.IRRECOVERABLE,), 2)


@pytest.mark.parametrize(
    ("goal_id", "passes", "total", "as_of", "light"),
    [
        ("service_qms_cert_rate", 85, 100, date(2016, 2, 1), _MET),
        ("service_qms_cert_rate", 0, 100, date(2016, 1, 1), _TRACK),
        ("service_qms_cert_rate", 4250, 10000, date(2016, 7, 2), _TRACK),
        ("service_qms_cert_rate", 4249, 10000, date(2016, 7, 2), _RISK),
        ("service_qms_cert_rate", 1250, 10000, date(2016, 7, 2), _RISK),
        ("service_qms_cert_rate", 1249, 10000, date(2016, 7, 2), _MISS),
        ("service_qms_cert_rate", 845, 1000, date(2016, 12, 30), _RISK),
        ("service_qms_cert_rate", 849, 1000, date(2016, 12, 31), _MISS),
        ("service_qms_cert_rate", 849, 1000, date(2017, 1, 1), _MISS),
        ("service_qms_cert_rate", 850, 1000, date(2017, 1, 1), _MET),
        ("large_industry_qms_rate", 50, 100, date(2016, 7, 2), _TRACK),
        ("large_industry_qms_rate", 20, 100, date(2016, 7, 2), _RISK),
        ("large_industry_qms_rate", 19, 100, date(2016, 7, 2), _MISS),
        ("large_industry_qms_rate", 99, 100, date(2016, 12, 31), _MISS),
        ("quality_county_coverage", 60, 74, date(2016, 12, 31), _MET),
        ("quality_county_coverage", 59, 74, date(2016, 12, 31), _MISS),
        ("quality_county_coverage", 59, 74, date(2016, 12, 30), _TRACK),
        ("quality_county_coverage", 37, 74, date(2016, 7, 2), _TRACK),
    ],
)
def test_r8_follows_the_schedule_until_the_deadline(
    goal_id: str, passes: int, total: int, as_of: date, light: Light
) -> None:
    found = verdict(goal_id, rate(passes, total, end=as_of), as_of=as_of)
    assert (found.light, found.rule) == (light, "R8")
    assert Flag.IRRECOVERABLE not in found.flags


def test_r8_says_what_was_planned_before_the_deadline_only() -> None:
    half_time = verdict("service_qms_cert_rate", rate(1, 100, end=_AUTUMN), as_of=date(2016, 7, 2))
    assert half_time.planned == Decimal("42.5")
    assert verdict("service_qms_cert_rate", rate(1, 100), as_of=LATE).planned is None
    early = verdict("service_qms_cert_rate", rate(1, 100), as_of=date(2015, 7, 2))
    assert (early.planned, early.light) == (Decimal(0), _TRACK)


@pytest.mark.parametrize(
    ("goal_id", "count", "as_of", "light", "short"),
    [
        ("service_standard_fields", 10, date(2016, 3, 1), _MET, 0),
        ("service_standard_fields", 11, LATE, _MET, 0),
        ("service_standard_fields", 5, date(2016, 7, 2), _TRACK, 5),
        ("service_standard_fields", 2, date(2016, 7, 2), _RISK, 8),
        ("service_standard_fields", 1, date(2016, 7, 2), _MISS, 9),
        ("service_standard_fields", 9, LATE, _MISS, 1),
        ("service_local_standards", 1, date(2016, 3, 1), _MET, 0),
        ("service_local_standards", 0, date(2016, 3, 1), _RISK, 1),
        ("service_local_standards", 0, LATE, _MISS, 1),
    ],
)
def test_r8_counts(goal_id: str, count: int, as_of: date, light: Light, short: int) -> None:
    figure = Figure(level=Level.REGION, count=count, end=as_of, reported=1, expected=1)
    found = verdict(goal_id, figure, as_of=as_of)
    assert (found.light, found.rule, found.value, found.short) == (light, "R8", Decimal(count), short)


@pytest.mark.parametrize(
    ("share", "done", "light", "value", "short"),
    [
        (1, _ITEMS, _MET, "100", 0),
        (0, _ITEMS[:4], _TRACK, "80", 1),
        (0, _ITEMS[:2], _RISK, "40", 3),
        (0, (), _MISS, "0", 5),
        (1, None, _MET, "100", 0),
        (0, None, _MISS, "0", 1),
    ],
)
def test_r8_county_is_held_against_its_checklist(
    share: int, done: tuple[str, ...] | None, light: Light, value: str, short: int
) -> None:
    figure = rate(share, 1, level=Level.COUNTY, items_done=done, end=date(2016, 9, 30))
    found = verdict("quality_county_coverage", figure, as_of=date(2016, 9, 8))
    assert (found.light, found.value, found.short) == (light, Decimal(value), short)


def test_e3_prefecture_share_has_no_mark() -> None:
    found = verdict("quality_county_coverage", rate(6, 8, level=Level.PREFECTURE))
    assert (found.light, found.reason, found.value) == (
        Light.NOT_APPLICABLE,
        Reason.NOT_AT_LEVEL,
        Decimal(75),
    )
    silent = verdict("quality_county_coverage", Figure(level=Level.PREFECTURE, expected=8))
    assert (silent.light, silent.value, silent.flags) == (Light.NOT_APPLICABLE, None, ())


def air(*parts: tuple[int, int], **facts: Any) -> Verdict:  # noqa: ANN401
    """The mean of some prefectures."""
    passes, total = (sum(part[side] for part in parts) for side in (0, 1))
    return verdict("air_good_days", rate(passes, total, parts=parts, **facts))


def test_r4_air_is_judged_by_the_mean_though_the_pooled_rate_differs() -> None:
    fails_pooled = air((80, 100), *[(10, 10)] * 6)
    assert (fails_pooled.light, fails_pooled.short, fails_pooled.rule) == (_MET, None, "R5")
    assert fails_pooled.value is not None
    assert fails_pooled.value.quantize(Decimal("0.01")) == Decimal("97.14")
    passes_pooled = air((1, 10), *[(1000, 1000)] * 6)
    assert passes_pooled.light is _MISS


@pytest.mark.parametrize(
    ("parts", "light"),
    [
        ([(95, 100)] * 7, _RISK),
        ([(954, 1000)] * 7, _RISK),
        ([(955, 1000)] * 7, _MET),
        ([(949, 1000)] + [(950, 1000)] * 6, _MISS),
        ([(20, 20)], _MET),
        ([(18, 18)], _RISK),
    ],
)
def test_r5_for_the_mean(parts: list[tuple[int, int]], light: Light) -> None:
    assert air(*parts).light is light


def test_r5_for_the_mean_of_six_prefectures() -> None:
    found = air(*[(100, 100)] * 6, reported=6, expected=7)
    assert (found.light, found.flags) == (_RISK, (Flag.PARTIAL,))


def test_air_of_the_region_from_its_own_row() -> None:
    found = verdict("air_good_days", rate(330, 366))
    assert (found.light, found.short) == (_MISS, 18)
