"""From observations to one figure for each goal and area: periods first, then areas (R4, R13 to R16)."""

from datetime import date

import polars as pl

from indicators.known import known_observations, known_with_limits
from indicators.own_figures import goal_frame, own_figures
from indicators.plan import Plan
from indicators.rise import PAIR, own_pairs, pair_sums, rolled_pairs
from indicators.told import TOLD_SCHEMA
from indicators.vocabulary import Kind, Level

__all__ = ["FIGURE_SCHEMA", "aggregate", "known_observations"]

FIGURE_SCHEMA = pl.Schema(
    {
        "indicator": pl.String(),
        "area": pl.String(),
        "numerator": pl.Int64(),
        "denominator": pl.Int64(),
        "count": pl.Int64(),
        "parts": pl.List(pl.Struct({"numerator": pl.Int64, "denominator": pl.Int64})),
        "items_done": pl.List(pl.String),
        "start": pl.Date(),
        "end": pl.Date(),
        "na_reason": pl.String(),
        "unverified": pl.Boolean(),
        "mixed": pl.Boolean(),
        "reported": pl.Int64(),
        "expected": pl.Int64(),
        "streams": pl.List(pl.Struct({"segment": pl.String, "numerator": pl.Int64, "denominator": pl.Int64})),
        **dict.fromkeys(PAIR, pl.Int64()),
        "state": pl.String(),
        "has_evidence": pl.Boolean(),
        "is_declared": pl.Boolean(),
        "stated": TOLD_SCHEMA["stated"],
    }
)
"""Columns of a frame of figures, one row for each goal and area.

`numerator`, `denominator`: sums; both null when nothing usable was reported, denominator 0 when zero was
reported; a county of the campaign is 1 or 0 of 1. `count`: for goals that are counts. `parts`: the prefecture
rates behind a mean. `items_done`: checklist items that are done, in the plan's order, null without a list.
`start`, `end`: first and last day covered. `na_reason`: set when the object does not exist there.
`unverified`: a bare rate was reported there. `mixed`: one series in several period types. `reported` of
`expected`: units of the goal's natural level that reported, those without object included. `streams`: the
segments of a rate apart (E18). The columns of `PAIR`: both years on the same areas (R11). `state`,
`has_evidence`: what the area itself told last. `is_declared`: an application for an award is under way there
or below. `stated`: values and inputs as in `TOLD_SCHEMA`.
"""

_KEY = ["indicator", "area"]
_ROLLED = ["numerator", "denominator", "count", "start", "end", "na_reason", "mixed", "streams", "told_end"]
_ANSWERS = ("denominator", "count", "na_reason", "told_end")


def aggregate(
    observations: pl.DataFrame, *, plan: Plan, hierarchy: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Figures of every goal and area as known on a date.

    Args:
        observations: as `OBSERVATION_SCHEMA`, one row for each key.
        plan: the goals.
        hierarchy: one row for each area with `area`, `level` and `parent` (null for the region).
        as_of: periods that end later are not known yet; quotas and tolerances hold from their first day.

    Returns:
        Frame as `FIGURE_SCHEMA`, goals times areas rows, ordered by goal, then as in `hierarchy`.
    """
    known = known_with_limits(observations, plan=plan, as_of=as_of)
    own = own_figures(known, plan=plan, hierarchy=hierarchy)
    grid = goal_frame(plan).join(hierarchy, how="cross").join(own, on=_KEY, how="left", maintain_order="left")
    counties = _leaves(grid.filter(pl.col("level") == Level.COUNTY))
    prefectures = _rolled_up(grid.filter(pl.col("level") == Level.PREFECTURE), counties)
    region = _rolled_up(grid.filter(pl.col("level") == Level.REGION), prefectures)
    figures = pl.concat([frame.select(FIGURE_SCHEMA.names()) for frame in (counties, prefectures, region)])
    return grid.select(_KEY).join(_summed_streams(figures), on=_KEY, maintain_order="left")


def _has_figure() -> pl.Expr:
    """Something was reported: a figure, a zero, a word, or that the object does not exist."""
    return pl.any_horizontal(pl.col(name).is_not_null() for name in _ANSWERS)


def _leaves(counties: pl.DataFrame) -> pl.DataFrame:
    expected = (pl.col("natural_level") == Level.COUNTY).cast(pl.Int64)
    return own_pairs(counties).with_columns(
        parts=pl.lit(None, dtype=FIGURE_SCHEMA["parts"]),
        expected=expected,
        reported=expected * _has_figure().cast(pl.Int64),
        fixed_list=pl.lit(1, dtype=pl.Int64),
    )


def _rolled_up(parents: pl.DataFrame, children: pl.DataFrame) -> pl.DataFrame:
    """Figures of parents: from their children where these have any, else their own row, never both (R16).

    Children that only say zero, or that they have no such object, do not hide a figure of the parent's own.
    """
    joined = own_pairs(parents).join(
        _sums(children), left_on=_KEY, right_on=["indicator", "parent"], how="left", suffix="_below"
    )
    is_mean = pl.col("kind") == Kind.MEAN_OF_PREFECTURES
    own_first = is_mean & (pl.col("level") == Level.PREFECTURE)
    take_below = ~_has_figure() | (pl.col("decides_below") & ~own_first)
    rolled = joined.with_columns(
        *(
            pl.when(take_below).then(pl.col(f"{name}_below")).otherwise(pl.col(name)).alias(name)
            for name in _ROLLED
        ),
        *(_any_of(name) for name in ("unverified", "is_declared")),
        items_done=pl.when(~take_below).then("items_done"),
        parts=pl.when(take_below & is_mean & (pl.col("level") == Level.REGION)).then("parts_below"),
        take_below=take_below,
    )
    return rolled_pairs(_with_fixed_list(_with_units(rolled)))


def _any_of(name: str) -> pl.Expr:
    own, below = (pl.col(column).fill_null(value=False) for column in (name, f"{name}_below"))
    return (own | below).alias(name)


def _with_units(rolled: pl.DataFrame) -> pl.DataFrame:
    """How many units of the goal's level should report, and did; an own row speaks for all below (R14)."""
    is_unit = pl.col("natural_level") == pl.col("level")
    expected = pl.when(is_unit).then(1).otherwise("expected_below")
    is_one_report = is_unit | ~pl.col("take_below")
    return rolled.with_columns(
        expected=expected,
        reported=pl.when(is_one_report).then(expected * _has_figure()).otherwise("reported_below"),
    )


def _with_fixed_list(rolled: pl.DataFrame) -> pl.DataFrame:
    """Shares of counties keep all counties in the denominator; who has not reported is not counted (R14)."""
    is_share = (pl.col("kind") == Kind.SHARE_OF_COUNTIES) & pl.col("denominator").is_not_null()
    return rolled.with_columns(denominator=pl.when(is_share).then("fixed_list").otherwise("denominator"))


def _sums(children: pl.DataFrame) -> pl.DataFrame:
    applies = pl.col("na_reason").is_null()
    counted = applies & (pl.col("denominator") > 0)
    any_figure = pl.col("denominator").filter(applies).is_not_null().any()
    all_absent = (~applies).all()
    return children.group_by("indicator", "parent", maintain_order=True).agg(
        *pair_sums(),
        numerator=pl.when(any_figure).then(pl.col("numerator").filter(counted).sum()),
        denominator=pl.when(any_figure).then(pl.col("denominator").filter(applies).sum()),
        count=pl.when(pl.col("count").is_not_null().any()).then(pl.col("count").sum()),
        parts_below=pl.struct("numerator", "denominator").filter(counted),
        start=pl.col("start").min(),
        end=pl.col("end").max(),
        told_end=pl.col("told_end").filter(applies).max(),
        na_reason=pl.when(all_absent).then(pl.col("na_reason").first()),
        unverified=pl.col("unverified").any(),
        is_declared=pl.col("is_declared").any(),
        mixed=pl.col("mixed").any(),
        streams=pl.col("streams").drop_nulls().explode(),
        expected_below=pl.col("expected").sum(),
        reported_below=pl.col("reported").sum(),
        fixed_list=pl.col("fixed_list").sum(),
        decides_below=(counted | pl.col("count").is_not_null()).any() | all_absent,
    )


def _summed_streams(figures: pl.DataFrame) -> pl.DataFrame:
    """Each area's streams by segment, in alphabetic order; null where none was reported apart."""
    apart = figures.select(*_KEY, "streams").explode("streams").drop_nulls("streams").unnest("streams")
    sums = apart.group_by([*_KEY, "segment"]).agg(pl.col("numerator", "denominator").sum()).sort("segment")
    streams = sums.group_by(_KEY, maintain_order=True).agg(
        streams=pl.struct("segment", "numerator", "denominator")
    )
    return (
        figures.drop("streams")
        .join(streams, on=_KEY, how="left", maintain_order="left")
        .select(FIGURE_SCHEMA.names())
    )
