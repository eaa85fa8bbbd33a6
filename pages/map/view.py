"""What the map page says of one goal: the headline, the lines under the pointer, the table behind the map."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from geo import Register
from indicators import Flag, Goal, Kind, Level, Light, domain_wording, target_text
from pages.map.bearers import Row, bearer, bearers_inside, county_rows
from pages.shared.figures import figure_text, short_text, sortable, words_text
from pages.shared.palette import light_text
from pages.shared.viewpoint import Scope

__all__ = ["MAP_SIZE", "MapView", "has_samples", "map_view", "ring_radii"]

MAP_SIZE = (800, 400)
"""Width in pixels that the map is fitted to, and its height; the style sheet enlarges it on large screens."""

_LARGEST_RING = 10  # pixels
_UNITS = {
    Level.COUNTY: "map.unit",
    Level.PREFECTURE: "map.unit_prefecture",
    Level.REGION: "map.unit_region",
}


@dataclass(frozen=True, slots=True)
class MapView:
    """Display-ready values of the map.

    Attributes:
        rows: the status row that each county shows, by the county's code.
        texts: hover lines by code.
        doubtful: counties whose figure rests on few samples.
        unit: what is counted in the legend.
        table: what stands behind the map, headed in the viewer's language; at the goal's own level. The last
            column is a sentence for each figure.
        stops_at: the level at which the goal is judged when counties have no light of their own, else None.
    """

    name: str
    area_name: str
    light: Light
    value: str
    target: str
    sentence: str
    rows: Mapping[str, Row]
    texts: Mapping[str, tuple[str, ...]]
    doubtful: frozenset[str]
    unit: str
    table: pl.DataFrame
    stops_at: str | None


def map_view(status: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope) -> MapView:
    """Gather one goal.

    Args:
        status: status frame of the day.
        goal: the goal to show.
        register: the areas.
        scope: filters and language.
    """
    area = register.area(scope.prefecture or register.region.code)
    is_headline = (pl.col("indicator") == goal.id) & (pl.col("area") == area.code)
    headline = status.row(by_predicate=is_headline, named=True)
    rows = county_rows(status, goal, register)
    level = goal.natural_level
    return MapView(
        name=scope.text(goal.name),
        area_name=scope.name(area),
        light=Light(headline["light"]),
        value=figure_text(headline, goal),
        target=scope.text(target_text(goal)),
        sentence=headline[f"sentence_{scope.language}"],
        rows=rows,
        texts={code: _hover(code, row, goal, register=register, scope=scope) for code, row in rows.items()},
        doubtful=frozenset(code for code, row in rows.items() if Flag.SMALL_SAMPLE in row["flags"]),
        unit=scope.say(_UNITS[level]),
        table=_table(rows, goal, register=register, scope=scope),
        stops_at=None if level is Level.COUNTY else scope.text(domain_wording(f"level.{level}")),
    )


def has_samples(goal: Goal) -> bool:
    """Whether counties differ in what they are counted out of, so that a ring can show it."""
    return goal.natural_level is Level.COUNTY and goal.kind in {Kind.RATE, Kind.RISE}


def ring_radii(rows: Mapping[str, Row]) -> tuple[dict[str, float], int]:
    """Radius in pixels of the ring of each county, its area as the denominator; and the largest one."""
    sizes = {code: row["denominator"] for code, row in rows.items() if row["denominator"]}
    largest = max(sizes.values(), default=0)
    return {code: round(_LARGEST_RING * (size / largest) ** 0.5, 1) for code, size in sizes.items()}, largest


def _hover(code: str, row: Row, goal: Goal, *, register: Register, scope: Scope) -> tuple[str, ...]:
    """Name, light and figure, then how many are missing and the flags, or the reason for having no figure."""
    county = register.area(code)
    judged = bearer(county, goal, register)
    name = scope.name(county)
    heading = name if judged is county else scope.say("map.stands_for", area=name, judged=scope.name(judged))
    light = light_text(Light(row["light"]), scope.language)
    if row["value"] is None:
        return (heading, light, words_text(row, scope))
    short = f"{scope.say('map.short')} {short_text(row, goal, scope)}" if row["short"] else ""
    remarks = " · ".join(filter(None, (short, _remarks(row, scope))))
    return tuple(filter(None, (heading, f"{light}  {figure_text(row, goal)}", remarks)))


def _remarks(row: Row, scope: Scope) -> str:
    """The flags of a figure, or why there is none."""
    if row["value"] is None:
        return words_text(row, scope)
    return " · ".join(scope.text(domain_wording(f"flag.{flag}")) for flag in row["flags"])


def _table(rows: Mapping[str, Row], goal: Goal, *, register: Register, scope: Scope) -> pl.DataFrame:
    """The figures at the goal's own level, inside the scope, in the order of the register."""
    by_area = {row["area"]: row for row in rows.values()}
    areas = bearers_inside(goal, register, scope)
    shown = [by_area[area.code] for area in areas]
    columns: dict[str, list[object]] = {
        "code": [area.code for area in areas],
        "area": [scope.name(area) for area in areas],
        "prefecture": [scope.name(register.area(area.parent or area.code)) for area in areas],
        "light": [light_text(Light(row["light"]), scope.language) for row in shown],
        "figure": [_counts(row) for row in shown],
        "value": [sortable(row["value"], goal) for row in shown],
        "short": [row["short"] for row in shown],
        "period": [row["period"] for row in shown],
        "flags": [_remarks(row, scope) for row in shown],
        "reason": [row[f"sentence_{scope.language}"] for row in shown],
    }
    return pl.DataFrame({scope.say(f"map.{name}"): values for name, values in columns.items()}, strict=False)


def _counts(row: Row) -> str:
    return "" if row["denominator"] is None else f"{row['numerator']}/{row['denominator']}"
