"""The flag of a jump beside a light: set by the area's own reports known on the date, never a verdict."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

from indicators.observation import no_observations
from indicators.suspicion import Suspicion, suspicions
from indicators.suspicion_series import jumping
from indicators.vocabulary import Flag, Light
from tests.indicators.builders import LATE, PLAN, frame, hierarchy, observation, row_of
from tests.indicators.oracle import Row

_COUNTY, _NEIGHBOUR, _PREFECTURE, _REGION = "540102", "540121", "540100", "540000"
_FOOD = "food_drug_pass_rate"


def food(month: int, passes: int, total: int = 100, **columns: str | None) -> Row:
    """Food samples of one county in one month."""
    return observation(_FOOD, _COUNTY, f"2016-{month:02d}", numerator=passes, denominator=total) | columns


_USUAL = [food(1, 96), food(2, 95), food(3, 97)]
_JUMP = [*_USUAL, food(4, 70)]


def flags(rows: Sequence[Row], area: str = _COUNTY, *, as_of: date = LATE) -> list[Flag]:
    """The flags of one area's food row."""
    return [Flag(flag) for flag in row_of(rows, area, as_of=as_of)["flags"]]


def test_a_jump_is_flagged_on_the_row_whose_reports_jump() -> None:
    assert Flag.JUMP in flags(_JUMP)
    for area in (_NEIGHBOUR, _PREFECTURE, _REGION):
        assert Flag.JUMP not in flags(_JUMP, area)
    assert Flag.JUMP in flags([{**row, "area": _PREFECTURE} for row in _JUMP], _PREFECTURE)


def test_the_flag_changes_neither_light_nor_figure() -> None:
    moved = [{**row, "segment": segment} for row, segment in zip(_JUMP, ("", "", "food", ""), strict=True)]
    plain, flagged = (row_of(rows, _COUNTY) for rows in (moved, _JUMP))
    assert Flag.JUMP not in plain["flags"]
    names = ("light", "value", "short", "rule", "numerator", "denominator")
    assert {name: plain[name] for name in names} == {name: flagged[name] for name in names}


@pytest.mark.parametrize(
    ("as_of", "is_flagged"), [(date(2016, 4, 29), False), (date(2016, 4, 30), True), (LATE, True)]
)
def test_a_jump_is_known_when_its_period_has_ended(as_of: date, *, is_flagged: bool) -> None:
    assert (Flag.JUMP in flags(_JUMP, as_of=as_of)) is is_flagged


@pytest.mark.parametrize(
    "rows",
    [
        [*_USUAL, food(4, 90)],
        [*_USUAL[1:], food(4, 70)],
        [*_USUAL, food(4, 2, 9)],
        [*_USUAL, food(4, 70, period_type="ytd")],
        [*_USUAL, food(4, 70, organiser="national")],
        [{**row, "indicator": "export_pass_rate"} for row in _JUMP],
    ],
    ids=["near", "too few before", "few samples", "to date", "another organiser", "no failure is normal"],
)
def test_no_jump_no_flag(rows: list[Row]) -> None:
    assert Flag.JUMP not in flags(rows)


def test_other_findings_raise_no_flag() -> None:
    rows = [food(1, 98), food(2, 98)]
    checks = set(suspicions(frame(rows), PLAN, hierarchy(), as_of=LATE)["check"])
    assert checks == {"copied"}
    assert Flag.JUMP not in flags(rows)


def test_the_reason_for_a_risk_names_what_is_doubtful_only() -> None:
    rows = [*_JUMP, food(5, 1000, 1000)]
    found = row_of(rows, _COUNTY)
    assert (found["light"], found["flags"]) == (Light.AT_RISK, ["stale", "jump"])
    assert found["sentence_zh"].endswith("已达标，但数据过期。")
    assert found["sentence_en"].endswith("met, but the data are stale.")


def test_agrees_with_the_findings_whatever_is_left_out_early() -> None:
    rows = frame(
        [
            *_JUMP,
            *(food(month, 7, 7, area=_NEIGHBOUR) for month in (1, 2, 3)),
            food(4, 2, 10, area=_NEIGHBOUR),
            *({**row, "area": _PREFECTURE, "segment": "drug"} for row in _JUMP),
            *({**row, "area": _REGION, "organiser": "national"} for row in _JUMP[:3]),
        ]
    )
    for day in (date(2016, 3, 31), date(2016, 4, 30), LATE):
        found = suspicions(rows, PLAN, hierarchy(), as_of=day).filter(pl.col("check") == Suspicion.JUMP)
        assert jumping(rows, PLAN, as_of=day) == set(found.select("indicator", "area").iter_rows())
    assert set(found["area"]) == {_COUNTY, _NEIGHBOUR, _PREFECTURE}
    assert jumping(no_observations(), PLAN, as_of=LATE) == frozenset()


def test_findings_know_the_date_too() -> None:
    for day, height in ((date(2016, 4, 29), 0), (date(2016, 4, 30), 1)):
        assert suspicions(frame(_JUMP), PLAN, hierarchy(), as_of=day).height == height
