"""What one prefecture reached in one item, before weights: scored, no data, or not applicable."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from indicators.assessment_errors import assessment_wording
from indicators.assessment_functions import coverage, judged, milestone, rate_100, rate_ge, task, trend
from indicators.assessment_inputs import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Judgement,
    MilestoneState,
    Ratio,
)
from indicators.assessment_scheme import FullRate, Rules, ScoredItem, Scoring
from indicators.exact import BASIS, percent, percent_text
from indicators.explaining import domain_wording
from indicators.judging import small_sample_size
from indicators.text import Text
from indicators.vocabulary import Light, Reason

__all__ = ["Evidence", "ExactInterval", "Outcome", "OutcomeState", "outcome"]

ExactInterval = Callable[[int, int], tuple[Decimal, Decimal]]
"""Passes and total to the ends of their exact interval, in percent (R18)."""

_NOTHING, _WHOLE = Fraction(0), Fraction(1)


class OutcomeState(StrEnum):
    """Whether an item can be scored."""

    SCORED = "scored"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an item earns, as shares from 0 to 1.

    Attributes:
        share: earned share of what data cover; 0 without data.
        backed: share of the item that data cover; below 1 only where some deliverables are not reported.
        low: `share` at the lower end of the sample's interval; the same where nothing was sampled.
        high: at its upper end.
        is_small_sample: fewer samples than survive a single failure at the target (R6).
    """

    state: OutcomeState
    reason: Text
    share: Fraction = _NOTHING
    backed: Fraction = _NOTHING
    low: Fraction = _NOTHING
    high: Fraction = _NOTHING
    is_small_sample: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that outcomes are drawn from; `rows` are those of the status frame by goal id and prefecture."""

    inputs: AssessmentInputs
    rules: Rules
    interval: ExactInterval
    rows: Mapping[tuple[str, str], Mapping[str, Any]]


def outcome(item: ScoredItem, prefecture: str, evidence: Evidence) -> Outcome:
    """Score one item for one prefecture, on the part of it that data cover."""
    key = (item.id, prefecture)
    match item.function:
        case Scoring.TASK:
            deliverables = evidence.inputs.deliverables
            return _task([deliverables.get((name, prefecture)) for name in item.deliverables], evidence.rules)
        case Scoring.JUDGED:
            return _judged(evidence.inputs.judgements.get(key))
        case Scoring.REPORTED:
            return _reported(evidence.inputs.reporting.get(key))
    return _goal(item, prefecture, evidence)


def _task(found: Sequence[Delivery | None], rules: Rules) -> Outcome:
    """Deliverables that do not apply leave; those without evidence count as open."""
    wanted = [each for each in found if each is None or each.state is not DeliveryState.NOT_APPLICABLE]
    reported = [each for each in wanted if each is not None]
    if not wanted:
        return _not_applicable(assessment_wording("absence.no_deliverable"))
    if not reported:
        return _nothing_entered()
    proven = Counter(each.state for each in reported if each.evidence.strip())
    done, late = proven[DeliveryState.DONE], proven[DeliveryState.LATE]
    claimed = sum(each.state is not DeliveryState.OPEN for each in reported)
    reason = _reason(
        "task",
        done=done,
        late=late,
        open=len(reported) - done - late,
        unproven=claimed - done - late,
        missing=len(wanted) - len(reported),
    )
    share = task(done=done, late=late, reported=len(reported), late_worth=rules.late)
    return replace(_scored(share, reason), backed=Fraction(len(reported), len(wanted)))


def _judged(judgement: Judgement | None) -> Outcome:
    if judgement is None:
        return _nothing_entered()
    reason = _reason("judged", points=_number(judgement.points), reason=judgement.reason)
    return _scored(judged(judgement.points), reason)


def _reported(ratio: Ratio | None) -> Outcome:
    if ratio is None or not ratio.due:
        return _nothing_entered()
    return _scored(Fraction(ratio.done, ratio.due), _reason("reported", done=ratio.done, due=ratio.due))


def _goal(item: ScoredItem, prefecture: str, evidence: Evidence) -> Outcome:
    row = evidence.rows.get((item.id, prefecture))
    if row is None:
        return _nothing_entered()
    # The scheme also asks prefectures for what the plan asks of the region: "not at this level" is no excuse.
    if row["light"] == Light.NOT_APPLICABLE and row["reason"] != Reason.NOT_AT_LEVEL:
        return _not_applicable(domain_wording(f"reason.{row['reason']}"))
    if item.function is Scoring.MILESTONE:
        return _milestone(evidence.inputs.milestones.get((item.id, prefecture)))
    if row["light"] == Light.NO_DATA or not row["denominator"]:
        return _no_data(row["reason"])
    figure = _Figure(row["numerator"], row["denominator"])
    if item.function is Scoring.TREND:
        return _trend(figure, row["compared"] or ())
    return _rate(item, figure, evidence)


@dataclass(frozen=True, slots=True)
class _Figure:
    passes: int
    total: int

    @property
    def value(self) -> Fraction:
        return Fraction(self.passes * 100, self.total)

    def text(self, target_bp: int | None = None) -> Text:
        value = percent_text(percent(self.passes, self.total), target_bp)
        return assessment_wording("figure.rate", passes=self.passes, total=self.total, value=value)


def _milestone(state: MilestoneState | None) -> Outcome:
    if state is None:
        return _nothing_entered()
    return _scored(milestone(state), assessment_wording(f"milestone.{state.value}"))


def _trend(figure: _Figure, compared: Sequence[Mapping[str, Any]]) -> Outcome:
    """Both years as R11 compared them, on the same areas; equal fractions have equal decimals there."""
    pairs = [pair for pair in compared if pair["value"] is not None and pair["reference"] is not None]
    if not pairs:
        return _no_data(Reason.NO_REFERENCE)
    now, before = (Decimal(pairs[0][name]) for name in ("value", "reference"))
    reason = _reason("trend", figure=figure.text(), before=percent_text(before))
    return _scored(trend(Fraction(now), before=Fraction(before)), reason)


def _rate(item: ScoredItem, figure: _Figure, evidence: Evidence) -> Outcome:
    assert item.goal is not None, item.id
    rules, target_bp = evidence.rules, item.goal.target_bp
    scored = _scored(_share(item, figure.value, rules), _rate_reason(item, figure, rules))
    if not item.goal.sampled:
        return scored
    low, high = (Fraction(end) for end in evidence.interval(figure.passes, figure.total))
    return replace(
        scored,
        low=_share(item, low, rules),
        high=_share(item, high, rules),
        is_small_sample=target_bp < BASIS and figure.total < small_sample_size(target_bp),
    )


def _share(item: ScoredItem, value: Fraction, rules: Rules) -> Fraction:
    """The formula of a rate, on any value in percent."""
    assert item.goal is not None, item.id
    target = Fraction(item.goal.target_bp, 100)
    if item.function is Scoring.COVERAGE:
        return coverage(value, target=target)
    if item.function is Scoring.RATE_100:
        return rate_100(value, floor=rules.rate_100_floor, mode=rules.rate_100)
    return rate_ge(value, target=target, points=rules.rate_ge_points)


def _rate_reason(item: ScoredItem, figure: _Figure, rules: Rules) -> Text:
    assert item.goal is not None, item.id
    target = Fraction(item.goal.target_bp, 100)
    floor = target - rules.rate_ge_points
    key = item.function.value
    if item.function is Scoring.RATE_100:
        floor = rules.rate_100_floor
        key = key if rules.rate_100 is FullRate.LINEAR else rules.rate_100.value
    text = figure.text(item.goal.target_bp)
    return _reason(key, figure=text, target=_number(target), floor=_number(floor))


def _scored(share: Fraction, reason: Text) -> Outcome:
    return Outcome(
        state=OutcomeState.SCORED, reason=reason, share=share, backed=_WHOLE, low=share, high=share
    )


def _nothing_entered() -> Outcome:
    reason = _reason("no_data", reason=assessment_wording("absence.not_entered"))
    return Outcome(state=OutcomeState.NO_DATA, reason=reason)


def _no_data(reason: str | None) -> Outcome:
    if reason is None:
        return _nothing_entered()
    text = _reason("no_data", reason=domain_wording(f"reason.{reason}"))
    return Outcome(state=OutcomeState.NO_DATA, reason=text)


def _not_applicable(reason: Text) -> Outcome:
    return Outcome(state=OutcomeState.NOT_APPLICABLE, reason=_reason("not_applicable", reason=reason))


def _reason(key: str, **facts: object) -> Text:
    return assessment_wording(f"reason.{key}", **facts)


def _number(value: Fraction) -> str:
    """A number as people write it: 96, 92.5."""
    return f"{float(value):g}"
