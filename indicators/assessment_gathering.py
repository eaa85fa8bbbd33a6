"""The inputs of an assessment, gathered from lights, reports and what the office entered."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import polars as pl

from indicators.assessment_inputs import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Event,
    Judgement,
    MilestoneState,
)
from indicators.assessment_scheme import Assessment, EventKind, Scoring
from indicators.entry import EntryKind
from indicators.known import known_observations
from indicators.newest import newest_first
from indicators.observation import State
from indicators.plan import Plan
from indicators.reporting import reporting_ratios
from indicators.vocabulary import Level

__all__ = ["gather_inputs"]

_KEY = ["indicator", "area"]


def gather_inputs(  # noqa: PLR0913 -- an assessment is about all of these
    status: pl.DataFrame,
    observations: pl.DataFrame,
    entries: pl.DataFrame,
    reports: pl.DataFrame,
    *,
    assessment: Assessment,
    plan: Plan,
    as_of: date,
) -> AssessmentInputs:
    """Gather what is known on a date; what nobody told is left out, so that it counts as no data.

    Args:
        status: status frame of the date.
        observations: as `OBSERVATION_SCHEMA`, for the deliverables that prefectures report themselves.
        entries: as `ENTRY_SCHEMA`; of judgements and milestones the newest of the date counts, and those of
            items that the scheme does not have are left out.
        reports: as `REPORT_SCHEMA`, of the date.
        assessment: the scheme.
        plan: the deliverables.
        as_of: the date.
    """
    told = entries.filter(pl.col("day") <= as_of.isoformat()).sort("day", maintain_order=True)
    milestones, judged, reported = (
        _items(assessment, function) for function in (Scoring.MILESTONE, Scoring.JUDGED, Scoring.REPORTED)
    )
    prefectures = status.filter(pl.col("level") == Level.PREFECTURE)["area"].unique().to_list()
    own = observations.filter(pl.col("area").is_in(prefectures), pl.col("organiser") == "")
    return AssessmentInputs(
        status=status,
        deliverables=_deliveries(own, plan, as_of=as_of),
        milestones={
            (row["subject"], row["area"]): MilestoneState(row["state"])
            for row in _of_kind(told, EntryKind.MILESTONE)
            if row["subject"] in milestones
        },
        judgements={
            (row["subject"], row["area"]): Judgement(Fraction(row["points"]), row["text"] or "")
            for row in _of_kind(told, EntryKind.JUDGEMENT)
            if row["subject"] in judged
        },
        reporting={key: ratio for key, ratio in reporting_ratios(reports).items() if key[0] in reported},
        events=tuple(_event(row) for row in _of_kind(told, EntryKind.EVENT)),
    )


def _items(assessment: Assessment, function: Scoring) -> set[str]:
    return {item.id for item in assessment.items if item.function is function}


def _of_kind(entries: pl.DataFrame, kind: EntryKind) -> Iterator[dict[str, str]]:
    """Entries of a kind, the newest last, so that a mapping keeps it."""
    return entries.filter(pl.col("kind") == kind).iter_rows(named=True)


def _event(row: dict[str, str]) -> Event:
    return Event(
        prefecture=row["area"],
        kind=EventKind(row["subject"]),
        day=date.fromisoformat(row["day"]),
        document=row["evidence"] or "",
        points=None if row["points"] is None else Fraction(row["points"]),
    )


def _deliveries(own: pl.DataFrame, plan: Plan, *, as_of: date) -> dict[tuple[str, str], Delivery]:
    """The newest state of each deliverable by prefecture; done after its due day, it came late."""
    due = {each.id: each.due or plan.deadline for each in plan.deliverables}
    known = known_observations(own.filter(pl.col("indicator").is_in(list(due))), plan=plan, as_of=as_of)
    first_done = known.filter(pl.col("state") == State.DONE).group_by(_KEY).agg(done_on=pl.col("end").min())
    newest = newest_first(known).unique(_KEY, keep="first", maintain_order=True)
    return {
        (row["indicator"], row["area"]): Delivery(
            _delivery_state(row["state"], row["done_on"], due=due[row["indicator"]]), row["evidence"] or ""
        )
        for row in newest.join(first_done, on=_KEY, how="left").iter_rows(named=True)
    }


def _delivery_state(state: str, done_on: date | None, *, due: date) -> DeliveryState:
    if state == State.NOT_APPLICABLE:
        return DeliveryState.NOT_APPLICABLE
    if state != State.DONE or done_on is None:
        return DeliveryState.OPEN
    return DeliveryState.DONE if done_on <= due else DeliveryState.LATE
