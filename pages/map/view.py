"""What the map page shows: one goal over all counties, and one county's figures beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from data import until
from geo import Register
from indicators import Goal, Kind, Level, Light, Plan, domain_wording, percent_text, target_text
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope

__all__ = ["MAP_SIZE", "CountyPanel", "MapView", "county_panel", "map_view"]

MAP_SIZE = (930, 440)
"""Width in pixels that the map is fitted to, and its height."""


@dataclass(frozen=True, slots=True)
class MapView:
    """Display-ready values of the map.

    Attributes:
        lights: light of each county by code, for the map.
        texts: hover lines by code.
        counts: counties of the scope by light.
        table: what stands behind the map, headed in the viewer's language; at the goal's own level.
        stops_at: the level at which the goal is judged when counties have no light of their own, else None.
    """

    name: str
    area_name: str
    light: Light
    value: str
    target: str
    sentence: str
    lights: Mapping[str, Light]
    texts: Mapping[str, tuple[str, ...]]
    counts: tuple[tuple[Light, int], ...]
    table: pl.DataFrame
    stops_at: str | None


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


def map_view(status: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope) -> MapView:
    """Gather one goal.

    Args:
        status: status frame on the as-of date.
        goal: the goal to show.
        register: the areas.
        scope: filters and language.
    """
    rows = status.filter(pl.col("indicator") == goal.id)
    area = register.area(scope.prefecture or register.region.code)
    headline = rows.row(by_predicate=pl.col("area") == area.code, named=True)
    counties = rows.filter(pl.col("level") == Level.COUNTY).to_dicts()
    inside = {county.code for county in register.counties_of(area.code)}
    lights = {row["area"]: Light(row["light"]) for row in counties}
    shown = [lights[code] for code in lights if code in inside]
    return MapView(
        name=scope.text(goal.name),
        area_name=_name(area.code, register, scope),
        light=Light(headline["light"]),
        value=_figure(headline, goal),
        target=scope.text(target_text(goal)),
        sentence=headline[f"sentence_{scope.language}"],
        lights=lights,
        texts={row["area"]: _hover(row, goal, register=register, scope=scope) for row in counties},
        counts=tuple((light, shown.count(light)) for light in Light),
        table=_table(rows, goal, register=register, scope=scope),
        stops_at=None
        if goal.natural_level is Level.COUNTY
        else scope.text(domain_wording(f"level.{goal.natural_level}")),
    )


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
        name=_name(code, register, scope),
        prefecture=_name(county.parent or code, register, scope),
        light=Light(row["light"]),
        value=_figure(row, goal),
        sentence=row[f"sentence_{scope.language}"],
        flags=tuple(scope.text(domain_wording(f"flag.{flag}")) for flag in row["flags"]),
        facts=_facts(row, goal, scope),
        items=() if done is None else tuple((scope.text(item.name), item.id in done) for item in goal.items),
        others=_others(own, plan, goal, scope),
        rows=until(reports, scope.as_of, plan).sort("period"),
    )


def _facts(row: Mapping[str, Any], goal: Goal, scope: Scope) -> tuple[tuple[str, str], ...]:
    facts = [
        ("map.target", scope.text(target_text(goal))),
        ("map.short", _short(row, goal, scope)),
        ("map.period", row["period"] or ""),
    ]
    return tuple((scope.say(key), value) for key, value in facts if value)


def _short(row: Mapping[str, Any], goal: Goal, scope: Scope) -> str:
    """How many are missing, with their unit; for a county of the campaign these are checklist items."""
    if not row["short"]:
        return ""
    if _is_checklist(row, goal):
        return scope.say("map.items", count=row["short"])
    return f"{row['short']} {scope.text(goal.count_unit)}"


def _is_checklist(row: Mapping[str, Any], goal: Goal) -> bool:
    return goal.kind is Kind.SHARE_OF_COUNTIES and row["level"] == Level.COUNTY


def _others(
    own: Mapping[str, Mapping[str, Any]], plan: Plan, goal: Goal, scope: Scope
) -> tuple[tuple[str, Light, str], ...]:
    return tuple(
        (scope.text(other.short), Light(own[other.id]["light"]), _figure(own[other.id], other))
        for other in plan.goals
        if other.natural_level is Level.COUNTY
        and other.id != goal.id
        and scope.sector in (None, other.sector)
    )


def _name(code: str, register: Register, scope: Scope) -> str:
    area = register.area(code)
    return scope.name(area)


def _figure(row: Mapping[str, Any], goal: Goal) -> str:
    """Counts before percent: `23/24  95.8 %`; a stroke without a figure."""
    if row["value"] is None:
        return "—"
    value = Decimal(row["value"])
    if goal.kind is Kind.COUNT:
        return f"{value:f}"
    if _is_checklist(row, goal):
        done = row["items_done"]
        return f"{row['numerator']}/1" if done is None else f"{len(done)}/{len(goal.items)}"
    return f"{row['numerator']}/{row['denominator']}  {percent_text(value, goal.threshold_bp)} %"


def _hover(row: Mapping[str, Any], goal: Goal, *, register: Register, scope: Scope) -> tuple[str, ...]:
    """Name, light and figure, then how many are missing and the flags, or the reason for having no figure."""
    word = scope.text(domain_wording(f"light.{row['light']}"))
    if row["value"] is None:
        reason = scope.text(domain_wording(f"reason.{row['reason']}"))
        return (
            _name(row["area"], register, scope),
            f"{LIGHT_STYLES[Light(row['light'])].glyph} {word}",
            reason,
        )
    short = f"{scope.say('map.short')} {_short(row, goal, scope)}" if row["short"] else ""
    flags = [scope.text(domain_wording(f"flag.{flag}")) for flag in row["flags"]]
    head = f"{LIGHT_STYLES[Light(row['light'])].glyph} {word}  {_figure(row, goal)}"
    return tuple(
        filter(None, (_name(row["area"], register, scope), head, " · ".join(filter(None, (short, *flags)))))
    )


def _table(rows: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope) -> pl.DataFrame:
    """The figures at the goal's own level, inside the scope, in the order of the register."""
    codes = {area.code for area in register.counties_of(scope.prefecture or register.region.code)}
    if goal.natural_level is not Level.COUNTY:
        codes = {scope.prefecture} if scope.prefecture else {area.code for area in register.prefectures}
    if goal.natural_level is Level.REGION:
        codes = {register.region.code}
    shown = rows.filter(pl.col("area").is_in(codes), pl.col("level") == goal.natural_level)
    columns: dict[str, list[object]] = {
        "code": shown["area"].to_list(),
        "area": [_name(code, register, scope) for code in shown["area"]],
        "prefecture": [_name(register.area(code).parent or code, register, scope) for code in shown["area"]],
        "light": [_light_text(light, scope) for light in shown["light"]],
        "figure": [_counts(row) for row in shown.iter_rows(named=True)],
        "value": [_number(value, goal) for value in shown["value"]],
        "short": shown["short"].to_list(),
        "period": shown["period"].to_list(),
        "reason": shown[f"sentence_{scope.language}"].to_list(),
    }
    return pl.DataFrame({scope.say(f"map.{name}"): values for name, values in columns.items()}, strict=False)


def _number(value: str | None, goal: Goal) -> float | None:
    """A number to sort by: counts whole, rates with two decimals by R3."""
    if value is None or goal.kind is Kind.COUNT:
        return None if value is None else float(value)
    return float(percent_text(Decimal(value), goal.threshold_bp, places=2))


def _counts(row: Mapping[str, Any]) -> str:
    return "" if row["denominator"] is None else f"{row['numerator']}/{row['denominator']}"


def _light_text(light: str, scope: Scope) -> str:
    return f"{LIGHT_STYLES[Light(light)].glyph} {scope.text(domain_wording(f'light.{light}'))}"
