"""The page of reports: each part with and without data, in both languages, under filters."""

import pytest

from data import Store
from tests.pages.builders import open_app, words

PARTS = {
    "zh": ["地区 × 目标", "催报名单", "报送完整度"],
    "en": ["Areas × goals", "Call list", "Completeness"],
}
LABELS = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
@pytest.mark.parametrize(("language", "part"), [(lang, part) for lang in PARTS for part in PARTS[lang]])
def test_every_part_runs(request: pytest.FixtureRequest, kind: str, language: str, part: str) -> None:
    request.getfixturevalue(kind)
    app = open_app("reporting", reports=part, language=LABELS[language])
    assert not app.error
    chosen = ["matrix", "calls", "complete"][PARTS[language].index(part)]
    assert app.button_group(key="reports").value == chosen


def test_the_matrix_counts_the_reports(illustrative: Store) -> None:
    assert illustrative.version()
    said = words(open_app("reporting", as_of="2016-10-31"))
    assert "应报数据 795 项" in said
    assert "逾期</span><b>137</b>" in said
    assert "由厅局为全区报送的目标" in said


def test_the_call_list_begins_with_the_longest(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reporting", as_of="2016-10-31", reports="催报名单")
    assert "137 项数据逾期" in words(app)
    table = app.dataframe[0].value
    assert (len(table), table["逾期天数"].max(), table["逾期天数"].iloc[0]) == (137, 264, 264)
    app.toggle(key="by_unit").set_value(True).run()
    assert not app.exception
    assert app.dataframe[0].value["逾期项数"].sum() == 137


def test_without_anything_due_there_is_nobody_to_call(store: Store) -> None:
    assert store.version() == 0
    assert "没有逾期的数据" in words(open_app("reporting", as_of="2016-01-20", reports="催报名单"))


def test_the_silent_counties_are_named(illustrative: Store) -> None:
    assert illustrative.version()
    said = words(open_app("reporting", reports="报送完整度"))
    assert "02 农产品合格率：74 个应报地区中 3 个一个样都没有" in said
    assert "亚东县" in said


def test_a_language_keeps_the_part(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reporting", reports="催报名单")
    app.button_group(key="language").set_value("en").run()
    assert not app.exception
    assert app.button_group(key="reports").value == "calls"
    assert app.query_params["reports"] == "Call list"
