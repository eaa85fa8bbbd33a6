"""The same observations in every layout are read as the same, and no physical row is ever lost."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.errors import EmptyFileError, UnknownLayoutError
from data.grid import SourceFile
from data.raw_table import RawTable
from data.recognising import read_layouts
from data.reshaping import reshape
from indicators import load_plan
from tests.data.grids import grid_of, source_of

PLAN = load_plan()
GOALS = ("agri_pass_rate", "industrial_pass_rate", "export_pass_rate", "air_good_days")
AREAS = ("城关区", "林周县", "当雄县", "540124", "曲水县")
MONTHS = tuple(f"2016-{month:02}" for month in range(1, 7))
FEWER = settings(max_examples=50, deadline=None)  # a sheet takes about 20 ms, and both cores are often busy

Key: TypeAlias = tuple[str, str, str]
Counts: TypeAlias = tuple[str, str]
Rows: TypeAlias = list[list[str]]

counts = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: (str(pair[0]), str(pair[1])))


def figures(
    *, goals: Sequence[str] = GOALS, periods: Sequence[str] = MONTHS
) -> st.SearchStrategy[dict[Key, Counts]]:
    keys = st.tuples(st.sampled_from(goals), st.sampled_from(AREAS), st.sampled_from(periods))
    return st.dictionaries(keys, counts, min_size=1, max_size=25)


def name(goal: str) -> str:
    return PLAN.goal(goal).name.zh


def sub_header(uppers: Sequence[str]) -> Rows:
    return [
        ["地区", *(cell for upper in uppers for cell in (upper, ""))],
        ["", *["抽检数", "合格数"] * len(uppers)],
    ]


def pair(found: Counts | None) -> list[str]:
    return [found[1], found[0]] if found else ["", ""]


def as_long(told: Mapping[Key, Counts]) -> Rows:
    rows = [[name(goal), area, period, *pair(found)] for (goal, area, period), found in told.items()]
    return [["指标", "地区", "期间", "分母", "分子"], *rows]


def as_goals(told: Mapping[Key, Counts], period: str) -> Rows:
    rows = [
        [area, *(cell for goal in GOALS for cell in pair(told.get((goal, area, period))))] for area in AREAS
    ]
    return [[f"{period[:4]}年{int(period[5:])}月统计表"], *sub_header([name(goal) for goal in GOALS]), *rows]


def as_goals_in_one_row(told: Mapping[Key, Counts], period: str) -> Rows:
    labels = [f"{PLAN.goal(goal).short.zh}({field})" for goal in GOALS for field in ("分母", "分子")]
    rows = as_goals(told, period)[3:]
    return [["地区", *labels, "期间"], *([*row, period] for row in rows)]


def as_months(told: Mapping[Key, Counts], goal: str) -> Rows:
    rows = [
        [area, *(cell for month in MONTHS for cell in pair(told.get((goal, area, month))))] for area in AREAS
    ]
    return [[name(goal)], *sub_header([f"{int(month[5:])}月" for month in MONTHS]), *rows]


def as_items(told: Mapping[Key, Counts], goal: str) -> Rows:
    rows: Rows = [[name(goal)], ["地区", "项目", *MONTHS]]
    for area in AREAS:
        pairs = [pair(told.get((goal, area, month))) for month in MONTHS]
        rows += [[area, "抽检数", *(p[0] for p in pairs)], ["", "合格数", *(p[1] for p in pairs)]]
    return rows


def source(*sheets: Rows) -> SourceFile:
    return source_of(*(grid_of(rows, sheet=f"表{number}") for number, rows in enumerate(sheets)))


def read(found: SourceFile) -> RawTable:
    return reshape(found, read_layouts(found, plan=PLAN))


def observed(raw: RawTable) -> dict[Key, Counts]:
    keys = raw.rows.select("indicator", "area", "period").rows()
    assert len(set(keys)) == len(keys)
    found = raw.rows.select("numerator", "denominator").rows()
    return {
        (PLAN.require_goal(goal).id, *rest): pair for (goal, *rest), pair in zip(keys, found, strict=True)
    }


@FEWER
@given(figures())
def test_long_and_goals_say_the_same(told: dict[Key, Counts]) -> None:
    months = sorted({period for _, _, period in told})
    assert observed(read(source(as_long(told)))) == told
    assert observed(read(source(*(as_goals(told, month) for month in months)))) == told
    assert observed(read(source(*(as_goals_in_one_row(told, month) for month in months)))) == told


@FEWER
@given(figures())
def test_months_and_items_say_the_same(told: dict[Key, Counts]) -> None:
    goals = sorted({goal for goal, _, _ in told})
    assert observed(read(source(*(as_months(told, goal) for goal in goals)))) == told
    assert observed(read(source(*(as_items(told, goal) for goal in goals)))) == told


ABOVE: tuple[list[str], ...] = (
    ["西藏自治区质量技术监督局"],
    ["填报单位：", "拉萨市"],
    ["填报日期：2016年11月3日"],
    [],
    ["", "", "单位：批次"],
)
BELOW: tuple[list[str], ...] = (
    [],
    ["合计", "9", "9"],
    ["小 计", "", "9"],
    ["注：数据为初步数"],
    ["审核：", "李四"],
    [" "],
)


@FEWER
@given(figures(periods=("2016-03",)), st.data())
def test_columns_move_and_lines_around_the_table_change_nothing(
    told: dict[Key, Counts], data: st.DataObject
) -> None:
    title, upper, lower, *rows = as_goals(told, "2016-03")
    groups = data.draw(st.permutations([(0,), *((place, place + 1) for place in range(1, len(upper), 2))]))
    places = [place for group in groups for place in group]
    moved = [[row[place] for place in places] for row in (upper, lower, *rows)]
    above = data.draw(st.lists(st.sampled_from(ABOVE), max_size=5).map(lambda lines: [*lines, title]))
    around = data.draw(st.permutations(above))
    body = moved[2:]
    notes = [[""] * places.index(0) + line for line in BELOW]
    for line in data.draw(st.lists(st.sampled_from((*notes, *moved[:2])), max_size=6)):
        body.insert(data.draw(st.integers(0, len(body))), line)
    assert observed(read(source([*around, *moved[:2], *body]))) == told


@FEWER
@given(figures(), st.data())
def test_the_long_table_in_any_order_of_columns(told: dict[Key, Counts], data: st.DataObject) -> None:
    rows = as_long(told)
    places = data.draw(st.permutations(range(len(rows[0]))))
    assert observed(read(source([[row[place] for place in places] for row in rows]))) == told


WORDS = (
    *("", "", "", " ", "—", "/", "3", "12", "1,5", "#DIV/0!", "=A1", "x"),
    *(
        "城关区",
        "540121",
        "西藏自治区",
        "合计",
        "小计",
        "全区",
        "注：初步数",
        "填报人：张三",
        "续表",
        "批次",
        "单位：批次",
    ),
    *(
        "地区",
        "期间",
        "指标",
        "项目",
        "抽检数",
        "合格数",
        "合格率",
        "不合格数",
        "备注",
        "不适用原因",
        "无此类对象",
        "1月",
        "2016-03",
    ),
    *("农产品合格率", "工程质量事故", "2016年3月农产品合格率", "农产品抽检数"),
)
HEADERS: tuple[Rows, ...] = (
    [["指标", "地区", "期间", "分子", "分母", "备注"]],
    [["地区", "期间", "农产品抽检数", "农产品合格数", "工程质量事故", "不适用原因"]],
    [
        ["2016年3月"],
        ["序号", "地区", "农产品合格率", "", "工程质量事故"],
        ["", "", "抽检数", "合格数", "数值"],
    ],
    [["农产品合格率"], ["县", "项目", "1月", "2月"]],
    [["农产品合格率"], ["县", "1月", "", "2月", ""], ["", "抽检数", "合格数", "抽检数", "合格数"]],
    [],
)


@FEWER
@given(st.data())
def test_every_row_is_in_a_line_or_ignored_and_never_in_both(data: st.DataObject) -> None:
    sheets: list[Rows] = []
    for _ in range(data.draw(st.integers(1, 3))):
        header = data.draw(st.sampled_from(HEADERS))
        dirt = st.lists(st.sampled_from(WORDS), max_size=8)
        sheets.append([*header, *data.draw(st.lists(dirt, max_size=12))])
    found = source(*sheets)
    try:
        raw = read(found)
    except (EmptyFileError, UnknownLayoutError):
        assume(False)
        return
    filled = {
        (grid.sheet, row)
        for grid in found.grids
        if grid.sheet in raw.layouts
        for row, *cells in grid.cells.rows()
        if any(cell.strip() for cell in cells)
    }
    lines, ignored = raw.lines.select("sheet", "row").rows(), raw.ignored.select("sheet", "row").rows()
    assert sorted([*lines, *ignored]) == sorted(filled)
    numbers = raw.lines["line"].to_list()
    assert set(numbers) == set(range(1, max(numbers) + 1)) == set(raw.rows["line"])
    assert set(raw.rows.select("line", "sheet", "row").rows()) <= set(raw.lines.rows())
    assert (
        raw.rows.null_count().select(raw.rows.select(pl.col(pl.String)).columns).sum_horizontal().sum() == 0
    )
    assert set(raw.too_wide.select("sheet", "row").rows()) <= set(lines)


@FEWER
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8), max_size=8))
def test_no_figure_in_a_read_column_is_lost(dirt: Rows) -> None:
    """Each cell of a figure in a row that is data comes in some observation, as it is and with its place."""
    header = ["地区", "期间", "农产品抽检数", "农产品合格数", "工程质量事故"]
    try:
        raw = read(source([header, *dirt]))
    except (EmptyFileError, UnknownLayoutError):  # blank, or two tables in one: refused as a whole
        return
    lines = set(raw.lines["row"])
    rows = {number: row for number, row in enumerate(dirt, start=2) if number in lines}
    written = {
        (number, place, cell)
        for number, row in rows.items()
        for place, cell in enumerate(row[:5], start=1)
        if place > 2 and cell.strip() not in ("", "—", "/")
    }
    given_cells = {
        (row["row"], row[f"at_{field}"], row[field])
        for row in raw.rows.iter_rows(named=True)
        for field in ("numerator", "denominator", "value")
        if row[f"at_{field}"] is not None
    }
    assert written <= given_cells
