"""What an area says of goals that are not added up: values to compare, states, judgements."""

import polars as pl

from indicators.inputs import is_input
from indicators.newest import newest_first
from indicators.observation import State
from indicators.vocabulary import Kind, PeriodType

__all__ = ["STATED_KINDS", "TOLD_KINDS", "TOLD_SCHEMA", "stated_values", "told_states"]

STATED_KINDS = (Kind.NEAR_REFERENCE, Kind.REACH_REFERENCE, Kind.QUOTA)
"""Kinds with one value a year, published elsewhere and held against an input."""

TOLD_KINDS = (Kind.MILESTONE, Kind.ASPIRATION, Kind.WORDING)
"""Kinds that go by a state."""

TOLD_SCHEMA = pl.Schema(
    {
        "indicator": pl.String(),
        "area": pl.String(),
        "state": pl.String(),
        "has_evidence": pl.Boolean(),
        "is_declared": pl.Boolean(),
        "stated": pl.List(
            pl.Struct(
                {
                    "segment": pl.String,
                    "value": pl.String,
                    "period": pl.String,
                    "start": pl.Date,
                    "end": pl.Date,
                }
            )
        ),
        "start": pl.Date(),
        "end": pl.Date(),
        "na_reason": pl.String(),
    }
)
"""One row for each goal and area that told anything.

`state`: the newest, with `has_evidence` beside it; `is_declared`: an application for an award has begun.
`stated`: every known value and input, the newest first;
a null value is a declared absence. `start`, `end`: span of the newest, inputs apart.
"""

_STATES = ("state", "has_evidence", "is_declared")
_AREA = ["indicator", "area"]
_NUMBER = r"^[0-9]+(\.[0-9]+)?$"
_STEPS = [State.NOT_STARTED, State.IN_PROGRESS, State.DONE]
_JUDGEMENTS = [State.JUDGED_MET, State.JUDGED_AT_RISK, State.JUDGED_NOT_MET]


def told_states(known: pl.DataFrame, *, goals: pl.DataFrame) -> pl.DataFrame:
    """The newest state, or declared absence, of each goal of `TOLD_KINDS` and area.

    Args:
        known: observations with `start` and `end` of their period.
        goals: `indicator` and `kind` of each goal.

    Returns:
        Frame as `TOLD_SCHEMA`. Steps count for milestones and aspirations, judgements for goals in words.
        Awards are counted, so that their declared absence is in the figure, not here.
    """
    rows = known.join(goals.select("indicator", "kind"), on="indicator")
    is_judged = pl.col("kind") == Kind.WORDING
    state = pl.col("state")
    said = pl.when(pl.when(is_judged).then(state.is_in(_JUDGEMENTS)).otherwise(state.is_in(_STEPS))).then(
        state
    )
    absent = pl.when(said.is_null() & (pl.col("kind") != Kind.ASPIRATION)).then("na_reason")
    rows = rows.filter(pl.col("kind").is_in(TOLD_KINDS)).with_columns(state=said, na_reason=absent)
    newest = newest_first(rows.filter(pl.any_horizontal(pl.col("state", "na_reason").is_not_null()))).unique(
        _AREA, keep="first", maintain_order=True
    )
    has_begun = pl.col("state").is_in([State.IN_PROGRESS, State.DONE])
    return newest.with_columns(
        has_evidence=pl.col("evidence").str.strip_chars().str.len_chars().fill_null(0) > 0,
        is_declared=has_begun & (pl.col("kind") == Kind.ASPIRATION),
        stated=pl.lit(None, dtype=TOLD_SCHEMA["stated"]),
    ).select(TOLD_SCHEMA.names())


def stated_values(known: pl.DataFrame, *, goals: pl.DataFrame, hierarchy: pl.DataFrame) -> pl.DataFrame:
    """The values and inputs of each goal of `STATED_KINDS`, at the goal's own level.

    Args:
        known: observations of the plan's year and of `EARLIER_YEARS`, with `start` and `end`.
        goals: `indicator`, `kind`, `natural_level` and number of `segments` of each goal.
        hierarchy: `area` and `level` of each area.

    Returns:
        Frame as `TOLD_SCHEMA`. A snapshot stands for the year up to its day. Text that is no number, and a
        value for the whole of a goal with segments, count as not given.
    """
    facts = goals.select("indicator", "kind", "natural_level", "segments")
    rows = known.join(facts, on="indicator")
    rows = rows.join(hierarchy.select("area", "level"), on="area").filter(
        pl.col("kind").is_in(STATED_KINDS), pl.col("level") == pl.col("natural_level")
    )
    is_point = pl.col("period_type") == PeriodType.SNAPSHOT
    value = pl.when(pl.col("value").str.contains(_NUMBER)).then("value")
    rows = rows.with_columns(
        value=value,
        start=pl.when(is_point).then(pl.col("end").dt.truncate("1y")).otherwise("start"),
        is_input=is_input(),
    ).filter(pl.any_horizontal(pl.col("value", "na_reason").is_not_null()))
    belongs = (pl.col("segment") != "") | (pl.col("segments") == 0) | pl.col("value").is_null()
    rows = rows.filter(belongs)
    return _gathered(newest_first(rows))


def _gathered(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each goal and area; absent when the goal, or each of its segments, was last declared so."""
    is_newest = pl.int_range(pl.len()).over([*_AREA, "segment"]) == 0
    rows = rows.with_columns(decides=is_newest & ~pl.col("is_input"))
    own, absent = pl.col("decides"), pl.col("decides") & pl.col("value").is_null()
    is_each = absent.sum() >= pl.max_horizontal(pl.col("segments").first(), 1)
    is_whole = is_each | (absent & (pl.col("segment") == "")).any()
    has_value = (own & pl.col("value").is_not_null()).any()
    gathered = rows.group_by(_AREA, maintain_order=True).agg(
        stated=pl.struct("segment", "value", "period", "start", "end"),
        start=pl.col("start").filter(own).min(),
        end=pl.col("end").filter(own).max(),
        na_reason=pl.when(is_whole & ~has_value).then(pl.col("na_reason").filter(absent).first()),
    )
    untold = [pl.lit(None, dtype=TOLD_SCHEMA[name]).alias(name) for name in _STATES]
    return gathered.with_columns(untold).select(TOLD_SCHEMA.names())
