"""Momentum, pace, plan by date and projection (R7, R8)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from geo import load_register
from indicators.explaining_progress import explain_progress, progress_sentences
from indicators.goal import Goal
from indicators.outlook import Outlook, progress_wording
from indicators.progress import Momentum, planned_value
from indicators.vocabulary import Kind, Level
from tests.indicators.builders import LATE, PLAN, campaign, farm, goal, observation
from tests.indicators.courses import (
    CAMPAIGN,
    COUNTY,
    FARM,
    FOOD,
    PREFECTURE,
    REGION,
    monthly,
    outlook_of,
    progress_of,
    rows_of,
)
from tests.indicators.oracle import Row


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
    assert progress_of(rows, FARM).momentum is momentum


def test_silence_is_no_standstill() -> None:
    rows = [farm("2016Q1", 90, 100), farm("2016Q2", 95, 100)]
    assert progress_of(rows, FARM, as_of=LATE).momentum is Momentum.MISSED_IMPROVING


def test_counts_of_evils_improve_downwards() -> None:
    accidents = goal("engineering_accidents")
    rows = [observation(accidents.id, COUNTY, f"2016-{month:02d}", value="0") for month in (1, 2)]
    assert progress_of(rows, accidents, as_of=date(2016, 2, 29)).momentum is Momentum.KEPT_STABLE


def test_a_lost_year_has_no_trend() -> None:
    works = goal("completed_conformity")
    found = progress_of(monthly(works, [(9, 10), *[(10, 10)] * 5]), works, as_of=date(2016, 6, 30))
    assert (found.momentum, found.pace, found.projected) == (None, None, None)
    assert outlook_of(found) is Outlook.LOST


def test_prefectures_of_the_campaign_have_no_mark() -> None:
    found = progress_of(campaign(3), CAMPAIGN, PREFECTURE)
    assert (found.momentum, found.prospect, found.planned, found.projected) == (None, None, None, None)


def test_pace_needs_four_periods_and_is_a_straight_line() -> None:
    done = monthly(FOOD, [(10, 20), (20, 20), (20, 20), (30, 30)])
    assert progress_of(done[:3], FOOD, as_of=date(2016, 3, 31)).pace is None
    shares = Fraction(80, 90) - Fraction(10, 20)
    assert progress_of(done, FOOD, as_of=date(2016, 4, 30)).pace == shares / 3


def test_pace_counts_silent_periods_between_reports() -> None:
    values = [("2016-01", 10, 20), ("2016-02", 20, 20), ("2016-05", 20, 20), ("2016-07", 30, 30)]
    assert progress_of(rows_of(FOOD, values), FOOD, as_of=date(2016, 7, 31)).pace == Fraction(7, 18) / 6


def test_a_period_that_has_not_ended_is_not_in_the_pace() -> None:
    values = [("2016-01", 9, 20), ("2016-04", 20, 20), ("2016-07", 20, 20), ("2016-10", 30, 30)]
    assert progress_of(rows_of(FARM, values), FARM, as_of=date(2016, 11, 15)).pace is None


def _counties(yes_by_month: list[int], *, of: int) -> list[Row]:
    """Months in which the first so many of the reporting counties have the campaign in full."""
    return [
        observation(CAMPAIGN.id, county.code, f"2016-{month:02d}", numerator=int(place < yes), denominator=1)
        for month, yes in enumerate(yes_by_month, start=1)
        for place, county in enumerate(load_register().counties[:of])
    ]


def test_a_stock_needs_so_much_for_each_period_left() -> None:
    found = progress_of(_counties([2, 4, 6, 8], of=20), CAMPAIGN, REGION, as_of=date(2016, 4, 30))
    assert found.pace == Fraction(2, 74)
    assert found.pace_needed == (Fraction(80, 100) - Fraction(8, 74)) / 8
    assert found.projected == Fraction(8 + 16, 74)
    assert found.range == (Fraction(8, 74), Fraction(62, 74))


@pytest.mark.parametrize(("yes", "end"), [([15, 30, 45, 60], Fraction(1)), ([9, 6, 3, 0], Fraction(0))])
def test_growth_stays_within_its_bounds(yes: list[int], end: Fraction) -> None:
    found = progress_of(_counties(yes, of=74), CAMPAIGN, REGION, as_of=date(2016, 4, 30))
    assert found.projected == end


def test_nothing_is_needed_once_the_target_is_reached() -> None:
    found = progress_of(_counties([60, 60, 60, 60], of=74), CAMPAIGN, REGION, as_of=date(2016, 4, 30))
    assert (found.pace, found.pace_needed) == (Fraction(0), None)
    assert "+0.00 points a period on average." in [text.en for text in explain_progress(found, CAMPAIGN)]


def test_one_checklist_is_not_projected() -> None:
    found = progress_of(_counties([0, 0, 0, 0], of=1), CAMPAIGN, COUNTY, as_of=date(2016, 4, 30))
    assert (found.pace, found.pace_needed, found.projected) == (Fraction(0), Fraction(1, 8), None)


def test_too_few_periods_give_no_projection_of_growth() -> None:
    assert progress_of(_counties([1, 2], of=9), CAMPAIGN, REGION, as_of=date(2016, 2, 29)).projected is None


def test_a_flow_rate_ends_where_it_stands_if_the_rest_goes_the_same_way() -> None:
    found = progress_of([farm("2016Q1", 97, 100), farm("2016Q2", 95, 100)], FARM, as_of=date(2016, 7, 1))
    assert found.projected == Fraction(96, 100)
    assert progress_of([farm("2016Q1", 97, 100)], FARM).projected is None  # the deadline has come


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


def test_sentences_of_a_farm_figure() -> None:
    rows = [farm(f"2016Q{quarter}", 90 + quarter, 100) for quarter in (1, 2, 3)]
    found = progress_of(rows, FARM, REGION, as_of=date(2016, 10, 31))
    assert [sentence.en for sentence in explain_progress(found, FARM)] == [
        "missed but improving",
        "Fewer than 4 periods: no pace.",
        "If the rest of the year goes at this year's rate, it ends at 92.0 %: target ≥ 96 % missed.",
        "73 units have not reported; the range cannot be told.",
        "Nobody knows how many are still to come, so nothing is certain.",
    ]


def test_sentences_of_the_campaign() -> None:
    rows = [
        observation(CAMPAIGN.id, county.code, f"2016-0{month}", numerator=1, denominator=1)
        for month in (1, 2, 3, 4)
        for county in load_register().counties[: 5 * month]
    ]
    found = progress_of(rows, CAMPAIGN, REGION, as_of=date(2016, 4, 30))
    assert [sentence.en for sentence in explain_progress(found, CAMPAIGN)] == [
        "missed but improving",
        "+6.76 points a period on average; +6.62 points a period would reach the target in time.",
        "26.2 % planned by now.",
        "At this year's pace of +6.76 points a period it ends at 81.1 %: target ≥ 80 % met.",
        "27.0 % if no missing county has it, 100.0 % if all have.",
        "20 counties have it, 40 more can still make it before the deadline.",
    ]


def test_sentences_of_a_count() -> None:
    standards = goal("service_local_standards")
    rows = [observation(standards.id, REGION, f"2016-0{month}", value="0") for month in (1, 2, 3, 4)]
    found = progress_of(rows, standards, REGION, as_of=date(2016, 4, 30))
    assert [sentence.zh for sentence in explain_progress(found, standards)] == [
        "未达标且没有改善",
        "平均每期 +0.0 项，要按期达标每期需 +0.1 项。",
        "按时间进度应达 0.3 项。",
        "按今年以来平均每期 +0.0 项推算，年底为 0 项，达不到目标 ≥ 1 项。",
        "期限前仍可变化。",
    ]


def test_sentences_by_topic_are_the_same_ones() -> None:
    rows = [farm(f"2016Q{quarter}", 90 + quarter, 100) for quarter in (1, 2, 3)]
    found = progress_of(rows, FARM, REGION, as_of=date(2016, 10, 31))
    told = progress_sentences(found, FARM)
    assert list(told) == ["momentum", "pace", "projection", "range", "outlook"]
    assert tuple(told.values()) == explain_progress(found, FARM)


def test_sentences_of_what_must_not_happen() -> None:
    accidents = goal("engineering_accidents")
    rows = [observation(accidents.id, COUNTY, f"2016-0{month}", value="0") for month in (1, 2, 3, 4)]
    found = progress_of(rows, accidents, as_of=date(2016, 4, 30))
    assert [sentence.en for sentence in explain_progress(found, accidents)] == [
        "kept and stable",
        "Nobody knows how many are still to come, so nothing is certain.",
    ]


def test_every_momentum_and_outlook_has_words() -> None:
    for momentum in Momentum:
        assert progress_wording(f"momentum.{momentum.value}").zh
    for outlook in Outlook:
        assert progress_wording(f"word.{outlook.value}").en


@pytest.mark.parametrize("each", PLAN.goals, ids=lambda each: each.id)
def test_momentum_is_for_kinds_with_a_number_to_reach(each: Goal) -> None:
    """A rate that is lost for the year has none either (R7), so nothing fails here."""
    rows = [
        observation(
            each.id, REGION, f"2016-{month:02d}", numerator=9, denominator=9, value="0", state="in_progress"
        )
        for month in range(1, 7)
    ]
    found = progress_of(rows, each, REGION, as_of=date(2016, 6, 30))
    has_number = each.kind in {Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.COUNT}
    assert (found.momentum is not None) is has_number
    assert found.pace is None or has_number
    assert found.prospect is None or has_number
