"""What the words in upload cells stand for: goals, areas, periods and the other closed sets."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from data.columns import ORGANISERS, PERIOD_TYPES, REASONS, STATES
from data.problems import Finding, Severity
from geo import (
    AmbiguousArea,
    AmbiguousAreaError,
    Area,
    AreaLevel,
    CodeNameConflict,
    DevelopmentZone,
    GeoError,
    Misprint,
    NotACountyError,
    Reading,
    Register,
    UnknownArea,
    UnknownAreaError,
    WrongLevelError,
)
from indicators import Goal, PeriodType, Plan, Text, UnknownGoalError, find_period, input_segments
from indicators.text import fold

__all__ = ["Directory", "Found", "Ids", "Lookup", "lookups"]

_LEVELS = {
    **{level.value: level.value for level in AreaLevel},
    "县": "county",
    "县(区)": "county",
    "县级": "county",
    "地市": "prefecture",
    "地(市)": "prefecture",
    "地级": "prefecture",
    "自治区": "region",
    "省级": "region",
}
_CENTURY = re.compile("20[0-9]{2}")
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
Ids: TypeAlias = dict[str, object]
"""What a lookup found, by name of the new column."""

Found: TypeAlias = Ids | Finding | tuple[Ids, Finding]
"""What came of a lookup: the ids, a fault, or the ids and a warning."""


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
    """All lookups, in an order in which each finds the columns it reads."""
    plan, register = directory.plan, directory.register
    goal_facts = ("indicator_id", "goal_name", "kind", "natural_level", "temporal", "parts")
    return (
        Lookup(("indicator", "indicator_again"), goal_facts, lambda *words: _goal(plan, *words)),
        Lookup(
            ("area", "area_again", "area_level"), ("area_id", "level"), lambda *words: _area(register, *words)
        ),
        Lookup(("period_type",), ("period_kind",), _period_kind),
        Lookup(("period", "period_kind"), ("period_id", "period_type_id"), _period),
        Lookup(("organiser",), ("organiser_id",), lambda word: _word("organiser", word, ORGANISERS)),
        Lookup(("state",), ("state_id",), lambda word: _word("state", word, {"": None, **STATES})),
        Lookup(
            ("na_reason",), ("na_reason_id",), lambda word: {"na_reason_id": REASONS.get(word, word) or None}
        ),
        Lookup(("segment", "indicator_id"), ("segment_id",), lambda *words: _segment(plan, *words)),
        Lookup(("reported_on",), ("reported_on_id",), _day),
    )


def _goal(plan: Plan, word: str, again: str) -> Ids | Finding:
    goals: list[Goal] = []
    for text in filter(None, (word, again)):
        try:
            goals.append(plan.require_goal(text))
        except UnknownGoalError as error:
            return Finding("unknown_indicator", name=text, nearest=", ".join(error.suggestions) or "—")
    if not goals:
        return Finding("cell_missing")
    if len({goal.id for goal in goals}) > 1:
        return Finding("code_and_name_differ", code=word, name=again)
    goal = goals[0]
    return {
        "indicator_id": goal.id,
        "goal_name": goal.name.zh,
        "kind": goal.kind.value,
        "natural_level": goal.natural_level.value,
        "temporal": goal.temporal.value,
        "parts": "、".join(segment.id for segment in goal.segments),
    }


def _area(register: Register, word: str, again: str, level: str) -> Found:
    """Code and name together decide; they must not contradict each other, nor the level beside them."""
    if not word and not again:
        return Finding("cell_missing")
    level_id = _LEVELS.get(level.lower())
    if level and level_id is None:
        return Finding("unknown_level", level=level, allowed=", ".join(_LEVELS))
    code, name = word or again, again if word else ""
    reading = register.classify(code=code, name=name, level=level_id)
    if level_id is not None and isinstance(reading, UnknownArea):
        elsewhere = register.classify(code=code, name=name)
        if isinstance(elsewhere, Area):
            error = WrongLevelError(name or code, found=elsewhere, wanted=AreaLevel(level_id))
            return Finding("wrong_level", detail=_both(error))
        reading = elsewhere
    return _area_found(reading, name or code)


def _area_found(reading: Reading, written: str) -> Found:
    match reading:
        case Area() as area:
            return {"area_id": area.code, "level": area.level.value}
        case Misprint(area=area, name=name):
            warning = Finding("name_misprinted", severity=Severity.WARNING, name=name, area=_named(area))
            return {"area_id": area.code, "level": area.level.value}, warning
        case UnknownArea(text=text, suggestions=near):
            return Finding("unknown_area", detail=_both(UnknownAreaError(text, near)))
        case AmbiguousArea(text=text, areas=areas):
            return Finding("ambiguous_area", detail=_both(AmbiguousAreaError(text, areas)))
        case DevelopmentZone() as zone:
            return Finding("not_a_county", detail=_both(NotACountyError(written, zone)))
        case CodeNameConflict(code=code, name=name, suggestions=near):
            return Finding("code_and_area_differ", code=code, name=name, nearest=", ".join(near) or "—")


def _named(area: Area) -> Text:
    return Text(zh=f"{area.name_zh}（{area.code}）", en=f"{area.name_zh} {area.name_en} ({area.code})")


def _both(error: GeoError) -> Text:
    return Text(zh=error.message_zh, en=error.message_en)


def _period_kind(word: str) -> Ids | Finding:
    kind = PERIOD_TYPES.get(word.lower(), "")
    if word and not kind:
        return Finding("unknown_word", allowed=", ".join(PERIOD_TYPES))
    return {"period_kind": kind}


def _period(word: str, kind: str) -> Ids | Finding:
    if not word:
        return Finding("cell_missing")
    period = find_period(word, PeriodType(kind) if kind else None) if _CENTURY.match(word) else None
    if period is None:
        return Finding("bad_period", kind=kind or "—")
    return {"period_id": period.text, "period_type_id": period.kind.value}


def _word(column: str, word: str, allowed: Mapping[str, str | None]) -> Ids | Finding:
    if word.lower() not in allowed:
        return Finding("unknown_word", allowed=", ".join(filter(None, allowed)))
    return {f"{column}_id": allowed[word.lower()]}


def _segment(plan: Plan, word: str, indicator: str) -> Ids | Finding:
    if not word:
        return {"segment_id": ""}
    goal = plan.goal(indicator)
    names = {part.id: part.name for part in (*goal.segments, *input_segments(goal))}
    names |= {item.id: item.name for item in goal.items}
    ids = {fold(text): key for key, name in names.items() for text in (key, name.zh, name.en)}
    ids |= {fold(text): key for text, key in _mixed_names(goal).items()}
    if fold(word) not in ids:
        allowed = ", ".join(f"{name.zh} ({key})" for key, name in names.items())
        return Finding("unknown_segment", goal=goal.name, allowed=allowed or "—")
    return {"segment_id": ids[fold(word)]}


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
