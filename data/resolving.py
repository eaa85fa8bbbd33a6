"""Turning the words in upload cells into ids: each distinct word is looked up once."""

from collections.abc import Mapping
from typing import TypeAlias

import polars as pl

from data.columns import COLUMN_LABELS, FREE_TEXT
from data.formulas import without_apostrophe
from data.lookups import Directory, Found, Ids, Lookup, lookups
from data.numbers import without_strokes
from data.problems import Finding, Problem

__all__ = ["resolve"]

_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]"
_Findings: TypeAlias = Mapping[tuple[object, ...], Finding]


def resolve(written: pl.DataFrame, directory: Directory) -> tuple[pl.DataFrame, list[Problem]]:
    """Fold all cells and look up the ids.

    Args:
        written: text cells as `RawTable.rows`.
        directory: plan and register.

    Returns:
        The rows with every column of `COLUMN_LABELS` folded, `<column>_written` as in the file, and
        `<column>_id` resolved (null where that failed); and a problem for each failure.
    """
    rows = _folded(written)
    problems: list[Problem] = []
    for lookup in lookups(directory):
        table, findings = _look_up(rows, lookup)
        rows = rows.join(table, on=list(lookup.columns), how="left", nulls_equal=True, maintain_order="left")
        if findings:
            problems += _problems(rows, lookup, findings)
    return rows, problems


def _folded(written: pl.DataFrame) -> pl.DataFrame:
    names = [*COLUMN_LABELS, "indicator_again", "area_again"]
    missing = [pl.lit("").alias(name) for name in names if name not in written.columns]
    rows = written.with_columns(missing).with_columns(pl.col(names).str.strip_chars())
    rows = rows.with_columns(without_apostrophe(pl.col(name)) for name in FREE_TEXT)
    folded = {
        name: pl.col(name).str.normalize("NFKC").str.replace_all(_INVISIBLE, "").str.strip_chars()
        for name in names
    }
    return rows.with_columns(
        *[without_strokes(cell).alias(name) for name, cell in folded.items()],
        *[pl.col(name).alias(f"{name}_written") for name in names],
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


def _problems(rows: pl.DataFrame, lookup: Lookup, findings: _Findings) -> list[Problem]:
    """The problems of the rows whose words are among `findings`; a join, because most rows have none."""
    column, names = lookup.columns[0], list(lookup.columns)
    bad = pl.DataFrame(list(findings), schema={name: rows.schema[name] for name in names}, orient="row")
    problems: list[Problem] = []
    for record in rows.join(bad, on=names, how="semi", nulls_equal=True).iter_rows(named=True):
        finding = findings[tuple(record[name] for name in names)]
        value = record[f"{column}_written"] or record.get(f"{column}_again_written") or ""
        problems.append(finding.at(row=record["row"], column=column, value=value))
    return problems
