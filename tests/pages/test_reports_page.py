"""The page of documents: every kind for every edition, with and without data, in both languages."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from reports import KINDS, Edition, ReportError
from tests.pages.builders import open_app, words

LABELS = {"zh": "中文", "en": "English"}
NAMES = {
    "zh": ["年终总结（Word）", "地（市）情况简报（Word）", "数据工作簿（Excel）", "挂图（A3）"],
    "en": [
        "Year-end summary (Word)",
        "Brief of a prefecture (Word)",
        "Workbook (Excel)",
        "Wall sheet (A3)",
    ],
}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_can_be_chosen(illustrative: Store, name: str, language: str) -> None:
    assert illustrative.version()
    label = NAMES[language][list(KINDS).index(name)]
    app = open_app("reports", document=label, language=LABELS[language])
    assert not app.error
    assert app.selectbox(key="document").value == name
    assert app.selectbox(key="edition").value == KINDS[name].editions[0]
    assert label in words(app)


def test_without_data_nothing_is_offered(store: Store) -> None:
    assert store.version() == 0
    app = open_app("reports")
    assert "写不出文件" in words(app)
    assert [button.label for button in app.button] == []


def test_the_summary_is_shown_before_it_is_made(illustrative: Store) -> None:
    assert illustrative.version()
    said = words(open_app("reports", edition="地（市）", unit="那曲地区"))
    assert "那曲地区 · 年终总结（Word）" in said
    assert "本件由演示数据生成" in said
    assert "低于目标最多的3项" in said


def test_one_summary_is_made(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reports", edition="部门", unit="农牧厅")
    app.button(key="make-.docx").click().run()
    assert not app.exception
    (label,) = [button.proto.label for button in app.get("download_button")]
    assert label.startswith("下载 年终总结_农牧厅_2016-12-31_演示数据.docx（")
    assert "1/1　农牧厅" in said_by_bars(app)


def test_all_of_an_edition_are_made_in_one_file(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reports", edition="Prefecture", language="English")
    app.button(key="make-all").click().run()
    assert not app.exception
    (label,) = [button.proto.label for button in app.get("download_button")]
    assert label.startswith("Download summary_prefectures_2016-12-31_illustrative.zip (")
    assert "7 of 7: Ngari" in said_by_bars(app)


def said_by_bars(app: AppTest) -> str:
    return "\n".join(bar.proto.text for bar in app.get("progress"))


def test_the_choices_are_in_the_address(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reports", edition="部门", unit="质监局", cutoff="2016-11-30")
    assert app.selectbox(key="edition").value == Edition.DEPARTMENT
    assert app.selectbox(key="unit").value == "D05"
    assert f"{app.date_input(key='cutoff').value}" == "2016-11-30"
    assert app.query_params["unit"] == "质监局"


def test_the_prefecture_of_the_bar_comes_first(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reports", prefecture="阿里地区", edition="地（市）")
    assert app.selectbox(key="unit").value == "542500"


def test_the_cutoff_follows_the_day_of_judgement(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reports", cutoff="2016-11-30")
    app.date_input(key="as_of").set_value(date(2016, 9, 30)).run()
    assert not app.exception
    assert not app.error
    assert f"{app.date_input(key='cutoff').value}" == "2016-09-30"


def test_a_unit_of_another_edition_is_forgotten(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("reports", edition="部门", unit="质监局")
    app.selectbox(key="edition").set_value("prefecture").run()
    assert not app.exception
    assert app.selectbox(key="unit").value == "540100"


def test_a_broken_template_is_named(illustrative: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert illustrative.version()

    def broken(*_: object, **__: object) -> bytes:
        raise ReportError("tag_broken", file="summary.docx", tag="{{ subject }")

    app = open_app("reports", edition="部门", unit="财政厅")
    monkeypatch.setattr("reports.summary.write_summary", broken)
    app.button(key="make-.docx").click().run()
    assert not app.exception
    (error,) = app.error
    assert "模板 summary.docx 的标记不完整或写错：{{ subject }" in error.value
    assert app.get("download_button") == []
