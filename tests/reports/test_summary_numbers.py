"""Every number of a summary against `quality status --json`, worked out anew from its rows."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, TypeAlias

import pytest

from data import illustrative_entries, illustrative_observations
from geo import Area
from indicators import Goal, Kind, Level
from reports import Unit
from tests.reports.builders import Written, numbers, plan, register, unit

Row: TypeAlias = Mapping[str, Any]
Told: TypeAlias = Mapping[tuple[str, str], Row]

EDITIONS = [("region", ""), *(("prefecture", area.name_zh) for area in register().prefectures)]
EDITIONS += [("department", each.name.zh) for each in plan().departments]
SECTOR = re.compile("（.）(产品|工程|服务|环境)质量")
LIGHTS = ("met", "on_track", "at_risk", "not_met", "no_data", "not_applicable")
CUTOFF = {"2016", "12", "31"}

pytestmark = pytest.mark.parametrize(("edition", "name"), EDITIONS, ids=lambda word: word or "office")


def shown(value: str, target: str | None, places: int | None = None) -> str:
    """A rate by R3, from its words: two decimals near the target, never rounded up to a limit."""
    exact, limits = Decimal(value), [Decimal(100)] + ([Decimal(target)] if target else [])
    is_near = target is not None and abs(exact - Decimal(target)) <= Decimal("0.5")
    step = Decimal(1).scaleb(-(places if places is not None else 2 if is_near else 1))
    rounded = exact.quantize(step, ROUND_HALF_UP)
    if any(exact < limit <= rounded for limit in limits):
        rounded = exact.quantize(step, ROUND_DOWN)
    return str(rounded)


def rate(row: Row, goal: Goal) -> str:
    return shown(row["value"], row["target"], 2 if goal.kind is Kind.RISE else None)


def facts(row: Row, goal: Goal) -> Iterator[str]:
    """Every number that a sentence on a row may hold."""
    yield from CUTOFF
    for name in ("numerator", "denominator", "short", "reported", "expected"):
        yield str(row[name])
    yield str((row["expected"] or 0) - (row["reported"] or 0))
    yield from numbers(row["sentence_zh"])
    for text in (row["value"], row["pooled"], row["low"], row["high"], row["planned"]):
        yield from () if text is None else (shown(text, row["target"]), shown(text, row["target"], 2))
    yield from gaps(row, goal)


def gaps(row: Row, goal: Goal) -> Iterator[str]:
    """Differences in points between figures as they are written."""
    if row["value"] is None or not goal.is_percent:
        return
    values = [Decimal(rate(row, goal)), *map(Decimal, numbers(row["sentence_zh"]))]
    others = [Decimal(row["target"])] if row["target"] else values
    yield from (str(abs(value - other)) for value in values for other in others)


@cache
def case_days(goal: Goal) -> set[str]:
    """Years, months and days on which the cases of a goal were found or closed."""
    rows = illustrative_observations(plan(), register())
    cases = illustrative_entries(rows, plan(), register()).filter(kind="case", subject=goal.id)
    days = [*cases["day"], *cases["closed_on"].drop_nulls()]
    return {part.lstrip("0") for day in days for part in day.split("-")}


def sector_lines(written: Written) -> list[str]:
    found = [lines for heading, lines in written.sections.items() if SECTOR.fullmatch(heading)]
    return [line for lines in found for line in lines[1:]]


def goal_lines(written: Written) -> Iterator[tuple[Goal, str]]:
    for line in sector_lines(written):
        found = re.match(r"(\d+)\.", line)
        if found:
            yield plan().goals[int(found[1]) - 1], line


def told_of(goal: Goal, of: Unit, told: Told) -> Row:
    return told[goal.id, of.area]


@pytest.fixture(name="written")
def _written(edition: str, name: str, summary: Callable[..., Written]) -> Written:
    return summary(edition, name)


@pytest.fixture(name="of")
def _of(edition: str, name: str) -> Unit:
    return unit(edition, name)


def test_lights_are_counted(written: Written, of: Unit, told: Told) -> None:
    lights = [told_of(goal, of, told)["light"] for goal in of.goals]
    line = written.sections["一、总体情况"][1]
    name, _, counts = line.partition("共")
    assert numbers(name) == []
    assert numbers(counts) == [str(len(of.goals)), *(str(lights.count(light)) for light in LIGHTS)]


def test_every_goal_is_told_once(written: Written, of: Unit, told: Told) -> None:
    lines = dict(goal_lines(written))
    left_out = {
        goal
        for goal in of.goals
        if told_of(goal, of, told)["reason"] == "not_at_level" and told_of(goal, of, told)["value"] is None
    }
    assert set(lines) == set(of.goals) - left_out
    assert len(list(goal_lines(written))) == len(lines)
    said = "".join(line for line in sector_lines(written) if line.startswith("另有"))
    assert all(goal.short.zh in said for goal in left_out)


def test_numbers_of_sentences_are_those_of_the_status(written: Written, of: Unit, told: Told) -> None:
    for goal, line in goal_lines(written):
        row = told_of(goal, of, told)
        said, _, cases = line.removeprefix(f"{goal.number}.{goal.name.zh}：").partition("登记在案：")
        assert set(numbers(said)) <= {*facts(row, goal), *numbers(goal.name.zh)}, line
        assert set(numbers(cases)) <= case_days(goal), line


def test_counts_and_rates_are_said(written: Written, of: Unit, told: Told) -> None:
    for goal, line in goal_lines(written):
        row = told_of(goal, of, told)
        if goal.is_percent and row["value"] is not None:
            assert {str(row["numerator"]), str(row["denominator"])} <= set(numbers(line)), line
            assert f"{rate(row, goal)}%" in line
            assert row["target"] is None or "个百分点" in line or "100%目标" in line or "不判定" in line


def test_annex_1_repeats_the_status(written: Written, of: Unit, told: Told) -> None:
    rows = written.tables["指标完成情况表"][1:]
    assert [row[0] for row in rows] == [str(goal.number) for goal in of.goals]
    for goal, (_, _, target, counts, value, light, _) in zip(of.goals, rows, strict=True):
        row = told_of(goal, of, told)
        assert numbers(target) == (
            [row["target"]] if row["target"] and goal.kind is not Kind.MILESTONE else []
        )
        counted = (row["numerator"], row["denominator"])
        expected = [] if None in counted else list(map(str, counted))
        assert numbers(counts) == expected
        if goal.is_percent and row["value"] is not None:
            assert value == f"{rate(row, goal)}%"
        assert light == {
            "met": "达标", "on_track": "按进度", "at_risk": "预警", "not_met": "未达标",
            "no_data": "无数据", "not_applicable": "不适用",
        }[row["light"]]  # fmt: skip


def test_areas_repeat_the_status(written: Written, of: Unit, told: Told) -> None:
    below = [goal for goal in of.goals if goal.natural_level is not Level.REGION]
    compare = written.tables.get("地（市）对比表", [[]])[1:]
    for goal, cells in zip(below, compare, strict=True):
        for area, cell in zip(register().prefectures, cells[2:], strict=True):
            assert numbers(cell) == list(cell_numbers(told[goal.id, area.code], goal)), (goal.id, area)
    own = [goal for goal in of.goals if goal.natural_level is Level.COUNTY]
    counties = register().counties_of(of.area) if own else ()
    for county, cells in zip(counties, written.tables.get("县（区）情况表", [[]])[1:], strict=True):
        for goal, cell in zip(own, cells[2:], strict=True):
            assert numbers(cell) == list(cell_numbers(told[goal.id, county.code], goal)), (goal.id, county)


def cell_numbers(row: Row, goal: Goal) -> Iterator[str]:
    """The numbers of a cell: counts, then the value; items of a checklist alone."""
    if row["value"] is None:
        return
    if goal.kind is Kind.SHARE_OF_COUNTIES and row["level"] == "county":
        yield from (str(int(Decimal(row["value"]) / 20)), "5")
        return
    if row["denominator"] is not None and goal.kind is not Kind.RISE:
        yield from (str(row["numerator"]), str(row["denominator"]))
    yield rate(row, goal) if goal.is_percent else row["value"]


def test_excess_is_failures_beyond_the_target(written: Written, of: Unit, told: Told) -> None:
    assert of.goals or "超额" not in written.text
    for line in written.sections["五、存在问题和原因"]:
        found = re.fullmatch(r"(.+)超额不合格最多的.+是(.+)：不合格(\d+)\D+多([\d.]+)\D+", line)
        if not found:
            continue
        goal = plan().require_goal(found[1])
        area = next(area for area in register().areas if area.name_zh == found[2])
        row = told[goal.id, area.code]
        failures = row["denominator"] - row["numerator"]
        allowed = (100 - Decimal(row["target"])) * row["denominator"] / 100
        assert (int(found[3]), Decimal(found[4])) == (failures, failures - allowed)


def test_problems_count_what_they_name(written: Written, of: Unit, told: Told) -> None:
    names = {"未达标": "not_met", "预警": "at_risk", "无数据": "no_data"}
    said = dict[str, list[str]]()
    for line in written.sections["五、存在问题和原因"]:
        found = re.fullmatch(r"(未达标|预警|无数据)(\d+)项：(.+)。", line)
        if found:
            said[names[found[1]]] = found[3].split("、")
            assert len(said[names[found[1]]]) == int(found[2])
    for light in names.values():
        assert said.get(light, []) == [
            goal.short.zh for goal in of.goals if told_of(goal, of, told)["light"] == light
        ]


def test_extremes_are_gaps_to_the_target(written: Written, of: Unit, told: Told) -> None:
    goals = {goal.short.zh: goal for goal in of.goals}
    for line in written.sections["一、总体情况"]:
        said = re.findall(r"([^、：（]+)（([\d.]+)%，([高低])([\d.]+)个百分点）", line)
        for short, value, direction, gap in said:
            row = told_of(goals[short], of, told)
            assert value == rate(row, goals[short])
            signed = Decimal(value) - Decimal(row["target"])
            assert (direction, Decimal(gap)) == ("高" if signed > 0 else "低", abs(signed))
        assert numbers(line)[:1] == [str(len(said))] or "最多的" not in line


def test_the_opening_counts_counties_with_reports(written: Written, of: Unit, told: Told) -> None:
    own = [goal for goal in of.goals if goal.natural_level is Level.COUNTY]
    counties = register().counties_of(of.area)
    reported = sum(any(told[goal.id, county.code]["reported"] for goal in own) for county in counties)
    (line,) = [line for line in written.sections["opening"] if line.startswith("根据")]
    assert f"数据截至2016年12月31日，{len(counties)}个县（区）中有{reported}个报送了数据" in line
    assert numbers(line) == [
        "2016",
        *("2016", "12", "31"),
        str(len(counties)),
        str(reported),
        *("2016", "12", "31"),
    ]


def test_tasks_add_up(written: Written, of: Unit) -> None:
    """The deliverables of each article are those of the plan, each in one state, and together the whole."""
    articles = [article for article in of.articles if article.deliverables]
    lines = [line for lines in written.sections.values() for line in lines if re.match("第.+条", line)]
    counted = [list(map(int, numbers(line))) for line in lines]
    assert [line.partition("：")[0] for line in lines] == [
        f"第{article.numeral}条{article.title.zh}" for article in articles
    ]
    assert [row[0] for row in counted] == [len(article.deliverables) for article in articles]
    assert [row[0] for row in counted] == [sum(row[1:6]) for row in counted]
    table = [row for row in written.tables["任务清单"][1:] if "目标" not in row[3]]
    assert [list(map(int, row[3:])) for row in table] == counted
    (whole,) = [line for line in written.sections["一、总体情况"] if "工作成果" in line]
    if articles:
        sums = [sum(row[place] for row in counted) for place in range(7)]
        assert list(map(int, numbers(whole))) == [len(articles), *sums]


def test_campaigns_hold_the_numbers_of_their_names_only(written: Written, of: Unit) -> None:
    """The made-up year reports no number for a campaign; what a unit types is read in `test_tasks`."""
    lines = [line for lines in written.sections.values() for line in lines if line.startswith("专项行动")]
    titles = [each.title.zh for article in of.articles for each in article.deliverables]
    for line in lines:
        named = [title for title in titles if f"{title}（" in line]
        assert sorted(numbers(line)) == sorted(number for title in named for number in numbers(title))


def test_open_items_are_the_goals_not_met(written: Written, of: Unit, told: Told) -> None:
    goals = [goal for goal in of.goals if told_of(goal, of, told)["light"] == "not_met"]
    table = written.tables.get("六、下一步工作打算", [[]])[1:]
    assert [row[0] for row in table] == [goal.short.zh for goal in goals]
    for goal, (_, figure, *_) in zip(goals, table, strict=True):
        assert set(numbers(figure)) <= set(facts(told_of(goal, of, told), goal)) | {"3", "4"}
    said = written.sections["六、下一步工作打算"][1]
    assert numbers(said) == ([str(len(goals))] if goals else [])


def test_small_samples_and_the_late_are_counted(written: Written, of: Unit, told: Told) -> None:
    counties = register().counties_of(of.area)
    sampled = [goal for goal in of.goals if goal.sampled]
    small = {
        county.code
        for county in counties
        for goal in sampled
        if "small_sample" in told[goal.id, county.code]["flags"]
    }
    said = "\n".join(written.sections["五、存在问题和原因"])
    found = re.search(r"样本不足的县（区）(\d+)个", said)
    assert (int(found[1]) if found else 0) == len(small)
    for name, total, failures in re.findall(r"[：、]([^、：]+?)抽检(\d+)\D+?，不合格(\d+)", said):
        (county,) = [each for each in counties if each.name_zh == name]
        pairs = [(told[goal.id, county.code]["denominator"], told[goal.id, county.code]) for goal in sampled]
        assert any(n == int(total) and n - row["numerator"] == int(failures) for n, row in pairs if n)
    for level, areas in (("county", counties), ("prefecture", _own_prefectures(of))):
        word = {"county": "县（区）", "prefecture": "地（市）"}[level]
        late = [area.name_zh for area in areas if _owes(area.code, level, of, told)]
        found = re.search(rf"逾期未报的{word}(\d+)个：(.+)。", said)
        assert (int(found[1]) if found else 0) == len(late)
        assert not found or set(found[2].removesuffix("等").split("、")) <= set(late)


def _own_prefectures(of: Unit) -> tuple[Area, ...]:
    return tuple(area for area in register().prefectures if of.area in {area.code, area.parent})


def _owes(area: str, level: str, of: Unit, told: Told) -> bool:
    rows = [told[goal.id, area] for goal in of.goals if goal.natural_level == level]
    return any(row["reason"] == "not_reported" or "stale" in row["flags"] for row in rows)


def test_definitions_hold_the_numbers_of_the_plan_only(written: Written, of: Unit) -> None:
    lines = [line for line in written.sections["口径说明与数据来源"] if re.match(r"\d+\.", line)]
    for goal, line in zip(of.goals, lines, strict=True):
        told_there = (
            f"{goal.number} {goal.short.zh} {goal.description.zh} {[text.zh for text in goal.assumed]}"
        )
        assert numbers(line) == numbers(told_there)


def test_no_other_part_holds_numbers(written: Written, of: Unit) -> None:
    """Every paragraph with numbers lies in a part that the tests above read."""
    assert of.edition
    parts = {heading for heading, lines in written.sections.items() if numbers("".join(lines[1:]))}
    tasks = {
        heading for heading in parts if any(re.match("第.+条", line) for line in written.sections[heading])
    }
    annexes = {"指标完成情况表", "地（市）对比表", "县（区）情况表", "任务清单", "口径说明与数据来源"}
    sections = {"opening", "一、总体情况", "五、存在问题和原因", "六、下一步工作打算"}
    goals = {heading for heading in parts if SECTOR.fullmatch(heading)}
    assert parts - tasks - goals <= annexes | sections
    for annex in annexes - {"口径说明与数据来源"}:
        said = "".join(written.sections[annex]).replace(plan().name.zh, "")
        assert set(numbers(said)) <= {*CUTOFF, "1", "2", "3", "4", "5"}
