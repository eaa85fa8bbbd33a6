"""What differs between two states: lights and figures, before and after."""

import polars as pl

from indicators.observation import KEY
from indicators.status import STATUS_SCHEMA

__all__ = ["CHANGE_SCHEMA", "light_changes", "merged"]

CHANGE_SCHEMA = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "area_name": pl.String,
        "level": pl.String,
        "before": pl.String,
        "after": pl.String,
        "light_before": pl.String,
        "light_after": pl.String,
    }
)
"""Columns of a frame of changes; `before` and `after` are values as in a status frame, null without one."""

_FIGURES = ("numerator", "denominator", "value", "light", "state", "compared")


def merged(observations: pl.DataFrame, uploaded: pl.DataFrame) -> pl.DataFrame:
    """The observations as they would stand after an upload: its rows replace those of the same key (R16)."""
    kept = observations.select(uploaded.columns).join(uploaded, on=list(KEY), how="anti")
    return pl.concat([kept, uploaded])


def light_changes(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Goals and areas whose figure or light differs between two status frames, in the order of `after`.

    Args:
        before: status frame as `STATUS_SCHEMA`.
        after: the same goals and areas later.

    Returns:
        Frame as `CHANGE_SCHEMA`; without a row where nothing changed.
    """
    assert before.schema == STATUS_SCHEMA, "a status frame is wanted"
    pairs = after.join(before, on=["indicator", "area"], suffix="_before", maintain_order="left")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in _FIGURES)
    return pairs.filter(differs).select(
        "indicator",
        "area",
        "area_name",
        "level",
        before="value_before",
        after="value",
        light_before="light_before",
        light_after="light",
    )
