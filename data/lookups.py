"""What the words in upload cells stand for: goals, areas, periods and the other closed sets."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache

from data.area_lookup import Hints, find_area_ids
from data.columns import ORGANISERS, PERIOD_TYPES, STATES
from data.problems import Finding, Found, Ids, Severity
from geo import Register
from indicators import (
    Deliverable,
    Goal,
    Level,
    PeriodType,
    Plan,
    Temporal,
    Text,
    find_period,
    input_segments,
)
from indicators.errors import UnknownEntryError
from indicators.text import fold

__all__ = ["DELIVERABLE", "Directory", "Lookup", "lookups"]

DELIVERABLE = "deliverable"
"""What stands as `kind` in rows of deliverables, where those of goals have their `Kind`."""

_GOAL_FACTS = ("indicator_id", "goal_name", "kind", "natural_level", "temporal", "parts", "sign")
_PERIOD_FACTS = ("period_id", "period_type_id", "period_end")
_CENTURY = re.compile("20[0-9]{2}")
_LOST_ZERO = re.compile(r"20[0-9]{2}\.[0-9]")  # 2016.10 in a cell of numbers is kept as 2016.1
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


@dataclass(frozen=True, slots=True)
class Directory:
    """What uploads are checked against."""

    plan: Plan
    register: Register


@dataclass(frozen=True, slots=True)
class Lookup:
    """Columns to read together, the columns it makes, and how to find them for one combination of words."""

    columns: tuple[str, ...]
    makes: tuple[str, ...]
    find: Callable[..., Found]


def lookups(directory: Directory) -> tuple[Lookup, ...]:
    """All lookups for one file, in an order in which each finds the columns it reads."""
    plan, register, hints = directory.plan, directory.register, Hints()
    known = _known_words(plan)
    segments = cache(lambda indicator: _segments(plan.require_reported(indicator)))
    return (
        Lookup(
            ("indicator", "indicator_again"),
            _GOAL_FACTS,
            lambda *words: _reported(plan, known, *words, hints=hints),
        ),
        Lookup(
            ("area", "area_again", "area_level"),
            ("area_id", "level"),
            lambda *words: find_area_ids(register, *words, hints=hints),
        ),
        Lookup(("period_type",), ("period_kind",), _period_kind),
        Lookup(("period", "period_kind"), _PERIOD_FACTS, _period),
        Lookup(
            ("organiser", "indicator", "indicator_again"),
            ("organiser_id",),
            lambda word, *about: _organiser(plan, known, word, *about, hints=hints),
        ),
        Lookup(("state",), ("state_id",), lambda word: _word("state", word, {"": None, **STATES})),
        Lookup(
            ("segment", "indicator_id"),
            ("segment_id",),
            lambda word, indicator: _segment(word, *segments(indicator)) if word else {"segment_id": ""},
        ),
        Lookup(("reported_on",), ("reported_on_id",), _day),
    )


def _known_words(plan: Plan) -> dict[str, Goal | Deliverable]:
    """Goals and deliverables by their folded words; of equal words the first in the plan counts."""
    entries: list[Goal | Deliverable] = [*plan.goals, *plan.deliverables]
    return {fold(word): entry for entry in reversed(entries) for word in entry.words}


def _reported(
    plan: Plan, known: Mapping[str, Goal | Deliverable], word: str, again: str, *, hints: Hints
) -> Ids | Finding:
    found: list[Goal | Deliverable] = []
    for text in filter(None, (word, again)):
        entry = known.get(fold(text))
        if entry is None:
            near = _near_entries(plan, text) if hints.are_left_for(text) else ""
            return Finding("unknown_indicator", name=text, nearest=near or "—")
        found.append(entry)
    if not found:
        return Finding("cell_missing")
    if found[-1] is not found[0]:
        return Finding("code_and_name_differ", code=word, name=again)
    return _facts(found[0])


def _facts(entry: Goal | Deliverable) -> Ids:
    """What the rules ask of a goal; a deliverable answers as a state that a prefecture can report."""
    if isinstance(entry, Deliverable):
        return {
            "indicator_id": entry.id,
            "goal_name": entry.title.zh,
            "kind": DELIVERABLE,
            "natural_level": Level.PREFECTURE.value,
            "temporal": Temporal.STOCK.value,
            "parts": "",
            "sign": "",
        }
    return {
        "indicator_id": entry.id,
        "goal_name": entry.name.zh,
        "kind": entry.kind.value,
        "natural_level": entry.natural_level.value,
        "temporal": entry.temporal.value,
        "parts": "、".join(segment.id for segment in entry.segments),
        "sign": "%" if entry.is_percent else "",
    }


def _near_entries(plan: Plan, text: str) -> str:
    try:
        return plan.require_reported(text).id
    except UnknownEntryError as error:
        return ", ".join(error.suggestions)


def _organiser(  # noqa: PLR0913 -- what the cells say, and what they are held against
    plan: Plan, known: Mapping[str, Goal | Deliverable], word: str, code: str, name: str, *, hints: Hints
) -> Found:
    """Whose samples they are; in rows of deliverables, the department that tells of its own part."""
    entry = known.get(fold(code or name))
    if not word or not isinstance(entry, Deliverable):
        return _word("organiser", word, ORGANISERS)
    department = plan.find_department(word)
    if department is None:
        near = _near_departments(plan, word) if hints.are_left_for(word) else ""
        return Finding("unknown_department", name=word, nearest=near or "—")
    ids: Ids = {"organiser_id": department.id}
    article = next(article for article in plan.articles if entry in article.deliverables)
    if department.id in article.departments:
        return ids
    warning = Severity.WARNING
    facts = {"department": department.name, "article": article.title, "goal": entry.title}
    return ids, Finding("department_not_named", severity=warning, **facts)


def _near_departments(plan: Plan, word: str) -> str:
    words = [name for department in plan.departments for name in department.words]
    return ", ".join(get_close_matches(word, words, n=3))


def _period_kind(word: str) -> Ids | Finding:
    kind = PERIOD_TYPES.get(word.lower(), "")
    if word and not kind:
        return Finding("unknown_word", allowed=", ".join(PERIOD_TYPES))
    return {"period_kind": kind}


def _period(word: str, kind: str) -> Ids | Finding:
    if not word:
        return Finding("cell_missing")
    is_clear = _CENTURY.match(word) and not _LOST_ZERO.fullmatch(word)
    period = find_period(word, PeriodType(kind) if kind else None) if is_clear else None
    if period is None:
        return Finding("bad_period", kind=kind or "—")
    return {
        "period_id": period.text,
        "period_type_id": period.kind.value,
        "period_end": period.end.isoformat(),
    }


def _word(column: str, word: str, allowed: Mapping[str, str | None]) -> Ids | Finding:
    if word.lower() not in allowed:
        return Finding("unknown_word", allowed=", ".join(filter(None, allowed)))
    return {f"{column}_id": allowed[word.lower()]}


def _segments(goal: Goal | Deliverable) -> tuple[Text, dict[str, str], str]:
    """Name of a goal, its segments by folded name, and the list of them for a sentence."""
    if isinstance(goal, Deliverable):
        return goal.title, {}, ""
    names = {part.id: part.name for part in (*goal.segments, *input_segments(goal))}
    names |= {item.id: item.name for item in goal.items}
    ids = {fold(text): key for key, name in names.items() for text in (key, name.zh, name.en)}
    ids |= {fold(text): key for text, key in _mixed_names(goal).items()}
    return goal.name, ids, ", ".join(f"{name.zh} ({key})" for key, name in names.items())


def _segment(word: str, goal: Text, ids: Mapping[str, str], allowed: str) -> Ids | Finding:
    segment = ids.get(fold(word))
    if segment is None:
        return Finding("unknown_segment", goal=goal, allowed=allowed or "—")
    return {"segment_id": segment}


def _mixed_names(goal: Goal) -> dict[str, str]:
    """Inputs of a segment by its id and the Chinese word, such as COD.核定量."""
    dotted = [part for part in input_segments(goal) if "." in part.id]
    return {f"{part.id.partition('.')[0]}.{part.name.zh.rpartition('.')[2]}": part.id for part in dotted}


def _day(word: str) -> Ids | Finding:
    if not word:
        return {"reported_on_id": None}
    match = _DATE.fullmatch(word)
    try:
        return (
            {"reported_on_id": date(*map(int, match.groups())).isoformat()} if match else Finding("bad_date")
        )
    except ValueError:
        return Finding("bad_date")
