"""One plain sentence, in Chinese and English, for why a light is what it is."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from indicators.exact import percent, percent_text, target_percent
from indicators.explaining_told import absence_of_told, remarks, sentence_of_told
from indicators.plan import Goal
from indicators.rating import small_sample_size
from indicators.text import Text
from indicators.told import STATED_KINDS, TOLD_KINDS
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Comparison, Flag, Kind, Level, Light, Reason
from indicators.wording import load_wording

__all__ = ["domain_wording", "explain", "target_text"]

domain_wording = load_wording(Path(__file__).with_name("wording.toml"))
"""The words for lights, reasons, flags, levels and sectors."""


_TOLD = {*STATED_KINDS, *TOLD_KINDS, Kind.RISE}


def explain(verdict: Verdict, figure: Figure, goal: Goal) -> Text:
    """Say the figure, the target and the distance between them, or why there is no figure.

    The sentence gives counts before percent and never rounds a figure up to its target (R3). Remarks follow
    it where a segment misses the target, or where somebody is silent.
    """
    said = [_said(verdict, figure, goal), *remarks(verdict, figure, goal)]
    return Text(zh="".join(text.zh for text in said), en=" ".join(text.en for text in said))


def _said(verdict: Verdict, figure: Figure, goal: Goal) -> Text:
    if verdict.reason is not None:
        return _absence(verdict, figure, goal)
    if goal.kind in _TOLD:
        return sentence_of_told(verdict, figure, goal)
    return domain_wording(
        f"tested.{verdict.light}" if verdict.is_tested else f"sentence.{_sentence(verdict, figure, goal)}",
        figure=_figure_text(verdict, figure, goal),
        target=target_text(goal),
        short=verdict.short,
        failures=(figure.denominator or 0) - (figure.numerator or 0),
        unit=goal.count_unit,
        planned="" if verdict.planned is None else f"{verdict.planned:.1f}",
        flags=_doubts_text(verdict),
        small=small_sample_size(goal.threshold_bp) if verdict.rule == "R6" and goal.threshold_bp else "",
    )


def _absence(verdict: Verdict, figure: Figure, goal: Goal) -> Text:
    reason = verdict.reason
    assert reason is not None
    if verdict.light is Light.NO_DATA and goal.kind in _TOLD and verdict.rule != "R13":
        return absence_of_told(verdict, figure, goal) or _plain_absence(verdict.light, reason)
    if verdict.light is Light.NOT_APPLICABLE and verdict.value is not None:
        shown = _figure_text(verdict, figure, goal)
        return domain_wording(
            "sentence.without_mark", figure=shown, reason=domain_wording(f"reason.{reason}")
        )
    return _plain_absence(verdict.light, reason)


@cache  # most goals of most counties have nothing to say, in a handful of ways
def _plain_absence(light: Light, reason: Reason) -> Text:
    return domain_wording(f"sentence.{light}", reason=domain_wording(f"reason.{reason}"))


def _sentence(verdict: Verdict, figure: Figure, goal: Goal) -> str:
    is_county_share = goal.kind is Kind.SHARE_OF_COUNTIES and figure.level is Level.COUNTY
    if is_county_share:
        return "county_done" if verdict.light is Light.MET else "county_open"
    if verdict.rule == "R6":
        return f"small_{verdict.light.value}"
    if verdict.planned is not None and verdict.light is not Light.MET:
        return "on_track" if verdict.light is Light.ON_TRACK else "behind"
    if verdict.light is Light.AT_RISK:
        return "at_risk_doubtful" if _doubts(verdict) else "at_risk_narrow"
    if verdict.light is Light.NOT_MET:
        return _missed(verdict, goal)
    return verdict.light.value


def _doubts(verdict: Verdict) -> list[Flag]:
    """The flags that keep a rate from being met (R5)."""
    return [flag for flag in verdict.flags if flag in {Flag.STALE, Flag.PARTIAL}]


def _doubts_text(verdict: Verdict) -> Text:
    words = [domain_wording(f"flag.{flag}") for flag in _doubts(verdict)]
    return Text(zh="、".join(word.zh for word in words), en=", ".join(word.en for word in words))


def _missed(verdict: Verdict, goal: Goal) -> str:
    if Flag.IRRECOVERABLE in verdict.flags:
        return "lost_count" if goal.kind is Kind.COUNT else "lost"
    return "not_met" if verdict.short is not None else "not_met_mean"


def _figure_text(verdict: Verdict, figure: Figure, goal: Goal) -> Text:
    value = verdict.value if verdict.value is not None else Decimal(0)
    if goal.kind is Kind.COUNT:
        return domain_wording("figure.count", value=f"{value:f}", unit=goal.unit)
    if figure.level is Level.COUNTY and goal.kind is Kind.SHARE_OF_COUNTIES:
        done = len(figure.items_done) if figure.items_done is not None else figure.numerator
        total = len(goal.items) if figure.items_done is not None else 1
        return domain_wording("figure.checklist", done=done, total=total)
    facts = {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": percent_text(value, goal.threshold_bp),
    }
    if goal.kind is Kind.MEAN_OF_PREFECTURES and figure.parts:
        pooled = percent(figure.numerator or 0, figure.denominator or 1)
        facts |= {"count": len(figure.parts), "pooled": percent_text(pooled, goal.threshold_bp, places=2)}
        return domain_wording("figure.mean", **facts)
    return domain_wording("figure.rate", **facts)


def target_text(goal: Goal, *, with_unit: bool = True) -> Text:
    """The target as words such as `≥ 96 %`; the words of the reference for goals without a number.

    Args:
        goal: the goal.
        with_unit: whether a count names what is counted.
    """
    sign = {Comparison.AT_LEAST: "≥", Comparison.EXACTLY: "=", Comparison.AT_MOST: "≤", None: ""}[
        goal.comparison
    ]
    if goal.threshold_bp is not None:
        text = f"{sign} {target_percent(goal.threshold_bp):f} %"
        return Text(zh=text, en=text)
    if goal.kind is Kind.COUNT and not with_unit:
        return Text(zh=f"{sign} {goal.threshold}", en=f"{sign} {goal.threshold}")
    if goal.kind is Kind.COUNT:
        return domain_wording("target.count", sign=sign, count=goal.threshold, unit=goal.unit)
    if goal.reference is not None:
        return domain_wording(f"target.{goal.kind.value}", reference=goal.reference)
    return domain_wording(f"target.{goal.kind.value}")
