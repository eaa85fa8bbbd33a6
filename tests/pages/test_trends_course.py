"""The course of a goal: points, target, schedule, projection, and what is said beside them."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import polars as pl
import pytest

from data import area_frame
from indicators import Goal, Kind, Light, course, status
from pages.shared.viewpoint import Scope
from pages.trends.charts import course_chart, pairs_chart
from pages.trends.course import LINE_KINDS, Course, course_view
from pages.trends.headline import row_of
from pages.trends.markup import headline_html, steps_list, topics_list
from pages.trends.references import compared_pairs
from tests.factories import observation, observations
from tests.pages.builders import CAMPAIGN, FARM, LAST_DAY, checklists, plan, register, scope

LHASA = "540100"
COUNTY = "540102"


def states_of(
    rows: list[dict[str, object]], goal: Goal, chosen: Scope
) -> tuple[pl.DataFrame, dict[date, pl.DataFrame]]:
    reported = observations(*rows) if rows else observations().clear()
    areas = area_frame(register())
    alone = replace(plan(), goals=(goal,))
    periods = course(reported, goal, plan=plan(), hierarchy=areas, as_of=chosen.as_of)
    days = periods["known_on"].unique()
    return periods, {day: status(reported, plan=alone, hierarchy=areas, as_of=day) for day in days}


def seen(goal_id: str, *rows: dict[str, object], of: Scope | None = None) -> Course:
    """The course of a goal for the region, or the prefecture of the scope."""
    chosen, goal = of or scope(), plan().goal(goal_id)
    periods, states = states_of(list(rows), goal, chosen)
    area = register().area(chosen.prefecture or register().region.code)
    return course_view(periods, states, goal, area=area, plan=plan(), register=register(), scope=chosen)


def farm(quarter: int, passes: int, total: int) -> dict[str, object]:
    return observation(period=f"2016Q{quarter}", numerator=passes, denominator=total)


def topics(shown: Course) -> dict[str, str]:
    return dict(shown.topics)


class TestRates:
    shown = seen(
        FARM, farm(1, 95, 100), farm(2, 98, 100), farm(3, 99, 100), of=scope(as_of=date(2016, 11, 15))
    )

    def test_a_flow_adds_up_and_its_periods_stand_below(self) -> None:
        points = self.shown.points
        assert points["amount"].to_list()[:3] == [95.0, 96.5, pytest.approx(97.3333333)]
        assert points["units"].to_list() == [100, 100, 100, 0]
        assert points["failures"].to_list() == [5, 2, 1, 0]
        assert points["told"].to_list()[0] == "95/100  95.0 %"

    def test_no_old_figure_is_carried_into_a_period_without_report(self) -> None:
        assert self.shown.points["period"].to_list() == ["Q1", "Q2", "Q3", "Q4"]
        assert self.shown.points["amount"].to_list()[3] is None

    def test_the_axis_is_the_whole_year_with_target_and_projection(self) -> None:
        axes = self.shown.axes
        assert axes.periods == ("Q1", "Q2", "Q3", "Q4")
        assert (axes.target, axes.target_label, axes.planned) == (96.0, "target ≥ 96 %", ())
        assert axes.projected == pytest.approx(97.3333333)
        assert (axes.is_percent, axes.from_zero) == (True, False)

    def test_the_sentences_name_what_the_target_survives(self) -> None:
        said = topics(self.shown)
        assert said["To the target"] == "The target is reached and survives 4 more failures (each a sample)."
        assert said["Direction"] == "→ kept and stable"
        assert "ends at 97.3 %" in said["Projection"]
        assert list(said) == [
            *("Now", "To the target", "Direction", "Pace", "Projection", "Best and worst", "Certain?")
        ]

    def test_passes_in_a_row_bring_it_back(self) -> None:
        said = topics(seen(FARM, farm(1, 475, 500)))
        assert said["To the target"] == "To get back to ≥ 96 %: 125 passes in a row (each a sample)."

    def test_a_lost_year_shows_no_projection(self) -> None:
        rows = [
            observation(
                indicator="large_first_acceptance", period=f"2016-0{month}", period_type="month",
                numerator=9 - month // 4, denominator=9,
            )
            for month in range(1, 5)
        ]  # fmt: skip
        shown = seen("large_first_acceptance", *rows, of=scope(as_of=date(2016, 4, 30)))
        assert shown.axes.projected is None
        assert topics(shown)["Certain?"].startswith("already lost: ")
        assert "Direction" not in topics(shown)

    def test_the_table_behind_has_every_period(self) -> None:
        assert self.shown.table["In the period"].to_list() == [100, 100, 100, 0]
        assert self.shown.table["Value"].to_list()[0] == "95/100  95.0 %"


class TestCampaign:
    def test_it_counts_counties_against_60(self) -> None:
        shown = seen(CAMPAIGN, *checklists(complete=57))
        assert shown.points["amount"].to_list() == [None] * 11 + [57.0]
        assert shown.axes.target == 60.0
        assert shown.axes.target_label == "target ≥ 80 % (60/74)"
        assert len(shown.axes.planned) == 12
        assert shown.axes.planned[-1] == 60.0
        assert shown.axes.planned[5] == pytest.approx(60 * 181 / 366, rel=0.02)
        assert shown.axes.from_zero
        assert not shown.axes.is_percent

    def test_a_prefecture_has_no_mark_of_its_own(self) -> None:
        shown = seen(CAMPAIGN, *checklists(complete=5), of=scope(prefecture=LHASA))
        assert shown.axes.target is None
        assert shown.axes.planned == ()
        assert shown.points["amount"].to_list()[-1] == 5.0
        assert shown.headline.light is Light.NOT_APPLICABLE


class TestOtherKinds:
    def test_a_stock_shows_its_size_below_and_nothing_failed(self) -> None:
        rows = [
            observation(
                indicator="large_industry_qms_rate", period=f"2016Q{q}", numerator=5 + q, denominator=10
            )
            for q in (1, 2)
        ]
        shown = seen("large_industry_qms_rate", *rows, of=scope(as_of=date(2016, 6, 30)))
        assert shown.points["amount"].to_list() == [60.0, 70.0]
        assert shown.points["units"].to_list() == [10, 10]
        assert shown.points["failures"].to_list() == [None, None]
        assert shown.axes.units == "above-scale firms on the list"
        assert "failures red" not in shown.reading

    def test_a_count_of_accidents_stays_at_zero(self) -> None:
        row = observation(
            indicator="engineering_accidents", period="2016-01", period_type="month",
            numerator=None, denominator=None, value="0",
        )  # fmt: skip
        shown = seen("engineering_accidents", row, of=scope(as_of=date(2016, 1, 31)))
        assert shown.points["amount"].to_list() == [0.0]
        assert (shown.axes.target, shown.axes.from_zero) == (0.0, True)

    def test_the_air_is_the_mean_of_the_prefectures(self) -> None:
        rows = [
            observation(
                indicator="air_good_days", area=area, period="2016-01", period_type="month",
                numerator=good, denominator=30,
            )
            for area, good in (("540100", 24), ("540200", 30))
        ]  # fmt: skip
        shown = seen("air_good_days", *rows, of=scope(as_of=date(2016, 1, 31)))
        assert shown.points["amount"].to_list() == [90.0]
        assert (shown.points["units"][0], shown.points["failures"][0]) == (60, 6)

    def test_a_milestone_is_told_in_words_period_by_period(self) -> None:
        row = observation(
            indicator="satisfaction_system", area="540000", period="2016H1", period_type="half",
            numerator=None, denominator=None, state="in_progress",
        )  # fmt: skip
        shown = seen("satisfaction_system", row)
        assert shown.points.is_empty()
        assert [(step.label, step.told) for step in shown.steps] == [("H1", "under way"), ("H2", "under way")]
        assert "no number in each period" in shown.empty
        assert '<ol class="steps">' in steps_list(shown.steps, scope())

    @pytest.mark.parametrize("goal", plan().goals, ids=lambda goal: goal.id)
    def test_every_goal_says_what_there_is_without_a_figure(self, goal: Goal) -> None:
        shown = seen(goal.id, of=scope(as_of=date(2016, 2, 15)))
        assert shown.points.is_empty()
        assert shown.empty
        assert bool(shown.steps) is (goal.kind not in LINE_KINDS)
        assert topics(shown)["Now"]

    def test_a_goal_of_the_region_is_not_asked_of_a_prefecture(self) -> None:
        shown = seen("service_standard_fields", of=scope(prefecture=LHASA))
        assert "no target at the level of Lhasa" in shown.empty


class TestPairs:
    def pairs(self, goal_id: str, *rows: dict[str, object]) -> pl.DataFrame:
        goal = plan().goal(goal_id)
        _, states = states_of(list(rows), goal, scope())
        return compared_pairs(row_of(states[LAST_DAY], area="540000", goal=goal), goal, scope())

    def test_each_pollutant_stands_beside_its_quota(self) -> None:
        def amount(segment: str, value: str) -> dict[str, object]:
            return observation(
                indicator="major_pollutants_total", area="540000", period="2016", period_type="year",
                segment=segment, numerator=None, denominator=None, value=value,
            )  # fmt: skip

        segments = [segment.id for segment in plan().goal("major_pollutants_total").segments]
        rows = [amount(name, "20000") for name in segments] + [
            amount(f"{name}.quota", "25000") for name in segments
        ]
        found = self.pairs("major_pollutants_total", *rows)
        assert found.height == 4
        assert found.row(0) == (
            "Chemical oxygen demand",
            0.8,
            1.0,
            "20,000 t (2016)",
            "the quota set by the state 25,000 t (2016)",
        )
        assert pairs_chart(found).to_dict()["layer"]

    def test_nothing_is_compared_without_a_reference(self) -> None:
        assert self.pairs("major_pollutants_total").is_empty()


class TestDrawing:
    def test_the_chart_has_line_lights_target_and_bars(self) -> None:
        spec = course_chart(TestRates.shown.points, TestRates.shown.axes).to_dict()
        line, bars = spec["layer"]
        assert spec["resolve"] == {"scale": {"y": "independent"}}
        domains = {tuple(layer["encoding"]["x"]["scale"]["domain"]) for layer in bars["layer"]}
        assert domains == {("Q1", "Q2", "Q3", "Q4")}
        glyphs = [row for rows in spec["datasets"].values() for row in rows if "glyph" in row]
        assert [row["glyph"] for row in glyphs] == [
            "✖",
            "▲",
            "▲",
        ]  # one county of 74 has reported, so it is only a warning
        assert [row["is_under"] for row in glyphs] == [True, False, False]
        labels = [
            row for rows in spec["datasets"].values() for row in rows if row.get("label") == "target ≥ 96 %"
        ]
        assert labels[0]["amount"] == 96.0
        assert line["layer"][0]["mark"]["type"] == "rule"

    def test_figures_that_hardly_move_look_so(self) -> None:
        rows = [farm(quarter, 100, 100) for quarter in (1, 2)]
        shown = seen(FARM, *rows, of=scope(as_of=date(2016, 6, 30)))
        spec = course_chart(shown.points, shown.axes).to_dict()
        line = spec["layer"][0]["layer"]
        low, high = next(
            layer["encoding"]["y"]["scale"]["domain"] for layer in line if "y" in layer["encoding"]
        )
        assert (round(low, 2), high) == (95.12, 100.4)

    def test_names_from_data_are_escaped(self) -> None:
        assert "<b>&lt;b&gt;</b>" not in topics_list([("<i>", "<b>")])
        assert "<dt>&lt;i&gt;</dt><dd>&lt;b&gt;</dd>" in topics_list([("<i>", "<b>")])


def test_the_headline_leads_to_the_reports_behind_it() -> None:
    shown = seen(FARM, farm(1, 95, 100), of=scope(prefecture=LHASA)).headline
    assert "95.0 %" in headline_html(shown, scope())
    address = urlsplit(shown.link)
    assert address.path == "county"
    assert dict(parse_qsl(address.query)) == {
        "goal": "02 Farm products",
        "prefecture": "Lhasa",
        "as_of": "2016-12-31",
        "language": "English",
    }


def test_kinds_with_a_line_are_those_with_a_target() -> None:
    assert Kind.RISE not in LINE_KINDS
