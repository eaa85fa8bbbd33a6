"""From a chosen file to a stored upload, and every way in which nothing is stored."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from data import Store
from tests.factories import commit, csv_file, observation
from tests.pages.builders import open_app, words

UPLOADS = Path(__file__).parents[1] / "golden" / "uploads"
MIXED = csv_file(observation(), observation(area="540121", numerator=9))
SOUND = csv_file(observation(), observation(area="540121", numerator=4))


def upload(content: bytes, *, name: str = "q1.csv", language: str = "English") -> AppTest:
    """Open the page and choose a file."""
    app = open_app("upload", language=language)
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the button whose label begins so."""
    next(button for button in app.button if button.label.startswith(label)).click().run()
    assert not app.exception
    return app


def confirm(app: AppTest, *, by: str = "王", note: str = "") -> AppTest:
    field(app, "Your name (office)").set_value(by)
    field(app, "Note").set_value(note)
    return press(app, "Store")


def field(app: AppTest, label: str) -> TextInput:
    return next(box for box in app.text_input if box.label == label)


def table(app: AppTest, column: str) -> pd.DataFrame:
    """The last table on the page with a column."""
    return [frame.value for frame in app.dataframe if column in frame.value.columns][-1]


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


class TestSound:
    def test_a_preview_stores_nothing(self, store: Store) -> None:
        app = upload(SOUND)
        assert "2 data rows, 2 accepted (2 figures), 0 rejected" in words(app).replace("\\", "")
        assert "No problems." in words(app)
        assert "Confirming would change 4 figures and 4 lights" in words(app)
        assert "region: 1, prefecture: 1, county: 2" in words(app).casefold()
        assert buttons(app) == ["Store 2 figures", "Discard"]
        assert store.version() == 0

    def test_confirming_stores_and_shows_it_in_the_history(self, store: Store) -> None:
        app = confirm(upload(SOUND), note="first")
        assert app.toast[0].value.startswith("2 figures stored, version 1")
        assert buttons(app) == []
        (entry,) = store.history()
        assert (entry.by, entry.note, entry.file, entry.rows) == ("王", "first", "q1.csv", 2)
        assert store.observations().height == 2
        assert store.raw_file(store.history()[0].sha256).read_bytes() == SOUND

    def test_the_other_pages_show_it_at_once(self, store: Store) -> None:
        app = upload(SOUND)
        assert "The store is empty" in words(app)
        confirm(app)
        app.switch_page("pages/map/page.py").run()
        app.selectbox(key="goal").set_value("agri_pass_rate").run()
        assert "7/8  87.5 %" in words(app)
        assert "The store is empty" not in words(app)
        assert store.version() == 1

    def test_it_replaces_illustrative_data_and_says_so_before(self, own_illustrative: Store) -> None:
        app = upload(SOUND)
        assert "All illustrative data will go" in words(app)
        confirm(app)
        assert not own_illustrative.is_illustrative()
        assert own_illustrative.observations().height == 2
        assert "Illustrative data, not real" not in words(app)

    def test_the_same_table_once_more_changes_nothing(self, store: Store) -> None:
        commit(store, observation(), observation(area="540121", numerator=4))
        assert "confirming changes nothing" in words(upload(SOUND))

    def test_it_works_in_chinese(self, store: Store) -> None:
        app = upload(SOUND, language="中文")
        assert buttons(app) == ["确认入库 2 个数", "放弃"]
        field(app, "上报人（单位）").set_value("王")
        press(app, "确认入库")
        assert store.version() == 1

    def test_without_a_name_nothing_is_stored(self, store: Store) -> None:
        app = confirm(upload(SOUND), by="  ")
        assert [error.value for error in app.error] == ["Please give your name."]
        assert "Store 2 figures" in buttons(app)
        assert store.version() == 0

    def test_a_discarded_preview_is_gone(self, store: Store) -> None:
        app = press(upload(SOUND), "Discard")
        assert buttons(app) == []
        assert store.version() == 0

    def test_a_preview_outlives_a_change_of_page(self, store: Store) -> None:
        app = upload(SOUND)
        app.switch_page("pages/map/page.py").run()
        app.switch_page("pages/upload/page.py").run()
        assert store.version() == 0
        assert "Store 2 figures" in buttons(app)

    def test_the_bytes_of_a_read_file_are_not_kept_by_the_chooser(self, store: Store) -> None:
        app = upload(SOUND)
        assert app.file_uploader[0].value is None
        assert store.version() == 0

    def test_another_file_takes_the_place_of_the_first(self, store: Store) -> None:
        app = upload(SOUND)
        app.file_uploader[0].set_value(("q2.csv", csv_file(observation(period="2016Q2")), "text/csv")).run()
        assert "q2.csv: 1 data rows" in words(app).replace("\\", "")
        confirm(app)
        assert store.observations()["period"].to_list() == ["2016Q2"]


class TestUnsound:
    @pytest.mark.parametrize(
        "case",
        [
            "unknown_county",
            "unknown_goal",
            "numerator_over_denominator",
            "negative",
            "text_in_a_number",
            "duplicate_contradictory",
            "several_faults_in_one_row",
            "mixed_period_types",
        ],
    )
    def test_a_faulty_row_keeps_the_whole_file_out(self, real: Store, case: str) -> None:
        app = upload((UPLOADS / case / "input.csv").read_bytes())
        assert list(table(app, "Cell").columns) == ["Line", "Column", "Cell", "Problem", "How to mend it"]
        assert all(table(app, "Cell")["Problem"])
        if any(label.startswith("Store") for label in buttons(app)):
            confirm(app)
        assert any("nothing is stored" in error.value for error in app.error)
        assert real.version() == 1

    def test_the_sound_rows_alone_are_stored_when_the_user_says_so(self, store: Store) -> None:
        app = upload(MIXED)
        app.checkbox[0].check()
        confirm(app)
        assert store.observations()["area"].to_list() == ["540102"]
        assert store.version() == 1

    def test_problems_are_grouped_and_shown_one_by_one(self, store: Store) -> None:
        app = upload(csv_file(*[observation(numerator=5)] * 2, observation(area="班嘎县")))
        groups = table(app, "Severity")
        assert groups[["Severity", "Count", "Rows"]].to_numpy().tolist() == [["error", 2, 2], ["error", 1, 1]]
        next(box for box in app.selectbox if box.label == "Which problem").set_value("unknown_area").run()
        assert table(app, "Cell")["Cell"].tolist() == ["班嘎县"]
        assert store.version() == 0
        assert [button.proto.label for button in app.get("download_button")] == [
            "Download the file with its problems marked",
            "Download the 3 rejected rows",
        ]

    def test_rows_of_other_prefectures_are_rejected(self, store: Store) -> None:
        app = open_app("upload", language="English")
        next(box for box in app.selectbox if box.label == "Reporting for").set_value("542400").run()
        app.file_uploader[0].set_value(("q1.csv", SOUND, "text/csv")).run()
        assert "0 accepted" in words(app)
        assert buttons(app) == ["Discard"]
        assert store.version() == 0

    @pytest.mark.parametrize(
        ("case", "file"),
        [
            ("unreadable_binary", "input.bin"),
            ("empty_file", "input.csv"),
            ("header_without_rows", "input.csv"),
            ("workbook", "input.bin"),
        ],
    )
    def test_a_file_that_is_no_table_is_refused_with_its_reason(
        self, real: Store, case: str, file: str
    ) -> None:
        app = upload((UPLOADS / case / file).read_bytes())
        (error,) = app.error
        assert error.value.startswith(r"Cannot be read\: ")
        assert len(error.value) > 40
        assert buttons(app) == []
        assert real.version() == 1

    def test_a_file_cannot_make_the_page_fetch_anything(self, store: Store) -> None:
        head = b"indicator,area,period,numerator,denominator,![x](http://a.b/c)\n"
        app = upload(head + b"agri_pass_rate,540102,2016Q1,3,4,\n", name="![y](d.png).csv")
        said = "\n".join(element.value for kind in (app.subheader, app.caption) for element in kind)
        assert r"\!\[y\]\(d" in said
        assert r"\!\[x\]\(http" in said
        assert "![" not in said.replace(r"\!", "")
        assert store.version() == 0


class TestStale:
    def test_the_same_figures_changed_meanwhile_come_back_with_a_fresh_preview(self, store: Store) -> None:
        app = upload(SOUND)
        commit(store, observation(numerator=1), by="李")
        confirm(app)
        (error,) = app.error
        assert store.history()[0].id in error.value.replace("\\", "")
        assert (store.version(), store.history()[0].by) == (1, "李")
        assert store.observations()["numerator"].to_list() == [1]
        assert "Figures that are overwritten (1)" in [box.label for box in app.expander]
        confirm(app)
        assert (store.version(), store.history()[0].by) == (2, "王")

    def test_other_figures_changed_meanwhile_do_no_harm(self, store: Store) -> None:
        app = upload(SOUND)
        commit(store, observation(period="2016Q2"), by="李")
        confirm(app)
        assert not app.error
        assert store.version() == 2
        assert store.observations().height == 3

    def test_running_the_page_again_does_not_store_again(self, store: Store) -> None:
        app = confirm(upload(SOUND))
        app.run()
        assert store.version() == 1


class TestMapping:
    """A table whose header says nothing that is known."""

    TABLE = "单位,样品数,好的\n城关区,30,29\n申扎县,20,20\n".encode()

    def test_the_form_shows_the_file_and_asks(self, store: Store) -> None:
        app = upload(self.TABLE)
        assert "cannot be recognised" in words(app)
        assert table(app, "Line")["B"].tolist() == ["样品数", "30", "20"]
        assert buttons(app) == ["Read it this way", "Discard"]
        press(app, "Read it this way")
        assert "Still missing" in app.error[0].value
        assert store.version() == 0

    def test_it_works_in_chinese(self, store: Store) -> None:
        app = upload(self.TABLE, language="中文")
        assert "文件的前几行" in words(app)
        assert store.version() == 0
