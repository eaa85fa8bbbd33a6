"""Who owes which report, since when: every goal at the areas that report it (R14, R17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from indicators.assessment_inputs import Ratio
from indicators.period import Period, due_date, periods_of
from indicators.plan import Goal, Plan
from indicators.told import STATED_KINDS
from indicators.vocabulary import Kind, Level, Reason

__all__ = ["REPORT_SCHEMA", "ReportState", "reporting_ratios", "reports_owed"]


class ReportState(StrEnum):
    """How the reports of one goal and area stand on a date."""

    LATE = "late"  # a due date has passed
    DUE = "due"  # a period has ended, its due date has not passed
    FRESH = "fresh"  # everything that has ended is reported
    NOT_DUE = "not_due"  # nothing has been reported, nothing has ended
    NOT_APPLICABLE = "not_applicable"  # nothing to report, or published and judged elsewhere


REPORT_SCHEMA = pl.Schema(
    {
        "indicator": pl.String(),
        "area": pl.String(),
        "level": pl.String(),
        "parent": pl.String(),
        "state": pl.String(),
        "reason": pl.String(),
        "last_period": pl.String(),
        "period": pl.String(),
        "due": pl.Date(),
        "days": pl.Int64(),
        "reported": pl.Int64(),
        "missing": pl.Int64(),
    }
)
"""One row for each goal and area of the goal's own level, in the order of the figures.

`last_period`: the newest that is reported in full, null without one. `period`: the first that is not, with
its `due` date; null when the year is complete or nothing is owed. `days`: days since that date, zero or less
while there is time. `reported`: periods up to `last_period`; gaps before it are not looked for. `missing`:
later ones whose due date has passed. `reason`: why it does not apply, or that only a bare rate came, which no
figure can be made from; else null.
"""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is there of one goal and area: up to which day, or why there is nothing to report."""

    end: date | None
    na_reason: str | None


def reports_owed(figures: pl.DataFrame, *, plan: Plan, hierarchy: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """What each area has reported and owes, goal by goal.

    A report of an area above that stands for all below (R16) counts for each of them. Figures that others
    publish have no due date here, nor have judgements before the first one; the state is that of the `stale`
    flag and of `not_reported` of the status frame.

    Args:
        figures: as `FIGURE_SCHEMA`, of the same date.
        plan: the goals with their frequency.
        hierarchy: `area`, `level` and `parent` of every area.
        as_of: the date; never the computer's clock.

    Returns:
        Frame as `REPORT_SCHEMA`.
    """
    facts = hierarchy.select("area", "level", "parent")
    rows = figures.join(facts, on="area", maintain_order="left").rows(named=True)
    by_key = {(row["indicator"], row["area"]): row for row in rows}
    below = _reported_below(rows)
    found = []
    for row in rows:
        goal = plan.goal(row["indicator"])
        if row["level"] == goal.natural_level:
            said = _said(row, by_key, below)
            found.append(
                {**row, **_state(goal, said, is_bare=row["unverified"], year=plan.year, as_of=as_of)}
            )
    return pl.DataFrame(found, schema=REPORT_SCHEMA)


def reporting_ratios(reports: pl.DataFrame) -> dict[tuple[str, str], Ratio]:
    """How well each prefecture and its counties report, for the assessment (assumed).

    `on_time`: goals and areas without an overdue report, of those with any report made or overdue;
    `complete`: periods reported, of those reported or overdue. Prefectures without either are left out.

    Args:
        reports: as `REPORT_SCHEMA`.
    """
    own = pl.when(pl.col("level") == Level.PREFECTURE).then("area").otherwise("parent")
    rows = reports.filter(pl.col("level") != Level.REGION, pl.col("reported") + pl.col("missing") > 0)
    sums = rows.group_by(own.alias("prefecture"), maintain_order=True).agg(
        pairs=pl.len(),
        on_time=(pl.col("missing") == 0).sum(),
        reported=pl.col("reported").sum(),
        missing=pl.col("missing").sum(),
    )
    ratios: dict[tuple[str, str], Ratio] = {}
    for row in sums.iter_rows(named=True):
        ratios["on_time", row["prefecture"]] = Ratio(row["on_time"], row["pairs"])
        ratios["complete", row["prefecture"]] = Ratio(row["reported"], row["reported"] + row["missing"])
    return ratios


def _reported_below(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """How many units reported within the areas right below each area."""
    below: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["indicator"], row["parent"])
        below[key] = below.get(key, 0) + row["reported"]
    return below


def _said(
    row: Mapping[str, Any],
    by_key: Mapping[tuple[str, str], Mapping[str, Any]],
    below: Mapping[tuple[str, str], int],
) -> _Said:
    """What the area said, or who spoke for it: the nearest area above whose own row is counted."""
    speaker: Mapping[str, Any] | None = row
    while speaker is not None:
        key = (speaker["indicator"], speaker["area"])
        if speaker["reported"] and (speaker is row or below.get(key, 0) < speaker["reported"]):
            return _Said(speaker["end"], speaker["na_reason"])
        speaker = by_key.get((row["indicator"], speaker["parent"]))
    return _Said(None, None)


def _state(goal: Goal, said: _Said, *, is_bare: bool, year: int, as_of: date) -> dict[str, object]:
    reason = _exemption(goal, said)
    if reason is not None:
        return {
            "state": ReportState.NOT_APPLICABLE.value,
            "reason": reason.value,
            "reported": 0,
            "missing": 0,
        }
    periods = periods_of(year, goal.frequency)
    reported = [period for period in periods if said.end is not None and period.end <= said.end]
    wanted = periods[len(reported) :]
    missing = sum(due_date(period, goal.frequency) < as_of for period in wanted)
    due = due_date(wanted[0], goal.frequency) if wanted else None
    state = _wanted_state(wanted, missing=missing, is_silent=said.end is None, as_of=as_of)
    return {
        "state": state.value,
        "reason": Reason.UNVERIFIED.value if is_bare and said.end is None else None,
        "last_period": reported[-1].text if reported else None,
        "period": wanted[0].text if wanted else None,
        "due": due,
        "days": None if due is None else (as_of - due).days,
        "reported": len(reported),
        "missing": missing,
    }


def _exemption(goal: Goal, said: _Said) -> Reason | None:
    """Why nothing is owed at all."""
    if said.na_reason is not None:
        return Reason(said.na_reason) if said.na_reason in set(Reason) else Reason.NO_OBJECT
    if goal.kind in STATED_KINDS:
        return Reason.AWAITING_PUBLICATION
    return Reason.AWAITING_JUDGEMENT if goal.kind is Kind.WORDING and said.end is None else None


def _wanted_state(wanted: Sequence[Period], *, missing: int, is_silent: bool, as_of: date) -> ReportState:
    if missing:
        return ReportState.LATE
    if wanted and wanted[0].end <= as_of:
        return ReportState.DUE
    return ReportState.NOT_DUE if is_silent else ReportState.FRESH
