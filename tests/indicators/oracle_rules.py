"""The oracle's lights: one figure against one goal, by R4 to R8; see `oracle.py`.

`RULES` maps a kind of goal to its rule; goals that are told or compared are in `oracle_told.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators.goal import Goal

__all__ = ["RULES", "Answer", "Case", "Figure", "progress_light"]


@dataclass(frozen=True)
class Answer:
    """What the rules say of one goal in one area.

    Attributes:
        value: percent, or the number of things.
        flags: those that the oracle knows, `KNOWN_FLAGS` in `test_oracle.py`.
        reason: why there is no data; empty where the oracle does not say.
        span: the share if nobody, and if everybody, among the silent runs the campaign (R14).
        held: value and reference of each part that was compared (R9 to R12).
    """

    light: str
    numerator: int | None = None
    denominator: int | None = None
    value: Fraction | None = None
    short: int | None = None
    flags: frozenset[str] = frozenset()
    reason: str = ""
    span: tuple[Fraction, Fraction] | None = None
    held: tuple[tuple[Fraction, Fraction], ...] = ()


@dataclass(frozen=True)
class Figure:
    """What is known of an area before it is judged.

    Attributes:
        has_answered: it, or an area below it, sent something that can be used.
        has_object: it sent counts above zero, or a number of things.
        is_absent: declared to have no such object (R13).
        units: how many areas should report (R14); `replies` is how many did.
        last_day: last day that its figures cover.
        rates: numerator and denominator of each prefecture that enters a mean (R4).
        items: checklist items that are done, None without a checklist.
        streams: passes and samples of each named segment (E18).
        state: what the area itself told last, with `has_evidence`; `is_declared` here or below.
        last_year: counts of the whole last year; `same` both years' of the areas that have both (R11).
    """

    numerator: int = 0
    denominator: int = 0
    has_answered: bool = False
    has_object: bool = False
    is_absent: bool = False
    units: int = 1
    replies: int = 0
    last_day: date | None = None
    rates: tuple[tuple[int, int], ...] = ()
    items: frozenset[str] | None = None
    streams: tuple[tuple[str, int, int], ...] = ()
    state: str = ""
    has_evidence: bool = False
    is_declared: bool = False
    last_year: tuple[int, int] = (0, 0)
    same: tuple[int, int, int, int] | None = None


@dataclass(frozen=True)
class Case:
    """One goal in one area on one day, ready to be judged."""

    goal: Goal
    level: str
    figure: Figure
    as_of: date
    is_stale: bool
    is_partial: bool

    @property
    def target(self) -> Fraction:
        return Fraction(self.goal.target_bp, 10_000)

    @property
    def flags(self) -> frozenset[str]:
        named = {"stale": self.is_stale, "partial": self.is_partial}
        return frozenset(name for name, is_raised in named.items() if is_raised)


def _judge_rate(case: Case) -> Answer:
    passes, total = case.figure.numerator, case.figure.denominator
    light, flag = _light_of_rate(case, Fraction(passes, total))
    apart = {"stream_below"} if _has_stream_below(case) else set()
    return Answer(
        light=light,
        numerator=passes,
        denominator=total,
        value=Fraction(100 * passes, total),
        short=_missing_passes(passes, total, target=case.target),
        flags=frozenset({flag, *apart} - {""}),
    )


def _has_stream_below(case: Case) -> bool:
    """E18: a segment that misses a target below 100 % beside others; told for prefectures and the region."""
    if case.level == "county" or case.target == 1:
        return False
    sums: dict[str, list[int]] = {}
    for segment, passes, total in case.figure.streams:
        earlier = sums.get(segment, [0, 0])
        sums[segment] = [earlier[0] + passes, earlier[1] + total]
    return any(
        Fraction(passes, total) < case.target and total != case.figure.denominator
        for passes, total in sums.values()
    )


def _light_of_rate(case: Case, value: Fraction) -> tuple[str, str]:
    """The light, and the flag that goes with it."""
    failures = case.figure.denominator - case.figure.numerator
    if case.goal.progress:
        return progress_light(case, value / case.target, points=100 * case.target), ""
    if case.target == 1:  # R7
        return ("not_met", "irrecoverable" if case.goal.zero_tolerance else "") if failures else ("met", "")
    if case.level == "county" and case.figure.denominator < _smallest_sample(case.target):  # R6
        return [("met", "small_sample"), ("at_risk", "small_sample"), ("not_met", "")][min(failures, 2)]
    one_more = Fraction(case.figure.numerator, case.figure.denominator + 1)
    return _light_of_share(case, value, after_one_more_failure=one_more), ""


def _light_of_share(case: Case, value: Fraction, *, after_one_more_failure: Fraction) -> str:
    """R5."""
    if value < case.target:
        return "not_met"
    is_narrow = 100 * (value - case.target) < Fraction(1, 2)
    has_doubt = case.is_stale or case.is_partial
    return "at_risk" if after_one_more_failure < case.target or is_narrow or has_doubt else "met"


def progress_light(case: Case, reached: Fraction, *, points: Fraction) -> str:
    """R8; `reached` is the share of the target that is done, `points` how many points the target is."""
    if reached >= 1:
        return "met"
    if case.as_of >= case.goal.deadline:
        return "not_met"
    days = (case.as_of - date(case.as_of.year, 1, 1)).days
    behind = points * (Fraction(days, 366) - reached)
    if behind <= 0:
        return "on_track"
    return "at_risk" if behind <= 30 else "not_met"


def _judge_share(case: Case) -> Answer:
    done, total, target = case.figure.numerator, case.figure.denominator, case.target
    if case.level == "county":
        target = Fraction(1)
        if case.figure.items is not None:
            done, total = len(case.figure.items), len(case.goal.items)
    silent = case.figure.units - case.figure.replies
    most = min(total, done + silent)
    return Answer(
        light=progress_light(case, done / (total * target), points=100 * target),
        span=None if case.level == "county" else (Fraction(100 * done, total), Fraction(100 * most, total)),
        numerator=case.figure.numerator,
        denominator=case.figure.denominator,
        value=Fraction(100 * done, total),
        short=_missing_passes(done, total, target=target),
    )


def _judge_mean(case: Case) -> Answer:
    """The mean of the prefectures; a region that sent one figure of its own is judged by that."""
    rates = [Fraction(*rate) for rate in case.figure.rates]
    if case.level != "region" or not rates:
        return _judge_rate(case)
    mean = sum(rates, Fraction(0)) / len(rates)
    after = [mean - (Fraction(k, n) - Fraction(k, n + 1)) / len(rates) for k, n in case.figure.rates]
    return Answer(
        light=_light_of_share(case, mean, after_one_more_failure=min(after)),
        numerator=case.figure.numerator,
        denominator=case.figure.denominator,
        value=100 * mean,
    )


def _judge_count(case: Case) -> Answer:
    count, target = case.figure.numerator, case.goal.target_count
    if case.goal.zero_tolerance:
        lost = frozenset({"irrecoverable"}) if count else frozenset[str]()
        return Answer("not_met" if count else "met", value=Fraction(count), short=count, flags=lost)
    light = progress_light(case, Fraction(count, target), points=Fraction(100))
    return Answer(light, value=Fraction(count), short=max(0, target - count))


def _missing_passes(passes: int, total: int, *, target: Fraction) -> int:
    """Fewest failures that would have to be passes (test vectors, `passes_short`)."""
    missing = 0
    while passes + missing < target * total:
        missing += 1
    return missing


def _smallest_sample(target: Fraction) -> int:
    """R6: the sample from which on a single failure can be borne."""
    size = 1
    while Fraction(size - 1, size) < target:
        size += 1
    return size


RULES: dict[str, Callable[[Case], Answer]] = {
    "rate": _judge_rate,
    "share_of_counties": _judge_share,
    "mean_of_prefectures": _judge_mean,
    "count": _judge_count,
}
