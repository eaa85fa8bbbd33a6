"""The deliverables as a table: stage, who is responsible, what was said of it, by whom and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Register
from indicators import Plan, domain_wording
from indicators.deliverables import Stage
from pages.shared.links import upload_address
from pages.shared.stages import OVERDUE, SHOWN_STAGES, stage_text
from pages.shared.viewpoint import Scope

__all__ = ["COLUMNS", "UploadLabel", "item_download", "item_table", "late_first", "of_stage"]

COLUMNS = (
    *("stage", "deliverable", "departments", "told", "evidence", "note"),
    *("value", "reported_by", "reported_on", "upload"),
)
"""Columns of the table."""


@dataclass(frozen=True, slots=True)
class UploadLabel:
    """An upload as the history page lists it, and when it was stored."""

    label: str
    when: str


_MOST_NAMED = 1  # reporters whose state goes without being told apart


def late_first(found: pl.DataFrame) -> pl.DataFrame:
    """Deliverables as they need somebody: overdue, silent, not started, under way, done."""
    order = {stage: place for place, stage in enumerate(SHOWN_STAGES)}
    place = pl.col("stage").replace_strict(order, return_dtype=pl.Int64)
    return found.sort(~pl.col("is_overdue"), place, maintain_order=True)


def of_stage(found: pl.DataFrame, stage: str | None) -> pl.DataFrame:
    """The deliverables at a stage, or overdue; all without a choice."""
    if stage is None:
        return found
    return found.filter("is_overdue" if stage == OVERDUE else pl.col("stage") == stage)


def item_table(  # noqa: PLR0913 -- the reports, and what names their parts
    found: pl.DataFrame,
    reports: pl.DataFrame,
    uploads: Mapping[int, UploadLabel],
    *,
    plan: Plan,
    register: Register,
    scope: Scope,
) -> pl.DataFrame:
    """The table with `COLUMNS`, by late ones first; a stage is a list of one option.

    Args:
        found: as `DELIVERABLE_SCHEMA`.
        reports: the newest report of each reporter, as `deliverable_reports` gives them, with `seq`.
        uploads: by number, those that are known.
        plan: articles and departments.
        register: the areas.
        scope: filters and language.
    """
    told: dict[str, list[dict[str, Any]]] = {}
    for report in reports.iter_rows(named=True):
        told.setdefault(report["indicator"], []).append(report)
    rows = []
    for row in late_first(found).iter_rows(named=True):
        own = told.get(row["indicator"], [])
        source = uploads.get(max((each["seq"] for each in own), default=0))
        rows.append(
            {
                "stage": [stage_text(OVERDUE if row["is_overdue"] else row["stage"], scope)],
                "deliverable": f"{row['indicator']} {scope.text(plan.title_of(row['indicator']))}",
                "departments": _responsible(row, plan, scope),
                "told": _told(row, own, plan=plan, register=register, scope=scope),
                **{name: _joined(own, name, scope) for name in ("evidence", "note", "value", "reported_by")},
                "reported_on": _reported_on(own, source),
                "upload": upload_address(source.label, register=register, scope=scope) if source else "",
            }
        )
    types = {name: pl.List(pl.String) if name == "stage" else pl.String() for name in COLUMNS}
    return pl.DataFrame(rows, schema=types)


def _responsible(row: Mapping[str, Any], plan: Plan, scope: Scope) -> str:
    """The departments of the whole article, and the parts for which it names none."""
    article = plan.article(row["article"])
    names = [scope.text(plan.department(name).name) for name in article.departments]
    gaps = [
        scope.say("measures.gap", part=gap.title) for gap in article.gaps if gap.subject == row["indicator"]
    ]
    return scope.listed([*gaps, *names])


def _told(
    row: Mapping[str, Any],
    own: Sequence[Mapping[str, Any]],
    *,
    plan: Plan,
    register: Register,
    scope: Scope,
) -> str:
    """What stands behind the stage: how far the overdue are, and each of several reporters."""
    if len(own) <= _MOST_NAMED:
        remarks = [scope.text(domain_wording(f"stage.{row['stage']}"))] if row["is_overdue"] else []
        is_unproved = row["stage"] == Stage.DONE and not own[0]["evidence"]
        return scope.listed([*remarks, *([scope.say("measures.no_evidence")] if is_unproved else [])])
    parts = []
    for each in own:
        state = scope.text(domain_wording(f"state.{each['state']}"))
        parts.append(f"{_reporter(each, plan=plan, register=register, scope=scope)}: {state}")
    return scope.listed(parts)


def _reporter(report: Mapping[str, Any], *, plan: Plan, register: Register, scope: Scope) -> str:
    if report["organiser"]:
        return scope.text(plan.department(report["organiser"]).name)
    return scope.name(register.area(report["area"]))


def _joined(own: Sequence[Mapping[str, Any]], name: str, scope: Scope) -> str:
    """What the reporters wrote, each text once."""
    return scope.listed(dict.fromkeys(each[name] for each in own if each[name]))


def _reported_on(own: Sequence[Mapping[str, Any]], source: UploadLabel | None) -> str:
    """The day that the newest report gives, else the moment of its upload."""
    days = [each["reported_on"] for each in own if each["reported_on"]]
    if days:
        return str(max(days))
    return source.when if source else ""


def item_download(table: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """The same as plain text, headed in the viewer's language."""
    texts = table.with_columns(pl.col("stage").list.first()).drop("upload")
    return texts.rename({name: scope.say(f"measures.{name}") for name in texts.columns})
