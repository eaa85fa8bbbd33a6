"""What comes next in a prefecture: its nearest counties, what its goals need, what is to be done."""

from collections.abc import Iterator

import polars as pl

from indicators import Goal, Kind, Light, nearest_counties, passes_in_a_row
from indicators.entry import EntryState
from indicators.handling import actions_at
from reports.basis import Basis, Row
from reports.print_words import area_words, print_wording, stop_mark
from reports.unit import Unit

__all__ = ["action_lines", "nearest_lines", "need_lines"]

_MOST_NEAREST, _MOST_NEEDS, _MOST_ACTIONS, _LONGEST = 6, 6, 5, 60
_LAGGING = (Light.NOT_MET, Light.AT_RISK)


def nearest_lines(basis: Basis, unit: Unit, goal: Goal, language: str) -> list[str]:
    """The counties of the prefecture that lack the fewest items of the checklist, with what they lack."""
    own = [county.code for county in basis.register.counties_of(unit.area)]
    found = nearest_counties(basis.figures, goal, hierarchy=basis.hierarchy)
    mine = found.filter(pl.col("area").is_in(own))
    lines = [
        _say(
            "nearest_line",
            language,
            area=area_words(basis.register.area(row["area"]), language),
            sentence=row[f"sentence_{language}"],
        )
        for row in mine.head(_MOST_NEAREST).iter_rows(named=True)
    ]
    return _with_rest(lines, mine.height - len(lines), language) or [_say("nearest_none", language)]


def need_lines(basis: Basis, unit: Unit, language: str) -> list[str]:
    """The goals not met or at risk, the worse first: what stands there, and what brings them back."""
    rows = [(goal, basis.row(goal.id, unit.area)) for goal in unit.goals]
    lagging = [(goal, row) for light in _LAGGING for goal, row in rows if row["light"] == light]
    lines = [
        _say("needs_line", language, goal=goal.short, sentence=" ".join(_needs(goal, row, language)))
        for goal, row in lagging[:_MOST_NEEDS]
    ]
    return _with_rest(lines, len(lagging) - len(lines), language) or [_say("needs_none", language)]


def action_lines(basis: Basis, unit: Unit, language: str) -> list[str]:
    """The open actions of the prefecture and its counties: about what, who must act, until when."""
    own = [unit.area, *(county.code for county in basis.register.counties_of(unit.area))]
    found = actions_at(basis.actions, as_of=basis.as_of).filter(
        pl.col("state") != EntryState.CLOSED, pl.col("area").is_in(own)
    )
    lines = [_action(row, basis, language) for row in found.head(_MOST_ACTIONS).iter_rows(named=True)]
    return _with_rest(lines, found.height - len(lines), language) or [_say("actions_none", language)]


def _needs(goal: Goal, row: Row, language: str) -> Iterator[str]:
    yield row[f"sentence_{language}"]
    if goal.kind is Kind.RATE and row["short"] and row["denominator"]:
        count = passes_in_a_row(row["numerator"], row["denominator"], goal.target_bp)
        if count:
            yield _say("in_a_row", language, count=count, unit=goal.count_unit)


def _action(row: Row, basis: Basis, language: str) -> str:
    department = basis.plan.department(row["department"]).name if row["department"] else None
    names = [department.in_language(language) if department else None, row["owner"]]
    area = area_words(basis.register.area(row["area"]), language)
    text = row["text"] if len(row["text"]) <= _LONGEST else f"{row['text'][:_LONGEST]}…"
    return _say(
        "action_line",
        language,
        text=text,
        about=f"{area} {basis.plan.title_of(row['subject']).in_language(language)}",
        who=stop_mark(language).join(filter(None, names)) or "—",
        due=row["due"],
        overdue=_say("overdue", language, count=row["overdue"]) if row["overdue"] > 0 else "",
    )


def _with_rest(lines: list[str], rest: int, language: str) -> list[str]:
    return [*lines, _say("more", language, count=rest)] if rest > 0 else lines


def _say(key: str, language: str, **facts: object) -> str:
    return print_wording(f"brief.{key}", **facts).in_language(language)
