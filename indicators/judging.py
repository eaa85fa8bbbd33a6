"""One figure against one goal: whether there is anything to judge, by which rule, and what is doubtful."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from indicators.comparing import judge_compared
from indicators.inputs import value_segments
from indicators.period import last_due_period
from indicators.plan import Goal
from indicators.rating import has_no_mark, judge_counted, small_sample_size
from indicators.telling import judge_told
from indicators.told import STATED_KINDS, TOLD_KINDS
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Flag, Kind, Level, Light, Reason

__all__ = ["judge", "small_sample_size"]

_COMPLETE_SHARE = Fraction(9, 10)  # below this share of reports a figure is partial (R14)
_LEVELS = list(Level)


def judge(figure: Figure, goal: Goal, *, as_of: date, strict: bool = False) -> Verdict:
    """Judge one figure on a date.

    Lights go in the order not applicable, no data, not met, at risk, on track, met; no figure is never 0 %
    and never 100 % (R13).

    Args:
        figure: what was reported.
        goal: the goal.
        as_of: the date.
        strict: whether a sampled figure of a county below its target is not met only where chance is ruled
            out, and else at risk (the strict switch of R6).
    """
    absent = _absence(figure, goal, as_of=as_of)
    if absent is not None:
        return absent
    flags = _flags(figure, goal, as_of=as_of)
    if goal.kind in TOLD_KINDS:
        verdict = judge_told(figure, goal, as_of=as_of)
    elif goal.kind in STATED_KINDS or goal.kind is Kind.RISE:
        verdict = judge_compared(figure, goal)
    else:
        verdict = judge_counted(figure, goal, as_of=as_of, flags=flags, strict=strict)
    if verdict.light is Light.NO_DATA:
        return verdict
    return replace(verdict, flags=(*verdict.flags, *flags))


def _absence(figure: Figure, goal: Goal, *, as_of: date) -> Verdict | None:
    """No data or not applicable, with its reason; None when there is something to judge."""
    if figure.na_reason is not None:
        is_known = figure.na_reason in set(Reason)
        return _not_applicable(Reason(figure.na_reason) if is_known else Reason.NO_OBJECT)
    if figure.denominator or _has_word(figure, goal):
        return None
    if _LEVELS.index(figure.level) < _LEVELS.index(goal.natural_level) and figure.denominator is None:
        is_air = goal.kind is Kind.MEAN_OF_PREFECTURES
        return _not_applicable(Reason.NO_STATION if is_air else Reason.NOT_AT_LEVEL)
    if has_no_mark(figure, goal):
        return _not_applicable(Reason.NOT_AT_LEVEL)
    return Verdict(light=Light.NO_DATA, rule="R13", reason=_missing_reason(figure, goal, as_of=as_of))


def _has_word(figure: Figure, goal: Goal) -> bool:
    """Whether there is a count, a state or a value; inputs alone are nothing to judge."""
    is_told = figure.count is not None or figure.state is not None or figure.is_declared
    values = value_segments(goal)
    return is_told or any(row.segment in values and row.value is not None for row in figure.stated)


def _not_applicable(reason: Reason) -> Verdict:
    return Verdict(light=Light.NOT_APPLICABLE, rule="R13", reason=reason)


def _missing_reason(figure: Figure, goal: Goal, *, as_of: date) -> Reason:
    if goal.kind is Kind.WORDING:
        return Reason.AWAITING_JUDGEMENT
    if goal.kind in STATED_KINDS:
        return Reason.AWAITING_PUBLICATION
    if figure.denominator == 0:
        return Reason.ZERO_DENOMINATOR
    if figure.unverified:
        return Reason.UNVERIFIED
    due = last_due_period(as_of, year=goal.deadline.year, frequency=goal.frequency)
    return Reason.NOT_REPORTED if due else Reason.NOT_DUE


def _flags(figure: Figure, goal: Goal, *, as_of: date) -> tuple[Flag, ...]:
    """What is doubtful; figures published elsewhere are never stale, and a judgement is never partial."""
    due = last_due_period(as_of, year=goal.deadline.year, frequency=goal.frequency)
    is_late = due is not None and figure.end is not None and figure.end < due.end
    is_partial = figure.reported < _COMPLETE_SHARE * figure.expected
    found = {
        Flag.STALE: is_late and goal.kind not in STATED_KINDS,
        Flag.PARTIAL: is_partial and goal.kind is not Kind.WORDING,
        Flag.MIXED_UNIT: figure.mixed,
        Flag.JUMP: figure.jumped,
    }
    return tuple(flag for flag, is_set in found.items() if is_set)
