"""This year beside last year on the same areas, from counties upwards (R11)."""

import polars as pl

__all__ = ["PAIR", "own_pairs", "pair_sums", "rolled_pairs"]

PAIR = ["same_numerator", "same_denominator", "before_numerator", "before_denominator", "same_units"]
"""Columns of a pair: this year's counts and last year's of the areas with both, and how many these are."""

_COUNTS = ["numerator", "denominator", "before_numerator", "before_denominator"]


def own_pairs(areas: pl.DataFrame) -> pl.DataFrame:
    """Add the pair of each area's own reports; null unless both years have counts.

    Args:
        areas: `numerator`, `denominator` of this year and `before_numerator`, `before_denominator` of the
            whole last year.
    """
    has_both = (pl.col("denominator") > 0) & (pl.col("before_denominator") > 0)
    counts = [pl.when(has_both).then(name).alias(pair) for pair, name in zip(PAIR, _COUNTS, strict=False)]
    return areas.with_columns(*counts, same_units=pl.when(has_both).then(pl.lit(1, dtype=pl.Int64)))


def pair_sums() -> list[pl.Expr]:
    """Sums of the pairs of children, for a grouping; null where none has one."""
    return [
        pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(f"{name}_below")
        for name in PAIR
    ]


def rolled_pairs(parents: pl.DataFrame) -> pl.DataFrame:
    """Pairs of parents: the children's where any has one, else their own, never both (R16).

    An own pair speaks for all areas below, as an own figure does.
    """
    has_below = pl.col("same_units_below").is_not_null()
    units = pl.when(pl.col("same_units").is_not_null()).then("expected")
    return parents.with_columns(same_units=units).with_columns(
        pl.when(has_below).then(f"{name}_below").otherwise(name).alias(name) for name in PAIR
    )
