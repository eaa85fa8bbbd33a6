"""The page of the assessment: with and without data, both weights, and what the office enters."""

import pytest
from streamlit.testing.v1 import AppTest

from data import Ledger, Op, Store
from indicators.entry import EntryKind
from tests.factories import entry, write
from tests.pages.builders import open_app, words

LABELS = {"zh": "中文", "en": "English"}
PRESETS = {"zh": "措施为主（40/60）", "en": "Measures first (40/60)"}


@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
@pytest.mark.parametrize("language", LABELS)
def test_both_weights_run(request: pytest.FixtureRequest, kind: str, language: str) -> None:
    request.getfixturevalue(kind)
    app = open_app("assessment", language=LABELS[language], preset=PRESETS[language], as_of="2016-10-31")
    assert not app.error
    assert app.button_group(key="preset").value == "alternative"


def test_without_data_it_says_so_before_the_deadline(store: Store) -> None:
    assert store.version() == 0
    said = words(open_app("assessment", as_of="2016-01-20"))
    assert "没有可以考核的数据" in said
    assert "截至该日没有登记" in said


def test_silence_scores_nothing_at_the_deadline(store: Store) -> None:
    assert store.version() == 0
    said = words(open_app("assessment", as_of="2016-12-31"))
    assert "终评" in said
    assert "已计 100.00 分的项目中得 0.00 分" in said


def test_two_charts_and_the_items_of_the_last_one(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("assessment", as_of="2016-12-31")
    assert len(app.get("vega_lite_chart")) == 2
    assert app.selectbox(key="assessed").value == "542400"  # Nagqu, the last by rank
    items = next(table.value for table in app.dataframe if "失分" in table.value.columns)
    assert len(items) == 26
    assert items["失分"].is_monotonic_decreasing


def test_the_filter_chooses_the_prefecture(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("assessment", prefecture="昌都市", as_of="2016-12-31")
    assert not [box for box in app.selectbox if box.key == "assessed"]
    assert "昌都市 · 已计" in words(app)


class TestEntering:
    """Points and events with their reason and document, and taking them back."""

    def press(self, app: AppTest, form: int) -> AppTest:
        buttons = [button for button in app.button if button.label in ("存入", "撤回")]
        buttons[form].click().run()
        assert not app.exception
        return app

    def fields(self, app: AppTest, label: str) -> list[object]:
        return [field for field in app.text_input if field.label == label]

    def test_points_need_their_reason(self, store: Store) -> None:
        app = open_app("assessment", as_of="2016-12-20")
        self.fields(app, "填写人（单位）")[0].set_value("卓玛")  # type: ignore[attr-defined]
        app.number_input[0].set_value(80.0)
        self.press(app, 0)
        assert app.error
        assert Ledger(store.folder).version() == 0
        app.text_area[0].set_value("现场核实")
        self.press(app, 0)
        (row,) = Ledger(store.folder).entries(EntryKind.JUDGEMENT).to_dicts()
        assert (row["subject"], row["area"], row["points"], row["text"]) == (
            "brand",
            "540100",
            "80",
            "现场核实",
        )

    def test_a_veto_needs_its_document_and_decides_the_grade(self, own_illustrative: Store) -> None:
        app = open_app("assessment", as_of="2016-12-31")
        app.selectbox(key="event-item").set_value("veto").run()
        self.fields(app, "填写人（单位）")[1].set_value("卓玛")  # type: ignore[attr-defined]
        self.press(app, 1)
        assert app.error
        self.fields(app, "文件（佐证）")[1].set_value("藏政发12号")  # type: ignore[attr-defined]
        self.press(app, 1)
        assert "直接定为最低等次：藏政发12号" in words(app)
        assert Ledger(own_illustrative.folder).entries(EntryKind.EVENT)["subject"].to_list() == ["veto"]

    def test_what_was_wrong_is_taken_back(self, store: Store) -> None:
        ledger = Ledger(store.folder)
        wrong = {"kind": "event", "id": "x", "subject": "accident", "area": "540100", "day": "2016-05-01"}
        write(ledger, {**dict.fromkeys(entry(), None), **wrong, "evidence": "No. 3"})
        app = open_app("assessment", as_of="2016-12-31")
        assert "工程质量事故" in str(app.dataframe[-1].value)
        self.fields(app, "填写人（单位）")[-1].set_value("卓玛")  # type: ignore[attr-defined]
        self.press(app, -1)
        assert ledger.entries(EntryKind.EVENT).is_empty()
        assert ledger.story(EntryKind.EVENT, "x")["op"].to_list() == [Op.UPSERT, Op.DELETE]

    def test_who_was_faster_is_not_written_over(self, store: Store) -> None:
        app = open_app("assessment", as_of="2016-12-20")
        given = {
            "kind": "judgement",
            "subject": "brand",
            "area": "540100",
            "day": "2016-12-01",
            "points": "70",
        }
        ledger = Ledger(store.folder)
        write(ledger, {**dict.fromkeys(entry(), None), **given, "text": "meanwhile"})
        self.fields(app, "填写人（单位）")[0].set_value("卓玛")  # type: ignore[attr-defined]
        app.number_input[0].set_value(80.0)
        app.text_area[0].set_value("现场核实")
        self.press(app, 0)
        assert app.error
        assert ledger.entries(EntryKind.JUDGEMENT)["points"].to_list() == ["70"]
        self.press(app, 0)
        assert ledger.entries(EntryKind.JUDGEMENT)["points"].to_list() == ["80"]

    def test_what_was_taken_back_can_be_given_again(self, store: Store) -> None:
        ledger = Ledger(store.folder)
        given = {
            "kind": "judgement",
            "subject": "brand",
            "area": "540100",
            "day": "2016-12-01",
            "points": "70",
        }
        row = {**dict.fromkeys(entry(), None), **given, "id": "brand-540100", "text": "x"}
        write(ledger, row)
        write(ledger, row, op=Op.DELETE)
        app = open_app("assessment", as_of="2016-12-20")
        self.fields(app, "填写人（单位）")[0].set_value("卓玛")  # type: ignore[attr-defined]
        app.number_input[0].set_value(80.0)
        app.text_area[0].set_value("现场核实")
        self.press(app, 0)
        assert not app.error
        assert ledger.entries(EntryKind.JUDGEMENT)["points"].to_list() == ["80"]
