"""Section 1 of a summary: how many goals stand where, the widest margins, and the tasks as a whole."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from indicators import Goal, Level, Light
from reports.basis import Basis
from reports.errors import report_wording
from reports.goal_lines import rate_gap
from reports.number_text import rate_text
from reports.tasks import whole_tally
from reports.unit import Unit

__all__ = ["counties_reported", "light_counts", "overview_lines"]

_SHOWN = 3  # results and gaps that are named


def light_counts(basis: Basis, unit: Unit) -> Mapping[str, int]:
    """How many of the unit's goals show each light."""
    lights = [basis.row(goal.id, unit.area)["light"] for goal in unit.goals]
    return {light.value: lights.count(light) for light in Light}


def counties_reported(basis: Basis, unit: Unit) -> tuple[int, int]:
    """How many counties of the unit reported any of its goals, and how many there are."""
    counties = basis.register.counties_of(unit.area)
    own = [goal for goal in unit.goals if goal.natural_level is Level.COUNTY]
    reported = sum(any(basis.row(goal.id, county.code)["reported"] for goal in own) for county in counties)
    return reported, len(counties)


def overview_lines(basis: Basis, unit: Unit) -> Iterator[str]:
    """The paragraphs behind the count of lights; none of them praises."""
    counts = light_counts(basis, unit)
    kept = counts[Light.MET] + counts[Light.ON_TRACK]
    lagging = counts[Light.AT_RISK] + counts[Light.NOT_MET]
    if unit.goals:
        yield _say("overall.judged", judged=kept + lagging, kept=kept, lagging=lagging)
    yield from _extremes(basis, unit)
    yield _tasks(basis, unit)


def _extremes(basis: Basis, unit: Unit) -> Iterator[str]:
    gaps = [(gap, goal) for goal in unit.goals if (gap := _judged_gap(basis, unit, goal)) is not None]
    above = sorted((pair for pair in gaps if pair[0] > 0), key=lambda pair: -pair[0])[:_SHOWN]
    below = sorted((pair for pair in gaps if pair[0] < 0), key=lambda pair: pair[0])[:_SHOWN]
    for key, found in (("best", above), ("worst", below)):
        if found:
            named = "、".join(_gap(basis, unit, gap=gap, goal=goal) for gap, goal in found)
            yield _say(f"overall.{key}", count=len(found), goals=named)


def _judged_gap(basis: Basis, unit: Unit, goal: Goal) -> Decimal | None:
    row = basis.row(goal.id, unit.area)
    return None if row["light"] == Light.NOT_APPLICABLE else rate_gap(row, goal)


def _gap(basis: Basis, unit: Unit, *, gap: Decimal, goal: Goal) -> str:
    value = rate_text(basis.row(goal.id, unit.area)["value"], goal)
    direction = report_wording("overall.higher" if gap > 0 else "overall.lower")
    return _say("overall.gap", name=goal.short, value=value, direction=direction, points=f"{abs(gap):f}")


def _tasks(basis: Basis, unit: Unit) -> str:
    counted: Mapping[str, Any] = whole_tally(basis, unit)
    if not counted["total"]:
        return _say("overall.no_tasks")
    articles = sum(bool(article.deliverables) for article in unit.articles)
    return _say("overall.tasks", articles=articles, **counted)


def _say(key: str, **facts: object) -> str:
    return report_wording(key, **facts).zh
