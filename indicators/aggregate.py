"""From observations to one figure for each goal and area: periods first (R15), then areas (R4, R13, R14, R16)."""

from datetime import date

import polars as pl

from indicators.period import find_period
from indicators.plan import Plan
from indicators.reported import reported_figures
from indicators.vocabulary import Kind, Level, PeriodType

__all__ = ["FIGURE_SCHEMA", "aggregate", "known_observations"]

FIGURE_SCHEMA = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "numerator": pl.Int64,
        "denominator": pl.Int64,
        "count": pl.Int64,
        "parts": pl.List(pl.Struct({"numerator": pl.Int64, "denominator": pl.Int64})),
        "items_done": pl.List(pl.String),
        "start": pl.Date,
        "end": pl.Date,
        "na_reason": pl.String,
        "unverified": pl.Boolean,
        "mixed": pl.Boolean,
        "reported": pl.Int64,
        "expected": pl.Int64,
    }
)
"""Columns of a frame of figures, one row for each goal and area.

`numerator`, `denominator`: sums; both null when nothing usable was reported, denominator 0 when zero was reported.
`count`: for goals that are counts. `parts`: the prefecture rates behind a mean. `items_done`: checklist items a
county has, null without a checklist. `start`, `end`: first and last day covered. `na_reason`: set when the object
does not exist there. `unverified`: only a bare rate was reported. `mixed`: one series in several period types.
`reported` of `expected`: units of the goal's natural level that reported, those without object included.
"""

_OWN = [name for name in FIGURE_SCHEMA if name not in {"reported", "expected", "parts"}]


def aggregate(observations: pl.DataFrame, *, plan: Plan, hierarchy: pl.DataFrame, as_of: date) -> pl.DataFrame:
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
    grid = goals.join(hierarchy, how="cross").join(own, on=["indicator", "area"], how="left")
    counties = _leaves(grid.filter(pl.col("level") == Level.COUNTY))
    prefectures = _rolled_up(grid.filter(pl.col("level") == Level.PREFECTURE), counties)
    region = _rolled_up(grid.filter(pl.col("level") == Level.REGION), prefectures)
    figures = pl.concat([frame.select(list(FIGURE_SCHEMA)) for frame in (counties, prefectures, region)])
    order = grid.select("indicator", "area").with_row_index("order")
    return figures.join(order, on=["indicator", "area"]).sort("order").drop("order")


def known_observations(observations: pl.DataFrame, *, plan: Plan, as_of: date) -> pl.DataFrame:
    """Observations of the plan's year whose period has ended on `as_of`, with `start` and `end` of the period."""
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
    """Figures of parents from their children where any reported, else the parent's own row, never both (R16)."""
    below = _sums(children)
    joined = parents.join(below, left_on=["indicator", "area"], right_on=["indicator", "parent"], how="left", suffix="_below")
    own_first = (pl.col("kind") == Kind.MEAN_OF_PREFECTURES) & (pl.col("level") == Level.PREFECTURE) & _has_figure()
    take_below = pl.col("any_below").fill_null(value=False) & ~own_first
    names = [name for name in _OWN if name not in {"indicator", "area", "items_done"}]
    rolled = joined.with_columns(
        pl.when(take_below).then(pl.col(f"{name}_below")).otherwise(pl.col(name)).alias(name) for name in names
    )
    is_unit = pl.col("natural_level") == pl.col("level")
    covers_all = _has_figure() & ~take_below
    rolled = rolled.with_columns(
        items_done=pl.lit(None, dtype=pl.List(pl.String)),
        parts=pl.when(take_below).then("parts_below"),
        expected=pl.when(is_unit).then(1).otherwise("expected_below"),
        reported=pl.when(is_unit)
        .then(_has_figure().cast(pl.Int64))
        .when(covers_all)
        .then("expected_below")
        .otherwise("reported_below"),
        fixed_list="fixed_list",
    )
    return _with_fixed_list(rolled)


def _with_fixed_list(rolled: pl.DataFrame) -> pl.DataFrame:
    """Shares of counties keep all counties in the denominator; who has not reported is not counted (R14)."""
    is_share = (pl.col("kind") == Kind.SHARE_OF_COUNTIES) & (pl.col("reported") > 0)
    return rolled.with_columns(denominator=pl.when(is_share).then("fixed_list").otherwise("denominator"))


def _sums(children: pl.DataFrame) -> pl.DataFrame:
    applies = pl.col("na_reason").is_null()
    counted = applies & (pl.col("denominator") > 0)
    any_figure = pl.col("denominator").filter(applies).is_not_null().any()
    reported_all_na = (_has_figure() & ~applies).all()
    return children.group_by("indicator", "parent", maintain_order=True).agg(
        numerator=pl.when(any_figure).then(pl.col("numerator").filter(counted).sum()),
        denominator=pl.when(any_figure).then(pl.col("denominator").filter(applies).sum()),
        count=pl.when(pl.col("count").is_not_null().any()).then(pl.col("count").sum()),
        parts_below=pl.struct("numerator", "denominator").filter(counted),
        start=pl.col("start").min(),
        end=pl.col("end").max(),
        na_reason=pl.when(reported_all_na).then(pl.col("na_reason").first()),
        unverified=pl.col("unverified").any(),
        mixed=pl.col("mixed").any(),
        expected_below=pl.col("expected").sum(),
        reported_below=pl.col("reported").sum(),
        fixed_list=pl.col("fixed_list").sum(),
        any_below=_has_figure().any(),
    )
