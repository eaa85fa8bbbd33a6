"""All that one area reported itself about each goal: what adds up, what it told, and last year's counts."""

import polars as pl

from indicators.known import in_years
from indicators.plan import Plan
from indicators.reported import reported_figures
from indicators.told import STATED_KINDS, stated_values, told_states
from indicators.vocabulary import Kind

__all__ = ["goal_frame", "own_figures"]

_KEY = ["indicator", "area"]


def own_figures(known: pl.DataFrame, *, plan: Plan, hierarchy: pl.DataFrame) -> pl.DataFrame:
    """What each area said itself, one row for each goal and area that said anything.

    Args:
        known: observations of the plan's year and of `EARLIER_YEARS`, with `start` and `end` of their period.
        plan: the goals.
        hierarchy: `area` and `level` of each area.

    Returns:
        Columns of a figure that a single area can have, with `told_end` where it told anything, and last
        year's counts as `before_numerator` and `before_denominator` (R11).
    """
    goals = goal_frame(plan)
    told = pl.concat(
        [
            told_states(in_years(known, [plan.year]), goals=goals),
            stated_values(known, goals=goals, hierarchy=hierarchy),
        ]
    ).rename({name: f"told_{name}" for name in ("start", "end", "na_reason")})
    pooled, before = (
        reported_figures(
            in_years(rows, [year]),
            goals=goals.select("indicator", "kind", "temporal", "list_length"),
            items=_item_frame(plan),
            hierarchy=hierarchy,
            whole_years=year < plan.year,
        )
        for rows, year in ((_pooled_rows(known, goals), plan.year), (_rising(known, goals), plan.year - 1))
    )
    last_year = before.select(*_KEY, before_numerator="numerator", before_denominator="denominator")
    own = pooled.join(told, on=_KEY, how="full", coalesce=True).join(last_year, on=_KEY, how="left")
    return _with_told(own)


def _pooled_rows(known: pl.DataFrame, goals: pl.DataFrame) -> pl.DataFrame:
    """Rows that add up; of goals in words only counts that stand beside the words as evidence."""
    is_told = pl.col("kind").is_in([Kind.MILESTONE, *STATED_KINDS])
    is_pair = pl.col("numerator").is_not_null() & (pl.col("denominator") > 0)
    rows = known.join(goals.select("indicator", "kind"), on="indicator")
    return rows.filter(~is_told, is_pair | (pl.col("kind") != Kind.WORDING)).drop("kind")


def _rising(known: pl.DataFrame, goals: pl.DataFrame) -> pl.DataFrame:
    return known.join(goals.filter(pl.col("kind") == Kind.RISE), on="indicator", how="semi")


def _with_told(own: pl.DataFrame) -> pl.DataFrame:
    """What was told beside what was counted; a state takes back a declared absence."""
    return own.with_columns(
        na_reason=pl.coalesce("told_na_reason", pl.when(pl.col("state").is_null()).then("na_reason")),
        start=pl.min_horizontal("start", "told_start"),
        end=pl.max_horizontal("end", "told_end"),
    )


def goal_frame(plan: Plan) -> pl.DataFrame:
    """The goals as a frame: how each is measured, and how many checklist items and segments it has."""
    return pl.DataFrame(
        {
            "indicator": [goal.id for goal in plan.goals],
            "kind": [goal.kind.value for goal in plan.goals],
            "natural_level": [goal.natural_level.value for goal in plan.goals],
            "temporal": [goal.temporal.value for goal in plan.goals],
            "list_length": [len(goal.items) for goal in plan.goals],
            "segments": [len(goal.segments) for goal in plan.goals],
        }
    )


def _item_frame(plan: Plan) -> pl.DataFrame:
    rows = [(goal.id, item.id, place) for goal in plan.goals for place, item in enumerate(goal.items)]
    return pl.DataFrame(
        rows, schema={"indicator": pl.String, "segment": pl.String, "place": pl.Int64}, orient="row"
    )
