"""What can be said of the way to a target, topic by topic."""

from collections.abc import Mapping
from typing import Any

from indicators import (
    Goal,
    Kind,
    Light,
    Momentum,
    Outlook,
    Progress,
    progress_sentences,
    progress_wording,
)
from pages.shared.reach import reach_text
from pages.shared.viewpoint import Scope

__all__ = ["progress_topics"]

_ARROWS = {
    Momentum.KEPT_STABLE: "→",
    Momentum.KEPT_FALLING: "↘",
    Momentum.MISSED_IMPROVING: "↗",
    Momentum.MISSED_NOT_IMPROVING: "→",
}
_TOPICS = ("now", "reach", "momentum", "pace", "planned", "projection", "range", "outlook")
_TOLD = frozenset({Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.COUNT})


def progress_topics(
    row: Mapping[str, Any], heading: Progress | None, goal: Goal, *, scope: Scope
) -> tuple[tuple[str, str], ...]:
    """Label and sentence of each topic that there is something to say of.

    Args:
        row: status row of the as-of date.
        heading: momentum, pace and outlook; None without a course.
        goal: the goal.
        scope: for the language.
    """
    said = {"now": row[f"sentence_{scope.language}"], "reach": _reach(row, goal, scope)}
    if heading is not None and goal.kind in _TOLD:
        told = {topic: scope.text(text) for topic, text in progress_sentences(heading, goal).items()}
        if heading.momentum is not None:
            told["momentum"] = f"{_ARROWS[heading.momentum]} {told['momentum']}"
        if heading.prospect is not None and heading.prospect.outlook is not Outlook.UNKNOWN:
            word = scope.text(progress_wording(f"word.{heading.prospect.outlook.value}"))
            told["outlook"] = scope.say("trends.outlook_told", word=word, why=told["outlook"])
        said |= told
    return tuple((scope.say(f"trends.topic_{topic}"), said[topic]) for topic in _TOPICS if said.get(topic))


def _reach(row: Mapping[str, Any], goal: Goal, scope: Scope) -> str:
    """How a rate gets back to its target, or what it survives; empty for others and without a figure."""
    is_judged = row["light"] not in {Light.NO_DATA, Light.NOT_APPLICABLE}
    if goal.kind is not Kind.RATE or not row["denominator"] or not is_judged:
        return ""
    return reach_text(row["numerator"], row["denominator"], goal, scope)
