"""The page of cases runs with every store; cases are found by goal, state and place, entered and updated."""

import pytest
from streamlit.testing.v1 import AppTest

from data import Ledger, Store
from indicators.entry import EntryKind
from tests.factories import commit, entry, observation, write
from tests.pages.builders import open_app, words

_WORKS = "large_first_acceptance"


@pytest.fixture
def ledger(real: Store) -> Ledger:
    commit(
        real,
        observation(indicator=_WORKS, period="2016-09", period_type="month", numerator=1, denominator=2),
    )
    ledger = Ledger(real.folder)
    write(
        ledger,
        entry(id="P-7", subject=_WORKS, name="<i>大桥</i>", text="资料不全", day="2016-09-20"),
        entry(id="S-1", area="540202", day="2016-10-01", state="closed", closed_on="2016-10-08"),
        entry(id="S-2", state="in_hand"),
    )
    return ledger


def _shown(app: AppTest) -> list[str]:
    return _column(app, "id")


def _column(app: AppTest, name: str) -> list[str]:
    """A column of the first table that has it."""
    return next([str(cell) for cell in table.value[name]] for table in app.dataframe if name in table.value)


def _fill(app: AppTest, **values: str) -> None:
    for label, value in values.items():
        [box for box in app.text_input if box.label == label][-1].set_value(value)


def plain_text(markdown: str) -> str:
    """A text without the strokes that keep Markdown from reading it."""
    return markdown.replace("\\", "")


def _press(app: AppTest, form: str, label: str) -> None:
    (button,) = [each for each in app.button if each.label == label and form in each.proto.form_id]
    button.click().run()
    assert not app.exception


@pytest.mark.parametrize("language", ["中文", "English"])
@pytest.mark.parametrize("filters", [{}, {"prefecture": "x"}, {"case": "nonsense", "about": "x"}])
@pytest.mark.parametrize("kind", ["store", "illustrative", "ledger"])
def test_it_runs(request: pytest.FixtureRequest, kind: str, filters: dict[str, str], language: str) -> None:
    request.getfixturevalue(kind)
    app = open_app("cases", language=language, **filters)
    assert not app.error
    assert ("No cases" in words(app) or "没有案件" in words(app)) == (kind == "store")


def test_the_newest_come_first_and_lost_goals_on_top(ledger: Ledger) -> None:
    assert ledger.version() == 1
    app = open_app("cases", as_of="2016-10-31")
    assert _shown(app) == ["S-2", "S-1", "P-7"]
    said = words(app)
    assert "案件 3 件" in said
    assert "年内已失守的 100% 目标（1 项）" in said
    assert "&lt;i&gt;大桥&lt;/i&gt; · 资料不全 · □ 未处理" in said


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({"about": "13 大中型一次验收"}, ["P-7"]),
        ({"handled": "未办结"}, ["S-2", "P-7"]),
        ({"handled": "已办结"}, ["S-1"]),
        ({"prefecture": "日喀则市"}, ["S-1"]),
        ({"county": "城关区", "handled": "处理中"}, ["S-2"]),
        ({"sector": "工程质量"}, ["P-7"]),
    ],
)
def test_a_link_lists_what_it_says(ledger: Ledger, filters: dict[str, str], shown: list[str]) -> None:
    assert ledger.version() == 1
    app = open_app("cases", as_of="2016-10-31", **filters)
    assert _shown(app) == shown
    assert app.query_params == {"as_of": "2016-10-31", **filters}


def test_a_case_is_opened_by_its_link(ledger: Ledger) -> None:
    assert ledger.version() == 1
    label = "2016-09-20 · 城关区 · <i>大桥</i> · P-7"
    app = open_app("cases", as_of="2016-10-31", case=label)
    assert "<dd>P-7</dd>" in words(app)
    assert "&lt;i&gt;大桥" in words(app)


def test_a_certification_goal_shows_its_firms(ledger: Ledger, real: Store) -> None:
    facts = {"indicator": "large_industry_qms_rate", "period": "2016Q3", "period_type": "snapshot"}
    commit(real, observation(**facts, numerator=1, denominator=2))
    write(ledger, entry(id="F", subject="large_industry_qms_rate", category="expired", name="甲厂"))
    app = open_app("cases", as_of="2016-10-31", about="06 规上工业认证率")
    assert "企业认证情况" in words(app)
    assert app.get("vega_lite_chart")


def test_the_handling_is_updated(ledger: Ledger) -> None:
    app = open_app("cases", as_of="2016-10-31", about="13 大中型一次验收")
    state = next(group for group in app.button_group if group.label == "处理状态")
    state.set_value("closed")
    _fill(app, 处理情况="复验合格")
    by = [box for box in app.text_input if box.label == "填写人（单位）" and "case-P-7" in box.proto.form_id]
    by[0].set_value("扎西")
    _press(app, "case-P-7", "存入")
    (now,) = ledger.entries(EntryKind.CASE).filter(id="P-7").to_dicts()
    assert (now["state"], now["closed_on"], now["handling"]) == ("closed", "2016-10-31", "复验合格")
    assert _column(app, "改动")[0].startswith("状态：□ 未处理 → ■ 已办结；处理情况：— → 复验合格")


def test_a_case_entered_in_error_is_taken_back(ledger: Ledger) -> None:
    app = open_app("cases", as_of="2016-10-31", about="13 大中型一次验收")
    by = [box for box in app.text_input if box.label == "填写人（单位）" and "case-P-7" in box.proto.form_id]
    by[0].set_value("扎西")
    _press(app, "case-P-7", "撤回（登记有误）")
    assert set(ledger.entries(EntryKind.CASE)["id"]) == {"S-1", "S-2"}
    assert "数中有 1 件不合格没有登记案件" in words(app)


def test_forms_say_when_they_replace_made_up_entries(illustrative: Store) -> None:
    assert illustrative.is_illustrative()
    assert Ledger(illustrative.folder).is_illustrative()
    assert "存入第一条真实登记后，它们全部退出" in words(open_app("cases"))


class TestNew:
    def _enter(self, app: AppTest, **values: str) -> None:
        for label, value in values.items():
            (box,) = [
                each for each in app.text_input if each.label == label and "new-case" in each.proto.form_id
            ]
            box.set_value(value)
        _press(app, "new-case", "存入")

    def test_one_is_entered(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31", county="林周县")
        words_of = {"名称": "糌粑", "原因": "菌落超标", "填写人（单位）": "县食药局"}
        self._enter(app, **words_of)
        (new,) = ledger.entries(EntryKind.CASE).filter(name="糌粑").to_dicts()
        assert (new["area"], new["day"], new["state"]) == ("540121", "2016-10-31", "open")
        assert len(_shown(app)) == 1

    def test_what_is_missing_is_said_at_once(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31")
        self._enter(app, **{"填写人（单位）": "县食药局"})
        assert [error.value.split("。")[0] for error in app.error] == ["名称为空", "说明为空"]
        assert ledger.version() == 1

    def test_a_number_is_not_taken_twice(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31")
        self._enter(
            app, **{"名称": "糌粑", "原因": "x", "批号或项目编号（可不填）": "S-1", "填写人（单位）": "x"}
        )
        assert "已登记过" in app.error[0].value
        assert ledger.version() == 1


def test_the_past_shows_the_cases_of_then_and_no_forms(ledger: Ledger, real: Store) -> None:
    second = real.version()
    commit(real, observation(period="2016Q2"))
    write(ledger, entry(id="S-3"))
    label = next(each for each in open_app().selectbox(key="known").options if each.startswith(f"{second} "))
    assert "S-3" in _shown(open_app("cases", as_of="2016-10-31"))
    app = open_app("cases", as_of="2016-10-31", known=label)
    assert not [each for each in app.button if each.label == "存入"]


class TestList:
    HEADER = "登记类别,编号,事项,地区,日期,名称,说明\n"
    ROW = "案件,N-1,agri_pass_rate,城关区,2016-10-05,蔬菜,农残\n"

    def _upload(self, app: AppTest, text: str, *, by: str = "扎西") -> None:
        (chooser,) = app.file_uploader
        chooser.set_value(("案件.csv", text.encode(), "text/csv"))
        (name,) = [
            box for box in app.text_input if "entry-list" in box.proto.form_id and "填写人" in box.label
        ]
        name.set_value(by)
        _press(app, "entry-list", "核对并存入")

    def test_a_sound_file_is_stored(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31")
        self._upload(app, self.HEADER + self.ROW)
        assert "N-1" in _shown(app)
        upload = ledger.history()[0]
        assert (upload.by, upload.file, upload.rows) == ("扎西", "案件.csv", 1)
        assert upload.sha256

    def test_a_faulty_one_is_told_and_not_stored(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31", language="中文")
        self._upload(app, self.HEADER + self.ROW + self.ROW.replace("城关区", "城关").replace("N-1", "N-2"))
        assert "共 2 条登记，接受 1 条，退回 1 条" in plain_text(app.error[0].value)
        assert _column(app, "位置") == ["D3"]
        assert ledger.version() == 1

    def test_entries_of_another_prefecture_are_kept_out(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31", prefecture="日喀则市")
        self._upload(app, self.HEADER + self.ROW)
        assert "退回 1 条" in plain_text(app.error[0].value)
        assert ledger.version() == 1

    def test_another_table_is_refused(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31")
        self._upload(app, "指标代码,地区\nagri_pass_rate,540102\n")
        assert "没有登记表" in plain_text(app.error[0].value)
        assert ledger.version() == 1

    def test_nobody_uploads_without_a_name(self, ledger: Ledger) -> None:
        app = open_app("cases", as_of="2016-10-31")
        self._upload(app, self.HEADER + self.ROW, by="")
        assert app.error[0].value == "请选择文件，并写明填写人。"
        assert ledger.version() == 1
