"""Whatever the cells say: each row is taken, refused or counted once, and nothing else goes wrong."""

import csv
import io

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data import CheckReport, Directory, UnreadableFileError, check_file
from data.columns import COLUMN_LABELS
from geo import load_register
from indicators import KEY, OBSERVATION_SCHEMA, load_plan

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


@given(_tables())
@settings(max_examples=150, deadline=None)
def test_each_row_is_taken_refused_or_counted_once(table: list[list[str]]) -> None:
    report = _check(_csv(table))
    assume(report)
    assert report is not None
    accepted = set(report.accepted["row"])
    rejected, repeated = set(report.rejected_rows), set(report.repeated_rows)
    assert len(accepted) + len(rejected) + len(repeated) == report.rows
    assert accepted | rejected | repeated == set(report.table.rows["row"])


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
