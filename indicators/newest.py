"""Which row of a series stands for it: the newest, in an order that no file decides (R15)."""

import polars as pl

from indicators.vocabulary import PeriodType

__all__ = ["newest_first"]

_PREFERRED = [
    PeriodType.SNAPSHOT,
    PeriodType.YTD,
    PeriodType.YEAR,
    PeriodType.HALF,
    PeriodType.QUARTER,
    PeriodType.MONTH,
]
"""Which type of period stands for a series where several reach the same day."""


def newest_first(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows by latest end, preferred type, latest report, then by organiser and segment.

    Args:
        rows: observations with the `end` of their period.
    """
    ranks = {kind.value: rank for rank, kind in enumerate(_PREFERRED)}
    rank = pl.col("period_type").replace_strict(ranks, return_dtype=pl.Int8)
    keys = [pl.col("end"), rank, *map(pl.col, ("reported_on", "period", "organiser", "segment"))]
    return rows.sort(keys, descending=[True, False, True, True, False, False], nulls_last=True)
