"""The page of the measures: filters in the address, the list, and changing states in place."""

import pandas as pd
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from pages.measures.edit import CELLS
from pages.shared.work import Changes, StateEdit
from tests.factories import commit
from tests.pages.builders import open_app, words

LABELS = {"zh": "中文", "en": "English"}
TENTH = "十 推广先进质量管理技术和方法"


def row(state: str, **facts: object) -> dict[str, object]:
    usual = {"indicator": "A10-01", "area": "540000", "period": "2016-03", "period_type": "snapshot"}
    blank = {"organiser": "", "segment": "", "numerator": None, "denominator": None}
    return {**usual, **blank, "state": state, **facts}


def cells(**facts: str) -> dict[str, str]:
    return {**dict.fromkeys(CELLS, ""), **facts}


def open_with_changes(changes: Changes, *, base: int, **filters: str) -> AppTest:
    """The page at an article, with changes that were typed into the table of version `base`."""
    app = open_app("measures", article=TENTH, editing="true", **filters)
    app.session_state["state_edit"] = StateEdit(base=base, changes=changes)
    app.run()
    assert not app.exception
    return app


def confirm(app: AppTest, *, by: str = "卓玛", why: str = "来电核实") -> AppTest:
    name, reason, *_ = (box for box in app.text_input if box.key != "theme")
    name.set_value(by)
    reason.set_value(why)
    next(button for button in app.button if button.label == "确认存入").click()
    app.run()
    assert not app.exception
    return app


def listed(app: AppTest) -> pd.DataFrame:
    """The table of deliverables."""
    return next(table.value for table in app.dataframe if "deliverable" in table.value)


@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("editing", ["true", "false"])
def test_it_runs(request: pytest.FixtureRequest, kind: str, language: str, editing: str) -> None:
    request.getfixturevalue(kind)
    app = open_app("measures", language=LABELS[language], editing=editing)
    assert not app.error
    assert ("任务 153 项" if language == "zh" else "153 deliverables") in words(app)


def test_the_demo_shows_seven_in_ten_done_and_the_overdue(illustrative: Store) -> None:
    assert illustrative.version()
    said = words(open_app("measures", language="English"))
    assert "153 deliverables, 72.7 % done" in said
    assert "overdue</span><b>41</b>" in said


class TestFilters:
    def test_all_of_them_are_in_the_address(self, illustrative: Store) -> None:
        assert illustrative.version()
        filters = {
            "section": "3 强化质量升级措施",
            "department": "质监局",
            "stage": "✔ 已完成",
            "article": TENTH,
        }
        app = open_app("measures", **filters)
        chosen = {key: app.selectbox(key=key).value for key in filters}
        assert chosen == {"section": "3", "department": "D05", "stage": "done", "article": "10"}
        table = listed(app)
        assert len(table) == 5
        assert {stage[0] for stage in table["stage"]} == {"✔ 已完成"}

    def test_an_article_that_the_others_leave_out_is_let_go(self, illustrative: Store) -> None:
        assert illustrative.version()
        app = open_app("measures", article=TENTH)
        app.selectbox(key="section").set_value("5").run()
        assert not app.exception
        assert app.selectbox(key="article").value is None

    def test_an_article_of_goals_says_that_it_has_no_deliverables(self, store: Store) -> None:
        assert store.version() == 0
        assert "该条没有任务" in words(open_app("measures", article="一 产品质量"))

    def test_no_deliverable_like_that_is_said(self, store: Store) -> None:
        assert store.version() == 0
        assert "没有符合条件的任务" in words(open_app("measures", stage="✔ 已完成"))


class TestEditing:
    def test_changes_are_stored_as_one_upload_with_name_and_reason(self, store: Store) -> None:
        commit(store, row("in_progress"))
        changes = {
            ("", "A10-01"): cells(state="done", evidence="藏质监发〔2016〕1号"),
            ("", "A10-02"): cells(state="not_started", note="待批"),
        }
        app = confirm(open_with_changes(changes, base=1))
        assert not app.error
        newest = store.history()[0]
        assert (newest.by, newest.note, newest.rows, newest.seq) == ("卓玛", "来电核实", 2, 2)
        assert newest.file == "deliverables_2016-03.csv"
        assert store.raw_file(newest.sha256).read_bytes().decode("utf-8-sig").count("A10-0") == 2
        now = (
            store.observations()
            .filter(seq=2)
            .select("indicator", "period", "state", "evidence", "reported_by")
        )
        assert now.rows() == [
            ("A10-01", "2016-03", "done", "藏质监发〔2016〕1号", "卓玛"),
            ("A10-02", "2016-03", "not_started", None, "卓玛"),
        ]
        assert "state_edit" in app.session_state
        assert app.session_state["state_edit"].changes == {}

    def test_it_can_be_undone(self, store: Store) -> None:
        commit(store, row("in_progress"))
        confirm(open_with_changes({("", "A10-01"): cells(state="done", evidence="x")}, base=1))
        upload = store.history()[0]
        store.revert(upload.id, by="扎西", note="", base=store.version())
        assert store.observations()["state"].to_list() == ["in_progress"]

    @pytest.mark.parametrize(("by", "why"), [("", "x"), ("卓玛", "")])
    def test_name_and_reason_are_asked_for(self, store: Store, by: str, why: str) -> None:
        commit(store, row("in_progress"))
        app = confirm(open_with_changes({("", "A10-01"): cells(state="not_started")}, base=1), by=by, why=why)
        assert "请填写姓名和原因" in words(app)
        assert store.version() == 1

    def test_a_faulty_change_is_told_and_nothing_is_stored(self, store: Store) -> None:
        commit(store, row("in_progress"))
        app = open_with_changes({("", "A10-01"): cells(state="not_applicable")}, base=1)
        assert any("没有写原因" in error.value for error in app.error)
        confirm(app)
        assert store.version() == 1

    def test_done_without_evidence_is_warned_of_and_stored(self, store: Store) -> None:
        commit(store, row("in_progress"))
        app = open_with_changes({("", "A10-01"): cells(state="done")}, base=1)
        assert any("没有写佐证" in warning.value for warning in app.warning)
        confirm(app)
        assert store.observations()["state"].to_list() == ["done"]

    def test_a_conflict_shows_the_newest_state_and_keeps_the_changes(self, store: Store) -> None:
        commit(store, row("in_progress"))
        app = open_with_changes({("", "A10-01"): cells(state="done", evidence="mine")}, base=1)
        commit(store, row("not_started", note="theirs"), by="扎西")
        confirm(app)
        assert store.version() == 2
        said = words(app)
        assert "其间已变：A10\\-01（推进中 → 未启动）" in said
        assert "请重新预览" in said
        edit = app.session_state["state_edit"]
        assert (edit.base, dict(edit.changes)) == (
            2,
            {("", "A10-01"): cells(state="done", evidence="mine")},
        )
        confirm(app)
        assert store.version() == 3
        assert store.observations().select("state", "evidence").rows() == [("done", "mine")]

    def test_others_may_change_other_deliverables_meanwhile(self, store: Store) -> None:
        commit(store, row("in_progress"))
        app = open_with_changes({("", "A10-01"): cells(state="done", evidence="mine")}, base=1)
        commit(store, row("not_started", indicator="A10-02"), by="扎西")
        confirm(app)
        assert sorted(store.observations()["state"]) == ["done", "not_started"]

    def test_a_department_reports_its_own_part(self, store: Store) -> None:
        commit(store, row("in_progress"))
        changes = {("D05", "A10-01"): cells(state="done", evidence="x")}
        confirm(open_with_changes(changes, base=1, reporter="质监局"))
        now = store.observations().sort("organiser").select("organiser", "state")
        assert now.rows() == [("", "in_progress"), ("D05", "done")]

    def test_dropping_forgets_the_changes(self, store: Store) -> None:
        commit(store, row("in_progress"))
        app = open_with_changes({("", "A10-01"): cells(state="done")}, base=1)
        next(button for button in app.button if button.label == "放弃修改").click()
        app.run()
        assert app.session_state["state_edit"].changes == {}
        assert store.version() == 1

    def test_made_up_words_are_not_offered_for_storing(self, own_illustrative: Store) -> None:
        assert own_illustrative.is_illustrative()
        app = open_app("measures", article=TENTH, editing="true")
        table = next(each.value for each in app.dataframe if "indicator" in each.value)
        assert set(table["evidence"]) == {""}
        assert "✔ 已完成" in set(table["stage"])

    def test_the_past_cannot_be_changed(self, store: Store) -> None:
        for name in ("A10-01", "A10-02"):
            commit(store, row("in_progress", indicator=name))
        first = store.history()[-1]
        app = open_app("measures", editing="true", known="1")
        assert app.selectbox(key="known").value == first.seq
        assert "只能在最新状态下" in words(app)

    def test_before_the_first_month_has_ended_nothing_can_be_said(self, store: Store) -> None:
        commit(store, row("in_progress"))
        assert "只能在最新状态下" in words(open_app("measures", editing="true", as_of="2016-01-15"))


def test_the_list_leads_to_the_upload(store: Store) -> None:
    commit(store, row("done", evidence="x"))
    table = listed(open_app("measures", article=TENTH))
    links = pl.Series(list(table["upload"]))
    assert links.str.starts_with("history?upload=1+").sum() == 1
