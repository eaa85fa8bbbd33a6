"""Observations, areas and plans for the tests of the arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

import polars as pl

from geo import load_register
from indicators import OBSERVATION_SCHEMA, Goal, Plan, load_plan, status
from tests.indicators.oracle import Place

__all__ = ["LATE", "PLAN", "frame", "goal", "hierarchy", "observation", "one_status", "places", "status_of"]

PLAN = load_plan()
LATE = date(2016, 12, 31)
"""The deadline."""

_KINDS = {"-": "month", "Q": "quarter", "H": "half", "": "year"}


def goal(goal_id: str) -> Goal:
    """A goal of the real plan."""
    return PLAN.goal(goal_id)


def observation(
    indicator: str, area: str, period: str, **columns: str | int | None
) -> dict[str, str | int | None]:
    """A row of observations; the period type follows from the period unless it is given."""
    row = dict.fromkeys(OBSERVATION_SCHEMA) | {"organiser": "", "segment": ""}
    named = {"indicator": indicator, "area": area, "period": period, "period_type": _KINDS[period[4:5]]}
    return row | named | columns


def frame(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Rows as a frame of observations."""
    return pl.DataFrame(list(rows), schema=OBSERVATION_SCHEMA)


@cache
def places() -> tuple[Place, ...]:
    """The 82 areas of the register."""
    return tuple(Place(area.code, area.level.value, area.parent) for area in load_register().areas)


def hierarchy(areas: Sequence[Place] | None = None) -> pl.DataFrame:
    """The areas as the arithmetic takes them; all 82 of the register unless others are given."""
    chosen = places() if areas is None else areas
    return pl.DataFrame(
        {
            "area": [place.code for place in chosen],
            "area_name": [f"name of {place.code}" for place in chosen],
            "level": [place.level for place in chosen],
            "parent": [place.parent for place in chosen],
        },
        schema=dict.fromkeys(("area", "area_name", "level", "parent"), pl.String),
    )


def status_of(
    rows: Iterable[Mapping[str, object]],
    *,
    as_of: date = LATE,
    areas: Sequence[Place] | None = None,
    plan: Plan = PLAN,
) -> pl.DataFrame:
    """The status frame of some rows, for the register's areas unless others are given."""
    return status(frame(rows), plan=plan, hierarchy=hierarchy(areas), as_of=as_of)


def one_status(frame_of_status: pl.DataFrame, indicator: str, area: str) -> dict[str, object]:
    """The row of one goal and area."""
    found = frame_of_status.filter(pl.col("indicator") == indicator, pl.col("area") == area)
    return found.row(0, named=True)
