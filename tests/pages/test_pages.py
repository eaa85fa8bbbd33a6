"""Every page runs with every kind of store, in both languages, under every filter."""

import json
import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data import Store, area_frame, last_reported
from indicators import Light, status
from pages.shared.text import goal_label
from tests.pages.builders import CAMPAIGN, FARM, PAGES, open_app, plan, register, words

LANGUAGES = {"zh": "中文", "en": "English"}
STORES = ["store", "illustrative", "real"]


def deck(app: AppTest) -> tuple[str, str]:
    """The map's JSON and its tooltip."""
    (chart,) = app.get("deck_gl_json_chart")
    return chart.proto.json, chart.proto.tooltip


def drawn_lights(spec: str) -> str:
    """A digit for each county, by which the map colours it."""
    found = re.search(r'\(\\"(\d{74})\\"\)\[properties\.i\]\]', spec)
    assert found
    return found[1]


def judged_lights(store: Store, goal: str, as_of: date) -> str:
    """A digit for each county: its light, or that of its prefecture where the goal stops there."""
    rows = status(store.observations(), plan=plan(), hierarchy=area_frame(register()), as_of=as_of)
    lights = dict(rows.filter(indicator=goal).select("area", "light").iter_rows())
    is_own = plan().goal(goal).natural_level == "county"
    shown = [county.code if is_own else county.parent or "" for county in register().counties]
    return "".join(str(list(Light).index(Light(lights[code]))) for code in shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", STORES)
def test_every_page_runs(request: pytest.FixtureRequest, kind: str, page: str, language: str) -> None:
    request.getfixturevalue(kind)
    app = open_app(page, language=LANGUAGES[language])
    assert not app.error
    banners = {
        ("store", "zh"): "库中还没有数据",
        ("store", "en"): "The store is empty",
        ("illustrative", "zh"): "演示数据，非真实数",
        ("illustrative", "en"): "Illustrative data, not real",
    }
    said = words(app)
    assert [text for text in banners.values() if text in said] == (
        [banners[kind, language]] if kind != "real" else []
    )


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "filters",
    [
        {"prefecture": "阿里地区"},
        {"sector": "环境质量"},
        {"prefecture": "拉萨市", "sector": "服务质量", "as_of": "2016-06-30"},
        {"as_of": "2016-01-01"},
        {"as_of": "2017-12-31"},
    ],
)
def test_every_page_runs_under_every_filter(illustrative: Store, page: str, filters: dict[str, str]) -> None:
    assert illustrative.is_illustrative()
    app = open_app(page, **filters)
    assert not app.error
    assert app.query_params == filters


@pytest.mark.parametrize(
    "filters",
    [
        {"prefecture": "nowhere", "sector": "x", "as_of": "yesterday", "language": "Klingon"},
        {"goal": "99", "county": "x", "view": "3d"},
        {"as_of": "1900-01-01"},
    ],
)
def test_nonsense_in_the_address_is_ignored(real: Store, filters: dict[str, str]) -> None:
    app = open_app("map", **filters)
    assert app.selectbox(key="goal").value == CAMPAIGN
    assert app.date_input(key="as_of").value == last_reported(real.observations(), plan())


def test_the_default_date_is_that_of_the_last_report(real: Store) -> None:
    assert real.version() == 1
    assert open_app().date_input(key="as_of").value == date(2016, 3, 31)


class TestLanguage:
    def test_it_changes_what_is_said_and_keeps_the_choices(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", prefecture="拉萨市", goal="02 农产品合格率")
        assert "主要农产品质量安全抽检合格率" in words(app)
        app.button_group(key="language").set_value("en").run()
        assert not app.exception
        assert "Pass rate of safety sampling" in words(app)
        assert app.selectbox(key="prefecture").value == "540100"
        assert app.selectbox(key="goal").value == FARM


class TestTheme:
    def test_it_is_light_by_default(self, real: Store) -> None:
        assert real.version() == 1
        app = open_app("history", language="English")
        assert 'href="?language=English&amp;theme=dark"' in words(app)

    def test_it_stays_dark_on_the_next_page(self, real: Store) -> None:
        assert real.version() == 1
        app = open_app(language="English", theme="dark")
        app.switch_page("pages/history/page.py").run()
        assert not app.exception
        assert app.query_params["theme"] == "dark"
        assert ">Light</a>" in words(app)


class TestOverview:
    def test_it_counts_all_goals(self, illustrative: Store) -> None:
        assert illustrative.version()
        said = words(open_app(language="English"))
        assert "Tibet: 36 goals" in said
        assert "58<small> / 74</small>" in said
        assert "2 more to 60 (80 %)" in said

    def test_the_campaign_is_on_its_map(self, illustrative: Store) -> None:
        spec, _ = deck(open_app())
        assert drawn_lights(spec) == judged_lights(illustrative, CAMPAIGN, date(2016, 12, 31))

    def test_other_sectors_go_without_the_campaign(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app(sector="服务质量")
        assert not app.get("deck_gl_json_chart")
        assert "质量兴县活动属于产品质量领域" in words(app)


class TestMap:
    @pytest.mark.parametrize("view", ["实际界线", "格子图"])
    @pytest.mark.parametrize("goal", [CAMPAIGN, FARM, "industrial_pass_rate", "air_good_days"])
    def test_it_shows_the_lights_of_the_goal(self, illustrative: Store, goal: str, view: str) -> None:
        label = goal_label(plan().goal(goal), "zh")
        spec, _ = deck(open_app("map", goal=label, view=view, as_of="2016-10-31"))
        assert drawn_lights(spec) == judged_lights(illustrative, goal, date(2016, 10, 31))

    def test_a_prefecture_shows_its_own_lights_only(self, illustrative: Store) -> None:
        spec, _ = deck(open_app("map", goal="02 农产品合格率", prefecture="那曲地区"))
        whole = judged_lights(illustrative, FARM, date(2016, 12, 31))
        outside = str(len(Light))
        assert drawn_lights(spec) == "".join(
            light if county.parent == "542400" else outside
            for light, county in zip(whole, register().counties, strict=True)
        )

    def test_what_a_change_of_filter_sends_is_small(self, illustrative: Store) -> None:
        assert illustrative.version()
        spec, tooltip = deck(open_app("map"))
        assert len(spec.encode()) <= 16_000
        assert len(tooltip.encode()) <= 24_000

    @pytest.mark.parametrize("page", ["overview", "map"])
    def test_nothing_on_it_comes_from_elsewhere(self, illustrative: Store, page: str) -> None:
        assert illustrative.version()
        spec, tooltip = deck(open_app(page))
        assert "//" not in spec
        assert "//" not in tooltip
        assert {layer["data"].split("/")[1] for layer in json.loads(spec)["layers"]} == {"geo"}

    def test_the_chosen_county_stands_beside_it(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal="02 农产品合格率")
        assert "在图上点选一个县（区）" in words(app)
        app.selectbox(key="county").set_value("540102").run()
        assert "城关区 · 拉萨市" in words(app)
        assert "properties.i==0?4:0" in deck(app)[0]

    def test_a_county_outside_the_prefecture_is_let_go(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", county="城关区")
        app.selectbox(key="prefecture").set_value("542500").run()
        assert not app.exception
        assert app.selectbox(key="county").value is None

    def test_a_goal_outside_the_sector_is_let_go(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal="02 农产品合格率")
        app.selectbox(key="sector").set_value("service").run()
        assert not app.exception
        assert app.selectbox(key="goal").value == "service_standard_fields"

    def test_a_goal_of_prefectures_says_that_counties_have_no_light(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("map", goal="28 空气优良率")
        assert "该目标只到地（市）一级" in words(app)
        assert len(app.dataframe[-1].value) == 7
