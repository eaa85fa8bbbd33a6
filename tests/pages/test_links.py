"""A link carries the viewer's filters, as the widgets write them into the address."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from data import Store
from indicators import Sector
from pages.shared.links import goal_address, theme_address
from tests.pages.builders import FARM, open_app, plan, register, scope


def test_the_filters_are_in_it() -> None:
    chosen = scope(language="zh", prefecture="540100", sector=Sector.PRODUCT)
    address = urlsplit(goal_address(plan().goal(FARM), register=register(), scope=chosen))
    assert address.path == "map"
    assert dict(parse_qsl(address.query)) == {
        "goal": "02 农产品合格率",
        "as_of": "2016-12-31",
        "prefecture": "拉萨市",
        "sector": "产品质量",
        "language": "中文",
    }


def test_what_is_not_chosen_is_left_out() -> None:
    address = urlsplit(goal_address(plan().goal(FARM), register=register(), scope=scope()))
    assert set(dict(parse_qsl(address.query))) == {"goal", "as_of", "language"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_link_opens_the_same_view(store: Store, language: str) -> None:
    assert store.version() == 0
    chosen = scope(
        language=language, as_of=date(2016, 10, 31), prefecture="540100", sector=Sector.ENVIRONMENT
    )
    goal = plan().goal("air_good_days")
    address = urlsplit(goal_address(goal, register=register(), scope=chosen))
    app = open_app("map", **dict(parse_qsl(address.query)))
    assert app.selectbox(key="goal").value == goal.id
    assert app.selectbox(key="prefecture").value == "540100"
    assert app.selectbox(key="sector").value == "environment"
    assert app.date_input(key="as_of").value == date(2016, 10, 31)
    assert app.session_state["language"] == language


def test_a_link_of_the_dark_theme_stays_dark() -> None:
    dark = replace(scope(), theme="dark")
    address = urlsplit(goal_address(plan().goal(FARM), register=register(), scope=dark))
    assert dict(parse_qsl(address.query))["theme"] == "dark"


def test_the_other_theme_keeps_all_filters() -> None:
    asked = {"prefecture": "那曲地区", "goal": "02 农产品合格率", "theme": "dark"}
    light = theme_address(asked, "light")
    assert dict(parse_qsl(light.removeprefix("?"))) == {"prefecture": "那曲地区", "goal": "02 农产品合格率"}
    assert dict(parse_qsl(theme_address({"goal": "a&b"}, "dark").removeprefix("?"))) == {
        "goal": "a&b",
        "theme": "dark",
    }
