"""Course, momentum, pace, plan by date and what the year's end may bring (R7, R8, R14)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from geo import load_register
from indicators.course import COURSE_SCHEMA, course, points_of, target_of
from indicators.goal import Goal
from indicators.outlook import Outlook, Prospect, progress_wording
from indicators.progress import Momentum, Progress, explain_progress, planned_value, progress
from indicators.vocabulary import Level
from tests.indicators.builders import LATE, PLAN, campaign, farm, frame, goal, hierarchy, observation, tick
from tests.indicators.oracle import Row

_COUNTY, _PREFECTURE, _REGION = "540102", "540100", "540000"
_FARM, _FOOD = goal("agri_pass_rate"), goal("food_drug_pass_rate")
_CAMPAIGN, _CERTIFIED = goal("quality_county_coverage"), goal("service_qms_cert_rate")
_EVE = date(2016, 12, 30)


def _course(rows: Iterable[Row], of: Goal, *, as_of: date = LATE) -> pl.DataFrame:
    found = course(frame(rows), of, plan=PLAN, hierarchy=hierarchy(), as_of=as_of)
    assert found.schema == COURSE_SCHEMA
    return found


def _progress(
    rows: Iterable[Row], of: Goal, area: str = _COUNTY, *, as_of: date = LATE, remaining: int | None = None
) -> Progress:
    periods = _course(rows, of, as_of=as_of)
    found = progress(periods, of, area=area, as_of=as_of, remaining=remaining)
    assert found is not None
    return found


def _outlook(found: Progress) -> Outlook | None:
    return found.prospect and found.prospect.outlook


def _rows(of: Goal, values: Iterable[tuple[str, int, int]], area: str = _COUNTY, **columns: str) -> list[Row]:
    return [
        observation(of.id, area, period, numerator=passes, denominator=total, **columns)
        for period, passes, total in values
    ]


def _months(of: Goal, values: list[tuple[int, int]], area: str = _COUNTY) -> list[Row]:
    return _rows(of, [(f"2016-{month:02d}", *pair) for month, pair in enumerate(values, start=1)], area)


# --- course ---


def test_course_accumulates_flows_and_keeps_what_each_period_added() -> None:
    rows = [farm("2016Q1", 9, 10), farm("2016Q2", 5, 5), farm("2016Q4", 20, 20)]
    mine = _course(rows, _FARM).filter(area=_COUNTY)
    assert mine["period"].to_list() == ["2016Q1", "2016Q2", "2016Q3", "2016Q4"]
    assert mine.select("numerator", "denominator").rows() == [(9, 10), (14, 15), (14, 15), (34, 35)]
    assert mine.select("own_numerator", "own_denominator").rows() == [(9, 10), (5, 5), (0, 0), (20, 20)]
    assert mine["is_new"].to_list() == [True, True, False, True]
    assert mine["value"].to_list()[0] == "90"


def test_year_to_date_figures_give_the_same_course() -> None:
    months = _months(_FOOD, [(9, 10), (5, 5), (3, 3)])
    sums = [("2016-01", 9, 10), ("2016-02", 14, 15), ("2016-03", 17, 18)]
    to_date = _rows(_FOOD, sums, period_type="ytd")
    as_of = date(2016, 3, 31)
    assert _course(months, _FOOD, as_of=as_of).equals(_course(to_date, _FOOD, as_of=as_of))


def test_a_sum_that_falls_added_nothing_that_can_be_told() -> None:
    to_date = _rows(_FOOD, [("2016-01", 9, 10), ("2016-02", 8, 8)], period_type="ytd")
    mine = _course(to_date, _FOOD, as_of=date(2016, 2, 29)).filter(area=_COUNTY)
    assert mine["own_denominator"].to_list() == [10, None]


def test_stocks_take_the_latest_and_add_nothing() -> None:
    rows = _rows(_CERTIFIED, [("2016Q1", 10, 20), ("2016Q2", 12, 18)], _PREFECTURE)
    mine = _course(rows, _CERTIFIED).filter(area=_PREFECTURE)
    assert mine["denominator"].to_list() == [20, 18, 18, 18]
    assert mine["own_denominator"].to_list() == [None] * 4


def test_a_date_inside_a_period_gives_a_last_incomplete_point() -> None:
    mine = _course([farm("2016-10", 9, 10)], _FARM, as_of=date(2016, 11, 15)).filter(area=_COUNTY)
    assert mine["period"].to_list() == ["2016Q1", "2016Q2", "2016Q3", "2016Q4"]
    assert mine["complete"].to_list() == [True, True, True, False]
    assert mine["known_on"].to_list()[-2:] == [date(2016, 9, 30), date(2016, 11, 15)]
    assert mine["numerator"].to_list() == [None, None, None, 9]


def test_no_course_before_the_year_and_none_beyond_it() -> None:
    rows = [farm("2016Q4", 9, 10)]
    before = date(2015, 12, 31)
    assert _course(rows, _FARM, as_of=before).is_empty()
    assert progress(_course(rows, _FARM, as_of=before), _FARM, area=_COUNTY, as_of=before) is None
    assert _course(rows, _FARM, as_of=date(2017, 2, 1)).filter(area=_COUNTY).height == 4


def test_course_has_every_area_in_order() -> None:
    found = _course([], _FARM, as_of=date(2016, 1, 1))
    assert found["area"].to_list() == hierarchy()["area"].to_list()


def test_mean_of_prefectures_keeps_its_exact_value() -> None:
    air = goal("air_good_days")
    rows = _rows(air, [("2016-01", 30, 31)], "540100") + _rows(air, [("2016-01", 20, 25)], "540200")
    point = points_of(_course(rows, air, as_of=date(2016, 1, 31)), air, _REGION)[-1]
    assert point.value == (Fraction(30, 31) + Fraction(20, 25)) / 2


def test_declared_counties_are_counted_up_to_the_region() -> None:
    counties = [c.code for c in load_register().counties if c.parent == _PREFECTURE][:3]
    rows = [observation(_CAMPAIGN.id, area, "2016-01", na_reason="excluded") for area in counties]
    found = _course(rows, _CAMPAIGN, as_of=date(2016, 1, 31))
    totals = dict(found.select("area", "declared_out").rows())
    assert (totals[_COUNTY], totals[_PREFECTURE], totals["540200"], totals[_REGION]) == (1, 3, 0, 3)


@pytest.mark.parametrize(
    ("goal_id", "level", "target"),
    [
        ("agri_pass_rate", Level.COUNTY, Fraction(96, 100)),
        ("quality_county_coverage", Level.REGION, Fraction(80, 100)),
        ("quality_county_coverage", Level.PREFECTURE, None),
        ("quality_county_coverage", Level.COUNTY, Fraction(1)),
        ("service_standard_fields", Level.REGION, Fraction(10)),
        ("tibet_brands", Level.REGION, None),
    ],
)
def test_target_of_a_level(goal_id: str, level: Level, target: Fraction | None) -> None:
    assert target_of(goal(goal_id), level) == target


# --- momentum ---


@pytest.mark.parametrize(
    ("quarters", "momentum"),
    [
        ([(97, 100), (98, 100)], Momentum.KEPT_STABLE),
        ([(97, 100), (97, 100)], Momentum.KEPT_STABLE),
        ([(99, 100), (97, 100)], Momentum.KEPT_FALLING),
        ([(90, 100), (95, 100)], Momentum.MISSED_IMPROVING),
        ([(90, 100), (90, 100)], Momentum.MISSED_NOT_IMPROVING),
        ([(97, 100), (90, 100)], Momentum.MISSED_NOT_IMPROVING),
        ([(97, 100)], None),
        ([], None),
    ],
)
def test_momentum(quarters: list[tuple[int, int]], momentum: Momentum | None) -> None:
    rows = [farm(f"2016Q{number}", *pair) for number, pair in enumerate(quarters, start=1)]
    assert _progress(rows, _FARM).momentum is momentum


def test_silence_is_no_standstill() -> None:
    rows = [farm("2016Q1", 90, 100), farm("2016Q2", 95, 100)]
    assert _progress(rows, _FARM, as_of=LATE).momentum is Momentum.MISSED_IMPROVING


def test_counts_of_evils_improve_downwards() -> None:
    accidents = goal("engineering_accidents")
    rows = [observation(accidents.id, _COUNTY, f"2016-{month:02d}", value="0") for month in (1, 2)]
    assert _progress(rows, accidents, as_of=date(2016, 2, 29)).momentum is Momentum.KEPT_STABLE


def test_a_lost_year_has_no_trend() -> None:
    works = goal("completed_conformity")
    found = _progress(_months(works, [(9, 10), *[(10, 10)] * 5]), works, as_of=date(2016, 6, 30))
    assert (found.momentum, found.pace, found.projected) == (None, None, None)
    assert _outlook(found) is Outlook.LOST


def test_prefectures_of_the_campaign_have_no_mark() -> None:
    found = _progress(campaign(3), _CAMPAIGN, _PREFECTURE)
    assert (found.momentum, found.prospect, found.planned, found.projected) == (None, None, None, None)


# --- pace, plan, projection ---


def _fields(done_by_quarter: list[int]) -> list[Row]:
    fields = goal("service_standard_fields")
    return [
        observation(fields.id, _REGION, f"2016Q{number}", value=str(done))
        for number, done in enumerate(done_by_quarter, start=1)
    ]


def test_pace_needs_four_periods_and_is_a_straight_line() -> None:
    done = _months(_FOOD, [(10, 20), (20, 20), (20, 20), (30, 30)])
    assert _progress(done[:3], _FOOD, as_of=date(2016, 3, 31)).pace is None
    shares = Fraction(80, 90) - Fraction(10, 20)
    assert _progress(done, _FOOD, as_of=date(2016, 4, 30)).pace == shares / 3


def test_pace_counts_silent_periods_between_reports() -> None:
    values = [("2016-01", 10, 20), ("2016-02", 20, 20), ("2016-05", 20, 20), ("2016-07", 30, 30)]
    assert _progress(_rows(_FOOD, values), _FOOD, as_of=date(2016, 7, 31)).pace == Fraction(7, 18) / 6


def test_a_period_that_has_not_ended_is_not_in_the_pace() -> None:
    values = [("2016-01", 9, 20), ("2016-04", 20, 20), ("2016-07", 20, 20), ("2016-10", 30, 30)]
    assert _progress(_rows(_FARM, values), _FARM, as_of=date(2016, 11, 15)).pace is None


def test_a_stock_needs_so_much_for_each_period_left() -> None:
    values = [(month, 20) for month in (2, 4, 6, 8)]
    ticks = [
        observation(_CAMPAIGN.id, county.code, f"2016-0{month}", numerator=int(place < done), denominator=1)
        for month, (done, counties) in enumerate(values, start=1)
        for place, county in enumerate(load_register().counties[:counties])
    ]
    found = _progress(ticks, _CAMPAIGN, _REGION, as_of=date(2016, 4, 30))
    assert found.pace == Fraction(2, 74)
    assert found.pace_needed == (Fraction(80, 100) - Fraction(8, 74)) / 8
    assert found.projected == Fraction(8 + 16, 74)
    assert found.range == (Fraction(8, 74), Fraction(62, 74))


def test_growth_stays_within_its_bounds() -> None:
    rows = _rows(_CERTIFIED, [(f"2016Q{n}", 4 + 4 * n, 20) for n in (1, 2, 3, 4)], _PREFECTURE)
    assert _progress(rows, _CERTIFIED, _PREFECTURE, as_of=_EVE).pace is None
    falling = _rows(_CAMPAIGN, [(f"2016-0{n}", 1 if n < 3 else 0, 1) for n in (1, 2, 3, 4)])
    found = _progress(falling, _CAMPAIGN, as_of=date(2016, 4, 30))
    assert (found.pace, found.projected) == (Fraction(-1, 3), Fraction(0))


def test_a_flow_rate_ends_where_it_stands_if_the_rest_goes_the_same_way() -> None:
    found = _progress([farm("2016Q1", 97, 100), farm("2016Q2", 95, 100)], _FARM, as_of=date(2016, 7, 1))
    assert found.projected == Fraction(96, 100)
    assert _progress([farm("2016Q1", 97, 100)], _FARM).projected is None  # the deadline has come


@pytest.mark.parametrize(
    ("goal_id", "level", "as_of", "planned"),
    [
        ("quality_county_coverage", Level.REGION, date(2016, 7, 2), Decimal(40)),
        ("quality_county_coverage", Level.COUNTY, date(2016, 7, 2), Decimal(50)),
        ("quality_county_coverage", Level.PREFECTURE, date(2016, 7, 2), None),
        ("service_standard_fields", Level.REGION, date(2016, 7, 2), Decimal(5)),
        ("quality_county_coverage", Level.REGION, LATE, None),
        ("agri_pass_rate", Level.REGION, date(2016, 7, 2), None),
    ],
)
def test_planned_value(goal_id: str, level: Level, as_of: date, planned: Decimal | None) -> None:
    assert planned_value(goal(goal_id), level=level, as_of=as_of) == planned


# --- range and outlook ---


def test_missing_counties_leave_a_range() -> None:
    rows = [*campaign(58), *_rows(_CAMPAIGN, [("2016-12", 0, 1)] * 1, load_register().counties[58].code)]
    found = _progress(rows, _CAMPAIGN, _REGION, as_of=LATE)
    assert found.range == (Fraction(58, 74), Fraction(73, 74))
    assert _outlook(found) is Outlook.UNKNOWN


def test_rates_with_missing_areas_have_no_range() -> None:
    rows = [farm("2016Q4", 9, 10)]
    assert _progress(rows, _FARM, _REGION).range is None
    assert _progress(rows, _FARM, _COUNTY).range == (Fraction(9, 10), Fraction(9, 10))
    assert _progress([], _FARM, _COUNTY).range is None


def test_a_silent_county_of_the_campaign_can_be_all_or_nothing() -> None:
    assert _progress([], _CAMPAIGN, _COUNTY).range == (0, 1)
    assert _progress([tick("kickoff")], _CAMPAIGN, _COUNTY).range == (Fraction(1, 5), Fraction(1, 5))


def _region(complete: int, *, refused: int = 0, declared: int = 0, as_of: date = _EVE) -> Progress:
    rest = [county.code for county in load_register().counties[complete:]]
    rows = campaign(complete) if complete else []
    rows = [{**row, "period": "2016-11"} for row in rows]
    for place, area in enumerate(rest[: refused + declared]):
        columns = {"numerator": 0, "denominator": 1} if place < refused else {"na_reason": "excluded"}
        rows.append(observation(_CAMPAIGN.id, area, "2016-11", **columns))
    return _progress(rows, _CAMPAIGN, _REGION, as_of=as_of)


@pytest.mark.parametrize(
    ("found", "outlook"),
    [
        ({"complete": 60}, Outlook.SAFE),
        ({"complete": 59}, Outlook.OPEN),
        ({"complete": 0}, Outlook.OPEN),
        ({"complete": 10, "refused": 64}, Outlook.OPEN),  # they can still do it
        ({"complete": 10, "declared": 14}, Outlook.OPEN),
        ({"complete": 10, "declared": 15}, Outlook.LOST),
        ({"complete": 59, "as_of": LATE}, Outlook.UNKNOWN),
        ({"complete": 59, "refused": 15, "as_of": LATE}, Outlook.LOST),
        ({"complete": 59, "refused": 14, "as_of": LATE}, Outlook.UNKNOWN),
        ({"complete": 50, "refused": 15, "as_of": LATE}, Outlook.LOST),
        ({"complete": 60, "refused": 14, "as_of": LATE}, Outlook.SAFE),
    ],
)
def test_outlook_of_the_share_of_counties(found: dict[str, int | date], outlook: Outlook) -> None:
    options = {name: value for name, value in found.items() if isinstance(value, int)}
    as_of = found.get("as_of")
    got = _region(**options, as_of=as_of if isinstance(as_of, date) else _EVE)
    assert _outlook(got) is outlook


@pytest.mark.parametrize(
    ("items", "as_of", "outlook"),
    [
        (5, _EVE, Outlook.SAFE),
        (4, _EVE, Outlook.OPEN),
        (4, LATE, Outlook.LOST),
        (0, LATE, Outlook.UNKNOWN),
    ],
)
def test_outlook_of_a_county_of_the_campaign(items: int, as_of: date, outlook: Outlook) -> None:
    rows = [tick(item.id) for item in _CAMPAIGN.items[:items]]
    assert _outlook(_progress(rows, _CAMPAIGN, as_of=as_of)) is outlook


@pytest.mark.parametrize(
    ("passes", "remaining", "outlook"),
    [
        (100, None, Outlook.UNKNOWN),
        (0, None, Outlook.UNKNOWN),
        (100, 4, Outlook.SAFE),
        (100, 5, Outlook.OPEN),
        (95, 24, Outlook.LOST),
        (95, 25, Outlook.OPEN),
        (96, 0, Outlook.SAFE),
        (95, 0, Outlook.LOST),
    ],
)
def test_outlook_of_a_flow_rate(passes: int, remaining: int | None, outlook: Outlook) -> None:
    assert _outlook(_progress([farm("2016Q4", passes, 100)], _FARM, remaining=remaining)) is outlook


@pytest.mark.parametrize(
    ("passes", "remaining", "outlook"),
    [(99, None, Outlook.LOST), (100, None, Outlook.UNKNOWN), (100, 0, Outlook.SAFE), (99, 0, Outlook.LOST)],
)
def test_outlook_of_a_goal_of_100(passes: int, remaining: int | None, outlook: Outlook) -> None:
    works = goal("completed_conformity")
    rows = _rows(works, [("2016-01", passes, 100)])
    assert _outlook(_progress(rows, works, remaining=remaining)) is outlook


def test_outlook_without_a_figure() -> None:
    assert _outlook(_progress([], _FARM)) is Outlook.UNKNOWN
    assert _outlook(_progress([], goal("completed_conformity"))) is Outlook.UNKNOWN


def test_areas_that_a_goal_does_not_reach_have_no_outlook() -> None:
    assert _progress([], _CERTIFIED, _COUNTY).prospect is None
    out = observation(_FARM.id, _COUNTY, "2016Q1", na_reason="no_object")
    found = _progress([out], _FARM)
    assert (found.value, found.prospect) == (None, None)
    assert _progress([], goal("tibet_brands"), _REGION).prospect is None


@pytest.mark.parametrize(
    ("passes", "as_of", "outlook"),
    [
        (20, _EVE, Outlook.OPEN),
        (17, LATE, Outlook.SAFE),
        (16, LATE, Outlook.LOST),
        (None, LATE, Outlook.UNKNOWN),
    ],
)
def test_outlook_of_a_stock(passes: int | None, as_of: date, outlook: Outlook) -> None:
    rows = [] if passes is None else _rows(_CERTIFIED, [("2016Q3", passes, 20)], _PREFECTURE)
    assert _outlook(_progress(rows, _CERTIFIED, _PREFECTURE, as_of=as_of)) is outlook


@pytest.mark.parametrize(
    ("issued", "as_of", "remaining", "outlook"),
    [
        (1, _EVE, None, Outlook.SAFE),
        (0, _EVE, None, Outlook.OPEN),
        (0, LATE, None, Outlook.UNKNOWN),
        (0, LATE, 0, Outlook.LOST),
        (0, LATE, 1, Outlook.UNKNOWN),
    ],
)
def test_outlook_of_a_flow_count(issued: int, as_of: date, remaining: int | None, outlook: Outlook) -> None:
    standards = goal("service_local_standards")
    rows = [observation(standards.id, _REGION, "2016-01", value=str(issued))]
    assert _outlook(_progress(rows, standards, _REGION, as_of=as_of, remaining=remaining)) is outlook


@pytest.mark.parametrize(
    ("remaining", "outlook"), [(None, Outlook.UNKNOWN), (9, Outlook.UNKNOWN), (0, Outlook.SAFE)]
)
def test_outlook_of_a_mean(remaining: int | None, outlook: Outlook) -> None:
    air = goal("air_good_days")
    rows = _rows(air, [("2016-01", 31, 31)], _PREFECTURE)
    assert _outlook(_progress(rows, air, _REGION, remaining=remaining)) is outlook


def test_accidents_lose_the_year() -> None:
    accidents = goal("engineering_accidents")
    rows = [observation(accidents.id, _COUNTY, "2016-01", value="1")]
    assert _outlook(_progress(rows, accidents, as_of=_EVE)) is Outlook.LOST


# --- sentences ---


def test_sentences_of_a_farm_figure() -> None:
    rows = [farm(f"2016Q{quarter}", 90 + quarter, 100) for quarter in (1, 2, 3)]
    found = _progress(rows, _FARM, _REGION, as_of=date(2016, 10, 31))
    assert [sentence.en for sentence in explain_progress(found, _FARM)] == [
        "missed but improving",
        "Fewer than 4 periods: no pace.",
        "If the rest of the year goes at this year's rate, it ends at 92.0 %: target ≥ 96 % missed.",
        "73 units have not reported; the range cannot be told.",
        "Nobody knows how many are still to come, so nothing is certain.",
    ]


def test_sentences_of_the_campaign() -> None:
    rows = [
        observation(_CAMPAIGN.id, county.code, f"2016-0{month}", numerator=1, denominator=1)
        for month in (1, 2, 3, 4)
        for county in load_register().counties[: 5 * month]
    ]
    found = _progress(rows, _CAMPAIGN, _REGION, as_of=date(2016, 4, 30))
    assert [sentence.en for sentence in explain_progress(found, _CAMPAIGN)] == [
        "missed but improving",
        "+6.76 points a period on average; +6.62 points a period would reach the target in time.",
        "26.2 % planned by now.",
        "At this year's pace of +6.76 points a period it ends at 81.1 %: target ≥ 80 % met.",
        "27.0 % if no missing county has it, 100.0 % if all have.",
        "20 counties have it, 40 more can still make it before the deadline.",
    ]


def test_sentences_of_a_count() -> None:
    fields = goal("service_standard_fields")
    found = _progress(_fields([1, 3, 4, 7]), fields, _REGION, as_of=_EVE)
    assert found.pace is None
    sentences = [sentence.zh for sentence in explain_progress(found, fields)]
    assert sentences[0] == "未达标但在改善"
    assert any("9.9" in sentence or "10" in sentence for sentence in sentences)


def test_every_momentum_and_outlook_has_words() -> None:
    for momentum in Momentum:
        assert progress_wording(f"momentum.{momentum.value}").zh
    for outlook in Outlook:
        assert progress_wording(f"word.{outlook.value}").en
    assert Prospect(Outlook.OPEN, progress_wording("outlook.stock")).why.zh
