"""Rates, shares of counties, means and counts against their numbers (R1, R2, R4 to R8, E3, E18)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.exact import BASIS, meets, passes_short, percent
from indicators.intervals import is_proved_below
from indicators.plan import Goal
from indicators.schedule import judge_progress
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Comparison, Flag, Kind, Level, Light, Reason, Temporal

__all__ = ["has_no_mark", "judge_counted", "small_sample_size"]

_NARROW = Fraction(50, BASIS)  # a margin under half a point is no room (R5)


def judge_counted(
    figure: Figure, goal: Goal, *, as_of: date, flags: Sequence[Flag], strict: bool = False
) -> Verdict:
    """Light of a rate, share, mean or count.

    Args:
        figure: with a denominator above zero, or a count.
        goal: of one of these kinds.
        as_of: the date.
        flags: what is doubtful about the figure; doubtful rates are no better than at risk (R5).
        strict: as in `judge`.
    """
    match goal.kind:
        case Kind.COUNT:
            return _judge_count(figure.count or 0, goal, as_of=as_of)
        case Kind.SHARE_OF_COUNTIES:
            return _judge_share(figure, goal, as_of=as_of)
        case Kind.MEAN_OF_PREFECTURES if figure.parts:
            return _judge_mean(figure.parts, goal, flags=flags)
        case _:
            verdict = _judge_rate(figure, goal, as_of=as_of, flags=flags, strict=strict)
            return _with_streams(verdict, figure, goal)


def small_sample_size(target_bp: int) -> int:
    """The smallest sample that survives one failure: below it a county is not blamed for a single one (R6).

    `target_bp` is below 100 %; 25 for 96 %.
    """
    return -(-BASIS // (BASIS - target_bp))


def has_no_mark(figure: Figure, goal: Goal) -> bool:
    """The text sets the share of counties for the region; a prefecture's is shown without a mark (E3)."""
    return goal.kind is Kind.SHARE_OF_COUNTIES and figure.level is Level.PREFECTURE


def _with_streams(verdict: Verdict, figure: Figure, goal: Goal) -> Verdict:
    """Remark on segments that miss a target below 100 % by themselves; the pooled figure decides (E18)."""
    target = goal.target_bp
    if figure.level is Level.COUNTY or target == BASIS:
        return verdict
    below = tuple(
        stream
        for stream in figure.streams
        if stream.denominator != figure.denominator
        and not meets(stream.numerator, stream.denominator, target)
    )
    flags = (*verdict.flags, Flag.STREAM_BELOW) if below else verdict.flags
    return replace(verdict, flags=flags, below=below)


def _judge_rate(figure: Figure, goal: Goal, *, as_of: date, flags: Sequence[Flag], strict: bool) -> Verdict:
    passes, total, target = figure.numerator or 0, figure.denominator or 0, goal.target_bp
    is_tested = strict and goal.sampled and figure.level is Level.COUNTY and not meets(passes, total, target)
    is_small = figure.level is Level.COUNTY and target < BASIS and total < small_sample_size(target)
    if goal.progress:
        verdict = _judge_growing_share(Fraction(passes, total), target, goal, as_of=as_of)
    elif target == BASIS:
        lost = (Flag.IRRECOVERABLE,) if goal.zero_tolerance and passes < total else ()
        verdict = Verdict(light=Light.MET if passes == total else Light.NOT_MET, rule="R7", flags=lost)
    elif is_tested:
        verdict = _test(total - passes, total, target, is_small=is_small)
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


def _test(failures: int, total: int, target_bp: int, *, is_small: bool) -> Verdict:
    """The strict switch: below the target is not met only where chance is ruled out (R6)."""
    if is_proved_below(failures, total, target_bp):
        return Verdict(light=Light.NOT_MET, rule="R6", is_tested=True)
    flags = (Flag.SMALL_SAMPLE,) if is_small else ()
    return Verdict(light=Light.AT_RISK, rule="R6", is_tested=True, flags=flags)


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
    if has_no_mark(figure, goal):
        value = percent(figure.numerator or 0, figure.denominator or 1)
        shown = Verdict(light=Light.NOT_APPLICABLE, rule="R14", reason=Reason.NOT_AT_LEVEL, value=value)
        return _with_range(shown, figure)
    if figure.level is Level.COUNTY:
        has_list = figure.items_done is not None
        done, total = (
            (len(figure.items_done or ()), len(goal.items)) if has_list else (figure.numerator or 0, 1)
        )
        target = BASIS
    else:
        done, total, target = figure.numerator or 0, figure.denominator or 0, goal.target_bp
    verdict = _judge_growing_share(Fraction(done, total), target, goal, as_of=as_of)
    verdict = replace(verdict, value=percent(done, total), short=passes_short(done, total, target))
    return verdict if figure.level is Level.COUNTY else _with_range(verdict, figure)


def _with_range(verdict: Verdict, figure: Figure) -> Verdict:
    """From nobody to everybody among those who are silent: [yes/74, (yes + unreported)/74] (R14, E2)."""
    done, total = figure.numerator or 0, figure.denominator or 1
    high = min(total, done + figure.unreported)
    return replace(verdict, low=percent(done, total), high=percent(high, total))


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
