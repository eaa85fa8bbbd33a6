"""Turning the words in upload cells into ids: each distinct word is looked up once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import polars as pl

from data.columns import COLUMN_LABELS, ORGANISERS, PERIOD_TYPES, REASONS, STATES, fold
from data.problems import Finding, Problem
from geo import (
    AmbiguousArea,
    AmbiguousAreaError,
    Area,
    AreaLevel,
    CodeNameConflict,
    DevelopmentZone,
    GeoError,
    NotACountyError,
    Register,
    UnknownArea,
    UnknownAreaError,
)
from indicators import Goal, PeriodType, Plan, Temporal, Text, UnknownGoalError, find_period

__all__ = ["Directory", "resolve"]

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
_Ids: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Directory:
    """What uploads are checked against."""

    plan: Plan
    register: Register


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Columns to read together, the columns it makes, and how to find them for one combination of words."""

    columns: tuple[str, ...]
    makes: tuple[str, ...]
    find: Callable[..., _Ids | Finding]
    points_at: str = ""


def resolve(written: pl.DataFrame, directory: Directory) -> tuple[pl.DataFrame, list[Problem]]:
    """Fold all cells and look up the ids.

    Args:
        written: text cells as `RawTable.rows`.
        directory: plan and register.

    Returns:
        The rows with every column of `COLUMN_LABELS` folded, `<column>_written` as in the file, and
        `<column>_id` resolved (null where that failed); and a problem for each failure.
    """
    rows = _folded(written)
    problems: list[Problem] = []
    for lookup in _lookups(directory):
        table, findings = _look_up(rows, lookup)
        rows = rows.join(table, on=list(lookup.columns), how="left", nulls_equal=True, maintain_order="left")
        bad = rows.filter(pl.struct(lookup.columns).is_in([dict(zip(lookup.columns, k, strict=True)) for k in findings]))
        column = lookup.points_at or lookup.columns[0]
        for record in bad.iter_rows(named=True):
            finding = findings[tuple(record[name] for name in lookup.columns)]
            problems.append(finding.at(row=record["row"], column=column, value=record[f"{column}_written"]))
    return rows, problems


def _folded(written: pl.DataFrame) -> pl.DataFrame:
    names = [*COLUMN_LABELS, "indicator_again", "area_again"]
    missing = [pl.lit("").alias(name) for name in names if name not in written.columns]
    rows = written.with_columns(missing)
    return rows.with_columns(
        *[pl.col(name).str.normalize("NFKC").str.strip_chars() for name in names],
        *[pl.col(name).str.strip_chars().alias(f"{name}_written") for name in names],
    )


def _look_up(rows: pl.DataFrame, lookup: _Lookup) -> tuple[pl.DataFrame, dict[tuple[object, ...], Finding]]:
    findings: dict[tuple[object, ...], Finding] = {}
    found: list[dict[str, object]] = []
    for words in rows.select(lookup.columns).unique(maintain_order=True).iter_rows():
        result = {} if None in words else lookup.find(*words)
        if isinstance(result, Finding):
            findings[words] = result
            result = {}
        found.append({**dict(zip(lookup.columns, words, strict=True)), **dict.fromkeys(lookup.makes), **result})
    schema = {name: rows.schema[name] for name in lookup.columns} | dict.fromkeys(lookup.makes, pl.String)
    return pl.DataFrame(found, schema=schema), findings


def _lookups(directory: Directory) -> tuple[_Lookup, ...]:
    plan, register = directory.plan, directory.register
    return (
        _Lookup(
            ("indicator", "indicator_again"),
            ("indicator_id", "goal_name", "kind", "natural_level", "temporal"),
            lambda *words: _goal(plan, *words),
        ),
        _Lookup(("area", "area_again", "area_level"), ("area_id", "level"), lambda *words: _area(register, *words)),
        _Lookup(("period_type", "period", "temporal", "goal_name"), ("period_type_id", "period_id"), _period, "period"),
        _Lookup(("organiser",), ("organiser_id",), lambda word: _word("organiser", word, ORGANISERS)),
        _Lookup(("state",), ("state_id",), lambda word: _word("state", word, {"": None, **STATES})),
        _Lookup(("na_reason",), ("na_reason_id",), lambda word: {"na_reason_id": REASONS.get(word, word) or None}),
        _Lookup(("segment", "indicator_id"), ("segment_id",), lambda *words: _segment(plan, *words)),
        _Lookup(("reported_on",), ("reported_on_id",), _day),
    )


def _goal(plan: Plan, word: str, again: str) -> _Ids | Finding:
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
    }


def _area(register: Register, word: str, again: str, level: str) -> _Ids | Finding:
    """Code and name together decide; they must not contradict each other."""
    if not word and not again:
        return Finding("cell_missing")
    level_id = _LEVELS.get(level.lower())
    if level and level_id is None:
        return Finding("unknown_level", allowed=", ".join(_LEVELS))
    match register.classify(code=word or again, name=again if word else "", level=level_id):
        case Area() as area:
            return {"area_id": area.code, "level": area.level.value}
        case UnknownArea(text=text, suggestions=near):
            return Finding("unknown_area", detail=_both(UnknownAreaError(text, near)))
        case AmbiguousArea(text=text, areas=areas):
            return Finding("ambiguous_area", detail=_both(AmbiguousAreaError(text, areas)))
        case DevelopmentZone() as zone:
            return Finding("not_a_county", detail=_both(NotACountyError(again or word, zone)))
        case CodeNameConflict(code=code, name=name, suggestions=near):
            return Finding("code_and_area_differ", code=code, name=name, nearest=", ".join(near) or "—")


def _both(error: GeoError) -> Text:
    return Text(zh=error.message_zh, en=error.message_en)


def _period(kind_word: str, word: str, temporal: str, goal: str) -> _Ids | Finding:
    if not word:
        return Finding("cell_missing", column_name="period")
    kind = PERIOD_TYPES.get(kind_word.lower()) if kind_word else None
    if kind_word and kind is None:
        return Finding("unknown_period_type", allowed=", ".join(PeriodType))
    if kind is PeriodType.SNAPSHOT and temporal == Temporal.FLOW:
        return Finding("snapshot_of_flow", goal=goal)
    period = find_period(word, kind)
    if period is None:
        return Finding("bad_period", period=word, kind=kind_word or "—")
    return {"period_type_id": period.kind.value, "period_id": period.text}


def _word(column: str, word: str, allowed: dict[str, str | None]) -> _Ids | Finding:
    if word.lower() not in allowed:
        return Finding("unknown_word", allowed=", ".join(filter(None, allowed)))
    return {f"{column}_id": allowed[word.lower()]}


def _segment(plan: Plan, word: str, indicator: str) -> _Ids | Finding:
    goal = plan.goal(indicator)
    choices = {fold(s.name.zh): s.id for s in (*goal.segments, *goal.items)} | {
        s.id: s.id for s in (*goal.segments, *goal.items)
    }
    if not word:
        return {"segment_id": ""}
    if word not in choices:
        return Finding("unknown_segment", goal=goal.name, allowed=", ".join(choices) or "—")
    return {"segment_id": choices[word]}


def _day(word: str) -> _Ids | Finding:
    if not word:
        return {"reported_on_id": None}
    try:
        return {"reported_on_id": date.fromisoformat(word.replace("/", "-")).isoformat()}
    except ValueError:
        return Finding("bad_date")
