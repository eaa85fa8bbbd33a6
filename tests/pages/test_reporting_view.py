"""The reporting page: states by area and goal, whom to call, how complete, who sent the closing papers."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import polars as pl
import pytest

from data import Store, area_frame
from indicators import REPORT_SCHEMA, Flag, Reason, ReportState, Sector, aggregate, reports_owed, status
from indicators.duties import DutyState, duties_at
from pages.reporting.board import Board, board_view
from pages.reporting.calls import call_table, calls_view, reports_in, unit_calls, unit_table
from pages.reporting.completeness import coverage_table, coverage_view, zero_samples
from pages.reporting.look import duty_look, look_class, state_glyph, state_text
from pages.reporting.markup import (
    board_table,
    duty_heads,
    duty_table,
    own_goals,
    state_strip,
    zero_list,
)
from pages.reporting.owed import owed_text, responsible
from pages.reporting.rows import report_rows
from pages.reporting.submissions import duty_rows, duty_units, tracker_view
from pages.shared.viewpoint import Scope
from tests.factories import entries, entry, observation, observations
from tests.pages.builders import CAMPAIGN, FARM, judged, plan, register, scope

OCTOBER = date(2016, 10, 31)
LHASA, CHAMDO = "540100", "540300"
CHENGGUAN, LHUNZHUB = "540102", "540121"


def owed(*rows: dict[str, object], of: Scope) -> pl.DataFrame:
    """What is owed in a scope after some reports."""
    reported = observations(*rows) if rows else observations().clear()
    areas = area_frame(register())
    figures = aggregate(reported, plan=plan(), hierarchy=areas, as_of=of.as_of)
    every = reports_owed(figures, plan=plan(), hierarchy=areas, as_of=of.as_of)
    return reports_in(every, plan=plan(), register=register(), scope=of)


def board(*rows: dict[str, object], of: Scope) -> Board:
    return board_view(owed(*rows, of=of), plan=plan(), register=register(), scope=of)


def farm(area: str, quarter: int, **facts: object) -> dict[str, object]:
    return observation(area=area, period=f"2016Q{quarter}", **facts)


def place(shown: Board, number: str) -> int:
    return [goal[0] for goal in shown.goals].index(number)


class TestTheArithmeticAgrees:
    @pytest.mark.parametrize("as_of", [date(2016, 1, 1), OCTOBER, date(2016, 12, 31), date(2017, 3, 1)])
    def test_late_is_what_the_lights_call_stale_or_overdue(self, illustrative: Store, as_of: date) -> None:
        reported, areas = illustrative.observations(), area_frame(register())
        figures = aggregate(reported, plan=plan(), hierarchy=areas, as_of=as_of)
        reports = reports_owed(figures, plan=plan(), hierarchy=areas, as_of=as_of)
        levels = {goal.id: goal.natural_level.value for goal in plan().goals}
        lights = status(reported, plan=plan(), hierarchy=areas, as_of=as_of).filter(
            pl.col("level") == pl.col("indicator").replace_strict(levels),
            (pl.col("reason") == Reason.NOT_REPORTED) | pl.col("flags").list.contains(Flag.STALE.value),
        )
        late = reports.filter(pl.col("state") == ReportState.LATE)
        key = ["indicator", "area"]
        assert set(late.select(key).iter_rows()) == set(lights.select(key).iter_rows())


class TestBoard:
    def test_without_reports_everything_is_late_that_is_due(self) -> None:
        shown = board(of=scope(as_of=OCTOBER))
        # Counties: 6 monthly and 2 quarterly goals of 74; prefectures: 2 monthly and 4 quarterly of 7.
        region = sum(line.state is ReportState.LATE for line in shown.own)
        assert dict(shown.counts)[ReportState.LATE] == 8 * 74 + 6 * 7 + region
        assert [len(shown.goals), len(shown.rows), len(shown.own)] == [20, 7, 16]
        assert shown.rows[0].name == "Lhasa"
        assert shown.rows[0].late == 8 * 8 + 6
        assert sum(row.late for row in shown.rows) == sum(shown.late)
        assert shown.groups == (
            ("Reported by counties (11 goals)", 11),
            ("Reported by prefectures (9 goals)", 9),
        )

    def test_a_prefecture_tells_how_many_of_its_counties(self) -> None:
        shown = board(farm(CHENGGUAN, 3), farm(LHUNZHUB, 2), of=scope(as_of=OCTOBER))
        cell = shown.rows[0].cells[place(shown, "02")]
        assert cell is not None
        assert (cell.state, cell.text) == (ReportState.LATE, "7/8")
        assert cell.hint.startswith("Lhasa · Farm products: ✖ late. 7 counties late, by up to 199 days: ")
        assert "Lhünzhub" not in cell.hint.partition(":")[2].partition(",")[0]

    def test_its_row_leads_to_its_counties_and_these_to_their_pages(self) -> None:
        row = board(of=scope(as_of=OCTOBER)).rows[2]
        address = urlsplit(row.link)
        assert (address.path, dict(parse_qsl(address.query))["prefecture"]) == ("reporting", "Chamdo")
        inside = board(of=scope(as_of=OCTOBER, prefecture=CHAMDO))
        assert urlsplit(inside.rows[1].link).path == "county"
        assert dict(parse_qsl(urlsplit(inside.rows[1].link).query))["county"] == "Karub"

    def test_a_prefecture_stands_over_its_counties(self) -> None:
        shown = board(farm(CHENGGUAN, 3), of=scope(as_of=OCTOBER, prefecture=LHASA))
        assert [row.name for row in shown.rows][:2] == ["Lhasa", "Chengguan"]
        assert len(shown.rows) == 9
        assert shown.own == ()
        county = shown.rows[1]
        own, above = county.cells[place(shown, "02")], county.cells[place(shown, "03")]
        assert own is not None
        assert (own.state, own.text) == (ReportState.FRESH, "")
        assert own.hint == (
            "Chengguan · Farm products: ✔ fresh. "
            "Reported: 2016Q3. Next is 2016Q4, due on Jan 15, 2017, in 76 days."
        )
        assert above is None
        assert shown.rows[2].cells[place(shown, "02")].text == "199"  # type: ignore[union-attr]

    def test_the_last_days_are_counted_down(self) -> None:
        shown = board(farm(CHENGGUAN, 2), of=scope(as_of=date(2016, 10, 14), prefecture=LHASA))
        cell = shown.rows[1].cells[place(shown, "02")]
        assert cell is not None
        assert (cell.state, cell.text) == (ReportState.DUE, "1")
        assert "due on Oct 15, 2016, in 1 day." in cell.hint

    def test_a_sector_leaves_its_goals(self) -> None:
        shown = board(of=scope(as_of=OCTOBER, sector=Sector.SERVICE))
        assert [goal[0] for goal in shown.goals] == ["18"]
        assert [name for name, _ in shown.groups] == ["Reported by prefectures (1 goal)"]

    def test_the_regions_goals_are_told_late_first_with_their_unit(self) -> None:
        lines = board(of=scope(as_of=OCTOBER)).own
        assert lines[0].state is ReportState.LATE
        standards = next(line for line in lines if line.goal == "Local service standards")
        assert standards.unit == "Bureau of Quality and Technical Supervision"
        assert standards.told == "Reported: nothing yet. 2016-01 was due on Feb 10, 2016, 264 days ago."
        assert lines[-1].state is ReportState.NOT_APPLICABLE


class TestCalls:
    def test_the_longest_overdue_come_first(self) -> None:
        calls = calls_view(
            owed(farm(CHENGGUAN, 2), of=scope(as_of=OCTOBER, prefecture=LHASA)),
            plan=plan(),
            register=register(),
            scope=scope(as_of=OCTOBER, prefecture=LHASA),
        )
        assert len(calls) == 8 * 8 + 6
        assert [calls[0].days, calls[-1].days] == [264, 16]
        last = calls[-1]
        assert (last.area, last.prefecture, last.goal) == ("Chengguan", "Lhasa", "02 Farm products")
        assert (last.last, last.period, last.due, last.missing) == ("2016Q2", "2016Q3", date(2016, 10, 15), 1)
        assert last.unit == "Dept. of Agriculture and Animal Husbandry"

    def test_the_units_add_up(self) -> None:
        here = scope(as_of=OCTOBER)
        calls = calls_view(owed(of=here), plan=plan(), register=register(), scope=here)
        units = unit_calls(calls)
        assert sum(unit.count for unit in units) == len(calls)
        assert units[0].count == 4 * 74  # accidents, completed works, first acceptance twice
        assert units[0].unit.startswith("Dept. of Housing")
        assert [unit.days for unit in units[:2]] == [264, 264]
        assert unit_table(units, here).height == len(units)

    def test_local_governments_go_by_their_name(self) -> None:
        here = scope(language="zh")
        names = [
            responsible(plan().goal(CAMPAIGN), area, plan=plan(), register=register(), scope=here)
            for area in (CHENGGUAN, "542421")
        ]
        assert names == ["拉萨市人民政府、质监局", "那曲地区行署、质监局"]

    def test_the_table_says_nothing_yet_and_keeps_links_out_of_the_download(self) -> None:
        here = scope(as_of=OCTOBER, prefecture=LHASA)
        calls = calls_view(owed(of=here), plan=plan(), register=register(), scope=here)
        shown, kept = (call_table(calls, here, with_link=link) for link in (True, False))
        assert shown["Last reported"].unique().to_list() == ["nothing yet"]
        assert set(shown.columns) - set(kept.columns) == {"Page"}

    def test_nothing_late_is_no_call(self) -> None:
        here = scope(as_of=date(2016, 1, 31))
        assert calls_view(owed(of=here), plan=plan(), register=register(), scope=here) == ()


class TestCompleteness:
    def covered(self, *rows: dict[str, object], of: Scope) -> dict[str, Any]:
        found = coverage_view(
            judged(*rows, as_of=of.as_of), owed(*rows, of=of), plan=plan(), register=register(), scope=of
        )
        return {row.goal[:2]: row for row in found}

    def test_reported_of_expected_with_the_flag(self) -> None:
        found = self.covered(farm(CHENGGUAN, 1), farm(LHUNZHUB, 3), of=scope(as_of=OCTOBER))["02"]
        assert (found.reported, found.expected, found.is_partial) == (2, 74, True)
        states = dict(found.counts)
        assert (states[ReportState.LATE], states[ReportState.FRESH]) == (73, 1)

    def test_whoever_has_no_such_object_counts_as_reported(self) -> None:
        absent = farm(CHENGGUAN, 1, numerator=None, denominator=None, na_reason="no_object")
        found = self.covered(absent, of=scope(as_of=OCTOBER, prefecture=LHASA))["02"]
        assert (found.reported, found.expected) == (1, 8)

    def test_goals_that_nobody_reports_are_left_out(self) -> None:
        assert "07" not in self.covered(of=scope(as_of=OCTOBER))

    def test_the_table_gives_counts_before_the_share(self) -> None:
        here = scope(as_of=OCTOBER)
        rows = [farm(CHENGGUAN, 3)]
        found = coverage_view(
            judged(*rows, as_of=OCTOBER), owed(*rows, of=here), plan=plan(), register=register(), scope=here
        )
        table = coverage_table(found, here)
        farm_row = table.row(by_predicate=pl.col("Goal") == "02 Farm products", named=True)
        assert (farm_row["Reported"], farm_row["Share"], farm_row["Remark"]) == ("1/74", 1, "partial")

    def test_areas_without_a_sample_lead_to_the_sampling_there(self) -> None:
        here = scope(as_of=OCTOBER, prefecture=LHASA)
        rows = [farm(CHENGGUAN, 3), farm(LHUNZHUB, 3, numerator=0, denominator=0)]
        found = zero_samples(
            judged(*rows, as_of=OCTOBER), owed(*rows, of=here), plan=plan(), register=register(), scope=here
        )
        goals = {each.goal[:2]: each for each in found}
        assert set(goals) == {"02", "03", "04"}
        names = [name for name, _ in goals["02"].areas]
        assert (len(names), goals["02"].total) == (7, 8)
        assert "Chengguan" not in names
        assert "Lhünzhub" in names
        address = urlsplit(goals["02"].areas[0][1])
        chosen = dict(parse_qsl(address.query))
        assert (address.path, chosen["trend"], chosen["prefecture"]) == ("trends", "Enough samples", "Lhasa")


class TestTracker:
    def duties(self, *rows: dict[str, str | None], of: Scope) -> pl.DataFrame:
        sent = entries(*rows) if rows else entries().clear()
        units = duty_units(plan(), register(), of)
        found = sent.with_columns(seq=pl.lit(1, dtype=pl.Int64))
        return duties_at(found, plan=plan(), units=units, as_of=of.as_of)

    def sent(self, duty: str, day: str, **who: str) -> dict[str, str | None]:
        facts = {"kind": "submission", "id": f"{duty}-x", "subject": duty, "day": day, "text": "by post"}
        return dict.fromkeys(entry(), None) | facts | {"name": "summary.docx"} | who

    def test_it_counts_what_came_and_the_days(self) -> None:
        here = scope(as_of=date(2016, 11, 30))
        rows = self.duties(
            self.sent("C1", "2016-11-02", area=CHAMDO),
            self.sent("C2", "2016-11-20", department="D05"),
            of=here,
        )
        shown = tracker_view(rows, plan=plan(), register=register(), scope=here)
        assert [(head.received, head.total, head.countdown) for head in shown.duties] == [
            (1, 40, "no day set"),
            (1, 40, "31 days left"),
        ]
        assert (len(shown.prefectures), len(shown.departments)) == (7, 33)
        chamdo = next(row for row in shown.prefectures if row.name == "Chamdo")
        assert [cell.text for cell in chamdo.cells] == ["2016-11-02", "not yet"]
        assert chamdo.cells[0].hint == "received · summary.docx · by post"
        assert duty_rows(rows, plan=plan(), register=register(), scope=here).height == 80

    def test_after_the_day_it_counts_up(self) -> None:
        here = scope(as_of=date(2017, 1, 3))
        rows = self.duties(self.sent("C2", "2017-01-02", area=LHASA), of=here)
        shown = tracker_view(rows, plan=plan(), register=register(), scope=here)
        assert shown.duties[1].countdown == "3 days over"
        lhasa, shigatse = (row.cells[1] for row in shown.prefectures[:2])
        assert (lhasa.state, lhasa.text) == (DutyState.LATE, "2017-01-02")
        assert (shigatse.state, shigatse.text) == (DutyState.OVERDUE, "3 days late")
        html = duty_heads(shown, here) + duty_table(shown.prefectures, "<Prefecture>", shown)
        assert "1<small> / 40</small>" in html
        assert "&lt;Prefecture&gt;" in html
        assert len({duty_look(state) for state in DutyState}) == len(DutyState)

    def test_a_prefecture_sees_itself(self) -> None:
        here = scope(prefecture=LHASA)
        shown = tracker_view(self.duties(of=here), plan=plan(), register=register(), scope=here)
        assert [row.name for row in shown.prefectures] == ["Lhasa"]
        assert shown.departments == ()


class TestMarkup:
    def test_every_state_has_colour_glyph_and_word(self) -> None:
        assert len({look_class(state) for state in ReportState}) == len(ReportState)
        assert len({state_glyph(state) for state in ReportState}) == len(ReportState)
        assert state_text(ReportState.LATE, scope(language="zh")) == "✖ 逾期"

    def test_the_matrix_has_its_sums(self) -> None:
        here = scope(as_of=OCTOBER)
        shown = board(of=here)
        html = board_table(shown, here)
        assert html.count('class="area" scope="row"') == 8
        assert html.count("<td") == 8 * 22 + 3
        assert f"<td>{sum(shown.late)}</td>" in html
        assert "Goals that departments report" in own_goals(shown.own, here)
        assert "<b>" in state_strip("x", shown.counts, here)

    def test_what_it_shows_is_escaped(self) -> None:
        assert "&lt;b&gt;" in state_strip("<b>", (), scope())
        assert "without one sample" not in zero_list((), scope())

    def test_the_rows_behind_hold_every_report(self) -> None:
        here = scope(as_of=OCTOBER, prefecture=LHASA)
        reports = owed(of=here)
        rows = report_rows(reports, plan=plan(), register=register(), scope=here)
        assert rows.height == reports.height == 11 * 8 + 9
        assert rows["State"].str.starts_with("✖").sum() == 70

    def test_a_bare_rate_is_told(self) -> None:
        here = scope(as_of=OCTOBER, prefecture=LHASA)
        bare = farm(CHENGGUAN, 1, numerator=None, denominator=None, value="97")
        row = owed(bare, of=here).row(
            by_predicate=(pl.col("area") == CHENGGUAN) & (pl.col("indicator") == FARM), named=True
        )
        assert owed_text(row, here).endswith("199 days ago. a bare rate without counts, cannot be verified")
        assert owed(of=here).schema == REPORT_SCHEMA
