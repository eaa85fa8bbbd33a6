"""What changed since last time: newly met and lost, stuck, corrected."""

from datetime import date

import polars as pl
import pytest

from indicators.observation import no_observations
from indicators.transitions import (
    CORRECTION_SCHEMA,
    STUCK_SCHEMA,
    TRANSITION_SCHEMA,
    Correction,
    Transition,
    corrections,
    stuck,
    transition_wording,
    transitions,
)
from indicators.vocabulary import Light
from tests.indicators.builders import campaign, farm, frame, observation, status_of
from tests.indicators.oracle import Row

_COUNTY = "540102"


def _changed(before: list[Row], after: list[Row], area: str = _COUNTY) -> list[str]:
    found = transitions(status_of(before), status_of(after))
    assert found.schema == TRANSITION_SCHEMA
    return found.filter(pl.col("area") == area)["transition"].to_list()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((90, 100), (100, 100), [Transition.NEWLY_MET]),
        ((90, 100), (96, 100), [Transition.NEWLY_MET]),  # at risk for want of room, yet met
        ((100, 100), (95, 100), [Transition.NEWLY_LOST]),
        ((96, 100), (95, 100), [Transition.NEWLY_LOST]),
        ((96, 100), (100, 100), []),
        ((95, 100), (90, 100), []),
        ((3, 3), (2, 3), []),  # one failure in three is a warning, not a loss
        ((2, 3), (1, 3), [Transition.NEWLY_LOST]),
        ((2, 3), (3, 3), [Transition.NEWLY_MET]),
    ],
)
def test_standing_of_a_county(before: tuple[int, int], after: tuple[int, int], expected: list[str]) -> None:
    assert _changed([farm("2016Q4", *before)], [farm("2016Q4", *after)]) == expected


def test_a_first_and_a_missing_figure_are_told_apart() -> None:
    one = [farm("2016Q4", 1, 3)]
    assert _changed([], one) == [Transition.FIRST_FIGURE]
    assert _changed(one, []) == [Transition.FIGURE_GONE]
    assert _changed(one, one) == []


def test_a_goal_that_was_not_in_the_state_before_is_a_first_figure() -> None:
    after = status_of([farm("2016Q4", 1, 3)])
    found = transitions(after.clear(), after)
    assert set(found["transition"]) == {Transition.FIRST_FIGURE}


def test_both_sides_are_shown_in_the_order_of_the_later_state() -> None:
    found = transitions(status_of([farm("2016Q4", 100, 100)]), status_of([farm("2016Q4", 90, 100)]))
    assert found["area"].to_list() == ["540000", "540100", _COUNTY]
    row = found.filter(area=_COUNTY).row(0, named=True)
    assert (row["light_before"], row["light_after"]) == ("met", "not_met")
    assert (row["value_before"], row["value_after"], row["numerator_after"]) == ("100", "90", 90)


def test_the_sixtieth_county_meets_the_share() -> None:
    assert "newly_met" in _changed(campaign(59), campaign(60), area="540000")


def _year(rates: list[tuple[int, int]]) -> list[pl.DataFrame]:
    """Status at each quarter's end; figures add up over the year."""
    ends = [date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 31)]
    rows = [farm(f"2016Q{number}", *rate) for number, rate in enumerate(rates, start=1)]
    return [status_of(rows, as_of=end) for end in ends[: len(rates)]]


def _stuck(states: list[pl.DataFrame], *, periods: int = 2) -> list[tuple[str, int, date]]:
    found = stuck(states, periods=periods)
    assert found.schema == STUCK_SCHEMA
    return found.filter(pl.col("area") == _COUNTY).select("light", "periods", "since").rows()


def test_two_red_periods_in_a_row_are_stuck() -> None:
    states = _year([(100, 100), (80, 100), (90, 100)])
    assert _stuck(states) == [("not_met", 2, date(2016, 6, 30))]
    assert _stuck(states, periods=3) == []


def test_a_run_that_ended_or_just_began_is_not_stuck() -> None:
    assert _stuck(_year([(90, 100), (90, 100), (500, 500)])) == []
    assert _stuck(_year([(100, 100), (100, 100), (80, 100)])) == []
    assert _stuck(_year([(90, 100), (900, 900), (0, 100)])) == []


def test_too_few_states_are_never_stuck() -> None:
    assert _stuck(_year([(50, 100)])) == []
    assert _stuck([]) == []
    assert _stuck(_year([(50, 100)]), periods=1) == [("not_met", 1, date(2016, 3, 31))]


def test_missing_reports_can_be_stuck_too() -> None:
    rows = [farm("2016Q1", 9, 9)]
    states = [status_of(rows, as_of=day) for day in (date(2016, 6, 1), date(2016, 9, 1), date(2016, 12, 1))]
    silent = stuck(states, periods=3, light=Light.NO_DATA).filter(indicator="agri_pass_rate", level="county")
    assert silent.height == 73
    assert _COUNTY not in silent["area"].to_list()


def test_the_longest_run_comes_first() -> None:
    other = observation("agri_pass_rate", "540103", "2016Q1", numerator=1, denominator=9)
    states = [
        status_of([farm("2016Q1", 9, 9), farm("2016Q2", 0, 9), other], as_of=day)
        for day in (date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30))
    ]
    counties = stuck(states).filter(level="county")
    assert counties.select("area", "periods").rows() == [("540103", 3), (_COUNTY, 2)]


def _corrected(before: list[Row], after: list[Row]) -> pl.DataFrame:
    found = corrections(frame(before), frame(after))
    assert found.schema == CORRECTION_SCHEMA
    return found


def test_a_correction_shows_old_and_new_figures_and_the_note() -> None:
    old, new = farm("2016Q1", 9, 10, note="first"), farm("2016Q1", 10, 10, note="misprint", reported_by="甲")
    row = _corrected([old], [new]).row(0, named=True)
    assert row["correction"] == Correction.CORRECTED
    assert (row["numerator_before"], row["numerator_after"]) == (9, 10)
    assert (row["denominator_before"], row["denominator_after"]) == (10, 10)
    assert (row["note"], row["reported_by"]) == ("misprint", "甲")


def test_only_figures_make_a_correction() -> None:
    before = [farm("2016Q1", 9, 10, note="a", value="98.70"), farm("2016Q3", 1, 1)]
    after = [farm("2016Q1", 9, 10, note="b", value="98.7"), farm("2016Q2", 1, 1), farm("2016Q3", 1, 1)]
    assert _corrected(before, after).is_empty()
    assert _corrected(
        [farm("2016Q1", None, None, value="100")], [farm("2016Q1", None, None, value="1")]
    ).height


def test_a_figure_blanked_or_declared_absent_is_a_correction() -> None:
    old = farm("2016Q1", 9, 10)
    assert _corrected([old], [farm("2016Q1", None, None)]).height == 1
    assert _corrected([old], [farm("2016Q1", 9, 10, na_reason="no_object")]).height == 1


def test_a_withdrawn_row_is_not_lost_from_sight() -> None:
    found = corrections(frame([farm("2016Q1", 9, 10), farm("2016Q2", None, None)]), no_observations())
    assert found["correction"].to_list() == ["withdrawn", "withdrawn"]
    assert found.select("numerator_before", "numerator_after").row(0) == (9, None)


def test_nothing_before_means_no_corrections() -> None:
    assert corrections(no_observations(), frame([farm("2016Q1", 9, 10)])).is_empty()


def test_every_change_has_words() -> None:
    for word in Transition:
        assert transition_wording(f"transition.{word.value}").zh
    for kind in Correction:
        assert transition_wording(f"correction.{kind.value}").en
