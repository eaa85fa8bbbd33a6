"""The shape of entries: what the office keeps a register of beside its figures."""

from enum import StrEnum

import polars as pl

__all__ = [
    "ENTRY_KEY",
    "ENTRY_SCHEMA",
    "AccidentGrade",
    "CertificateState",
    "EntryKind",
    "EntryState",
    "no_entries",
]


class EntryKind(StrEnum):
    """What an entry tells of."""

    CASE = "case"  # one sample, batch, project, accident or firm behind a figure
    ACTION = "action"  # what is to be done about a goal or a deliverable
    SUBMISSION = "submission"  # a closing duty that a prefecture or department has handed in
    JUDGEMENT = "judgement"  # points that the office gives in the assessment
    EVENT = "event"  # what raises, lowers or decides a score in the assessment


class EntryState(StrEnum):
    """How far the handling of a case or an action has come."""

    OPEN = "open"
    IN_HAND = "in_hand"
    CLOSED = "closed"


class CertificateState(StrEnum):
    """Why a firm counts as not certified: the class of a case of a certification goal."""

    EXPIRED = "expired"
    NONE = "none"


class AccidentGrade(StrEnum):
    """How grave an accident is: the class of a case of a goal that counts accidents."""

    ORDINARY = "ordinary"
    LARGER = "larger"
    MAJOR = "major"
    GRAVE = "grave"


ENTRY_KEY = ("kind", "id")
"""What makes an entry the same one."""

ENTRY_SCHEMA = pl.Schema(
    {
        "kind": pl.String,
        "id": pl.String,
        "subject": pl.String,
        "area": pl.String,
        "department": pl.String,
        "owner": pl.String,
        "day": pl.String,
        "name": pl.String,
        "category": pl.String,
        "text": pl.String,
        "state": pl.String,
        "handling": pl.String,
        "closed_on": pl.String,
        "points": pl.String,
        "evidence": pl.String,
    }
)
"""Columns of a frame of entries; null means not given. Never null: `kind` (a word of `EntryKind`), `id`,
`subject` and `day` (ISO date).

| column | case | action | submission | judgement | event |
|---|---|---|---|---|---|
| subject | goal | goal or deliverable | closing duty | item of the scheme | word of `EventKind` |
| area | county, or prefecture | any area, or null | prefecture, or null | prefecture | prefecture |
| department | null | id, or null | id, or null | null | null |
| owner | null | person or body, or null | null | null | null |
| day | found on | due on | received on | given on | of the event |
| name | product, project or firm | null | name of the file, or null | null | null |
| category | `CertificateState` or `AccidentGrade` of such a goal, else null | null | null | null | null |
| text | reason | what to do | note, or null | reason | note, or null |
| state | `EntryState` | open or closed | null | null | null |
| handling | how it is handled, or null | closing note, or null | null | null | null |
| closed_on | ISO date, of the closed only | the same | null | null | null |
| points | null | null | null | 0 to 100, exact decimal | of a bonus, exact decimal |
| evidence | any words, or null | the same | the same | the same | the document |

An action names a department or an owner or both; a submission names an area or a department, never both.
`closed_on` of a project is the day of its re-acceptance. A case of a stock (a firm) says why the firm counts
as not certified; a case of a flow is one failure.
"""


def no_entries() -> pl.DataFrame:
    """An empty frame of entries."""
    return pl.DataFrame(schema=ENTRY_SCHEMA)
