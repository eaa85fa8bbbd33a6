"""The course of an area's goals over the year, read off the states at the ends of their periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from indicators import Goal, Kind, Light, Plan
from pages.shared.figures import figure_text, is_checklist
from pages.shared.periods import period_ends

__all__ = ["WITHOUT_NUMBER", "CoursePoint", "amount_of", "year_courses"]

WITHOUT_NUMBER = frozenset({Kind.MILESTONE, Kind.QUOTA, Kind.WORDING})
"""Kinds of goals that are followed by words, or by several numbers at once."""


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """What was known at the end of a period: percent, count, or items done; with the target in that unit."""

    day: date
    amount: float
    target: float | None
    figure: str
    light: Light


def year_courses(
    states: Mapping[date, pl.DataFrame], *, area: str, plan: Plan, as_of: date
) -> dict[str, tuple[CoursePoint, ...]]:
    """Figures of each goal of an area at the ends of its own periods; goals without a number have none.

    Args:
        states: status frames at the ends of the months up to the as-of date.
        area: its code.
        plan: the goals.
        as_of: the date up to which periods count.
    """
    rows = {
        (row["indicator"], day): row
        for day, state in states.items()
        for row in state.filter(pl.col("area") == area).iter_rows(named=True)
    }
    return {
        goal.id: tuple(
            _point(rows[goal.id, day], day, goal)
            for day in period_ends(goal.frequency, year=plan.year, as_of=as_of)
            if rows[goal.id, day]["value"] is not None
        )
        for goal in plan.goals
        if goal.kind not in WITHOUT_NUMBER
    }


def amount_of(row: Mapping[str, Any], goal: Goal) -> tuple[Decimal, Decimal | None]:
    """Value and target of a status row with a value, in the unit in which they are drawn.

    Percent or a count; a county of the campaign is as far as its checklist.
    """
    amount, target = row["value"], row["target"]
    if is_checklist(row, goal):
        done = row["items_done"]
        amount, target = (len(done), len(goal.items)) if done is not None else (row["numerator"], 1)
    return Decimal(amount), None if target is None else Decimal(target)


def _point(row: Mapping[str, Any], day: date, goal: Goal) -> CoursePoint:
    amount, target = amount_of(row, goal)
    return CoursePoint(
        day=day,
        amount=float(amount),
        target=None if target is None else float(target),
        figure=figure_text(row, goal),
        light=Light(row["light"]),
    )
