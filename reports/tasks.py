"""How far the deliverables of a unit have come, article by article; what nobody reported is not reported."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from indicators import (
    deliverables_at,
    department_deliverables,
    tallies,
)
from reports.basis import Basis
from reports.unit import Edition, Unit

__all__ = ["article_tallies", "whole_tally"]


def article_tallies(basis: Basis, unit: Unit) -> Mapping[int, Mapping[str, Any]]:
    """The tally of each article with deliverables, as `TALLY_SCHEMA`, by its number."""
    counted = tallies(_stages(basis, unit), "article")
    return {row["article"]: row for row in counted.iter_rows(named=True)}


def whole_tally(basis: Basis, unit: Unit) -> Mapping[str, Any]:
    """The tally of all deliverables of a unit, as `TALLY_SCHEMA`."""
    return tallies(_stages(basis, unit)).row(0, named=True)


def _stages(basis: Basis, unit: Unit) -> pl.DataFrame:
    """The deliverables of the unit: by its own reports, for the office by all of them."""
    plan, as_of, reports = basis.plan, basis.as_of, basis.deliveries
    if unit.edition is Edition.PREFECTURE:
        reports = reports.filter(pl.col("area") == unit.area)
    found = deliverables_at(reports, plan, as_of=as_of)
    if unit.edition is Edition.DEPARTMENT:
        named = department_deliverables(found, reports, plan)
        return named.filter(pl.col("department") == unit.id).drop("department")
    return found
