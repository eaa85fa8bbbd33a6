"""From the rows of one area to its figure: periods, absences, checklists (R13, R15, E22)."""

from datetime import date

import pytest

from tests.indicators.builders import PLAN, counts, farm, figure, observation, tick
from tests.indicators.oracle import Row

_COUNTY, _NEIGHBOUR, _REGION = "540102", "540121", "540000"
_ITEMS = tuple(item.id for item in PLAN.goal("quality_county_coverage").items)


def firms(period: str, passes: int, total: int, **columns: str | int | None) -> Row:
    """Certified firms of one county, of which the latest state counts."""
    row = {"period_type": "snapshot", **columns}
    return observation("large_industry_qms_rate", _COUNTY, period, numerator=passes, denominator=total, **row)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([farm("2016Q1", 3, 4), farm("2016Q2", 5, 5)], (8, 9)),
        ([farm("2016-06", 8, 9, period_type="ytd"), farm("2016-03", 3, 4, period_type="ytd")], (8, 9)),
        ([farm("2016-06", 8, 9, period_type="ytd"), farm("2016-06", 2, 2), farm("2016-05", 1, 1)], (8, 9)),
        ([farm("2016-06", 8, 9, period_type="ytd"), farm("2016-07", 2, 2)], (2, 2)),
        ([farm("2016-06", 8, 9, period_type="ytd"), farm("2016Q2", 8, 9, period_type="ytd")], (8, 9)),
        ([farm("2016-01", 1, 1), farm("2016-03", 1, 1), farm("2016Q1", 3, 4)], (3, 4)),
        ([farm("2016Q1", 3, 4), farm("2016-04", 1, 2)], (1, 2)),
        ([farm("2016Q1", 3, 4), farm("2016Q1", 5, 6, organiser="national")], (8, 10)),
        ([farm("2015Q4", 9, 9), farm("2016Q1", 3, 4)], (3, 4)),
        ([farm("2016Q1", 0, 0), farm("2016Q2", 3, 4)], (3, 4)),
    ],
    ids=[
        "quarters add up",
        "only the latest of year-to-date figures",
        "year to date goes before the months it holds",
        "a later month goes before an older year to date",
        "year to date of one day under two names counts once",
        "a quarter goes before its months",
        "a later month goes before an older quarter",
        "organisers are pooled",
        "last year stays out",
        "an empty quarter adds nothing",
    ],
)
def test_flow_over_time(rows: list[Row], expected: tuple[int, int]) -> None:
    assert counts(rows, _COUNTY) == expected
    assert counts(rows[::-1], _COUNTY) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([firms("2016-03", 1, 3), firms("2016-09", 2, 3), firms("2016-06", 3, 3)], (2, 3)),
        ([firms("2016-09", 1, 3, period_type="month"), firms("2016-09", 2, 3)], (2, 3)),
        ([firms("2016-09", 1, 3), firms("2016Q3", 2, 3, reported_on="2016-10-09")], (2, 3)),
        ([firms("2016-09", 1, 3), firms("2016-03", 2, 2, organiser="national")], (3, 5)),
    ],
    ids=["latest", "snapshot before month", "later report of the same day", "organisers are pooled"],
)
def test_stock_over_time(rows: list[Row], expected: tuple[int, int]) -> None:
    assert counts(rows, _COUNTY) == expected
    assert counts(rows[::-1], _COUNTY) == expected


def test_mixed_period_types_are_marked() -> None:
    assert figure([farm("2016-06", 8, 9, period_type="ytd"), farm("2016-06", 2, 2)], _COUNTY)["mixed"]
    assert not figure([farm("2016Q1", 3, 4), farm("2016Q2", 2, 2)], _COUNTY)["mixed"]


def test_a_state_has_no_period_types_to_mix() -> None:
    rows = [firms("2016-09", 1, 3), firms("2016Q3", 2, 3, period_type="quarter")]
    assert figure(rows, _COUNTY)["mixed"] is False


def test_segments_are_pooled() -> None:
    rows = [
        observation("food_drug_pass_rate", _COUNTY, "2016-01", numerator=18, denominator=20, segment="food"),
        observation("food_drug_pass_rate", _COUNTY, "2016-01", numerator=10, denominator=10, segment="drug"),
    ]
    assert counts(rows, _COUNTY) == (28, 30)


_NONE = (None, None)


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        ([farm("2016Q1", 0, 0)], (0, 0), None),
        ([farm("2016Q1", None, 0)], (None, 0), None),
        ([farm("2016Q1", None, 0, na_reason="no_object")], (None, 0), "no_object"),
        ([farm("2016Q1", None, None, na_reason="excluded")], _NONE, "excluded"),
        ([farm("2016Q1", None, 0, na_reason="no_object"), farm("2016Q2", 3, 4)], (3, 4), None),
        ([farm("2016Q1", 3, 4), farm("2016Q2", None, 0, na_reason="no_object")], (3, 4), None),
        ([farm("2016Q1", None, 0, na_reason="no_object"), farm("2016Q2", 0, 0)], (0, 0), "no_object"),
        (
            [farm("2016Q1", None, 0, na_reason="no_object"), farm("2016Q1", 0, 0, organiser="national")],
            (0, 0),
            None,
        ),
    ],
    ids=[
        "zero without a reason",
        "zero without a numerator",
        "declared absent",
        "declared absent without a zero",
        "absent, then a figure",
        "a figure, then absent",
        "declared once, later zeros need no new reason",
        "one series declared, another only zero",
    ],
)
def test_zero_denominators(
    rows: list[Row], expected: tuple[int | None, int | None], reason: str | None
) -> None:
    for order in (rows, rows[::-1]):
        found = figure(order, _COUNTY)
        assert (found["numerator"], found["denominator"]) == expected
        assert found["na_reason"] == reason


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            [farm("2016Q1", None, 0, na_reason="excluded"), farm("2016Q2", 0, 0, na_reason="no_object")],
            "no_object",
        ),
        (
            [farm("2016Q1", None, 0, na_reason="no_object"), farm("2016Q2", 0, 0, na_reason="excluded")],
            "excluded",
        ),
        (
            [
                farm("2016Q1", None, 0, na_reason="no_object"),
                farm("2016Q1", None, 0, na_reason="excluded", organiser="national"),
            ],
            "excluded",
        ),
    ],
    ids=["later", "later, though first in the alphabet", "of one day the first in the alphabet"],
)
def test_the_latest_reason_is_told(rows: list[Row], reason: str) -> None:
    assert figure(rows, _COUNTY)["na_reason"] == reason
    assert figure(rows[::-1], _COUNTY)["na_reason"] == reason


def test_a_stock_is_absent_when_its_latest_row_says_so() -> None:
    rows = [firms("2016-03", 1, 1), firms("2016-06", 0, 0, na_reason="no_object")]
    assert figure(rows, _COUNTY)["na_reason"] == "no_object"
    assert counts(rows, _COUNTY, as_of=date(2016, 4, 1)) == (1, 1)


def test_a_bare_rate_neither_counts_nor_hides_a_figure() -> None:
    bare = farm("2016-06", None, None, period_type="ytd", value="98.7")
    alone, beside = figure([bare], _COUNTY), figure([farm("2016Q1", 3, 4), bare], _COUNTY)
    assert (alone["unverified"], alone["denominator"], alone["end"]) == (True, None, None)
    assert (beside["unverified"], beside["denominator"], beside["end"]) == (False, 4, date(2016, 3, 31))
    assert figure([bare], _REGION)["unverified"]


@pytest.mark.parametrize(
    ("rows", "share", "done"),
    [
        ([tick(item) for item in _ITEMS], 1, _ITEMS),
        ([tick(item) for item in reversed(_ITEMS[:4])], 0, _ITEMS[:4]),
        ([*(tick(item) for item in _ITEMS[:4]), tick(_ITEMS[4], 0)], 0, _ITEMS[:4]),
        ([*(tick(item) for item in _ITEMS[:4]), tick(_ITEMS[0], organiser="county")], 0, _ITEMS[:4]),
        ([*(tick(item) for item in _ITEMS), tick(_ITEMS[0], organiser="county")], 1, _ITEMS),
        ([tick("", 1), tick(_ITEMS[0], 1)], 0, _ITEMS[:1]),
        ([tick(_ITEMS[0], 0)], 0, ()),
        ([tick("", 1)], 1, None),
        ([tick("", 0)], 0, None),
    ],
    ids=[
        "all five",
        "four, in the plan's order",
        "one is not done",
        "told twice counts once",
        "told twice is no sixth item",
        "a list goes before a claim",
        "nothing done yet",
        "plain yes",
        "plain no",
    ],
)
def test_checklist_of_a_county(rows: list[Row], share: int, done: tuple[str, ...] | None) -> None:
    found = figure(rows, _COUNTY)
    assert (found["numerator"], found["denominator"]) == (share, 1)
    assert found["items_done"] == (None if done is None else list(done))


@pytest.mark.parametrize(("written", "count"), [("0", 0), ("2", 2), ("2.0", 2), ("007", 7)])
def test_things_are_counted(written: str, count: int) -> None:
    rows = [
        observation("engineering_accidents", _COUNTY, "2016-01", value=written),
        observation("engineering_accidents", _NEIGHBOUR, "2016-01", numerator=1),
    ]
    assert figure(rows, _COUNTY)["count"] == count
    assert figure(rows, _REGION)["count"] == count + 1
    assert counts(rows, _REGION) == _NONE


def test_words_are_no_number_of_things() -> None:
    row = observation("engineering_accidents", _COUNTY, "2016-01", value="两起")
    assert figure([row], _COUNTY)["count"] is None


def test_an_empty_segment_is_no_stream() -> None:
    rows = [
        observation("food_drug_pass_rate", _COUNTY, "2016-01", numerator=18, denominator=20, segment="food"),
        observation("food_drug_pass_rate", _COUNTY, "2016-01", numerator=0, denominator=0, segment="drug"),
    ]
    assert [stream["segment"] for stream in figure(rows, _COUNTY)["streams"]] == ["food"]


def test_a_list_of_things_is_counted_by_its_items() -> None:
    def field_row(name: str, **columns: str | int) -> Row:
        return observation("service_standard_fields", _REGION, "2016-06", segment=name, **columns)

    rows = [
        field_row("tourism", numerator=1, denominator=1),
        field_row("finance", value="1"),
        field_row("finance", numerator=1, organiser="national"),
        field_row("sports", numerator=0, denominator=1),
        field_row("", value="9"),
    ]
    assert figure(rows, _REGION)["count"] == 2
    assert figure(rows, _REGION)["items_done"] == ["finance", "tourism"]
    assert figure(rows[-1:], _REGION)["count"] == 9
