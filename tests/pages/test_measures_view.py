"""The task board and the table of deliverables, by exact numbers; what is changed in place, as a file."""

from datetime import date

import polars as pl
import pytest

from data import Store, check_file
from data.lookups import Directory
from indicators import Light, PeriodType, find_period
from indicators.deliverables import Stage, deliverable_reports, deliverables_at
from pages.measures.duties import duty_lines
from pages.measures.edit import differing, edit_file, edit_table, reporter_of, reporters, stored_cells
from pages.shared.deliverables import UploadLabel, item_download, item_table, late_first, of_stage
from pages.shared.task_board import Board, board_rows, board_view, chosen_articles
from pages.shared.task_markup import board_table, stage_strip
from pages.shared.viewpoint import Scope
from tests.factories import commit, entries, entry, observations
from tests.pages.builders import LAST_DAY, judged, plan, register, scope


def report(indicator: str, state: str, **facts: object) -> dict[str, object]:
    """A report for the whole region at the end of October, unless the facts say otherwise."""
    usual = {"indicator": indicator, "area": "540000", "period": "2016-10", "period_type": "snapshot"}
    return {**usual, "organiser": "", "segment": "", "state": state, **facts}


def known(*rows: dict[str, object], as_of: date = LAST_DAY) -> pl.DataFrame:
    frame = observations(*rows) if rows else observations().clear()
    return deliverable_reports(frame, plan(), as_of=as_of)


def found(*rows: dict[str, object], as_of: date = LAST_DAY) -> pl.DataFrame:
    return deliverables_at(known(*rows, as_of=as_of), plan(), as_of=as_of)


def board(
    *rows: dict[str, object],
    viewer: Scope | None = None,
    section: int | None = None,
    department: str | None = None,
) -> Board:
    articles = chosen_articles(plan(), section=section, department=department)
    numbers = [article.number for article in articles]
    viewer = viewer or scope()
    seen = found(*rows, as_of=viewer.as_of).filter(pl.col("article").is_in(numbers))
    status = judged(as_of=viewer.as_of)
    return board_view(seen, status, articles, plan=plan(), register=register(), scope=viewer)


class TestBoard:
    def test_it_counts_each_article_and_puts_late_ones_first(self) -> None:
        rows = [report(f"A10-0{n}", "done", evidence="x") for n in range(1, 8)]
        rows += [report("A13-01", "in_progress"), report("A13-02", "not_applicable", na_reason="no_object")]
        shown = board(*rows)
        assert len(shown.articles) == 17
        assert shown.articles[0].label == "15 Quality rectification"
        assert (shown.articles[0].overdue, shown.articles[0].counts[Stage.NOT_REPORTED]) == (16, 16)
        last = shown.articles[-1]
        assert (last.label[:2], last.total, last.overdue, last.share, last.width) == (
            "10",
            7,
            0,
            "100.0 %",
            100,
        )
        thirteen = next(line for line in shown.articles if line.label.startswith("13"))
        assert (thirteen.total, thirteen.applicable, thirteen.overdue, thirteen.share) == (4, 3, 3, "0.0 %")
        assert shown.whole.total == 153
        assert (shown.whole.counts[Stage.DONE], shown.whole.overdue) == (7, 145)
        assert shown.whole.share == "4.6 %"

    def test_before_the_deadline_the_silent_come_first(self) -> None:
        viewer = scope(as_of=date(2016, 11, 30))
        rows = [report(each.id, "in_progress") for each in plan().article(15).deliverables]
        shown = board(*rows, viewer=viewer)
        assert {line.overdue for line in shown.articles} == {0}
        assert (shown.articles[0].label[:2], shown.articles[-1].label[:2]) == ("14", "15")

    def test_goal_articles_show_their_lights(self) -> None:
        shown = board()
        assert [line.label[:2].strip() for line in shown.goals] == ["1", "2", "3", "4"]
        assert sum(count for line in shown.goals for _, count in line.lights) == 36
        assert dict(shown.goals[0].lights).keys() <= set(Light)

    def test_a_section_and_a_department_leave_their_articles(self) -> None:
        assert [line.label[:2] for line in board(section=5).articles] == ["20", "19", "21"]
        shown = board(department="D27")
        assert [line.label[:2] for line in shown.articles] == ["13"]
        assert shown.goals == ()
        none = board(department="D13")
        assert (none.articles, none.whole.total, none.whole.share) == ((), 0, "—")

    def test_the_address_names_the_article(self) -> None:
        line = board(viewer=scope(language="zh")).articles[0]
        assert "article=%E5%8D%81%E4%BA%94+" in line.link
        assert line.link.startswith("measures?")
        assert "公安厅" in line.departments

    def test_the_download_has_a_row_for_each_and_the_sum(self) -> None:
        rows = board_rows(board(), scope())
        assert rows.height == 18
        assert rows.row(-1, named=True)["Deliverables"] == 153
        assert rows["no report yet"].sum() == 2 * 153

    def test_html_is_escaped_and_counts_are_there(self) -> None:
        shown = board(report("A10-01", "done", evidence="x"))
        html = board_table(shown, shown.articles[0].label, scope())
        assert html.count('<th scope="row">') == 21
        assert html.count('class="chosen"') == 1
        assert "1/7" in html
        strip = stage_strip("<b>", shown.whole, scope())
        assert "&lt;b&gt;" in strip
        assert "<b>152</b>" in strip


class TestItems:
    def table(self, store: Store, *rows: dict[str, object], viewer: Scope | None = None) -> pl.DataFrame:
        commit(store, *rows, by="卓玛")
        viewer = viewer or scope()
        reports = deliverable_reports(store.observations(), plan(), as_of=viewer.as_of)
        return item_table(
            deliverables_at(reports, plan(), as_of=viewer.as_of),
            reports,
            {
                each.seq: UploadLabel(f"{each.seq} · {each.by}", "2016-11-06 10:00")
                for each in store.history()
            },
            plan=plan(),
            register=register(),
            scope=viewer,
        )

    def test_a_line_tells_what_was_said_by_whom_and_when(self, store: Store) -> None:
        about = {"evidence": "藏质监发〔2016〕1号", "note": "n", "value": "12", "reported_by": "质监局"}
        row = report("A10-05", "done", reported_on="2016-11-05", **about)
        line = (
            self.table(store, row).filter(pl.col("deliverable").str.starts_with("A10-05")).row(0, named=True)
        )
        assert line["stage"] == ["✔ done"]
        assert {name: line[name] for name in about} == about
        assert line["reported_on"] == "2016-11-05"
        assert line["told"] == ""
        assert line["departments"].startswith("Dept. of Industry")
        assert line["upload"].startswith("history?upload=1+%C2%B7+")

    def test_what_nobody_answers_for_is_said(self, store: Store) -> None:
        table = self.table(store, report("A10-05", "done"))
        gaps = table.filter(pl.col("departments").str.contains("no responsible department"))
        assert [text[:6] for text in gaps["deliverable"]] == ["A12-03", "A15-10"]

    def test_several_reporters_are_told_apart(self, store: Store) -> None:
        rows = [
            report("A10-05", "done", organiser="D05", evidence="x", reported_by="甲"),
            report("A10-05", "in_progress", area="540100", evidence="x", reported_by="乙"),
        ]
        line = (
            self.table(store, *rows)
            .filter(pl.col("deliverable").str.starts_with("A10-05"))
            .row(0, named=True)
        )
        assert line["stage"] == ["✖ overdue"]
        assert line["told"] == "Bureau of Quality and Technical Supervision: done, Lhasa: under way"
        assert (line["evidence"], line["reported_by"]) == ("x", "甲, 乙")
        assert line["reported_on"] == "2016-11-06 10:00"  # of the upload, where no day was given

    def test_done_without_evidence_is_marked(self, store: Store) -> None:
        line = self.table(store, report("A10-05", "done")).filter(pl.col("told") == "no evidence")
        assert line.height == 1

    def test_late_ones_come_first(self) -> None:
        rows = [report("A05-01", "done"), report("A05-02", "in_progress"), report("A05-03", "not_started")]
        day = date(2016, 11, 30)
        order = late_first(found(*rows, as_of=day)).filter(article=5)["indicator"].to_list()
        assert order == [f"A05-{n:02d}" for n in range(4, 11)] + ["A05-03", "A05-02", "A05-01"]
        at_the_end = late_first(found(*rows)).filter(article=5)["indicator"].to_list()
        assert at_the_end[-1] == "A05-01"

    @pytest.mark.parametrize(
        ("stage", "count"), [(None, 153), ("overdue", 152), ("done", 1), ("not_reported", 152)]
    )
    def test_a_stage_leaves_its_deliverables(self, stage: str | None, count: int) -> None:
        assert of_stage(found(report("A05-01", "done")), stage).height == count

    def test_the_download_is_plain(self, store: Store) -> None:
        rows = item_download(
            self.table(store, report("A10-05", "done"), viewer=scope(language="zh")), scope()
        )
        assert rows["State"].dtype == pl.String
        assert "Upload" not in rows.columns


class TestEditing:
    def test_nothing_differs_until_something_is_changed(self) -> None:
        rows = [report("A10-05", "done", evidence="x", value="3"), report("A10-01", "not_started")]
        stored = stored_cells(known(*rows), reporter_of(None, register()))
        some = found(*rows).filter(pl.col("indicator").is_in(["A10-01", "A10-05", "A10-02"]))
        table = edit_table(some, stored, plan=plan(), scope=scope())
        assert table["stage"].to_list() == ["□ not started", "— no report yet", "✔ done"]
        assert table["state"].to_list() == ["not started", None, "done"]
        assert differing(table, stored, scope()) == {}

    def test_changed_rows_are_stored_as_an_upload_that_passes_the_check(self, directory: Directory) -> None:
        whole = reporter_of(None, register())
        reports = known(report("A10-05", "in_progress", period_type="month"))
        stored = stored_cells(reports, whole)
        some = found().filter(pl.col("indicator").is_in(["A10-05", "A10-01"])).reverse()
        table = edit_table(some, stored, plan=plan(), scope=scope(language="zh"))
        edited = table.with_columns(
            state=pl.Series(["已完成", "不适用"]),
            evidence=pl.Series(["文件, “1号”", ""]),
            na_reason=pl.Series([None, "无此类对象（已申报）"]),
        )
        changed = differing(edited, stored, scope(language="zh"))
        month = find_period("2016-10", PeriodType.SNAPSHOT)
        assert month is not None
        changes = {("", name): cells for name, cells in changed.items()}
        changes["D05", "A10-02"] = {
            "state": "in_progress",
            "evidence": "",
            "note": "",
            "value": "",
            "na_reason": "",
        }
        changes["540100", "A10-02"] = changes["D05", "A10-02"]
        content = edit_file(changes, reports, month=month, register=register(), by="卓玛")
        checked = check_file(content, file="a.csv", directory=directory)
        assert list(checked.problems) == []
        columns = (
            "indicator",
            "area",
            "period_type",
            "organiser",
            "state",
            "evidence",
            "na_reason",
            "reported_by",
        )
        assert checked.observations.select(columns).rows() == [
            (
                "A10-05",
                "540000",
                "month",
                "",
                "done",
                "文件, “1号”",
                None,
                "卓玛",
            ),  # in place of the one shown
            ("A10-01", "540000", "snapshot", "", "not_applicable", None, "no_object", "卓玛"),
            ("A10-02", "540000", "snapshot", "D05", "in_progress", None, None, "卓玛"),
            ("A10-02", "540100", "snapshot", "", "in_progress", None, None, "卓玛"),
        ]

    def test_departments_of_the_article_and_prefectures_can_report(self) -> None:
        names = reporters(plan(), register(), scope(), departments=("D05", "D02"))
        assert list(names)[:2] == ["D05", "D02"]
        assert len(names) == 9


def test_duties_count_who_handed_in() -> None:
    rows = entries(
        entry(kind="submission", id="1", subject="C2", area="540100", department=None, day="2016-12-20"),
        entry(kind="submission", id="2", subject="C2", area=None, department="D05", day="2016-12-21"),
        entry(kind="submission", id="3", subject="C2", area="540200", department=None, day="2017-01-05"),
    )
    lines = list(duty_lines(rows, plan=plan(), scope=scope()))
    assert [line.rpartition(": ")[2] for line in lines] == ["0 received", "2 received"]
