"""What is known on a date: observations whose period has ended by then, and limits that are in force."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from indicators.inputs import is_limit
from indicators.period import find_period
from indicators.plan import Plan
from indicators.vocabulary import PeriodType

__all__ = ["EARLIER_YEARS", "in_years", "known_observations", "known_with_limits"]

EARLIER_YEARS = 2
"""How many years before the plan's own a reference, a quota or an index published late may come from (R9)."""


def known_observations(
    observations: pl.DataFrame, *, plan: Plan, as_of: date, earlier_years: int = 0
) -> pl.DataFrame:
    """Observations whose period has ended on `as_of`, with the `start` and `end` of it.

    Args:
        observations: as `OBSERVATION_SCHEMA`.
        plan: for its year; periods that begin before it or end after it are left out.
        as_of: periods that end later are not known yet.
        earlier_years: years before the plan's that are wanted too.
    """
    within = _within_years(observations, plan=plan, earlier_years=earlier_years)
    return within.filter(pl.col("end") <= as_of)


def known_with_limits(observations: pl.DataFrame, *, plan: Plan, as_of: date) -> pl.DataFrame:
    """The known observations of the plan's year and of `EARLIER_YEARS`, and the limits in force on `as_of`.

    A quota or a tolerance holds from the first day of its period; everything else is known after its last.
    """
    within = _within_years(observations, plan=plan, earlier_years=EARLIER_YEARS)
    is_in_force = is_limit() & (pl.col("start") <= as_of)
    return within.filter((pl.col("end") <= as_of) | is_in_force)


def in_years(known: pl.DataFrame, years: Sequence[int]) -> pl.DataFrame:
    """The known observations of some years; no period spans two."""
    return known.filter(pl.col("end").dt.year().is_in(list(years)))


def _within_years(observations: pl.DataFrame, *, plan: Plan, earlier_years: int) -> pl.DataFrame:
    words = observations.select("period", "period_type").unique().rows()
    periods = {pair: find_period(pair[0], PeriodType(pair[1])) for pair in words}
    spans = pl.DataFrame(
        [(*pair, found.start, found.end) for pair, found in periods.items() if found],
        schema={"period": pl.String, "period_type": pl.String, "start": pl.Date, "end": pl.Date},
        orient="row",
    )
    first, last = date(plan.year - earlier_years, 1, 1), date(plan.year, 12, 31)
    return observations.join(spans, on=["period", "period_type"]).filter(
        pl.col("start") >= first, pl.col("end") <= last
    )
