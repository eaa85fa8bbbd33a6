"""One figure against one goal: the light, the rule that decided it, the flags and the shortfall (R5-R8, R13)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.exact import BASIS, meets, passes_short, percent
from indicators.period import last_due_period
from indicators.plan import Goal
from indicators.vocabulary import Comparison, Flag, Kind, Level, Light, Reason, Temporal

__all__ = ["BUILT_KINDS", "Figure", "Verdict", "judge", "small_sample_size"]

BUILT_KINDS = frozenset({Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.COUNT})
"""Kinds of goal that can be judged so far; the others say `rule_not_available`."""

_NARROW_BP = 50  # a margin under half a point is no room (R5)
_BEHIND_POINTS = 30  # more points behind the schedule than this is not met (R8)
_COMPLETE_SHARE = Fraction(9, 10)  # below this share of reports a figure is partial (R14)
_LEVELS = list(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of a frame of figures (`FIGURE_SCHEMA`), for one goal and one area."""

    level: Level
    numerator: int | None = None
    denominator: int | None = None
    count: int | None = None
    parts: tuple[tuple[int, int], ...] | None = None
    items_done: tuple[str, ...] | None = None
    start: date | None = None
    end: date | None = None
    na_reason: str | None = None
    unverified: bool = False
    mixed: bool = False
    reported: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the plan's arithmetic says about one figure.

    Attributes:
        rule: number of the rule that decided, such as `R5`.
        reason: why there is no figure or no object; None for the other lights.
        value: percent, or the count; None without a figure.
        short: passes, counties or things missing to the target; for goals of zero, how many too many; None where
            that has no meaning.
        planned: what the schedule asks for by the date, in the unit of `value`, for progress-type goals before
            the deadline (R8).
    """

    light: Light
    rule: str
    reason: Reason | None = None
    flags: tuple[Flag, ...] = ()
    value: Decimal | None = None
    short: int | None = None
    planned: Decimal | None = None


def judge(figure: Figure, goal: Goal, *, as_of: date) -> Verdict:
    """Judge one figure on a date.

    Lights go in the order not applicable, no data, not met, at risk, on track, met; no figure is never 0 % and
    never 100 % (R13).
    """
    absent = _absence(figure, goal, as_of=as_of)
    if absent is not None:
        return absent
    flags = _flags(figure, goal, as_of=as_of)
    match goal.kind:
        case Kind.COUNT:
            return _judge_count(figure, goal, as_of=as_of, flags=flags)
        case Kind.SHARE_OF_COUNTIES:
            return _judge_share(figure, goal, as_of=as_of, flags=flags)
        case Kind.MEAN_OF_PREFECTURES if figure.level is Level.REGION:
            return _judge_mean(figure, goal, flags=flags)
        case _:
            return _judge_rate(figure, goal, as_of=as_of, flags=flags)


def small_sample_size(target_bp: int) -> int:
    """The smallest sample that survives one failure: below it a county is not blamed for a single one (R6)."""
    return -(-BASIS // (BASIS - target_bp))


def _absence(figure: Figure, goal: Goal, *, as_of: date) -> Verdict | None:
    """No data or not applicable, with its reason; None when there is something to judge."""
    has_own = figure.denominator is not None or figure.count is not None
    if _LEVELS.index(figure.level) < _LEVELS.index(goal.natural_level) and not has_own:
        station = goal.kind is Kind.MEAN_OF_PREFECTURES
        reason = Reason.NO_STATION if station else Reason.NOT_AT_LEVEL
        return Verdict(light=Light.NOT_APPLICABLE, rule="R13", reason=reason)
    if goal.kind not in BUILT_KINDS:
        return Verdict(light=Light.NO_DATA, rule="—", reason=Reason.RULE_NOT_AVAILABLE)
    if figure.na_reason is not None:
        known = figure.na_reason in set(Reason)
        return Verdict(
            light=Light.NOT_APPLICABLE, rule="R13", reason=Reason(figure.na_reason) if known else Reason.NO_OBJECT
        )
    if figure.denominator or figure.count is not None:
        return None
    return Verdict(light=Light.NO_DATA, rule="R13", reason=_missing_reason(figure, goal, as_of=as_of))


def _missing_reason(figure: Figure, goal: Goal, *, as_of: date) -> Reason:
    if figure.denominator == 0:
        return Reason.ZERO_DENOMINATOR
    if figure.unverified:
        return Reason.UNVERIFIED
    due = last_due_period(as_of, year=goal.deadline.year, frequency=goal.frequency)
    return Reason.NOT_REPORTED if due else Reason.NOT_DUE


def _flags(figure: Figure, goal: Goal, *, as_of: date) -> tuple[Flag, ...]:
    due = last_due_period(as_of, year=goal.deadline.year, frequency=goal.frequency)
    is_small = (
        goal.kind is Kind.RATE
        and figure.level is Level.COUNTY
        and goal.target_bp < BASIS
        and (figure.denominator or 0) < small_sample_size(goal.target_bp)
    )
    found = {
        Flag.SMALL_SAMPLE: is_small,
        Flag.STALE: due is not None and figure.end is not None and figure.end < due.end,
        Flag.PARTIAL: figure.reported < _COMPLETE_SHARE * figure.expected,
        Flag.MIXED_UNIT: figure.mixed,
    }
    return tuple(flag for flag, is_set in found.items() if is_set)


def _judge_rate(figure: Figure, goal: Goal, *, as_of: date, flags: tuple[Flag, ...]) -> Verdict:
    passes, total, target = figure.numerator or 0, figure.denominator or 0, goal.target_bp
    value, short = percent(passes, total), passes_short(passes, total, target)
    if goal.progress:
        points = Fraction(target, 100)
        light, planned = _by_schedule(Fraction(passes, total) * 100 / points, goal, points=points, as_of=as_of)
        return Verdict(light=light, rule="R8", flags=flags, value=value, short=short, planned=_planned(planned, points))
    if target == BASIS:
        lost = goal.zero_tolerance and passes < total
        return Verdict(
            light=Light.MET if passes == total else Light.NOT_MET,
            rule="R7",
            flags=(*flags, Flag.IRRECOVERABLE) if lost else flags,
            value=value,
            short=short,
        )
    if Flag.SMALL_SAMPLE in flags:
        failures = total - passes
        light = (Light.MET, Light.AT_RISK, Light.NOT_MET)[min(failures, 2)]
        return Verdict(light=light, rule="R6", flags=flags, value=value, short=short)
    light = _with_room(passes, total, target, flags=flags)
    return Verdict(light=light, rule="R5", flags=flags, value=value, short=short)


def _with_room(passes: int, total: int, target_bp: int, *, flags: tuple[Flag, ...]) -> Light:
    """Met needs room for one more failure, half a point of margin, and complete and fresh reports (R5)."""
    if not meets(passes, total, target_bp):
        return Light.NOT_MET
    breaks_next = not meets(passes, total + 1, target_bp)
    is_narrow = BASIS * passes - target_bp * total < _NARROW_BP * total
    doubtful = {Flag.STALE, Flag.PARTIAL} & set(flags)
    return Light.AT_RISK if breaks_next or is_narrow or doubtful else Light.MET


def _judge_mean(figure: Figure, goal: Goal, *, flags: tuple[Flag, ...]) -> Verdict:
    """Simple mean of the prefectures' rates, exact; `short` has no meaning for a mean (R4)."""
    rates = [Fraction(passes, total) for passes, total in figure.parts or ()]
    mean = sum(rates, Fraction(0)) / len(rates)
    margin = mean - Fraction(goal.target_bp, BASIS)
    doubtful = {Flag.STALE, Flag.PARTIAL} & set(flags)
    light = Light.AT_RISK if margin < Fraction(_NARROW_BP, BASIS) or doubtful else Light.MET
    return Verdict(light=Light.NOT_MET if margin < 0 else light, rule="R5", flags=flags, value=percent(mean, 1))


def _judge_share(figure: Figure, goal: Goal, *, as_of: date, flags: tuple[Flag, ...]) -> Verdict:
    """The campaign: the region against its target, a county against its checklist, prefectures without a mark."""
    yes, total = figure.numerator or 0, figure.denominator or 0
    if figure.level is Level.PREFECTURE:  # the text sets the share for the region only (E3)
        return Verdict(
            light=Light.NOT_APPLICABLE, rule="R14", reason=Reason.NOT_AT_LEVEL, flags=flags, value=percent(yes, total)
        )
    if figure.level is Level.COUNTY:
        done, items = len(figure.items_done or ()), len(goal.items) if figure.items_done is not None else 0
        reached = Fraction(1) if yes else Fraction(done, items or 1)
        light, planned = _by_schedule(reached, goal, points=Fraction(100), as_of=as_of)
        short = 0 if yes else (items - done if items else 1)
        return Verdict(
            light=light, rule="R8", flags=flags, value=percent(reached, 1), short=short, planned=_planned(planned, 100)
        )
    points = Fraction(goal.target_bp, 100)
    light, planned = _by_schedule(Fraction(yes, total) * 100 / points, goal, points=points, as_of=as_of)
    return Verdict(
        light=light,
        rule="R8",
        flags=flags,
        value=percent(yes, total),
        short=passes_short(yes, total, goal.target_bp),
        planned=_planned(planned, points),
    )


def _judge_count(figure: Figure, goal: Goal, *, as_of: date, flags: tuple[Flag, ...]) -> Verdict:
    count, target = figure.count or 0, goal.target_count
    value = Decimal(count)
    if goal.comparison is Comparison.EXACTLY and target == 0:
        lost = count > 0 and goal.temporal is Temporal.FLOW
        return Verdict(
            light=Light.NOT_MET if count else Light.MET,
            rule="R7",
            flags=(*flags, Flag.IRRECOVERABLE) if lost else flags,
            value=value,
            short=count,
        )
    light, planned = _by_schedule(Fraction(count, target), goal, points=Fraction(100), as_of=as_of)
    short = max(0, target - count)
    return Verdict(light=light, rule="R8", flags=flags, value=value, short=short, planned=_planned(planned, target))


def _by_schedule(reached: Fraction, goal: Goal, *, points: Fraction, as_of: date) -> tuple[Light, Fraction | None]:
    """Light of a progress-type goal, and the share of the target that the schedule asks for by the date (R8).

    The schedule is a straight line from 0 at the start of the year; `reached` is the share of the target reached,
    `points` the target in percentage points. From the deadline on only met or not met is left.
    """
    start = date(goal.deadline.year, 1, 1)
    days_in_year = (date(goal.deadline.year + 1, 1, 1) - start).days
    if as_of >= goal.deadline:
        return (Light.MET if reached >= 1 else Light.NOT_MET), None
    planned = max(Fraction(0), Fraction((as_of - start).days, days_in_year))
    if reached >= 1:
        return Light.MET, planned
    behind = (planned - reached) * points
    if behind <= 0:
        return Light.ON_TRACK, planned
    return (Light.AT_RISK if behind <= _BEHIND_POINTS else Light.NOT_MET), planned


def _planned(share: Fraction | None, whole: Fraction | int) -> Decimal | None:
    if share is None:
        return None
    planned = share * whole
    return Decimal(planned.numerator) / Decimal(planned.denominator)
