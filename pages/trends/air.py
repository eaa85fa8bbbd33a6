"""The air calendar: good days of valid days, prefecture by prefecture and month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Area, Register
from indicators import (
    FEWEST_DAYS_A_YEAR,
    Goal,
    Light,
    fewest_days,
    meets,
    percent,
    percent_text,
    target_text,
)
from pages.shared.periods import period_labels
from pages.shared.viewpoint import Scope
from pages.trends.headline import Headline, goal_headline, row_of
from pages.trends.sampled import AreaLink, area_link

__all__ = ["GRADES", "AirCalendar", "AirCell", "AirRow", "air_calendar"]

GRADES = (9_500, 9_000, 8_000, 6_000, 0)
"""Lower ends of the shares of good days that share a colour, in basis points, the best first (assumed)."""


@dataclass(frozen=True, slots=True)
class AirCell:
    """One month: `28/30`, `93 %`, the place of its grade in `GRADES`; empty texts and None without a day.

    Attributes:
        has_few: whether too few days were valid (E16).
    """

    figure: str
    share: str
    grade: int | None
    has_few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AirRow:
    """One prefecture; `short` are good days that its valid days lack for the target."""

    area: AreaLink
    cells: tuple[AirCell, ...]
    figure: str
    share: str
    light: Light
    short: int
    has_few: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AirCalendar:
    """Display-ready values of the calendar.

    Attributes:
        months: names of all months of the year.
        rows: the prefectures, those that lack most days first.
        answer: who is below the target, and by how many days.
        table: what stands behind, headed in the viewer's language.
    """

    headline: Headline
    months: tuple[str, ...]
    rows: tuple[AirRow, ...]
    answer: str
    table: pl.DataFrame


def air_calendar(
    course: pl.DataFrame, status: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope
) -> AirCalendar:
    """Lay out the year's air (question 17).

    Args:
        course: as `COURSE_SCHEMA`, of the goal up to the as-of date.
        status: status frame of that date.
        goal: the mean of prefectures.
        register: the areas.
        scope: filters and language.
    """
    region = register.region
    year = course["known_on"][0].year
    months = period_labels(goal.frequency, year=year, language=scope.language)
    rows = [
        _row(area, course, row_of(status, area=area.code, goal=goal), goal, register=register, scope=scope)
        for area in register.prefectures
    ]
    ordered = tuple(sorted(rows, key=lambda row: -row.short))
    return AirCalendar(
        headline=goal_headline(
            row_of(status, area=region.code, goal=goal), goal, area=region, register=register, scope=scope
        ),
        months=months,
        rows=ordered,
        answer=_answer(ordered, goal, scope),
        table=_table(ordered, months, scope),
    )


def _row(  # noqa: PLR0913 -- a row is about all of these
    area: Area,
    course: pl.DataFrame,
    row: Mapping[str, Any],
    goal: Goal,
    *,
    register: Register,
    scope: Scope,
) -> AirRow:
    months = course.filter(pl.col("area") == area.code).sort("number").iter_rows(named=True)
    total = row["denominator"] or 0
    return AirRow(
        area=area_link(area, register=register, scope=scope),
        cells=tuple(_cell(month, goal) for month in months),
        figure=f"{row['numerator']}/{total}" if total else "—",
        share=f"{percent_text(percent(row['numerator'], total), goal.threshold_bp)} %" if total else "",
        light=Light(row["light"]),
        short=row["short"] or 0,
        has_few=_is_year_over(row, goal) and 0 < total < FEWEST_DAYS_A_YEAR,
        is_chosen=area.code == scope.prefecture,
    )


def _is_year_over(row: Mapping[str, Any], goal: Goal) -> bool:
    return bool(row["as_of"] >= goal.deadline)


def _cell(month: Mapping[str, Any], goal: Goal) -> AirCell:
    good, valid = month["own_numerator"], month["own_denominator"]
    if not valid or good is None:
        return AirCell("", "", None, has_few=False)
    return AirCell(
        figure=f"{good}/{valid}",
        share=f"{percent_text(percent(good, valid), goal.threshold_bp, places=0)} %",
        grade=next(place for place, bound in enumerate(GRADES) if meets(good, valid, bound)),
        has_few=month["complete"] and valid < fewest_days(month["number"]),
    )


def _answer(rows: Sequence[AirRow], goal: Goal, scope: Scope) -> str:
    target = scope.text(target_text(goal))
    if all(row.figure == "—" for row in rows):
        return ""
    below = [
        scope.say("trends.air_short", area=row.area.name, figure=row.figure, count=row.short)
        for row in rows
        if row.short
    ]
    if not below:
        return scope.say("trends.air_all_met", target=target)
    return scope.say("trends.air_below", count=len(below), target=target, areas=scope.listed(below))


def _table(rows: Sequence[AirRow], months: Sequence[str], scope: Scope) -> pl.DataFrame:
    columns: dict[str, list[object]] = {scope.say("map.area"): [row.area.name for row in rows]}
    for place, month in enumerate(months):
        columns[month] = [row.cells[place].figure if place < len(row.cells) else "" for row in rows]
    columns[scope.say("trends.year_so_far")] = [row.figure for row in rows]
    columns[scope.say("trends.rate")] = [row.share for row in rows]
    columns[scope.say("trends.days_short")] = [row.short for row in rows]
    return pl.DataFrame(columns, strict=False)
