"""The rules on rows of deliverables, beside those that hold for every row."""

import polars as pl

from data.problems import Severity
from data.rule import Rule
from data.rules import IS_DELIVERABLE
from indicators.observation import State
from indicators.vocabulary import PeriodType

__all__ = ["DELIVERABLE_RULES"]

_GOAL = {"goal": "goal_name"}
_PERIODS = [PeriodType.SNAPSHOT.value, PeriodType.MONTH.value]


def _is_blank(name: str) -> pl.Expr:
    return pl.col(name) == ""


DELIVERABLE_RULES: tuple[Rule, ...] = (
    Rule("state_missing", "state", IS_DELIVERABLE & _is_blank("state"), facts=_GOAL),
    Rule(
        "not_a_state_of_a_month",
        "period_type",
        IS_DELIVERABLE & ~pl.col("period_type_id").is_in(_PERIODS),
        facts={**_GOAL, "kind": "period_type_id"},
    ),
    Rule(
        "counts_not_wanted",
        "numerator",
        IS_DELIVERABLE & ~(_is_blank("numerator") & _is_blank("denominator")),
        facts=_GOAL,
    ),
    Rule(
        "done_without_evidence",
        "evidence",
        IS_DELIVERABLE & (pl.col("state_id") == State.DONE.value) & _is_blank("evidence"),
        Severity.WARNING,
        facts=_GOAL,
    ),
)
"""Judged row by row."""
