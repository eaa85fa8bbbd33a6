"""What comes next in a prefecture: its nearest counties, what its goals need, what is to be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from indicators import Goal, Kind, Light, nearest_counties, passes_in_a_row
from reports.basis import Basis, Row
from reports.print_words import area_words, print_wording
from reports.unit import Unit

__all__ = ["OpenAction", "action_lines", "nearest_lines", "need_lines"]

_MOST_NEAREST, _MOST_NEEDS, _MOST_ACTIONS, _LONGEST = 6, 6, 5, 60
_LAGGING = (Light.NOT_MET, Light.AT_RISK)


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Something that is to be done: what, by whom, until when; empty `who` for nobody named."""

    text: str
    who: str
    due: date


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


def action_lines(actions: Sequence[OpenAction], language: str, *, as_of: date) -> list[str]:
    """The actions that are open, with who must act and until when."""
    lines = [_action(action, language, as_of=as_of) for action in actions[:_MOST_ACTIONS]]
    return _with_rest(lines, len(actions) - len(lines), language) or [_say("actions_none", language)]


def _needs(goal: Goal, row: Row, language: str) -> Iterator[str]:
    yield row[f"sentence_{language}"]
    if goal.kind is Kind.RATE and row["short"] and row["denominator"]:
        count = passes_in_a_row(row["numerator"], row["denominator"], goal.target_bp)
        if count:
            yield _say("in_a_row", language, count=count, unit=goal.count_unit)


def _action(action: OpenAction, language: str, *, as_of: date) -> str:
    days = (as_of - action.due).days
    text = action.text if len(action.text) <= _LONGEST else f"{action.text[:_LONGEST]}…"
    overdue = _say("overdue", language, count=days) if days > 0 else ""
    return _say("action_line", language, text=text, who=action.who or "—", due=action.due, overdue=overdue)


def _with_rest(lines: list[str], rest: int, language: str) -> list[str]:
    return [*lines, _say("more", language, count=rest)] if rest > 0 else lines


def _say(key: str, language: str, **facts: object) -> str:
    return print_wording(f"brief.{key}", **facts).in_language(language)
