"""A checked file as the upload page shows it: how it was read, what is wrong, and the form that asks."""

import pytest

from data import CheckReport, Directory, check_file
from data.grid import Grid
from data.layout import LayoutKind
from pages.upload.mapping import mapped_layout, mapping_form, sample, unusable
from pages.upload.view import CheckView, check_view, column_table, problem_table, usual_period
from tests.data.grids import grid_of
from tests.factories import csv_file, observation
from tests.pages.builders import FARM, plan, scope


@pytest.fixture(scope="module")
def faulty(directory: Directory) -> CheckReport:
    rows = [observation(), observation(numerator=5), observation(area="班嘎县"), observation(area="540121")]
    return check_file(csv_file(*rows, rows[3]), file="q1.csv", directory=directory)


def view(report: CheckReport, language: str = "en") -> CheckView:
    return check_view(report, scope(language=language))


def test_rows_are_counted(faulty: CheckReport) -> None:
    shown = view(faulty)
    assert shown.summary == "q1.csv: 5 data rows, 3 accepted (2 figures), 2 rejected (utf-8)"
    assert (shown.rejected, shown.accepted, shown.problem_count) == (2, 3, 3)


def test_notes_say_how_the_file_was_read_and_what_was_left_out(directory: Directory) -> None:
    content = "指标代码,区划代码,期间,分子,分母,电话\nagri_pass_rate,540102,2016Q1,3,4,1\n注：无".encode()
    notes = view(check_file(content, file="a.csv", directory=directory)).notes
    assert notes == (
        "Long table (one row a figure)",
        "1 row is no data (header)",
        "1 row is no data (footnote)",
        "These columns are unknown and were not read: 电话",
    )


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", ["Line", "Column", "Cell", "Problem", "How to mend it"]),
        ("zh", ["行", "列", "内容", "问题", "怎么改"]),
    ],
)
def test_each_problem_says_where_what_and_how_to_mend_it(
    faulty: CheckReport, language: str, head: list[str]
) -> None:
    problems = problem_table(faulty, None, scope(language=language))
    assert problems.columns == head
    assert problems[head[0]].to_list() == ["3", "4", "6"]
    assert problems.row(0)[1:3] == ("numerator", "5")
    assert problems.row(1)[1:3] == ("area", "班嘎县")
    assert "班戈县" in "".join(problems.row(1)[3:])
    assert all(problems[head[3]].to_list())


def test_problems_of_one_rule_alone(faulty: CheckReport) -> None:
    shown = view(faulty)
    assert "unknown_area" in shown.rules
    assert problem_table(faulty, "unknown_area", scope())["Cell"].to_list() == ["班嘎县"]


def test_errors_come_before_warnings(faulty: CheckReport) -> None:
    assert view(faulty).groups["Severity"].to_list() == ["error", "error", "warning"]


def test_a_long_list_is_cut(directory: Directory) -> None:
    content = csv_file(*(observation(numerator=5) for _ in range(501)))
    report = check_file(content, file="a.csv", directory=directory)
    assert problem_table(report, None, scope()).height == 500
    assert view(report).problem_count == 501


def test_the_known_headers_are_listed() -> None:
    table = column_table(scope())
    row = dict(table.iter_rows())["area"]
    assert row == "area / 区划代码 / 地区名称 / 地区 / area_code / area_name"


def test_forms_are_for_the_month_of_the_date() -> None:
    assert usual_period(scope()) == "2016-12"


class TestMapping:
    """The form for a table that nothing is known of."""

    @pytest.fixture
    def grid(self) -> Grid:
        return grid_of([["单位", "样品数", "好的"], ["城关区", "30", "29"]])

    def test_the_sheet_is_shown_as_it_stands(self, grid: Grid) -> None:
        assert sample(grid, scope()).rows() == [(1, "单位", "样品数", "好的"), (2, "城关区", "30", "29")]

    def test_the_form_says_the_layout(self, grid: Grid) -> None:
        form = mapping_form(grid, None, header=1, plan=plan(), scope=scope())
        assert form.columns["Header"].to_list() == ["单位", "样品数", "好的"]
        words = {field: word for word, field in form.fields.items()}
        said = [(words[field], "—") for field in ("area", "denominator", "numerator")]
        layout = mapped_layout(form, said, header=1, goal=FARM, period=" 2016Q1 ")
        assert layout.kind is LayoutKind.MAPPED
        assert [(column.position, column.field) for column in layout.columns] == [
            (1, "area"),
            (2, "denominator"),
            (3, "numerator"),
        ]
        assert layout.constants == {"indicator": FARM, "period": "2016Q1"}
        assert unusable(layout, scope()) == ""

    def test_what_is_said_nowhere_is_missing(self, grid: Grid) -> None:
        form = mapping_form(grid, None, header=1, plan=plan(), scope=scope())
        layout = mapped_layout(form, [("not read", "—")] * 3, header=1, goal="", period="")
        assert unusable(layout, scope()) == "Still missing: area, indicator, period, figures"
        assert layout.unread == ("单位", "样品数", "好的")

    def test_columns_that_name_their_goals_need_no_other(self, grid: Grid) -> None:
        form = mapping_form(grid, None, header=1, plan=plan(), scope=scope())
        goal = next(label for label, name in form.goals.items() if name == FARM)
        words = {field: word for word, field in form.fields.items()}
        said = [(words["area"], "—"), (words["denominator"], goal), (words["numerator"], goal)]
        assert unusable(mapped_layout(form, said, header=1, goal="", period="2016"), scope()) == ""

    def test_code_and_name_may_stand_side_by_side_but_nothing_else_twice(self, grid: Grid) -> None:
        form = mapping_form(grid, None, header=1, plan=plan(), scope=scope())
        words = {field: word for word, field in form.fields.items()}
        said = [(words["area"], "—"), (words["area"], "—"), (words["value"], "—")]
        layout = mapped_layout(form, said, header=1, goal=FARM, period="2016")
        assert [column.field for column in layout.columns] == ["area", "area_again", "value"]
        said = [(words["area"], "—"), (words["value"], "—"), (words["value"], "—")]
        twice = mapped_layout(form, said, header=1, goal=FARM, period="2016")
        assert unusable(twice, scope()) == "These columns say the same: 样品数, 好的"
