"""The prefectures page: lights in heat tables, failures that add up, two prefectures side by side."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import polars as pl
import pytest

from data import area_frame
from indicators import STUCK_SCHEMA, Light, Plan, Sector, aggregate, stuck
from pages.prefectures.breakdown import signed
from pages.prefectures.charts import drag_chart
from pages.prefectures.compare import comparison_rows, comparison_view
from pages.prefectures.drags import Drags, drags_view, linked
from pages.prefectures.heat import HeatTable, county_goals, county_heat, prefecture_heat
from pages.prefectures.heat_rows import heat_rows
from pages.prefectures.markup import comparison_table, drags_headline, heat_blocks, heat_table
from pages.shared.periods import period_ends
from pages.shared.viewpoint import Scope
from tests.factories import observation, observations
from tests.pages.builders import CAMPAIGN, FARM, LAST_DAY, checklists, judged, plan, register, scope

LHASA, SHIGATSE, CHAMDO, NAGQU = "540100", "540200", "540300", "542400"
YADONG, LHUNZHUB = "540233", "540121"
WORKED = {  # the worked example of the domain report: samples and failures of each prefecture
    "540100": (180, 5),
    "540200": (110, 7),
    "540300": (70, 7),
    "540400": (50, 2),
    "540500": (50, 1),
    "542400": (25, 2),
    "542500": (15, 1),
}


def samples(area: str, total: int, failures: int, **facts: object) -> dict[str, object]:
    """Farm samples of the year, reported by one county of a prefecture."""
    county = register().counties_of(area)[0].code
    usual = {"area": county, "period": "2016", "period_type": "year"}
    return observation(**{**usual, "numerator": total - failures, "denominator": total, **facts})


def air(prefecture: str, good: int, days: int) -> dict[str, object]:
    return observation(
        indicator="air_good_days",
        area=prefecture,
        period="2016-12",
        period_type="month",
        numerator=good,
        denominator=days,
    )


@pytest.fixture(scope="module")
def worked() -> list[dict[str, object]]:
    return [samples(area, *counts) for area, counts in WORKED.items()]


def taken_apart(goal: str, *rows: dict[str, object], of: Scope | None = None) -> Drags:
    chosen = of or scope()
    reported = observations(*rows) if rows else observations().clear()
    figures = aggregate(reported, plan=plan(), hierarchy=area_frame(register()), as_of=chosen.as_of)
    status = judged(*rows, as_of=chosen.as_of)
    return drags_view(figures, status, plan().goal(goal), register=register(), scope=chosen)


class TestRates:
    def test_the_worked_example_comes_out(self, worked: list[dict[str, object]]) -> None:
        shown = taken_apart(FARM, *worked)
        assert (shown.area_name, shown.value, shown.light) == ("Tibet", "475/500  95.0 %", Light.NOT_MET)
        assert shown.parts.bars.rows() == [
            ("Chamdo", 4.2, "+4.2", True),
            ("Shigatse", 2.6, "+2.6", True),
            ("Nagqu", 1.0, "+1", True),
            ("Ngari", 0.4, "+0.4", True),
            ("Nyingchi", 0.0, "0", False),
            ("Shannan", -1.0, "−1", False),
            ("Lhasa", -2.2, "−2.2", False),
        ]
        assert "Together +5 " in shown.parts.total

    def test_the_table_has_rate_allowance_and_the_region_without(
        self, worked: list[dict[str, object]]
    ) -> None:
        first = taken_apart(FARM, *worked).parts.table.row(0)
        assert first == ("Chamdo", 70, 7, "90.0 %", 2.8, 4.2, "95.81 %", 105, 0)

    def test_passes_in_a_row_bring_the_region_back(self, worked: list[dict[str, object]]) -> None:
        assert taken_apart(FARM, *worked).parts.sentence == (
            "To get back to ≥ 96 %: 125 passes in a row (each a sample)."
        )

    def test_a_target_that_is_met_says_what_it_survives(self) -> None:
        sentence = taken_apart(FARM, samples(LHASA, 1000, 10)).parts.sentence
        assert sentence == "The target is reached and survives 31 more failures (each a sample)."

    def test_a_lost_hundred_cannot_come_back(self) -> None:
        row = observation(indicator="completed_conformity", numerator=9, denominator=10)
        assert "no run of passes brings it back" in taken_apart("completed_conformity", row).parts.sentence

    def test_a_stock_says_how_many_are_short(self) -> None:
        facts = {"indicator": "large_industry_qms_rate", "period": "2016Q4", "numerator": 7, "denominator": 9}
        sentence = taken_apart("large_industry_qms_rate", observation(**facts)).parts.sentence
        assert sentence == "2 more (each a enterprise) to = 100 %."

    def test_a_prefecture_is_taken_apart_into_its_counties(self, worked: list[dict[str, object]]) -> None:
        shown = taken_apart(FARM, *worked, of=scope(prefecture=CHAMDO))
        assert (shown.area_name, shown.value) == ("Chamdo", "63/70  90.0 %")
        assert shown.parts.bars["area"].to_list() == ["Karub"]
        assert shown.parts.table["Whole without it"].to_list() == ["—"]

    def test_each_area_has_a_way_down(self, worked: list[dict[str, object]]) -> None:
        goal = plan().goal(FARM)
        whole = linked(taken_apart(FARM, *worked), goal, register=register(), scope=scope())
        first = urlsplit(whole["Below"][0])
        chosen = dict(parse_qsl(first.query))
        assert (first.path, chosen["part"], chosen["prefecture"]) == (
            "prefectures",
            "Who drags a goal",
            "Chamdo",
        )
        inside = scope(prefecture=CHAMDO)
        county = linked(taken_apart(FARM, *worked, of=inside), goal, register=register(), scope=inside)
        address = urlsplit(county["Below"][0])
        chosen = dict(parse_qsl(address.query))
        assert (address.path, chosen["county"], chosen["goal"]) == ("county", "Karub", "02 Farm products")

    def test_a_prefecture_of_a_mean_has_no_counties_below(self) -> None:
        shown = taken_apart("air_good_days", air(LHASA, 28, 31))
        table = linked(shown, plan().goal("air_good_days"), register=register(), scope=scope())
        assert urlsplit(table["Below"][0]).path == "county"

    def test_without_reports_there_is_nothing_to_say(self) -> None:
        parts = taken_apart(FARM).parts
        assert parts.table.is_empty()
        assert (parts.sentence, parts.total) == ("", "")

    def test_the_chart_keeps_the_order_and_marks_the_drags(self, worked: list[dict[str, object]]) -> None:
        spec = drag_chart(taken_apart(FARM, *worked).parts.bars, axis="excess").to_dict()
        assert spec["layer"][0]["encoding"]["y"]["sort"] is None
        assert spec["layer"][0]["encoding"]["color"]["condition"]["test"] == "datum.is_drag"
        assert spec["layer"][0]["encoding"]["x"]["title"] == "excess"


class TestMean:
    def test_the_points_add_up_to_the_gap(self) -> None:
        parts = taken_apart("air_good_days", air(LHASA, 27, 30), air(SHIGATSE, 30, 30)).parts
        assert parts.bars.rows() == [("Lhasa", -2.5, "−2.50", True), ("Shigatse", 2.5, "+2.50", False)]
        assert parts.total == "Together 0 points: exactly the mean less its target."
        assert parts.table["Whole without it"].to_list() == ["100.0 %", "90.0 %"]

    def test_the_filter_of_a_prefecture_leaves_the_mean_whole(self) -> None:
        rows = (air(LHASA, 27, 30), air(SHIGATSE, 30, 30))
        assert len(taken_apart("air_good_days", *rows, of=scope(prefecture=LHASA)).parts.bars) == 2


class TestNearest:
    rows = checklists(complete=59, lacking={YADONG: 1, LHUNZHUB: 3})

    def test_the_fewest_missing_come_first(self) -> None:
        parts = taken_apart(CAMPAIGN, *self.rows).parts
        assert parts.sentence.startswith("15 counties do not count yet, 13 of them have not reported")
        assert parts.bars.is_empty()
        items = [item.name.en for item in plan().goal(CAMPAIGN).items]
        assert parts.table.row(0)[:4] == ("Yadong", "Shigatse", 1, items[-1])
        assert parts.table.row(1)[:4] == ("Lhünzhub", "Lhasa", 3, ", ".join(items[-3:]))
        assert parts.table["Missing"].to_list()[2:] == [None] * 13

    def test_only_counties_of_the_scope_are_listed(self) -> None:
        table = taken_apart(CAMPAIGN, *self.rows, of=scope(prefecture=LHASA)).parts.table
        assert table["Area"].to_list() == ["Lhünzhub"]


class TestSigned:
    @pytest.mark.parametrize(
        ("amount", "places", "text"),
        [
            ("4.20", None, "+4.2"),
            ("-1.0", None, "−1"),
            ("0.000", None, "0"),
            ("100", None, "+100"),
            ("-0.004", 2, "0"),
            ("1.255", 2, "+1.26"),
        ],
    )
    def test_a_number_carries_its_sign(self, amount: str, places: int | None, text: str) -> None:
        assert signed(Decimal(amount), places=places) == text


def heat(rows: pl.DataFrame, of: Scope | None = None) -> HeatTable:
    return prefecture_heat(rows, plan=plan(), register=register(), scope=of or scope())


class TestPrefectureHeat:
    def test_the_region_and_seven_prefectures_by_all_goals(self) -> None:
        table = heat(judged())
        (block,) = table.blocks
        assert [row.name for row in block.rows][:3] == ["Tibet", "Lhasa", "Shigatse"]
        assert {len(row.cells) for row in block.rows} == {36}
        assert [count for _, count in table.sectors] == [8, 7, 7, 14]

    def test_a_cell_has_light_figure_hint_and_link(self, worked: list[dict[str, object]]) -> None:
        chamdo = heat(judged(*worked)).blocks[0].rows[3]
        cell = chamdo.cells[1]
        assert (cell.light, cell.figure) == (Light.NOT_MET, "90.0")
        assert cell.hint == "Chamdo · Farm products: not met 63/70  90.0 %"
        assert cell.link.startswith("map?goal=02+Farm+products")
        assert "prefecture=Chamdo" in cell.link
        assert dict(chamdo.counts)[Light.NOT_MET] == 1

    def test_a_whole_hundred_is_short_and_nearly_is_not(self) -> None:
        rows = judged(samples(LHASA, 2000, 0), samples(CHAMDO, 2000, 1))
        cells = {row.name: row.cells[1].figure for row in heat(rows).blocks[0].rows}
        assert (cells["Lhasa"], cells["Chamdo"]) == ("100", "99.9")

    def test_the_chosen_prefecture_is_marked_among_all(self) -> None:
        rows = heat(judged(), scope(prefecture=NAGQU)).blocks[0].rows
        assert [row.name for row in rows if row.is_chosen] == ["Nagqu"]
        assert len(rows) == 8

    def test_a_sector_keeps_its_goals(self) -> None:
        table = heat(judged(), scope(sector=Sector.SERVICE))
        assert table.goals[0][0] == "16"
        assert len(table.goals) == 7

    def test_rows_behind_it_say_the_same(self, worked: list[dict[str, object]]) -> None:
        rows = heat_rows(judged(*worked), register().prefectures, [plan().goal(FARM)], scope=scope())
        assert rows.height == 7
        assert rows.row(2)[:6] == (
            "540300",
            "Chamdo",
            "Farm products",
            "✖ not met",
            "63/70  90.0 %",
            "≥ 96 %",
        )

    def test_every_text_of_data_is_escaped(self) -> None:
        table = heat(judged())
        html = heat_table(table)
        assert html.count("<td class=") == 8 * 36
        assert "&amp;prefecture=Lhasa" in html


@pytest.fixture(scope="module")
def found() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lhünzhub fails in two quarters, Yadong in the last one only."""
    rows = [
        observation(area=LHUNZHUB, period="2016Q3", numerator=50, denominator=60),
        observation(area=YADONG, period="2016Q3", numerator=60, denominator=60),
        observation(area=LHUNZHUB, period="2016Q4", numerator=50, denominator=60),
        observation(area=YADONG, period="2016Q4", numerator=40, denominator=60),
    ]
    states = [judged(*rows, as_of=day) for day in (date(2016, 9, 30), LAST_DAY)]
    return states[-1], stuck(states)


class TestCountyHeat:
    def shown(
        self, found: tuple[pl.DataFrame, pl.DataFrame], of: Scope | None = None, *, only_stuck: bool = False
    ) -> HeatTable:
        status, runs = found
        return county_heat(
            status, runs, plan=plan(), register=register(), scope=of or scope(), only_stuck=only_stuck
        )

    def test_all_counties_stand_under_their_prefectures(
        self, found: tuple[pl.DataFrame, pl.DataFrame]
    ) -> None:
        table = self.shown(found)
        assert [len(block.rows) for block in table.blocks] == [8, 18, 11, 7, 12, 11, 7]
        assert [number for number, _, _ in table.goals] == [
            f"{n:02d}" for n in (1, 2, 4, 6, 10, 12, 13, 14, 29, 32, 33)
        ]

    def test_one_missed_period_is_not_two(self, found: tuple[pl.DataFrame, pl.DataFrame]) -> None:
        table = self.shown(found, only_stuck=True)
        assert table.stuck == 1
        ((block),) = table.blocks
        assert (block.name, [row.name for row in block.rows]) == ("Lhasa", ["Lhünzhub"])
        cell = block.rows[0].cells[1]
        assert cell.stuck == 2
        assert cell.hint == (
            "Lhünzhub · Farm products: not met 100/120  83.3 % · not met for 2 periods in a row"
        )
        assert 'class="light-not_met stuck"' in heat_blocks(table)

    def test_a_county_that_does_not_meet_a_goal_leads_to_its_course(
        self, found: tuple[pl.DataFrame, pl.DataFrame]
    ) -> None:
        table = self.shown(found)
        missed = next(row for row in table.blocks[0].rows if row.name == "Lhünzhub").cells
        address = urlsplit(missed[1].link)
        chosen = dict(parse_qsl(address.query))
        assert address.path == "county"
        assert (chosen["county"], chosen["prefecture"]) == ("Lhünzhub", "Lhasa")
        assert chosen["goal"] == "02 Farm products"
        assert missed[0].link == ""

    def test_another_prefecture_has_none(self, found: tuple[pl.DataFrame, pl.DataFrame]) -> None:
        table = self.shown(found, scope(prefecture=SHIGATSE), only_stuck=True)
        assert (table.stuck, table.blocks) == (0, ())

    def test_a_prefecture_keeps_its_counties(self, found: tuple[pl.DataFrame, pl.DataFrame]) -> None:
        (block,) = self.shown(found, scope(prefecture=LHASA)).blocks
        assert len(block.rows) == 8

    def test_services_are_not_judged_for_counties(self) -> None:
        assert county_goals(plan(), scope(sector=Sector.SERVICE)) == []

    def test_runs_of_other_goals_do_not_count(self, found: tuple[pl.DataFrame, pl.DataFrame]) -> None:
        other = pl.DataFrame(
            [{"indicator": "export_pass_rate", "area": YADONG, "periods": 3}], schema_overrides=STUCK_SCHEMA
        )
        table = county_heat(found[0], other, plan=plan(), register=register(), scope=scope(), only_stuck=True)
        assert table.stuck == 0


class TestComparison:
    def test_the_difference_is_in_points(self, worked: list[dict[str, object]]) -> None:
        shown = comparison_view(
            judged(*worked), (LHASA, CHAMDO), plan=plan(), register=register(), scope=scope()
        )
        assert shown.names == ("Lhasa", "Chamdo")
        row = next(row for _, rows in shown.sectors for row in rows if "Farm" in row.goal)
        assert (row.first.figure, row.second.figure) == ("175/180  97.2 %", "63/70  90.0 %")
        assert row.difference == "+7.22 points"
        table = comparison_rows(shown, scope())
        assert table.columns == [
            "Goal",
            "Lhasa Light",
            "Lhasa",
            "Chamdo Light",
            "Chamdo",
            "Difference (first − second)",
        ]
        html = comparison_table(shown, scope())
        assert "+7.22 points" in html
        assert [urlsplit(link).path for link in shown.links] == ["county", "county"]
        assert "prefecture=Chamdo" in html

    def test_goals_that_apply_to_neither_are_left_out(self) -> None:
        shown = comparison_view(judged(), (LHASA, CHAMDO), plan=plan(), register=register(), scope=scope())
        rows = [row for _, listed in shown.sectors for row in listed]
        assert len(rows) + shown.left_out == 36
        assert shown.left_out > 0
        assert {Light.NOT_APPLICABLE} not in [{row.first.light, row.second.light} for row in rows]

    def test_a_missing_figure_has_no_difference(self) -> None:
        shown = comparison_view(
            judged(samples(LHASA, 10, 0)), (LHASA, CHAMDO), plan=plan(), register=register(), scope=scope()
        )
        assert {row.difference for _, rows in shown.sectors for row in rows} == {""}


class TestPeriods:
    @pytest.mark.parametrize(
        ("frequency", "as_of", "ends"),
        [
            ("month", date(2016, 3, 1), [date(2016, 1, 31), date(2016, 2, 29)]),
            ("quarter", date(2016, 6, 30), [date(2016, 3, 31), date(2016, 6, 30)]),
            ("half", date(2016, 12, 30), [date(2016, 6, 30)]),
            ("year", date(2017, 5, 1), [LAST_DAY]),
            ("year", date(2016, 5, 1), []),
        ],
    )
    def test_only_ended_periods_count(
        self, frequency: str, as_of: date, ends: list[date], plan: Plan
    ) -> None:
        kind = next(goal.frequency for goal in plan.goals if goal.frequency == frequency)
        assert list(period_ends(kind, year=2016, as_of=as_of)) == ends


def test_the_headline_escapes_what_it_shows(worked: list[dict[str, object]]) -> None:
    html = drags_headline(taken_apart(FARM, *worked), scope())
    assert "475/500" in html
    assert 'class="light light-not_met"' in html
