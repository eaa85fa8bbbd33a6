"""One goal over all counties: headline, hover lines, the table behind the map, one county's panel."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

import polars as pl
import pytest

from indicators import Light, PeriodType, Sector
from pages.map.panel import OTHERS, CountyPanel, PanelCourses, county_panel, panel_courses
from pages.map.view import MapView, has_samples, map_view, ring_radii
from pages.shared.map_look import MapLook, map_picture
from pages.shared.periods import period_ends
from pages.shared.viewpoint import Scope
from tests.factories import observation, observations
from tests.pages.builders import CAMPAIGN, FARM, LAST_DAY, checklists, judged, plan, register, scope

CHENGGUAN, LHUNZHUB, DAMXUNG, NYEMO = "540102", "540121", "540122", "540123"
YADONG, LHASA, REGION = "540233", "540100", "540000"
AIR = "air_good_days"

REPORTS = [
    observation(numerator=3, denominator=4),
    observation(area=LHUNZHUB, period="2016Q4", numerator=30, denominator=30),
    observation(area=DAMXUNG, period="2016Q4", numerator=28, denominator=30),
]


States: TypeAlias = Mapping[date, pl.DataFrame]


@pytest.fixture(scope="module")
def status() -> pl.DataFrame:
    return judged(*REPORTS, *checklists(complete=59, lacking={YADONG: 1}))


@pytest.fixture(scope="module")
def states(status: pl.DataFrame) -> States:
    """Status at the end of each month; the reports of the campaign come in December."""
    ends = period_ends(PeriodType.MONTH, year=2016, as_of=LAST_DAY)
    return {day: status if day == LAST_DAY else judged(*REPORTS, as_of=day) for day in ends}


def shown(status: pl.DataFrame, goal: str = FARM, *, of: Scope | None = None) -> MapView:
    return map_view(status, plan().goal(goal), register=register(), scope=of or scope())


def panel(states: States, code: str, goal: str = FARM, *, of: Scope | None = None) -> CountyPanel:
    return county_panel(
        states[(of or scope()).as_of],
        observations(*REPORTS).with_columns(seq=pl.lit(7, pl.Int64)),
        uploads={7: "7 · 2016-12-31 10:00 · Lhasa"},
        plan=plan(),
        goal=plan().goal(goal),
        code=code,
        register=register(),
        scope=of or scope(),
    )


def lights_of(status: pl.DataFrame) -> dict[str, Light]:
    return {code: Light(row["light"]) for code, row in shown(status).rows.items()}


def year(states: States, code: str, goal: str = FARM, *, of: Scope | None = None) -> PanelCourses:
    chosen = plan().goal(goal)
    return panel_courses(
        states, plan=plan(), goal=chosen, code=code, register=register(), scope=of or scope()
    )


class TestHeadline:
    def test_counts_come_before_percent(self, status: pl.DataFrame) -> None:
        view = shown(status)
        assert (view.area_name, view.value, view.target) == ("Tibet", "61/64  95.3 %", "≥ 96 %")
        assert view.light is Light.NOT_MET
        assert "1 more" in view.sentence

    def test_a_prefecture_has_its_own(self, status: pl.DataFrame) -> None:
        view = shown(status, of=scope(prefecture="540200"))
        assert (view.area_name, view.value, view.light) == ("Shigatse", "—", Light.NO_DATA)

    def test_it_speaks_chinese(self, status: pl.DataFrame) -> None:
        view = shown(status, of=scope(language="zh"))
        assert view.area_name == "西藏自治区"
        assert view.name == plan().goal(FARM).name.zh


class TestHover:
    @pytest.mark.parametrize(
        ("code", "lines"),
        [
            (CHENGGUAN, ("Chengguan", "▲ at risk  3/4  75.0 %", "Short by 1 sample · small sample · stale")),
            (LHUNZHUB, ("Lhünzhub", "✔ met  30/30  100.0 %")),
            (DAMXUNG, ("Damxung", "✖ not met  28/30  93.3 %", "Short by 1 sample")),
            (NYEMO, ("Nyêmo", "— no data", "report overdue")),
        ],
    )
    def test_each_county_says_what_and_why(
        self, status: pl.DataFrame, code: str, lines: tuple[str, ...]
    ) -> None:
        assert shown(status).texts[code] == lines

    def test_in_chinese(self, status: pl.DataFrame) -> None:
        lines = shown(status, of=scope(language="zh")).texts[NYEMO]
        assert lines[:2] == ("尼木县", "— 无数据")

    def test_the_campaign_counts_items(self, status: pl.DataFrame) -> None:
        texts = shown(status, CAMPAIGN).texts
        assert texts[YADONG][1:] == ("✖ not met  4/5", "Short by 1 of the checklist")
        assert texts[CHENGGUAN][1:] == ("✔ met  5/5",)

    def test_a_goal_of_prefectures_names_the_one_it_is_judged_for(self, status: pl.DataFrame) -> None:
        assert shown(status, AIR).texts[CHENGGUAN] == (
            "Chengguan (judged for Lhasa)",
            "— no data",
            "report overdue",
        )

    @pytest.mark.parametrize("goal", [goal.id for goal in plan().goals])
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_every_goal_has_lines_for_every_county(
        self, status: pl.DataFrame, goal: str, language: str
    ) -> None:
        view = shown(status, goal, of=scope(language=language))
        assert len(view.texts) == len(view.rows) == 74
        assert all(2 <= len(lines) <= 3 and all(lines) for lines in view.texts.values())


class TestSamples:
    def test_counties_with_few_samples_are_doubtful(self, status: pl.DataFrame) -> None:
        assert shown(status).doubtful == {CHENGGUAN}

    def test_the_area_of_a_ring_is_the_sample(self, status: pl.DataFrame) -> None:
        radii, largest = ring_radii(shown(status).rows)
        assert largest == 30
        assert set(radii) == {CHENGGUAN, LHUNZHUB, DAMXUNG}
        assert radii[CHENGGUAN] ** 2 / radii[LHUNZHUB] ** 2 == pytest.approx(4 / 30, rel=0.03)

    def test_without_samples_there_is_no_ring(self) -> None:
        assert ring_radii(shown(judged()).rows) == ({}, 0)

    @pytest.mark.parametrize(("goal", "can_be_shown"), [(FARM, True), (CAMPAIGN, False), (AIR, False)])
    def test_only_counties_have_samples_of_their_own(self, goal: str, *, can_be_shown: bool) -> None:
        assert has_samples(plan().goal(goal)) is can_be_shown


class TestTable:
    def test_counties_stand_in_the_order_of_the_register(self, status: pl.DataFrame) -> None:
        table = shown(status).table
        assert table["Code"].to_list() == [county.code for county in register().counties]
        assert table.row(0)[:8] == (
            CHENGGUAN,
            "Chengguan",
            "Lhasa",
            "▲ at risk",
            "3/4",
            75.0,
            1,
            "2016-01/2016-03",
        )

    def test_missing_figures_stay_empty(self, status: pl.DataFrame) -> None:
        row = shown(status).table.row(by_predicate=pl.col("Code") == NYEMO, named=True)
        assert (row["Passes of total"], row["Value"], row["Short by"]) == ("", None, None)
        assert (row["Remarks"], row["Why"]) == ("report overdue", "No data: report overdue.")

    def test_few_samples_are_remarked(self, status: pl.DataFrame) -> None:
        row = shown(status).table.row(by_predicate=pl.col("Code") == CHENGGUAN, named=True)
        assert row["Remarks"] == "small sample · stale"

    def test_its_head_is_in_the_language(self, status: pl.DataFrame) -> None:
        table = shown(status, of=scope(language="zh")).table
        assert table.columns[:5] == ["区划代码", "地区", "地（市）", "状态", "分子 / 分母"]

    @pytest.mark.parametrize(
        ("goal", "prefecture", "codes", "stops_at"),
        [
            (FARM, None, [county.code for county in register().counties], None),
            (FARM, LHASA, [county.code for county in register().counties_of(LHASA)], None),
            (AIR, None, [area.code for area in register().prefectures], "prefecture"),
            (AIR, LHASA, [LHASA], "prefecture"),
            ("service_standard_fields", None, [REGION], "region"),
            ("service_standard_fields", LHASA, [REGION], "region"),
        ],
    )
    def test_it_stands_at_the_goals_own_level(
        self, status: pl.DataFrame, goal: str, prefecture: str | None, codes: list[str], stops_at: str | None
    ) -> None:
        view = shown(status, goal, of=scope(prefecture=prefecture))
        assert view.table["Code"].to_list() == codes
        assert view.stops_at == stops_at


class TestCountyPanel:
    def test_it_says_figure_light_and_reason(self, states: States) -> None:
        chosen = panel(states, CHENGGUAN)
        assert (chosen.name, chosen.prefecture, chosen.judged) == ("Chengguan", "Lhasa", "")
        assert (chosen.value, chosen.light) == ("3/4  75.0 %", Light.AT_RISK)
        assert chosen.flags == ("small sample", "stale")
        assert dict(chosen.facts) == {"Target": "≥ 96 %", "Short by": "1 sample", "Period": "2016-01/2016-03"}
        assert chosen.items == ()

    def test_nothing_is_missing_when_the_target_is_met(self, states: States) -> None:
        assert [label for label, _ in panel(states, LHUNZHUB).facts] == ["Target", "Period"]

    def test_the_checklist_shows_what_is_done(self, states: States) -> None:
        chosen = panel(states, YADONG, CAMPAIGN)
        assert [is_done for _, is_done in chosen.items] == [True] * 4 + [False]
        assert chosen.value == "4/5"

    def test_a_county_without_a_report_has_no_checklist(self, states: States) -> None:
        assert panel(states, register().counties[-1].code, CAMPAIGN).items == ()

    def test_a_goal_of_prefectures_shows_the_figure_of_the_prefecture(self, states: States) -> None:
        chosen = panel(states, CHENGGUAN, AIR)
        assert (chosen.name, chosen.judged, chosen.light) == ("Chengguan", "Lhasa", Light.NO_DATA)

    def test_its_course_names_the_periods(self, states: States) -> None:
        chosen = year(states, LHUNZHUB)
        assert [(point.amount, point.figure) for point in chosen.course] == [(100.0, "30/30  100.0 %")]
        assert chosen.periods == ("Q4",)
        assert year(states, CHENGGUAN).periods == ("Q1", "Q2", "Q3", "Q4")

    def test_its_other_goals_are_those_of_counties(self, states: States) -> None:
        others = year(states, CHENGGUAN).others
        assert "Farm products" not in others["goal"]
        assert "Good air days" not in others["goal"]
        assert others.height == sum(goal.natural_level == "county" for goal in plan().goals) - 1
        assert others.schema == OTHERS

    def test_another_goal_has_its_light_figure_and_course(self, states: States) -> None:
        (campaign,) = year(states, YADONG).others.filter(goal="Quality-county campaign").to_dicts()
        assert (campaign["light"], campaign["figure"], campaign["course"]) == (["✖ not met"], "4/5", [4.0])
        assert "goal=01+Quality-county+campaign" in campaign["link"]

    def test_its_other_goals_are_those_of_the_sector(self, states: States) -> None:
        chosen = year(states, CHENGGUAN, of=scope(sector=Sector.PRODUCT))
        assert chosen.others["goal"].to_list() == [
            "Quality-county campaign",
            "Food and drugs",
            "Industrial QMS certificates",
        ]

    def test_each_report_leads_to_its_upload(self, states: States) -> None:
        (report,) = panel(states, CHENGGUAN).reports.to_dicts()
        assert (report["Period"], report["Reported"]) == ("2016Q1", "3/4")
        assert report["Upload"].startswith("history?upload=7+")

    def test_reports_after_the_date_do_not_count(self, states: States) -> None:
        assert panel(states, LHUNZHUB).reports.height == 1
        assert panel(states, LHUNZHUB, of=scope(as_of=date(2016, 9, 30))).reports.height == 0

    def test_it_leads_on_to_the_county_and_the_trends(self, states: States) -> None:
        (_, county), (_, trends) = panel(states, CHENGGUAN).links
        assert county.startswith("county?county=Chengguan")
        assert trends.startswith("trends?goal=02")


class TestPicture:
    def test_digits_follow_the_lights(self, status: pl.DataFrame) -> None:
        lights = lights_of(status)
        picture = map_picture(
            lights, look=MapLook(view="tile", size=(9, 9)), scope=scope(), register=register(), address="/geo"
        )
        assert [list(Light)[k] for k in picture.class_of] == list(lights.values())
        assert (picture.scope, picture.width, picture.is_tile, picture.language) == (REGION, 9, True, "en")

    def test_what_is_outside_shows_no_light(self, status: pl.DataFrame) -> None:
        picture = map_picture(
            lights_of(status),
            look=MapLook(view="boundary", size=(9, 9), chosen=CHENGGUAN),
            scope=Scope("zh", LAST_DAY, LHASA, None),
            register=register(),
            address="/geo",
        )
        outside = [k == len(Light) for k in picture.class_of]
        assert outside == [county.parent != LHASA for county in register().counties]
        assert (picture.scope, picture.chosen) == (LHASA, CHENGGUAN)
