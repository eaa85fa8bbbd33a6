"""How far the deliverables of a unit have come, article by article; what nobody reported is not reported."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from indicators import (
    Article,
    Deliverable,
    deliverables_at,
    department_deliverables,
    domain_wording,
    tallies,
)
from indicators.plan import DeliverableType
from reports.basis import Basis, Row
from reports.errors import report_wording
from reports.unit import Edition, Unit

__all__ = ["article_tallies", "campaigns_told", "whole_tally"]


def article_tallies(basis: Basis, unit: Unit) -> Mapping[int, Mapping[str, Any]]:
    """The tally of each article with deliverables, as `TALLY_SCHEMA`, by its number."""
    counted = tallies(_stages(basis, unit), "article")
    return {row["article"]: row for row in counted.iter_rows(named=True)}


def whole_tally(basis: Basis, unit: Unit) -> Mapping[str, Any]:
    """The tally of all deliverables of a unit, as `TALLY_SCHEMA`."""
    return tallies(_stages(basis, unit)).row(0, named=True)


def campaigns_told(basis: Basis, unit: Unit, article: Article) -> str:
    """What was reported of the named campaigns of an article: state, number and evidence as they were typed.

    Empty when nothing was. A prefecture and a department are told of their own reports only.
    """
    told = [
        _campaign(each, report)
        for each in article.deliverables
        if each.type is DeliverableType.CAMPAIGN
        for report in _own_reports(basis, unit, each)
    ]
    return report_wording("part.campaigns", told="；".join(told)).zh if told else ""


def _own_reports(basis: Basis, unit: Unit, deliverable: Deliverable) -> Iterator[Row]:
    for report in basis.delivery_rows.get(deliverable.id, ()):
        owner = report["organiser"] if unit.edition is Edition.DEPARTMENT else report["area"]
        if unit.edition is Edition.REGION or owner == unit.id:
            yield report


def _campaign(deliverable: Deliverable, report: Row) -> str:
    facts = [domain_wording(f"state.{report['state']}").zh]
    number = report["value"] or report["numerator"]
    if number is not None:
        facts.append(report_wording("part.number", number=number, measure=deliverable.measure).zh)
    if report["evidence"]:
        facts.append(report_wording("part.proof", evidence=_one_line(report["evidence"])).zh)
    return report_wording("part.campaign", title=deliverable.title, facts="，".join(facts)).zh


def _one_line(text: str) -> str:
    """A text that somebody typed, without line breaks and characters that no document can hold."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


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
