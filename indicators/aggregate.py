"""From observations to one figure for each goal and area: periods first, then areas (R4, R13 to R16)."""

from datetime import date

import polars as pl

from indicators.period import find_period
from indicators.plan import Plan
from indicators.reported import reported_figures
from indicators.vocabulary import Kind, Level, PeriodType

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
    }
)
"""Columns of a frame of figures, one row for each goal and area.

`numerator`, `denominator`: sums; both null when nothing usable was reported, denominator 0 when zero was
reported; a county of the campaign is 1 or 0 of 1. `count`: for goals that are counts. `parts`: the prefecture
rates behind a mean. `items_done`: checklist items that are done, in the plan's order, null without a list.
`start`, `end`: first and last day covered. `na_reason`: set when the object does not exist there.
`unverified`: a bare rate was reported there. `mixed`: one series in several period types. `reported` of
`expected`: units of the goal's natural level that reported, those without object included.
"""

_KEY = ["indicator", "area"]
_OWN = [name for name in FIGURE_SCHEMA if name not in {*_KEY, "reported", "expected", "parts"}]


def aggregate(
    observations: pl.DataFrame, *, plan: Plan, hierarchy: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Figures of every goal and area as known on a date.

    Args:
        observations: as `OBSERVATION_SCHEMA`, one row for each key.
        plan: the goals.
        hierarchy: one row for each area with `area`, `level` and `parent` (null for the region).
        as_of: periods that end later are not known yet.

    Returns:
        Frame as `FIGURE_SCHEMA`, goals times areas rows, ordered by goal, then as in `hierarchy`.
    """
    goals = _goal_frame(plan)
    own = reported_figures(
        known_observations(observations, plan=plan, as_of=as_of),
        goals=goals.select("indicator", "kind", "temporal", "list_length"),
        items=_item_frame(plan),
        hierarchy=hierarchy,
    )
    grid = goals.join(hierarchy, how="cross").join(own, on=_KEY, how="left", maintain_order="left")
    counties = _leaves(grid.filter(pl.col("level") == Level.COUNTY))
    prefectures = _rolled_up(grid.filter(pl.col("level") == Level.PREFECTURE), counties)
    region = _rolled_up(grid.filter(pl.col("level") == Level.REGION), prefectures)
    figures = pl.concat([frame.select(FIGURE_SCHEMA.names()) for frame in (counties, prefectures, region)])
    return grid.select(_KEY).join(figures, on=_KEY, maintain_order="left")


def known_observations(observations: pl.DataFrame, *, plan: Plan, as_of: date) -> pl.DataFrame:
    """Observations of the plan's year whose period has ended on `as_of`, with its `start` and `end`."""
    words = observations.select("period", "period_type").unique().rows()
    periods = {pair: find_period(pair[0], PeriodType(pair[1])) for pair in words}
    spans = pl.DataFrame(
        [(*pair, found.start, found.end) for pair, found in periods.items() if found],
        schema={"period": pl.String, "period_type": pl.String, "start": pl.Date, "end": pl.Date},
        orient="row",
    )
    first, last = date(plan.year, 1, 1), min(as_of, date(plan.year, 12, 31))
    return observations.join(spans, on=["period", "period_type"]).filter(
        pl.col("start") >= first, pl.col("end") <= last
    )


def _goal_frame(plan: Plan) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "indicator": [goal.id for goal in plan.goals],
            "kind": [goal.kind.value for goal in plan.goals],
            "natural_level": [goal.natural_level.value for goal in plan.goals],
            "temporal": [goal.temporal.value for goal in plan.goals],
            "list_length": [len(goal.items) for goal in plan.goals],
        }
    )


def _item_frame(plan: Plan) -> pl.DataFrame:
    rows = [(goal.id, item.id, place) for goal in plan.goals for place, item in enumerate(goal.items)]
    return pl.DataFrame(
        rows, schema={"indicator": pl.String, "segment": pl.String, "place": pl.Int64}, orient="row"
    )


def _has_figure() -> pl.Expr:
    """Something was reported: a figure, a zero, or that the object does not exist."""
    return pl.any_horizontal(pl.col(name).is_not_null() for name in ("denominator", "count", "na_reason"))


def _leaves(counties: pl.DataFrame) -> pl.DataFrame:
    expected = (pl.col("natural_level") == Level.COUNTY).cast(pl.Int64)
    return counties.with_columns(
        parts=pl.lit(None, dtype=FIGURE_SCHEMA["parts"]),
        expected=expected,
        reported=expected * _has_figure().cast(pl.Int64),
        fixed_list=pl.lit(1, dtype=pl.Int64),
    )


def _rolled_up(parents: pl.DataFrame, children: pl.DataFrame) -> pl.DataFrame:
    """Figures of parents: from their children where these have any, else their own row, never both (R16).

    Children that only say zero, or that they have no such object, do not hide a figure of the parent's own.
    """
    joined = parents.join(
        _sums(children), left_on=_KEY, right_on=["indicator", "parent"], how="left", suffix="_below"
    )
    is_mean = pl.col("kind") == Kind.MEAN_OF_PREFECTURES
    own_first = is_mean & (pl.col("level") == Level.PREFECTURE)
    take_below = ~_has_figure() | (pl.col("decides_below") & ~own_first)
    unverified_below = pl.col("unverified_below").fill_null(value=False)
    rolled = joined.with_columns(
        *(
            pl.when(take_below).then(pl.col(f"{name}_below")).otherwise(pl.col(name)).alias(name)
            for name in _OWN
            if name not in {"items_done", "unverified"}
        ),
        items_done=pl.when(~take_below).then("items_done"),
        unverified=unverified_below | pl.col("unverified").fill_null(value=False),
        parts=pl.when(take_below & is_mean & (pl.col("level") == Level.REGION)).then("parts_below"),
        take_below=take_below,
    )
    return _with_fixed_list(_with_units(rolled))


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
        numerator=pl.when(any_figure).then(pl.col("numerator").filter(counted).sum()),
        denominator=pl.when(any_figure).then(pl.col("denominator").filter(applies).sum()),
        count=pl.when(pl.col("count").is_not_null().any()).then(pl.col("count").sum()),
        parts_below=pl.struct("numerator", "denominator").filter(counted),
        start=pl.col("start").min(),
        end=pl.col("end").max(),
        na_reason=pl.when(all_absent).then(pl.col("na_reason").first()),
        unverified=pl.col("unverified").any(),
        mixed=pl.col("mixed").any(),
        expected_below=pl.col("expected").sum(),
        reported_below=pl.col("reported").sum(),
        fixed_list=pl.col("fixed_list").sum(),
        decides_below=(counted | pl.col("count").is_not_null()).any() | all_absent,
    )
