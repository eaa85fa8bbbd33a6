"""From sheets to observations: which rows are data, and what each gives."""

import time

import polars as pl
import pytest

from data.errors import EmptyFileError
from data.grid import Grid, column_name
from data.layout import Column, Layout, LayoutKind
from data.raw_table import IGNORED_REASONS, IGNORED_SCHEMA, LINE_SCHEMA, TOO_WIDE_SCHEMA, RawTable
from data.recognising import read_layouts
from data.reshaping import reshape
from indicators import load_plan
from tests.data.grids import source_of, table

PLAN = load_plan()
GOALS = """2016年10月质量目标统计表
填报单位：拉萨市
序号|地区|农产品合格率||工业产品合格率||备注
||抽检数|合格数|抽检数|合格数|"""


def read(*grids: Grid) -> RawTable:
    source = source_of(*grids)
    return reshape(source, read_layouts(source, plan=PLAN))


def told(raw: RawTable, *columns: str) -> list[tuple[object, ...]]:
    return raw.rows.select(columns).rows()


def reasons(raw: RawTable) -> list[tuple[int, str]]:
    return raw.ignored.select("row", "reason").rows()


def test_the_long_table_keeps_its_text_and_names_every_cell() -> None:
    raw = read(table("指标|地区|期间|分子|序号|分母\n x |城关区| 2016Q1|３|1|4\n\n|林周县||||5"))
    assert told(raw, "line", "row", "indicator", "area", "period", "numerator", "denominator") == [
        (1, 2, " x ", "城关区", " 2016Q1", "３", "4"),
        (2, 4, "", "林周县", "", "", "5"),
    ]
    places = raw.rows.select(pl.col("^at_.*$")).unique().row(0, named=True)
    assert places == {"at_indicator": 1, "at_area": 2, "at_period": 3, "at_numerator": 4, "at_denominator": 6}
    assert raw.unread == ("序号",)


def test_frames_have_the_shapes_that_were_agreed() -> None:
    raw = read(table(f"{GOALS}\n1|城关区|4|3||||x\n合计||4|3"))
    assert raw.rows.columns[:3] == list(LINE_SCHEMA)
    assert dict(list(raw.rows.schema.items())[:3]) == LINE_SCHEMA
    assert raw.totals.schema == raw.rows.schema
    assert (raw.lines.schema, raw.ignored.schema, raw.too_wide.schema) == (
        LINE_SCHEMA,
        IGNORED_SCHEMA,
        TOO_WIDE_SCHEMA,
    )


def test_a_wide_row_gives_an_observation_for_each_goal_it_fills() -> None:
    raw = read(table(f"{GOALS}\n1|城关区|4|3|6|5|好\n2|林周县|—|／|2|2|\n3|当雄县|0||||"))
    assert told(raw, "line", "row", "indicator", "area", "period", "denominator", "numerator", "note") == [
        (1, 5, "agri_pass_rate", "城关区", "2016-10", "4", "3", "好"),
        (1, 5, "industrial_pass_rate", "城关区", "2016-10", "6", "5", "好"),
        (2, 6, "industrial_pass_rate", "林周县", "2016-10", "2", "2", ""),
        (3, 7, "agri_pass_rate", "当雄县", "2016-10", "0", "", ""),
    ]
    assert told(raw, "at_indicator", "at_area", "at_period", "at_denominator")[:2] == [
        (None, 2, None, 3),
        (None, 2, None, 5),
    ]


def test_every_row_that_is_no_data_has_its_reason() -> None:
    raw = read(
        table(
            f"""{GOALS}
||批次|批次|批次|批次|
1|城关区|4|3|6|5|
2|林周县|||—|无|
3||||||
|拉萨市小计|4|3|6|5|
续表
2016年10月质量目标统计表
序号|地区|农产品合格率||工业产品合格率||备注
||抽检数|合格数|抽检数|合格数|
4|当雄县|1|1||
合 计||5|4|6|5|
全区（74个县）|||
| |
注：数据截至10月底|
填报人：张三||审核：李四|||联系电话：0891-6330000"""
        )
    )
    assert reasons(raw) == [
        (1, "title"),
        (2, "title"),
        (3, "header"),
        (4, "header"),
        (5, "unit"),
        (7, "blank_wide"),
        (8, "blank_wide"),
        (9, "subtotal"),
        (10, "title"),
        (11, "title"),
        (12, "repeated_header"),
        (13, "repeated_header"),
        (15, "total"),
        (16, "total"),
        (18, "footnote"),
        (19, "footnote"),
    ]
    assert raw.lines.rows() == [(1, "", 6), (2, "", 14)]
    assert raw.ignored.row(8) == ("", 10, "title", "续表")
    assert {reason for _, reason in reasons(raw)} == set(IGNORED_REASONS)


@pytest.mark.parametrize(
    "text",
    ["合计", "合 计", "总计：", "全区合计", "拉萨市合计", "全区", "全市", "全地区", "Total", "合计（批次）"],
)
def test_totals_are_ignored_and_kept_to_compare(text: str) -> None:
    raw = read(
        table(f"指标|区划代码|地区名称|期间|分子|分母\nagri_pass_rate|540102||2016Q1|3|4\n|| {text} ||3|4")
    )
    assert reasons(raw) == [(1, "header"), (3, "total")]
    assert raw.totals.select("line", "row", "area_again", "numerator").rows() == [(0, 3, f" {text} ", "3")]


@pytest.mark.parametrize("text", ["西藏自治区", "拉萨市", "城关区", "合计划县", "", "平均", "备注县", "注县"])
def test_anything_else_is_data(text: str) -> None:
    raw = read(table(f"指标|地区|期间|分子|分母\nagri_pass_rate|{text}|2016Q1|3|4"))
    assert raw.lines.height == 1
    assert raw.totals.is_empty()


def test_a_footnote_with_figures_is_data() -> None:
    raw = read(table("县|期间|工程质量事故\n注：|见下|1\n城关区|2016-10|0"))
    assert told(raw, "line", "row", "area") == [(1, 2, "注："), (2, 3, "城关区")]


def test_a_row_that_begins_like_the_title_is_data() -> None:
    raw = read(table("西藏自治区\n地区|期间|工程质量事故\n西藏自治区|2016-10|0\n西藏自治区||"))
    assert told(raw, "line", "row") == [(1, 3)]
    assert reasons(raw)[-1] == (4, "title")


def test_a_row_named_by_a_total_before_another_area_is_data() -> None:
    raw = read(table("地市|县|期间|工程质量事故\n合计|城关区|2016-10|0"))
    assert raw.lines.height == 1


def test_rows_wider_than_the_header_are_data_and_told() -> None:
    raw = read(table("县|期间|工程质量事故\n城关区|2016-10|0|| x|y\n林周县|2016-10|1\n|||7\n合计|||1"))
    assert raw.too_wide.rows() == [("", 2, 5), ("", 4, 4)]
    assert raw.lines.get_column("row").to_list() == [2, 3, 4]


def test_words_for_a_blank_row_go_to_every_goal() -> None:
    header = "县|期间|农产品抽检数|农产品合格数|工程质量事故|不适用原因|备注"
    raw = read(table(f"{header}\n城关区|2016-10||||无此类对象|\n林周县|2016-10||—|||没有"))
    assert told(raw, "row", "indicator", "na_reason") == [
        (2, "agri_pass_rate", "无此类对象"),
        (2, "engineering_accidents", "无此类对象"),
    ]
    assert reasons(raw) == [(1, "header"), (3, "blank_wide")]


def test_a_column_for_one_goal_goes_before_a_column_for_the_row() -> None:
    header = "指标|指标名称|县|期间|数值|工程质量事故|备注|工程质量事故备注"
    raw = read(table(f"{header}\ncarbon_total|碳排放总量|城关区|2016|7|0|行|格"))
    assert told(raw, "indicator", "indicator_again", "value", "note", "at_note", "at_indicator") == [
        ("carbon_total", "碳排放总量", "7", "行", 7, 1),
        ("engineering_accidents", "", "0", "格", 8, None),
    ]


def test_a_goal_told_in_words() -> None:
    raw = read(
        table("2016年上半年\n地区|景区认证启动||国家公园|\n|状态|佐证|状态|佐证\n西藏|已完成|文件|推进中|")
    )
    assert told(raw, "indicator", "period", "state", "evidence") == [
        ("scenic_iso_started", "2016H1", "已完成", "文件"),
        ("national_park", "2016H1", "推进中", ""),
    ]


def test_months() -> None:
    raw = read(
        table(
            "农产品合格率\n县|1月||2月|\n|抽检数|合格数|抽检数|合格数\n城关区|4|3||\n林周县|||5|5\n当雄县||||"
        )
    )
    assert told(raw, "line", "row", "indicator", "area", "period", "numerator", "at_numerator") == [
        (1, 4, "agri_pass_rate", "城关区", "2016-01", "3", 3),
        (2, 5, "agri_pass_rate", "林周县", "2016-02", "5", 5),
    ]
    assert reasons(raw)[-1] == (6, "blank_wide")


ITEMS = """农产品合格率
县|项目|1月|2月
城关区|抽检数|4|5
|合格数|3|5
|合格率|75%|100%
林周县|合格数||
|抽检数||
当雄县|抽检数|7|"""


def test_two_rows_of_one_area_make_one_line() -> None:
    raw = read(table(f"{ITEMS}\n合计|抽检数|11|5\n|合格数|3|5"))
    columns = (
        "line",
        "row",
        "area",
        "period",
        "numerator",
        "denominator",
        "row_numerator",
        "row_denominator",
    )
    assert told(raw, *columns) == [
        (1, 3, "城关区", "2016-01", "3", "4", 4, 3),
        (1, 3, "城关区", "2016-02", "5", "5", 4, 3),
        (2, 8, "当雄县", "2016-01", "", "7", None, 8),
    ]
    assert raw.lines.rows() == [(1, "", 3), (1, "", 4), (1, "", 5), (2, "", 8)]
    assert reasons(raw)[2:] == [(6, "blank_wide"), (7, "blank_wide"), (9, "total"), (10, "total")]
    assert raw.totals.select("row", "numerator", "denominator").row(0) == (9, "3", "11")
    assert raw.unread == ("合格率",)


def test_a_figure_that_comes_twice_begins_a_new_line() -> None:
    raw = read(table(f"{ITEMS}\n|抽检数|8|"))
    assert told(raw, "line", "area", "denominator")[-2:] == [(2, "当雄县", "7"), (3, "当雄县", "8")]


def test_a_row_that_names_no_figure_is_a_line_of_its_own() -> None:
    raw = read(table(f"{ITEMS}\n当雄县||8|\n当雄县||8|\n||9|\n|||"))
    assert told(raw, "line", "row", "area", "denominator")[-6::2] == [
        (3, 9, "当雄县", ""),
        (4, 10, "当雄县", ""),
        (5, 11, "", ""),
    ]


def test_what_stands_once_for_several_rows_stays_within_its_area() -> None:
    raw = read(
        table(
            """县|目标|项目|1月
城关区|农产品合格率|抽检数|4
||合格数|3
|工业产品合格率|抽检数|6
||合格数|5
林周县||抽检数|9""".replace("目标", "指标名称")
        )
    )
    assert told(raw, "line", "area", "indicator", "numerator", "denominator") == [
        (1, "城关区", "农产品合格率", "3", "4"),
        (2, "城关区", "工业产品合格率", "5", "6"),
        (3, "林周县", "", "", "9"),
    ]


def test_sheets_are_read_one_behind_the_other() -> None:
    october = table("县|抽检数|合格数|x\n城关区|4|3\n|||", sheet="2016年10月农产品合格率")
    november = table("县|合格数|备注|y\n林周县|5|好\n合计|5", sheet="11月农产品合格率")
    note = table("说明\n无", sheet="说明")
    raw = read(october, note, november)
    assert told(raw, "line", "sheet", "row", "period", "numerator", "denominator", "note") == [
        (1, october.sheet, 2, "2016-10", "3", "4", ""),
        (2, november.sheet, 2, "2016-11", "5", "", "好"),
    ]
    assert raw.rows["at_note"].to_list() == [None, 3]
    assert raw.unread == (f"{october.sheet}!x", f"{november.sheet}!y")
    assert [(sheet.sheet, sheet.reason, sheet.rows) for sheet in raw.source.skipped] == [
        ("说明", "no_table", 2)
    ]
    assert [grid.sheet for grid in raw.source.grids] == [october.sheet, "说明", november.sheet]
    assert list(raw.layouts) == [october.sheet, november.sheet]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "has a header and no rows"),
        ("\n||", "has a header and no rows"),
        ("\n合计||3", "has a header and no rows"),
        ("\n城关区||\n林周县||—", "no figure is filled in"),
    ],
)
def test_a_header_without_figures_is_no_table(rows: str, said: str) -> None:
    with pytest.raises(EmptyFileError, match=said):
        read(table(f"县|期间|工程质量事故{rows}"))


def test_a_long_form_that_nobody_filled_in_is_no_table() -> None:
    form = "指标|地区|期间|分子|分母\nagri_pass_rate|城关区|2016-10||—"
    with pytest.raises(EmptyFileError, match="no figure is filled in"):
        read(table(form))
    assert read(table(f"{form}\nagri_pass_rate|林周县|2016-10|3|4")).lines.height == 2
    assert read(table(f"{form}|x")).lines.height == 1


def test_a_layout_somebody_said_is_read_as_it_is() -> None:
    columns = (Column(position=3, label="", field="area"), Column(position=1, label="", field="value"))
    constants = {"indicator": "engineering_accidents", "period": "2016"}
    layout = Layout(kind=LayoutKind.MAPPED, header=(1,), columns=columns, constants=constants)
    raw = reshape(source_of(table("起|?|哪里\n2|x|城关区")), {"": layout})
    assert told(raw, "area", "value", "indicator", "period", "at_value") == [
        ("城关区", "2", "engineering_accidents", "2016", 1)
    ]


def test_a_million_rows_are_read_in_seconds() -> None:
    rows = 1_000_000
    header = ["指标代码", "区划代码", "期间", "组织单位", "分子", "分母", "佐证", "备注"]
    cells = ["agri_pass_rate", "540102", "2016-10", "", "3", "4", "", "好"]
    columns = {
        column_name(place): pl.concat(
            [pl.Series([label]), pl.repeat(cell, rows, dtype=pl.String, eager=True)]
        )
        for place, (label, cell) in enumerate(zip(header, cells, strict=True), start=1)
    }
    grid = Grid("", pl.DataFrame({"row": pl.int_range(1, rows + 2, dtype=pl.Int64, eager=True), **columns}))
    start = time.perf_counter()
    raw = read(grid)
    assert raw.rows.height == rows
    assert time.perf_counter() - start < 10  # measured 1.2 s with both cores busy
