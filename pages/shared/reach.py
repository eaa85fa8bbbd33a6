"""What would bring a rate to its target, or what it still survives, in one sentence (question 4)."""

from indicators import Goal, Temporal, failures_affordable, passes_in_a_row, passes_short, target_text
from pages.shared.viewpoint import Scope

__all__ = ["reach_text"]


def reach_text(passes: int, total: int, goal: Goal, scope: Scope) -> str:
    """Passes in a row for a flow, units short for a stock, failures still affordable when it is met.

    Args:
        passes: 0 to `total`.
        total: above zero.
        goal: a rate with a target.
        scope: for the language.
    """
    target = goal.target_bp
    facts = {"target": scope.text(target_text(goal)), "unit": scope.text(goal.count_unit)}
    short = passes_short(passes, total, target)
    if not short:
        return scope.say(
            "prefectures.affords", count=failures_affordable(passes, total, target), unit=facts["unit"]
        )
    if goal.temporal is not Temporal.FLOW:
        return scope.say("prefectures.stock_short", count=short, **facts)
    in_a_row = passes_in_a_row(passes, total, target)
    if in_a_row is None:
        return scope.say("prefectures.lost", count=total - passes, **facts)
    return scope.say("prefectures.back", count=in_a_row, **facts)
