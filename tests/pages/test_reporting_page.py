"""The page of reports: each part with and without data, in both languages, under filters."""

import pytest
from streamlit.testing.v1 import AppTest

from data import Ledger, Store
from indicators.entry import EntryKind
from tests.pages.builders import open_app, words

PARTS = {
    "zh": ["地区 × 目标", "催报名单", "报送完整度", "方案和总结"],
    "en": ["Areas × goals", "Call list", "Completeness", "Plans and summaries"],
}
LABELS = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
@pytest.mark.parametrize(("language", "part"), [(lang, part) for lang in PARTS for part in PARTS[lang]])
def test_every_part_runs(request: pytest.FixtureRequest, kind: str, language: str, part: str) -> None:
    request.getfixturevalue(kind)
    app = open_app("reporting", reports=part, language=LABELS[language])
    assert not app.error
    chosen = ["matrix", "calls", "complete", "sent"][PARTS[language].index(part)]
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


class TestSubmissions:
    """Recording what a unit has sent, and its history."""

    def open(self, **filters: str) -> AppTest:
        return open_app("reporting", reports="方案和总结", as_of="2016-12-20", **filters)

    def fill(self, app: AppTest, *, name: str, file: str) -> AppTest:
        app.selectbox[-1].set_value("C2").run()
        fields = {field.label: field for field in app.text_input}
        fields["文件名"].set_value(file)
        fields["填写人（单位）"].set_value(name)
        next(button for button in app.button if button.label == "存入").click().run()
        assert not app.exception
        return app

    def test_it_is_recorded_and_corrected_with_its_history(self, store: Store) -> None:
        app = self.open()
        assert "0<small> / 40</small>" in words(app)
        self.fill(app, name="扎西", file="总结.docx")
        assert "1<small> / 40</small>" in words(app)
        self.fill(self.open(), name="卓玛", file="总结（修改）.docx")
        ledger = Ledger(store.folder)
        (row,) = ledger.entries(EntryKind.SUBMISSION).to_dicts()
        assert (row["subject"], row["area"], row["day"]) == ("C2", "540100", "2016-12-20")
        story = ledger.story(EntryKind.SUBMISSION, row["id"])
        assert story.select("by", "name").rows() == [("扎西", "总结.docx"), ("卓玛", "总结（修改）.docx")]

    def test_without_a_name_nothing_is_stored(self, store: Store) -> None:
        app = self.fill(self.open(), name="", file="x.docx")
        assert app.error[0].value == "请写明填写人。"
        assert Ledger(store.folder).version() == 0

    def test_what_came_later_is_not_counted_before(self, illustrative: Store) -> None:
        assert illustrative.version()
        said = words(open_app("reporting", reports="方案和总结", as_of="2016-11-30"))
        assert "距截止还有 31 天" in said
