"""What is scored: the lights of the prefectures, and what the office enters beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

import polars as pl

from indicators.assessment_scheme import EventKind
from indicators.vocabulary import Level

__all__ = [
    "AssessmentInputs",
    "Delivery",
    "DeliveryState",
    "Event",
    "Judgement",
    "MilestoneState",
    "Ratio",
]


class DeliveryState(StrEnum):
    """How far a deliverable is in a prefecture."""

    DONE = "done"
    LATE = "late"  # done, after its time
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"  # asked of others only


class MilestoneState(StrEnum):
    """How far a milestone is in a prefecture."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A deliverable as reported; without evidence it counts as open."""

    state: DeliveryState
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The office's 0 to 100 points, with its reason."""

    points: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """Reports as they should be, out of those due."""

    done: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that raises, lowers or decides a score.

    Attributes:
        document: what proves it.
        points: for a bonus, stated by the office; None for the others, whose points the scheme sets.
    """

    prefecture: str
    kind: EventKind
    day: date
    document: str
    points: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentInputs:
    """Everything an assessment looks at; what is missing is no data, never assumed.

    Attributes:
        status: frame as `STATUS_SCHEMA`; its rows of prefectures are scored.
        deliverables: by deliverable id and prefecture code.
        milestones: by goal id and prefecture code; uploads and lights know milestones of the region only.
        judgements: by item id and prefecture code.
        reporting: by item id and prefecture code.
        events: in any order; those outside the time that is scored do not count.
    """

    status: pl.DataFrame
    deliverables: Mapping[tuple[str, str], Delivery] = field(default_factory=dict)
    milestones: Mapping[tuple[str, str], MilestoneState] = field(default_factory=dict)
    judgements: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)
    reporting: Mapping[tuple[str, str], Ratio] = field(default_factory=dict)
    events: tuple[Event, ...] = ()

    def prefectures(self) -> dict[str, str]:
        """Names of the prefectures by code, in the order of the status frame."""
        rows = self.status.filter(pl.col("level") == Level.PREFECTURE)
        names = rows.select("area", "area_name").unique("area", keep="first", maintain_order=True)
        return dict(names.iter_rows())
