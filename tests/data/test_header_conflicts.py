"""Sheets that are recognised and yet not read, because their figures would be taken for others."""

import pytest

from data.header_conflicts import Conflict, find_conflict
from data.headers import Grammar
from data.recognising import recognise
from indicators import load_plan
from tests.data.grids import table

PLAN = load_plan()
TITLE, HEADER, ROW = "2016年第一季度农产品合格率||", "县（区）|抽检数|合格数", "城关区|10|9"


def conflict_of(*lines: str) -> Conflict | None:
    grid = table("\n".join(lines))
    layout = recognise(grid, plan=PLAN)
    assert layout is not None
    return find_conflict(grid, layout, Grammar(PLAN))


@pytest.mark.parametrize(
    "unit", ["单位：万吨", "（单位：万批次）", "计量单位: 千个", "单位为亿元", "（万吨）", "万批次", "百个"]
)
def test_a_unit_with_a_factor(unit: str) -> None:
    expected = Conflict("unit_factor", {"unit": unit})
    assert conflict_of(TITLE, f"||{unit}", HEADER, ROW) == expected
    assert conflict_of(TITLE, HEADER, f"||{unit}", ROW) == expected
    assert conflict_of(TITLE, HEADER, ROW, f"{unit}||") == expected


def test_a_unit_with_a_factor_beside_the_title_or_in_a_column() -> None:
    title = "2016年第一季度农产品合格率（单位：万批次）"
    assert conflict_of(f"{title}||", HEADER, ROW) == Conflict("unit_factor", {"unit": title})
    assert conflict_of(f"{TITLE}|", f"{HEADER}|单位", f"{ROW}|万批次") == Conflict(
        "unit_factor", {"unit": "万批次"}
    )


@pytest.mark.parametrize(
    "line",
    ["单位：吨", "单位：批次", "单位：千克", "单位：百分比", "填报单位：万宁公司", "单位：百色市质监局"],
)
def test_other_units_are_no_conflict(line: str) -> None:
    assert conflict_of(TITLE, f"{line}||", HEADER, ROW) is None


def test_a_month_that_may_have_lost_its_zero() -> None:
    lines = ["农产品合格率|||", "县（区）|2016-01|2016.1|2016.11", "城关区|90|91|92"]
    assert conflict_of(*lines) == Conflict("month_lost_zero", {"label": "2016.1"})


@pytest.mark.parametrize(
    "second",
    [
        "2016年第一季度食品药品合格率",
        "2016年第二季度农产品合格率",
        "2016年第二季度农产品合格率（续表）",
        "2016年1-3月农产品合格率",
        "食品药品合格率（续表）",
        "某专项抽检情况表",
    ],
)
def test_a_second_title(second: str) -> None:
    found = conflict_of(TITLE, HEADER, ROW, "||", f"{second}||", HEADER, "当雄县|3|3")
    assert found == Conflict("second_table", {"row": 5, "text": second})


def test_a_second_title_without_a_header_of_its_own() -> None:
    found = conflict_of(TITLE, HEADER, ROW, "2016年第二季度||", "当雄县|3|3")
    assert found == Conflict("second_table", {"row": 4, "text": "2016年第二季度"})


@pytest.mark.parametrize(
    "second", ["县（区）|合格数|抽检数", "地市|抽检数|合格数", "县（区）|抽检批次|合格数"]
)
def test_a_second_header(second: str) -> None:
    found = conflict_of(TITLE, HEADER, ROW, second, "当雄县|3|3")
    assert found == Conflict("second_table", {"row": 4, "text": second.replace("|", " ")})


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        "2016年第一季度农产品合格率（续表）||",
        "续表||",
        "拉萨市||",
        "（单位：批次）||",
        "||",
    ],
)
def test_the_same_table_goes_on(line: str) -> None:
    assert conflict_of(TITLE, HEADER, ROW, line, HEADER, "当雄县|3|3") is None


@pytest.mark.parametrize(
    "line", ["注：食品药品合格率见2016年第二季度表||", "填报日期：2016年4月8日||", "合计|10|9", "当雄县||"]
)
def test_lines_below_that_begin_no_table(line: str) -> None:
    assert conflict_of(TITLE, HEADER, ROW, line) is None


def test_goals_named_row_by_row_begin_no_table() -> None:
    lines = [
        "指标|县（区）|期间|分子|分母",
        "农产品合格率|城关区|2016Q1|9|10",
        "食品药品合格率|城关区|2016Q2||",
    ]
    assert conflict_of(*lines) is None
