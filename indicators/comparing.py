"""Goals held against a reference, a quota or last year: inputs are rows, compared exactly (R9 to R12)."""

from collections.abc import Sequence
from fractions import Fraction

from indicators.exact import percent
from indicators.inputs import REFERENCE, TOLERANCE, quota_of, value_segments
from indicators.plan import Goal
from indicators.verdict import Compared, Figure, Same, Stated, Verdict
from indicators.vocabulary import Flag, Kind, Light, Reason

__all__ = ["is_within", "judge_compared"]


def judge_compared(figure: Figure, goal: Goal) -> Verdict:
    """Light of a value held against a reference, a quota or last year; no data where one is missing."""
    match goal.kind:
        case Kind.NEAR_REFERENCE:
            return _judge_near(figure, goal)
        case Kind.REACH_REFERENCE:
            return _judge_reach(figure)
        case Kind.QUOTA:
            return _judge_quota(figure, goal)
        case _:
            return _judge_rise(figure, goal)


def _judge_near(figure: Figure, goal: Goal) -> Verdict:
    """Near a reference: value >= reference - tolerance (R9, article 1).

    The newest value is taken, of the plan's year or up to two years before, because the index of a year is
    published a year later. A reference of another period is compared, flagged, and never better than at risk.
    The tolerance is the newest that was entered, else the plan file's, which is assumed.
    """
    pair = _pair(figure.stated, value="", reference=REFERENCE)
    if pair.value is None or pair.reference is None:
        return _no_reference(pair, rule="R9")
    entered = _newest(figure.stated, TOLERANCE)
    tolerance = goal.tolerance if entered is None else entered.value
    is_near = Fraction(pair.value) >= Fraction(pair.reference) - Fraction(tolerance or 0)
    return Verdict(
        light=_light(is_held=is_near, is_of_year=pair.is_same_period),
        rule="R9",
        flags=_flags(is_of_year=pair.is_same_period),
        value=pair.value,
        compared=(pair,),
        tolerance=tolerance,
        is_assumed=entered is None,
    )


def _judge_reach(figure: Figure) -> Verdict:
    """Reach a reference: value >= reference of the same survey period, else there is no reference (R10)."""
    pair = _pair(figure.stated, value="", reference=REFERENCE)
    if pair.value is None or pair.reference is None or not pair.is_same_period:
        return _no_reference(pair, rule="R10")
    is_reached = Fraction(pair.value) >= Fraction(pair.reference)
    light = _light(is_held=is_reached, is_of_year=True)
    return Verdict(light=light, rule="R10", value=pair.value, compared=(pair,))


def _judge_quota(figure: Figure, goal: Goal) -> Verdict:
    """Within the state's quota: value <= quota, each segment apart, and all must hold (R12, article 4).

    Without a value or a quota of one segment there is no verdict. Segments declared absent are left out.
    Values or quotas of another year than the plan's are compared, flagged, and never better than at risk.
    """
    segments = value_segments(goal)
    pairs = tuple(
        _pair(figure.stated, value=segment, reference=quota_of(segment))
        for segment in segments
        if not _is_absent(figure.stated, segment)
    )
    if any(pair.value is None for pair in pairs):
        return _no_data(Reason.AWAITING_PUBLICATION, "R12", pairs)
    if any(pair.reference is None for pair in pairs):
        return _no_data(Reason.NO_REFERENCE, "R12", pairs)
    is_held = all(is_within(pair) for pair in pairs)
    is_of_year = all(_is_of_year(pair, goal) for pair in pairs)
    return Verdict(
        light=_light(is_held=is_held, is_of_year=is_of_year),
        rule="R12",
        flags=_flags(is_of_year=is_of_year),
        value=pairs[0].value if len(segments) == 1 else None,
        compared=pairs,
    )


def _judge_rise(figure: Figure, goal: Goal) -> Verdict:
    """Above last year on the same areas; 100 % after 100 % is met, equal is at risk (R11, article 4).

    Only areas with both years count, and last year only as a whole; without any there is no baseline.
    """
    same, year = figure.same, goal.deadline.year
    if same is None:
        return _no_data(Reason.NO_REFERENCE, "R11", ())
    now = Fraction(same.numerator, same.denominator)
    before = Fraction(same.before_numerator, same.before_denominator)
    value = percent(now, 1)
    pair = Compared(
        segment="",
        value=value,
        period=str(year),
        reference=percent(before, 1),
        reference_period=str(year - 1),
    )
    light = _light_of_rise(now, before)
    short = 0 if light is Light.MET else _short_of_rise(same, before)
    return Verdict(light=light, rule="R11", value=value, short=short, compared=(pair,))


def is_within(pair: Compared) -> bool:
    """Whether a value is within its quota; the quota itself is (R2, R12)."""
    assert pair.value is not None
    assert pair.reference is not None
    return Fraction(pair.value) <= Fraction(pair.reference)


def _light_of_rise(now: Fraction, before: Fraction) -> Light:
    if now > before or now == before == 1:
        return Light.MET
    return Light.AT_RISK if now == before else Light.NOT_MET


def _short_of_rise(same: Same, before: Fraction) -> int:
    """Fewest further passes of the same total that bring it above last year, or to 100 %."""
    return min(int(before * same.denominator) + 1, same.denominator) - same.numerator


def _pair(stated: Sequence[Stated], *, value: str, reference: str) -> Compared:
    """The newest value, and the reference of the same days, else the newest one."""
    own = _newest(stated, value)
    references = [row for row in stated if row.segment == reference and row.value is not None]
    same = [row for row in references if own and (row.start, row.end) == (own.start, own.end)]
    held = next(iter([*same, *references]), None)
    return Compared(
        segment=value,
        value=own.value if own else None,
        period=own.period if own else None,
        reference=held.value if held else None,
        reference_period=held.period if held else None,
        is_same_period=bool(same),
    )


def _newest(stated: Sequence[Stated], segment: str) -> Stated | None:
    """The first with a value; `stated` goes from the newest to the oldest."""
    return next((row for row in stated if row.segment == segment and row.value is not None), None)


def _is_absent(stated: Sequence[Stated], segment: str) -> bool:
    """Whether the newest word on a segment is that there is no such object (R13)."""
    words = [row for row in stated if row.segment == segment]
    return bool(words) and words[0].value is None


def _is_of_year(pair: Compared, goal: Goal) -> bool:
    return pair.is_same_period and str(pair.period).startswith(str(goal.deadline.year))


def _light(*, is_held: bool, is_of_year: bool) -> Light:
    if not is_held:
        return Light.NOT_MET
    return Light.MET if is_of_year else Light.AT_RISK


def _flags(*, is_of_year: bool) -> tuple[Flag, ...]:
    return () if is_of_year else (Flag.REFERENCE_YEAR,)


def _no_reference(pair: Compared, *, rule: str) -> Verdict:
    reason = Reason.AWAITING_PUBLICATION if pair.value is None else Reason.NO_REFERENCE
    return _no_data(reason, rule, (pair,))


def _no_data(reason: Reason, rule: str, compared: tuple[Compared, ...]) -> Verdict:
    return Verdict(light=Light.NO_DATA, rule=rule, reason=reason, compared=compared)
