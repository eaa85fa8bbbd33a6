"""What stands beside the map: one county's figure for the goal, its course, reports and other goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from data import figure_text as said_text
from data import until
from geo import Area, Register
from indicators import Goal, Level, Light, Plan, domain_wording, target_text
from pages.map.bearers import Row, bearer
from pages.shared.courses import CoursePoint, year_courses
from pages.shared.figures import figure_text, is_checklist, short_text, told_text
from pages.shared.links import area_address, goal_address, trends_address, upload_address
from pages.shared.palette import light_text
from pages.shared.periods import period_labels
from pages.shared.viewpoint import Scope

__all__ = ["OTHERS", "CountyPanel", "PanelCourses", "county_panel", "panel_courses"]

OTHERS = pl.Schema(
    {
        "light": pl.List(pl.String()),
        "goal": pl.String(),
        "figure": pl.String(),
        "course": pl.List(pl.Float64()),
        "link": pl.String(),
    }
)
"""Columns of the other goals: a light is a list of one option, a course a list of numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyPanel:
    """One county's figure for the goal.

    Attributes:
        judged: the area for which the goal is judged, when that is not the county itself; else empty.
        facts: label and value, in the order to show.
        items: checklist items and whether they are done; empty without a checklist.
        reports: the reports of the plan's year that had ended on the day, with links to their uploads.
        links: what it is called and the address, of its pages.
    """

    name: str
    prefecture: str
    judged: str
    light: Light
    value: str
    sentence: str
    flags: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, bool], ...]
    reports: pl.DataFrame
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCourses:
    """How the year went for a county.

    Attributes:
        course: figures of the goal at the ends of its periods; empty for a goal without numbers.
        periods: what the period of each point of the course is called.
        others: the county's other goals that have a light of their own, as `OTHERS`.
    """

    course: tuple[CoursePoint, ...]
    periods: tuple[str, ...]
    others: pl.DataFrame


def county_panel(  # noqa: PLR0913 -- a panel is about all of these
    status: pl.DataFrame,
    observations: pl.DataFrame,
    *,
    uploads: Mapping[int, str],
    plan: Plan,
    goal: Goal,
    code: str,
    register: Register,
    scope: Scope,
) -> CountyPanel:
    """Gather one county.

    Args:
        status: status frame of the day of the map.
        observations: the observations behind it.
        uploads: label of each upload by its number.
        plan: for its year.
        goal: the goal on the map.
        code: the county.
        register: the areas.
        scope: filters and language; its date is the day of the map.
    """
    county = register.area(code)
    judged = bearer(county, goal, register)
    is_shown = (pl.col("area") == judged.code) & (pl.col("indicator") == goal.id)
    row = status.row(by_predicate=is_shown, named=True)
    own = observations.filter(pl.col("indicator") == goal.id, pl.col("area") == judged.code)
    reports = until(own, scope.as_of, plan)
    done = row["items_done"]
    return CountyPanel(
        name=scope.name(county),
        prefecture=scope.name(register.area(county.parent or code)),
        judged="" if judged is county else scope.name(judged),
        light=Light(row["light"]),
        value=told_text(row, goal, scope),
        sentence=row[f"sentence_{scope.language}"],
        flags=tuple(scope.text(domain_wording(f"flag.{flag}")) for flag in row["flags"]),
        facts=_facts(row, goal, scope),
        items=() if done is None else tuple((scope.text(item.name), item.id in done) for item in goal.items),
        reports=_reports(reports, uploads, goal=goal, register=register, scope=scope),
        links=_links(county, goal, register=register, scope=scope),
    )


def panel_courses(  # noqa: PLR0913 -- as above
    states: Mapping[date, pl.DataFrame],
    *,
    plan: Plan,
    goal: Goal,
    code: str,
    register: Register,
    scope: Scope,
) -> PanelCourses:
    """Gather how the year went.

    Args:
        states: status frames of the ends of the months up to the day of the scope, and of that day.
        plan: the goals.
        goal: the goal on the map.
        code: the county.
        register: the areas.
        scope: filters and language; its date is the day of the map.
    """
    judged = bearer(register.area(code), goal, register)
    course = year_courses(states, area=judged.code, plan=plan, as_of=scope.as_of).get(goal.id, ())
    return PanelCourses(
        course=course,
        periods=_periods(course, goal, plan=plan, scope=scope),
        others=_others(states, code, plan, goal, register=register, scope=scope),
    )


def _links(county: Area, goal: Goal, *, register: Register, scope: Scope) -> tuple[tuple[str, str], ...]:
    return (
        (scope.say("map.to_county"), area_address(county, register=register, scope=scope)),
        (scope.say("map.to_trends"), trends_address(goal, register=register, scope=scope)),
    )


def _facts(row: Row, goal: Goal, scope: Scope) -> tuple[tuple[str, str], ...]:
    facts = [
        ("map.target", _target(row, goal, scope)),
        ("map.short", short_text(row, goal, scope)),
        ("map.period", row["period"] or ""),
    ]
    return tuple((scope.say(key), value) for key, value in facts if value)


def _target(row: Row, goal: Goal, scope: Scope) -> str:
    """The target of the goal; a county of the campaign has its whole checklist to do."""
    if is_checklist(row, goal):
        return scope.say("map.all_items", count=len(goal.items))
    return scope.text(target_text(goal))


def _periods(course: tuple[CoursePoint, ...], goal: Goal, *, plan: Plan, scope: Scope) -> tuple[str, ...]:
    labels = period_labels(goal.frequency, year=plan.year, language=scope.language)
    return tuple(labels[point.day.month * len(labels) // 12 - 1] for point in course)


def _reports(
    reports: pl.DataFrame, uploads: Mapping[int, str], *, goal: Goal, register: Register, scope: Scope
) -> pl.DataFrame:
    """What was reported, the newest period first, each line with the address of its upload."""
    rows = reports.sort("period", "segment", descending=[True, False])
    parts = {segment.id: scope.text(segment.name) for segment in goal.segments}
    parts |= {item.id: scope.text(item.name) for item in goal.items}
    columns: dict[str, Sequence[str] | pl.Series] = {
        "map.period": rows["period"],
        "map.part": [parts.get(segment, segment) for segment in rows["segment"]],
        "map.reported": rows.select(said_text()).to_series(),
        "map.upload": [upload_address(uploads[seq], register=register, scope=scope) for seq in rows["seq"]],
    }
    if not any(rows["segment"]):
        columns.pop("map.part")
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)


def _others(  # noqa: PLR0913 -- as above
    states: Mapping[date, pl.DataFrame],
    code: str,
    plan: Plan,
    goal: Goal,
    *,
    register: Register,
    scope: Scope,
) -> pl.DataFrame:
    """The goals of the sector that counties have for themselves, but the one on the map."""
    own = states[scope.as_of].filter(pl.col("area") == code)
    rows = {row["indicator"]: row for row in own.iter_rows(named=True)}
    courses = year_courses(states, area=code, plan=plan, as_of=scope.as_of)
    others = [
        other
        for other in plan.goals
        if other.natural_level is Level.COUNTY
        and other.id != goal.id
        and scope.sector in (None, other.sector)
    ]
    return pl.DataFrame(
        {
            "light": [[light_text(Light(rows[other.id]["light"]), scope.language)] for other in others],
            "goal": [scope.text(other.short) for other in others],
            "figure": [figure_text(rows[other.id], other) for other in others],
            "course": [[point.amount for point in courses.get(other.id, ())] for other in others],
            "link": [goal_address(other, register=register, scope=scope) for other in others],
        },
        schema=OTHERS,
    )
