"""The plan of 2016 is whole, and everything in it can be found."""

from dataclasses import fields
from datetime import date

import pytest

from indicators.errors import (
    UnknownArticleError,
    UnknownDeliverableError,
    UnknownDepartmentError,
    UnknownGoalError,
)
from indicators.goal import Goal
from indicators.plan import Deliverable, Department, Plan
from indicators.plan_loading import load_plan
from indicators.text import Text, fold
from indicators.vocabulary import Comparison, Kind, Level, PeriodType, Sector, Temporal

_SECTOR_SIZES = {Sector.PRODUCT: 8, Sector.ENGINEERING: 7, Sector.SERVICE: 7, Sector.ENVIRONMENT: 14}
_PRINTED_TARGETS_BP = {
    "quality_county_coverage": 8000,
    "agri_pass_rate": 9600,
    "industrial_pass_rate": 9200,
    "food_drug_pass_rate": 9500,
    "export_pass_rate": 10000,
    "large_first_acceptance": 10000,
    "other_first_acceptance": 9800,
    "service_qms_cert_rate": 8500,
    "air_good_days": 9500,
}
_RATIOS = {Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.RISE}

every_goal = pytest.mark.parametrize("goal", load_plan().goals, ids=lambda goal: goal.id)
every_department = pytest.mark.parametrize("department", load_plan().departments, ids=lambda body: body.id)


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return load_plan()


def _texts(goal: Goal) -> list[Text]:
    values = [getattr(goal, field.name) for field in fields(goal)]
    parts = [segment.name for segment in goal.segments] + [item.name for item in goal.items]
    return [value for value in (*values, *goal.fixed, *goal.assumed, *parts) if isinstance(value, Text)]


def test_plan_has_all_its_parts(plan: Plan) -> None:
    assert plan.year == 2016
    assert plan.deadline == date(2016, 12, 31)
    assert len(plan.goals) == 36
    assert len(plan.articles) == 21
    assert sum(len(article.deliverables) for article in plan.articles) == 153
    assert len(plan.duties) == 2
    assert len(plan.departments) == 35
    assert sum(len(article.departments) for article in plan.articles) == 151


def test_goals_and_articles_are_numbered_in_order(plan: Plan) -> None:
    assert [goal.number for goal in plan.goals] == list(range(1, 37))
    assert [article.number for article in plan.articles] == list(range(1, 22))
    assert [goal_id for article in plan.articles for goal_id in article.goals] == [g.id for g in plan.goals]


@pytest.mark.parametrize(("sector", "size"), _SECTOR_SIZES.items())
def test_a_sector_is_one_goal_article(plan: Plan, sector: Sector, size: int) -> None:
    goals = plan.goals_of(sector)
    assert len(goals) == size
    assert {goal.article for goal in goals} == {list(Sector).index(sector) + 1}


def test_goal_articles_have_goals_and_the_others_deliverables(plan: Plan) -> None:
    for article in plan.articles:
        assert bool(article.goals) == (article.section == 1) == (not article.deliverables)
        assert all(d.id.startswith(f"A{article.number:02d}-") for d in article.deliverables)


@pytest.mark.parametrize(("goal_id", "target_bp"), _PRINTED_TARGETS_BP.items())
def test_printed_targets(plan: Plan, goal_id: str, target_bp: int) -> None:
    assert plan.goal(goal_id).target_bp == target_bp


@pytest.mark.parametrize(
    ("goal_id", "comparison", "count"),
    [
        ("engineering_accidents", Comparison.EXACTLY, 0),
        ("service_standard_fields", Comparison.EXACTLY, 10),
        ("service_local_standards", Comparison.AT_LEAST, 1),
    ],
)
def test_counts(plan: Plan, goal_id: str, comparison: Comparison, count: int) -> None:
    goal = plan.goal(goal_id)
    assert (goal.kind, goal.comparison, goal.target_count) == (Kind.COUNT, comparison, count)


@every_goal
def test_every_goal_speaks_both_languages(goal: Goal) -> None:
    for text in _texts(goal):
        assert text.zh.strip()
        assert text.en.strip()
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in text.en), text.en


@every_goal
def test_every_goal_has_what_a_page_shows(goal: Goal) -> None:
    assert len(goal.short.zh) <= 10
    assert len(goal.short.en) <= 28
    assert goal.description.zh.endswith("。")
    assert goal.description.en.endswith(".")
    assert goal.deadline == date(2016, 12, 31)
    assert goal.fixed
    assert goal.assumed


@every_goal
def test_every_goal_has_an_owner_that_its_article_names(goal: Goal) -> None:
    assert goal.likely_owner
    assert set(goal.likely_owner) <= set(goal.departments)


@every_goal
def test_every_ratio_names_both_counts(goal: Goal) -> None:
    is_ratio = goal.kind in _RATIOS
    assert (goal.numerator is not None) == is_ratio
    assert (goal.denominator is not None) == is_ratio


@every_goal
def test_zero_tolerance_is_for_flows_at_100_percent_or_none_at_all(goal: Goal) -> None:
    strict = goal.comparison is Comparison.EXACTLY and goal.temporal is Temporal.FLOW
    assert goal.zero_tolerance == (strict and goal.kind in {Kind.RATE, Kind.COUNT})


@every_goal
def test_reports_come_by_a_period_that_can_be_due(goal: Goal) -> None:
    assert goal.frequency not in {PeriodType.YTD, PeriodType.SNAPSHOT}


def test_progress_is_for_shares_certificates_milestones_and_counts_to_reach(plan: Plan) -> None:
    assert {goal.id for goal in plan.goals if goal.progress} == {
        "quality_county_coverage",
        "large_industry_qms_rate",
        "service_standard_fields",
        "service_local_standards",
        "service_qms_cert_rate",
        "scenic_iso_started",
        "satisfaction_system",
        "eco_pilot_area",
        "national_park",
    }


def test_only_three_rates_are_samples(plan: Plan) -> None:
    sampled = [goal.id for goal in plan.goals if goal.sampled]
    assert sampled == ["agri_pass_rate", "industrial_pass_rate", "food_drug_pass_rate"]


def test_checklists(plan: Plan) -> None:
    campaign = plan.goal("quality_county_coverage").items
    assert [item.id for item in campaign] == [
        "leading_group",
        "work_plan",
        "kickoff",
        "appraisal",
        "annual_summary",
    ]
    assert len(plan.goal("service_standard_fields").items) == 10


@every_goal
def test_a_goal_is_found_by_everything_it_is_called(plan: Plan, goal: Goal) -> None:
    for word in goal.words:
        assert plan.find_goal(f" {word}　") is goal


def test_full_width_letters_are_the_same_letters(plan: Plan) -> None:
    assert plan.find_goal("Ａ级景区ISO质量管理体系认证启动") is plan.goal("scenic_iso_started")
    assert plan.find_goal("质量兴县（区）活动覆盖率") is plan.goal("quality_county_coverage")


@pytest.mark.parametrize("text", ["", "合格", "农产品合格", "农产品合格率2"])
def test_part_of_a_name_is_no_name(plan: Plan, text: str) -> None:
    assert plan.find_goal(text) is None


def test_an_unknown_goal_is_answered_with_near_ones(plan: Plan) -> None:
    with pytest.raises(UnknownGoalError) as caught:
        plan.require_goal("主要农产品抽检合格率")
    assert caught.value.suggestions[0] == "主要农产品质量安全抽检合格率"
    assert len(caught.value.allowed) == 36
    assert "36" in caught.value.message.zh


def test_an_unknown_goal_id_is_answered_with_ids(plan: Plan) -> None:
    with pytest.raises(UnknownGoalError, match=r"agri_pass_rat'.*agri_pass_rate"):
        plan.goal("agri_pass_rat")


def test_require_goal_takes_names(plan: Plan) -> None:
    assert plan.require_goal("出口合格率").id == "export_pass_rate"


@every_department
def test_every_department_answers_for_something(plan: Plan, department: Department) -> None:
    assert plan.articles_of(department.id)
    assert plan.department(department.id) is department


@every_department
def test_a_department_is_found_by_everything_it_is_called(plan: Plan, department: Department) -> None:
    for word in department.words:
        assert plan.find_department(word) is department


def test_goals_of_a_department_are_those_of_its_articles(plan: Plan) -> None:
    sports = plan.find_department("体育局")
    assert sports is not None
    assert {goal.article for goal in plan.goals_of_department(sports.id)} == {3}
    assert len(plan.goals_of_department(sports.id)) == 7
    assert [article.number for article in plan.articles_of("D32")] == [17]


def test_police_and_border_defence_are_two_bodies(plan: Plan) -> None:
    police, border = plan.find_department("公安厅"), plan.find_department("公安边防总队")
    assert police is not None
    assert border is not None
    assert police.id != border.id


def test_unknown_department_and_article(plan: Plan) -> None:
    with pytest.raises(UnknownDepartmentError, match="D99"):
        plan.department("D99")
    with pytest.raises(UnknownArticleError, match="22"):
        plan.article(22)
    assert plan.article(18).departments == ("D35",)


def test_county_figures_are_wanted_where_counties_have_them(plan: Plan) -> None:
    assert sum(goal.natural_level is Level.COUNTY for goal in plan.goals) == 11


def test_text_in_language() -> None:
    text = Text("中文", "English")
    assert (text.in_language("zh"), text.in_language("en")) == ("中文", "English")


def test_fold() -> None:
    assert fold(" Ａ级（区） ") == "a级(区)"


def test_no_word_stands_for_two_things_that_are_reported(plan: Plan) -> None:
    entries: list[Goal | Deliverable] = [*plan.goals, *plan.deliverables]
    words = [set(map(fold, entry.words)) for entry in entries]
    assert sum(map(len, words)) == len(set().union(*words))


def test_a_deliverable_is_found_by_id_and_title(plan: Plan) -> None:
    found = plan.find_deliverable(" a10-05")
    assert found is not None
    assert plan.find_deliverable(found.title.zh) is found
    assert plan.find_deliverable(found.title.en.upper()) is found
    assert plan.title_of("A10-05") == found.title
    assert plan.title_of("agri_pass_rate") == plan.goal("agri_pass_rate").short


def test_what_is_reported_is_a_goal_or_a_deliverable(plan: Plan) -> None:
    assert plan.require_reported("A10-05").id == "A10-05"
    assert plan.require_reported("agri_pass_rate").id == "agri_pass_rate"
    with pytest.raises(UnknownDeliverableError, match="A10-05"):
        plan.require_reported("A10-005")
    with pytest.raises(UnknownGoalError, match="agri_pass_rate"):
        plan.require_reported("agri_pas_rate")
    with pytest.raises(UnknownGoalError):
        plan.require_reported("?")
    with pytest.raises(UnknownGoalError):
        plan.title_of("A10-99")


def test_gaps_are_those_of_three_articles(plan: Plan) -> None:
    gaps = {
        article.number: [gap.subject for gap in article.gaps] for article in plan.articles if article.gaps
    }
    assert gaps == {
        3: ["service_standard_fields", "service_standard_fields"],
        12: ["A12-03"],
        15: ["A15-10"],
    }


def test_the_plan_gives_no_deliverable_a_day_of_its_own(plan: Plan) -> None:
    assert {deliverable.due for deliverable in plan.deliverables} == {None}
