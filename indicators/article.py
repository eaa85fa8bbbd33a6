"""The articles of a plan: what each asks for beside its goals, and of whom."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.text import Text

__all__ = ["Article", "Deliverable", "DeliverableType", "Duty", "Gap"]


class DeliverableType(StrEnum):
    """What a deliverable yields, and so how it is followed."""

    NUMBER = "number"
    MILESTONE = "milestone"
    CAMPAIGN = "campaign"
    PLATFORM = "platform"
    SYSTEM = "system"
    ACTIVITY = "activity"
    INTENT = "intent"


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One thing that an article asks for.

    Attributes:
        measure: how it can be followed (assumed).
        due: its own day where the plan names one; else the plan's deadline holds.
    """

    id: str
    title: Text
    type: DeliverableType
    measure: Text
    due: date | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Everything it can be called in a file: id and titles."""
        return (self.id, self.title.zh, self.title.en)


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of an article for which it names no department; nobody is guessed.

    Attributes:
        subject: id of the goal or deliverable that it belongs to.
    """

    subject: str
    title: Text


@dataclass(frozen=True, slots=True)
class Article:
    """One of the numbered articles: goals in the first section, deliverables in the others."""

    number: int
    numeral: str
    section: int
    section_title: Text
    title: Text
    departments: tuple[str, ...]
    goals: tuple[str, ...]
    deliverables: tuple[Deliverable, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What the closing paragraph asks of every prefecture and department, by a day where it names one."""

    id: str
    title: Text
    due: date | None = None
