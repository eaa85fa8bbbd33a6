"""The shape of entries: what the office keeps a register of beside its figures."""

from enum import StrEnum

import polars as pl

from indicators.course import is_lower_better
from indicators.goal import Goal
from indicators.vocabulary import Kind, Temporal

__all__ = [
    "ENTRY_KEY",
    "ENTRY_SCHEMA",
    "AccidentGrade",
    "CertificateState",
    "EntryKind",
    "EntryState",
    "case_categories",
    "no_entries",
    "takes_cases",
]


class EntryKind(StrEnum):
    """What an entry tells of."""

    CASE = "case"  # one sample, batch, project, accident or firm behind a figure
    ACTION = "action"  # what is to be done about a goal or a deliverable
    SUBMISSION = "submission"  # a closing duty that a prefecture or department has handed in
    MILESTONE = "milestone"  # how far a milestone of the region has come in a prefecture
    JUDGEMENT = "judgement"  # points that the office gives in the assessment
    EVENT = "event"  # what raises, lowers or decides a score in the assessment


class EntryState(StrEnum):
    """How far the handling of a case or an action has come."""

    OPEN = "open"
    IN_HAND = "in_hand"
    CLOSED = "closed"


class CertificateState(StrEnum):
    """Why a firm counts as not certified: the category of a case of a certification goal."""

    EXPIRED = "expired"
    NONE = "none"


class AccidentGrade(StrEnum):
    """How grave an accident is: the category of a case of a goal that counts accidents."""

    ORDINARY = "ordinary"
    LARGER = "larger"
    MAJOR = "major"
    GRAVE = "grave"


ENTRY_KEY = ("kind", "id")
"""What makes an entry the same one."""

ENTRY_SCHEMA = pl.Schema(
    dict.fromkeys(
        (
            *("kind", "id", "subject", "area", "department", "owner", "day", "name", "category"),
            *("text", "state", "handling", "closed_on", "points", "evidence"),
        ),
        pl.String(),
    )
)
"""Columns of a frame of entries, all text; null means not given. Never null: `kind` (a word of `EntryKind`),
`id`, `subject` and `day` (ISO date).

| | case | action | submission | milestone | judgement | event |
|---|---|---|---|---|---|---|
| subject | goal | goal, deliverable | closing duty | goal | item of the scheme | `EventKind` |
| area | county, prefecture | any or null | prefecture or null | prefecture | prefecture | prefecture |
| department | null | id or null | id or null | null | null | null |
| owner | null | any words or null | null | null | null | null |
| day | found on | due on | received on | as of | given on | happened on |
| name | product, project, firm | null | file or null | null | null | null |
| category | see `case_categories` | null | null | null | null | null |
| text | reason | what to do | note or null | note or null | reason | note or null |
| state | `EntryState` | open, closed | null | `State` of a milestone | null | null |
| handling | how, or null | closing note or null | null | null | null | null |
| closed_on | date when closed, else null | the same | null | null | null | null |
| points | null | null | null | null | 0 to 100 | of a bonus, else null |
| evidence | any words or null | the same | the same | the same | the same | the document |

An action names a department or an owner or both; a submission names an area or a department, never both.
Points are exact decimal text. `closed_on` of a project is the day of its re-acceptance. A case of a stock
says why a firm counts as not certified, a case of a flow is one failure.
"""


def no_entries() -> pl.DataFrame:
    """An empty frame of entries."""
    return pl.DataFrame(schema=ENTRY_SCHEMA)


def takes_cases(goal: Goal) -> bool:
    """Whether what fails a goal is kept case by case: rates, and counts that are to stay low."""
    return goal.kind is Kind.RATE or is_lower_better(goal)


def case_categories(goal: Goal) -> type[CertificateState] | type[AccidentGrade] | None:
    """What the cases of a goal are told apart by; None for plain failures."""
    if not takes_cases(goal):
        return None
    if goal.kind is Kind.COUNT:
        return AccidentGrade
    return CertificateState if goal.temporal is Temporal.STOCK else None
