"""Observations, areas and plans for the tests of the arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from geo import load_register
from indicators import OBSERVATION_SCHEMA, Goal, Plan, aggregate, load_plan, status
from tests.indicators.oracle import Place, Row

__all__ = [
    "LATE",
    "PLAN",
    "campaign",
    "counts",
    "farm",
    "figure",
    "frame",
    "goal",
    "hierarchy",
    "observation",
    "one_status",
    "places",
    "row_of",
    "status_of",
    "tick",
]

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


def farm(period: str, passes: int | None, total: int | None, **columns: str | int | None) -> Row:
    """Farm samples of one county, quarterly figures that add up."""
    return observation("agri_pass_rate", "540102", period, numerator=passes, denominator=total, **columns)


def tick(item: str, yes: int = 1, *, area: str = "540102", **columns: str | int | None) -> Row:
    """One line of a county's checklist."""
    return observation(
        "quality_county_coverage", area, "2016-06", numerator=yes, denominator=1, segment=item, **columns
    )


def campaign(complete: int) -> list[Row]:
    """So many counties with the campaign in full."""
    counties = load_register().counties[:complete]
    columns = {"numerator": 1, "denominator": 1}
    return [observation("quality_county_coverage", county.code, "2016-12", **columns) for county in counties]


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


def one_status(frame_of_status: pl.DataFrame, indicator: str, area: str) -> dict[str, Any]:
    """The row of one goal and area."""
    found = frame_of_status.filter(pl.col("indicator") == indicator, pl.col("area") == area)
    return found.row(0, named=True)


def row_of(rows: Sequence[Row], area: str = "540000", *, as_of: date = LATE) -> dict[str, Any]:
    """The status of one area for the goal of the first row."""
    return one_status(status_of(rows, as_of=as_of), str(rows[0]["indicator"]), area)


def figure(rows: Sequence[Row], area: str, *, as_of: date = LATE) -> dict[str, Any]:
    """The figure of one area for the goal of the first row."""
    figures = aggregate(frame(rows), plan=PLAN, hierarchy=hierarchy(), as_of=as_of)
    found = figures.filter(pl.col("indicator") == rows[0]["indicator"], pl.col("area") == area)
    return found.row(0, named=True)


def counts(rows: Sequence[Row], area: str, *, as_of: date = LATE) -> tuple[int | None, int | None]:
    """Numerator and denominator of that figure."""
    found = figure(rows, area, as_of=as_of)
    return found["numerator"], found["denominator"]
