"""Courses and progress of a few rows, for the tests of time."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from indicators.course import COURSE_SCHEMA, course
from indicators.goal import Goal
from indicators.outlook import Outlook
from indicators.progress import Progress, progress
from tests.indicators.builders import LATE, PLAN, frame, goal, hierarchy, observation
from tests.indicators.oracle import Row

__all__ = [
    "CAMPAIGN",
    "CERTIFIED",
    "COUNTY",
    "EVE",
    "FARM",
    "FOOD",
    "PREFECTURE",
    "REGION",
    "course_of",
    "monthly",
    "outlook_of",
    "progress_of",
    "rows_of",
]

COUNTY, PREFECTURE, REGION = "540102", "540100", "540000"
FARM, FOOD = goal("agri_pass_rate"), goal("food_drug_pass_rate")
CAMPAIGN, CERTIFIED = goal("quality_county_coverage"), goal("service_qms_cert_rate")
EVE = date(2016, 12, 30)
"""The day before the deadline."""


def course_of(rows: Iterable[Row], of: Goal, *, as_of: date = LATE) -> pl.DataFrame:
    """The course of a goal for the areas of the register."""
    found = course(frame(rows), of, plan=PLAN, hierarchy=hierarchy(), as_of=as_of)
    assert found.schema == COURSE_SCHEMA
    return found


def progress_of(
    rows: Iterable[Row], of: Goal, area: str = COUNTY, *, as_of: date = LATE, remaining: int | None = None
) -> Progress:
    """The progress of one area."""
    periods = course_of(rows, of, as_of=as_of)
    found = progress(periods, of, area=area, as_of=as_of, remaining=remaining)
    assert found is not None
    return found


def outlook_of(found: Progress) -> Outlook | None:
    """What is certain, without the reason."""
    return None if found.prospect is None else found.prospect.outlook


def rows_of(
    of: Goal, values: Iterable[tuple[str, int, int]], area: str = COUNTY, **columns: str
) -> list[Row]:
    """One observation for each period, passes and total."""
    return [
        observation(of.id, area, period, numerator=passes, denominator=total, **columns)
        for period, passes, total in values
    ]


def monthly(of: Goal, values: list[tuple[int, int]]) -> list[Row]:
    """Passes and totals of the first months of the year."""
    return rows_of(of, [(f"2016-{month:02d}", *pair) for month, pair in enumerate(values, start=1)])
