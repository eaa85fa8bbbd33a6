"""The rules on single cells, whatever they should hold: what spreadsheets and other programs leave behind."""

import polars as pl

from data.columns import COLUMN_LABELS
from data.faults import faults_in, is_error
from data.problems import Severity

__all__ = ["NUMBERS", "find_cell_faults", "without_spoiled"]

NUMBERS = ("numerator", "denominator", "value")
"""Columns that hold numbers."""

_CALCULATED = (*NUMBERS, "indicator", "indicator_again", "area", "area_again", "period")
_ERROR = r"(?i)^(#(div/0!|n/a|name\?|null!|num!|ref!|value!|spill!|calc!|field!|getting_data)|err:[0-9]{3})$"
_FORMULA = "^="
_TURNING = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # they show a cell in another order than it is read in
_INVISIBLE = "[\u00ad\u200b-\u200d\u2060\ufeff]"
_SUSPECT = rf"(?i)^[=#]|^err:|{_TURNING}|{_INVISIBLE}"


def find_cell_faults(rows: pl.DataFrame) -> list[pl.DataFrame]:
    """The faults of cells that the file holds; `rows` as `resolve` gives them."""
    names = [*COLUMN_LABELS, "indicator_again", "area_again"]
    names = [name for name in names if f"at_{name}" in rows.columns]
    suspect = rows.select(pl.col(f"{name}_written").str.contains(_SUSPECT).any() for name in names)
    return [
        faults
        for name, is_suspect in zip(names, suspect.row(0), strict=True)
        if is_suspect
        for faults in _faults_of(rows.filter(pl.col(f"at_{name}").is_not_null()), name)
    ]


def _faults_of(rows: pl.DataFrame, name: str) -> list[pl.DataFrame]:
    cell = pl.col(f"{name}_written")
    rules = {
        "formula_error": cell.str.contains(_ERROR),
        "hidden_characters": cell.str.contains(_TURNING),
        "formula_without_value": cell.str.contains(_FORMULA) & (name in _CALCULATED),
    }
    faults = [faults_in(rows.filter(fails), rule, cell=name) for rule, fails in rules.items()]
    removed = rows.filter(cell.str.contains(_INVISIBLE))
    return [*faults, faults_in(removed, "invisible_removed", cell=name, severity=Severity.WARNING)]


def without_spoiled(faults: list[pl.DataFrame], cells: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """Faults of cells that have none of the errors among `cells`: one error says enough."""
    spoiled = [found.filter(is_error()).select("line", "column") for found in cells]
    if not any(found.height for found in spoiled):
        return faults
    places = pl.concat(spoiled)
    return [found.join(places, on=["line", "column"], how="anti", maintain_order="left") for found in faults]
