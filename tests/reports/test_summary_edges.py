"""Summaries at the edges: no data, every light, nothing applicable, long names, and what is never said."""

from datetime import date

import pytest

from indicators import Light
from reports import CutoffError, Edition, Unit, UnknownUnitError, find_unit, units_of
from reports.build_template import TEMPLATE
from reports.official_title import signature_lines, title_lines
from reports.summary import SUMMARY_TEMPLATE, write_summary
from tests.factories import observation
from tests.reports.builders import (
    LAST_DAY,
    empty_basis,
    illustrative_basis,
    plan,
    read,
    register,
    some_basis,
    unit,
)

HUMAN = "【由填报单位撰写】"
PRAISE = ("成绩", "显著", "圆满", "扎实", "成效", "亮眼", "由于", "因为", "导致")
BLANK = "\N{IDEOGRAPHIC SPACE}"
ALL_UNITS = [each for edition in Edition for each in units_of(edition, plan=plan(), register=register())]


def test_the_plan_has_1_7_and_35_editions() -> None:
    assert [sum(each.edition is edition for each in ALL_UNITS) for edition in Edition] == [1, 7, 35]
    assert TEMPLATE == SUMMARY_TEMPLATE


@pytest.mark.parametrize("each", ALL_UNITS, ids=lambda each: each.id)
def test_no_edition_says_anything_without_data(each: Unit) -> None:
    written = read(write_summary(empty_basis(), each))
    assert f"达标0项、按进度推进0项、预警0项、未达标0项、无数据{_absent(each)}项" in written.text
    lights = {row[5] for row in written.tables["指标完成情况表"][1:]}
    assert lights <= {"无数据", "不适用"}


def _absent(each: Unit) -> int:
    basis = empty_basis()
    return sum(basis.row(goal.id, each.area)["light"] == Light.NO_DATA for goal in each.goals)


def test_every_light_is_written_in_words() -> None:
    """The made-up year has all six among its prefectures; black-and-white print needs words."""
    written = read(write_summary(illustrative_basis(), unit("region")))
    cells = "".join(cell for row in written.tables["地（市）对比表"][1:] for cell in row[2:])
    for word in ("达标", "按进度", "预警", "未达标", "无数据", "不适用"):
        assert word in cells


def test_a_county_without_the_object_is_not_applicable() -> None:
    basis = some_basis(
        observation(
            indicator="large_first_acceptance",
            period="2016-12",
            period_type="month",
            numerator=None,
            denominator=None,
            state="not_applicable",
            na_reason="no_object",
        )
    )
    written = read(write_summary(basis, unit("prefecture", "拉萨市")))
    head, first, second, *_ = written.tables["县（区）情况表"]
    place = head.index("大中型一次验收")
    assert (first[1], first[place], second[place]) == ("城关区", "不适用", "无数据")


def test_0_and_100_percent_and_small_samples_in_cells() -> None:
    rows = [
        observation(period="2016Q4", numerator=0, denominator=30),
        observation(area="540103", period="2016Q4", numerator=30, denominator=30),
        observation(area="540121", period="2016Q4", numerator=2, denominator=3),
    ]
    written = read(write_summary(some_basis(*rows), unit("prefecture", "拉萨市")))
    head, *counties = written.tables["县（区）情况表"]
    place = head.index("农产品合格率")
    assert [row[place] for row in counties[:3]] == [
        "0/30\n0.0% 未达标",
        "30/30\n100.0% 达标",
        "2/3\n66.7% 预警*",
    ]
    problems = "".join(written.sections["五、存在问题和原因"])
    assert "抽检样本不足的县（区）1个" in problems
    assert "林周县抽检3个样品，不合格1个样品（样本较少，仅供参考）" in problems


@pytest.mark.parametrize("each", ALL_UNITS[::6], ids=lambda each: each.id)
def test_nothing_is_praised_and_no_cause_is_named(each: Unit) -> None:
    written = read(write_summary(illustrative_basis(), each))
    body = written.text.partition("附件：")[0]
    assert [word for word in PRAISE if word in body] == []
    assert written.sections["四、主要做法和特色亮点"] == ["四、主要做法和特色亮点", HUMAN]
    assert f"原因分析：{HUMAN}" in written.text


def test_made_up_data_are_named_at_the_top() -> None:
    assert (
        read(write_summary(illustrative_basis(), unit("region")))
        .sections["opening"][0]
        .startswith("本件由演示数据生成")
    )
    assert "演示数据" not in read(write_summary(some_basis(observation()), unit("region"))).text


def test_the_cutoff_and_the_version_are_printed() -> None:
    basis = some_basis(observation(), cutoff=date(2016, 11, 30), known="7")
    (line,) = [
        said for said in read(write_summary(basis, unit("region"))).sections["opening"] if "根据" in said
    ]
    assert "数据截至2016年11月30日" in line
    assert "按2016年12月31日的期限判定" in line
    assert line.endswith("所用数据为上传批次7之后的状态，不是最新。")


def test_the_cutoff_lies_not_after_the_day_of_judgement() -> None:
    with pytest.raises(CutoffError, match="2016-12-31"):
        some_basis(as_of=date(2016, 12, 1), cutoff=LAST_DAY)


def test_before_the_deadline_open_items_are_due_at_it() -> None:
    basis = some_basis(observation(period="2016Q3", numerator=10, denominator=30), as_of=date(2016, 9, 30))
    rows = read(write_summary(basis, unit("region"))).tables["六、下一步工作打算"][1:]
    assert [row[0] for row in rows] == ["农产品合格率"]
    assert rows[0][1:] == [
        "10/30\n33.3%",
        "各地（市）行署（人民政府）、工业和信息化厅、农牧厅、国资委、质监局、食品药品监管局、西藏出入境检验检疫局",
        HUMAN,
        "2016年12月31日",
    ]


@pytest.mark.parametrize("edition", ["prefecture", "department"])
def test_an_unknown_unit_is_refused_with_those_that_are_near(edition: str) -> None:
    with pytest.raises(UnknownUnitError) as error:
        find_unit(Edition(edition), "", plan=plan(), register=register())
    assert "拉萨市" in error.value.message.zh or "质监局" in error.value.message.zh
    with pytest.raises(UnknownUnitError) as missing:
        find_unit(Edition.DEPARTMENT, "食品药品监督局", plan=plan(), register=register())
    assert missing.value.suggestions


def test_units_are_found_by_any_of_their_names() -> None:
    assert unit("prefecture", "540600").id == unit("prefecture", "那曲市").id == "542400"
    assert unit("department", "食药监局").id == unit("department", "D06").id == "D06"
    assert unit("region").name.zh == "自治区质量和标准化工作领导小组办公室"


class TestTitle:
    def test_it_is_a_trapezium_and_no_word_is_broken(self) -> None:
        assert title_lines(f"关于{plan().name.zh}落实情况的工作总结") == [
            "关于西藏自治区实施质量振兴战略",
            "2016年行动计划落实情况的工作总结",
        ]

    @pytest.mark.parametrize("title", ["工作总结", "一" * 20])
    def test_a_short_one_is_one_line(self, title: str) -> None:
        assert title_lines(title) == [title]

    def test_one_without_a_safe_break_is_left_to_word(self) -> None:
        assert title_lines("一" * 50) == ["一" * 50]


class TestSignature:
    def test_a_short_name_stands_above_the_date(self) -> None:
        name, day = signature_lines("拉萨市", LAST_DAY)
        assert (name, day) == (BLANK * 17 + "拉萨市", BLANK * 19 + "2016年12月31日")

    def test_a_long_name_has_the_date_two_characters_further_in(self) -> None:
        name, day = signature_lines("自治区质量和标准化工作领导小组办公室", LAST_DAY)
        assert name.count(BLANK) == 28 - 2 - 18
        assert day.count(BLANK) == name.count(BLANK) + 2

    def test_a_name_longer_than_the_line_starts_at_its_beginning(self) -> None:
        assert signature_lines("县" * 40, date(2016, 7, 1)) == ("县" * 40, BLANK * 2 + "2016年7月1日")
