"""What printed tables say of a row of a status frame: counts, value, target, state, what is missing."""

from decimal import Decimal

from indicators import Flag, Goal, Kind, Level, Light, domain_wording, percent_text, target_text
from indicators.light_styles import LIGHT_STYLES
from reports.basis import Row
from reports.print_words import stop_mark

__all__ = [
    "SMALL_SAMPLE_MARK",
    "counts_words",
    "flag_words",
    "is_checklist",
    "light_words",
    "marked_light",
    "share_of_target",
    "short_words",
    "target_words",
    "told_words",
]


SMALL_SAMPLE_MARK = " *"
"""Stands behind a light that rests on few samples."""


def is_checklist(row: Row, goal: Goal) -> bool:
    """Whether a row is a county of the campaign, whose figure is its checklist."""
    return goal.kind is Kind.SHARE_OF_COUNTIES and row["level"] == Level.COUNTY


def counts_words(row: Row, goal: Goal) -> str:
    """The counts behind a value, such as `475/500`; empty where there are none."""
    if is_checklist(row, goal) and row["items_done"] is not None:
        return f"{len(row['items_done'])}/{len(goal.items)}"
    return "" if row["denominator"] is None else f"{row['numerator']}/{row['denominator']}"


def told_words(row: Row, goal: Goal, language: str) -> str:
    """The value by R3, or what stands in its place: the reason, the state, the quotas that are kept."""
    if row["value"] is not None and not is_checklist(row, goal):
        return _value(row, goal, language)
    if row["reason"]:
        return domain_wording(f"reason.{row['reason']}").in_language(language)
    if row["state"]:
        return domain_wording(f"state.{row['state']}").in_language(language)
    compared = row["compared"] or []
    kept = sum(Decimal(pair["value"]) <= Decimal(pair["reference"]) for pair in compared)
    return f"{kept}/{len(compared)}" if compared else counts_words(row, goal) or "—"


def target_words(goal: Goal, language: str) -> str:
    """The target in words, such as `≥ 96 %`."""
    return target_text(goal).in_language(language)


def light_words(light: Light, language: str) -> str:
    """Glyph and word of a light."""
    return f"{LIGHT_STYLES[light].glyph} {domain_wording(f'light.{light}').in_language(language)}"


def marked_light(row: Row, language: str) -> str:
    """The light of a row, marked where it rests on few samples."""
    mark = SMALL_SAMPLE_MARK if Flag.SMALL_SAMPLE in row["flags"] else ""
    return light_words(Light(row["light"]), language) + mark


def short_words(row: Row, goal: Goal, language: str) -> str:
    """How many are missing, with their unit; empty where none are."""
    if not row["short"] or is_checklist(row, goal):
        return f"{row['short']}" if row["short"] else ""
    return f"{row['short']} {goal.count_unit.in_language(language)}"


def flag_words(row: Row, language: str) -> str:
    """The remarks beside the light."""
    words = [domain_wording(f"flag.{flag}").in_language(language) for flag in row["flags"]]
    return stop_mark(language).join(words)


def share_of_target(row: Row) -> float | None:
    """How much of its target a value is, 0 to 1; None where either is missing."""
    if row["value"] is None or not row["target"] or not Decimal(row["target"]):
        return None
    return min(1.0, max(0.0, float(Decimal(row["value"]) / Decimal(row["target"]))))


def _value(row: Row, goal: Goal, language: str) -> str:
    value = Decimal(row["value"])
    if goal.kind is Kind.MILESTONE and row["state"]:
        return domain_wording(f"state.{row['state']}").in_language(language)
    if goal.is_percent:
        return f"{percent_text(value, goal.threshold_bp)} %"
    unit = goal.count_unit if value == 1 else goal.unit
    return f"{value:,f} {unit.in_language(language)}"
