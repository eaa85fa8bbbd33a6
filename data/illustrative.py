"""Illustrative data: one plausible year for all counties, made up, always the same, always labelled.

Sizes follow what was published for Tibet: some four food samples a county in half a year, agricultural pass
rates near 97 %, air worst in Lhasa and Nagqu, no exporters and few above-scale plants in most counties.
"""

import calendar
import random
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from data.illustrative_deliverables import deliverable_rows
from data.illustrative_rows import ILLUSTRATIVE_NOTE, reporting, row
from data.illustrative_told import rising_rows, told_rows
from geo import Register
from indicators import OBSERVATION_SCHEMA, Goal, Kind, PeriodType, Plan, Reason, Temporal

__all__ = ["ILLUSTRATIVE_NOTE", "illustrative_observations"]

_SEED = 2016
_COMPLETE_COUNTIES = 58
"""Counties with the whole checklist at the year's end: two short of the target, so there is work to do."""

_PERIODS = {
    PeriodType.MONTH: ("-01", "-02", "-03", "-04", "-05", "-06", "-07", "-08", "-09", "-10", "-11", "-12"),
    PeriodType.QUARTER: ("Q1", "Q2", "Q3", "Q4"),
    PeriodType.HALF: ("H1", "H2"),
    PeriodType.YEAR: ("",),
}


@dataclass(frozen=True, slots=True)
class _Habit:
    """How one rate behaves: samples a period, chance to pass, share of areas without any such object."""

    size: float
    chance: float
    without_object: float = 0.0


_HABITS = {
    "agri_pass_rate": _Habit(3.2, 0.972),
    "industrial_pass_rate": _Habit(9, 0.935),
    "food_drug_pass_rate": _Habit(2.4, 0.962),
    "export_pass_rate": _Habit(4, 1.0, without_object=0.45),
    "large_industry_qms_rate": _Habit(2.2, 0.9, without_object=0.7),
    "completed_conformity": _Habit(1.6, 0.9995, without_object=0.1),
    "large_first_acceptance": _Habit(0.5, 0.992, without_object=0.4),
    "other_first_acceptance": _Habit(2.8, 0.988),
    "service_qms_cert_rate": _Habit(40, 0.83),
    "industrial_discharge": _Habit(8, 0.995),
    "drinking_source": _Habit(5, 1.0),
}
_WEAK_PREFECTURES = {"540300": 0.02, "542400": 0.015}
_AIR = {
    "540100": 0.9,
    "540200": 0.965,
    "540300": 0.955,
    "540400": 0.998,
    "540500": 0.975,
    "542400": 0.93,
    "542500": 0.99,
}


def illustrative_observations(plan: Plan, register: Register) -> pl.DataFrame:
    """A frame as `OBSERVATION_SCHEMA` for the whole year; the same on every call and machine."""
    dice = random.Random(_SEED)  # noqa: S311 -- made-up figures, no secret
    rows: list[dict[str, object]] = []
    for goal in plan.goals:
        rows += _goal_rows(goal, plan=plan, register=register, dice=dice)
    rows += deliverable_rows(plan, register)
    return pl.DataFrame(rows, schema=OBSERVATION_SCHEMA)


def _goal_rows(
    goal: Goal, *, plan: Plan, register: Register, dice: random.Random
) -> Iterator[dict[str, object]]:
    match goal.kind:
        case Kind.SHARE_OF_COUNTIES:
            yield from _campaign(goal, plan=plan, register=register, dice=dice)
        case Kind.MEAN_OF_PREFECTURES:
            yield from _air(goal, plan=plan, register=register, dice=dice)
        case Kind.RATE:
            yield from _rates(goal, plan=plan, register=register, dice=dice)
        case Kind.COUNT if goal.id == "engineering_accidents":
            for area in reporting(register.counties):
                for period in _PERIODS[PeriodType.MONTH]:
                    yield row(goal, area, f"{plan.year}{period}", value="0")
        case Kind.COUNT:
            for n, period in enumerate(_PERIODS[PeriodType.QUARTER], 1):
                value = str(2 + 2 * n) if goal.temporal is Temporal.STOCK else str(n // 3)
                yield row(goal, register.region, f"{plan.year}{period}", value=value)
        case Kind.RISE:
            yield from rising_rows(goal, plan=plan, register=register)
        case _:
            yield from told_rows(goal, plan=plan, register=register)


def _campaign(
    goal: Goal, *, plan: Plan, register: Register, dice: random.Random
) -> Iterator[dict[str, object]]:
    """Counties tick off the checklist over the year and say so every month."""
    counties = list(reporting(register.counties))
    dice.shuffle(counties)
    for rank, county in enumerate(counties):
        missing = 0 if rank < _COMPLETE_COUNTIES else 1 + (rank - _COMPLETE_COUNTIES) % 3
        kept = len(goal.items) - missing
        done_in = [
            1 + place * 2 + dice.randrange(4) if place < kept else 13 for place in range(len(goal.items))
        ]
        for number, month in enumerate(_PERIODS[PeriodType.MONTH], 1):
            for item, done in zip(goal.items, done_in, strict=True):
                is_done = int(number >= done)
                yield row(
                    goal, county, f"{plan.year}{month}", numerator=is_done, denominator=1, segment=item.id
                )


def _air(goal: Goal, *, plan: Plan, register: Register, dice: random.Random) -> Iterator[dict[str, object]]:
    for prefecture in register.prefectures:
        for month in range(1, 13):
            valid = calendar.monthrange(plan.year, month)[1] - dice.choice((0, 0, 0, 1))
            is_dusty = month in (2, 3, 4, 5, 12)
            chance = _AIR[prefecture.code] - (0.04 if is_dusty else -0.02)
            good = _passes(valid, min(1.0, chance), dice)
            yield row(goal, prefecture, f"{plan.year}-{month:02d}", numerator=good, denominator=valid)


def _rates(goal: Goal, *, plan: Plan, register: Register, dice: random.Random) -> Iterator[dict[str, object]]:
    habit = _HABITS.get(goal.id)
    if habit is None:
        return
    periods = [f"{plan.year}{part}" for part in _PERIODS[goal.frequency]]
    areas = register.counties if goal.natural_level == "county" else register.prefectures
    for area in reporting(areas):
        if dice.random() < habit.without_object:
            yield row(goal, area, periods[-1], denominator=0, na_reason=Reason.NO_OBJECT.value)
            continue
        size = habit.size * dice.choice((0.6, 1.0, 1.0, 1.6))
        weak = _WEAK_PREFECTURES.get(area.parent or "", 0.0) if habit.chance < 0.99 else 0.0
        for n, period in enumerate(periods, 1):
            if goal.temporal is Temporal.STOCK:
                passes, total = _grown(size, habit.chance - weak, share=n / len(periods))
            else:
                passes, total = _sampled(size, habit.chance - weak, dice)
            if total:
                yield row(goal, area, period, segment=_segment(goal, n), numerator=passes, denominator=total)


def _grown(size: float, chance: float, *, share: float) -> tuple[int, int]:
    """A stock that grows over the year from 55 % of its end."""
    total = max(1, round(size * 3))
    return min(total, round(total * chance * (0.55 + 0.45 * share))), total


def _sampled(size: float, chance: float, dice: random.Random) -> tuple[int, int]:
    total = int(size + dice.random())
    return _passes(total, chance, dice), total


def _segment(goal: Goal, number: int) -> str:
    """Segments take turns, period by period, so that they can be told apart."""
    return goal.segments[number % len(goal.segments)].id if goal.segments else ""


def _passes(total: int, chance: float, dice: random.Random) -> int:
    return sum(dice.random() < chance for _ in range(total))
