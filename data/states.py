"""States of the store that are not stored: as after an upload, and how far the reports reach."""

from datetime import date

import polars as pl

from indicators import Plan, is_input, known_observations, known_with_limits, merged

__all__ = ["last_reported", "state_after", "until"]


def state_after(current: pl.DataFrame, uploaded: pl.DataFrame, *, is_illustrative: bool) -> pl.DataFrame:
    """Observations as they would stand after an upload; the first real one replaces all illustrative rows.

    Args:
        current: observations now.
        uploaded: rows to be stored; none of them change nothing.
        is_illustrative: whether `current` is made up for show.
    """
    if uploaded.is_empty():
        return current
    return uploaded if is_illustrative else merged(current, uploaded)


def last_reported(observations: pl.DataFrame, plan: Plan) -> date:
    """Last day of the newest reported period of the plan's year; the deadline for an empty store.

    References, quotas and tolerances are entered ahead of their period and are no reports.
    """
    reports = observations.filter(~is_input())
    last = known_observations(reports, plan=plan, as_of=plan.deadline)["end"].max()
    return last if isinstance(last, date) else plan.deadline


def until(observations: pl.DataFrame, as_of: date, plan: Plan) -> pl.DataFrame:
    """What counts on a date: observations of the plan's year, and what earlier ones are compared with.

    Periods have ended by then; quotas and tolerances are in force.
    """
    return known_with_limits(observations, plan=plan, as_of=as_of).drop("start", "end")
