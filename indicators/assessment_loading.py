"""Reading `assessment.toml` of a plan folder: typed, held against the plan, with its hash for the record."""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from indicators.assessment_checking import ASSESSMENT_FILE, check_scheme
from indicators.assessment_scheme import (
    Assessment,
    Band,
    Block,
    Deduction,
    EventKind,
    FullRate,
    Preset,
    Rules,
    ScoredItem,
    Scoring,
    Stamp,
)
from indicators.errors import PlanError, PlanProblem
from indicators.plan import Plan
from indicators.plan_fields import (
    DATE,
    DECIMAL,
    FLAG,
    INTEGER,
    STRING,
    TEXT,
    Entry,
    Field,
    one,
    optional,
    read_file,
    rows,
    word,
)
from indicators.plan_loading import load_plan

__all__ = ["check_assessment", "load_assessment"]

_PLAN_2016 = Path(__file__).with_name("plans") / "2016"
_GOAL_FUNCTIONS = (Scoring.RATE_GE, Scoring.RATE_100, Scoring.COVERAGE, Scoring.TREND, Scoring.MILESTONE)


def _read_exact(entry: Entry, key: str, value: Any) -> Fraction | None:  # noqa: ANN401 - TOML values
    number = DECIMAL.read(entry, key, value)
    if number is None:
        return None
    if not Decimal(number).is_finite():  # TOML knows nan and inf
        entry.report("wrong_type", field=key, expected=DECIMAL.expected, found=number)
        return None
    return Fraction(number)


_EXACT = Field(DECIMAL.expected, _read_exact)


def _rules(*, late_percent: Fraction, enough_percent: Fraction, **fields: Any) -> Rules:  # noqa: ANN401
    return Rules(**fields, late=late_percent / 100, enough=enough_percent / 100)


def _preset(*, weights: dict[str, Fraction], **fields: Any) -> Preset:  # noqa: ANN401 - checked by _FIELDS
    return Preset(**fields, weights={Block(name): weight for name, weight in weights.items()})


def _band(**fields: Any) -> Band:  # noqa: ANN401 - `from` is a word of the language
    return Band(fields["id"], fields["from"])


_NAMED: Mapping[str, Field] = {"id": STRING, "name": TEXT, "weight": _EXACT}
_FIELDS: Mapping[str, Field] = {
    "assessment": one(
        {
            "name": TEXT,
            "version": STRING,
            "dated": DATE,
            "by": TEXT,
            "approved": FLAG,
            "start": DATE,
            "deadline": DATE,
        },
        dict,
    ),
    "rules": one(
        {
            "rate_ge_points": _EXACT,
            "rate_100_floor": _EXACT,
            "rate_100": word(FullRate),
            "late_percent": _EXACT,
            "enough_percent": _EXACT,
            "bonus_cap": _EXACT,
        },
        _rules,
    ),
    "presets": rows(
        {"id": STRING, "name": TEXT, "weights": one({block.value: _EXACT for block in Block}, dict)}, _preset
    ),
    "grades": rows({"id": STRING, "from": optional(_EXACT)}, _band),
    "deductions": rows(
        {
            "event": word((EventKind.ACCIDENT, EventKind.FALSE_DATA)),
            "points": _EXACT,
            "cap": _EXACT,
            "goal": optional(STRING),
        },
        Deduction,
    ),
    Block.GOALS: rows({"id": STRING, "weight": _EXACT, "function": word(_GOAL_FUNCTIONS)}, dict),
    Block.MEASURES: rows({"section": INTEGER, "weight": _EXACT}, dict),
    Block.BRAND_AND_THIRD_PARTY: rows(_NAMED, dict),
    Block.REPORTING: rows(_NAMED, dict),
}


def load_assessment(folder: Path | None = None) -> Assessment:
    """The assessment in a plan folder, by default that of 2016; read once and kept.

    Raises:
        PlanError: the plan or its assessment has faults; the error lists all of them.
    """
    return _load(folder or _PLAN_2016)


@cache
def _load(folder: Path) -> Assessment:
    plan = load_plan(folder)
    values, problems = _read(folder, plan)
    if problems:
        raise PlanError(folder, problems)
    digest = hashlib.sha256((folder / ASSESSMENT_FILE).read_bytes()).hexdigest()
    heading = values["assessment"]
    stamp = Stamp(**{name: heading[name] for name in ("version", "dated", "by", "approved")}, sha256=digest)
    return Assessment(
        name=heading["name"],
        stamp=stamp,
        start=heading["start"],
        deadline=heading["deadline"],
        rules=values["rules"],
        presets=values["presets"],
        bands=values["grades"],
        deductions=values["deductions"],
        items=_items(values, plan),
    )


def check_assessment(folder: Path) -> tuple[PlanProblem, ...]:
    """All faults of the assessment in a plan folder; empty when it can be used.

    Raises:
        PlanError: the plan itself has faults, so that the assessment cannot be held against it.
    """
    return _read(folder, load_plan(folder))[1]


def _read(folder: Path, plan: Plan) -> tuple[dict[str, Any], tuple[PlanProblem, ...]]:
    problems: list[PlanProblem] = []
    values = read_file(folder / ASSESSMENT_FILE, _FIELDS, problems)
    # A file with misread fields would only yield follow-up faults.
    return values, tuple(problems or check_scheme(values, plan))


def _items(values: dict[str, Any], plan: Plan) -> tuple[ScoredItem, ...]:
    titles = {article.section: article.section_title for article in plan.articles}
    goals = (
        ScoredItem(**row, block=Block.GOALS, group=goal.sector, name=goal.short, goal=goal)
        for row in values[Block.GOALS]
        for goal in (plan.goal(row["id"]),)
    )
    measures = (
        ScoredItem(
            id=f"section_{row['section']}",
            block=Block.MEASURES,
            group=Block.MEASURES,
            name=titles[row["section"]],
            weight=row["weight"],
            function=Scoring.TASK,
            deliverables=_deliverables(plan, section=row["section"]),
        )
        for row in values[Block.MEASURES]
    )
    others = (
        ScoredItem(**row, block=block, group=block, function=function)
        for block, function in (
            (Block.BRAND_AND_THIRD_PARTY, Scoring.JUDGED),
            (Block.REPORTING, Scoring.REPORTED),
        )
        for row in values[block]
    )
    return (*goals, *measures, *others)


def _deliverables(plan: Plan, *, section: int) -> tuple[str, ...]:
    return tuple(
        d.id for article in plan.articles if article.section == section for d in article.deliverables
    )
