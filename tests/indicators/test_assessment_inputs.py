"""Inputs that cannot be scored: each fault is found, in both languages, and all of them at once."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from indicators.assessment_errors import AssessmentError, AssessmentInputError
from indicators.assessment_input_checking import find_input_problems, require_sound_inputs
from indicators.assessment_inputs import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Judgement,
    MilestoneState,
    Ratio,
)
from indicators.assessment_scheme import EventKind
from indicators.errors import IndicatorError
from tests.indicators.assessment_builders import DEADLINE, LHASA, SCHEME, all_done, bonus, event, status_row

_OPEN = Delivery(DeliveryState.OPEN)


def _problems(inputs: AssessmentInputs, *, as_of: date = DEADLINE) -> list[str]:
    return [problem.en for problem in find_input_problems(inputs, SCHEME, as_of=as_of)]


def test_sound_inputs() -> None:
    assert _problems(all_done()) == []
    require_sound_inputs(all_done(), SCHEME, as_of=DEADLINE)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (
            "deliverables",
            {("A05-01", "540121"): _OPEN},
            "deliverables[A05-01, 540121]: 540121 is no prefecture",
        ),
        ("deliverables", {("A99", LHASA): _OPEN}, "deliverables[A99, 540100]: the assessment has no A99"),
        (
            "milestones",
            {("eco_pilot_area", LHASA): MilestoneState.DONE},
            "milestones[eco_pilot_area, 540100]: the",
        ),
        ("judgements", {("on_time", LHASA): Judgement(Fraction(1), "x")}, "the assessment has no on_time"),
        (
            "judgements",
            {("brand", LHASA): Judgement(Fraction(101), "x")},
            "should lie between 0 and 100, is 101",
        ),
        (
            "judgements",
            {("brand", LHASA): Judgement(Fraction(-1), "x")},
            "should lie between 0 and 100, is -1",
        ),
        (
            "judgements",
            {("brand", LHASA): Judgement(Fraction(50), " ")},
            "a judgement needs a reason in writing",
        ),
        ("reporting", {("brand", LHASA): Ratio(1, 1)}, "the assessment has no brand"),
        ("reporting", {("on_time", LHASA): Ratio(3, 2)}, "reporting[on_time, 540100]: 3 of 2 cannot be"),
        ("reporting", {("on_time", LHASA): Ratio(-1, 2)}, "-1 of 2 cannot be"),
        ("events", (event(EventKind.VETO, document=" "),), "events[1]: a document is needed"),
        ("events", (replace(bonus(1), points=None),), "events[1]: a bonus needs its points, above 0"),
        ("events", (bonus(1), bonus(0)), "events[2]: a bonus needs its points, above 0"),
        ("events", (replace(event(EventKind.ACCIDENT), points=Fraction(1)),), "they cannot be given"),
        ("events", (replace(bonus(1), prefecture="999999"),), "events[1]: 999999 is no prefecture"),
    ],
)
def test_a_fault_is_found(field: str, value: Any, expected: str) -> None:  # noqa: ANN401 - any input
    (found,) = _problems(replace(all_done(), **{field: value}))
    assert expected in found


def test_the_status_frame_must_be_of_the_date() -> None:
    assert _problems(all_done(), as_of=date(2016, 10, 31)) == [
        "the status frame is as of 2016-12-31, the assessment as of 2016-10-31"
    ]


@pytest.mark.parametrize("period", ["2015-07/2016-06", "2016-12/2017-01", "2015-12"])
def test_years_never_mix_in_one_score(period: str) -> None:
    (found,) = _problems(all_done(status_row("agri_pass_rate", 1, 1, period=period)))
    assert found == f"agri_pass_rate of 540100 covers {period}, which is not within 2016-01-01 to 2016-12-31"


def test_all_faults_at_once_and_the_first_five_shown() -> None:
    ratios = {("on_time", f"99999{n}"): Ratio(2, 1) for n in range(4)}
    inputs = replace(all_done(), reporting=ratios)
    with pytest.raises(AssessmentInputError) as caught:
        require_sound_inputs(inputs, SCHEME, as_of=DEADLINE)
    error = caught.value
    assert isinstance(error, AssessmentError)
    assert isinstance(error, IndicatorError)
    assert len(error.problems) == 8
    assert "8 处问题" in error.message.zh
    assert len(str(error).splitlines()) == 6
