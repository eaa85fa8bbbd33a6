"""Actions: which are listed, in which order, and how they are closed and added on the pages."""

from datetime import date

import polars as pl
import pytest

from data import Ledger, Store
from indicators.entry import EntryKind
from pages.shared.actions import action_lines
from tests.factories import commit, entries, entry, observation, write
from tests.pages.builders import open_app, plan, register, scope, words

_AS_OF = date(2016, 10, 31)


def action(**facts: str | None) -> dict[str, str | None]:
    """An open action for farm samples of 拉萨市, due on 30 November, unless the facts say otherwise."""
    usual: dict[str, str | None] = {
        "kind": "action",
        "id": "B-1",
        "area": "540100",
        "name": None,
        "department": "D03",
        "day": "2016-11-30",
        "text": "加密抽检",
    }
    return entry(**{**usual, **facts})


def _lines(
    *rows: dict[str, str | None], area: str | None = None, subjects: list[str] | None = None
) -> list[tuple[str, int | None]]:
    frame = entries(*rows).with_columns(seq=pl.lit(7, pl.Int64))
    found = action_lines(
        frame, plan=plan(), register=register(), scope=scope(as_of=_AS_OF), area=area, subjects=subjects
    )
    return [(line.id, line.days) for line in found]


def test_open_ones_come_first_and_the_longest_overdue_on_top() -> None:
    rows = [
        action(id="later"),
        action(id="closed", day="2016-09-01", state="closed", closed_on="2016-10-01"),
        action(id="over", day="2016-10-01"),
        action(id="today", day="2016-10-31"),
    ]
    assert _lines(*rows) == [("over", 30), ("today", 0), ("later", -30), ("closed", None)]


def test_what_is_closed_after_the_as_of_date_was_open() -> None:
    assert _lines(action(state="closed", closed_on="2016-11-05")) == [("B-1", -30)]


def test_an_area_lists_its_own_and_those_within() -> None:
    rows = [action(id="city"), action(id="county", area="540102"), action(id="none", area=None)]
    assert {name for name, _ in _lines(*rows, area="540100")} == {"city", "county"}
    assert {name for name, _ in _lines(*rows, area="540102")} == {"county"}
    assert {name for name, _ in _lines(*rows, area="540000")} == {"city", "county", "none"}
    assert {name for name, _ in _lines(*rows, subjects=["A05-01"])} == set()


@pytest.mark.parametrize(
    ("subject", "language", "about", "who"),
    [
        ("agri_pass_rate", "zh", "农产品合格率", "农牧厅 · 扎西"),
        ("agri_pass_rate", "en", "Farm products", "Dept. of Agriculture and Animal Husbandry · 扎西"),
        ("A05-01", "zh", "A05-01 企业技术改造与新技术应用", "农牧厅 · 扎西"),
    ],
)
def test_a_line_is_ready_to_show(subject: str, language: str, about: str, who: str) -> None:
    frame = entries(action(subject=subject, owner="扎西")).with_columns(seq=pl.lit(7, pl.Int64))
    (line,) = action_lines(
        frame, plan=plan(), register=register(), scope=scope(as_of=_AS_OF, language=language)
    )
    if subject == "A05-01":
        about = f"A05-01 {plan().title_of('A05-01').zh}"
    assert (line.about, line.who, line.seq) == (about, who, 7)
    assert line.link.startswith("map?goal=" if subject == "agri_pass_rate" else "")
    assert line.area == {"zh": "拉萨市", "en": "Lhasa"}[language]


class TestOnPages:
    @pytest.fixture
    def ledger(self, real: Store) -> Ledger:
        ledger = Ledger(real.folder)
        write(ledger, action(text="<b>加密抽检</b>"), action(id="B-2", area="540500", subject="A05-01"))
        return ledger

    @pytest.mark.parametrize("language", ["中文", "English"])
    def test_the_overview_lists_them(self, ledger: Ledger, language: str) -> None:
        assert ledger.version() == 1
        said = words(open_app(language=language, as_of="2016-12-10"))
        assert {"中文": "未办 2 件，逾期 2 件", "English": "2 open, 2 overdue"}[language] in said
        assert "&lt;b&gt;加密抽检" in said
        assert {"中文": "逾期 10 天", "English": "10 days late"}[language] in said

    def test_the_page_of_an_area_lists_its_own(self, ledger: Ledger) -> None:
        assert ledger.version() == 1
        assert "未办 1 件，逾期 0 件" in words(open_app("county", prefecture="拉萨市", as_of="2016-10-31"))

    def test_the_cases_of_the_same_area_are_one_click_away(self, ledger: Ledger) -> None:
        write(ledger, entry(), entry(id="A-2", area="540202"), entry(id="A-3", day="2016-12-20"))
        said = words(open_app(as_of="2016-12-10", language="English"))
        assert 'href="cases?as_of=2016-12-10&amp;language=English" target="_self">2 cases not closed' in said
        said = words(open_app("county", as_of="2016-12-10", county="城关区"))
        assert "未办结案件 1 件" in said
        assert 'href="cases?county=%E5%9F%8E' in said
        assert "未办结案件 0 件" in words(open_app(as_of="2016-12-10", sector="工程质量"))

    def test_one_is_closed(self, ledger: Ledger) -> None:
        app = open_app(as_of="2016-12-10")
        names = [box for box in app.text_input if box.label == "填写人（单位）"]
        form = names[1].proto.form_id
        button = next(each for each in app.button if each.proto.form_id == form)
        names[1].set_value("卓玛")
        button.click().run()
        assert not app.exception
        assert "未办 1 件" in words(app)
        story = ledger.story(EntryKind.ACTION, "B-1")
        assert story.select("state", "closed_on", "by").rows() == [
            ("open", None, "卓玛"),
            ("closed", "2016-12-10", "卓玛"),
        ]

    def test_nobody_closes_without_a_name(self, ledger: Ledger) -> None:
        app = open_app(as_of="2016-12-10")
        button = next(each for each in app.button if each.label == "确认办结")
        button.click().run()
        assert [error.value for error in app.error] == ["请写明填写人。"]
        assert ledger.version() == 1

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(self, ledger: Ledger) -> None:
        app = open_app(as_of="2016-12-10")
        write(ledger, action(text="改为现场检查"))
        box = [each for each in app.text_input if each.label == "填写人（单位）"][1]
        box.set_value("扎西")
        next(each for each in app.button if each.proto.form_id == box.proto.form_id).click().run()
        assert "其他人已更改" in app.error[0].value
        assert ledger.entries(EntryKind.ACTION).filter(id="B-1")["state"].to_list() == ["open"]

    def test_one_is_added(self, ledger: Ledger) -> None:
        app = open_app("county", prefecture="拉萨市", as_of="2016-10-31")
        values = {"要做什么": "复查批发市场", "填写人（单位）": "扎西", "责任人或其他单位": "市农牧局"}
        for label, value in values.items():
            next(box for box in app.text_input if box.label == label).set_value(value)
        next(each for each in app.button if each.label == "存入").click().run()
        assert not app.exception
        (added,) = ledger.entries(EntryKind.ACTION).filter(text="复查批发市场").to_dicts()
        assert (added["area"], added["owner"], added["day"]) == ("540100", "市农牧局", "2016-11-30")

    def test_what_is_missing_is_said(self, ledger: Ledger) -> None:
        app = open_app("county", prefecture="拉萨市", as_of="2016-10-31")
        next(box for box in app.text_input if box.label == "填写人（单位）").set_value("扎西")
        next(each for each in app.button if each.label == "存入").click().run()
        said = [error.value for error in app.error]
        assert [text for text in said if "说明为空" in text]
        assert [text for text in said if "没有写由谁负责" in text]
        assert ledger.version() == 1

    def test_the_past_cannot_be_changed(self, ledger: Ledger, real: Store) -> None:
        assert ledger.version() == 1
        commit(real, observation(period="2016Q2"))
        (label,) = [option for option in open_app().selectbox(key="known").options if option.startswith("1 ")]
        app = open_app(known=label)
        assert not [each for each in app.button if each.label == "确认办结"]
