"""The strict switch of R6: a county is blamed for its samples only where chance is ruled out."""

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from indicators.goal import Goal
from indicators.intervals import is_proved_below, strict_light
from indicators.judging import judge
from indicators.rating import small_sample_size
from indicators.status import status
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Flag, Kind, Level, Light
from tests.indicators.builders import LATE, PLAN, farm, frame, goal, hierarchy, one_status, status_of
from tests.indicators.tables import random_places, random_rows

_CATALOGUE = Path(__file__).parents[2] / "../shared/reference/catalogue.json"
_MET, _RISK, _MISS = Light.MET, Light.AT_RISK, Light.NOT_MET
_ORDER = [_MISS, _RISK, _MET]
_SAMPLED = [goal for goal in PLAN.goals if goal.sampled]
_CENSUS_RATES = [goal for goal in PLAN.goals if goal.kind is Kind.RATE and not goal.sampled]

totals = st.integers(min_value=1, max_value=60) | st.integers(min_value=1, max_value=3000)


def sample(failures: int, total: int, *, level: Level = Level.COUNTY, **facts: Any) -> Figure:  # noqa: ANN401
    """A complete and fresh rate unless the facts say otherwise."""
    usual = {"end": LATE, "reported": 1, "expected": 1}
    return Figure(level=level, numerator=total - failures, denominator=total, **{**usual, **facts})


def strict(figure: Figure, goal: Goal) -> Verdict:
    """The verdict under the switch, at the deadline."""
    return judge(figure, goal, as_of=LATE, strict=True)


@pytest.mark.parametrize(
    ("failures", "total", "light", "rule", "flags"),
    [
        (0, 3, _MET, "R6", (Flag.SMALL_SAMPLE,)),
        (1, 3, _RISK, "R6", (Flag.SMALL_SAMPLE,)),
        (2, 6, _MISS, "R6", ()),
        (2, 7, _RISK, "R6", (Flag.SMALL_SAMPLE,)),
        (2, 24, _RISK, "R6", (Flag.SMALL_SAMPLE,)),
        (3, 16, _MISS, "R6", ()),
        (3, 17, _RISK, "R6", (Flag.SMALL_SAMPLE,)),
        (2, 25, _RISK, "R6", ()),
        (4, 28, _MISS, "R6", ()),
        (4, 29, _RISK, "R6", ()),
        (0, 25, _MET, "R5", ()),
        (1, 25, _RISK, "R5", ()),
        (1, 49, _MET, "R5", ()),
    ],
)
def test_strict_verdict_on_farm_samples(
    failures: int, total: int, light: Light, rule: str, flags: tuple[Flag, ...]
) -> None:
    found = strict(sample(failures, total), goal("agri_pass_rate"))
    assert (found.light, found.rule, found.flags) == (light, rule, flags)


@pytest.mark.skipif(not _CATALOGUE.is_file(), reason="no ../shared/reference/catalogue.json on this machine")
def test_small_sample_table_of_the_catalogue() -> None:
    farming = goal("agri_pass_rate")
    for row in json.loads(_CATALOGUE.read_text(encoding="utf-8"))["small_sample_table"]:
        judged = replace(farming, threshold_bp=row["target"] * 100)
        for words, largest in row["red_max_n_by_failures"].items():
            failures = int(words)
            red = [n for n in range(failures, 70) if strict(sample(failures, n), judged).light is _MISS]
            assert max(red, default=None) == largest, (row["target"], failures)
        clean = [n for n in range(1, 70) if strict(sample(0, n), judged).flags == ()]
        assert min(clean) == row["n_one_failure_ok"], row["target"]


@given(goal=st.sampled_from(_SAMPLED), total=totals, share=st.integers(min_value=0, max_value=30))
def test_agrees_with_the_plain_statement_of_the_switch(goal: Goal, total: int, share: int) -> None:
    failures = total * share // 100
    found = strict(sample(failures, total), goal)
    assert found.light is strict_light(failures, total, goal.target_bp)
    assert (found.light is _MISS) is is_proved_below(failures, total, goal.target_bp)
    assert (found.rule == "R6") is (found.is_tested or total < small_sample_size(goal.target_bp))
    usual = judge(sample(failures, total), goal, as_of=LATE)
    assert _ORDER.index(found.light) >= _ORDER.index(usual.light)
    assert (found.value, found.short) == (usual.value, usual.short)


@settings(max_examples=400, deadline=None)
@given(
    goal=st.sampled_from(_SAMPLED + _CENSUS_RATES),
    passes=st.integers(min_value=0, max_value=60) | st.integers(min_value=0, max_value=3000),
    failures=st.integers(min_value=0, max_value=40),
)
def test_a_pass_never_worsens_and_a_failure_never_improves(goal: Goal, passes: int, failures: int) -> None:
    def rank(good: int, bad: int) -> int:
        return _ORDER.index(strict(sample(bad, good + bad), goal).light)

    before = rank(passes, failures or 1)
    assert rank(passes + 1, failures or 1) >= before
    assert rank(passes + 1, (failures or 1) - 1) >= before
    assert rank(passes, (failures or 1) + 1) <= before


@pytest.mark.parametrize(
    ("failures", "facts", "flag"),
    [(1, {"reported": 0}, Flag.PARTIAL), (1, {"end": date(2016, 8, 31)}, Flag.STALE)],
)
def test_doubtful_reports_are_no_better_than_at_risk_as_in_r5(
    failures: int, facts: dict[str, Any], flag: Flag
) -> None:
    fresh = strict(sample(failures, 200), goal("agri_pass_rate"))
    doubtful = strict(sample(failures, 200, **facts), goal("agri_pass_rate"))
    assert (fresh.light, fresh.flags) == (_MET, ())
    assert (doubtful.light, doubtful.rule, doubtful.flags) == (_RISK, "R5", (flag,))
    below = strict(sample(2, 7, **facts), goal("agri_pass_rate"))
    assert (below.light, below.flags) == (_RISK, (Flag.SMALL_SAMPLE, flag))


@pytest.mark.parametrize("level", [Level.PREFECTURE, Level.REGION])
@pytest.mark.parametrize("each", _SAMPLED, ids=lambda each: each.id)
def test_the_switch_is_for_counties_only(each: Goal, level: Level) -> None:
    assert strict(sample(1, 3, level=level), each).light is _MISS


@given(
    goal=st.sampled_from(_CENSUS_RATES),
    failures=st.integers(min_value=0, max_value=9),
    passes=st.integers(min_value=1, max_value=90),
)
def test_a_census_has_no_chance_to_rule_out(goal: Goal, failures: int, passes: int) -> None:
    figure = sample(failures, passes + failures)
    assert strict(figure, goal) == judge(figure, goal, as_of=LATE)


@pytest.mark.parametrize(
    ("passes", "total", "zh", "en"),
    [
        (
            22,
            24,
            "22/24，91.7 %，目标 ≥ 96 %：还差 2 个样品，但 2 个不合格太少，不能排除偶然，只预警。",
            (
                "22 of 24, 91.7 %; target ≥ 96 %: 2 more needed (sample), "
                "but too few failures (2) to rule out chance, a warning only."
            ),
        ),
        (
            4,
            6,
            "4/6，66.7 %，目标 ≥ 96 %：还差 2 个样品，2 个不合格已可排除偶然。",
            (
                "4 of 6, 66.7 %; target ≥ 96 %: 2 more needed (sample), "
                "and 2 failures are too many to be chance."
            ),
        ),
        (
            5,
            5,
            "5/5，100.0 %，目标 ≥ 96 %：无不合格，但少于 25 个，样本少。",
            "5 of 5, 100.0 %; target ≥ 96 %: no failure, but fewer than 25, a small sample.",
        ),
    ],
)
def test_the_sentence_says_why(passes: int, total: int, zh: str, en: str) -> None:
    rows = frame([farm("2016Q4", passes, total)])
    found = status(rows, plan=PLAN, hierarchy=hierarchy(), as_of=LATE, strict=True)
    row = one_status(found, "agri_pass_rate", "540102")
    assert (row["rule"], row["sentence_zh"], row["sentence_en"]) == ("R6", zh, en)


def test_only_sampled_rows_of_counties_change() -> None:
    changed = 0
    for seed in range(6):
        dice = random.Random(seed)
        areas = random_places(dice)
        rows = random_rows(dice, areas)
        usual = status_of(rows, areas=areas)
        found = status(frame(rows), plan=PLAN, hierarchy=hierarchy(areas), as_of=LATE, strict=True)
        is_tested = pl.col("indicator").is_in([goal.id for goal in _SAMPLED]) & (
            pl.col("level") == Level.COUNTY
        )
        assert_frame_equal(found.filter(~is_tested), usual.filter(~is_tested))
        changed += not found.filter(is_tested).equals(usual.filter(is_tested))
    assert changed
