"""The rows of annexes 1 to 5 of a summary."""

from collections.abc import Iterator, Mapping
from typing import Any

from indicators import Article, Goal, Level
from reports.annex_cells import (
    area_cell,
    counts_text,
    remark_text,
    target_cell,
    value_text,
)
from reports.basis import Basis
from reports.errors import report_wording
from reports.goal_lines import light_word
from reports.number_text import day_text
from reports.tasks import article_tallies
from reports.unit import Unit

__all__ = [
    "article_rows",
    "comparison_rows",
    "county_goals",
    "county_rows",
    "definition_lines",
    "goal_rows",
]

_RULES = ("exact", "sums", "coverage", "small", "absent", "partial")


def goal_rows(basis: Basis, unit: Unit) -> list[Mapping[str, Any]]:
    """Annex 1: every goal of the unit."""
    rows = ((goal, basis.row(goal.id, unit.area)) for goal in unit.goals)
    return [
        {
            "number": goal.number,
            "name": goal.name.zh,
            "target": target_cell(goal),
            "counts": counts_text(row, goal),
            "value": value_text(row, goal),
            "light": light_word(row).zh,
            "remark": remark_text(row, goal),
        }
        for goal, row in rows
    ]


def comparison_rows(basis: Basis, unit: Unit) -> list[Mapping[str, Any]]:
    """Annex 2: the unit's goals that are kept below the region, a cell for each prefecture."""
    return [
        {
            "name": goal.short.zh,
            "target": target_cell(goal),
            "cells": [area_cell(basis.row(goal.id, area.code), goal) for area in basis.register.prefectures],
        }
        for goal in unit.goals
        if goal.natural_level is not Level.REGION
    ]


def county_goals(unit: Unit) -> list[Goal]:
    """The unit's goals that counties report: the columns of annex 3."""
    return [goal for goal in unit.goals if goal.natural_level is Level.COUNTY]


def county_rows(basis: Basis, unit: Unit) -> list[Mapping[str, Any]]:
    """Annex 3: the counties of the unit, a cell for each goal that they report."""
    goals, register = county_goals(unit), basis.register
    return [
        {
            "prefecture": register.area(county.parent or county.code).short_zh,
            "name": county.name_zh,
            "cells": [area_cell(basis.row(goal.id, county.code), goal) for goal in goals],
        }
        for county in register.counties_of(unit.area)
    ]


def article_rows(basis: Basis, unit: Unit) -> list[Mapping[str, Any]]:
    """Annex 4: every article of the unit with what was reported of its deliverables."""
    counted = article_tallies(basis, unit)
    return [
        {
            "numeral": article.numeral,
            "title": article.title.zh,
            "departments": "、".join(basis.plan.department(each).name.zh for each in article.departments),
            **_tally(article, counted),
        }
        for article in unit.articles
    ]


def _tally(article: Article, counted: Mapping[int, Mapping[str, Any]]) -> Mapping[str, Any]:
    if article.number in counted:
        return counted[article.number]
    blank = dict.fromkeys(
        ("done", "in_progress", "not_started", "not_reported", "not_applicable", "overdue"), ""
    )
    return {**blank, "total": report_wording("annex.goals", count=len(article.goals)).zh}


def definition_lines(basis: Basis, unit: Unit) -> Iterator[str]:
    """Annex 5: where the data are from, how is counted, what each goal measures and what is assumed."""
    yield report_wording("definition.source", cutoff=day_text(basis.cutoff)).zh
    for rule in _RULES:
        yield report_wording(f"definition.{rule}").zh
    for goal in unit.goals:
        facts = {"number": goal.number, "name": goal.short, "description": goal.description}
        line = report_wording("definition.goal", **facts).zh
        assumed = "；".join(text.zh for text in goal.assumed)
        yield line + (report_wording("definition.assumed", assumed=assumed).zh if assumed else "")
