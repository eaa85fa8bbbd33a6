"""The cases behind a goal of 100 % that is lost for the year, one by one, as the register has them (R7)."""

from datetime import date

import polars as pl

from indicators import Flag, Goal
from indicators.entry import EntryState
from indicators.handling import cases_at
from reports.basis import Basis, Row
from reports.errors import report_wording
from reports.number_text import day_text
from reports.unit import Unit

__all__ = ["cases_told"]

_MOST = 10  # cases of one goal; the rest are counted


def cases_told(basis: Basis, unit: Unit, goal: Goal) -> str:
    """A sentence with the cases of the unit's area that were found until the cut-off, the oldest first.

    Empty for a goal that is not lost, and where the register holds no case of it.
    """
    if Flag.IRRECOVERABLE not in basis.row(goal.id, unit.area)["flags"]:
        return ""
    inside = (*basis.register.children(unit.area), *basis.register.counties_of(unit.area))
    own = [unit.area, *(area.code for area in inside)]
    found = cases_at(basis.cases.filter(pl.col("subject") == goal.id), as_of=basis.cutoff)
    mine = found.filter(pl.col("area").is_in(own)).sort("found", "id")
    told = [_case(row, basis) for row in mine.head(_MOST).iter_rows(named=True)]
    if mine.height > _MOST:
        told.append(_say("rest", count=mine.height - _MOST))
    return _say("told", cases="；".join(told)) if told else ""


def _case(row: Row, basis: Basis) -> str:
    facts = {
        "day": day_text(row["found"]),
        "area": basis.register.area(row["area"]).name_zh,
        "name": row["name"],
        "reason": row["text"],
    }
    if row["state"] == EntryState.CLOSED:
        return _say("closed", closed=day_text(date.fromisoformat(row["closed_on"])), **facts)
    return _say("open", **facts)


def _say(key: str, **facts: object) -> str:
    return report_wording(f"case.{key}", **facts).zh
