"""Where a goal is heading, in plain sentences: momentum, pace, plan, projection, range, outlook."""

from fractions import Fraction

from indicators.course import is_lower_better, target_of
from indicators.exact import percent, percent_text
from indicators.explaining import target_text
from indicators.outlook import progress_wording
from indicators.plan import Goal
from indicators.progress import Progress, grows
from indicators.text import Text
from indicators.vocabulary import Kind

__all__ = ["explain_progress", "progress_sentences"]


def explain_progress(found: Progress, goal: Goal) -> tuple[Text, ...]:
    """Plain sentences: momentum, pace, plan by date, projection, range of missing reports, outlook."""
    return tuple(progress_sentences(found, goal).values())


def progress_sentences(found: Progress, goal: Goal) -> dict[str, Text]:
    """The same by topic, for those that there is something to say of.

    Topics: `momentum`, `pace`, `planned`, `projection`, `range`, `outlook`.
    """
    sentences = {
        "momentum": found.momentum and progress_wording(f"momentum.{found.momentum.value}"),
        "pace": _pace_sentence(found, goal),
        "planned": _planned_sentence(found, goal),
        "projection": _projection_sentence(found, goal),
        "range": _range_sentence(found, goal),
        "outlook": found.prospect and found.prospect.why,
    }
    return {topic: sentence for topic, sentence in sentences.items() if sentence}


def _pace_sentence(found: Progress, goal: Goal) -> Text | None:
    if found.momentum is None or is_lower_better(goal):
        return None
    if found.pace is None:
        return progress_wording("pace.too_few")
    pace = _change_text(found.pace, goal)
    if found.pace_needed is None:
        return progress_wording("pace.known", pace=pace)
    return progress_wording("pace.needed", pace=pace, needed=_change_text(found.pace_needed, goal))


def _planned_sentence(found: Progress, goal: Goal) -> Text | None:
    if found.planned is None:
        return None
    share = Fraction(found.planned) / (1 if goal.kind is Kind.COUNT else 100)
    return progress_wording("planned.at", planned=_value_text(share, goal))


def _projection_sentence(found: Progress, goal: Goal) -> Text | None:
    target = target_of(goal, found.level)
    if found.projected is None or target is None:
        return None
    verdict = "met" if found.projected >= target else "missed"
    facts = {"value": _value_text(found.projected, goal), "target": target_text(goal)}
    if not grows(goal):
        return progress_wording(f"projection.flow_{verdict}", **facts)
    pace = _change_text(found.pace or Fraction(0), goal)
    return progress_wording(f"projection.growth_{verdict}", pace=pace, **facts)


def _range_sentence(found: Progress, goal: Goal) -> Text | None:
    if found.missing <= 0:
        return None
    if found.range is None:
        return progress_wording("range.unknown", count=found.missing)
    worst, best = (_value_text(value, goal) for value in found.range)
    return progress_wording("range.counties", worst=worst, best=best)


def _value_text(value: Fraction, goal: Goal) -> Text:
    if goal.kind is Kind.COUNT:
        shown = percent_text(percent(value, 100), places=0 if value.denominator == 1 else 1)
        return progress_wording("unit.count", value=shown, unit=goal.unit)
    return progress_wording("unit.percent", value=percent_text(percent(value, 1), goal.threshold_bp))


def _change_text(change: Fraction, goal: Goal) -> Text:
    if goal.kind is Kind.COUNT:
        return progress_wording("unit.count", value=f"{float(change):+.1f}", unit=goal.unit)
    return progress_wording("unit.points", value=f"{float(change * 100):+.2f}")
