"""A checked file as the page shows it, and the history."""

import polars as pl
import pytest

from data import CheckReport, Directory, Op, Upload, check_file
from indicators import CHANGE_SCHEMA, Light, light_changes
from pages.upload.view import CheckView, check_view, column_table, history_table
from tests.factories import csv_file, observation
from tests.pages.builders import FARM, judged, plan, register, scope

NO_CHANGES = pl.DataFrame(schema=CHANGE_SCHEMA)


@pytest.fixture(scope="module")
def faulty(directory: Directory) -> CheckReport:
    rows = [observation(), observation(numerator=5), observation(area="班嘎县"), observation(area="540121")]
    return check_file(csv_file(*rows, rows[3]), file="q1.csv", directory=directory)


def view(report: CheckReport, changes: pl.DataFrame = NO_CHANGES, language: str = "en") -> CheckView:
    return check_view(report, changes, plan=plan(), register=register(), scope=scope(language=language))


def test_rows_are_counted(faulty: CheckReport) -> None:
    shown = view(faulty)
    assert shown.summary == "q1.csv: 5 rows, 2 accepted, 2 rejected, 1 repeated (utf-8)"
    assert (shown.rejected, shown.problem_count) == (2, 3)


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", ["Line", "Column", "Cell", "Problem", "Suggestion"]),
        ("zh", ["行", "列", "内容", "问题", "建议"]),
    ],
)
def test_each_problem_says_where_what_and_how_to_mend_it(
    faulty: CheckReport, language: str, head: list[str]
) -> None:
    problems = view(faulty, language=language).problems
    assert problems.columns == head
    assert problems[head[0]].to_list() == [3, 4, 6]
    assert problems.row(0)[1:3] == ("numerator", "5")
    assert problems.row(1)[1:3] == ("area", "班嘎县")
    assert "班戈县" in "".join(problems.row(1)[3:])
    assert all(problems[head[3]].to_list())


def test_columns_are_called_as_in_the_file(directory: Directory) -> None:
    content = "指标代码,区划代码,期间,分子,分母,电话\nagri_pass_rate,540102,2016Q1,5,4,1".encode()
    shown = view(check_file(content, file="a.csv", directory=directory))
    assert shown.problems["Column"].to_list() == ["分子"]
    assert shown.unknown_columns == "电话"


def test_a_long_list_is_cut_and_counted(directory: Directory) -> None:
    content = csv_file(*(observation(numerator=5) for _ in range(501)))
    shown = view(check_file(content, file="a.csv", directory=directory))
    assert (shown.problems.height, shown.problem_count) == (500, 501)


class TestChanges:
    def test_lights_come_first_and_larger_areas_before_smaller(self, faulty: CheckReport) -> None:
        changes = light_changes(judged(), judged(observation(numerator=4)))
        shown = view(faulty, changes)
        assert (shown.changed_figures, shown.changed_lights) == (3, 3)
        assert shown.changes["Area"].to_list() == ["Tibet", "Lhasa", "Chengguan"]
        assert set(shown.changes["Goal"]) == {"Farm products"}

    def test_unchanged_lights_come_last(self, faulty: CheckReport) -> None:
        rows = [
            (FARM, "540000", "", "region", "1", "2", "met", "met"),
            (FARM, "540102", "", "county", None, "96.50", "no_data", "met"),
        ]
        shown = view(faulty, pl.DataFrame(rows, schema=CHANGE_SCHEMA, orient="row"))
        assert (shown.changed_figures, shown.changed_lights) == (2, 1)
        assert shown.changes["Area"].to_list() == ["Chengguan", "Tibet"]
        assert shown.changes.row(0)[2:] == ("— no data", "✔ met  96.5")

    @pytest.mark.parametrize(("value", "text"), [("100", "100"), ("95.959595", "95.96"), ("0", "0")])
    def test_figures_are_shortened(self, faulty: CheckReport, value: str, text: str) -> None:
        rows = [(FARM, "540000", "", "region", value, None, Light.MET.value, Light.NO_DATA.value)]
        shown = view(faulty, pl.DataFrame(rows, schema=CHANGE_SCHEMA, orient="row"))
        assert shown.changes["Before"].to_list() == [f"✔ met  {text}"]


def upload(**facts: object) -> Upload:
    usual = {
        "id": "u1",
        "seq": 1,
        "by": "王",
        "note": "first",
        "file": "q1.csv",
        "sha256": "0",
        "when": "2016-04-01T08:00:00+00:00",
        "rows": 3,
        "op": Op.UPSERT,
    }
    return Upload(**usual | facts)  # type: ignore[arg-type]


def test_the_history_is_a_row_for_each_upload() -> None:
    table = history_table([upload(seq=2, op=Op.ILLUSTRATIVE, file=""), upload()], scope())
    assert table.rows() == [
        (2, "2016-04-01 08:00:00", "王", "illustrative data", 3, "first"),
        (1, "2016-04-01 08:00:00", "王", "q1.csv", 3, "first"),
    ]


def test_the_accepted_headers_are_listed() -> None:
    table = column_table(scope(language="zh"))
    assert table.columns == ["列", "可用的表头"]
    assert ("numerator", "numerator / 分子") in table.rows()
