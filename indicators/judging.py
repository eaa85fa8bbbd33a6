"""One figure against one goal: the light, the rule behind it, the flags and the shortfall (R5-R8, R13)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.exact import BASIS, passes_short, percent
from indicators.period import last_due_period
from indicators.plan import Goal
from indicators.schedule import judge_progress
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Comparison, Flag, Kind, Level, Light, Reason, Temporal

__all__ = ["BUILT_KINDS", "judge", "small_sample_size"]

BUILT_KINDS = frozenset({Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.COUNT})
"""Kinds of goal that can be judged so far; the others say `rule_not_available`."""

_NARROW = Fraction(50, BASIS)  # a margin under half a point is no room (R5)
_COMPLETE_SHARE = Fraction(9, 10)  # below this share of reports a figure is partial (R14)
_LEVELS = list(Level)


def judge(figure: Figure, goal: Goal, *, as_of: date) -> Verdict:
    """Judge one figure on a date.

    Lights go in the order not applicable, no data, not met, at risk, on track, met; no figure is never 0 %
    and never 100 % (R13).
    """
    absent = _absence(figure, goal, as_of=as_of)
    if absent is not None:
        return absent
    flags = _flags(figure, goal, as_of=as_of)
    match goal.kind:
        case Kind.COUNT:
            verdict = _judge_count(figure.count or 0, goal, as_of=as_of)
        case Kind.SHARE_OF_COUNTIES:
            verdict = _judge_share(figure, goal, as_of=as_of)
        case Kind.MEAN_OF_PREFECTURES if figure.parts:
            verdict = _judge_mean(figure.parts, goal, flags=flags)
        case _:
            verdict = _judge_rate(figure, goal, as_of=as_of, flags=flags)
    return replace(verdict, flags=(*verdict.flags, *flags))


def small_sample_size(target_bp: int) -> int:
    """The smallest sample that survives one failure: below it a county is not blamed for a single one (R6).

    `target_bp` is below 100 %; 25 for 96 %.
    """
    return -(-BASIS // (BASIS - target_bp))


def _absence(figure: Figure, goal: Goal, *, as_of: date) -> Verdict | None:
    """No data or not applicable, with its reason; None when there is something to judge."""
    has_figure = figure.denominator is not None or figure.count is not None
    if goal.kind in BUILT_KINDS and figure.na_reason is not None:
        is_known = figure.na_reason in set(Reason)
        return _not_applicable(Reason(figure.na_reason) if is_known else Reason.NO_OBJECT)
    if _LEVELS.index(figure.level) < _LEVELS.index(goal.natural_level) and not has_figure:
        is_air = goal.kind is Kind.MEAN_OF_PREFECTURES
        return _not_applicable(Reason.NO_STATION if is_air else Reason.NOT_AT_LEVEL)
    if goal.kind not in BUILT_KINDS:
        return Verdict(light=Light.NO_DATA, rule="—", reason=Reason.RULE_NOT_AVAILABLE)
    if figure.denominator or figure.count is not None:
        return None
    if _has_no_mark(figure, goal):
        return _not_applicable(Reason.NOT_AT_LEVEL)
    return Verdict(light=Light.NO_DATA, rule="R13", reason=_missing_reason(figure, goal, as_of=as_of))


def _not_applicable(reason: Reason) -> Verdict:
    return Verdict(light=Light.NOT_APPLICABLE, rule="R13", reason=reason)


def _has_no_mark(figure: Figure, goal: Goal) -> bool:
    """The text sets the share of counties for the region; a prefecture's is shown without a mark (E3)."""
    return goal.kind is Kind.SHARE_OF_COUNTIES and figure.level is Level.PREFECTURE


def _missing_reason(figure: Figure, goal: Goal, *, as_of: date) -> Reason:
    if figure.denominator == 0:
        return Reason.ZERO_DENOMINATOR
    if figure.unverified:
        return Reason.UNVERIFIED
    due = last_due_period(as_of, year=goal.deadline.year, frequency=goal.frequency)
    return Reason.NOT_REPORTED if due else Reason.NOT_DUE


def _flags(figure: Figure, goal: Goal, *, as_of: date) -> tuple[Flag, ...]:
    due = last_due_period(as_of, year=goal.deadline.year, frequency=goal.frequency)
    found = {
        Flag.STALE: due is not None and figure.end is not None and figure.end < due.end,
        Flag.PARTIAL: figure.reported < _COMPLETE_SHARE * figure.expected,
        Flag.MIXED_UNIT: figure.mixed,
    }
    return tuple(flag for flag, is_set in found.items() if is_set)


def _judge_rate(figure: Figure, goal: Goal, *, as_of: date, flags: Sequence[Flag]) -> Verdict:
    passes, total, target = figure.numerator or 0, figure.denominator or 0, goal.target_bp
    is_small = figure.level is Level.COUNTY and target < BASIS and total < small_sample_size(target)
    if goal.progress:
        verdict = _judge_growing_share(Fraction(passes, total), target, goal, as_of=as_of)
    elif target == BASIS:
        lost = (Flag.IRRECOVERABLE,) if goal.zero_tolerance and passes < total else ()
        verdict = Verdict(light=Light.MET if passes == total else Light.NOT_MET, rule="R7", flags=lost)
    elif is_small:
        verdict = _judge_small_sample(total - passes)
    else:
        after = Fraction(passes, total + 1)
        light = _with_room(Fraction(passes, total), target, after_failure=after, flags=flags)
        verdict = Verdict(light=light, rule="R5")
    return replace(verdict, value=percent(passes, total), short=passes_short(passes, total, target))


def _judge_small_sample(failures: int) -> Verdict:
    """One failure is a warning, two are not excused by a small sample any more (R6)."""
    if failures > 1:
        return Verdict(light=Light.NOT_MET, rule="R6")
    return Verdict(light=Light.AT_RISK if failures else Light.MET, rule="R6", flags=(Flag.SMALL_SAMPLE,))


def _with_room(value: Fraction, target_bp: int, *, after_failure: Fraction, flags: Sequence[Flag]) -> Light:
    """Met needs room for one more failure, half a point of margin, and complete and fresh reports (R5)."""
    target = Fraction(target_bp, BASIS)
    if value < target:
        return Light.NOT_MET
    is_doubtful = Flag.STALE in flags or Flag.PARTIAL in flags
    is_narrow = after_failure < target or value - target < _NARROW
    return Light.AT_RISK if is_narrow or is_doubtful else Light.MET


def _judge_mean(parts: Sequence[tuple[int, int]], goal: Goal, *, flags: Sequence[Flag]) -> Verdict:
    """Simple mean of the prefectures' rates, exact; `short` has no meaning for a mean (R4).

    The one more failure of R5 is taken where it weighs most.
    """
    mean = sum((Fraction(passes, total) for passes, total in parts), Fraction(0)) / len(parts)
    worst_loss = max(Fraction(passes, total * (total + 1)) for passes, total in parts)
    after = mean - worst_loss / len(parts)
    light = _with_room(mean, goal.target_bp, after_failure=after, flags=flags)
    return Verdict(light=light, rule="R5", value=percent(mean, 1))


def _judge_share(figure: Figure, goal: Goal, *, as_of: date) -> Verdict:
    """The campaign: the region against its target, a county against its list, prefectures without a mark."""
    if _has_no_mark(figure, goal):
        value = percent(figure.numerator or 0, figure.denominator or 1)
        return Verdict(light=Light.NOT_APPLICABLE, rule="R14", reason=Reason.NOT_AT_LEVEL, value=value)
    if figure.level is Level.COUNTY:
        has_list = figure.items_done is not None
        done, total = (
            (len(figure.items_done or ()), len(goal.items)) if has_list else (figure.numerator or 0, 1)
        )
        target = BASIS
    else:
        done, total, target = figure.numerator or 0, figure.denominator or 0, goal.target_bp
    verdict = _judge_growing_share(Fraction(done, total), target, goal, as_of=as_of)
    return replace(verdict, value=percent(done, total), short=passes_short(done, total, target))


def _judge_growing_share(share: Fraction, target_bp: int, goal: Goal, *, as_of: date) -> Verdict:
    points = Fraction(target_bp, 100)
    return judge_progress(share * 100 / points, goal, whole=points, points=points, as_of=as_of)


def _judge_count(count: int, goal: Goal, *, as_of: date) -> Verdict:
    target = goal.target_count
    if goal.comparison is Comparison.AT_MOST or target == 0:
        excess = max(0, count - target)
        lost = (Flag.IRRECOVERABLE,) if excess and goal.temporal is Temporal.FLOW else ()
        light = Light.NOT_MET if excess else Light.MET
        return Verdict(light=light, rule="R7", flags=lost, value=Decimal(count), short=excess)
    whole = Fraction(target)
    verdict = judge_progress(count / whole, goal, whole=whole, points=Fraction(100), as_of=as_of)
    return replace(verdict, value=Decimal(count), short=max(0, target - count))
