"""What the brief of a prefecture says: the lights of its goals, and all that stands around them."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from indicators import Goal, Kind, Light, Reason
from reports.basis import Basis, Row
from reports.brief_next import action_lines, nearest_lines, need_lines
from reports.brief_trouble import drag_facts, late_facts
from reports.figure_words import counts_words, light_words, marked_light, target_words, told_words
from reports.print_words import area_words, data_words, map_source_words, print_wording, stop_mark
from reports.unit import Unit

__all__ = ["brief_facts", "campaign"]

_NO_BREAK = "\N{NO-BREAK SPACE}"
_BLANK = dict.fromkeys(("light", "name", "figure", "target"), "")


def brief_facts(basis: Basis, unit: Unit, language: str) -> dict[str, Any]:
    """Everything that the template of the brief can name; `unit` is a prefecture."""
    area, goal = basis.register.area(unit.area), campaign(basis)
    done = basis.row(goal.id, unit.area)["numerator"] or 0
    total = len(basis.register.counties_of(unit.area))
    return {
        "title": _say("title", language, area=area_words(area, language)),
        "plan": basis.plan.name.in_language(language),
        "data": data_words(basis, language),
        "map_title": _say("map_title", language, done=done, total=total),
        "source": map_source_words(basis, language),
        **_goal_facts(basis, unit, language),
        **drag_facts(basis, unit, language),
        **late_facts(basis, unit, language),
        "nearest": nearest_lines(basis, unit, goal, language),
        "needs": need_lines(basis, unit, language),
        "actions": action_lines(basis, unit, language),
    }


def campaign(basis: Basis) -> Goal:
    """The goal that counts the counties which run the campaign; the map of the brief shows it."""
    return next(goal for goal in basis.plan.goals if goal.kind is Kind.SHARE_OF_COUNTIES)


def _goal_facts(basis: Basis, unit: Unit, language: str) -> Mapping[str, Any]:
    """The lights counted, a cell for each goal that is judged here, and the names of the others."""
    rows = [(goal, basis.row(goal.id, unit.area)) for goal in unit.goals]
    judged = [(goal, row) for goal, row in rows if not _is_left_out(row)]
    others = [goal.short.in_language(language) for goal, row in rows if _is_left_out(row)]
    lights = [Light(row["light"]) for _, row in judged]
    counted = stop_mark(language).join(
        f"{light_words(light, language)} {lights.count(light)}" for light in Light if light in lights
    )
    left_out = _say("left_out", language, count=len(others), goals=stop_mark(language).join(others))
    cells = [_cells(row, goal, language) for goal, row in judged]
    half = -(-len(cells) // 2)
    return {
        "lights": _say("lights", language, count=len(judged), lights=counted or "—"),
        "left_out": left_out if others else "",
        "goals": [
            {"left": left, "right": right}
            for left, right in zip_longest(cells[:half], cells[half:], fillvalue=_BLANK)
        ],
    }


def _is_left_out(row: Row) -> bool:
    return row["reason"] == Reason.NOT_AT_LEVEL and row["value"] is None


def _cells(row: Row, goal: Goal, language: str) -> Mapping[str, str]:
    counts, told = counts_words(row, goal), told_words(row, goal, language)
    figure = told if counts in ("", told) else f"{counts}  {told}"
    return {
        "light": marked_light(row, language),
        "name": f"{goal.number} {goal.short.in_language(language)}",
        "figure": figure.replace(" %", f"{_NO_BREAK}%"),
        "target": target_words(goal, language),
    }


def _say(key: str, language: str, **facts: object) -> str:
    return print_wording(f"brief.{key}", **facts).in_language(language)
