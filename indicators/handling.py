"""Where cases and actions stand on a date, and whether the cases kept are as many as the figures say."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from indicators.entry import EntryState, takes_cases
from indicators.goal import Goal
from indicators.plan import Plan
from indicators.vocabulary import Kind, Temporal

__all__ = ["AGREEMENT_SCHEMA", "actions_at", "agreement", "cases_at"]

AGREEMENT_SCHEMA = pl.Schema({"subject": pl.String(), "failures": pl.Int64(), "cases": pl.Int64()})
"""One row for each goal that takes cases and has a figure or a case. `failures`: what its figure says failed;
null without a figure. `cases`: those on file; of a stock only those that are still open."""


def cases_at(cases: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Cases as they stood at the end of a day, the newest first, of one day those not closed first.

    Args:
        cases: as `ENTRY_SCHEMA`, further columns are kept.
        as_of: cases found later are not known yet; those closed later were in hand.

    Returns:
        The cases with `found` (Date) and `days` (Int64): from found to closed, else to the date.
    """
    known = _as_stood(cases.with_columns(found=_day("day")), EntryState.IN_HAND, as_of=as_of)
    last = pl.coalesce(_day("closed_on"), pl.lit(as_of))
    return (
        known.filter(pl.col("found") <= as_of)
        .with_columns(days=(last - pl.col("found")).dt.total_days())
        .sort("found", pl.col("state") == EntryState.CLOSED, "id", descending=[True, False, False])
    )


def actions_at(actions: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Actions as they stood at the end of a day: open ones first, the longest overdue on top.

    Args:
        actions: as `ENTRY_SCHEMA`, further columns are kept.
        as_of: those closed later were open.

    Returns:
        The actions with `due` (Date) and `overdue` (Int64): days that have gone since it is due, below zero
        while there is time; null for a closed one.
    """
    known = _as_stood(actions.with_columns(due=_day("day")), EntryState.OPEN, as_of=as_of)
    is_open = pl.col("state") != EntryState.CLOSED
    over = (pl.lit(as_of) - pl.col("due")).dt.total_days()
    return known.with_columns(overdue=pl.when(is_open).then(over)).sort(
        is_open, "due", "id", descending=[True, False, False]
    )


def _as_stood(entries: pl.DataFrame, before: EntryState, *, as_of: date) -> pl.DataFrame:
    """Entries that were closed after a day as they were before."""
    later = _day("closed_on") > as_of
    return entries.with_columns(
        state=pl.when(later).then(pl.lit(before.value)).otherwise(pl.col("state")),
        closed_on=pl.when(~later.fill_null(value=False)).then(pl.col("closed_on")),
    )


def _day(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%Y-%m-%d")


def agreement(cases: pl.DataFrame, status: pl.DataFrame, *, plan: Plan, area: str) -> pl.DataFrame:
    """Hold the cases of an area against its figures, goal by goal.

    Args:
        cases: as `cases_at` gives them, of the area and all below it.
        status: as `STATUS_SCHEMA`, of the same day.
        plan: the goals.
        area: code.

    Returns:
        Frame as `AGREEMENT_SCHEMA`, in the plan's order.
    """
    rows = status.filter(pl.col("area") == area)
    figures = {row["indicator"]: row for row in rows.iter_rows(named=True)}
    found = [
        (goal.id, _failures(figures.get(goal.id, {}), goal), _kept(cases, goal))
        for goal in plan.goals
        if takes_cases(goal)
    ]
    return pl.DataFrame(list(_told(found)), schema=AGREEMENT_SCHEMA, orient="row")


def _told(found: list[tuple[str, int | None, int]]) -> Iterator[tuple[str, int | None, int]]:
    return (row for row in found if row[1] is not None or row[2])


def _failures(row: dict[str, object], goal: Goal) -> int | None:
    if goal.kind is Kind.COUNT:
        value = row.get("value")
        return None if value is None else int(str(value))
    passes, total = row.get("numerator"), row.get("denominator")
    return total - passes if isinstance(passes, int) and isinstance(total, int) else None


def _kept(cases: pl.DataFrame, goal: Goal) -> int:
    own = cases.filter(pl.col("subject") == goal.id)
    if goal.temporal is Temporal.STOCK:
        own = own.filter(pl.col("state") != EntryState.CLOSED)
    return own.height
