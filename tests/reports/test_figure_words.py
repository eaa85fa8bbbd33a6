"""What printed tables say of a row, and how the edges look: 0 and 100 %, every light, long names."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from indicators import Goal, Light, Text
from reports import Basis
from reports.brief_facts import brief_facts
from reports.figure_words import counts_words, marked_light, share_of_target, target_words, told_words
from reports.wall_sheet import print_wall_sheet
from reports.workbook import workbook_tables
from tests.factories import observation
from tests.reports.builders import plan, register, some_basis, unit

REGION = register().region.code
LHASA = "540100"


def said(goal: str, language: str = "zh", *, area: str = REGION, **facts: object) -> tuple[str, str]:
    """Counts and value of a goal after one report."""
    basis = some_basis(observation(indicator=goal, **facts))
    row = basis.row(goal, area)
    return counts_words(row, plan().goal(goal)), told_words(row, plan().goal(goal), language)


@pytest.mark.parametrize(
    ("goal", "passes", "total", "value"),
    [
        ("agri_pass_rate", 475, 495, "95.96 %"),
        ("agri_pass_rate", 0, 4, "0.0 %"),
        ("agri_pass_rate", 4, 4, "100.0 %"),
        ("large_first_acceptance", 1999, 2000, "99.95 %"),
        ("large_first_acceptance", 40, 40, "100.00 %"),
    ],
)
def test_counts_stand_before_a_rate_by_the_rule_of_display(
    goal: str, passes: int, total: int, value: str
) -> None:
    assert said(goal, numerator=passes, denominator=total) == (f"{passes}/{total}", value)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [("0", "0 项", "0 standards"), ("1", "1 项标准", "1 standard"), ("3", "3 项", "3 standards")],
)
def test_counts_of_things_carry_their_unit(value: str, zh: str, en: str) -> None:
    facts: dict[str, object] = {"numerator": None, "denominator": None, "value": value}
    facts |= {"area": REGION, "period": "2016-12", "period_type": "month"}
    for language, words in (("zh", zh), ("en", en)):
        basis = some_basis(observation(indicator="service_local_standards", **facts))
        goal = plan().goal("service_local_standards")
        assert told_words(basis.row(goal.id, REGION), goal, language) == words


def test_without_a_figure_the_reason_stands_there() -> None:
    basis, goal = some_basis(), plan().goal("agri_pass_rate")
    assert told_words(basis.row(goal.id, REGION), goal, "zh") == "逾期未报"
    assert told_words(basis.row(goal.id, REGION), goal, "en") == "report overdue"
    assert counts_words(basis.row(goal.id, REGION), goal) == ""


def test_a_county_of_the_campaign_shows_its_checklist() -> None:
    goal = plan().goal("quality_county_coverage")
    rows = [
        observation(
            indicator=goal.id, period="2016-12", period_type="month", segment=item.id,
            numerator=int(place < 3), denominator=1,
        )
        for place, item in enumerate(goal.items)
    ]  # fmt: skip
    row = some_basis(*rows).row(goal.id, "540102")
    assert counts_words(row, goal) == f"3/{len(goal.items)}"
    assert told_words(row, goal, "zh") == f"3/{len(goal.items)}"


def test_a_small_sample_is_marked() -> None:
    row = some_basis(observation()).row("agri_pass_rate", "540102")
    assert marked_light(row, "zh") == "▲ 预警 *"
    assert marked_light(some_basis().row("agri_pass_rate", "540102"), "en") == "— no data"


@pytest.mark.parametrize(
    ("value", "target", "share"),
    [
        ("48", "96", 0.5),
        ("120", "96", 1),
        ("0", "96", 0),
        (None, "96", None),
        ("3", "0", None),
        ("3", None, None),
    ],
)
def test_progress_is_a_share_of_the_target(
    value: str | None, target: str | None, share: float | None
) -> None:
    assert share_of_target({"value": value, "target": target}) == share


def every_light() -> Basis:
    """A state in which the goals take turns through all lights."""
    basis = some_basis(observation())
    lights = list(Light)
    numbers = {goal.id: goal.number for goal in plan().goals}
    rows = {
        key: {**row, "light": lights[numbers[key[0]] % len(lights)].value} for key, row in basis.rows.items()
    }
    return replace(basis, rows=rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_light_is_written(language: str) -> None:
    basis = every_light()
    sheet = print_wall_sheet(basis, unit("region"), language)
    words = " ".join(pypdf.PdfReader(io.BytesIO(sheet)).pages[0].extract_text().split())
    facts = brief_facts(basis, unit("prefecture", "拉萨市"), language)
    in_brief = {row[side]["light"].removesuffix(" *") for row in facts["goals"] for side in ("left", "right")}
    in_book = {row[5].value for row in workbook_tables(basis, language)[0].rows}
    for light in Light:
        wanted = marked_light({"light": light, "flags": []}, language)
        assert words.count(wanted) >= 6
        assert wanted in in_brief
        assert wanted in in_book


def test_long_names_are_cut_to_their_place() -> None:
    long = "很长的名称" * 20

    def renamed(goal: Goal) -> Goal:
        return replace(goal, short=Text(long, long), name=Text(long, long))

    goals = tuple(renamed(goal) for goal in plan().goals)
    basis = replace(some_basis(observation(), as_of=date(2016, 9, 30)), plan=replace(plan(), goals=goals))
    of = replace(unit("region"), goals=goals)
    words = pypdf.PdfReader(io.BytesIO(print_wall_sheet(basis, of, "zh"))).pages[0].extract_text()
    assert words.count("…") == len(goals) + 1  # and the heading of the map
    assert long not in words
    assert (
        brief_facts(basis, replace(unit("prefecture", "拉萨市"), goals=goals), "zh")["left_out"].count(long)
        > 5
    )


def test_targets_are_those_of_the_plan() -> None:
    assert [
        target_words(plan().goal(goal), "en") for goal in ("agri_pass_rate", "engineering_accidents")
    ] == [
        "≥ 96 %",
        "= 0 accidents",
    ]
