"""The page of one area: its goals, their course, and the upload behind every figure."""

from datetime import date

import polars as pl
import pytest

from data import Op, Store
from indicators import Light, PeriodType, Sector
from pages.county.charts import course_chart
from pages.county.markup import area_header
from pages.county.sources import newest_sources, report_table, reports_of
from pages.county.table import goal_table, goal_table_download
from pages.county.view import AreaView, area_view, chosen_area
from pages.shared.courses import CoursePoint, year_courses
from pages.shared.periods import period_ends
from pages.shared.viewpoint import Scope
from tests.factories import commit, observation
from tests.pages.builders import CAMPAIGN, FARM, LAST_DAY, checklists, judged, plan, register, scope

LHASA, CHENGGUAN, LHUNZHUB = "540100", "540102", "540121"
Q1, Q2 = date(2016, 3, 31), date(2016, 6, 30)
MONTH_ENDS = period_ends(PeriodType.MONTH, year=2016, as_of=date(2016, 9, 30))


def farm(period: str, passes: int, total: int, **facts: object) -> dict[str, object]:
    usual = {"area": LHUNZHUB, "period": period, "numerator": passes, "denominator": total}
    return observation(**{**usual, **facts})


@pytest.fixture
def filled(store: Store) -> Store:
    """Three uploads: two quarters of Lhünzhub, the second corrected, and one of Chengguan."""
    commit(store, farm("2016Q1", 9, 10), by="扎西", file="q1.csv")
    commit(store, farm("2016Q2", 10, 10), by="卓玛", file="q2.csv")
    commit(store, farm("2016Q2", 8, 10), by="旺堆", file="q2b.csv")
    commit(store, farm("2016Q1", 7, 7, area=CHENGGUAN), by="白玛", file="other.csv")
    return store


def reports(store: Store, area: str, as_of: date = LAST_DAY) -> pl.DataFrame:
    return reports_of(store.observations(), area, register=register(), plan=plan(), as_of=as_of)


def view(store: Store, area: str, of: Scope | None = None, *rows: dict[str, object]) -> AreaView:
    status = judged(*(rows or store.observations().drop("upload", "seq").to_dicts()))
    return area_view(
        status,
        year_courses({}, area=area, plan=plan(), as_of=date(2016, 1, 1)),
        newest_sources(reports(store, area), store.history()),
        area=register().area(area),
        plan=plan(),
        register=register(),
        scope=of or scope(),
    )


class TestChosenArea:
    @pytest.mark.parametrize(
        ("county", "prefecture", "area"),
        [(LHUNZHUB, LHASA, LHUNZHUB), (None, LHASA, LHASA), (None, None, "540000")],
    )
    def test_the_smallest_choice_wins(self, county: str | None, prefecture: str | None, area: str) -> None:
        found = chosen_area(county, register=register(), scope=scope(prefecture=prefecture))
        assert found.code == area


class TestSources:
    def test_the_newest_upload_stands_for_the_figure(self, filled: Store) -> None:
        source = newest_sources(reports(filled, LHUNZHUB), filled.history())[FARM]
        assert (source.upload.by, source.upload.file, source.upload.seq) == ("旺堆", "q2b.csv", 3)

    def test_a_prefecture_is_made_of_its_counties(self, filled: Store) -> None:
        assert reports(filled, LHASA).height == 3
        assert reports(filled, "540000").height == 3
        assert reports(filled, "540200").height == 0
        source = newest_sources(reports(filled, LHASA), filled.history())[FARM]
        assert source.upload.by == "白玛"

    def test_what_ended_later_is_not_behind_it(self, filled: Store) -> None:
        assert reports(filled, LHUNZHUB, as_of=Q1)["period"].to_list() == ["2016Q1"]

    def test_each_report_names_its_upload(self, filled: Store) -> None:
        table = report_table(
            reports(filled, LHUNZHUB),
            filled.history(),
            goal=plan().goal(FARM),
            register=register(),
            scope=scope(),
        )
        told = table.select("Area", "Period", "Value", "Version", "Stored by", "File").rows()
        assert told == [
            ("Lhünzhub", "2016Q2", "8/10", 3, "旺堆", "q2b.csv"),
            ("Lhünzhub", "2016Q1", "9/10", 1, "扎西", "q1.csv"),
        ]

    def test_checklist_items_and_states_are_words(self, store: Store) -> None:
        commit(store, *checklists(complete=1)[:1])
        goal = plan().goal(CAMPAIGN)
        table = report_table(
            reports(store, CHENGGUAN), store.history(), goal=goal, register=register(), scope=scope()
        )
        assert table["Segment"].to_list() == [goal.items[0].name.en]


class TestCourses:
    def test_quarters_stand_at_their_ends(self) -> None:
        rows = (farm("2016Q1", 9, 10), farm("2016Q2", 10, 10))
        states = {day: judged(*rows, as_of=day) for day in MONTH_ENDS}
        points = year_courses(states, area=LHUNZHUB, plan=plan(), as_of=Q2)[FARM]
        assert [(point.day, point.amount, point.target) for point in points] == [
            (Q1, 90.0, 96.0),
            (Q2, 95.0, 96.0),
        ]
        assert [point.figure for point in points] == ["9/10  90.0 %", "19/20  95.0 %"]

    def test_a_county_of_the_campaign_is_as_far_as_its_checklist(self) -> None:
        rows = [row | {"period": "2016-01"} for row in checklists(complete=0, lacking={LHUNZHUB: 2})]
        states = {date(2016, 1, 31): judged(*rows, as_of=date(2016, 1, 31))}
        courses = year_courses(states, area=LHUNZHUB, plan=plan(), as_of=date(2016, 1, 31))
        (point,) = courses[CAMPAIGN]
        items = len(plan().goal(CAMPAIGN).items)
        assert (point.amount, point.target) == (items - 2, items)

    def test_words_have_no_course(self) -> None:
        courses = year_courses({}, area=LHUNZHUB, plan=plan(), as_of=date(2016, 1, 1))
        assert "two_rivers_afforestation" not in courses
        assert courses[FARM] == ()

    def test_the_chart_has_the_line_and_its_target(self) -> None:
        point = CoursePoint(day=Q1, amount=90.0, target=96.0, figure="9/10  90.0 %", light=Light.NOT_MET)
        spec = course_chart([point], title="%", target="Target ≥ 96 %").to_dict()
        assert [layer["mark"]["type"] for layer in spec["layer"]] == ["line", "point", "rule", "text"]
        without = CoursePoint(day=Q1, amount=3.0, target=None, figure="3", light=Light.ON_TRACK)
        assert len(course_chart([without], title="", target="").to_dict()["layer"]) == 2


class TestView:
    def test_the_goals_that_apply_are_listed(self, filled: Store) -> None:
        shown = view(filled, LHUNZHUB)
        assert len(shown.rows) + shown.left_out == 36
        assert sum(count for _, count in shown.counts) == len(shown.rows)
        row = next(row for row in shown.rows if row.goal.id == FARM)
        assert (row.light, row.figure, row.target) == (Light.NOT_MET, "17/20  85.0 %", "≥ 96 %")
        assert (row.short, row.period) == ("3 sample", "2016-01/2016-06")

    def test_a_county_is_named_in_all_languages(self, filled: Store) -> None:
        shown = view(filled, LHUNZHUB)
        assert (shown.name, shown.other_names) == ("Lhünzhub", ("林周县",))
        assert shown.tibetan == register().area(LHUNZHUB).name_bo
        assert shown.place == ("county", "Lhasa", "540121")
        html = area_header(shown, scope())
        assert f'<span class="tibetan" lang="bo">{shown.tibetan}</span>' in html

    def test_a_prefecture_and_the_region_have_more_goals(self, filled: Store) -> None:
        numbers = [len(view(filled, area).rows) for area in (LHUNZHUB, LHASA, "540000")]
        assert numbers[0] < numbers[1] < numbers[2] == 36

    def test_a_sector_keeps_its_goals(self, filled: Store) -> None:
        shown = view(filled, LHUNZHUB, scope(sector=Sector.SERVICE))
        assert (shown.rows, shown.left_out) == ((), 7)

    def test_without_a_report_there_is_no_source(self, filled: Store) -> None:
        row = next(row for row in view(filled, LHUNZHUB).rows if row.goal.id == "food_drug_pass_rate")
        assert (row.source, row.light, row.figure) == (None, Light.NO_DATA, "report overdue")


class TestTable:
    labels = dict.fromkeys(range(1, 5), "3 · 2016-12-31 08:00 · 旺堆")

    def test_every_figure_leads_to_its_upload(self, filled: Store) -> None:
        table = goal_table(view(filled, LHUNZHUB), self.labels, register=register(), scope=scope())
        row = table.row(by_predicate=pl.col("goal") == "02 Farm products", named=True)
        assert row["light"] == ["✖ not met"]
        assert (row["by"], row["file"]) == ("旺堆", "q2b.csv")
        assert row["upload"].startswith("history?upload=3+%C2%B7+2016-12-31")
        other = table.row(by_predicate=pl.col("goal") == "04 Food and drugs", named=True)
        assert (other["upload"], other["course"]) == ("", [])

    def test_the_download_has_the_reason_and_the_id_of_the_upload(self, filled: Store) -> None:
        table = goal_table_download(view(filled, LHUNZHUB), scope())
        row = table.row(by_predicate=pl.col("Goal") == "02 Farm products", named=True)
        assert row["Upload"] == filled.history()[1].id
        assert row["Light"] == "✖ not met"
        assert "17" in row["Why"]

    def test_made_up_data_say_so(self, store: Store) -> None:
        commit(store, farm("2016Q1", 9, 10), op=Op.ILLUSTRATIVE)
        table = goal_table(view(store, LHUNZHUB), {1: "1"}, register=register(), scope=scope())
        assert table["file"].unique().sort().to_list() == ["", "illustrative data"]
