"""Turning the words in upload cells into ids: each distinct word is looked up once."""

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
_FAULT = ("fault_rule", "fault_severity", "fault_facts")


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
        found, unknown = _look_up(rows, lookup)
        names = list(lookup.columns)
        rows = rows.join(found, on=names, how="left", nulls_equal=True, maintain_order="left")
        if unknown.height:
            faults.append(
                _faults(rows.join(unknown, on=names, nulls_equal=True, maintain_order="left"), names[0])
            )
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


def _look_up(rows: pl.DataFrame, lookup: Lookup) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The words that stand for something with what that is, and those at fault with what is wrong."""
    found: list[dict[str, object]] = []
    unknown: list[tuple[object, ...]] = []
    for words in rows.select(lookup.columns).unique(maintain_order=True).iter_rows():
        ids, finding = _parted({} if None in words else lookup.find(*words))
        if ids:
            found.append({**dict(zip(lookup.columns, words, strict=True)), **ids})
        if finding is not None:
            unknown.append((*words, finding.rule, finding.severity.value, facts_text(finding)))
    texts = {name: rows.schema[name] for name in lookup.columns}
    return (
        pl.DataFrame(found, schema=texts | dict.fromkeys(lookup.makes, pl.String())),
        pl.DataFrame(unknown, schema=texts | dict.fromkeys(_FAULT, pl.String()), orient="row"),
    )


def _parted(found: Found) -> tuple[Ids, Finding | None]:
    if isinstance(found, tuple):
        return found
    return ({}, found) if isinstance(found, Finding) else (found, None)


def _faults(rows: pl.DataFrame, cell: str) -> pl.DataFrame:
    rule, severity, facts = map(pl.col, _FAULT)
    return faults_in(rows, rule, cell=cell, severity=severity, facts=facts)
