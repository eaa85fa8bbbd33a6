"""What the map page shows: one goal over all counties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Register
from indicators import Goal, Level, Light, domain_wording, target_text
from pages.shared.figures import figure_text, short_text, sortable, words_text
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope

__all__ = ["MAP_SIZE", "MapView", "map_view"]

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
        area_name=scope.name(register.area(area.code)),
        light=Light(headline["light"]),
        value=figure_text(headline, goal),
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


def _hover(row: Mapping[str, Any], goal: Goal, *, register: Register, scope: Scope) -> tuple[str, ...]:
    """Name, light and figure, then how many are missing and the flags, or the reason for having no figure."""
    word = scope.text(domain_wording(f"light.{row['light']}"))
    if row["value"] is None:
        return (
            scope.name(register.area(row["area"])),
            f"{LIGHT_STYLES[Light(row['light'])].glyph} {word}",
            words_text(row, scope),
        )
    short = f"{scope.say('map.short')} {short_text(row, goal, scope)}" if row["short"] else ""
    flags = [scope.text(domain_wording(f"flag.{flag}")) for flag in row["flags"]]
    head = f"{LIGHT_STYLES[Light(row['light'])].glyph} {word}  {figure_text(row, goal)}"
    return tuple(
        filter(
            None, (scope.name(register.area(row["area"])), head, " · ".join(filter(None, (short, *flags))))
        )
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
        "area": [scope.name(register.area(code)) for code in shown["area"]],
        "prefecture": [
            scope.name(register.area(register.area(code).parent or code)) for code in shown["area"]
        ],
        "light": [_light_text(light, scope) for light in shown["light"]],
        "figure": [_counts(row) for row in shown.iter_rows(named=True)],
        "value": [sortable(value, goal) for value in shown["value"]],
        "short": shown["short"].to_list(),
        "period": shown["period"].to_list(),
        "reason": shown[f"sentence_{scope.language}"].to_list(),
    }
    return pl.DataFrame({scope.say(f"map.{name}"): values for name, values in columns.items()}, strict=False)


def _counts(row: Mapping[str, Any]) -> str:
    return "" if row["denominator"] is None else f"{row['numerator']}/{row['denominator']}"


def _light_text(light: str, scope: Scope) -> str:
    return f"{LIGHT_STYLES[Light(light)].glyph} {scope.text(domain_wording(f'light.{light}'))}"
