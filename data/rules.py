"""The rules on the figures of a row and on rows together, one line of arithmetic each.

Their sentences are in `wording.toml`; `docs/uploads.md` lists all rules.
"""

from collections.abc import Collection

import polars as pl

from data.faults import ROW_WIDE
from data.lookups import DELIVERABLE
from data.numbers import (
    LARGEST,
    is_date,
    is_decimal,
    is_fraction,
    is_look_alike,
    is_negative,
    is_one,
    is_whole,
    same_decimal,
)
from data.problems import Severity
from data.rule import Rule
from indicators.observation import KEY, State
from indicators.vocabulary import Kind, Level, PeriodType, Temporal

__all__ = [
    "CHECKLIST",
    "COUNTED",
    "GROUP_FACTS",
    "GROUP_RULES",
    "IS_DELIVERABLE",
    "PERCENT",
    "REPEATED",
    "ROW_FACTS",
    "ROW_RULES",
    "outside_prefecture",
]


def _kind(*kinds: Kind) -> pl.Expr:
    return pl.col("kind").is_in([kind.value for kind in kinds])


def _blank(name: str) -> pl.Expr:
    return pl.col(name) == ""


COUNTED = _kind(Kind.COUNT, Kind.ASPIRATION)
"""Rows of goals whose value is a number of things."""

IS_DELIVERABLE = (pl.col("kind") == DELIVERABLE).fill_null(value=False)
"""Rows of deliverables; their own rules are in `deliverable_rules.py`."""

_num, _den, _value = (pl.col(name) for name in ("numerator", "denominator", "value"))
_n, _d = pl.col("numerator_number"), pl.col("denominator_number")
_state = pl.col("state_id")
_applies = pl.col("na_reason_id").is_null() & _state.ne_missing(State.NOT_APPLICABLE.value)
_ratio = _kind(Kind.RATE, Kind.MEAN_OF_PREFECTURES, Kind.RISE)
CHECKLIST = _kind(Kind.SHARE_OF_COUNTIES)
"""Rows of the campaign: a county, or an item of its checklist, answers yes or no."""

PERCENT = (pl.col("sign") == "%") & ~CHECKLIST
"""Rows of goals whose value is a percentage; the campaign's is never given as one."""

_told_in_words = _kind(Kind.MILESTONE, Kind.WORDING, Kind.ASPIRATION).fill_null(value=True)
_told = IS_DELIVERABLE | _told_in_words & (_state.is_not_null() | ~_blank("evidence"))
_stated = _kind(Kind.NEAR_REFERENCE, Kind.REACH_REFERENCE, Kind.QUOTA)
_judged = _state.str.starts_with("judged_")
_needs_evidence = (_kind(Kind.WORDING) & _judged) | (_kind(Kind.MILESTONE) & (_state == State.DONE.value))


def _number_rules(name: str) -> list[Rule]:
    cell = pl.col(name)
    look_alike = is_look_alike(pl.col(f"{name}_written"))
    is_known = is_decimal(cell) | is_negative(cell) | is_date(cell)
    return [
        Rule("negative", name, is_negative(cell)),
        Rule("date_in_number", name, is_date(cell)),
        Rule("not_a_number", name, look_alike | (~_blank(name) & ~is_known)),
    ]


def _count_rules(name: str) -> list[Rule]:
    cell = pl.col(name)
    is_lost = is_whole(cell) & pl.col(f"{name}_number").is_null()
    return [
        *_number_rules(name),
        Rule("not_whole", name, is_decimal(cell) & ~is_whole(cell)),
        Rule("too_large", name, is_lost, facts={"limit": "limit"}),
    ]


ROW_RULES: tuple[Rule, ...] = (
    *_count_rules("numerator"),
    *_count_rules("denominator"),
    *_number_rules("value"),
    Rule("count_not_whole", "value", COUNTED & is_decimal(_value) & ~is_whole(_value)),
    Rule(
        "too_large",
        "value",
        COUNTED & is_whole(_value) & pl.col("value_number").is_null(),
        facts={"limit": "limit"},
    ),
    Rule("one_or_hundred", "value", PERCENT & is_one(_value)),
    Rule(
        "fraction_read_as_percent",
        "value",
        PERCENT & is_fraction(_value),
        Severity.WARNING,
        facts={"percent": "value_number"},
    ),
    Rule("numerator_over_denominator", "numerator", _n > _d, facts={"denominator": "denominator_number"}),
    Rule("denominator_missing", "denominator", _ratio & _n.is_not_null() & _blank("denominator")),
    Rule("numerator_missing", "numerator", _ratio & (_d > 0) & _blank("numerator")),
    Rule(
        "not_yes_or_no",
        "numerator",
        CHECKLIST
        & _applies
        & (
            (_n > 1)
            | (_d != 1).fill_null(value=False)
            | (_blank("numerator") & ~(_blank("denominator") & _blank("value")))
        ),
    ),
    Rule(
        "no_figure",
        ROW_WIDE,
        _blank("value") & (_stated | (_blank("numerator") & _blank("denominator"))) & _applies & ~_told,
    ),
    Rule(
        "level_not_allowed",
        "area",
        ((pl.col("natural_level") == Level.REGION.value) & (pl.col("level") != Level.REGION.value))
        | (CHECKLIST & (pl.col("level") != Level.COUNTY.value))
        | (IS_DELIVERABLE & (pl.col("level") == Level.COUNTY.value)),
        facts={"goal": "goal_name"},
    ),
    Rule(
        "snapshot_of_flow",
        "period_type",
        (pl.col("period_type_id") == PeriodType.SNAPSHOT.value) & (pl.col("temporal") == Temporal.FLOW.value),
        facts={"goal": "goal_name"},
    ),
    Rule(
        "segment_missing",
        "segment",
        _kind(Kind.QUOTA) & (pl.col("parts") != "") & (pl.col("segment_id") == "") & ~_blank("value"),
        facts={"goal": "goal_name", "allowed": "parts"},
    ),
    Rule(
        "reason_missing",
        "na_reason",
        (_state == State.NOT_APPLICABLE.value) & pl.col("na_reason_id").is_null(),
    ),
    Rule(
        "judgement_not_wanted",
        "state",
        _judged & (pl.col("kind") != Kind.WORDING.value),
        facts={"goal": "goal_name"},
    ),
    Rule("evidence_missing", "evidence", _needs_evidence & _blank("evidence"), Severity.WARNING),
    Rule("zero_denominator", "denominator", _ratio & (_d == 0) & _applies, Severity.WARNING),
    Rule("bare_rate", "value", _ratio & is_decimal(_value) & _blank("denominator"), Severity.WARNING),
)
"""Judged row by row."""

ROW_FACTS: tuple[pl.Expr, ...] = (pl.lit(f"{LARGEST:,}").alias("limit"),)
"""Columns that only fill the sentences of `ROW_RULES`."""


def outside_prefecture(areas: Collection[str]) -> Rule:
    """The rule that only these areas are reported."""
    is_outside = ~pl.col("area_id").is_in(sorted(areas))
    return Rule("outside_prefecture", "area", is_outside)


_MOST_PLACES = 5
_same_key = [f"{name}_id" for name in KEY]
_figures = pl.struct(
    "numerator_number", "denominator_number", same_decimal(pl.col("value_number")), "state_id", "na_reason_id"
)
_year = pl.col("period_id").str.head(4)  # last year's figures may come in other periods than this year's
_same_series = [*map(pl.col, ("indicator_id", "area_id", "organiser_id", "segment_id")), _year]

GROUP_RULES: tuple[Rule, ...] = (
    Rule(
        "contradictory_duplicate",
        ROW_WIDE,
        _figures.n_unique().over(_same_key) > 1,
        facts={"lines": "key_lines"},
    ),
    Rule(
        "mixed_period_types",
        "period_type",
        (pl.col("temporal") == Temporal.FLOW.value)
        & (pl.col("period_type_id").n_unique().over(_same_series) > 1),
    ),
)
"""Judged among the rows that are sound by themselves (R15, R16)."""

REPEATED = Rule(
    "repeated_row",
    ROW_WIDE,
    pl.struct(_same_key).is_first_distinct().not_(),
    Severity.WARNING,
    facts={"lines": "key_lines"},
)
"""Judged last: contradictory rows are out already, so rows of one key say the same (R16)."""

_places = pl.when(pl.col("sheet") != "").then(pl.col("sheet") + "!").otherwise(pl.lit("")) + pl.col(
    "row"
).cast(pl.String)
_first_places = _places.head(_MOST_PLACES).implode().list.join(", ")
_more = pl.when(pl.len() > _MOST_PLACES).then(pl.format(" … ({})", pl.len())).otherwise(pl.lit(""))

GROUP_FACTS: tuple[pl.Expr, ...] = ((_first_places + _more).over(_same_key).alias("key_lines"),)
"""Columns that only fill the sentences of `GROUP_RULES` and `REPEATED`: the first rows of the same key."""
