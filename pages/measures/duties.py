"""The duties of the closing paragraph: what each asks for, and how many have handed it in."""

from collections.abc import Iterator

import polars as pl

from indicators import Plan
from pages.shared.viewpoint import Scope

__all__ = ["duty_lines"]


def duty_lines(submissions: pl.DataFrame, *, plan: Plan, scope: Scope) -> Iterator[str]:
    """A line for each duty.

    Args:
        submissions: as `ENTRY_SCHEMA`; those after the as-of date do not count yet.
        plan: the duties.
        scope: date and language.
    """
    known = submissions.filter(pl.col("day") <= scope.as_of.isoformat())
    for duty in plan.duties:
        units = known.filter(subject=duty.id).select("area", "department").n_unique()
        yield scope.say("measures.duty", duty=duty.title, count=units)
