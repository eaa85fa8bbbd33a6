"""Every page as known after an earlier upload: told, carried on, left again, nothing stored."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from data import Store
from pages.shared.links import goal_address
from tests.factories import commit, observation
from tests.pages.builders import FARM, PAGES, open_app, plan, register, scope, words

_PAST = {"zh": "这是过去的数据", "en": "Past data"}
_LANGUAGES = {"zh": "中文", "en": "English"}
_GOAL = "02 农产品合格率"


@pytest.fixture
def corrected(store: Store) -> Store:
    """Three of four samples of 城关区 passed, as was said first; then only one."""
    commit(store, by="王")
    commit(store, observation(numerator=1), by="李")
    return store


@pytest.fixture
def first(corrected: Store) -> str:
    """The label of the first upload in the choice of the version."""
    assert corrected.version() == 2
    options = open_app().selectbox(key="known").options
    return next(option for option in options if option.startswith("1 "))


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_it_shows_the_past(first: str, page: str, language: str) -> None:
    app = open_app(page, known=first, language=_LANGUAGES[language])
    assert _PAST[language] in words(app)
    assert first in words(app)


def test_the_past_has_its_figures(first: str) -> None:
    app = open_app("map", known=first, goal=_GOAL)
    assert "3/4  75" in words(app)


def test_the_number_alone_is_enough(first: str) -> None:
    app = open_app("map", known="1", goal=_GOAL)
    assert app.selectbox(key="known").value == 1
    app.run()
    assert "3/4  75" in words(app)
    assert first in words(app)


def test_it_outlives_a_change_of_page(first: str) -> None:
    app = open_app("map", known=first)
    app.switch_page("pages/overview/page.py").run()
    assert _PAST["zh"] in words(app)
    assert app.query_params["known"] in (first, [first])


def test_it_outlives_a_change_of_language(first: str) -> None:
    app = open_app("map", known=first)
    app.button_group(key="language").set_value("en").run()
    assert _PAST["en"] in words(app)


def test_links_carry_it_on(first: str) -> None:
    chosen = replace(scope(language="zh"), known=first)
    address = urlsplit(goal_address(plan().goal(FARM), register=register(), scope=chosen))
    app = open_app("map", **dict(parse_qsl(address.query)))
    assert "3/4  75" in words(app)
    assert urlencode({"known": first}) in words(open_app(known=first))
    assert "known=" not in words(open_app())


def test_a_button_leads_back(first: str) -> None:
    app = open_app("map", known=first, goal=_GOAL)
    next(button for button in app.button if button.label == "回到最新").click().run()
    assert not app.exception
    assert _PAST["zh"] not in words(app)
    assert "known" not in app.query_params
    assert "1/4  25" in words(app)


@pytest.mark.parametrize("nonsense", ["99", "x", "0", "-1", "1e9", "²"])
def test_a_version_that_never_was_is_ignored(corrected: Store, nonsense: str) -> None:
    app = open_app("map", known=nonsense)
    assert _PAST["zh"] not in words(app)
    assert corrected.version() == 2


def test_nothing_is_uploaded_into_the_past(first: str, corrected: Store) -> None:
    app = open_app("upload", known=first)
    assert "不能上报" in words(app)
    assert not app.file_uploader
    next(button for button in app.button if button.label == "回到最新").click().run()
    assert app.file_uploader
    assert corrected.version() == 2
