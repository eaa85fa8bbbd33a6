"""Layouts found from headers and titles, and what is said when none is found."""

import csv
import io
from pathlib import Path

import pytest

from data.errors import UnknownLayoutError
from data.grid import Grid
from data.header_columns import missing_parts
from data.header_rows import fingerprint
from data.layout import Column, Layout, LayoutKind
from data.layout_memory import LayoutMemory
from data.recognising import guess, read_layouts, recognise
from indicators import load_plan
from tests.data.grids import grid_of, source_of, table
from tests.factories import real_files

PLAN = load_plan()
AGRI, WORKS = "agri_pass_rate", "engineering_accidents"


def recognised(text: str, *, sheet: str = "") -> Layout:
    layout = recognise(table(text, sheet=sheet), plan=PLAN)
    assert layout is not None
    return layout


def said(layout: Layout) -> list[tuple[object, ...]]:
    return [(c.position, c.field, *filter(None, (c.indicator, c.period, c.segment))) for c in layout.columns]


def test_the_long_table() -> None:
    layout = recognised(
        "地区名称|区划代码|指标名称|指标代码|期间|分子|分母|合格率\n城关区|540102|x|agri_pass_rate|2016Q1|3|4|75"
    )
    assert (layout.kind, layout.header, layout.constants) == (LayoutKind.LONG, (1,), {})
    assert said(layout) == [
        (1, "area_again"),
        (2, "area"),
        (3, "indicator_again"),
        (4, "indicator"),
        (5, "period"),
        (6, "numerator"),
        (7, "denominator"),
    ]
    assert layout.unread == ("合格率",)


def test_goals_over_merged_cells_below_a_title() -> None:
    layout = recognised(
        """2016年10月质量目标统计表
填报日期：2016年11月3日||||||
序号|地区|农产品合格率||食品药品合格率·食品||备注
||抽检数|合格数|抽检数|合格数|
1|城关区|4|3|6|5|"""
    )
    assert (layout.kind, layout.header, layout.constants) == (LayoutKind.GOALS, (3, 4), {"period": "2016-10"})
    assert said(layout) == [
        (2, "area"),
        (3, "denominator", AGRI),
        (4, "numerator", AGRI),
        (5, "denominator", "food_drug_pass_rate", "food"),
        (6, "numerator", "food_drug_pass_rate", "food"),
        (7, "note"),
    ]
    assert layout.columns[2].label == "农产品合格率 / 合格数"
    assert layout.unread == ("序号",)


def test_goals_in_one_row() -> None:
    layout = recognised("县（区）|期间|农产品抽检数|农产品合格数|工程质量事故\n城关区|2016-10|4|3|0")
    assert (layout.kind, layout.header) == (LayoutKind.GOALS, (1,))
    assert said(layout)[2:] == [(3, "denominator", AGRI), (4, "numerator", AGRI), (5, "value", WORKS)]


def test_one_goal_named_by_the_title_or_the_sheet() -> None:
    text = "2016年10月\n县|抽检数|合格数|合格率(%)\n城关区|4|3|75"
    layout = recognised(text, sheet="农产品合格率")
    assert (layout.kind, layout.constants) == (LayoutKind.GOALS, {"indicator": AGRI, "period": "2016-10"})
    assert said(layout) == [(1, "area"), (2, "denominator"), (3, "numerator")]
    assert layout.unread == ("合格率(%)",)
    assert recognised(f"农产品合格率\n{text}").constants == layout.constants


def test_a_year_to_date_in_the_title() -> None:
    layout = recognised("2016年1-10月农产品合格率\n县|抽检数|合格数\n城关区|4|3")
    assert layout.constants == {"indicator": AGRI, "period": "2016-10", "period_type": "ytd"}


def test_the_goal_of_the_only_rate_is_that_of_the_counts_beside_it() -> None:
    layout = recognised("10月\n县|抽检数|合格数|农产品合格率\n城关区|4|3|75")
    assert layout.constants == {"indicator": AGRI, "period": "2016-10"}
    assert layout.unread == ("农产品合格率",)


def test_a_rate_alone_is_the_value() -> None:
    layout = recognised("10月\n县|农产品合格率|工业产品合格率\n城关区|96.5|92")
    assert said(layout)[1:] == [(2, "value", AGRI), (3, "value", "industrial_pass_rate")]


def test_a_rate_beside_a_value_is_not_read() -> None:
    layout = recognised("10月\n县|空气优良率|空气优良率 数值\n城关区|96.5|96.5")
    assert (said(layout)[1:], layout.unread) == ([(3, "value", "air_good_days")], ("空气优良率",))


def test_months_with_two_columns_each() -> None:
    layout = recognised(
        """2015年农产品合格率
地区|1月||2月||一季度||合计
|抽检数|合格数|抽检数|合格数|抽检数|合格数|
城关区|4|3|4|3|8|6|14"""
    )
    assert (layout.kind, layout.header, layout.constants) == (LayoutKind.MONTHS, (2, 3), {"indicator": AGRI})
    assert [(c.field, c.period) for c in layout.columns[1:]] == [
        ("denominator", "2015-01"),
        ("numerator", "2015-01"),
        ("denominator", "2015-02"),
        ("numerator", "2015-02"),
    ]
    assert layout.unread == ("一季度 / 抽检数", "一季度 / 合格数", "合计")


def test_months_with_one_column_each_take_the_year_of_the_plan() -> None:
    layout = recognised("工程质量事故起数\n地市|县区|1月|2月\n拉萨市|城关区|0|1")
    assert (layout.kind, layout.header) == (LayoutKind.MONTHS, (2,))
    assert said(layout) == [(2, "area"), (3, "value", "2016-01"), (4, "value", "2016-02")]
    assert layout.unread == ("地市",)


def test_last_year_beside_this_year() -> None:
    layout = recognised(
        "生活垃圾无害化处理率\n县|2015年||2016年|\n|处理量|产生量|无害化处理量|产生量\n城关区|1|2|3|4"
    )
    assert [(c.field, c.period) for c in layout.columns[1:]] == [
        ("denominator", "2015"),
        ("numerator", "2016"),
        ("denominator", "2016"),
    ]


@pytest.mark.parametrize("label", ["项目", "指标"])
def test_a_column_that_says_which_figure_a_row_gives(label: str) -> None:
    layout = recognised(f"农产品合格率\n县|{label}|1月|2月\n城关区|抽检数|4|4\n|合格数|3|3")
    assert said(layout) == [(1, "area"), (2, "item"), (3, "value", "2016-01"), (4, "value", "2016-02")]


def test_a_column_of_that_name_that_holds_goals() -> None:
    layout = recognised("县|项目|期间|抽检数|合格数\n城关区|农产品合格率|2016-10|4|3")
    assert said(layout)[1] == (2, "indicator")
    assert layout.kind is LayoutKind.LONG


def test_the_checklist_of_the_campaign() -> None:
    layout = recognised("质量兴县覆盖率|2016年6月\n县|成立领导小组|召开动员会\n城关区|1|0")
    goal = "quality_county_coverage"
    assert said(layout)[1:] == [(2, "numerator", goal, "leading_group"), (3, "numerator", goal, "kickoff")]


def test_a_title_in_one_cell_is_no_upper_header() -> None:
    for title in ("工程质量事故", "工程质量事故||"):
        layout = recognised(f"{title}\n县|1月|2月\n城关区|0|1")
        assert (layout.header, layout.constants) == ((2,), {"indicator": WORKS})


def test_goals_told_in_words_beside_a_note_for_the_row() -> None:
    layout = recognised(
        "地区|期间|景区认证启动||国家公园||备注\n||状态|佐证|状态|佐证|\n西藏|2016H1|已完成|文件||||"
    )
    assert missing_parts(layout) == ()
    assert [column.field for column in layout.columns][2:] == [
        "state",
        "evidence",
        "state",
        "evidence",
        "note",
    ]


def test_a_long_row_above_is_no_title() -> None:
    header = "县|抽检数|合格数\n城关区|4|3"
    assert recognised(f"农产品合格率|2016年10月|{'x|' * 5}x\n{header}").header == (2,)
    assert recognise(table(f"农产品合格率|2016年10月|{'x|' * 6}x\n{header}"), plan=PLAN) is None


@pytest.mark.parametrize("row", ["||不知道|合格数|", "|—||1月|", "||||工程质量事故", "|||抽检数|3"])
def test_a_row_of_odd_cells_is_no_second_header(row: str) -> None:
    layout = recognised(f"地区|期间|农产品抽检数|农产品合格率|工程质量事故\n{row}\n城关区|2016-10|4|75|0")
    assert layout.header == (1,)


def test_a_unit_row_is_no_part_of_the_header() -> None:
    layout = recognised("10月农产品合格率\n县|抽检数|合格数\n|（批次）|批次\n城关区|4|3")
    assert (layout.header, said(layout)[1:]) == ((2,), [(2, "denominator"), (3, "numerator")])


def test_a_heading_over_codes_and_names_is_passed_over_but_not_one_over_figures() -> None:
    text = (
        "基本情况||农产品合格率||其他产品|\n区划代码|地区|抽检数|合格数|抽检数|合格数\n540102|城关区|4|3|9|9"
    )
    layout = recognised(text, sheet="10月")
    assert said(layout) == [(1, "area"), (2, "area_again"), (3, "denominator", AGRI), (4, "numerator", AGRI)]
    assert layout.unread == ("其他产品 / 抽检数", "其他产品 / 合格数")


def test_a_filled_column_without_a_label_is_named_by_its_letter() -> None:
    layout = recognised("县||期间|农产品抽检数|农产品合格数\n城关区|x|2016-10|4|3")
    assert layout.unread == ("B",)


def test_the_header_is_looked_for_in_thirty_rows() -> None:
    text = "县|期间|工程质量事故\n城关区|2016-10|0"
    assert recognised("标题\n" * 29 + text).header == (30,)
    assert recognise(table("标题\n" * 30 + text), plan=PLAN) is None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("县|合格数|抽检数\n城关区|3|4", ("indicator", "period")),
        ("2016年10月\n县|合格数|抽检数\n城关区|3|4", ("indicator",)),
        ("农产品合格率\n县|合格数|抽检数\n城关区|3|4", ("period",)),
        ("县|期间|指标\n城关区|2016-10|农产品合格率", ("measured",)),
        ("期间|农产品抽检数|农产品合格数\n2016-10|4|3", ("area",)),
    ],
)
def test_what_lacks_something_is_guessed_only(text: str, missing: tuple[str, ...]) -> None:
    assert recognise(table(text), plan=PLAN) is None
    layout = guess(table(text), plan=PLAN)
    assert layout is not None
    assert missing_parts(layout) == missing


def test_the_guess_falls_back_on_the_row_with_most_words() -> None:
    layout = guess(table("通讯录\n姓名|单位\n张三|质监局|1|2"), plan=PLAN)
    assert layout == Layout(kind=LayoutKind.GOALS, header=(2,), columns=(), unread=("姓名", "单位"))
    assert guess(table("通讯录\n1|2\n3|4"), plan=PLAN) is None


@pytest.mark.parametrize("path", real_files("census/*.csv"), ids=lambda path: path.stem)
def test_a_census_is_no_report_but_its_areas_are_found(path: Path) -> None:
    grid = grid_of(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert recognise(grid, plan=PLAN) is None
    layout = guess(grid, plan=PLAN)
    assert layout is not None
    assert {column.field for column in layout.columns} == {"area", "area_again"}


def test_only_sheets_with_a_table_are_read() -> None:
    source = source_of(
        table("县|期间|工程质量事故\n城关区|2016-10|0", sheet="一"), table("说明\n无", sheet="二")
    )
    assert list(read_layouts(source, plan=PLAN)) == ["一"]


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "县|合格数|抽检数|人口\n城关区|3|4|5",
            "认不出文件 input.csv [表1] 的表格，缺少：指标代码、期间。读到的表头：县, 合格数, 抽检数, 人口。",
            "missing: indicator, period. Header found: 县, 合格数, 抽检数, 人口.",
        ),
        (
            "县|期间|农产品合格数|农产品合格数\n城关区|2016|3|4",
            "的表头有 1 列重复：农产品合格数。",
            "repeats columns (1)",
        ),
        (
            "农产品合格率\n县|期间|抽检数|合格数|农产品抽检数\n城关区|2016|4|3|4",
            "的表头有 2 列重复：抽检数, 农产品抽检数。",
            "repeats columns (2)",
        ),
        (
            "县|项目|期间|农产品抽检数|农产品合格数\n城关区|抽检数|2016|4|3",
            "有 2 列重复",
            "repeats columns (2)",
        ),
        ("说明", "文件 input.csv 的前 30 行里没有像表头的行。", "no line like a header"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text: str, zh: str, en: str) -> None:
    source = source_of(table(text, sheet="表1"))
    with pytest.raises(UnknownLayoutError) as caught:
        read_layouts(source, plan=PLAN)
    assert zh in caught.value.message.zh
    assert en in caught.value.message.en
    assert caught.value.source is source


class TestMemory:
    """What somebody said for a header is used for the next file with it."""

    HEADER = "县名|送了几个|好的几个"
    SAID = Layout(
        kind=LayoutKind.MAPPED,
        header=(1,),
        columns=(
            Column(position=1, label="县名", field="area"),
            Column(position=2, label="送了几个", field="denominator"),
            Column(position=3, label="好的几个", field="numerator"),
        ),
        constants={"indicator": AGRI, "period": "2016-09"},
    )

    def kept(self, folder: Path, layout: Layout) -> LayoutMemory:
        memory = LayoutMemory(folder)
        memory.keep(fingerprint(table(self.HEADER), (1,)), layout, by="扎西")
        return memory

    def read(self, grid: Grid, memory: LayoutMemory) -> Layout:
        return read_layouts(source_of(grid), plan=PLAN, memory=memory)[grid.sheet]

    def test_the_period_is_the_one_of_the_new_file(self, tmp_path: Path) -> None:
        memory = self.kept(tmp_path, self.SAID)
        layout = self.read(table(f"2016年10月\n\n{self.HEADER}\n城关区|4|3"), memory)
        assert layout.constants == {"indicator": AGRI, "period": "2016-10"}
        assert (layout.header, layout.columns, layout.kind) == ((3,), self.SAID.columns, LayoutKind.MAPPED)

    def test_without_a_period_of_its_own_a_file_is_not_read(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownLayoutError):
            self.read(table(f"{self.HEADER}\n城关区|4|3"), self.kept(tmp_path, self.SAID))

    def test_another_header_is_another_table(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownLayoutError):
            self.read(
                table(f"2016年10月\n{self.HEADER}|送检日期\n城关区|4|3"), self.kept(tmp_path, self.SAID)
            )

    @pytest.mark.parametrize(("title", "sheets"), [("2016年", [""]), ("2015年", [])])
    def test_columns_without_a_year_hold_for_theirs(
        self, title: str, sheets: list[str], tmp_path: Path
    ) -> None:
        dated = [Column(position=p, label=f"{p}月", field="value", period=f"2016-0{p}") for p in (2, 3)]
        columns = (self.SAID.columns[0], *dated)
        layout = Layout(kind=LayoutKind.MAPPED, header=(1,), columns=columns, constants={"indicator": WORKS})
        other = table("县|期间|工程质量事故\n城关区|2016-10|0", sheet="other")
        source = source_of(table(f"{title}\n{self.HEADER}\n城关区|0|1"), other)
        read = read_layouts(source, plan=PLAN, memory=self.kept(tmp_path, layout))
        assert [*read] == [*sheets, "other"]

    def test_what_was_said_goes_before_what_is_recognised(self, tmp_path: Path) -> None:
        grid = table("县|期间|农产品抽检数|农产品合格数\n城关区|2016-10|3|4")
        swapped = [(1, "area"), (2, "period"), (3, "numerator"), (4, "denominator")]
        columns = tuple(Column(position=place, label="", field=field) for place, field in swapped)
        layout = Layout(kind=LayoutKind.MAPPED, header=(1,), columns=columns, constants={"indicator": AGRI})
        memory = LayoutMemory(tmp_path)
        memory.keep(fingerprint(grid, (1,)), layout, by="")
        assert self.read(grid, memory) == layout
