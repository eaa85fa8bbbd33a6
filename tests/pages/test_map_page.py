"""The map page: light and value, day by day, a county or the ranking beside it, print; with every store."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from pages.map.value_look import RAMP
from pages.shared import map_choices
from tests.pages.builders import open_app, words

LABELS = {"zh": "中文", "en": "English"}
FARM = "02 农产品合格率"


def spec(app: AppTest) -> str:
    (chart,) = app.get("deck_gl_json_chart")
    return str(chart.proto.json)


def day(app: AppTest) -> date:
    found = app.select_slider(key="day").value
    assert isinstance(found, date)
    return found


def headline(app: AppTest) -> str:
    found = re.search(r'<div class="headline">.*?<b>(.*?)</b>', words(app))
    assert found
    return found[1]


class TestValues:
    @pytest.mark.parametrize("language", LABELS)
    def test_they_are_violet_with_the_target_in_the_legend(self, illustrative: Store, language: str) -> None:
        assert illustrative.version()
        shows = {"zh": "数值", "en": "Values"}[language]
        app = open_app("map", language=LABELS[language], shows=shows)
        assert str(list(bytes.fromhex(RAMP[-1].fill[1:]))).replace(" ", "")[:-1] in spec(app)
        assert 'class="swatch ramp-5"' in words(app)
        assert 'class="edge"' in words(app)
        assert app.query_params["shows"] == shows

    def test_a_goal_without_numbers_keeps_its_lights(self, illustrative: Store) -> None:
        assert illustrative.version()
        said = words(open_app("map", goal="29 两江四河造林", shows="数值"))
        assert 'class="swatch' not in said
        assert 'class="light light-met"' in said

    def test_an_empty_store_has_the_two_sides_of_the_target(self, store: Store) -> None:
        assert store.version() == 0
        said = words(open_app("map", goal=FARM, shows="数值"))
        assert re.search(r'ramp-0"></span> &lt; 96 <b>0</b>.*?ramp-5"></span> ≥ 96 <b>0</b>', said)
        assert "所选范围内该目标还没有数" in said


class TestRings:
    def test_they_are_drawn_and_explained(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM, rings="true")
        assert '"id":"rings-marks"' in spec(app)
        assert "最大的圈：22 个样品" in words(app)
        app.toggle(key="rings").set_value(False).run()
        assert "rings-marks" not in spec(app)

    def test_other_goals_have_none(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal="28 空气优良率", rings="true")
        assert app.toggle(key="rings").disabled
        assert "rings-marks" not in spec(app)


class TestDays:
    def test_the_newest_is_shown_and_not_in_the_address(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM)
        assert day(app) == date(2016, 12, 31)
        assert headline(app) == "954/993  96.07 %"
        assert "day" not in app.query_params

    def test_another_one_changes_map_and_table_and_the_address(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM)
        newest = spec(app)
        app.select_slider(key="day").set_value(date(2016, 3, 31)).run()
        assert not app.exception
        assert spec(app) != newest
        assert headline(app) == "239/247  96.8 %"
        assert set(app.dataframe[-1].value["期间"].dropna()) == {"2016-01/2016-03"}
        assert headline(open_app("map", goal=FARM, day="1季度")) == headline(app)

    def test_none_is_after_the_as_of_date(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM, as_of="2016-08-15", day="4季度")
        assert [*app.select_slider(key="day").options] == ["1季度", "2季度", "2016年8月15日"]
        assert day(app) == date(2016, 8, 15)

    def test_another_as_of_date_lets_go_of_the_day(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM, day="1季度")
        assert day(app) == date(2016, 3, 31)
        app.date_input(key="as_of").set_value(date(2016, 9, 30)).run()
        assert day(app) == date(2016, 9, 30)
        app.date_input(key="as_of").set_value(date(2016, 12, 31)).run()
        assert day(app) == date(2016, 12, 31)

    def test_a_yearly_goal_has_nothing_to_choose(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal="32 垃圾无害化处理")
        assert not app.select_slider
        assert not app.exception

    def test_the_language_changes_the_address_not_the_day(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM, day="2季度")
        app.button_group(key="language").set_value("en").run()
        assert day(app) == date(2016, 6, 30)
        assert app.query_params["day"] == "Q2"


class TestPlaying:
    def test_each_step_shows_the_next_day_and_the_last_one_stops(
        self, illustrative: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert illustrative.version()
        clock = [0.0]
        monkeypatch.setattr("pages.shared.map_choices.monotonic", lambda: clock[-1])
        app = open_app("map", goal=FARM)
        app.button(key="play").click().run()
        seen = [day(app)]
        assert app.button(key="play").label == "停止"
        for _ in range(3):
            clock.append(clock[-1] + map_choices.STEP_SECONDS)
            app.run()
            seen.append(day(app))
        assert [found.month for found in seen] == [3, 6, 9, 12]
        clock.append(clock[-1] + map_choices.STEP_SECONDS)
        app.run()
        assert app.button(key="play").label == "播放"
        assert not app.exception

    def test_a_run_in_between_is_no_step(self, illustrative: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        assert illustrative.version()
        monkeypatch.setattr("pages.shared.map_choices.monotonic", lambda: 5.0)
        app = open_app("map", goal=FARM)
        app.button(key="play").click().run()
        app.selectbox(key="county").set_value("540102").run()
        assert day(app) == date(2016, 3, 31)

    def test_meanwhile_the_table_waits(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM)
        assert len(app.dataframe) == 1
        app.button(key="play").click().run()
        assert len(app.dataframe) == 0
        app.button(key="play").click().run()
        assert len(app.dataframe) == 1


class TestBeside:
    def test_the_worst_stand_there_first(self, illustrative: Store) -> None:
        assert illustrative.version()
        said = words(open_app("map", goal=FARM))
        assert "最落后的 8 个" in said
        assert said.count("<tr><td><span") == 8

    def test_a_prefecture_goal_ranks_prefectures(self, illustrative: Store) -> None:
        assert illustrative.version()
        said = words(open_app("map", goal="28 Good air days", language="English"))
        assert "7 areas, the worst first" in said
        assert "each county shows the light of the area that it belongs to" in said

    def test_a_link_of_the_ranking_chooses_the_county(self, illustrative: Store) -> None:
        assert illustrative.version()
        said = words(open_app("map", goal=FARM, view="格子图", shows="数值"))
        link = re.search(r'href="map\?([^"]+)" target="_self">仲巴县', said)
        assert link
        parts = dict(part.split("=") for part in link[1].replace("&amp;", "&").split("&"))
        assert {"goal", "view", "shows", "county", "as_of", "language"} <= set(parts)

    def test_the_county_has_course_reports_and_other_goals(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal=FARM, county="城关区")
        assert len(app.get("vega_lite_chart")) == 1
        reports, others, _ = (frame.value for frame in app.dataframe)
        assert reports["期间"].to_list() == ["2016Q4", "2016Q3", "2016Q2", "2016Q1"]
        assert all(link.startswith("history?upload=") for link in reports["来自哪次上报"])
        assert len(others) == 10
        assert "该县全部目标" in words(app)

    @pytest.mark.parametrize(
        ("goal", "judged"),
        [("air_good_days", "拉萨市"), ("tibet_brands", "拉萨市"), ("carbon_total", "西藏自治区")],
    )
    def test_a_county_shows_the_figure_it_is_judged_by(
        self, illustrative: Store, goal: str, judged: str
    ) -> None:
        assert illustrative.version()
        app = open_app("map", county="城关区")
        app.selectbox(key="goal").set_value(goal).run()
        assert not app.exception
        assert f"该目标按{judged}整体判定" in words(app)


class TestSmallMaps:
    @pytest.mark.parametrize("maps", ["This goal, all periods", "All goals of the sector"])
    def test_they_are_a_picture(self, illustrative: Store, maps: str) -> None:
        assert illustrative.version()
        app = open_app("map", goal="02 Farm products", small_maps=maps, language="English")
        (picture,) = app.get("image")
        assert len(picture.proto.imgs) == 1

    def test_without_the_choice_nothing_is_drawn(self, illustrative: Store) -> None:
        assert illustrative.version()
        assert not open_app("map").get("image")
