"""What each prefecture adds to the gap between a mean of prefectures and its target (R4)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl

from indicators.exact import BASIS, percent, percent_text
from indicators.explaining import target_text
from indicators.plan import Goal
from indicators.text import Text
from indicators.vocabulary import Kind, Level
from indicators.wording import load_wording

__all__ = ["MEAN_CONTRIBUTION_SCHEMA", "mean_contributions"]

MEAN_CONTRIBUTION_SCHEMA = pl.Schema(
    {
        "area": pl.String(),
        "area_name": pl.String(),
        "numerator": pl.Int64(),
        "denominator": pl.Int64(),
        "value": pl.String(),
        "gap": pl.String(),
        "gap_numerator": pl.Int64(),
        "gap_denominator": pl.Int64(),
        "rank": pl.Int64(),
        "value_without": pl.String(),
        "met_without": pl.Boolean(),
        "sentence_zh": pl.String(),
        "sentence_en": pl.String(),
    }
)
"""Columns of a frame of contributions to a mean, one row for each prefecture, the largest drag first.

`value` and `value_without`, the mean of the others: percent, decimal text to 28 digits; the latter null when
nobody is left. `gap`: percentage points, below zero for a drag, the same text; exact as the fraction
`gap_numerator` / `gap_denominator`. `rank`: 1 is the largest drag, equal ones share a rank.
"""

_wording = load_wording(Path(__file__).with_name("contribution_wording.toml"))
_PLACES = 3  # a seventh of one day in a year is 0.04 points


def mean_contributions(figures: pl.DataFrame, goal: Goal, *, hierarchy: pl.DataFrame) -> pl.DataFrame:
    """How far each prefecture moves the mean away from its target.

    Gap = (value - T) / prefectures in the mean. The gaps add up exactly to the mean less its target. Samples
    have no say: in a mean each prefecture weighs the same, however many days it measured.

    Args:
        figures: as `FIGURE_SCHEMA`.
        goal: of kind mean of prefectures.
        hierarchy: `area`, `area_name`, `level` of every area.

    Returns:
        Frame as `MEAN_CONTRIBUTION_SCHEMA`; empty when no prefecture has a figure.
    """
    assert goal.kind is Kind.MEAN_OF_PREFECTURES, goal.id
    prefectures = hierarchy.filter(pl.col("level") == Level.PREFECTURE).select("area", "area_name")
    mine = figures.filter(pl.col("indicator") == goal.id, pl.col("denominator") > 0)
    parts = prefectures.join(mine, on="area", maintain_order="left").rows(named=True)
    values = [Fraction(part["numerator"], part["denominator"]) for part in parts]
    gaps = [(value - Fraction(goal.target_bp, BASIS)) / len(parts) for value in values]
    rows = [_row(part, place, goal=goal, values=values, gaps=gaps) for place, part in enumerate(parts)]
    return pl.DataFrame(rows, schema=MEAN_CONTRIBUTION_SCHEMA).sort("rank", maintain_order=True)


def _row(
    part: Mapping[str, Any], place: int, *, goal: Goal, values: Sequence[Fraction], gaps: Sequence[Fraction]
) -> dict[str, object]:
    value, points, others = values[place], gaps[place] * 100, len(values) - 1
    without = (sum(values, Fraction(0)) - value) / others if others else None
    sentence = _sentence(part, value, goal, gap=gaps[place], count=len(values))
    return {
        **{name: part[name] for name in ("area", "area_name", "numerator", "denominator")},
        "value": _percent(value),
        "gap": _percent(gaps[place]),
        "gap_numerator": points.numerator,
        "gap_denominator": points.denominator,
        "rank": 1 + sum(other < gaps[place] for other in gaps),
        "value_without": None if without is None else _percent(without),
        "met_without": None if without is None else without * BASIS >= goal.target_bp,
        "sentence_zh": sentence.zh,
        "sentence_en": sentence.en,
    }


def _sentence(part: Mapping[str, Any], value: Fraction, goal: Goal, *, gap: Fraction, count: int) -> Text:
    key = "even" if gap == 0 else "above" if gap > 0 else "below"
    return _wording(
        f"mean.{key}",
        numerator=part["numerator"],
        denominator=part["denominator"],
        value=percent_text(percent(value, 1), goal.threshold_bp),
        distance=_points(gap * count),
        gap=_points(gap),
        count=count,
        target=target_text(goal),
    )


def _percent(share: Fraction) -> str:
    return f"{percent(share, 1):f}"


def _points(share: Fraction) -> str:
    return percent_text(percent(abs(share), 1), places=_PLACES)
