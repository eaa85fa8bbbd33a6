"""Illustrative values, inputs, states and judgements: a little of every light, and some still awaited.

Indices and discharges are of the order published for Tibet; nothing here is a real figure or document.
"""

import random
from collections.abc import Iterator

from data.illustrative_rows import ILLUSTRATIVE_EVIDENCE, reporting, row
from geo import Area, Register
from indicators import Goal, Plan, State

__all__ = ["rising_rows", "told_rows"]

_VALUES: dict[str, tuple[tuple[int, str, str], ...]] = {
    "mfg_quality_index": (
        (-2, "", "78.94"),
        (-2, "reference", "80.11"),
        (-1, "", "79.62"),
        (-1, "reference", "80.35"),
    ),
    "consumer_satisfaction": ((-1, "reference", "74.6"), (0, "", "74.1")),
    "major_pollutants_total": (
        (0, "COD", "27840"),
        (0, "COD.quota", "28100"),
        (0, "NH3-N", "3360"),
        (0, "NH3-N.quota", "3400"),
        (0, "SO2", "5290"),
        (0, "SO2.quota", "5400"),
        (0, "NOx", "53120"),
        (0, "NOx.quota", "52700"),
    ),
    "carbon_total": ((-1, "", "8640000"), (0, "quota", "9200000")),
    "energy_per_gdp": ((0, "quota", "0.62"),),
    "water_per_gdp": ((0, "", "268.4"), (0, "quota", "275")),
}
"""Values and inputs of the region: years before or after the plan's, segment, value."""

_STEPS: dict[str, tuple[tuple[str, State], ...]] = {
    "scenic_iso_started": (
        ("Q1", State.NOT_STARTED),
        ("Q2", State.IN_PROGRESS),
        ("Q3", State.DONE),
        ("Q4", State.DONE),
    ),
    "satisfaction_system": (("Q1", State.IN_PROGRESS), ("H1", State.IN_PROGRESS), ("H2", State.IN_PROGRESS)),
    "eco_pilot_area": (("H1", State.IN_PROGRESS), ("H2", State.IN_PROGRESS)),
    "national_park": (("H1", State.NOT_STARTED), ("H2", State.NOT_STARTED)),
}
"""How far milestones of the region have come, period by period."""

_JUDGEMENTS: dict[str, tuple[tuple[str, State], ...]] = {
    "tibet_brands": (
        ("540000", State.JUDGED_MET),
        ("540100", State.JUDGED_MET),
        ("540200", State.JUDGED_AT_RISK),
        ("540400", State.JUDGED_MET),
        ("542500", State.JUDGED_NOT_MET),
    ),
    "engineering_quality_level": (("540000", State.JUDGED_MET),),
    "common_defects": (("540000", State.JUDGED_AT_RISK),),
    "two_rivers_afforestation": (("540000", State.JUDGED_MET), ("540502", State.JUDGED_MET)),
    "eco_protection": (("540000", State.JUDGED_MET),),
    "urban_greening": (("540100", State.JUDGED_MET), ("542400", State.JUDGED_NOT_MET)),
}
"""Judgements of the year's second half, by area; goals and areas not listed are still awaited."""

_APPLICANT = "540100"
_TONNES = {"garbage_harmless_rate": 8_000, "sewage_harmless_rate": 900_000}


def told_rows(goal: Goal, *, plan: Plan, register: Register) -> Iterator[dict[str, object]]:
    """Rows of a goal that goes by a value, a state, awards or a judgement; none where it is still awaited."""
    region = register.region
    for shift, segment, value in _VALUES.get(goal.id, ()):
        yield row(goal, region, str(plan.year + shift), segment=segment, value=value)
    for part, step in _STEPS.get(goal.id, ()):
        yield row(goal, region, f"{plan.year}{part}", state=step.value, evidence=ILLUSTRATIVE_EVIDENCE)
    for code, judgement in _JUDGEMENTS.get(goal.id, ()):
        area, period = register.area(code), f"{plan.year}H2"
        yield row(goal, area, period, state=judgement.value, evidence=ILLUSTRATIVE_EVIDENCE)
    if goal.id == "national_quality_awards":
        for area in register.prefectures:
            state = State.IN_PROGRESS if area.code == _APPLICANT else State.NOT_STARTED
            yield row(goal, area, str(plan.year), value="0", state=state.value)


def rising_rows(goal: Goal, *, plan: Plan, register: Register) -> Iterator[dict[str, object]]:
    """Last year as a whole and this year by quarter; most counties rise a little, some stay or fall."""
    dice = random.Random(f"{plan.year} {goal.id}")  # noqa: S311 -- made-up figures, no secret
    for area in reporting(register.counties):
        yield from _risen(goal, area, plan=plan, dice=dice)


def _risen(goal: Goal, area: Area, *, plan: Plan, dice: random.Random) -> Iterator[dict[str, object]]:
    amount = round(_TONNES[goal.id] * dice.choice((0.5, 1, 1, 2)))
    before = dice.choice((60, 70, 75, 80, 100))
    change = dice.choice((-3, 0, 2, 2, 4, 5, 5)) if before < 100 else 0
    has_baseline = dice.random() > 0.05
    if has_baseline:
        passes = amount * before // 100
        yield row(goal, area, str(plan.year - 1), numerator=passes, denominator=amount)
    for quarter in range(1, 5):
        share = before + change
        yield row(
            goal,
            area,
            f"{plan.year}Q{quarter}",
            numerator=amount // 4 * share // 100,
            denominator=amount // 4,
        )
