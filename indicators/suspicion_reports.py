"""Reports as the suspicion checks read them: one object a row, by series, the oldest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

import polars as pl

from indicators.inputs import is_input
from indicators.known import known_observations
from indicators.plan import Goal, Plan
from indicators.vocabulary import Kind, PeriodType, Temporal

__all__ = [
    "SERIES",
    "Finding",
    "Report",
    "Suspicion",
    "failing_is_normal",
    "may_fail",
    "reports_of",
    "series_of",
]

_COLUMNS = (
    *("area", "period", "period_type", "organiser", "segment", "numerator", "denominator", "value"),
    *("start", "end"),
)


class Suspicion(StrEnum):
    """What looks odd about a report."""

    COPIED = "copied"
    JUMP = "jump"
    REPEATED_DIGITS = "repeated_digits"
    FALLING = "falling"
    PERFECT_AREA = "perfect_area"
    PERFECT_GOAL = "perfect_goal"
    DIFFERENT_TOTAL = "different_total"


@dataclass(frozen=True, slots=True)
class Finding:
    """One odd thing; `indicator` is None where all goals of an area are meant, `facts` fill its sentence."""

    indicator: str | None
    area: str
    period: str
    check: Suspicion
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One observation of the plan's year, with its goal and the span of its period."""

    goal: Goal
    area: str
    period: str
    period_type: str
    organiser: str
    segment: str
    numerator: int | None
    denominator: int | None
    value: str | None
    start: date
    end: date

    @property
    def counts(self) -> tuple[int, int] | None:
        """Passes and samples; None unless both are there and there were samples."""
        return (self.numerator, self.denominator) if self.numerator is not None and self.denominator else None

    @property
    def things(self) -> tuple[int, int] | None:
        """A number of things beside 0; None unless the goal is a count and one was given."""
        is_count = self.goal.kind in {Kind.COUNT, Kind.ASPIRATION}
        written = self.numerator if self.value is None else self.value
        is_whole = is_count and written is not None and re.fullmatch(r"[0-9]+(\.0+)?", str(written))
        return (int(str(written).partition(".")[0]), 0) if is_whole else None

    def finding(self, check: Suspicion, **facts: object) -> Finding:
        """A finding about this report."""
        return Finding(self.goal.id, self.area, self.period, check, facts)

    def follows(self, earlier: "Report") -> bool:
        """Whether the period begins the day after the earlier one ended."""
        return self.start == earlier.end + timedelta(days=1)


SERIES = ("indicator", "area", "organiser", "segment", "period_type")
"""What reports of one series share."""


def reports_of(observations: pl.DataFrame, plan: Plan, *, as_of: date) -> list[Report]:
    """All reports of the plan's year known on a date, inputs apart, in an order that no file decides."""
    goals = {goal.id: goal for goal in plan.goals}
    rows = observations.filter(~is_input(), pl.col("indicator").is_in(list(goals)))  # not of deliverables
    known = known_observations(rows, plan=plan, as_of=as_of)
    return [
        Report(goal=goals[row["indicator"]], **{name: row[name] for name in _COLUMNS})
        for row in known.sort(*SERIES, "end", "period").iter_rows(named=True)
    ]


def series_of(reports: Sequence[Report]) -> Iterator[list[Report]]:
    """Reports of one goal, area, organiser, segment and type of period, the oldest first.

    `reports` come in the order of `reports_of`.
    """
    for _, series in groupby(reports, key=_series):
        yield list(series)


def failing_is_normal(report: Report) -> bool:
    """Whether it is a flow of checks whose target is below 100 %, so that some are expected to fail."""
    return may_fail(report.goal) and report.period_type != PeriodType.YTD and report.counts is not None


def may_fail(goal: Goal) -> bool:
    """Whether it is a rate of checks over time of which some are expected to fail."""
    return goal.temporal is Temporal.FLOW and goal.kind is Kind.RATE and not goal.zero_tolerance


def _series(report: Report) -> tuple[str, str, str, str, str]:
    return (report.goal.id, report.area, report.organiser, report.segment, report.period_type)
