"""Sections 5 and 6 of a summary: what is not met, who is late, where samples are few, and what stays open."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from geo import Area
from indicators import (
    Flag,
    Goal,
    Kind,
    Level,
    Light,
    Reason,
    contributions,
    domain_wording,
)
from reports.annex_cells import figure_text, owners_text
from reports.basis import Basis
from reports.errors import report_wording
from reports.number_text import day_text, listed
from reports.unit import Edition, Unit

__all__ = ["open_items", "problem_lines"]

_CASES = 4  # small samples with failures that are named
_LISTED = (Light.NOT_MET, Light.AT_RISK, Light.NO_DATA)


def problem_lines(basis: Basis, unit: Unit) -> Iterator[str]:
    """The paragraphs of section 5; causes are left to the unit."""
    lights = list(_lights(basis, unit))
    yield from lights or [_say("problem.none")]
    yield from _excess(basis, unit)
    yield from _overdue(basis, unit)
    yield from _small_samples(basis, unit)


def open_items(basis: Basis, unit: Unit) -> list[Mapping[str, str]]:
    """A row for each goal that is not met: its figure, who is named for it, and until when."""
    return [
        {
            "name": goal.short.zh,
            "figure": figure_text(basis.row(goal.id, unit.area), goal),
            "owners": unit.name.zh if unit.edition is not Edition.REGION else owners_text(goal, basis),
            "due": _due(goal, basis),
        }
        for goal in _goals_at(Light.NOT_MET, basis, unit)
    ]


def _due(goal: Goal, basis: Basis) -> str:
    """The goal's deadline; once it has passed, the unit sets a new one."""
    return day_text(goal.deadline) if basis.as_of < goal.deadline else _say("next.human")


def _say(key: str, **facts: object) -> str:
    return report_wording(key, **facts).zh


def _goals_at(light: Light, basis: Basis, unit: Unit) -> list[Goal]:
    return [goal for goal in unit.goals if basis.row(goal.id, unit.area)["light"] == light]


def _lights(basis: Basis, unit: Unit) -> Iterator[str]:
    for light in _LISTED:
        goals = _goals_at(light, basis, unit)
        if goals:
            names = "、".join(goal.short.zh for goal in goals)
            yield _say(
                "problem.lights", light=domain_wording(f"light.{light}"), count=len(goals), goals=names
            )


def _excess(basis: Basis, unit: Unit) -> Iterator[str]:
    """Who has the most failures beyond what the target allows, for the goals that are sampled (E5)."""
    level = Level.COUNTY if unit.edition is Edition.PREFECTURE else Level.PREFECTURE
    for goal in unit.goals:
        if not goal.sampled or goal.kind is not Kind.RATE:
            continue
        parts = contributions(basis.figures, goal, hierarchy=basis.hierarchy, level=level, whole=unit.area)
        if parts.is_empty() or parts["excess_bp"][0] <= 0:
            continue
        worst = parts.row(0, named=True)
        yield _say(
            "problem.excess",
            name=goal.short,
            level=domain_wording(f"level.{worst['level']}"),
            area=worst["area_name"],
            failures=worst["failures"],
            unit=goal.count_unit,
            excess=f"{Decimal(worst['excess']).normalize():f}",
        )


def _overdue(basis: Basis, unit: Unit) -> Iterator[str]:
    """Counties and prefectures that owe a report of one of the unit's goals, by their own level (R17)."""
    counties = basis.register.counties_of(unit.area)
    whole = (
        [basis.register.area(unit.area)] if unit.edition is Edition.PREFECTURE else basis.register.prefectures
    )
    for level, areas in ((Level.COUNTY, counties), (Level.PREFECTURE, tuple(whole))):
        goals = [goal for goal in unit.goals if goal.natural_level is level]
        late = [area.name_zh for area in areas if any(_is_late(basis, goal, area) for goal in goals)]
        if late:
            facts = {"level": domain_wording(f"level.{level}"), "count": len(late), "areas": listed(late)}
            yield _say("problem.overdue", **facts)


def _is_late(basis: Basis, goal: Goal, area: Area) -> bool:
    row = basis.row(goal.id, area.code)
    return row["reason"] == Reason.NOT_REPORTED or Flag.STALE in row["flags"]


def _small_samples(basis: Basis, unit: Unit) -> Iterator[str]:
    """Counties whose samples are too few to blame them, and those of them with failures (R6)."""
    small = [
        (county, goal)
        for county in basis.register.counties_of(unit.area)
        for goal in unit.goals
        if goal.sampled and Flag.SMALL_SAMPLE in basis.row(goal.id, county.code)["flags"]
    ]
    if not small:
        return
    line = _say("problem.small", count=len({county.code for county, _ in small}))
    failed = [_small_case(basis, county, goal) for county, goal in small if _failures(basis, county, goal)]
    yield line + (_say("problem.small_failed", cases=listed(failed, most=_CASES)) if failed else "")


def _failures(basis: Basis, county: Area, goal: Goal) -> int:
    row = basis.row(goal.id, county.code)
    return int(row["denominator"] - row["numerator"])


def _small_case(basis: Basis, county: Area, goal: Goal) -> str:
    total, failures = basis.row(goal.id, county.code)["denominator"], _failures(basis, county, goal)
    facts = {"area": county.name_zh, "total": total, "failures": failures, "unit": goal.count_unit}
    return _say("line.small_sample", **facts)
