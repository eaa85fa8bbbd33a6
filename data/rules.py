"""The check rules, one line of arithmetic each; their sentences are in `wording.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from data.numbers import LARGEST, is_blank, is_decimal, is_negative, is_whole
from data.problems import Severity
from indicators.observation import KEY
from indicators.vocabulary import Kind, Level, Temporal

__all__ = ["FACT_COLUMNS", "GROUP_RULES", "ROW_RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row fails the rule where `fails` is true; a null counts as false.

    Attributes:
        column: the column to point at; `row` for the row as a whole.
        facts: name in the sentence to column of the checked frame.
    """

    id: str
    column: str
    fails: pl.Expr
    severity: Severity = Severity.ERROR
    facts: Mapping[str, str] = field(default_factory=dict)


def _kind(*kinds: Kind) -> pl.Expr:
    return pl.col("kind").is_in([kind.value for kind in kinds])


_num, _den, _value = (pl.col(name) for name in ("numerator", "denominator", "value"))
_n, _d = pl.col("numerator_number"), pl.col("denominator_number")
_applies = pl.col("na_reason_id").is_null() & pl.col("state_id").ne_missing("not_applicable")
_ratio = _kind(Kind.RATE, Kind.MEAN_OF_PREFECTURES, Kind.RISE)
_folds_to_other = [
    # NFKC turns ² into 2 and ① into 1, so these cells are refused as they were written
    Rule("not_a_number", name, pl.col(f"{name}_written").str.contains(r"[²³¹⁰⁴-⁹₀-₉①-⓿❶-➓]"))
    for name in ("numerator", "denominator", "value")
]


def _number_rules(name: str) -> list[Rule]:
    cell = pl.col(name)
    filled, looks = ~is_blank(cell), is_decimal(cell)
    return [
        Rule("negative", name, filled & is_negative(cell)),
        Rule("not_a_number", name, filled & ~looks & ~is_negative(cell)),
        Rule("not_whole", name, filled & looks & ~is_whole(cell)),
        Rule("too_large", name, filled & is_whole(cell) & pl.col(f"{name}_number").is_null(), facts={"limit": "limit"}),
    ]


ROW_RULES: tuple[Rule, ...] = (
    *_folds_to_other,
    *_number_rules("numerator"),
    *_number_rules("denominator"),
    Rule("negative", "value", ~is_blank(_value) & is_negative(_value)),
    Rule("not_a_number", "value", ~is_blank(_value) & ~is_decimal(_value) & ~is_negative(_value)),
    Rule("count_not_whole", "value", _kind(Kind.COUNT, Kind.ASPIRATION) & is_decimal(_value) & ~is_whole(_value)),
    Rule("numerator_over_denominator", "numerator", _n > _d, facts={"denominator": "denominator_number"}),
    Rule("denominator_missing", "denominator", _ratio & _n.is_not_null() & is_blank(_den)),
    Rule("numerator_missing", "numerator", _ratio & (_d > 0) & is_blank(_num)),
    Rule(
        "not_yes_or_no",
        "numerator",
        _kind(Kind.SHARE_OF_COUNTIES) & _applies & (~_n.is_in([0, 1]) | (_d.is_not_null() & (_d != 1))),
    ),
    Rule(
        "no_figure",
        "row",
        is_blank(_num) & is_blank(_den) & is_blank(_value) & _applies & pl.col("state_id").is_null()
        & (pl.col("evidence") == ""),
    ),
    Rule(
        "level_not_allowed",
        "area",
        ((pl.col("natural_level") == Level.REGION.value) & (pl.col("level") != Level.REGION.value))
        | (_kind(Kind.SHARE_OF_COUNTIES) & (pl.col("level") != Level.COUNTY.value)),
        facts={"goal": "goal_name"},
    ),
    Rule("zero_denominator", "denominator", _ratio & (_d == 0) & _applies, Severity.WARNING),
    Rule("bare_rate", "value", _ratio & _value.str.contains(r"\d") & is_blank(_den), Severity.WARNING),
)
"""Judged row by row."""

_same_key = [f"{name}_id" for name in KEY]
_figures = pl.struct("numerator_number", "denominator_number", "value_number", "state_id", "na_reason_id")
_same_series = ["indicator_id", "area_id", "organiser_id", "segment_id"]

GROUP_RULES: tuple[Rule, ...] = (
    Rule("contradictory_duplicate", "row", _figures.n_unique().over(_same_key) > 1, facts={"lines": "key_lines"}),
    Rule(
        "mixed_period_types",
        "period_type",
        (pl.col("temporal") == Temporal.FLOW.value) & (pl.col("period_type_id").n_unique().over(_same_series) > 1),
    ),
)
"""Judged among the rows that are sound by themselves (R15, R16)."""

FACT_COLUMNS: tuple[pl.Expr, ...] = (
    pl.lit(f"{LARGEST:,}").alias("limit"),
    pl.col("row").cast(pl.String).implode().list.join(", ").over(_same_key).alias("key_lines"),
)
"""Columns that only fill sentences."""
