"""Figures as words: counts before percent, with their unit, by rule R3."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from indicators import Goal, Kind, Level, domain_wording, percent_text
from pages.shared.viewpoint import Scope

__all__ = ["figure_text", "is_checklist", "short_text", "sortable", "told_text", "value_text", "words_text"]


def is_checklist(row: Mapping[str, Any], goal: Goal) -> bool:
    """Whether a status row is a county of the campaign, whose figure is its checklist."""
    return goal.kind is Kind.SHARE_OF_COUNTIES and row["level"] == Level.COUNTY


def value_text(value: Decimal, goal: Goal) -> str:
    """A value alone: rates in percent by R3, a milestone as the share it counts for, others in thousands."""
    if goal.kind is Kind.MILESTONE:
        return f"{value * 100:.0f} %"
    return f"{percent_text(value, goal.threshold_bp)} %" if goal.is_percent else f"{value:,f}"


def figure_text(row: Mapping[str, Any], goal: Goal) -> str:
    """The figure of a status row: `23/24  95.8 %`; a stroke without a figure."""
    if row["value"] is None:
        return "—"
    if is_checklist(row, goal):
        done = row["items_done"]
        return f"{row['numerator']}/1" if done is None else f"{len(done)}/{len(goal.items)}"
    value = value_text(Decimal(row["value"]), goal)
    return value if row["denominator"] is None else f"{row['numerator']}/{row['denominator']}  {value}"


def words_text(row: Mapping[str, Any], scope: Scope) -> str:
    """What stands where a row has no one value: why it has none, what was said, or `3/4` quotas kept."""
    if row["reason"]:
        return scope.text(domain_wording(f"reason.{row['reason']}"))
    if row["state"]:
        return scope.text(domain_wording(f"state.{row['state']}"))
    compared = row["compared"] or []
    kept = sum(Decimal(pair["value"]) <= Decimal(pair["reference"]) for pair in compared)
    return f"{kept}/{len(compared)}" if compared else "—"


def told_text(row: Mapping[str, Any], goal: Goal, scope: Scope) -> str:
    """The figure of a status row, or the words that stand in its place."""
    return words_text(row, scope) if row["value"] is None else figure_text(row, goal)


def short_text(row: Mapping[str, Any], goal: Goal, scope: Scope) -> str:
    """How many are missing, with their unit; for a county of the campaign these are checklist items."""
    if not row["short"]:
        return ""
    if is_checklist(row, goal):
        return scope.say("map.items", count=row["short"])
    return f"{row['short']} {scope.text(goal.count_unit)}"


def sortable(value: str | None, goal: Goal) -> float | None:
    """A number to sort by; rates with two decimals by R3."""
    if value is None:
        return None
    return float(percent_text(Decimal(value), goal.threshold_bp, places=2) if goal.is_percent else value)
