"""What a rule on rows is, and how rules are applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from data.faults import column_facts, faults_in
from data.problems import Severity

__all__ = ["Rule", "apply_rules"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row fails the rule where `fails` is true; a null counts as false.

    Attributes:
        column: the column to point at; `ROW_WIDE` for the row as a whole.
        facts: name in the sentence to column of the checked frame.
    """

    id: str
    column: str
    fails: pl.Expr
    severity: Severity = Severity.ERROR
    facts: Mapping[str, str] = field(default_factory=dict)


def apply_rules(rows: pl.DataFrame, rules: Sequence[Rule]) -> list[pl.DataFrame]:
    """The faults of resolved rows with numbers, a frame for each rule that fails."""
    fails = rows.lazy().select(rule.fails.alias(str(place)) for place, rule in enumerate(rules)).collect()
    return [
        faults_in(
            rows.filter(fails[str(place)]),
            rule.id,
            cell=rule.column,
            severity=rule.severity,
            facts=column_facts(rule.facts),
        )
        for place, rule in enumerate(rules)
        if fails[str(place)].any()
    ]
