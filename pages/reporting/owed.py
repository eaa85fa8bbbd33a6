"""What a report that is owed is called: who answers for it, and how it stands in a sentence."""

from collections.abc import Mapping
from typing import Any

from geo import AreaLevel, Register
from indicators import DepartmentClass, Goal, Plan, Reason, ReportState, domain_wording
from pages.shared.text import date_text
from pages.shared.viewpoint import Scope

__all__ = ["owed_text", "responsible"]


def responsible(goal: Goal, area: str, *, plan: Plan, register: Register, scope: Scope) -> str:
    """The departments that probably report a goal (assumed); the local governments by their area's name."""
    names = []
    for department in map(plan.department, goal.likely_owner):
        is_local = department.department_class is DepartmentClass.LOCAL
        names.append(_government(area, register, scope) if is_local else scope.text(department.name))
    return scope.listed(names)


def owed_text(row: Mapping[str, Any], scope: Scope) -> str:
    """How one report stands; `row` as `REPORT_SCHEMA`."""
    state = ReportState(row["state"])
    reason = scope.text(domain_wording(f"reason.{row['reason']}")) if row["reason"] else ""
    if state is ReportState.NOT_APPLICABLE:
        return reason
    last = row["last_period"] or scope.say("reporting.nothing")
    if row["period"] is None:
        return scope.say("reporting.owed_complete", last=last)
    facts = {"last": last, "period": row["period"], "due": date_text(row["due"], scope.language)}
    told = scope.say(f"reporting.owed_{state}", **facts, count=abs(row["days"]))
    return told if row["reason"] != Reason.UNVERIFIED else f"{told} {reason}"


def _government(area: str, register: Register, scope: Scope) -> str:
    place = register.area(area)
    prefecture = register.area(place.parent) if place.level is AreaLevel.COUNTY and place.parent else place
    kind = "city" if prefecture.name_zh.endswith("市") else "prefecture"
    return scope.say(f"reporting.government_{kind}", area=scope.name(prefecture))
