"""States that are not stored: after an upload, and how far the reports reach."""

from datetime import date

import pytest

from data import Directory, last_reported, state_after, until
from indicators import no_observations
from tests.factories import observation, observations

_NOW = observations(observation(numerator=1), observation(area="540121", numerator=1))
_UPLOADED = observations(observation(numerator=4), observation(area="540122", numerator=4))


def test_an_upload_replaces_the_rows_of_its_keys() -> None:
    after = state_after(_NOW, _UPLOADED, is_illustrative=False)
    assert dict(after.select("area", "numerator").rows()) == {"540102": 4, "540121": 1, "540122": 4}


def test_the_first_real_upload_replaces_all_illustrative_rows() -> None:
    assert state_after(_NOW, _UPLOADED, is_illustrative=True).equals(_UPLOADED)


@pytest.mark.parametrize("is_illustrative", [True, False])
def test_an_upload_without_a_sound_row_changes_nothing(*, is_illustrative: bool) -> None:
    assert state_after(_NOW, no_observations(), is_illustrative=is_illustrative).equals(_NOW)


def test_the_newest_report_of_the_year_is_the_last_day_of_its_period(directory: Directory) -> None:
    periods = ("2015Q4", "2016Q1", "2016Q2", "2017Q1")
    rows = observations(*[observation(period=period) for period in periods])
    assert last_reported(rows, directory.plan) == date(2016, 6, 30)
    assert last_reported(rows.filter(rows["period"] == "2017Q1"), directory.plan) == directory.plan.deadline


def test_an_empty_store_reaches_to_the_deadline(directory: Directory) -> None:
    assert last_reported(no_observations(), directory.plan) == directory.plan.deadline


def test_inputs_entered_ahead_are_no_reports(directory: Directory) -> None:
    segments = ("quota", "COD.quota", "tolerance", "reference")
    ahead = [observation(period="2016", period_type="year", segment=segment) for segment in segments]
    rows = observations(observation(period="2016Q1"), *ahead)
    assert last_reported(rows, directory.plan) == date(2016, 3, 31)


def test_last_years_figures_and_limits_in_force_stay_for_the_comparison(directory: Directory) -> None:
    rows = observations(
        *(observation(period=year, period_type="year") for year in ("2013", "2014", "2015", "2016")),
        observation(period="2016", period_type="year", segment="quota"),
    )
    kept = until(rows, date(2016, 3, 31), directory.plan)
    assert kept.select("period", "segment").rows() == [("2014", ""), ("2015", ""), ("2016", "quota")]
    assert kept.schema == rows.schema


@pytest.mark.parametrize(("as_of", "rows"), [(date(2016, 3, 30), 0), (date(2016, 3, 31), 1)])
def test_a_period_is_known_when_it_has_ended(as_of: date, rows: int, directory: Directory) -> None:
    assert until(observations(), as_of, directory.plan).height == rows
