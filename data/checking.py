"""Checking an upload against the plan and the register: every fault of every row, nothing stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from data.lookups import Directory
from data.numbers import decimal_text, whole_number
from data.problems import Finding, Problem, Severity
from data.reading import RawTable, read_table
from data.resolving import resolve
from data.rules import COUNTED, GROUP_FACTS, GROUP_RULES, REPEATED, ROW_FACTS, ROW_RULES, Rule
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["CheckReport", "check_file", "check_table"]

_ROW_WIDE = "row"


@dataclass(frozen=True)
class CheckReport:
    """What a dry run found.

    Attributes:
        table: the file as read.
        accepted: observations that may be stored, plus their `row`; repeated identical rows once.
        problems: by row, then column.
    """

    table: RawTable
    accepted: pl.DataFrame
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> int:
        """Data rows in the file, blank lines apart."""
        return self.table.rows.height

    @cached_property
    def rejected_rows(self) -> tuple[int, ...]:
        """Physical lines that are kept out."""
        return tuple(sorted({p.row for p in self.problems if p.severity is Severity.ERROR}))

    @cached_property
    def repeated_rows(self) -> tuple[int, ...]:
        """Physical lines that give the figures of an accepted row once more, counted once."""
        return tuple(sorted({p.row for p in self.problems if p.rule == REPEATED.id}))

    @property
    def observations(self) -> pl.DataFrame:
        """The accepted rows in the shape of `OBSERVATION_SCHEMA`."""
        return self.accepted.select(list(OBSERVATION_SCHEMA))


def check_file(content: bytes, *, file: str, directory: Directory) -> CheckReport:
    """Read and check one uploaded file.

    Raises:
        UnreadableFileError: the file as a whole cannot be read; row faults are in the report instead.
    """
    return check_table(read_table(content, file=file), directory)


def check_table(table: RawTable, directory: Directory) -> CheckReport:
    """Check every row of a table; accepted, rejected and repeated rows add up to all rows."""
    resolved, problems = resolve(table.rows, directory)
    rows = _with_numbers(resolved).with_columns(ROW_FACTS)
    problems += [problem for rule in ROW_RULES for problem in _apply(rule, rows)]
    sound = _without(rows, problems).with_columns(GROUP_FACTS)
    problems += [problem for rule in GROUP_RULES for problem in _apply(rule, sound)]
    agreed = _without(sound, problems)
    problems += _apply(REPEATED, agreed)
    return CheckReport(
        table=table,
        accepted=_observations(agreed.remove(REPEATED.fails)),
        problems=tuple(sorted(problems, key=lambda p: (p.row, p.column, p.rule))),
    )


def _apply(rule: Rule, rows: pl.DataFrame) -> Iterator[Problem]:
    original = "row" if rule.column == _ROW_WIDE else f"{rule.column}_written"
    for record in rows.filter(rule.fails).iter_rows(named=True):
        finding = Finding(rule.id, severity=rule.severity, **{k: record[c] for k, c in rule.facts.items()})
        value = "" if rule.column == _ROW_WIDE else record[original]
        yield finding.at(row=record["row"], column=rule.column, value=value)


def _without(rows: pl.DataFrame, problems: list[Problem]) -> pl.DataFrame:
    bad = {p.row for p in problems if p.severity is Severity.ERROR}
    return rows.filter(~pl.col("row").is_in(bad))


def _with_numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """Counts as integers; values as exact text, those of goals that are counts without a decimal point."""
    value, whole = pl.col("value"), whole_number(pl.col("value")).cast(pl.String)
    return rows.with_columns(
        numerator_number=whole_number(pl.col("numerator")),
        denominator_number=whole_number(pl.col("denominator")),
        value_number=pl.when(COUNTED).then(whole).otherwise(decimal_text(value)),
    )


def _observations(rows: pl.DataFrame) -> pl.DataFrame:
    """Accepted rows; evidence and note stay as written, because folding would turn ① into 1."""
    texts = {"evidence": "evidence_written", "reported_by": "reported_by", "note": "note_written"}
    filled = [pl.when(pl.col(name) != "").then(pl.col(kept)).alias(name) for name, kept in texts.items()]
    ids = [pl.col(f"{name}_id").alias(name) for name in (*KEY, "state", "na_reason", "reported_on")]
    numbers = [
        pl.col("numerator_number").alias("numerator"),
        pl.col("denominator_number").alias("denominator"),
        pl.col("value_number").alias("value"),
    ]
    return rows.select("row", *ids, *numbers, *filled).select("row", *OBSERVATION_SCHEMA)
