"""Actions ready to show: what is to be done, by whom, by when, and what it is about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from geo import Register
from indicators import Plan
from indicators.entry import EntryState
from indicators.handling import actions_at
from pages.shared.links import goal_address
from pages.shared.text import date_text
from pages.shared.viewpoint import Scope

__all__ = ["ActionLine", "action_lines", "subject_labels", "within"]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action, ready to show.

    Attributes:
        seq: number of the row that is shown; whoever closes it has seen this one.
        about: the goal or deliverable.
        link: address of the goal on the map page; empty for a deliverable.
        who: department and owner.
        days: since it was due; below zero while there is time, None once it is closed.
        row: the entry itself, by column of `ENTRY_SCHEMA`.
    """

    id: str
    seq: int
    about: str
    area: str
    link: str
    who: str
    due: str
    days: int | None
    text: str
    row: dict[str, str | None]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.days is not None

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done by the as-of date."""
        return self.days is not None and self.days > 0


def action_lines(  # noqa: PLR0913 -- what is looked at, and through what
    actions: pl.DataFrame,
    *,
    plan: Plan,
    register: Register,
    scope: Scope,
    area: str | None = None,
    subjects: Collection[str] | None = None,
) -> tuple[ActionLine, ...]:
    """The actions of the scope, open ones first, the longest overdue on top.

    Args:
        actions: as `ENTRY_SCHEMA` and `seq`.
        plan: names of goals, deliverables and departments.
        register: areas.
        scope: as-of date, prefecture and language.
        area: only those of this area and the ones within it; those of no area only for the region.
        subjects: only those about these goals and deliverables.
    """
    found = actions_at(actions, as_of=scope.as_of)
    found = within(found, area or scope.prefecture or register.region.code, register=register)
    if subjects is not None:
        found = found.filter(pl.col("subject").is_in(list(subjects)))
    labels = subject_labels(plan, scope)
    return tuple(_line(row, labels, plan, register, scope) for row in found.iter_rows(named=True))


def within(entries: pl.DataFrame, area: str, *, register: Register) -> pl.DataFrame:
    """The entries of an area and all within it; for the region also those of no area."""
    if area == register.region.code:
        return entries
    inside = [area, *(county.code for county in register.counties_of(area))]
    return entries.filter(pl.col("area").is_in(inside))


def _line(
    row: dict[str, object], labels: Mapping[str, str], plan: Plan, register: Register, scope: Scope
) -> ActionLine:
    entry = {name: None if cell is None else str(cell) for name, cell in row.items()}
    subject, area, due = str(row["subject"]), entry["area"], row["due"]
    assert isinstance(due, date)
    goal = plan.find_goal(subject)
    place = scope.name(register.area(area)) if area else ""
    overdue = row["overdue"]
    return ActionLine(
        id=str(row["id"]),
        seq=int(str(row["seq"])),
        about=labels[subject],
        area=place,
        link=goal_address(goal, register=register, scope=scope) if goal else "",
        who=_who(entry, plan, scope),
        due=date_text(due, scope.language),
        days=int(str(overdue)) if overdue is not None and row["state"] != EntryState.CLOSED else None,
        text=entry["text"] or "",
        row=entry,
    )


def subject_labels(plan: Plan, scope: Scope) -> dict[str, str]:
    """What actions can be about, by id: goals by their short name, deliverables by number and title."""
    goals = {goal.id: scope.text(goal.short) for goal in plan.goals}
    return goals | {task.id: f"{task.id} {scope.text(task.title)}" for task in plan.deliverables}


def _who(entry: dict[str, str | None], plan: Plan, scope: Scope) -> str:
    department, owner = entry["department"], entry["owner"]
    named = scope.text(plan.department(department).name) if department else ""
    return " · ".join(filter(None, (named, owner)))
