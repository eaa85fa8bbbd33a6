"""The course of one goal through the year: a point for each period, what came in, where it is heading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from geo import Area, Register
from indicators import Goal, Kind, Light, Plan, Temporal, progress
from pages.shared.palette import light_text
from pages.shared.periods import period_labels
from pages.shared.viewpoint import Scope
from pages.trends.axes import Axes, course_axes
from pages.trends.headline import Headline, figure_or_words, goal_headline, row_of
from pages.trends.topics import progress_topics

__all__ = ["LINE_KINDS", "POINTS_SCHEMA", "Course", "Step", "course_view"]

LINE_KINDS = frozenset({Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.COUNT})
"""Kinds of goals that have a number in every period, and so a line."""

POINTS_SCHEMA = pl.Schema(
    {
        "period": pl.String(),
        "amount": pl.Float64(),
        "light": pl.String(),
        "told": pl.String(),
        "units": pl.Int64(),
        "failures": pl.Int64(),
        "reported": pl.Int64(),
        "expected": pl.Int64(),
        "sentence": pl.String(),
    }
)
"""Columns of the points, one row for each period that has begun.

`amount`: percent, or a number of things or counties, cumulative for flows and the latest for stocks; null
when no report came with the period, so that no old figure is carried on. `units`: what the period itself
added for flows, the size of the whole for stocks, the counties that reported for the campaign. `failures`:
those of `units` that failed, for flow rates.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What was told at the end of a period, for goals without a line."""

    label: str
    light: Light
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Display-ready values of the course.

    Attributes:
        points: as `POINTS_SCHEMA`; without rows for a goal without a line, or without a figure.
        steps: what was told, period by period; for goals without a line.
        topics: label and sentence of what can be said of the way to the target.
        reading: how the chart is to be read.
        table: what stands behind, headed in the viewer's language.
        empty: what is said when there is nothing to draw; else empty.
    """

    headline: Headline
    points: pl.DataFrame
    axes: Axes
    steps: tuple[Step, ...]
    topics: tuple[tuple[str, str], ...]
    reading: str
    table: pl.DataFrame
    empty: str


def course_view(  # noqa: PLR0913 -- frames, goal, area and scope
    course: pl.DataFrame,
    states: Mapping[date, pl.DataFrame],
    goal: Goal,
    *,
    area: Area,
    plan: Plan,
    register: Register,
    scope: Scope,
) -> Course:
    """Gather the course of a goal in an area (question 11).

    Args:
        course: as `COURSE_SCHEMA`, of the goal up to the as-of date.
        states: status frames of the goal on the days of its course.
        goal: the goal.
        area: region or prefecture.
        plan: for its year.
        register: the areas.
        scope: filters and language.
    """
    labels = period_labels(goal.frequency, year=plan.year, language=scope.language)
    mine = course.filter(pl.col("area") == area.code)
    rows = [(each, row_of(states[each["known_on"]], area=area.code, goal=goal)) for each in mine.to_dicts()]
    points = pl.DataFrame(
        [_point(each, row, goal, label=labels[each["number"] - 1], scope=scope) for each, row in rows],
        schema=POINTS_SCHEMA,
    )
    now = rows[-1][1]
    heading = progress(course, goal, area=area.code, as_of=scope.as_of)
    has_line = goal.kind in LINE_KINDS and points["amount"].count() > 0
    axes = course_axes(heading, now, goal, plan=plan, scope=scope)
    return Course(
        headline=goal_headline(now, goal, area=area, register=register, scope=scope),
        points=points if has_line else points.clear(),
        axes=axes,
        steps=() if goal.kind in LINE_KINDS else _steps(points),
        topics=progress_topics(now, heading, goal, scope=scope),
        reading=_reading(axes, goal, scope),
        table=_table(points, scope),
        empty="" if has_line else _why_empty(now, goal, area=area, scope=scope),
    )


def _point(
    each: Mapping[str, Any], row: Mapping[str, Any], goal: Goal, *, label: str, scope: Scope
) -> dict[str, object]:
    units, failures = _units(each, goal)
    return {
        "period": label,
        "amount": _amount(row, goal) if each["is_new"] else None,
        "light": row["light"],
        "told": figure_or_words(row, goal, scope),
        "units": units,
        "failures": failures,
        "reported": each["reported"],
        "expected": each["expected"],
        "sentence": row[f"sentence_{scope.language}"],
    }


def _amount(row: Mapping[str, Any], goal: Goal) -> float | None:
    """Percent or count; the campaign counts counties, of which 60 are asked for."""
    if row["value"] is None:
        return None
    return float(row["numerator"] if goal.kind is Kind.SHARE_OF_COUNTIES else row["value"])


def _units(each: Mapping[str, Any], goal: Goal) -> tuple[int | None, int | None]:
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        return each["reported"], None
    if goal.kind is Kind.COUNT:
        return each["own_count"], None
    if goal.temporal is not Temporal.FLOW:
        return each["denominator"], None
    own = each["own_denominator"], each["own_numerator"]
    return own[0], None if None in own else own[0] - own[1]


def _steps(points: pl.DataFrame) -> tuple[Step, ...]:
    rows = points.select("period", "light", "told").iter_rows()
    return tuple(Step(period, Light(light), told) for period, light, told in rows)


def _reading(axes: Axes, goal: Goal, scope: Scope) -> str:
    has_failures = goal.temporal is Temporal.FLOW and goal.kind is not Kind.COUNT
    said = {
        "trends.reading": True,
        "trends.reading_planned": bool(axes.planned),
        "trends.reading_projected": axes.projected is not None,
        "trends.reading_failures": has_failures,
    }
    return "".join(scope.say(key) for key, is_true in said.items() if is_true)


def _why_empty(row: Mapping[str, Any], goal: Goal, *, area: Area, scope: Scope) -> str:
    if row["light"] == Light.NOT_APPLICABLE:
        return scope.say("trends.not_here", goal=scope.text(goal.short), area=scope.name(area))
    if goal.kind in LINE_KINDS:
        return scope.say("trends.no_figures", goal=scope.text(goal.short))
    return scope.say("trends.no_line", goal=scope.text(goal.short))


def _table(points: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    lights = [light_text(Light(light), scope.language) for light in points["light"]]
    columns: dict[str, object] = {
        "map.period": points["period"],
        "map.light": lights,
        "map.value": points["told"],
        "trends.units": points["units"],
        "trends.failures": points["failures"],
        "trends.reported": points["reported"],
        "trends.expected": points["expected"],
        "map.reason": points["sentence"],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()})
