"""Faults as a frame, one row each: a million of them must fit into memory, so sentences are made last."""

import json
from collections.abc import Mapping

import polars as pl

from data.columns import COLUMN_LABELS
from data.errors import data_wording
from data.problems import Finding, Severity
from indicators.text import Text

__all__ = [
    "FAULT_SCHEMA",
    "ROW_WIDE",
    "column_facts",
    "facts_text",
    "faults_in",
    "is_error",
]

ROW_WIDE = "row"
"""Column of a fault of the row as a whole."""

_COLUMN = pl.Enum(sorted([*COLUMN_LABELS, ROW_WIDE]))
_RULE = pl.Enum(sorted({key.split(".")[1] for key in data_wording.sentences if key.startswith("problem.")}))
_SEVERITY = pl.Enum([severity.value for severity in Severity])

FAULT_SCHEMA = pl.Schema(
    {
        "line": pl.Int64(),
        "sheet": pl.String(),
        "row": pl.Int64(),
        "position": pl.Int64(),
        "column": _COLUMN,
        "rule": _RULE,
        "severity": _SEVERITY,
        "value": pl.String(),
        "facts": pl.String(),
    }
)
"""A fault: the line of the table, the place in the file, the cell as written, and the facts as JSON text."""

_AGAIN = "_again"
_LANGUAGES = ("zh", "en")


def is_error() -> pl.Expr:
    """Whether a fault keeps its line out."""
    return pl.col("severity") == Severity.ERROR.value


def facts_text(finding: Finding) -> str | None:
    """The facts of a finding as JSON text; one in two languages as two facts, `<name>_zh` and `<name>_en`."""
    facts: dict[str, str] = {}
    for name, fact in finding.facts.items():
        if isinstance(fact, Text):
            facts |= {f"{name}_{language}": fact.in_language(language) for language in _LANGUAGES}
        else:
            facts[name] = str(fact)
    return json.dumps(facts, ensure_ascii=False) if facts else None


def column_facts(facts: Mapping[str, str]) -> pl.Expr:
    """The JSON text of facts that stand in columns, by name in the sentence."""
    cells = [pl.col(column).cast(pl.String).alias(name) for name, column in facts.items()]
    return pl.struct(cells).struct.json_encode() if cells else pl.lit(None, pl.String)


def faults_in(
    rows: pl.DataFrame,
    rule: str | pl.Expr,
    *,
    cell: str,
    severity: Severity | pl.Expr = Severity.ERROR,
    facts: pl.Expr | None = None,
) -> pl.DataFrame:
    """One fault in each of some resolved rows, as `FAULT_SCHEMA`.

    Args:
        rows: as `resolve` gives them, cut down to those at fault.
        rule: id, the same for all or from a column.
        cell: the column at fault, one of code and name included; `ROW_WIDE` for the row as a whole.
        severity: the same for all or from a column.
        facts: JSON text for the sentences.
    """
    faults = rows.select(
        "line",
        "sheet",
        row=pl.coalesce([name for name in (f"row_{cell}", "row") if name in rows.columns]),
        position=_position(rows, cell),
        column=pl.lit(cell.removesuffix(_AGAIN)),
        rule=pl.lit(rule) if isinstance(rule, str) else rule,
        severity=pl.lit(severity.value) if isinstance(severity, Severity) else severity,
        value=_written(rows, cell),
        facts=pl.lit(None, pl.String) if facts is None else facts,
    )
    return faults.cast(FAULT_SCHEMA)


def _written(rows: pl.DataFrame, cell: str) -> pl.Expr:
    """The cell as written; where a code is missing, the name beside it."""
    if cell == ROW_WIDE:
        return pl.lit("")
    written, name = pl.col(f"{cell}_written"), f"{cell}{_AGAIN}_written"
    return pl.when(written == "").then(name).otherwise(written) if name in rows.columns else written


def _position(rows: pl.DataFrame, cell: str) -> pl.Expr:
    """Where that is; null where the file has no such cell."""
    code, name = (
        pl.col(place) if place in rows.columns else pl.lit(None, pl.Int64)
        for place in (f"at_{cell}", f"at_{cell}{_AGAIN}")
    )
    if f"at_{cell}{_AGAIN}" not in rows.columns:
        return code
    is_in_name = (pl.col(f"{cell}_written") == "") & (pl.col(f"{cell}{_AGAIN}_written") != "")
    return pl.when(is_in_name).then(name).otherwise(code)
