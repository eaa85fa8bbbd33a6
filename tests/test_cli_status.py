"""`quality status`: what it says of one county for each kind of goal, and the strict switch."""

import re
from pathlib import Path
from typing import Any

import pytest

from deploy import verbs
from indicators import Kind, Level, Plan
from tests.commands import Command
from tests.factories import csv_file, observation

_COUNTY = "林周县"
_DOCUMENT = Path(__file__).parents[1] / "docs/status_json.md"
_TABLE = """indicator,area,period,segment,numerator,denominator,value,state,evidence
quality_county_coverage,林周县,2016-11,leading_group,1,1,,,
quality_county_coverage,林周县,2016-11,work_plan,1,1,,,
quality_county_coverage,林周县,2016-11,kickoff,1,1,,,
quality_county_coverage,林周县,2016-11,appraisal,0,1,,,
agri_pass_rate,林周县,2016Q3,,23,24,,,
food_drug_pass_rate,林周县,2016-11,food,17,20,,,
food_drug_pass_rate,林周县,2016-11,drug,20,20,,,
other_first_acceptance,林周县,2016-11,,49,50,,,
completed_conformity,林周县,2016-11,,9,10,,,
large_industry_qms_rate,林周县,2016Q3,,2,4,,,
engineering_accidents,林周县,2016-11,,,,0,,
garbage_harmless_rate,林周县,2015,,1800,2000,,,
garbage_harmless_rate,林周县,2016,,1900,2000,,,
two_rivers_afforestation,林周县,2016Q3,,80,100,,judged_met,林业局验收单
"""


def _facts(
    light: str,
    rule: str,
    counts: tuple[int | None, int | None],
    value: str | None,
    target: str | None,
    **facts: object,
) -> dict[str, object]:
    """What a row says without its sentences."""
    numerator, denominator = counts
    numbers = {"numerator": numerator, "denominator": denominator, "value": value, "target": target}
    return {"light": light, "rule": rule, **numbers, "short": 0, "flags": [], **facts}


_EXPLAINED = {
    "quality_county_coverage": (
        _facts("not_met", "R8", (0, 1), "60", "80", short=2),
        "3/5 项，尚未全面开展，还差 2 项，暂不计入。",
        "3 of 5 items: not in full, 2 missing, the county does not count yet.",
    ),
    "agri_pass_rate": (
        _facts(
            "at_risk", "R6", (23, 24), "95.83333333333333333333333333", "96", short=1, flags=["small_sample"]
        ),
        "23/24，95.83 %，目标 ≥ 96 %：仅 1 个不合格且样本少于 25 个，只预警。",
        "23 of 24, 95.83 %; target ≥ 96 %: one failure in fewer than 25, a warning only.",
    ),
    "food_drug_pass_rate": (
        _facts("not_met", "R5", (37, 40), "92.5", "95", short=1),
        "37/40，92.5 %，目标 ≥ 95 %：还差 1 批次。",
        "37 of 40, 92.5 %; target ≥ 95 %: 1 more needed (batch).",
    ),
    "other_first_acceptance": (
        _facts("at_risk", "R5", (49, 50), "98", "98"),
        "49/50，98.00 %，目标 ≥ 98 %：已达标，但没有余量。",
        "49 of 50, 98.00 %; target ≥ 98 %: met, but with no room left.",
    ),
    "completed_conformity": (
        _facts("not_met", "R7", (9, 10), "90", "100", short=1, flags=["irrecoverable"]),
        "9/10，90.0 %，目标 = 100 %：出现 1 个项目不合格，年内不可挽回。",
        "9 of 10, 90.0 %; target = 100 %: 1 failed (project), lost for the year.",
    ),
    "large_industry_qms_rate": (
        _facts("not_met", "R8", (2, 4), "50", "100", short=2),
        "2/4，50.0 %，目标 = 100 %：还差 2 家企业。",
        "2 of 4, 50.0 %; target = 100 %: 2 more needed (enterprise).",
    ),
    "engineering_accidents": (
        _facts("met", "R7", (None, None), "0", "0"),
        "0 起，目标 = 0 起，已达标。",
        "0 accidents; target = 0 accidents: met.",
    ),
    "garbage_harmless_rate": (
        _facts("met", "R11", (1900, 2000), "95", None),
        "1900/2000，95.00 %，上年（2015）1800/2000，90.00 %：高于上年，已达标。",
        "1900 of 2000, 95.00 %; last year (2015) 1800 of 2000, 90.00 %: above last year, met.",
    ),
    "two_rivers_afforestation": (
        _facts("met", "judged", (80, 100), "80", None, short=None),
        "经评定达标，有佐证。附报 80/100，80.0 %。",
        "Judged as met, with evidence. Reported beside it: 80 of 100, 80.0 %.",
    ),
    "large_first_acceptance": (
        _facts("no_data", "R13", (None, None), None, "100", short=None, reason="not_reported"),
        "无数据：逾期未报。",
        "No data: report overdue.",
    ),
}


@pytest.fixture(name="rows")
def _rows(quality: Command, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """The rows of a county that reported on each kind of goal that counties keep, at the deadline."""
    path = tmp_path / "林周县.csv"
    path.write_text(_TABLE, encoding="utf-8")
    assert quality("import", path, "--by", "扎西").code == verbs.OK
    shown = quality("status", "--as-of", "2016-12-31", "--area", _COUNTY, "--json")
    return {row["indicator"]: row for row in shown.json}


@pytest.mark.parametrize("goal", _EXPLAINED)
def test_a_county_is_told_figure_rule_and_reason(goal: str, rows: dict[str, dict[str, Any]]) -> None:
    facts, zh, en = _EXPLAINED[goal]
    row = rows[goal]
    assert {name: row[name] for name in facts} == facts
    assert (row["sentence_zh"], row["sentence_en"]) == (zh, en)


def test_every_row_has_a_rule_and_both_sentences(plan: Plan, rows: dict[str, dict[str, Any]]) -> None:
    assert set(rows) == {goal.id for goal in plan.goals}
    assert all(row["rule"] and row["sentence_zh"] and row["sentence_en"] for row in rows.values())


def test_every_kind_that_counties_keep_is_among_them(plan: Plan) -> None:
    kept = {goal.kind for goal in plan.goals if goal.natural_level is Level.COUNTY}
    assert {plan.goal(goal).kind for goal in _EXPLAINED} == kept


def test_what_counties_do_not_keep_is_not_applicable_and_says_why(
    plan: Plan, rows: dict[str, dict[str, Any]]
) -> None:
    elsewhere = [goal for goal in plan.goals if goal.natural_level is not Level.COUNTY]
    said: dict[Kind, set[tuple[str, ...]]] = {}
    for goal in elsewhere:
        row = rows[goal.id]
        assert (row["light"], row["rule"], row["value"]) == ("not_applicable", "R13", None)
        said.setdefault(goal.kind, set()).add((row["reason"], row["sentence_zh"], row["sentence_en"]))
    at_level = ("not_at_level", "不适用：该级不设此目标。", "Not applicable: no target at this level.")
    air = ("no_station", "不适用：无监测点位。", "Not applicable: no monitoring station.")
    assert said.pop(Kind.MEAN_OF_PREFECTURES) == {air}
    assert all(reasons == {at_level} for reasons in said.values())
    assert {Kind.MILESTONE, Kind.ASPIRATION, Kind.NEAR_REFERENCE, Kind.REACH_REFERENCE, Kind.QUOTA} <= set(
        said
    )


def test_before_the_deadline_the_plan_by_date_is_told(
    quality: Command, rows: dict[str, dict[str, Any]]
) -> None:
    assert rows["large_industry_qms_rate"]["planned"] is None
    words = ("status", "--area", _COUNTY, "--indicator", "large_industry_qms_rate", "--json")
    (row,) = quality(*words, "--as-of", "2016-10-01").json
    assert (row["light"], row["planned"]) == ("at_risk", "74.86338797814207650273224044")
    assert (
        row["sentence_en"]
        == "2 of 4, 50.0 %; target = 100 %: 2 more needed (enterprise); 74.9 planned by now."
    )


def test_all_keys_are_documented(rows: dict[str, dict[str, Any]]) -> None:
    lines = _DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [line.split("|")[1] for line in lines if line.startswith("| `")]
    documented = re.findall(r"`(\w+)`", " ".join(cells))
    assert sorted(documented) == sorted(rows["agri_pass_rate"])


def test_the_strict_switch(quality: Command, tmp_path: Path) -> None:
    path = tmp_path / "farm.csv"
    path.write_bytes(csv_file(observation(period="2016Q4", numerator=22, denominator=24)))
    quality("import", path, "--by", "扎西")
    words = ("status", "--json", "--area", "城关区", "--indicator", "agri_pass_rate")
    (usual,), (strict,) = (quality(*words, *more).json for more in ((), ("--strict",)))
    assert (usual["light"], usual["rule"], usual["flags"]) == ("not_met", "R6", [])
    assert (strict["light"], strict["rule"], strict["flags"]) == ("at_risk", "R6", ["small_sample"])
    assert strict["sentence_zh"].endswith("2 个不合格太少，不能排除偶然，只预警。")
