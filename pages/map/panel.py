"""What stands beside the map: one county's figure for the goal, and its other goals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data import until
from geo import Register
from indicators import Goal, Level, Light, Plan, domain_wording, target_text
from pages.shared.figures import figure_text, is_checklist, short_text
from pages.shared.viewpoint import Scope

__all__ = ["CountyPanel", "county_panel"]


@dataclass(frozen=True, slots=True)
class CountyPanel:
    """One county's figure for the goal, and its other lights.

    Attributes:
        facts: label and value, in the order to show.
        items: checklist items and whether they are done; empty without a checklist.
        rows: the reports of the plan's year that had ended on the as-of date.
        others: the county's other goals that have a light of their own: name, light, value.
    """

    name: str
    prefecture: str
    light: Light
    value: str
    sentence: str
    flags: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, bool], ...]
    others: tuple[tuple[str, Light, str], ...]
    rows: pl.DataFrame


def county_panel(  # noqa: PLR0913 -- a panel is about all of these
    status: pl.DataFrame,
    observations: pl.DataFrame,
    *,
    plan: Plan,
    goal: Goal,
    code: str,
    register: Register,
    scope: Scope,
) -> CountyPanel:
    """Gather one county.

    Args:
        status: status frame on the as-of date.
        observations: the observations behind it.
        plan: the goals.
        goal: the goal on the map.
        code: the county.
        register: the areas.
        scope: filters and language.
    """
    own = {row["indicator"]: row for row in status.filter(pl.col("area") == code).to_dicts()}
    row, county = own[goal.id], register.area(code)
    reports = observations.filter(pl.col("indicator") == goal.id, pl.col("area") == code)
    done = row["items_done"]
    return CountyPanel(
        name=scope.name(county),
        prefecture=scope.name(register.area(county.parent or code)),
        light=Light(row["light"]),
        value=figure_text(row, goal),
        sentence=row[f"sentence_{scope.language}"],
        flags=tuple(scope.text(domain_wording(f"flag.{flag}")) for flag in row["flags"]),
        facts=_facts(row, goal, scope),
        items=() if done is None else tuple((scope.text(item.name), item.id in done) for item in goal.items),
        others=_others(own, plan, goal, scope),
        rows=until(reports, scope.as_of, plan).sort("period"),
    )


def _facts(row: Mapping[str, Any], goal: Goal, scope: Scope) -> tuple[tuple[str, str], ...]:
    facts = [
        ("map.target", _target(row, goal, scope)),
        ("map.short", short_text(row, goal, scope)),
        ("map.period", row["period"] or ""),
    ]
    return tuple((scope.say(key), value) for key, value in facts if value)


def _target(row: Mapping[str, Any], goal: Goal, scope: Scope) -> str:
    """The target of the goal; a county of the campaign has its whole checklist to do."""
    if is_checklist(row, goal):
        return scope.say("map.all_items", count=len(goal.items))
    return scope.text(target_text(goal))


def _others(
    own: Mapping[str, Mapping[str, Any]], plan: Plan, goal: Goal, scope: Scope
) -> tuple[tuple[str, Light, str], ...]:
    return tuple(
        (scope.text(other.short), Light(own[other.id]["light"]), figure_text(own[other.id], other))
        for other in plan.goals
        if other.natural_level is Level.COUNTY
        and other.id != goal.id
        and scope.sector in (None, other.sector)
    )
