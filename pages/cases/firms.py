"""What the chart beside the cases is made of: firms by certificate, or cases by month."""

from collections.abc import Mapping

import polars as pl

from geo import Register
from indicators import Goal, Level
from indicators.entry import CertificateState, EntryState
from pages.shared.viewpoint import Scope

__all__ = ["FIRM_STATES", "cases_by_month", "firms_by_area"]

FIRM_STATES = ("certified", CertificateState.EXPIRED.value, CertificateState.NONE.value, "untold")
"""Certified; certificate expired; never certified; not certified by the figure, and no case says why."""


def firms_by_area(
    cases: pl.DataFrame, status: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope
) -> pl.DataFrame:
    """Firms of each area of the scope that lacks certificates, those that lack most first.

    Args:
        cases: as `Cases.known`.
        status: as `STATUS_SCHEMA`, of the same day.
        goal: a certification goal.
        register: for names and order.
        scope: prefecture and language.

    Returns:
        Frame with `area`, `state` (one of `FIRM_STATES`), `label` of the state and `firms` above zero. Areas
        where every firm is certified are left out.
    """
    level = Level(goal.natural_level)
    areas = register.counties if level is Level.COUNTY else register.prefectures
    shown = [area for area in areas if scope.prefecture in (None, area.code, area.parent)]
    figures = {row["area"]: row for row in status.filter(indicator=goal.id).iter_rows(named=True)}
    pending = cases.filter(pl.col("subject") == goal.id, pl.col("state") != EntryState.CLOSED)
    counted = {
        (area, why): count for area, why, count in pending.group_by("area", "category").len().iter_rows()
    }
    rows = []
    for area in shown:
        total, passes = figures[area.code]["denominator"], figures[area.code]["numerator"]
        if total is None or total == passes:
            continue
        told = {why: counted.get((area.code, why), 0) for why in FIRM_STATES[1:3]}
        firms = {"certified": passes, **told, "untold": max(0, total - passes - sum(told.values()))}
        rows.append((scope.name(area), total - passes, firms))
    rows.sort(key=lambda row: -row[1])
    return _bars(rows, {state: scope.say(f"cases.firm_{state}") for state in FIRM_STATES})


def _bars(rows: list[tuple[str, int, dict[str, int]]], labels: Mapping[str, str]) -> pl.DataFrame:
    schema = {"area": pl.String, "state": pl.String, "label": pl.String, "firms": pl.Int64}
    bars = [
        (area, state, labels[state], count)
        for area, _, firms in rows
        for state, count in firms.items()
        if count
    ]
    return pl.DataFrame(bars, schema=schema, orient="row")


def cases_by_month(cases: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """Cases by the month in which they were found and by state: `month`, `state`, `label`, `cases`."""
    labels = {state.value: scope.say(f"cases.state_{state}") for state in EntryState}
    return (
        cases.group_by(pl.col("found").dt.strftime("%Y-%m").alias("month"), "state")
        .len("cases")
        .with_columns(
            pl.col("cases").cast(pl.Int64),
            label=pl.col("state").replace_strict(labels, return_dtype=pl.String),
        )
        .select("month", "state", "label", "cases")
        .sort("month", "state")
    )
