"""The shape of observations: one number for one indicator, area and period."""

from enum import StrEnum

import polars as pl

__all__ = ["KEY", "OBSERVATION_SCHEMA", "State", "no_observations"]


class State(StrEnum):
    """How far something without a number has come, or how it was judged by hand."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    JUDGED_MET = "judged_met"
    JUDGED_AT_RISK = "judged_at_risk"
    JUDGED_NOT_MET = "judged_not_met"


KEY = ("indicator", "area", "period", "period_type", "organiser", "segment")
"""What makes an observation the same one (R16); organiser and segment are empty text when not given."""

OBSERVATION_SCHEMA = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "period": pl.String,
        "period_type": pl.String,
        "organiser": pl.String,
        "segment": pl.String,
        "numerator": pl.Int64,
        "denominator": pl.Int64,
        "value": pl.String,
        "state": pl.String,
        "na_reason": pl.String,
        "evidence": pl.String,
        "reported_by": pl.String,
        "reported_on": pl.String,
        "note": pl.String,
    }
)
"""Columns of a frame of observations. The key columns are never null; any other null means not given, and
blank is not zero. `value` is the exact decimal text; `state` a word of `State`; `reported_on` an ISO date."""


def no_observations() -> pl.DataFrame:
    """An empty frame of observations."""
    return pl.DataFrame(schema=OBSERVATION_SCHEMA)
