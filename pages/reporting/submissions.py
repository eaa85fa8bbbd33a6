"""Who has sent the work plan and the year-end summary, and how many days are left."""

from dataclasses import dataclass

import polars as pl

from geo import Register
from indicators import Plan
from indicators.article import Duty
from indicators.duties import DutyState, single_departments
from pages.shared.text import date_text
from pages.shared.viewpoint import Scope

__all__ = [
    "DutyCell",
    "DutyHead",
    "Tracker",
    "UnitRow",
    "duty_rows",
    "duty_units",
    "tracker_view",
    "unit_name",
]


@dataclass(frozen=True, slots=True)
class DutyHead:
    """One duty: how many units of how many have handed it in, and the countdown as a sentence."""

    title: str
    received: int
    total: int
    countdown: str


@dataclass(frozen=True, slots=True)
class DutyCell:
    """One unit and duty: `text` is the day it came, or the days left; `hint` the file and the note."""

    state: DutyState
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit with a cell for each duty."""

    name: str
    cells: tuple[DutyCell, ...]


@dataclass(frozen=True, slots=True)
class Tracker:
    """Display-ready values of the tracker."""

    duties: tuple[DutyHead, ...]
    prefectures: tuple[UnitRow, ...]
    departments: tuple[UnitRow, ...]


_IN = (DutyState.RECEIVED, DutyState.LATE)


def duty_units(plan: Plan, register: Register, scope: Scope) -> tuple[str, ...]:
    """The units that owe the duties: all prefectures and departments, or the prefecture of the filter."""
    if scope.prefecture:
        return (scope.prefecture,)
    return (*(area.code for area in register.prefectures), *single_departments(plan))


def unit_name(unit: str, plan: Plan, register: Register, scope: Scope) -> str:
    """The name of a prefecture or department."""
    codes = {area.code for area in register.prefectures}
    return scope.name(register.area(unit)) if unit in codes else scope.text(plan.department(unit).name)


def tracker_view(duties: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> Tracker:
    """Gather the tracker (question 20).

    Args:
        duties: as `DUTY_SCHEMA`, of the units of the scope.
        plan: duties and departments.
        register: the areas.
        scope: filters and language.
    """
    codes = {area.code for area in register.prefectures}
    rows: dict[str, list[DutyCell]] = {}
    for row in duties.iter_rows(named=True):
        rows.setdefault(row["unit"], []).append(_cell(row, scope))
    named = {
        unit: UnitRow(unit_name(unit, plan, register, scope), tuple(cells)) for unit, cells in rows.items()
    }
    return Tracker(
        duties=tuple(_head(duty, duties.filter(pl.col("duty") == duty.id), scope) for duty in plan.duties),
        prefectures=tuple(row for unit, row in named.items() if unit in codes),
        departments=tuple(row for unit, row in named.items() if unit not in codes),
    )


def _head(duty: Duty, own: pl.DataFrame, scope: Scope) -> DutyHead:
    received = own.filter(pl.col("state").is_in(_IN)).height
    return DutyHead(scope.text(duty.title), received, own.height, _countdown(duty, scope))


def _countdown(duty: Duty, scope: Scope) -> str:
    if duty.due is None:
        return scope.say("reporting.no_day")
    days = (duty.due - scope.as_of).days
    return scope.say(f"reporting.{'days_left' if days >= 0 else 'days_over'}", count=abs(days))


def _cell(row: dict[str, object], scope: Scope) -> DutyCell:
    state = DutyState(str(row["state"]))
    told = [str(row[name]) for name in ("name", "note", "evidence") if row[name]]
    word = scope.say(f"reporting.duty_{state}")
    return DutyCell(state, _text(row, scope), " · ".join((word, *told)))


def _text(row: dict[str, object], scope: Scope) -> str:
    """The day it came, how late it is, or that it has not come; the time left stands in the head."""
    days = row["days"]
    if isinstance(days, int) and days < 0:
        return scope.say("reporting.over", count=-days)
    return f"{row['received']}" if row["received"] else scope.say(f"reporting.duty_{row['state']}")


def duty_rows(duties: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    """The tracker as a table, headed in the viewer's language."""
    titles = {duty.id: scope.text(duty.title) for duty in plan.duties}
    found = duties.rows(named=True)
    columns: dict[str, list[object]] = {
        "reporting.body": [unit_name(row["unit"], plan, register, scope) for row in found],
        "reporting.duty": [titles[row["duty"]] for row in found],
        "reporting.state": [scope.say(f"reporting.duty_{row['state']}") for row in found],
        "reporting.received_on": [f"{row['received'] or ''}" for row in found],
        "reporting.due": [date_text(row["due"], scope.language) if row["due"] else "" for row in found],
        "reporting.days_to_due": [row["days"] for row in found],
        "reporting.file": [row["name"] or "" for row in found],
        "reporting.note": [row["note"] or "" for row in found],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
