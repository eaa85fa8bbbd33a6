"""What every document is written from: the same frames that the pages show, on one date, with one cut-off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

import polars as pl

from geo import Register
from indicators import Plan
from indicators.entry import no_entries
from reports.errors import CutoffError

__all__ = ["Basis", "Row", "make_basis"]

Row: TypeAlias = Mapping[str, Any]
"""A row of a status frame or a frame of figures, by column."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The state that is reported; make it by `make_basis`.

    Attributes:
        plan: goals, articles and departments.
        register: the areas.
        status: as `STATUS_SCHEMA`, judged on `as_of` from observations until `cutoff`.
        figures: as `FIGURE_SCHEMA`, of the same observations.
        hierarchy: `area`, `area_name`, `level`, `parent` of every area.
        as_of: the date on which the goals are judged, and the date of the document.
        cutoff: no period that ends later is in the figures; printed in every document.
        known: label of the upload after which the data are shown; empty for the newest state.
        is_illustrative: whether the data are made up, which every document must say.
        deliveries: what was reported of the deliverables, as `deliverable_reports` gives it.
        actions: what is to be done, entries as `ENTRY_SCHEMA`.
        cases: what failed, one by one, the same.
        rows: the rows of `status` by goal and area.
        figure_rows: the same of `figures`.
        delivery_rows: the rows of `deliveries` by deliverable.
    """

    plan: Plan
    register: Register
    status: pl.DataFrame
    figures: pl.DataFrame
    hierarchy: pl.DataFrame
    as_of: date
    cutoff: date
    known: str
    is_illustrative: bool
    deliveries: pl.DataFrame
    actions: pl.DataFrame
    cases: pl.DataFrame
    rows: Mapping[tuple[str, str], Row]
    figure_rows: Mapping[tuple[str, str], Row]
    delivery_rows: Mapping[str, tuple[Row, ...]]

    def row(self, goal: str, area: str) -> Row:
        """The row of the status frame for a goal (id) and an area (code)."""
        return self.rows[goal, area]

    def figure(self, goal: str, area: str) -> Row:
        """The row of the frame of figures for a goal (id) and an area (code)."""
        return self.figure_rows[goal, area]


def make_basis(  # noqa: PLR0913 -- keyword-only facts of one state
    *,
    plan: Plan,
    register: Register,
    status: pl.DataFrame,
    figures: pl.DataFrame,
    hierarchy: pl.DataFrame,
    deliveries: pl.DataFrame,
    as_of: date,
    cutoff: date,
    known: str = "",
    is_illustrative: bool = False,
    actions: pl.DataFrame | None = None,
    cases: pl.DataFrame | None = None,
) -> Basis:
    """Gather what a document is written from; without `actions` or `cases` none are kept.

    Raises:
        CutoffError: the cut-off is after the as-of date.
    """
    if cutoff > as_of:
        raise CutoffError(cutoff=cutoff, as_of=as_of)
    return Basis(
        plan=plan,
        register=register,
        status=status,
        figures=figures,
        hierarchy=hierarchy,
        as_of=as_of,
        cutoff=cutoff,
        known=known,
        is_illustrative=is_illustrative,
        deliveries=deliveries,
        actions=no_entries() if actions is None else actions,
        cases=no_entries() if cases is None else cases,
        rows=_by_place(status),
        figure_rows=_by_place(figures),
        delivery_rows=_by_deliverable(deliveries),
    )


def _by_place(frame: pl.DataFrame) -> Mapping[tuple[str, str], Row]:
    return MappingProxyType({(row["indicator"], row["area"]): row for row in frame.iter_rows(named=True)})


def _by_deliverable(deliveries: pl.DataFrame) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in deliveries.iter_rows(named=True):
        found[row["indicator"]] = (*found.get(row["indicator"], ()), row)
    return MappingProxyType(found)
