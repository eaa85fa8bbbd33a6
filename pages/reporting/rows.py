"""The table behind the matrix."""

import polars as pl

from geo import Register
from indicators import Plan, ReportState
from pages.reporting.look import state_text
from pages.reporting.owed import owed_text, responsible
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["report_rows"]


def report_rows(reports: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    """A row for each area and goal, headed in the viewer's language; `reports` as `REPORT_SCHEMA`."""
    found = reports.rows(named=True)
    goals = [plan.goal(row["indicator"]) for row in found]
    columns: dict[str, list[object]] = {
        "map.code": [row["area"] for row in found],
        "map.area": [scope.name(register.area(row["area"])) for row in found],
        "scope.goal": [goal_label(goal, scope.language) for goal in goals],
        "reporting.state": [state_text(ReportState(row["state"]), scope) for row in found],
        "reporting.last": [row["last_period"] for row in found],
        "reporting.first_missing": [row["period"] for row in found],
        "reporting.due": [row["due"].isoformat() if row["due"] else "" for row in found],
        "reporting.days_after": [row["days"] for row in found],
        "reporting.missing": [row["missing"] for row in found],
        "reporting.unit": [
            responsible(goal, row["area"], plan=plan, register=register, scope=scope)
            for goal, row in zip(goals, found, strict=True)
        ],
        "reporting.stands": [owed_text(row, scope) for row in found],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
