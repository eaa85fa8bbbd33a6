"""Sentences for goals that are told or compared, and the remarks behind a sentence (R8 to R12, R14, E18)."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from indicators.comparing import is_within
from indicators.exact import percent, percent_text
from indicators.plan import Goal
from indicators.text import Text
from indicators.verdict import Compared, Figure, Verdict
from indicators.vocabulary import Flag, Kind, Level, Light, Reason
from indicators.wording import load_wording

__all__ = ["absence_of_told", "joined", "remarks", "sentence_of_told"]

_say = load_wording(Path(__file__).with_name("wording.toml"))
_PLACES = 2  # two years differ by little, so both show two decimals


def sentence_of_told(verdict: Verdict, figure: Figure, goal: Goal) -> Text:
    """The sentence of a milestone, an aspiration, a judgement, or of a value beside its reference."""
    match goal.kind:
        case Kind.MILESTONE:
            return _milestone(verdict, figure, goal)
        case Kind.ASPIRATION:
            count = "—" if verdict.value is None else f"{verdict.value:f}"
            return _say(f"sentence.strive_{verdict.light}", count=count, unit=goal.unit)
        case Kind.WORDING:
            return _say(f"sentence.judged_{verdict.light}")
        case Kind.QUOTA:
            return _quota(verdict, goal)
        case Kind.RISE:
            return _rise(verdict, figure, goal)
        case _:
            return _beside_reference(verdict, goal)


def absence_of_told(verdict: Verdict, figure: Figure, goal: Goal) -> Text | None:
    """Why such a goal has no verdict although something was reported; None for the plain reason."""
    if verdict.reason is Reason.AWAITING_JUDGEMENT and figure.state is not None:
        return _say("sentence.no_evidence")
    if verdict.rule == "R11":
        return _say("sentence.no_baseline")
    if verdict.rule == "R12":
        missing = joined(
            _part_name(pair, goal) for pair in verdict.compared if None in (pair.value, pair.reference)
        )
        return _say("sentence.no_part", reason=_say(f"reason.{verdict.reason}"), parts=missing)
    if verdict.reason is Reason.NO_REFERENCE:
        (pair,) = verdict.compared
        name = "no_reference" if pair.reference is None else "no_reference_period"
        return _say(f"sentence.{name}", **_pair_facts(pair, goal))
    return None


def remarks(verdict: Verdict, figure: Figure, goal: Goal) -> tuple[Text, ...]:
    """What is said behind the sentence: segments below the target, who is silent, what else was reported."""
    found = []
    if verdict.below:
        streams = joined(_stream(verdict, goal))
        found.append(_say("remark.below", streams=streams))
    if verdict.high is not None and figure.level is Level.REGION and figure.unreported:
        low, high = (
            percent_text(bound or Decimal(0), goal.threshold_bp) for bound in (verdict.low, verdict.high)
        )
        found.append(_say("remark.range", count=figure.unreported, low=low, high=high))
    if figure.same is not None and figure.level is not Level.COUNTY:
        level = _say(f"level.{goal.natural_level}")
        found.append(_say("remark.same", units=figure.same.units, expected=figure.expected, level=level))
    if goal.kind is Kind.WORDING and verdict.value is not None:
        facts = {"numerator": figure.numerator, "denominator": figure.denominator}
        shown = _say("figure.rate", value=percent_text(verdict.value), **facts)
        found.append(_say("remark.counts", figure=shown))
    return tuple(found)


def joined(texts: Iterable[Text]) -> Text:
    """Texts as one list in each language."""
    listed = list(texts)
    return Text(zh="；".join(text.zh for text in listed), en="; ".join(text.en for text in listed))


def _stream(verdict: Verdict, goal: Goal) -> Iterable[Text]:
    names = {segment.id: segment.name for segment in goal.segments}
    for stream in verdict.below:
        value = percent(stream.numerator, stream.denominator)
        yield _say(
            "figure.stream",
            segment=names.get(stream.segment, stream.segment),
            numerator=stream.numerator,
            denominator=stream.denominator,
            value=percent_text(value, goal.threshold_bp),
        )


def _milestone(verdict: Verdict, figure: Figure, goal: Goal) -> Text:
    planned = "" if verdict.planned is None else f"{verdict.planned * 100:.0f}"
    facts = {
        "state": _say(f"state.{figure.state}"),
        "share": f"{(verdict.value or Decimal(0)) * 100:.0f}",
        "planned": planned,
    }
    return _say(f"sentence.{_milestone_key(verdict, goal)}", **facts)


def _milestone_key(verdict: Verdict, goal: Goal) -> str:
    if goal.threshold is None:
        return f"advance_{verdict.light}"
    if Flag.PROVISIONAL in verdict.flags:
        return "step_unproved"
    if verdict.light in {Light.MET, Light.ON_TRACK}:
        return f"step_{verdict.light}"
    return "step_missed" if verdict.planned is None else "step_behind"


def _beside_reference(verdict: Verdict, goal: Goal) -> Text:
    (pair,) = verdict.compared
    stem = "near" if goal.kind is Kind.NEAR_REFERENCE else "reach"
    tolerance = f"{verdict.tolerance or Decimal(0):f}"
    key = "figure.tolerance_assumed" if verdict.is_assumed else "figure.tolerance"
    facts = {"figure": _say("figure.pair", **_pair_facts(pair, goal)), "target": goal.reference}
    return _say(f"sentence.{stem}_{verdict.light}", tolerance=_say(key, tolerance=tolerance), **facts)


def _pair_facts(pair: Compared, goal: Goal) -> dict[str, object]:
    value, reference = pair.value or Decimal(0), pair.reference or Decimal(0)
    return {
        "value": f"{value:f}",
        "period": pair.period,
        "reference": f"{reference:f}",
        "reference_period": pair.reference_period,
        "gap": f"{value - reference:+f}",
        "name": goal.reference,
        "unit": goal.unit,
    }


def _quota(verdict: Verdict, goal: Goal) -> Text:
    parts = joined(
        _say("figure.part", part=_part_name(pair, goal), **_pair_facts(pair, goal))
        for pair in verdict.compared
    )
    over = joined(_part_name(pair, goal) for pair in verdict.compared if not is_within(pair))
    return _say(f"sentence.quota_{verdict.light}", figure=parts, over=over)


def _part_name(pair: Compared, goal: Goal) -> Text:
    names = {segment.id: segment.name for segment in goal.segments}
    return names.get(pair.segment, goal.short)


def _rise(verdict: Verdict, figure: Figure, goal: Goal) -> Text:
    (pair,), same = verdict.compared, figure.same
    assert same is not None
    assert pair.reference is not None
    facts = {
        "numerator": same.numerator,
        "denominator": same.denominator,
        "value": percent_text(verdict.value or Decimal(0), places=_PLACES),
        "year": pair.reference_period,
        "before_numerator": same.before_numerator,
        "before_denominator": same.before_denominator,
        "before": percent_text(pair.reference, places=_PLACES),
    }
    is_full = verdict.light is Light.MET and verdict.value == pair.reference
    key = "rise_full" if is_full else f"rise_{verdict.light}"
    return _say(
        f"sentence.{key}", figure=_say("figure.rise", **facts), short=verdict.short, unit=goal.count_unit
    )
