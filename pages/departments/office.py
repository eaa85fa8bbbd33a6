"""One department: its goals with who probably reports them, and the reports that are due or overdue."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Register
from indicators import Department, Goal, Light, Plan, ReportState
from indicators.plan import DepartmentClass
from pages.shared.figures import told_text
from pages.shared.links import goal_address
from pages.shared.palette import light_text
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["GOAL_COLUMNS", "Office", "goal_table", "office_view", "owed_of"]

_CLASSES = {
    DepartmentClass.REGIONAL: "departments.class_regional",
    DepartmentClass.LOCAL: "departments.class_local",
    DepartmentClass.CENTRAL: "departments.class_central",
    DepartmentClass.PARTY: "departments.class_party",
    DepartmentClass.COLLECTIVE: "departments.class_collective",
}

GOAL_COLUMNS = ("light", "goal", "figure", "role", "late", "due", "page")
"""Columns of the table of goals."""


@dataclass(frozen=True, slots=True)
class Office:
    """One department, ready to show.

    Attributes:
        kind: to whom it answers.
        remarks: what is known beside, such as what became of it.
        owns: goals that it probably reports itself (assumed); of the others its articles name it only.
        late: overdue reports of the goals that it owns.
    """

    name: str
    kind: str
    remarks: str
    goals: int
    owns: int
    late: int


@dataclass(frozen=True, slots=True)
class _Owed:
    """The reports of one goal: overdue and due ones, and the longest overdue."""

    late: int
    due: int
    areas: int
    days: int


def office_view(department: Department, reports: pl.DataFrame, *, plan: Plan, scope: Scope) -> Office:
    """Gather what heads the page of a department; `reports` as `REPORT_SCHEMA`."""
    goals = plan.goals_of_department(department.id)
    own = [goal for goal in goals if department.id in goal.likely_owner]
    owed = owed_of(reports)
    return Office(
        name=scope.text(department.name),
        kind=scope.say(_CLASSES[department.department_class]),
        remarks=scope.text(department.note) if department.note else "",
        goals=len(goals),
        owns=len(own),
        late=sum(owed[goal.id].late for goal in own if goal.id in owed),
    )


def owed_of(reports: pl.DataFrame) -> dict[str, _Owed]:
    """How many reports of each goal are overdue and due, over all areas that report it."""
    is_late, is_due = (pl.col("state") == state for state in (ReportState.LATE, ReportState.DUE))
    sums = reports.group_by("indicator").agg(
        late=is_late.sum(), due=is_due.sum(), areas=pl.len(), days=pl.col("days").filter(is_late).max()
    )
    return {name: _Owed(late, due, areas, days or 0) for name, late, due, areas, days in sums.iter_rows()}


def goal_table(  # noqa: PLR0913 -- the figures, and what names them
    department: Department,
    status: pl.DataFrame,
    reports: pl.DataFrame,
    *,
    plan: Plan,
    register: Register,
    scope: Scope,
) -> pl.DataFrame:
    """The goals whose article names a department, with `GOAL_COLUMNS`; those it probably reports first.

    Args:
        department: the one.
        status: of all goals, as `STATUS_SCHEMA`; the region's rows are shown.
        reports: as `REPORT_SCHEMA`, of the same date.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    region = status.filter(pl.col("area") == register.region.code)
    by_goal = {row["indicator"]: row for row in region.iter_rows(named=True)}
    owed = owed_of(reports)
    goals = sorted(
        plan.goals_of_department(department.id), key=lambda goal: department.id not in goal.likely_owner
    )
    rows = [
        {
            "light": [light_text(Light(by_goal[goal.id]["light"]), scope.language)],
            "goal": goal_label(goal, scope.language),
            "figure": told_text(by_goal[goal.id], goal, scope),
            "role": _role(goal, department, scope),
            **_owed_texts(owed.get(goal.id), scope),
            "page": goal_address(goal, register=register, scope=scope),
        }
        for goal in goals
    ]
    types: dict[str, Any] = {
        name: pl.List(pl.String) if name == "light" else pl.String for name in GOAL_COLUMNS
    }
    return pl.DataFrame(rows, schema=types)


def _role(goal: Goal, department: Department, scope: Scope) -> str:
    is_owner = department.id in goal.likely_owner
    return scope.say("departments.likely_owner" if is_owner else "departments.whole_article")


def _owed_texts(owed: _Owed | None, scope: Scope) -> dict[str, str]:
    if owed is None:
        return {"late": "", "due": ""}
    late = (
        scope.say("departments.late_of", late=owed.late, areas=owed.areas, days=owed.days)
        if owed.late
        else ""
    )
    return {"late": late, "due": f"{owed.due}/{owed.areas}" if owed.due else ""}
