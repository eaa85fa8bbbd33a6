"""What is known on a date, and which inputs are in force (E10, R9, R12)."""

from datetime import date

import pytest

from indicators.goal import Goal
from indicators.inputs import input_segments, is_input, is_limit, quota_of, value_segments
from indicators.known import in_years, known_observations, known_with_limits
from indicators.vocabulary import Kind
from tests.indicators.builders import PLAN, frame, goal, observation
from tests.indicators.oracle import Row

_INDEX, _CARBON = "mfg_quality_index", "carbon_total"


def told(period: str, segment: str = "", *, indicator: str = _INDEX) -> Row:
    return observation(indicator, "540000", period, value="80", segment=segment)


def periods(rows: list[Row], as_of: date) -> list[tuple[str, str]]:
    known = known_with_limits(frame(rows), plan=PLAN, as_of=as_of)
    return sorted(known.select("period", "segment").rows())


def test_three_years_are_looked_at() -> None:
    rows = [told(period) for period in ("2013", "2014", "2015", "2016", "2017")]
    assert [period for period, _ in periods(rows, date(2018, 1, 1))] == ["2014", "2015", "2016"]
    assert [period for period, _ in periods(rows, date(2016, 12, 30))] == ["2014", "2015"]
    known = known_observations(frame(rows), plan=PLAN, as_of=date(2018, 1, 1))
    assert known["period"].to_list() == ["2016"]
    earlier = known_observations(frame(rows), plan=PLAN, as_of=date(2018, 1, 1), earlier_years=1)
    assert in_years(earlier, [2015])["period"].to_list() == ["2015"]


def test_a_period_is_known_on_its_last_day() -> None:
    rows = frame([told("2016")])
    assert known_observations(rows, plan=PLAN, as_of=date(2016, 12, 30)).is_empty()
    assert known_observations(rows, plan=PLAN, as_of=date(2016, 12, 31)).height == 1


@pytest.mark.parametrize("segment", ["tolerance", "quota", "COD.quota"])
def test_a_limit_is_in_force_from_its_first_day(segment: str) -> None:
    assert periods([told("2016", segment)], date(2016, 1, 1)) == [("2016", segment)]
    assert periods([told("2016", segment)], date(2015, 12, 31)) == []


@pytest.mark.parametrize("segment", ["", "reference", "COD"])
def test_a_value_and_a_reference_are_known_after_their_last_day(segment: str) -> None:
    assert periods([told("2016", segment)], date(2016, 12, 30)) == []
    assert periods([told("2016", segment)], date(2016, 12, 31)) == [("2016", segment)]


@pytest.mark.parametrize(
    ("indicator", "inputs", "values"),
    [
        (_INDEX, ("reference", "tolerance"), ("",)),
        ("consumer_satisfaction", ("reference",), ("",)),
        (_CARBON, ("quota",), ("",)),
        (
            "major_pollutants_total",
            ("COD.quota", "NH3-N.quota", "SO2.quota", "NOx.quota"),
            ("COD", "NH3-N", "SO2", "NOx"),
        ),
        ("food_drug_pass_rate", (), ("food", "drug")),
        ("garbage_harmless_rate", (), ("",)),
    ],
)
def test_segments_of_inputs_and_values(
    indicator: str, inputs: tuple[str, ...], values: tuple[str, ...]
) -> None:
    assert tuple(segment.id for segment in input_segments(goal(indicator))) == inputs
    assert value_segments(goal(indicator)) == values
    rows = frame([told("2016", segment) for segment in (*inputs, *values)])
    assert rows.filter(is_input())["segment"].to_list() == list(inputs)
    limits = [name for name in inputs if name != "reference"]
    assert rows.filter(is_limit())["segment"].to_list() == limits


def test_no_segment_of_the_plan_is_taken_for_an_input() -> None:
    reserved = {segment.id for each in PLAN.goals for segment in input_segments(each)}
    own = {name for each in PLAN.goals for name in _names(each)}
    assert not reserved & own
    assert not any(name.endswith(".quota") for name in own)
    assert {each.kind for each in PLAN.goals if input_segments(each)} == {
        Kind.NEAR_REFERENCE,
        Kind.REACH_REFERENCE,
        Kind.QUOTA,
    }


def _names(of: Goal) -> list[str]:
    return [*(segment.id for segment in of.segments), *(item.id for item in of.items)]


def test_the_quota_of_a_segment_is_named_after_it() -> None:
    assert (quota_of("COD"), quota_of("")) == ("COD.quota", "quota")
    (name,) = [part.name for part in input_segments(goal("major_pollutants_total")) if part.id == "COD.quota"]
    assert (name.zh, name.en) == ("化学需氧量.核定量", "Chemical oxygen demand.Quota")
