"""Whose figure a county shows on the map: its own, or that of the area for which the goal is judged."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import polars as pl

from geo import Area, Register
from indicators import Goal, Level
from pages.shared.viewpoint import Scope

__all__ = ["Row", "bearer", "bearers_inside", "county_rows"]

Row: TypeAlias = Mapping[str, Any]
"""A row of a status frame."""


def bearer(county: Area, goal: Goal, register: Register) -> Area:
    """The area whose figure a county shows: some goals stop at the prefectures, some at the region."""
    match goal.natural_level:
        case Level.COUNTY:
            return county
        case Level.PREFECTURE:
            return register.area(county.parent or county.code)
        case _:
            return register.region


def county_rows(status: pl.DataFrame, goal: Goal, register: Register) -> dict[str, Row]:
    """The status row that each county shows, by the county's code."""
    rows = {row["area"]: row for row in status.filter(pl.col("indicator") == goal.id).iter_rows(named=True)}
    return {county.code: rows[bearer(county, goal, register).code] for county in register.counties}


def bearers_inside(goal: Goal, register: Register, scope: Scope) -> Sequence[Area]:
    """The areas of the scope for which the goal is judged, in the order of the register."""
    inside = register.counties_of(scope.prefecture or register.region.code)
    found = [bearer(county, goal, register) for county in inside]
    return list({area.code: area for area in found}.values())
