"""Exact intervals, the strict switch and funnel limits, against the tables of the domain report."""

import json
from decimal import Decimal
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any

import pytest

from indicators.exact import BASIS
from indicators.intervals import (
    FUNNEL_SCHEMA,
    clean_samples_needed,
    funnel_limits,
    goal_interval,
    interval,
    is_proved_below,
    largest_proving_sample,
    strict_light,
)
from indicators.vocabulary import Light
from tests.indicators.builders import PLAN, goal

_CATALOGUE = Path(__file__).parents[2] / "../shared/reference/catalogue.json"

needs_catalogue = pytest.mark.skipif(
    not _CATALOGUE.is_file(), reason="no ../shared/reference/catalogue.json on this machine"
)
with_farm_target = pytest.mark.parametrize("total", [1, 2, 6, 7, 16, 24, 25, 28, 29, 60])


def _catalogue(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_CATALOGUE.read_text())[name]
    return found


def _tail(failures: int, total: int, target_bp: int) -> Fraction:
    """Chance of so many failures or more at the target, in exact fractions."""
    fail = Fraction(BASIS - target_bp, BASIS)
    return sum(
        (comb(total, k) * fail**k * (1 - fail) ** (total - k) for k in range(failures, total + 1)),
        Fraction(0),
    )


@pytest.mark.parametrize(
    ("passes", "total", "low", "high"),
    [
        (480, 500, "93.89", "97.54"),
        (475, 495, "93.83", "97.51"),
        (2, 3, "9.43", "99.16"),
        (3, 3, "29.24", "100.00"),
        (24, 25, "79.65", "99.90"),
        (23, 24, "78.88", "99.89"),
        (23, 25, "73.97", "99.02"),
        (281, 287, "95.51", "99.23"),
        (0, 3, "0.00", "70.76"),
    ],
)
def test_exact_interval(passes: int, total: int, low: str, high: str) -> None:
    found = interval(passes, total)
    assert tuple(end.quantize(Decimal("0.01")) for end in found) == (Decimal(low), Decimal(high))


@needs_catalogue
def test_intervals_of_all_vectors_of_the_catalogue() -> None:
    for vector in _catalogue("test_vectors"):
        found = goal_interval(goal(vector["indicator"]), passes=vector["k"], total=vector["n"])
        shown = found and [float(round(end, 2)) for end in found]
        assert shown == vector["exact95"], vector["name"]


def test_only_the_three_sampled_rates_have_an_interval() -> None:
    with_interval = [goal.id for goal in PLAN.goals if goal_interval(goal, passes=9, total=10)]
    assert with_interval == ["agri_pass_rate", "industrial_pass_rate", "food_drug_pass_rate"]


@pytest.mark.parametrize(("passes", "total"), [(None, None), (0, 0), (None, 4)])
def test_no_sample_no_interval(passes: int | None, total: int | None) -> None:
    assert goal_interval(goal("agri_pass_rate"), passes=passes, total=total) is None


@needs_catalogue
def test_small_sample_table_of_the_catalogue() -> None:
    for row in _catalogue("small_sample_table"):
        target_bp = row["target"] * 100
        assert clean_samples_needed(target_bp) == row["n_zero_failure_exact"]
        found = {str(failures): largest_proving_sample(failures, target_bp) for failures in range(1, 5)}
        assert found == row["red_max_n_by_failures"], row["target"]


@pytest.mark.parametrize(
    ("target_bp", "needed", "by_failures"),
    [(8000, 17, [None, None, 3, 6]), (9600, 91, [None, 6, 16, 28]), (9800, 183, [1, 12, 31, 55])],
)
def test_small_sample_table(target_bp: int, needed: int, by_failures: list[int | None]) -> None:
    assert clean_samples_needed(target_bp) == needed
    assert [largest_proving_sample(failures, target_bp) for failures in range(1, 5)] == by_failures


@with_farm_target
@pytest.mark.parametrize("target_bp", [8000, 9200, 9600, 9800])
def test_proof_agrees_with_fractions_and_with_the_interval(total: int, target_bp: int) -> None:
    for failures in range(total + 1):
        proved = is_proved_below(failures, total, target_bp)
        assert proved is (_tail(failures, total, target_bp) < Fraction(25, 1000)), failures
        assert proved is (interval(total - failures, total).high < Decimal(target_bp) / 100), failures


@pytest.mark.parametrize(
    ("failures", "total", "light"),
    [
        (0, 3, Light.MET),
        (0, 400, Light.MET),
        (1, 3, Light.AT_RISK),
        (2, 6, Light.NOT_MET),
        (2, 7, Light.AT_RISK),
        (4, 28, Light.NOT_MET),
        (4, 29, Light.AT_RISK),
        (1, 25, Light.AT_RISK),
        (1, 26, Light.AT_RISK),
        (1, 48, Light.AT_RISK),
        (1, 49, Light.MET),
        (2, 51, Light.AT_RISK),
        (17, 485, Light.AT_RISK),
        (17, 486, Light.MET),
    ],
)
def test_strict_light_of_a_farm_figure(failures: int, total: int, light: Light) -> None:
    assert strict_light(failures, total, 9600) is light


@with_farm_target
def test_a_failure_more_never_improves_the_strict_light(total: int) -> None:
    order = [Light.MET, Light.AT_RISK, Light.NOT_MET]
    ranks = [order.index(strict_light(failures, total, 9600)) for failures in range(total + 1)]
    assert ranks == sorted(ranks)


def test_funnel_limits_agree_with_the_strict_switch() -> None:
    totals = [1, 3, 6, 7, 25, 91, 200, 2000]
    limits = funnel_limits(9600, totals)
    assert limits.schema == FUNNEL_SCHEMA
    for row in limits.iter_rows(named=True):
        total = row["total"]
        for failures in range(min(total, 200) + 1):
            is_below = (total - failures) * 100 / total < row["low_95"]
            assert is_below is is_proved_below(failures, total, 9600), (failures, total)


def test_funnel_limits_are_exact_quantiles_and_nested() -> None:
    for row in funnel_limits(9600, [10, 50, 150]).iter_rows(named=True):
        total = row["total"]
        for name, tail in (("95", Fraction(25, 1000)), ("998", Fraction(1, 1000))):
            fewest = round(row[f"low_{name}"] * total / 100)
            assert _tail(total - fewest, total, 9600) >= tail > _tail(total - fewest + 1, total, 9600)
            most = round(row[f"high_{name}"] * total / 100)
            assert 1 - _tail(total - most + 1, total, 9600) >= tail
            assert most == total or 1 - _tail(total - most, total, 9600) < tail
        assert row["low_998"] <= row["low_95"] <= 96 <= row["high_95"] <= row["high_998"]


def test_funnel_narrows_to_the_target() -> None:
    limits = funnel_limits(9500, [100, 1000, 10_000])
    assert limits["low_95"].to_list() == sorted(limits["low_95"])
    assert limits["high_998"].to_list() == sorted(limits["high_998"], reverse=True)
    assert funnel_limits(9500, []).is_empty()
