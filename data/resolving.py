"""Turning the words in upload cells into ids: each distinct word is looked up once."""

from collections.abc import Mapping
from typing import TypeAlias

import polars as pl

from data.columns import COLUMN_LABELS, REASONS
from data.faults import facts_text, faults_in
from data.formulas import without_apostrophe
from data.lookups import Directory, Lookup, lookups
from data.numbers import without_strokes
from data.problems import Finding, Found, Ids

__all__ = ["resolve"]

_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]"
_CODE = r"^([0-9]{6})\.0+$"  # as a spreadsheet keeps a code that it takes for a number
_FIRST_OF_MONTH = r"^(20[0-9]{2}-[0-9]{2})-01$"  # what a spreadsheet makes of 2016-10
_TIDIED = {
    "area": (_CODE, "${1}"),
    "area_again": (_CODE, "${1}"),
    "period": (_FIRST_OF_MONTH, "${1}"),
}
_Findings: TypeAlias = Mapping[tuple[object, ...], Finding]


def resolve(written: pl.DataFrame, directory: Directory) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Fold all cells and look up the ids.

    Args:
        written: text cells as `RawTable.rows`.
        directory: plan and register.

    Returns:
        The rows with every column of `COLUMN_LABELS` folded, `<column>_written` as in the file, and
        `<column>_id` resolved (null where that failed); and the failures, as `FAULT_SCHEMA`.
    """
    rows = _folded(written)
    faults: list[pl.DataFrame] = []
    for lookup in lookups(directory):
        table, findings = _look_up(rows, lookup)
        rows = rows.join(table, on=list(lookup.columns), how="left", nulls_equal=True, maintain_order="left")
        if findings:
            faults.append(_faults(rows, lookup, findings))
    reason = pl.col("na_reason").replace(REASONS)
    return rows.with_columns(na_reason_id=pl.when(reason != "").then(reason)), faults


def _folded(written: pl.DataFrame) -> pl.DataFrame:
    names = [*COLUMN_LABELS, "indicator_again", "area_again"]
    present = [name for name in names if name in written.columns]
    rows = written.with_columns(without_apostrophe(pl.col(present).str.strip_chars()))
    folded = {
        name: pl.col(name).str.normalize("NFKC").str.replace_all(_INVISIBLE, "").str.strip_chars()
        for name in present
    }
    for name, (pattern, tidy) in _TIDIED.items():
        if name in folded:
            folded[name] = folded[name].str.replace(pattern, tidy)
    rows = rows.with_columns(
        *[without_strokes(cell).alias(name) for name, cell in folded.items()],
        *[pl.col(name).alias(f"{name}_written") for name in present],
    )
    absent = [name for name in names if name not in present]
    return rows.with_columns(
        pl.lit("").alias(label) for name in absent for label in (name, f"{name}_written")
    )


def _look_up(rows: pl.DataFrame, lookup: Lookup) -> tuple[pl.DataFrame, _Findings]:
    findings: dict[tuple[object, ...], Finding] = {}
    found: list[dict[str, object]] = []
    for words in rows.select(lookup.columns).unique(maintain_order=True).iter_rows():
        result: Found = {} if None in words else lookup.find(*words)
        ids, finding = _parted(result)
        if finding is not None:
            findings[words] = finding
        named = dict(zip(lookup.columns, words, strict=True))
        found.append({**named, **dict.fromkeys(lookup.makes), **ids})
    schema = {name: rows.schema[name] for name in lookup.columns} | dict.fromkeys(lookup.makes, pl.String())
    return pl.DataFrame(found, schema=schema), findings


def _parted(found: Found) -> tuple[Ids, Finding | None]:
    if isinstance(found, tuple):
        return found
    return ({}, found) if isinstance(found, Finding) else (found, None)


def _faults(rows: pl.DataFrame, lookup: Lookup, findings: _Findings) -> pl.DataFrame:
    """The faults of the rows whose words are among `findings`; a join, because most rows have none."""
    names = list(lookup.columns)
    words = pl.DataFrame(list(findings), schema={name: rows.schema[name] for name in names}, orient="row")
    bad = words.with_columns(
        fault_rule=pl.Series([finding.rule for finding in findings.values()], dtype=pl.String),
        fault_severity=pl.Series([finding.severity.value for finding in findings.values()], dtype=pl.String),
        fault_facts=pl.Series([facts_text(finding) for finding in findings.values()], dtype=pl.String),
    )
    return faults_in(
        rows.join(bad, on=names, nulls_equal=True, maintain_order="left"),
        pl.col("fault_rule"),
        cell=names[0],
        severity=pl.col("fault_severity"),
        facts=pl.col("fault_facts"),
    )
