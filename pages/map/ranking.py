"""The areas of the scope, the worst first: what stands beside the map while no county is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from geo import Area, AreaLevel, Register
from indicators import Goal, Light, domain_wording, is_lower_better
from pages.map.bearers import Row, bearers_inside
from pages.shared.courses import amount_of
from pages.shared.figures import short_text, told_text
from pages.shared.links import page_address
from pages.shared.viewpoint import Scope

__all__ = ["RANKED", "Ranked", "Ranking", "worst_first"]

RANKED = 8
"""How many areas are listed."""

_SEVERITY = (Light.NOT_MET, Light.AT_RISK, Light.ON_TRACK, Light.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One area, ready to show; `link` chooses it on the map, empty for the region."""

    name: str
    within: str
    light: Light
    figure: str
    short: str
    flags: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The worst areas, how many have a light at all, and how many should and have none."""

    worst: tuple[Ranked, ...]
    judged: int
    silent: int


def worst_first(
    rows: Mapping[str, Row], goal: Goal, *, choices: Mapping[str, str], register: Register, scope: Scope
) -> Ranking:
    """Rank the areas for which the goal is judged: by light, then by value, then as in the register.

    Args:
        rows: the status row that each county shows, by its code.
        goal: the goal they are about.
        choices: what else a link keeps of the viewer's choices on the map, by label.
        register: the areas.
        scope: filters and language.
    """
    by_area = {row["area"]: row for row in rows.values()}
    areas = bearers_inside(goal, register, scope)
    judged = [area for area in areas if Light(by_area[area.code]["light"]) in _SEVERITY]
    silent = sum(by_area[area.code]["light"] == Light.NO_DATA for area in areas)
    ordered = sorted(judged, key=lambda area: _badness(by_area[area.code], goal))
    link = {area.code: _link(area, choices, register=register, scope=scope) for area in ordered[:RANKED]}
    return Ranking(
        worst=tuple(
            _ranked(area, by_area[area.code], goal, link=link[area.code], register=register, scope=scope)
            for area in ordered[:RANKED]
        ),
        judged=len(judged),
        silent=silent,
    )


def _badness(row: Row, goal: Goal) -> tuple[int, Decimal]:
    severity = _SEVERITY.index(Light(row["light"]))
    if row["value"] is None:
        return severity, Decimal(0)
    amount, _ = amount_of(row, goal)
    return severity, -amount if is_lower_better(goal) else amount


def _ranked(  # noqa: PLR0913 -- a line is about all of these
    area: Area, row: Row, goal: Goal, *, link: str, register: Register, scope: Scope
) -> Ranked:
    parent = register.area(area.parent) if area.parent else None
    is_inside = parent is not None and area.level is AreaLevel.COUNTY and not scope.prefecture
    return Ranked(
        name=scope.name(area),
        within=scope.name(parent) if parent and is_inside else "",
        light=Light(row["light"]),
        figure=told_text(row, goal, scope),
        short=short_text(row, goal, scope),
        flags=_flag_words(row["flags"], scope),
        link=link,
    )


def _flag_words(flags: Iterable[str], scope: Scope) -> tuple[str, ...]:
    return tuple(scope.text(domain_wording(f"flag.{flag}")) for flag in flags)


def _link(area: Area, choices: Mapping[str, str], *, register: Register, scope: Scope) -> str:
    """Address that chooses a county, or looks into a prefecture; none for what is looked at already."""
    match area.level:
        case AreaLevel.COUNTY:
            chosen = {**choices, "county": scope.name(area)}
            return page_address("map", chosen, prefecture=scope.prefecture, register=register, scope=scope)
        case AreaLevel.PREFECTURE if area.code != scope.prefecture:
            return page_address("map", choices, prefecture=area.code, register=register, scope=scope)
        case _:
            return ""
