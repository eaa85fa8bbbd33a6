"""What an upload changes: rows replaced by key, figures and lights that differ (R16)."""

from polars.testing import assert_frame_equal

from indicators.changes import CHANGE_SCHEMA, light_changes, merged
from indicators.observation import KEY, OBSERVATION_SCHEMA, no_observations
from tests.indicators.builders import frame, observation, status_of
from tests.indicators.oracle import Row

_COUNTY, _PREFECTURE, _REGION = "540102", "540100", "540000"


def farm(passes: int, total: int, **columns: str) -> Row:
    """Farm samples of one county in the fourth quarter."""
    return observation("agri_pass_rate", _COUNTY, "2016Q4", numerator=passes, denominator=total, **columns)


def test_the_same_key_is_replaced_and_others_stay() -> None:
    old, other = farm(3, 4, note="old"), farm(5, 5, organiser="national")
    after = merged(frame([old, other]), frame([farm(4, 4, note="new")]))
    assert after.schema == OBSERVATION_SCHEMA
    assert after.select("organiser", "numerator", "note").rows() == [("national", 5, None), ("", 4, "new")]


def test_every_part_of_the_key_tells_rows_apart() -> None:
    base = farm(3, 4)
    others = [{**base, name: {"period_type": "ytd", "period": "2016Q3"}.get(name, "other")} for name in KEY]
    assert merged(frame([base]), frame(others)).height == 1 + len(KEY)


def test_merging_nothing_changes_nothing() -> None:
    rows = frame([farm(3, 4)])
    assert_frame_equal(merged(rows, no_observations()), rows)
    assert_frame_equal(merged(no_observations(), rows), rows)
    assert_frame_equal(merged(rows, rows), rows)


def test_columns_of_the_store_do_not_matter() -> None:
    stored = frame([farm(3, 4, organiser="national")]).with_columns(seq=7)
    assert merged(stored, frame([farm(4, 4)])).height == 2


def test_changes_tell_light_and_value_before_and_after() -> None:
    before, after = status_of([farm(2, 4)]), status_of([farm(3, 4)])
    changes = light_changes(before, after)
    assert changes.schema == CHANGE_SCHEMA
    assert changes.filter(area=_COUNTY).row(0, named=True) == {
        "indicator": "agri_pass_rate",
        "area": _COUNTY,
        "area_name": f"name of {_COUNTY}",
        "level": "county",
        "before": "50",
        "after": "75",
        "light_before": "not_met",
        "light_after": "at_risk",
    }
    assert changes["area"].to_list() == [_REGION, _PREFECTURE, _COUNTY]


def test_a_first_figure_is_a_change_from_nothing() -> None:
    changes = light_changes(status_of([]), status_of([farm(4, 4)]))
    county = changes.filter(area=_COUNTY).row(0, named=True)
    assert (county["before"], county["light_before"]) == (None, "no_data")
    assert (county["after"], county["light_after"]) == ("100", "met")


def test_more_samples_of_the_same_rate_are_a_change() -> None:
    assert light_changes(status_of([farm(4, 4)]), status_of([farm(8, 8)])).height == 3


def test_the_same_state_has_no_changes() -> None:
    state = status_of([farm(3, 4)])
    assert light_changes(state, state).is_empty()


def test_a_value_that_was_compared_and_a_state_are_figures_too() -> None:
    carbon = [
        observation("carbon_total", "540000", "2016", value=value, segment=segment)
        for value, segment in (("900", ""), ("1000", "quota"))
    ]
    before = status_of([*carbon, observation("national_park", "540000", "2016-06", state="in_progress")])
    higher = {**carbon[1], "value": "1100"}
    done = observation("national_park", "540000", "2016-06", state="done", evidence="批文")
    changes = light_changes(before, status_of([carbon[0], higher, done]))
    found = changes.select("indicator", "area", "light_before", "light_after").rows()
    assert found == [("carbon_total", "540000", "met", "met"), ("national_park", "540000", "met", "met")]
