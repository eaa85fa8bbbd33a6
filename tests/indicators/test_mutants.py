"""Cases that no other test tells apart; mutation testing found them (docs/mutation.md)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from indicators.exact import passes_in_a_row, percent_text
from indicators.judging import judge
from indicators.newest import newest_first
from indicators.rise import PAIR, own_pairs
from indicators.verdict import Figure, Stated
from indicators.vocabulary import Comparison, Level, Light
from tests.indicators.builders import LATE, farm, goal


def test_the_smallest_shortfall_still_takes_one_pass() -> None:
    two_thirds = 6_667  # basis points: 66.67 % of 3 are 2.0001
    assert passes_in_a_row(2, 3, two_thirds) == 1


def test_a_value_on_its_target_is_rounded_not_cut() -> None:
    assert percent_text(Decimal("96.25"), 9_625, places=1) == "96.3"
    assert percent_text(Decimal("96.24"), 9_625, places=1) == "96.2"


def test_fewer_than_a_limit_allows_are_no_excess() -> None:
    limited = replace(goal("engineering_accidents"), comparison=Comparison.AT_MOST, threshold=3)
    found = [judge(Figure(level=Level.REGION, count=n), limited, as_of=LATE) for n in (0, 2, 3, 4)]
    assert [(each.light, each.short) for each in found] == [
        *[(Light.MET, 0)] * 3,
        (Light.NOT_MET, 1),
    ]


@pytest.mark.parametrize(("days", "light"), [(19, Light.MET), (18, Light.AT_RISK)])
def test_a_mean_has_room_for_one_more_failure(days: int, light: Light) -> None:
    perfect = Figure(level=Level.REGION, numerator=days, denominator=days, parts=((days, days),), end=LATE)
    found = judge(perfect, goal("air_good_days"), as_of=LATE)
    assert found.light == light  # 19 of 20 are 95 %, the target


@pytest.mark.parametrize(("day", "light"), [(19, Light.AT_RISK), (20, Light.NOT_MET)])
def test_a_count_is_behind_by_thirty_points_of_its_target(day: int, light: Light) -> None:
    nothing = Figure(level=Level.REGION, count=0, end=LATE)
    found = judge(nothing, goal("service_local_standards"), as_of=date(2016, 4, day))
    assert found.light == light  # 109 and 110 of 366 days: 29.8 and 30.1 %


def test_a_reference_alone_is_nothing_to_judge() -> None:
    told = Stated(segment="reference", value=Decimal(80), period="2016", start=date(2016, 1, 1), end=LATE)
    found = judge(Figure(level=Level.REGION, stated=(told,), end=LATE), goal("mfg_quality_index"), as_of=LATE)
    assert (found.rule, found.light, found.compared) == ("R13", Light.NO_DATA, ())


def test_rows_that_tie_go_by_organiser_and_segment() -> None:
    names = [("a", "a"), ("a", "b"), ("b", "a")]
    rows = pl.DataFrame([farm("2016Q1", 1, 1, organiser=one, segment=two) for one, two in names[::-1]])
    newest = newest_first(rows.with_columns(end=pl.lit("2016-03-31").str.to_date()))
    assert newest.select("organiser", "segment").rows() == names


def test_a_year_without_samples_is_no_half_of_a_pair() -> None:
    counts = {"numerator": 3, "denominator": 4, "before_numerator": 0, "before_denominator": 0}
    pairs = own_pairs(pl.DataFrame([counts, counts | {"denominator": 0, "before_denominator": 4}]))
    assert pairs.select(pair for pair in PAIR if pair.startswith("same")).null_count().row(0) == (2, 2, 2)
