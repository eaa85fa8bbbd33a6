"""The assessment of the prefectures: exact scores, grades and ranks (section 6 of the domain report).

Every number of the scheme is an assumed default in `assessment.toml`; each score records the edition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from indicators.assessment_adjusting import adjustments
from indicators.assessment_errors import assessment_wording
from indicators.assessment_functions import ranks, redistributed
from indicators.assessment_input_checking import require_sound_inputs
from indicators.assessment_inputs import AssessmentInputs
from indicators.assessment_outcomes import Evidence, ExactInterval, Outcome, OutcomeState, outcome
from indicators.assessment_scheme import Assessment, Block, Preset, ScoredItem
from indicators.assessment_score import Adjustment, BlockScore, ItemScore, Score
from indicators.intervals import interval as clopper_pearson
from indicators.vocabulary import Level

__all__ = ["assess"]

_NOTHING, _FULL = Fraction(0), Fraction(100)


def assess(
    inputs: AssessmentInputs,
    assessment: Assessment,
    *,
    preset: str,
    as_of: date,
    interval: ExactInterval = clopper_pearson,
) -> tuple[Score, ...]:
    """Score every prefecture of the status frame on a date, in the frame's order.

    An item that does not apply leaves, and its weight goes to others (`redistributed`). Before the deadline
    an item without data is pending: the score is what was earned over what data cover. From the deadline on
    it scores 0. A block of which too little can be scored leaves the prefecture without grade and rank; from
    the deadline on that can only be for want of applicable items.

    Args:
        inputs: lights and what the office entered.
        assessment: the scheme.
        preset: id of the weights of the blocks.
        as_of: the date of the status frame; never the computer's clock.
        interval: the exact interval of a sampled rate, for the range of the score.

    Raises:
        UnknownPresetError: the scheme has no such preset.
        AssessmentInputError: the inputs cannot be scored; it lists all faults.
    """
    weighing = _Weighing(assessment, assessment.preset(preset), as_of)
    require_sound_inputs(inputs, assessment, as_of=as_of)
    evidence = Evidence(inputs, assessment.rules, interval, _rows(inputs.status))
    scores = [_score(code, name, evidence, weighing) for code, name in inputs.prefectures().items()]
    places = ranks([score.points if score.has_enough_data else None for score in scores])
    return tuple(replace(score, rank=place) for score, place in zip(scores, places, strict=True))


@dataclass(frozen=True, slots=True)
class _Weighing:
    assessment: Assessment
    preset: Preset
    as_of: date

    @property
    def is_due(self) -> bool:
        return self.as_of >= self.assessment.deadline

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for block in Block if self.preset.weights[block])


def _rows(status: pl.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    rows = status.filter(pl.col("level") == Level.PREFECTURE)
    return {(row["indicator"], row["area"]): row for row in rows.iter_rows(named=True)}


def _score(prefecture: str, name: str, evidence: Evidence, weighing: _Weighing) -> Score:
    outcomes = {item.id: outcome(item, prefecture, evidence) for item in weighing.assessment.items}
    items = [score for block in weighing.blocks for score in _item_scores(block, outcomes, weighing)]
    blocks = tuple(_block_score(block, items, outcomes, weighing) for block in weighing.blocks)
    adjusted = _adjustments(prefecture, evidence, weighing)
    points, low, high = _totals(items, adjusted)
    weight = sum((item.weight for item in items), _NOTHING)
    score = Score(
        prefecture=prefecture,
        prefecture_name=name,
        as_of=weighing.as_of,
        preset=weighing.preset.id,
        stamp=weighing.assessment.stamp,
        points=points,
        low=low,
        high=high,
        grade=None,
        rank=None,
        backed_share=sum((item.backed for item in items), _NOTHING) / (weight or 1),
        is_provisional=not weighing.is_due,
        has_enough_data=all(block.has_enough_data for block in blocks),
        blocks=blocks,
        items=tuple(items),
        adjustments=adjusted,
    )
    return replace(score, grade=_grade(score, weighing.assessment))


def _item_scores(block: Block, outcomes: Mapping[str, Outcome], weighing: _Weighing) -> list[ItemScore]:
    items = weighing.assessment.items_of(block)
    stated = weighing.assessment.weights(weighing.preset)
    weights = redistributed(
        {item.id: stated[item.id] for item in items},
        groups={item.id: item.group for item in items},
        absent={item.id for item in items if outcomes[item.id].state is OutcomeState.NOT_APPLICABLE},
    )
    return [_item_score(item, outcomes[item.id], weights[item.id], is_due=weighing.is_due) for item in items]


def _item_score(item: ScoredItem, found: Outcome, weight: Fraction, *, is_due: bool) -> ItemScore:
    backed = weight * found.backed
    points = backed * found.share
    pending = _NOTHING if is_due else weight - backed
    return ItemScore(
        id=item.id,
        block=item.block,
        name=item.name,
        state=found.state,
        reason=found.reason,
        weight=weight,
        points=points,
        lost=weight - pending - points,
        pending=pending,
        backed=backed,
        low=backed * found.low,
        high=backed * found.high,
        is_small_sample=found.is_small_sample,
    )


def _block_score(
    block: Block, items: Sequence[ItemScore], outcomes: Mapping[str, Outcome], weighing: _Weighing
) -> BlockScore:
    own = [item for item in items if item.block is block]
    stated = weighing.assessment.items_of(block)
    total = sum((item.weight for item in stated), _NOTHING)
    scorable = (
        sum((item.weight * _scorable(outcomes[item.id], weighing) for item in stated), _NOTHING) / total
    )
    points, lost, pending = (
        sum((getattr(item, name) for item in own), _NOTHING) for name in ("points", "lost", "pending")
    )
    return BlockScore(
        block=block,
        name=assessment_wording(f"block.{block.value}"),
        weight=weighing.preset.weights[block],
        points=points,
        lost=lost,
        pending=pending,
        scorable=scorable,
        has_enough_data=scorable >= weighing.assessment.rules.enough,
    )


def _scorable(found: Outcome, weighing: _Weighing) -> Fraction:
    """Share of an item that can be scored; from the deadline on silence scores too, with 0."""
    is_silent = weighing.is_due and found.state is not OutcomeState.NOT_APPLICABLE
    return Fraction(1) if is_silent else found.backed


def _adjustments(prefecture: str, evidence: Evidence, weighing: _Weighing) -> tuple[Adjustment, ...]:
    """Those of events between the start of the time that is scored and the date or the deadline."""
    assessment = weighing.assessment
    last = min(weighing.as_of, assessment.deadline)
    events = [
        event
        for event in evidence.inputs.events
        if event.prefecture == prefecture and assessment.start <= event.day <= last
    ]
    rows = {goal: row for (goal, area), row in evidence.rows.items() if area == prefecture}
    return adjustments(events, assessment, rows=rows)


def _totals(
    items: Sequence[ItemScore], adjusted: Sequence[Adjustment]
) -> tuple[Fraction, Fraction, Fraction] | tuple[None, None, None]:
    """The score and its range, of 100: what was earned over what counts, then the adjustments."""
    counted = sum((item.weight - item.pending for item in items), _NOTHING)
    if not counted:
        return None, None, None
    extra = sum((adjustment.points for adjustment in adjusted), _NOTHING)
    points, low, high = (
        sum((getattr(item, name) for item in items), _NOTHING) * _FULL / counted + extra
        for name in ("points", "low", "high")
    )
    return points, low, high


def _grade(score: Score, assessment: Assessment) -> str | None:
    if score.is_vetoed:
        return assessment.lowest_grade
    if score.points is None or not score.has_enough_data:
        return None
    return assessment.grade(score.points)
