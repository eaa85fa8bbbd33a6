"""Goals that go by what is told, not by a number: steps, applications, judgements with evidence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.exact import percent
from indicators.observation import State
from indicators.plan import Goal
from indicators.schedule import judge_progress
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Flag, Kind, Light, Reason

__all__ = ["judge_told"]

_REACHED = {State.NOT_STARTED: Fraction(0), State.IN_PROGRESS: Fraction(1, 2), State.DONE: Fraction(1)}
_JUDGED = {
    State.JUDGED_MET: Light.MET,
    State.JUDGED_AT_RISK: Light.AT_RISK,
    State.JUDGED_NOT_MET: Light.NOT_MET,
}


def judge_told(figure: Figure, goal: Goal, *, as_of: date) -> Verdict:
    """Light of a milestone, an aspiration or a goal in words that something was told about."""
    match goal.kind:
        case Kind.MILESTONE:
            return _judge_milestone(figure, goal, as_of=as_of)
        case Kind.ASPIRATION:
            return _judge_aspiration(figure)
        case _:
            return _judge_wording(figure)


def _judge_milestone(figure: Figure, goal: Goal, *, as_of: date) -> Verdict:
    """A step held against the schedule: not started is 0, in progress 1/2, done 1 (R8, articles 3 and 4).

    Done without evidence is provisional and at risk. Where the plan only asks to advance, having begun is
    met and not having begun at risk, at any date.
    """
    reached = _REACHED[State(figure.state or State.NOT_STARTED)]
    value = Decimal(reached.numerator) / reached.denominator
    is_unproved = figure.state is State.DONE and not figure.has_evidence
    flags = (Flag.PROVISIONAL,) if is_unproved else ()
    if goal.threshold is None:
        light = Light.MET if reached else Light.AT_RISK
        return Verdict(light=light, rule="R8", value=value, flags=flags)
    if is_unproved:
        return Verdict(light=Light.AT_RISK, rule="R8", value=value, flags=flags)
    verdict = judge_progress(reached, goal, whole=Fraction(1), points=Fraction(100), as_of=as_of)
    return replace(verdict, value=value)


def _judge_aspiration(figure: Figure) -> Verdict:
    """Strive for awards: one is met, an application under way on track, neither at risk; never not met.

    The plan sets no number (article 2), so that none is no failure.
    """
    open_light = Light.ON_TRACK if figure.is_declared else Light.AT_RISK
    value = None if figure.count is None else Decimal(figure.count)
    return Verdict(light=Light.MET if figure.count else open_light, rule="strive", value=value)


def _judge_wording(figure: Figure) -> Verdict:
    """A judgement by hand, which stands only with its evidence; until then it is awaited.

    Counts that were reported beside the words are shown in percent; they decide nothing.
    """
    if figure.state is None or not figure.has_evidence:
        return Verdict(light=Light.NO_DATA, rule="judged", reason=Reason.AWAITING_JUDGEMENT)
    value = percent(figure.numerator or 0, figure.denominator) if figure.denominator else None
    return Verdict(light=_JUDGED[figure.state], rule="judged", value=value)
