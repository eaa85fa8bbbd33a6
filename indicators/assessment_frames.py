"""Scores as frames, for tables, downloads and the record; decimals appear here and nowhere before."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import polars as pl

from indicators.assessment_scheme import Assessment
from indicators.assessment_score import ItemScore, Score

__all__ = ["ITEM_SCORE_SCHEMA", "SCORE_SCHEMA", "item_scores", "points_text", "scores_frame"]

SCORE_SCHEMA = pl.Schema(
    {
        "prefecture": pl.String(),
        "prefecture_name": pl.String(),
        "rank": pl.Int64(),
        "points": pl.String(),
        "low": pl.String(),
        "high": pl.String(),
        "grade": pl.String(),
        "is_trial": pl.Boolean(),
        "is_provisional": pl.Boolean(),
        "has_enough_data": pl.Boolean(),
        "is_vetoed": pl.Boolean(),
        "backed_percent": pl.String(),
        "small_samples": pl.List(pl.String),
        "adjustment": pl.String(),
        "as_of": pl.Date(),
        "preset": pl.String(),
        "version": pl.String(),
        "dated": pl.Date(),
        "sha256": pl.String(),
    }
)
"""Columns of a frame of scores. Points and percent are text with two decimals; a score that would round up to
a grade is cut instead. Null: no score, no grade or no place for want of data."""

ITEM_SCORE_SCHEMA = pl.Schema(
    {
        "prefecture": pl.String(),
        "prefecture_name": pl.String(),
        "block": pl.String(),
        "item": pl.String(),
        "name_zh": pl.String(),
        "name_en": pl.String(),
        "state": pl.String(),
        "weight": pl.String(),
        "points": pl.String(),
        "lost": pl.String(),
        "pending": pl.String(),
        "low": pl.String(),
        "high": pl.String(),
        "is_small_sample": pl.Boolean(),
        "reason_zh": pl.String(),
        "reason_en": pl.String(),
    }
)
"""Columns of a frame of items: where each prefecture lost its points, and why; as in `ItemScore`."""

_CENT = Decimal("0.01")


def scores_frame(scores: Sequence[Score], assessment: Assessment) -> pl.DataFrame:
    """One row for each prefecture, in the order given, as `SCORE_SCHEMA`."""
    return pl.DataFrame([_score_row(score, assessment) for score in scores], schema=SCORE_SCHEMA)


def item_scores(scores: Sequence[Score]) -> pl.DataFrame:
    """One row for each prefecture and item, as `ITEM_SCORE_SCHEMA`."""
    rows = [
        {"prefecture": score.prefecture, "prefecture_name": score.prefecture_name, **_item_row(item)}
        for score in scores
        for item in score.items
    ]
    return pl.DataFrame(rows, schema=ITEM_SCORE_SCHEMA)


def points_text(points: Fraction, assessment: Assessment | None = None) -> str:
    """Points with two decimals; with a scheme, 89.999 is cut and not rounded up to a grade (R3, E21)."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    rounded = exact.quantize(_CENT, ROUND_HALF_UP)
    if assessment is not None and assessment.grade(Fraction(rounded)) != assessment.grade(points):
        rounded = exact.quantize(_CENT, ROUND_DOWN)
    return f"{rounded}"


def _score_row(score: Score, assessment: Assessment) -> dict[str, object]:
    extra = sum((adjustment.points for adjustment in score.adjustments), Fraction(0))
    totals = {name: getattr(score, name) for name in ("points", "low", "high")}
    return {
        **{name: None if value is None else points_text(value, assessment) for name, value in totals.items()},
        "prefecture": score.prefecture,
        "prefecture_name": score.prefecture_name,
        "rank": score.rank,
        "grade": score.grade,
        "is_trial": not score.stamp.approved,
        "is_provisional": score.is_provisional,
        "has_enough_data": score.has_enough_data,
        "is_vetoed": score.is_vetoed,
        "backed_percent": points_text(score.backed_share * 100),
        "small_samples": list(score.small_samples),
        "adjustment": points_text(extra),
        "as_of": score.as_of,
        "preset": score.preset,
        "version": score.stamp.version,
        "dated": score.stamp.dated,
        "sha256": score.stamp.sha256,
    }


def _item_row(item: ItemScore) -> dict[str, object]:
    amounts = {name: getattr(item, name) for name in ("weight", "points", "lost", "pending", "low", "high")}
    return {
        **{name: points_text(value) for name, value in amounts.items()},
        "block": item.block.value,
        "item": item.id,
        "name_zh": item.name.zh,
        "name_en": item.name.en,
        "state": item.state.value,
        "is_small_sample": item.is_small_sample,
        "reason_zh": item.reason.zh,
        "reason_en": item.reason.en,
    }
