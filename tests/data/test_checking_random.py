"""Whatever the cells say: each row is taken, refused or counted once, and nothing else goes wrong."""

import csv
import io

from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from data import CheckReport, Directory, Severity, UnreadableFileError, check_file
from data.checking import check_table
from data.columns import COLUMN_LABELS
from data.grid import Grid
from data.recognising import read_layouts
from data.reshaping import reshape
from geo import load_register
from indicators import KEY, OBSERVATION_SCHEMA, load_plan
from tests.data.grids import grid_of, source_of

_DIRECTORY = Directory(load_plan(), load_register())
_LIKELY = {
    "indicator": ("agri_pass_rate", "农产品合格率", "air_good_days", "quality_county_coverage", "nothing"),
    "area": ("540102", "城关区", "日喀则市", "540200", "540000", "班嘎县", "拉萨经济技术开发区"),
    "area_level": ("", "县", "prefecture", "?"),
    "period": ("2016Q1", "2016-01", "2016", "2016年1月", "0000-01", "2016-13"),
    "period_type": ("", "month", "累计", "时点", "quarter", "?"),
    "segment": ("", "food", "kickoff"),
    "state": ("", "已完成", "not_applicable"),
    "na_reason": ("", "no_object", "—"),
    "reported_on": ("", "2016-02-30", "2016/2/3"),
}
_NUMBERS = ("", "0", "1", "1.0", "3", "12", "1,234", "-1", "96.5%", "４", "²", "1e3", "٣", "9" * 30, "—")


def _cell(column: str) -> st.SearchStrategy[str]:
    # what a spreadsheet can hold at all: control and private-use characters are refused with the file
    anything = st.text(st.characters(exclude_categories=("Cc", "Co", "Cs")), max_size=12)
    return st.one_of(st.sampled_from(_LIKELY.get(column, _NUMBERS)), anything)


@st.composite
def _tables(draw: st.DrawFn) -> list[list[str]]:
    others = [column for column in COLUMN_LABELS if column not in {"indicator", "area", "period"}]
    chosen = draw(st.lists(st.sampled_from(others), unique=True))
    header = ["indicator", "area", "period", *chosen]
    row = st.tuples(*[_cell(column) for column in header]).map(list)
    return [header, *draw(st.lists(row, min_size=1, max_size=8))]


def _check(content: bytes) -> CheckReport | None:
    """The report; None when the file as a whole is refused, the only error there may be."""
    try:
        return check_file(content, file="random.csv", directory=_DIRECTORY)
    except UnreadableFileError:
        return None


def _csv(table: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode()


def _assert_all_accounted_for(report: CheckReport) -> None:
    """Every row that is not blank is accepted, rejected or ignored, exactly once."""
    table = report.table
    there = [
        (grid.sheet, row)
        for grid in table.source.grids
        if grid.sheet in table.layouts
        for row, *cells in grid.cells.iter_rows()
        if any(cell.strip() for cell in cells)
    ]
    ignored = report.ignored.select("sheet", "row").rows()
    assert sorted([*table.lines.select("sheet", "row").rows(), *ignored]) == sorted(there)
    rejected = set(report.rejected.select("sheet", "row").iter_rows())
    assert len(report.accepted_rows) + len(report.rejected_rows) + len(ignored) == len(there)
    assert not rejected & set(report.accepted.select("sheet", "row").iter_rows())
    at_fault = {(p.sheet, p.row) for p in report.problems if p.severity is Severity.ERROR}
    assert at_fault <= rejected
    lines = {line for line, *place in table.lines.iter_rows() if tuple(place) in at_fault}
    assert lines == set(report.rejected["line"])


@given(_tables())
@settings(max_examples=150, deadline=None)
def test_each_row_is_taken_refused_or_ignored_once(table: list[list[str]]) -> None:
    report = _check(_csv(table))
    assume(report)
    assert report is not None
    _assert_all_accounted_for(report)
    taken, repeated = set(report.accepted["row"]), set(report.repeated_rows)
    assert taken | repeated == set(report.accepted_rows)


_DIRT = (
    ("合计", "9", "9", "9", "9"),
    ("小计", "", "", "x", ""),
    ("注：以上为初步数", "", "", "", ""),
    ("填报人：扎西", "", "电话：1", "", ""),
    ("地区", "农产品合格率", "", "工业产品合格率", ""),
    ("2016年第一季度（续表）", "", "", "", ""),
    ("", "", "", "", ""),
    ("", "", "1", "", ""),
    (" ", "\u3000", "", "", ""),
    ("单位：批次", "", "", "", ""),
)


@st.composite
def _wide_sheets(draw: st.DrawFn) -> Grid:
    """A wide sheet of an upload with any dirt between, below and right of its rows."""
    figure = st.one_of(
        st.sampled_from(_NUMBERS), st.text(st.characters(exclude_categories=("Cc", "Co", "Cs")), max_size=4)
    )
    area = st.sampled_from([*_LIKELY["area"], "林周县", "合计", "", "注：1"])
    row = st.tuples(area, figure, figure, figure, figure, st.sampled_from(["", "", "", "7"]))
    rows = draw(st.lists(st.one_of(row, st.sampled_from(_DIRT)), min_size=1, max_size=10))
    head = [
        ["2016年第一季度"],
        ["地区", "农产品合格率", "", "工业产品合格率", ""],
        ["", "合格数", "抽检数", "合格数", "抽检数"],
    ]
    return grid_of([*head, *rows], sheet=draw(st.sampled_from(["", "一"])))


@given(st.lists(_wide_sheets(), min_size=1, max_size=2, unique_by=lambda grid: grid.sheet))
@settings(max_examples=150, deadline=None)
def test_each_row_of_a_wide_file_is_taken_refused_or_ignored_once(grids: list[Grid]) -> None:
    source = source_of(*grids)
    try:
        table = reshape(source, read_layouts(source, plan=_DIRECTORY.plan))
    except UnreadableFileError:
        reject()
    _assert_all_accounted_for(check_table(table, _DIRECTORY))


@given(_tables())
@settings(max_examples=75, deadline=None)
def test_what_is_taken_can_be_stored(table: list[list[str]]) -> None:
    report = _check(_csv(table))
    assume(report)
    assert report is not None
    taken = report.observations
    assert taken.schema == OBSERVATION_SCHEMA
    assert taken.select(KEY).null_count().sum_horizontal().item() == 0
    assert not taken.select(KEY).is_duplicated().any()


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    _check(content)


@given(st.binary(max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_bytes_behind_a_header_are_checked_or_refused(content: bytes) -> None:
    _check(b"indicator,area,period\n" + content)
