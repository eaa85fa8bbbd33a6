"""Year-to-date counts may not fall within a file, unless a note says why (R15)."""

import polars as pl

from data.faults import column_facts, faults_in
from data.rules import COUNTED
from indicators import PeriodType

__all__ = ["find_falls"]

_SERIES = [*(f"{name}_id" for name in ("indicator", "area", "organiser", "segment")), "year"]


def find_falls(rows: pl.DataFrame) -> list[pl.DataFrame]:
    """The counts below the one before of the same goal, area and year.

    Args:
        rows: resolved, with numbers, sound by themselves and without contradictions.
    """
    sums = rows.filter(pl.col("period_type_id") == PeriodType.YTD.value)
    if sums.is_empty():
        return []
    value = pl.when(COUNTED).then(pl.col("value_number")).cast(pl.Int64)
    counts = {
        "numerator": pl.col("numerator_number"),
        "denominator": pl.col("denominator_number"),
        "value": value,
    }
    return [_falls(sums, name, count) for name, count in counts.items()]


def _falls(rows: pl.DataFrame, name: str, count: pl.Expr) -> pl.DataFrame:
    """The falls of one column."""
    in_order = (
        rows.with_columns(count=count, year=pl.col("period_end").str.head(4))
        .filter(pl.col("count").is_not_null())
        .sort("period_end", maintain_order=True)
        .with_columns(earlier=pl.col("count").shift(1).over(_SERIES))
    )
    fallen = in_order.filter((pl.col("count") < pl.col("earlier")) & (pl.col("note") == ""))
    return faults_in(fallen, "ytd_falls", cell=name, facts=column_facts({"earlier": "earlier"}))
