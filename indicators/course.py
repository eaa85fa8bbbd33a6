"""The course of a goal over the year: what was known of every area at the end of each period."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from indicators.aggregate import aggregate
from indicators.exact import BASIS, percent
from indicators.period import Period, find_period
from indicators.plan import Goal, Plan
from indicators.vocabulary import Comparison, Kind, Level, PeriodType, Temporal

__all__ = [
    "COURSE_SCHEMA",
    "PERIODS_A_YEAR",
    "Point",
    "course",
    "figure_value",
    "is_lower_better",
    "points_of",
    "target_of",
]

PERIODS_A_YEAR = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4, PeriodType.HALF: 2, PeriodType.YEAR: 1}
"""How many periods of a goal's frequency a year has."""

COURSE_SCHEMA = pl.Schema(
    {
        "area": pl.String(),
        "level": pl.String(),
        "period": pl.String(),
        "number": pl.Int64(),
        "complete": pl.Boolean(),
        "known_on": pl.Date(),
        "numerator": pl.Int64(),
        "denominator": pl.Int64(),
        "count": pl.Int64(),
        "parts": pl.List(pl.Struct({"numerator": pl.Int64, "denominator": pl.Int64})),
        "items_done": pl.List(pl.String),
        "value": pl.String(),
        "own_numerator": pl.Int64(),
        "own_denominator": pl.Int64(),
        "own_count": pl.Int64(),
        "is_new": pl.Boolean(),
        "na_reason": pl.String(),
        "reported": pl.Int64(),
        "expected": pl.Int64(),
        "declared_out": pl.Int64(),
    }
)
"""Columns of a course, one row for each area and period of the goal's frequency, the first period first.

`number`: of the period in the year, from 1. `complete`: whether the period ended by `known_on`; only the last
may not. `numerator`, `denominator`, `count`: cumulative for flows, the latest state for stocks, as in
`FIGURE_SCHEMA`. `value`: exact decimal text, ratios in percent. `own_…`: what the period itself added, for
flows only; null where a correction made the sum fall. `is_new`: whether a report came with the period.
`declared_out`: counties at or below the area that are declared not applicable.
"""

_CUMULATIVE = ("numerator", "denominator", "count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One row of a course; `value` is exact, a share (1 is 100 %) or a count, None without a figure."""

    number: int
    complete: bool
    level: Level
    value: Fraction | None
    numerator: int | None
    denominator: int | None
    is_new: bool
    na_reason: str | None
    reported: int
    expected: int
    declared_out: int


def course(
    observations: pl.DataFrame, goal: Goal, *, plan: Plan, hierarchy: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Figures of one goal for every area at the end of each period of the plan's year up to a date (R15).

    The past is told with what is known now: a late report or a correction changes the period that it is for.
    When the date falls inside a period, that period is the last one, with what is known of it so far.

    Args:
        observations: as `OBSERVATION_SCHEMA`, one row for each key.
        goal: its frequency gives the periods.
        plan: for its year.
        hierarchy: `area`, `level`, `parent` of every area.
        as_of: the date.

    Returns:
        Frame as `COURSE_SCHEMA`, areas in the order of `hierarchy`; empty before the year.
    """
    mine = observations.filter(pl.col("indicator") == goal.id)
    one_goal = replace(plan, goals=(goal,))
    frames = []
    for number, period in enumerate(_periods(plan.year, goal.frequency, as_of=as_of), start=1):
        known_on = min(period.end, as_of)
        figures = aggregate(mine, plan=one_goal, hierarchy=hierarchy, as_of=known_on)
        named = figures.with_columns(
            period=pl.lit(period.text),
            number=pl.lit(number, dtype=pl.Int64),
            complete=pl.lit(period.end <= as_of),
            known_on=known_on,
        )
        frames.append(_with_declared_out(named, hierarchy))
    if not frames:
        return pl.DataFrame(schema=COURSE_SCHEMA)
    return _finished(pl.concat(frames), goal, hierarchy=hierarchy)


def points_of(periods: pl.DataFrame, goal: Goal, area: str) -> tuple[Point, ...]:
    """The course of one area, point by point; empty for an area that the course does not have."""
    return tuple(_point(row, goal) for row in periods.filter(pl.col("area") == area).iter_rows(named=True))


def target_of(goal: Goal, level: Level) -> Fraction | None:
    """The target in the unit of `Point.value`: a share, or a count; None where the level has none (E3).

    A county of the campaign is held against its whole checklist; a prefecture's share has no mark.
    """
    if goal.kind is Kind.SHARE_OF_COUNTIES and level is not Level.REGION:
        return Fraction(1) if level is Level.COUNTY else None
    if goal.kind is Kind.COUNT:
        return Fraction(goal.target_count)
    has_target = goal.kind in {Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES}
    return Fraction(goal.target_bp, BASIS) if has_target else None


def is_lower_better(goal: Goal) -> bool:
    """Whether fewer is better: counts that are to stay at zero or below a number."""
    return goal.kind is Kind.COUNT and (goal.comparison is Comparison.AT_MOST or goal.target_count == 0)


def _periods(year: int, frequency: PeriodType, *, as_of: date) -> list[Period]:
    """Periods of the year that have begun."""
    form = {
        PeriodType.MONTH: "{year}-{number:02d}",
        PeriodType.QUARTER: "{year}Q{number}",
        PeriodType.HALF: "{year}H{number}",
        PeriodType.YEAR: "{year}",
    }[frequency]
    numbers = range(1, PERIODS_A_YEAR[frequency] + 1)
    found = (find_period(form.format(year=year, number=number)) for number in numbers)
    return [period for period in found if period is not None and period.start <= as_of]


def _with_declared_out(figures: pl.DataFrame, hierarchy: pl.DataFrame) -> pl.DataFrame:
    """Count the counties without object below each area; a sum of one or two steps up the hierarchy."""
    levels = figures.join(hierarchy.select("area", "level", "parent"), on="area", maintain_order="left")
    is_out = (pl.col("level") == Level.COUNTY) & pl.col("na_reason").is_not_null()
    out = levels.with_columns(declared_out=is_out.cast(pl.Int64))
    for level in (Level.PREFECTURE, Level.REGION):
        sums = out.group_by("parent").agg(below=pl.col("declared_out").sum())
        joined = out.join(sums, left_on="area", right_on="parent", how="left", maintain_order="left")
        below = pl.when(pl.col("level") == level).then(pl.col("below").fill_null(0)).otherwise("declared_out")
        out = joined.with_columns(declared_out=below).drop("below")
    return out.drop("parent")


def _finished(figures: pl.DataFrame, goal: Goal, *, hierarchy: pl.DataFrame) -> pl.DataFrame:
    order = hierarchy.select("area").with_row_index("place")
    rows = figures.join(order, on="area").sort("place", "number")
    own = {f"own_{name}": _own(name, goal) for name in _CUMULATIVE}
    is_newer = pl.col("end") > pl.col("end").shift().over("area")
    values = [_text(figure_value(row, goal), goal) for row in rows.iter_rows(named=True)]
    return rows.with_columns(
        **own,
        is_new=pl.when(pl.col("end").is_null())
        .then(statement=False)
        .otherwise(is_newer.fill_null(value=True)),
        value=pl.Series(values, dtype=pl.String),
    ).select(COURSE_SCHEMA.names())


def _own(name: str, goal: Goal) -> pl.Expr:
    if goal.temporal is not Temporal.FLOW:
        return pl.lit(None, dtype=pl.Int64)
    added = pl.col(name) - pl.col(name).shift().over("area").fill_null(0)
    return pl.when(added >= 0).then(added)


def figure_value(record: Mapping[str, Any], goal: Goal) -> Fraction | None:
    """The exact value of a figure: a share (1 is 100 %) or a count; None when nothing applies (R4, R13)."""
    if record["na_reason"] is not None:
        return None
    if goal.kind is Kind.COUNT:
        return None if record["count"] is None else Fraction(record["count"])
    if record["parts"] and goal.kind is Kind.MEAN_OF_PREFECTURES:
        shares = [Fraction(part["numerator"], part["denominator"]) for part in record["parts"]]
        return sum(shares, Fraction(0)) / len(shares)
    if record["items_done"] is not None and goal.kind is Kind.SHARE_OF_COUNTIES:
        return Fraction(len(record["items_done"]), len(goal.items))
    return Fraction(record["numerator"] or 0, record["denominator"]) if record["denominator"] else None


def _text(value: Fraction | None, goal: Goal) -> str | None:
    if value is None:
        return None
    amount = Decimal(int(value)) if goal.kind is Kind.COUNT else percent(value, 1)
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _point(row: Mapping[str, Any], goal: Goal) -> Point:
    return Point(
        number=row["number"],
        complete=row["complete"],
        level=Level(row["level"]),
        value=figure_value(row, goal),
        numerator=row["numerator"],
        denominator=row["denominator"],
        is_new=row["is_new"],
        na_reason=row["na_reason"],
        reported=row["reported"] or 0,
        expected=row["expected"] or 0,
        declared_out=row["declared_out"] or 0,
    )
