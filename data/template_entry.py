"""What a spreadsheet lets a clerk type into a cell of a blank form, and what it says when that is wrong."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data.columns import REASONS, STATES
from data.template_sheets import Question
from indicators import Kind, Text, load_wording

__all__ = ["REASON_GIVEN", "REPORTED_ON", "choice_of_states", "entry_rule", "template_wording"]

template_wording = load_wording(Path(__file__).with_name("template_wording.toml"))
"""Words on the blank forms, by dotted key."""

_YEAR_OF_FIRST_PLAN = date(2010, 1, 1)
_WHOLE_FROM_ZERO = "ISNUMBER({here}),{here}>=0,{here}=INT({here})"


def entry_rule(question: Question, here: str, left: str, right: str) -> dict[str, Any] | None:
    """The validation that xlsxwriter takes for the first cell of a column; None where any text may stand.

    Args:
        question: what the column asks.
        here: name of the cell.
        left: name of the cell to the left, which holds the numerator where this is a denominator.
        right: name of the cell to the right, which holds the denominator where this is a numerator.
    """
    if question.is_tick:
        return _choice(["1", "0"], "tick")
    match question.field:
        case "numerator":
            return _count(question.goal.numerator, here, f'OR({right}="",{here}<={right})', key="numerator")
        case "denominator":
            return _count(question.goal.denominator, here, f'OR({left}="",{here}>={left})', key="denominator")
        case "value":
            return _value(question)
        case "state":
            return choice_of_states(question.states)
        case field:
            return _choice(_chinese(REASONS), field) if field == "na_reason" else None


def choice_of_states(states: Collection[str]) -> dict[str, Any]:
    """The validation of a column of states: a list of their Chinese words."""
    return _choice([word for word in _chinese(STATES) if STATES[word] in states], "state")


def _chinese(words: Mapping[str, str]) -> list[str]:
    return [word for word in words if not word.isascii()]


def _value(question: Question) -> dict[str, Any]:
    is_whole = question.goal.kind in (Kind.COUNT, Kind.ASPIRATION)
    rule = {"validate": "integer" if is_whole else "decimal", "criteria": ">=", "value": 0}
    return rule | _messages("whole" if is_whole else "decimal", unit=question.goal.unit)


def _count(words: Text | None, here: str, condition: str, *, key: str) -> dict[str, Any]:
    whole = _WHOLE_FROM_ZERO.format(here=here)
    return {"validate": "custom", "value": f"=AND({whole},{condition})"} | _messages(key, words=words)


def _choice(words: list[str], key: str) -> dict[str, Any]:
    return {"validate": "list", "source": words} | _messages(key)


def _messages(key: str, **facts: object) -> dict[str, Any]:
    text = template_wording(f"entry.{key}", **facts)
    both = f"{text.zh}\n{text.en}"
    title = template_wording("entry.wrong")
    return {"input_message": both, "error_message": both, "error_title": f"{title.zh} / {title.en}"}


REPORTED_ON: dict[str, Any] = {
    "validate": "date",
    "criteria": ">=",
    "value": _YEAR_OF_FIRST_PLAN,
    **_messages("reported_on"),
}
"""The validation of the date of the report."""

REASON_GIVEN: dict[str, Any] = _choice(_chinese(REASONS), "na_reason")
"""The validation of the reason why something does not apply."""
