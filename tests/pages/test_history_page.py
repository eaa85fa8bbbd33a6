"""The history: who stored what, the way back in time, undoing, and the story of a figure."""

import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from tests.factories import commit, observation
from tests.pages.builders import FARM, open_app, words


@pytest.fixture
def corrected(store: Store) -> Store:
    """Two uploads; the second corrects one of the two figures of the first."""
    commit(store, observation(), observation(area="540121", numerator=4), by="王")
    commit(store, observation(numerator=1), by="李")
    return store


def history(**filters: str) -> AppTest:
    return open_app("history", language="English", **filters)


def of_the_first(store: Store) -> AppTest:
    """The page with the oldest upload chosen."""
    app = history()
    app.selectbox(key="upload").set_value(store.history()[-1].id).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label.startswith(label)).click().run()
    assert not app.exception
    return app


def test_an_empty_store_says_so(store: Store) -> None:
    assert "No uploads yet." in words(history())
    assert store.version() == 0


def test_the_newest_upload_comes_first_with_its_effect(corrected: Store) -> None:
    app = history()
    table = app.dataframe[0].value
    assert table["Version"].tolist() == [2, 1]
    assert table["By"].tolist() == ["李", "王"]
    assert "0 new figures, 1 changed, 0 the same, 0 deleted" in words(app)
    assert corrected.version() == 2


def test_undoing_the_newest_brings_the_earlier_figure_back(corrected: Store) -> None:
    app = history()
    assert "1 earlier figures come back and 0 go" in words(app)
    next(box for box in app.text_input if box.label == "Your name (office)").set_value("张")
    press(app, "Undo")
    assert app.toast[0].value.endswith("this is version 3.")
    assert corrected.observations().filter(area="540102")["numerator"].to_list() == [3]
    assert corrected.history()[0].by == "张"


def test_undoing_an_older_one_leaves_what_was_changed_since(corrected: Store) -> None:
    app = of_the_first(corrected)
    assert "0 earlier figures come back and 1 go" in words(app)
    assert "This 1 figure was changed since" in words(app)
    next(box for box in app.text_input if box.label == "Your name (office)").set_value("张")
    press(app, "Undo")
    rows = corrected.observations()
    assert rows.select("area", "numerator").rows() == [("540102", 1)]


def test_undoing_needs_a_name(corrected: Store) -> None:
    app = press(history(), "Undo")
    assert [error.value for error in app.error] == ["Please give your name."]
    assert corrected.version() == 2


def test_looking_back_shows_the_past_on_every_page_and_says_so(corrected: Store) -> None:
    app = press(of_the_first(corrected), "See all pages as of version 1")
    assert "as known after upload 1 " in words(app)
    app.switch_page("pages/map/page.py").run()
    app.selectbox(key="goal").set_value(FARM).run()
    assert "7/8  87.5 %" in words(app)
    app.selectbox(key="known").set_value(0).run()
    assert "5/8  62.5 %" in words(app)
    assert "as known after upload" not in words(app)
    assert corrected.version() == 2


def test_a_link_leads_into_the_past(corrected: Store) -> None:
    label = next(option for option in history().selectbox(key="known").options if option.startswith("1 "))
    app = open_app("map", language="English", known=label)
    assert "as known after upload 1 " in words(app)
    assert corrected.version() == 2


def test_the_story_of_a_figure_is_told_with_names(corrected: Store) -> None:
    app = history()
    app.selectbox(key="goal").set_value(FARM).run()
    app.selectbox(key="area").set_value("540102").run()
    story = app.dataframe[-1].value
    assert story["Figure"].tolist() == ["1/4", "3/4"]
    assert story["By"].tolist() == ["李", "王"]
    assert corrected.version() == 2


def test_it_works_in_chinese(corrected: Store) -> None:
    app = open_app("history", language="中文")
    assert "新增 0 个数，改写 1 个" in words(app)
    assert corrected.version() == 2


def test_the_story_of_a_deliverable_is_told_too(store: Store) -> None:
    about = {"indicator": "A10-05", "area": "540000", "period": "2016-10", "period_type": "snapshot"}
    for state in ("in_progress", "done"):
        commit(store, observation(**about, numerator=None, denominator=None, state=state))
    app = open_app("history", goal="A10-05 标准信息公共平台", language="中文")
    assert app.selectbox(key="goal").value == "A10-05"
    assert app.dataframe[-1].value["数"].tolist() == ["done", "in_progress"]
