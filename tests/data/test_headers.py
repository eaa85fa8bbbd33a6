"""What labels and titles of tables say."""

from collections.abc import Iterable

import pytest

from data.header_periods import TitlePeriod, read_label_period, title_period, title_year
from data.header_words import area_rank
from data.headers import Grammar, Meaning, Title, find_figure, squash
from indicators import load_plan

PLAN = load_plan()
GRAMMAR = Grammar(PLAN)
UNTITLED = Title(goal=None, period=None, year=2016)


def titled(goal: str) -> Title:
    return Title(goal=PLAN.goal(goal), period=None, year=2016)


@pytest.mark.parametrize(
    ("labels", "field"),
    [
        ("指标代码 指标名称 指标 indicator_id ｉｎｄｉｃａｔｏｒ", "indicator"),
        (
            "区划代码 行政区划代码 县 县(区) 县（区） 县（市、区） 区县 县区名称 地市 地区\\月份 各县(区)",
            "area",
        ),
        (
            "分母 抽检数 抽检批次 抽检样品数 抽检总数 检查数 检验批次 总数 企业总数 应报数 应检企业数",
            "denominator",
        ),
        (
            "竣工数 竣工项目数 验收数 验收项目总数 有效天数 有效监测天数 处理总量 产生量 基数 采样次数",
            "denominator",
        ),
        ("分子 合格数 合格批次 合格样品数 达标数 优良天数 获证数 获证企业数 一次合格数", "numerator"),
        ("一次性验收合格数 首次验收合格项目数 无害化处理量 达标采样次数 其中：合格数", "numerator"),
        ("数值 指数 数量 起数 排放量", "value"),
        ("合格率 抽检合格率 合格率(%) 优良率 达标率 占比", "rate"),
        ("状态 进展", "state"),
        ("佐证 佐证材料", "evidence"),
        ("不适用原因 原因", "na_reason"),
        ("备注 说明", "note"),
        ("项目 分项", "item"),
    ],
)
def test_words_for_a_column(labels: str, field: str) -> None:
    assert {label: GRAMMAR.read(label, UNTITLED) for label in labels.split()} == dict.fromkeys(
        labels.split(), Meaning(field)
    )


@pytest.mark.parametrize(
    "label",
    [
        "不合格批次",
        "人口数",
        "序号",
        "合计",
        "累计",
        "性别比（女=100）",
        "农产品",
        "产品质量",
        "未检企业数",
        "抽检数(万批次)",
        "合格数合格数",
        "农产品工业产品抽检数",
        "1月2月合格数",
        "13月",
        "2016-01-15",
        "x" * 81,
        "",
    ],
)
def test_what_stands_for_nothing(label: str) -> None:
    assert GRAMMAR.read(label, UNTITLED) is None


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("农产品合格率", Meaning("rate", "agri_pass_rate")),
        ("主要农产品质量安全抽检合格率", Meaning("rate", "agri_pass_rate")),
        ("农产品合格率（合格批次）", Meaning("numerator", "agri_pass_rate")),
        ("农产品抽检数", Meaning("denominator", "agri_pass_rate")),
        ("合格数-农产品合格率", Meaning("numerator", "agri_pass_rate")),
        ("Farm products numerator", Meaning("numerator", "agri_pass_rate")),
        ("agri_pass_rate:denominator", Meaning("denominator", "agri_pass_rate")),
        ("出口检验批次", Meaning("denominator", "export_pass_rate")),
        ("规上工业企业总数", Meaning("denominator", "large_industry_qms_rate")),
        ("污水无害化处理率 / 污水排放量", Meaning("denominator", "sewage_harmless_rate")),
        ("食品药品合格率·食品 / 抽查批次", Meaning("denominator", "food_drug_pass_rate", segment="food")),
        ("主要污染物排放 NH3-N.quota", Meaning("value", "major_pollutants_total", segment="NH3-N.quota")),
        ("质量兴县覆盖率", Meaning("numerator", "quality_county_coverage")),
        (
            "质量兴县(区)活动覆盖率 / 召开动员会",
            Meaning("numerator", "quality_county_coverage", segment="kickoff"),
        ),
        ("景区认证启动", Meaning("state", "scenic_iso_started")),
        ("工程质量事故(起)", Meaning("value", "engineering_accidents")),
        ("1月 / 合格数\n（批次）", Meaning("numerator", period="2016-01")),
        ("2015年 / 产生量", Meaning("denominator", period="2015")),
        ("农产品合格率 / 第三季度 / 抽检数", Meaning("denominator", "agri_pass_rate", "2016Q3")),
        ("2016年10月", Meaning("value", period="2016-10")),
    ],
)
def test_labels_of_several_words(label: str, meaning: Meaning) -> None:
    assert GRAMMAR.read(label, UNTITLED) == meaning


def test_the_title_names_the_goal_of_segments_and_bare_periods() -> None:
    assert GRAMMAR.read("氨氮", UNTITLED) is None
    assert GRAMMAR.read("氨氮", titled("major_pollutants_total")) == Meaning(
        "value", "major_pollutants_total", segment="NH3-N"
    )
    assert GRAMMAR.read("3月", titled("agri_pass_rate")) == Meaning("rate", period="2016-03")
    assert GRAMMAR.read("3月", titled("quality_county_coverage")) == Meaning("numerator", period="2016-03")


def test_every_goal_is_read_by_all_its_words() -> None:
    read = {word: GRAMMAR.read(word, UNTITLED) for goal in PLAN.goals for word in goal.words}
    meant = {word: goal.id for goal in PLAN.goals for word in goal.words}
    assert {word: meaning.indicator for word, meaning in read.items() if meaning} == meant


def test_every_goal_names_its_own_counts() -> None:
    named = {
        (goal.id, field): GRAMMAR.read(f"{goal.name.zh} / {words.zh}", UNTITLED)
        for goal in PLAN.goals
        for field, words in (("numerator", goal.numerator), ("denominator", goal.denominator))
        if words
    }
    assert len(named) > 20
    assert named == {(goal, field): Meaning(field, goal) for goal, field in named}


def test_codes_come_before_counties_and_prefectures() -> None:
    labels = ["区划代码", "县（区）", "地区名称", "地市", "人口"]
    assert [area_rank(squash(label)) for label in labels] == [0, 1, 2, 3, None]


@pytest.mark.parametrize(
    ("word", "field"),
    [("合格数（批次）", "numerator"), ("抽检批次", "denominator"), ("不合格数", ""), ("", "")],
)
def test_figures_by_themselves(word: str, field: str) -> None:
    assert find_figure(word) == field


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["抽检数", "合格数"], "item"),
        (["农产品合格率", "抽检数"], "indicator"),
        (["城关区", ""], ""),
        ([], ""),
    ],
)
def test_what_the_cells_of_a_column_name(cells: list[str], found: str) -> None:
    assert GRAMMAR.find_names(cells) == found


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("1月", "2016-01"),
        ("01月份", "2016-01"),
        ("十二月", "2016-12"),
        ("2015年3月", "2015-03"),
        ("2016-01-01", "2016-01"),
        ("2016.01", "2016-01"),
        ("一季度", "2016Q1"),
        ("q3", "2016Q3"),
        ("下半年", "2016H2"),
        ("2015年度", "2015"),
    ],
)
def test_periods_in_labels(label: str, period: str) -> None:
    assert read_label_period(label, year=2016) == period


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("2016年10月农产品合格率统计表", TitlePeriod("2016-10")),
        ("农产品统计表(2016年第三季度)", TitlePeriod("2016Q3")),
        ("2015年上半年", TitlePeriod("2015H1")),
        ("2016年度", TitlePeriod("2016")),
        ("2016年行动计划第三季度情况", TitlePeriod("2016Q3")),
        ("10月", TitlePeriod("2016-10")),
        ("2016-10", TitlePeriod("2016-10")),
        ("2016年1-10月", TitlePeriod("2016-10", "ytd")),
        ("2016年一至十月", TitlePeriod("2016-10", "ytd")),
        ("2016年1月至10月", TitlePeriod("2016-10", "ytd")),
        ("2016年前三季度", TitlePeriod("2016-09", "ytd")),
        ("2016年9月农产品合格率(累计)", TitlePeriod("2016-09", "ytd")),
        ("2016年第三季度累计", TitlePeriod("2016-09", "ytd")),
        ("2016年上半年累计数", TitlePeriod("2016-06", "ytd")),
        ("2016年1-9月累计", TitlePeriod("2016-09", "ytd")),
    ],
)
def test_periods_in_titles(title: str, period: TitlePeriod) -> None:
    assert title_period(title, year=2016) == period


@pytest.mark.parametrize(
    "title",
    [
        "2016年行动计划",
        "藏政办〔2016〕65号",
        "2016年11月3日",
        "请于3月10日前报送",
        "截至2016年10月底",
        "截至2016年10月",
        "2016年累计",
        "2016年9月(本月数、累计数)",
        "2016年秋季",
        "2016年春节期间",
        "2016.1",
        "2016年统计表2016.1",
        "2016年2-5月",
        "2016年10月、11月",
        "2015年、2016年",
        "2016年1-3月和4-6月",
        "统计表",
        "",
    ],
)
def test_titles_without_one_period(title: str) -> None:
    assert title_period(squash(title), year=2016) is None


def test_the_year_of_a_title() -> None:
    assert [title_year(text) for text in ("2015年统计", "2015年比2016年", "电话2016123")] == [
        2015,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("texts", "goal", "period", "year"),
    [
        (["2015年10月农产品合格率"], "agri_pass_rate", "2015-10", 2015),
        (
            ["填报日期：2016年11月3日", "农产品合格率", "单位：批次", "2016年10月"],
            "agri_pass_rate",
            "2016-10",
            2016,
        ),
        (["2016年3月农产品合格率填报表"], "agri_pass_rate", "2016-03", 2016),
        (["农产品合格率和工业产品合格率", "3月"], None, "2016-03", 2016),
        (["填报说明：农产品合格率 2016年3月", "Sheet1"], None, None, 2016),
        (["2016年秋季农产品合格率", "2016年"], "agri_pass_rate", None, 2016),
        (["2016年累计农产品合格率", "9月"], "agri_pass_rate", None, 2016),
    ],
)
def test_titles(texts: Iterable[str], goal: str | None, period: str | None, year: int) -> None:
    title = GRAMMAR.read_titles(texts)
    assert (title.goal and title.goal.id, title.period and title.period.text, title.year) == (
        goal,
        period,
        year,
    )


def test_figures_are_cumulative_if_any_line_above_says_so() -> None:
    title = GRAMMAR.read_titles(["2016年9月农产品合格率", "（累计数）"])
    assert title.period == TitlePeriod("2016-09", "ytd")
