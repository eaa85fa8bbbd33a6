"""A figure beside what it is compared with: an average, last year, or the quota of each pollutant."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from indicators import Goal
from pages.shared.figures import value_text
from pages.shared.viewpoint import Scope

__all__ = ["PAIRS_SCHEMA", "compared_pairs"]

PAIRS_SCHEMA = pl.Schema(
    {
        "name": pl.String(),
        "value": pl.Float64(),
        "reference": pl.Float64(),
        "value_label": pl.String(),
        "reference_label": pl.String(),
    }
)
"""Columns of what was compared; lengths as shares of the larger of the two, so that rows do not compare."""


def compared_pairs(row: Mapping[str, Any], goal: Goal, scope: Scope) -> pl.DataFrame:
    """What a status row held against what (R9 to R12); without rows where nothing is compared."""
    names = {segment.id: scope.text(segment.name) for segment in goal.segments}
    pairs = [_pair(pair, names, goal, scope) for pair in row["compared"] or []]
    return pl.DataFrame(pairs, schema=PAIRS_SCHEMA)


def _pair(pair: Mapping[str, str], names: Mapping[str, str], goal: Goal, scope: Scope) -> dict[str, object]:
    value, reference = Decimal(pair["value"]), Decimal(pair["reference"])
    largest = max(value, reference) or Decimal(1)
    return {
        "name": names.get(pair["segment"], scope.text(goal.short)),
        "value": float(value / largest),
        "reference": float(reference / largest),
        "value_label": scope.say(
            "trends.own_value", value=_with_unit(value, goal, scope), period=pair["period"]
        ),
        "reference_label": scope.say(
            "trends.reference_value",
            name=goal.reference or "",
            value=_with_unit(reference, goal, scope),
            period=pair["reference_period"],
        ),
    }


def _with_unit(value: Decimal, goal: Goal, scope: Scope) -> str:
    shown = value_text(value, goal)
    return shown if goal.is_percent else f"{shown} {scope.text(goal.unit)}"
