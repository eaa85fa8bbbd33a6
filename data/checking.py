"""Checking an upload against the plan and the register: every fault of every row, nothing stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from data.numbers import decimal_text, whole_number
from data.problems import Finding, Problem, Severity
from data.reading import RawTable, read_table
from data.resolving import Directory, resolve
from data.rules import FACT_COLUMNS, GROUP_RULES, ROW_RULES, Rule
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["CheckReport", "check_file", "check_table"]

_FIGURES = ("numerator", "denominator", "value", "state", "na_reason")
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
        """Physical lines that repeat an accepted row word for word, counted once."""
        return tuple(sorted({p.row for p in self.problems if p.rule == "repeated_row"}))

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
    rows, problems = resolve(table.rows, directory)
    rows = rows.with_columns(
        numerator_number=whole_number(pl.col("numerator")),
        denominator_number=whole_number(pl.col("denominator")),
        value_number=decimal_text(pl.col("value")),
    ).with_columns(*FACT_COLUMNS)
    for rule in ROW_RULES:
        problems += _apply(rule, rows)
    sound = _without(rows, problems)
    for rule in GROUP_RULES:
        problems += _apply(rule, sound)
    repeats = _repeats(_without(rows, problems))
    problems += [Finding("repeated_row", severity=Severity.WARNING).at(row=r, column="row", value="") for r in repeats]
    accepted = _without(rows, problems).filter(~pl.col("row").is_in(repeats))
    return CheckReport(
        table=table,
        accepted=_observations(accepted),
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


def _repeats(rows: pl.DataFrame) -> list[int]:
    """Second and later rows of one key; contradictory ones are already out, so they say the same (R16)."""
    return rows.filter(pl.struct(*_ids(KEY)).is_first_distinct().not_())["row"].to_list()


def _ids(columns: tuple[str, ...]) -> list[pl.Expr]:
    return [pl.col(f"{column}_id") for column in columns]


def _observations(rows: pl.DataFrame) -> pl.DataFrame:
    filled = [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in ("evidence", "reported_by", "note")]
    ids = [pl.col(f"{name}_id").alias(name) for name in (*KEY, "state", "na_reason", "reported_on")]
    numbers = [
        pl.col("numerator_number").alias("numerator"),
        pl.col("denominator_number").alias("denominator"),
        pl.col("value_number").alias("value"),
    ]
    return rows.select("row", *ids, *numbers, *filled).select("row", *OBSERVATION_SCHEMA).cast(
        dict(OBSERVATION_SCHEMA)
    )
