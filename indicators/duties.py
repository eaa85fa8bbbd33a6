"""The closing duties of the plan: who has handed in what, when, and how many days are left."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from indicators.article import Duty
from indicators.entry import EntryKind
from indicators.plan import DepartmentClass, Plan

__all__ = ["DUTY_SCHEMA", "DutyState", "duties_at", "single_departments"]


class DutyState(StrEnum):
    """Whether a unit has handed in what a duty asks for."""

    OVERDUE = "overdue"
    OPEN = "open"
    LATE = "late"  # received after its day
    RECEIVED = "received"


DUTY_SCHEMA = pl.Schema(
    {
        "unit": pl.String(),
        "duty": pl.String(),
        "state": pl.String(),
        "received": pl.Date(),
        "due": pl.Date(),
        "days": pl.Int64(),
        "name": pl.String(),
        "note": pl.String(),
        "evidence": pl.String(),
        "seq": pl.Int64(),
    }
)
"""One row for each unit and duty, units outermost. `unit`: code of a prefecture or id of a department.

`received`: null until then, and so are `name` of the file, `note`, `evidence` and `seq` of the entry. `due`:
null for a duty without a day. `days`: from the as-of date to that day, below zero when it is over; null when
received or without a day.
"""


def single_departments(plan: Plan) -> tuple[str, ...]:
    """Ids of the departments that are one body; the local governments and the collective name are several."""
    several = (DepartmentClass.LOCAL, DepartmentClass.COLLECTIVE)
    return tuple(each.id for each in plan.departments if each.department_class not in several)


def duties_at(entries: pl.DataFrame, *, plan: Plan, units: Sequence[str], as_of: date) -> pl.DataFrame:
    """What each unit has handed in by a date.

    Args:
        entries: as `ENTRY_SCHEMA`, with `seq`; of the submissions those received by the date count.
        plan: the duties.
        units: codes of prefectures and ids of departments.
        as_of: the date; never the computer's clock.

    Returns:
        Frame as `DUTY_SCHEMA`.
    """
    known = entries.filter(pl.col("kind") == EntryKind.SUBMISSION, pl.col("day") <= as_of.isoformat())
    received = {
        (row["area"] or row["department"], row["subject"]): row for row in known.iter_rows(named=True)
    }
    rows = [
        _row(unit, duty, received.get((unit, duty.id)), as_of=as_of) for unit in units for duty in plan.duties
    ]
    return pl.DataFrame(rows, schema=DUTY_SCHEMA)


def _row(unit: str, duty: Duty, found: Mapping[str, Any] | None, *, as_of: date) -> dict[str, object]:
    if found is None:
        days = None if duty.due is None else (duty.due - as_of).days
        state = DutyState.OPEN if days is None or days >= 0 else DutyState.OVERDUE
        return {"unit": unit, "duty": duty.id, "state": state.value, "due": duty.due, "days": days}
    day = date.fromisoformat(found["day"])
    is_late = duty.due is not None and day > duty.due
    return {
        "unit": unit,
        "duty": duty.id,
        "state": (DutyState.LATE if is_late else DutyState.RECEIVED).value,
        "received": day,
        "due": duty.due,
        "name": found["name"],
        "note": found["text"],
        "evidence": found["evidence"],
        "seq": found["seq"],
    }
