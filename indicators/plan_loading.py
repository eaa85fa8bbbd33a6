"""Reading a plan folder: its three files, typed and held against each other."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from indicators.errors import PlanError, PlanProblem
from indicators.goal import Goal, Item, Segment
from indicators.plan import (
    Article,
    Deliverable,
    DeliverableType,
    Department,
    DepartmentClass,
    Duty,
    Gap,
    Plan,
)
from indicators.plan_checking import (
    DEPARTMENTS_FILE,
    GOALS_FILE,
    MEASURES_FILE,
    check_departments,
    check_gaps,
    check_goals,
    check_measures,
)
from indicators.plan_fields import (
    DATE,
    DECIMAL,
    FLAG,
    INTEGER,
    STRING,
    TEXT,
    many,
    one,
    optional,
    read_file,
    rows,
    word,
)
from indicators.text import Text
from indicators.vocabulary import Comparison, Kind, Level, PeriodType, Sector, Temporal

__all__ = ["check_plan", "load_plan"]

_FREQUENCIES = (PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.YEAR)
_PLAN_2016 = Path(__file__).with_name("plans") / "2016"


def _goal(**fields: Any) -> Goal:  # noqa: ANN401 - checked by _GOAL
    """A goal before its place in the plan is known."""
    return Goal(**fields, number=0, deadline=date.max, departments=())


def _article(**fields: Any) -> Article:  # noqa: ANN401 - checked by _ARTICLE
    """An article before its section and goals are known."""
    return Article(**fields, section_title=Text("", ""), goals=())


_GOAL = {
    "id": STRING,
    "name": TEXT,
    "short": TEXT,
    "description": TEXT,
    "sector": word(Sector),
    "article": INTEGER,
    "kind": word(Kind),
    "comparison": optional(word(Comparison)),
    "threshold_bp": optional(INTEGER),
    "threshold": optional(INTEGER),
    "unit": TEXT,
    "natural_level": word(Level),
    "temporal": word(Temporal),
    "sampled": optional(FLAG, default=False),
    "frequency": word(_FREQUENCIES),
    "zero_tolerance": optional(FLAG, default=False),
    "progress": optional(FLAG, default=False),
    "numerator": optional(TEXT),
    "denominator": optional(TEXT),
    "unit_of_count": optional(TEXT),
    "segments": optional(rows({"id": STRING, "name": TEXT}, Segment), default=()),
    "items": optional(rows({"id": STRING, "name": TEXT}, Item), default=()),
    "reference": optional(TEXT),
    "tolerance": optional(DECIMAL),
    "likely_owner": many(STRING),
    "fixed": many(TEXT),
    "assumed": many(TEXT),
}
_DELIVERABLE = {
    "id": STRING,
    "title": TEXT,
    "type": word(DeliverableType),
    "measure": TEXT,
    "due": optional(DATE),
}
_ARTICLE = {
    "number": INTEGER,
    "numeral": STRING,
    "section": INTEGER,
    "title": TEXT,
    "departments": many(STRING),
    "deliverables": optional(rows(_DELIVERABLE, Deliverable), default=()),
    "gaps": optional(rows({"subject": STRING, "title": TEXT}, Gap), default=()),
}
_DEPARTMENT = {
    "id": STRING,
    "name": TEXT,
    "aliases": many(STRING),
    "department_class": word(DepartmentClass),
    "note": optional(TEXT),
}
_FILES = {
    GOALS_FILE: {
        "plan": one({"year": INTEGER, "name": TEXT, "deadline": DATE}, dict),
        "goals": rows(_GOAL, _goal),
    },
    MEASURES_FILE: {
        "sections": rows({"number": INTEGER, "title": TEXT}, dict),
        "articles": rows(_ARTICLE, _article),
        "duties": rows({"id": STRING, "title": TEXT, "due": optional(DATE)}, Duty),
    },
    DEPARTMENTS_FILE: {"departments": rows(_DEPARTMENT, Department)},
}


def load_plan(folder: Path | None = None) -> Plan:
    """The plan in a folder, by default that of 2016; read once and kept.

    Raises:
        PlanError: the folder has faults; the error lists all of them.
    """
    return _load(folder or _PLAN_2016)


@cache
def _load(folder: Path) -> Plan:
    values, problems = _read(folder)
    if problems:
        raise PlanError(folder, problems)
    return _plan(values)


def check_plan(folder: Path) -> tuple[PlanProblem, ...]:
    """All faults of a plan folder; empty when it can be used."""
    return _read(folder)[1]


def _read(folder: Path) -> tuple[dict[str, Any], tuple[PlanProblem, ...]]:
    problems: list[PlanProblem] = []
    values: dict[str, Any] = {}
    for file, fields in _FILES.items():
        values |= read_file(folder / file, fields, problems)
    return values, (*problems, *_contradictions(values, broken={problem.file for problem in problems}))


def _contradictions(values: dict[str, Any], *, broken: set[str]) -> list[PlanProblem]:
    """Faults between entries; references into a broken file are not held against anybody."""
    goals, articles, departments = (values[name] or () for name in ("goals", "articles", "departments"))
    is_whole = MEASURES_FILE not in broken
    sections = [section["number"] for section in values["sections"]] if is_whole else None
    problems = [*check_goals(goals, articles=articles if is_whole else None)]
    problems += check_measures(articles, sections=sections, duties=values["duties"] or ())
    if GOALS_FILE not in broken:
        problems += check_gaps(articles, goals=goals)
    if DEPARTMENTS_FILE not in broken:
        problems += check_departments(departments, articles=articles, goals=goals)
    return problems


def _plan(values: dict[str, Any]) -> Plan:
    heading = values["plan"]
    titles = {section["number"]: section["title"] for section in values["sections"]}
    departments_of = {article.number: article.departments for article in values["articles"]}
    goals = tuple(
        replace(goal, number=number, deadline=heading["deadline"], departments=departments_of[goal.article])
        for number, goal in enumerate(values["goals"], start=1)
    )
    articles = tuple(
        replace(
            article,
            section_title=titles[article.section],
            goals=tuple(goal.id for goal in goals if goal.article == article.number),
        )
        for article in values["articles"]
    )
    return Plan(
        **heading, goals=goals, articles=articles, duties=values["duties"], departments=values["departments"]
    )
