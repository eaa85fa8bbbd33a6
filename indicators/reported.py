"""What an area reported itself: its rows of one goal as one figure (R13, R15, E22)."""

import polars as pl

from indicators.newest import newest_first
from indicators.vocabulary import Kind, Level, PeriodType, Temporal

__all__ = ["reported_figures"]

_AREA = ["indicator", "area"]
_SERIES = [*_AREA, "organiser", "segment"]
_DAYS_A_YEAR = 365  # periods of one type do not overlap, so this many days are all of them


def reported_figures(
    known: pl.DataFrame,
    *,
    goals: pl.DataFrame,
    items: pl.DataFrame,
    hierarchy: pl.DataFrame,
    whole_years: bool,
) -> pl.DataFrame:
    """One row for each goal and area that sent anything itself; organisers and segments are pooled.

    Args:
        known: observations with `start` and `end` of their period.
        goals: one row for each goal with `indicator`, `kind`, `temporal` and `list_length`.
        items: one row for each checklist item with `indicator`, `segment` and its `place` in the list.
        hierarchy: `area` and `level` of each area.
        whole_years: leave out series of flows whose periods do not add up to a whole year; a part of last
            year is no baseline (R11).

    Returns:
        The columns of `FIGURE_SCHEMA` that a single area can have. A bare rate is `unverified`; it neither
        adds up nor hides a figure that has its counts.
    """
    rows = known.join(goals, on="indicator").join(hierarchy.select("area", "level"), on="area")
    rows = _with_amounts(rows.join(items, on=["indicator", "segment"], how="left"))
    is_answer = pl.any_horizontal(pl.col("has_object", "is_zero"), pl.col("na_reason").is_not_null())
    answers = rows.filter(is_answer)
    is_flow = pl.col("temporal") == Temporal.FLOW
    flows = _flow_rows(answers.filter(is_flow))
    if whole_years:
        flows = flows.filter(_days().sum().over(_SERIES) >= _DAYS_A_YEAR)
    chosen = pl.concat([flows, _latest_rows(answers.filter(~is_flow))])
    bare = rows.filter(~is_answer, pl.col("value").is_not_null()).select(_AREA).unique()
    figures = _pooled(chosen).join(_streams(chosen), on=_AREA, how="left")
    figures = figures.join(bare, on=_AREA, how="full", coalesce=True)
    return _with_checklists(figures).with_columns(unverified=pl.col("end").is_null())


def _with_amounts(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark what each row brings: a pair of counts, a number of things, a tick on a checklist, or a zero."""
    is_count = pl.col("kind").is_in([Kind.COUNT, Kind.ASPIRATION])
    is_tick = (pl.col("kind") == Kind.SHARE_OF_COUNTIES) & (pl.col("level") == Level.COUNTY)
    is_pair = pl.all_horizontal(pl.col("numerator", "denominator").is_not_null()) & ~is_count & ~is_tick
    whole = pl.col("value").str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)
    return rows.with_columns(
        passes=pl.when(is_pair).then("numerator"),
        total=pl.when(is_pair).then("denominator"),
        things=pl.when(is_count).then(pl.coalesce(whole, "numerator")),
        tick=pl.when(is_tick).then(pl.col("numerator") > 0),
    ).with_columns(
        has_object=pl.any_horizontal(pl.col("total") > 0, pl.col("things", "tick").is_not_null()).fill_null(
            value=False
        ),
        is_zero=((pl.col("denominator") == 0) & ~is_count & ~is_tick).fill_null(value=False),
    )


def _days() -> pl.Expr:
    return (pl.col("end") - pl.col("start")).dt.total_days() + 1


def _flow_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that add up: one period type for each series, of year-to-date figures the latest only (R15)."""
    newest = newest_first(rows)
    chosen_type = pl.col("period_type").first().over(_SERIES)
    is_newest = pl.int_range(pl.len()).over(_SERIES) == 0
    is_mixed = pl.col("period_type").n_unique().over(_SERIES) > 1
    adds_up = (pl.col("period_type") == chosen_type) & ((chosen_type != PeriodType.YTD) | is_newest)
    return newest.with_columns(mixed=is_mixed, adds_up=adds_up).filter("adds_up").drop("adds_up")


def _latest_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """The newest state of each series (R15)."""
    newest = newest_first(rows).unique(_SERIES, keep="first", maintain_order=True)
    return newest.with_columns(mixed=pl.lit(value=False))


def _pooled(chosen: pl.DataFrame) -> pl.DataFrame:
    is_declared = pl.col("na_reason").is_not_null().any().over(_SERIES)
    is_listed = pl.col("place").is_not_null() & pl.any_horizontal(pl.col("tick", "things").is_not_null())
    is_done = is_listed & (
        pl.col("tick").fill_null(value=False) | (pl.col("things") > 0).fill_null(value=False)
    )
    claim = pl.col("tick").filter(pl.col("segment") == "")
    done = pl.col("segment").filter("is_done").sort_by(pl.col("place").filter("is_done"))
    latest_reason = (
        pl.col("na_reason").sort_by("end", "na_reason", descending=[True, False]).drop_nulls().first()
    )
    rows = chosen.with_columns(is_declared=is_declared, is_listed=is_listed, is_done=is_done)
    return rows.group_by(_AREA, maintain_order=True).agg(
        numerator=_sum("passes"),
        denominator=pl.coalesce(_sum("total"), pl.when(pl.col("is_zero").any()).then(0)),
        count=_sum("things"),
        items_done=pl.when(pl.col("is_listed").any()).then(done.unique(maintain_order=True).implode()),
        ticked=pl.when(pl.col("tick").is_not_null().any()).then(claim.any()),
        list_length=pl.col("list_length").first(),
        start=pl.col("start").min(),
        end=pl.col("end").max(),
        na_reason=pl.when(~pl.col("has_object").any() & pl.col("is_declared").all()).then(latest_reason),
        mixed=pl.col("mixed").any(),
    )


def _streams(chosen: pl.DataFrame) -> pl.DataFrame:
    """The segments of a rate apart, beside the pooled figure (E18)."""
    counted = chosen.filter(pl.col("total") > 0, pl.col("segment") != "", pl.col("kind") == Kind.RATE)
    sums = counted.group_by([*_AREA, "segment"], maintain_order=True).agg(
        numerator=pl.col("passes").sum(), denominator=pl.col("total").sum()
    )
    return sums.group_by(_AREA).agg(streams=pl.struct("segment", "numerator", "denominator"))


def _sum(name: str) -> pl.Expr:
    """Sum that stays null when there is nothing to add; blank is not zero."""
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum())


def _with_checklists(figures: pl.DataFrame) -> pl.DataFrame:
    """A county of the campaign is 1 of 1 with the whole list or, when it sent no list, by its plain claim.

    Else it is 0 of 1. A count with a checklist is the number of its items that are done.
    """
    done = pl.col("items_done").list.len().cast(pl.Int64)
    share = pl.coalesce(done == pl.col("list_length"), "ticked").cast(pl.Int64)
    is_share = pl.col("ticked").is_not_null()
    return figures.with_columns(
        numerator=pl.when(is_share).then(share).otherwise("numerator"),
        denominator=pl.when(is_share).then(1).otherwise("denominator"),
        count=pl.when(pl.col("count").is_not_null()).then(pl.coalesce(done, "count")),
    ).drop("ticked", "list_length")
