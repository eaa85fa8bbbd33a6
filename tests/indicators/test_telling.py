"""Goals that go by what is told: milestones, awards, judgements by hand (R8, articles 2 to 4)."""

from datetime import date
from typing import Any

import pytest

from indicators.observation import State
from indicators.vocabulary import Flag, Light, Reason
from tests.indicators.builders import LATE, observation, one_status, row_of, status_of
from tests.indicators.oracle import Row

_MET, _TRACK, _RISK, _MISS, _NONE = list(Light)[:5]
_COUNTY, _PREFECTURE, _REGION = "540102", "540100", "540000"
_START, _SYSTEM, _PARK = "scenic_iso_started", "satisfaction_system", "national_park"
_AWARDS, _BRANDS, _LEVEL = "national_quality_awards", "tibet_brands", "engineering_quality_level"
_FORESTS = "two_rivers_afforestation"
_MIDDLE, _AUTUMN = date(2016, 7, 2), date(2016, 11, 1)


def told(indicator: str, state: str | None, *, area: str = _REGION, **columns: str | int | None) -> Row:
    """A state of June, with evidence unless the columns say otherwise."""
    row = observation(indicator, area, "2016-06", state=state, evidence="文件")
    return row | columns


def judged(*rows: Row, area: str = _REGION, as_of: date = LATE) -> dict[str, Any]:
    return row_of(rows, area, as_of=as_of)


@pytest.mark.parametrize("indicator", [_START, _SYSTEM])
@pytest.mark.parametrize(
    ("state", "as_of", "light", "value"),
    [
        (State.NOT_STARTED, _MIDDLE, _MISS, "0"),
        (State.IN_PROGRESS, _MIDDLE, _TRACK, "0.5"),
        (State.IN_PROGRESS, _AUTUMN, _MISS, "0.5"),
        (State.IN_PROGRESS, date(2016, 9, 1), _RISK, "0.5"),
        (State.DONE, _MIDDLE, _MET, "1"),
        (State.NOT_STARTED, LATE, _MISS, "0"),
        (State.IN_PROGRESS, LATE, _MISS, "0.5"),
        (State.DONE, LATE, _MET, "1"),
    ],
)
def test_r8_a_milestone_follows_the_schedule(
    indicator: str, state: State, as_of: date, light: Light, value: str
) -> None:
    found = judged(told(indicator, state), as_of=as_of)
    assert (found["light"], found["rule"], found["value"]) == (light, "R8", value)
    assert (found["state"], found["target"], found["short"]) == (state, "1", None)


def test_r8_a_milestone_says_what_was_planned() -> None:
    found = judged(told(_START, State.IN_PROGRESS), as_of=date(2016, 9, 1))
    assert found["sentence_zh"] == "推进中（按 50 % 计），落后于进度（应达 67 %）。"
    assert found["sentence_en"] == "under way (counts as 50 %), behind the schedule (67 % planned by now)."
    missed = judged(told(_START, State.IN_PROGRESS))
    assert missed["sentence_zh"] == "期限已到，推进中，没有完成。"


@pytest.mark.parametrize("evidence", [None, "", "  "])
@pytest.mark.parametrize("as_of", [_MIDDLE, LATE])
def test_done_without_evidence_is_provisional(evidence: str | None, as_of: date) -> None:
    found = judged(told(_SYSTEM, State.DONE, evidence=evidence), as_of=as_of)
    assert (found["light"], Flag.PROVISIONAL in found["flags"]) == (_RISK, True)
    assert "没有佐证" in found["sentence_zh"]


@pytest.mark.parametrize("as_of", [_MIDDLE, LATE])
@pytest.mark.parametrize(
    ("state", "light"),
    [(State.NOT_STARTED, _RISK), (State.IN_PROGRESS, _MET), (State.DONE, _MET)],
)
def test_where_only_advance_is_asked_for_nothing_is_ever_missed(
    state: State, light: Light, as_of: date
) -> None:
    for evidence in ("文件", None):
        found = judged(told(_PARK, state, evidence=evidence), as_of=as_of)
        assert (found["light"], found["rule"]) == (light, "R8")


def test_the_newest_state_counts() -> None:
    rows = [told(_START, State.IN_PROGRESS), told(_START, State.DONE, period="2016-09")]
    assert judged(*rows)["light"] == judged(*rows[::-1])["light"] == _MET
    assert judged(*rows, as_of=_MIDDLE)["state"] == State.IN_PROGRESS
    taken_back = told(_START, State.NOT_STARTED, period="2016-10")
    assert judged(*rows, taken_back)["state"] == State.NOT_STARTED


def test_an_absence_is_taken_back_by_a_later_state_and_the_other_way_round() -> None:
    absent = told(_START, State.NOT_APPLICABLE, na_reason="excluded")
    assert judged(absent)["reason"] == Reason.EXCLUDED
    assert judged(absent, told(_START, State.DONE, period="2016-09"))["light"] == _MET
    assert judged({**absent, "period": "2016-10"}, told(_START, State.DONE))["reason"] == Reason.EXCLUDED


@pytest.mark.parametrize("state", [State.NOT_APPLICABLE, State.JUDGED_MET, None])
def test_words_that_are_no_step_say_nothing_about_a_milestone(state: State | None) -> None:
    assert judged(told(_START, state))["reason"] == Reason.NOT_REPORTED


def test_a_milestone_of_last_year_is_not_this_years() -> None:
    assert judged(told(_START, State.DONE, period="2015-12"))["reason"] == Reason.NOT_REPORTED


def test_an_old_state_is_stale() -> None:
    assert Flag.STALE in judged(told(_START, State.IN_PROGRESS))["flags"]


def test_a_milestone_below_its_level_does_not_reach_the_region() -> None:
    row = told(_START, State.DONE, area=_PREFECTURE)
    assert judged(row)["reason"] == Reason.NOT_REPORTED
    assert judged(row, area=_PREFECTURE)["light"] == _MET
    assert judged(row, area=_COUNTY)["reason"] == Reason.NOT_AT_LEVEL


def award(value: str | None, *, area: str = _PREFECTURE, state: str | None = None, **columns: str) -> Row:
    return observation(_AWARDS, area, "2016-10", value=value, state=state, **columns)


@pytest.mark.parametrize(
    ("rows", "light", "value"),
    [
        ([award("1")], _MET, "1"),
        ([award("1"), award("2", area="540200")], _MET, "3"),
        ([award("0")], _RISK, "0"),
        ([award("0", state="in_progress")], _TRACK, "0"),
        ([award("0"), award("0", area="540200", state="in_progress")], _TRACK, "0"),
        ([award("0"), award(None, area="540200", state="done")], _TRACK, "0"),
        ([award(None, state="in_progress")], _TRACK, None),
        ([award("0", state="not_started")], _RISK, "0"),
        ([award("2", state="not_started")], _MET, "2"),
    ],
)
@pytest.mark.parametrize("as_of", [date(2016, 11, 1), LATE, date(2017, 6, 1)])
def test_awards_are_added_up_and_none_is_no_failure(
    rows: list[Row], light: Light, value: str | None, as_of: date
) -> None:
    found = judged(*rows, as_of=as_of)
    assert (found["light"], found["rule"], found["value"]) == (light, "strive", value)


def test_an_application_counts_for_its_own_prefecture_only() -> None:
    rows = status_of([award("0", state="in_progress"), award("0", area="540200")])
    lights = {area: one_status(rows, _AWARDS, area)["light"] for area in (_PREFECTURE, "540200", "540300")}
    assert lights == {_PREFECTURE: _TRACK, "540200": _RISK, "540300": _NONE}


def test_an_application_of_the_region_counts_beside_the_prefectures() -> None:
    assert judged(award("0"), award(None, area=_REGION, state="in_progress"))["light"] == _TRACK


@pytest.mark.parametrize(
    ("state", "light"),
    [(State.JUDGED_MET, _MET), (State.JUDGED_AT_RISK, _RISK), (State.JUDGED_NOT_MET, _MISS)],
)
def test_a_judgement_stands_with_its_evidence(state: State, light: Light) -> None:
    found = judged(told(_LEVEL, state, period="2016-12"))
    assert (found["light"], found["rule"], found["flags"], found["value"]) == (light, "judged", [], None)
    unproved = judged(told(_LEVEL, state, evidence=None))
    assert (unproved["light"], unproved["reason"]) == (_NONE, Reason.AWAITING_JUDGEMENT)
    assert unproved["sentence_zh"] == "无数据：填了评定意见，但没有佐证，待评定。"


@pytest.mark.parametrize("state", [State.DONE, State.IN_PROGRESS, State.NOT_APPLICABLE, None])
def test_anything_else_awaits_its_judgement(state: State | None) -> None:
    found = judged(told(_LEVEL, state))
    assert (found["light"], found["reason"]) == (_NONE, Reason.AWAITING_JUDGEMENT)
    assert found["sentence_zh"] == "无数据：待评定。"


def test_the_office_judges_each_level_by_itself() -> None:
    prefecture = told(_BRANDS, State.JUDGED_MET, area=_PREFECTURE)
    region = told(_BRANDS, State.JUDGED_NOT_MET)
    found = status_of([prefecture, region])
    assert one_status(found, _BRANDS, _REGION)["light"] == _MISS
    assert one_status(found, _BRANDS, _PREFECTURE)["light"] == _MET
    assert one_status(found, _BRANDS, "540200")["reason"] == Reason.AWAITING_JUDGEMENT
    assert one_status(found, _BRANDS, _COUNTY)["reason"] == Reason.NOT_AT_LEVEL
    assert judged(prefecture)["reason"] == Reason.AWAITING_JUDGEMENT
    assert (judged(prefecture)["reported"], judged(prefecture)["expected"]) == (1, 7)


def test_counts_beside_a_judgement_are_shown_and_decide_nothing() -> None:
    counts = told(_FORESTS, None, area=_COUNTY, numerator=30, denominator=40)
    found = judged(counts, told(_FORESTS, State.JUDGED_NOT_MET, area=_COUNTY), area=_COUNTY)
    assert (found["light"], found["value"], found["numerator"]) == (_MISS, "75", 30)
    assert found["sentence_zh"] == "经评定未达标，有佐证。附报 30/40，75.0 %。"
    assert judged(counts, area=_COUNTY)["reason"] == Reason.AWAITING_JUDGEMENT
    assert judged(counts)["numerator"] == 30


def test_a_goal_that_is_absent_in_every_prefecture_is_absent() -> None:
    codes = ("540100", "540200", "540300", "540400", "540500", "542400", "542500")
    rows = [told(_BRANDS, None, area=code, na_reason="no_object") for code in codes]
    assert judged(*rows)["light"] == Light.NOT_APPLICABLE
    assert judged(*rows[1:])["reason"] == Reason.AWAITING_JUDGEMENT
