"""Where figures come from: the reports of an area, and the uploads that brought them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from data import Op, Upload, until
from geo import Register
from indicators import Goal, Plan, domain_wording
from pages.shared.text import beijing_time
from pages.shared.viewpoint import Scope

__all__ = ["Source", "file_name", "newest_sources", "report_table", "reports_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The newest upload behind a figure.

    Attributes:
        reported_on: newest date that the reporters themselves gave; empty without one.
    """

    upload: Upload
    reported_on: str


def reports_of(
    observations: pl.DataFrame, area: str, *, register: Register, plan: Plan, as_of: date
) -> pl.DataFrame:
    """The reports that the figures of an area are made from: its own and those of the areas in it."""
    below = [child.code for child in register.children(area)]
    codes = [area, *below, *(county.code for county in register.counties_of(area))]
    return until(observations.filter(pl.col("area").is_in(codes)), as_of, plan)


def newest_sources(reports: pl.DataFrame, uploads: Sequence[Upload]) -> dict[str, Source]:
    """The newest upload behind the figure of each goal.

    Args:
        reports: as `reports_of` gives them.
        uploads: all up to the version that is shown.
    """
    by_seq = {upload.seq: upload for upload in uploads}
    found = reports.group_by("indicator").agg(
        reported_on=pl.col("reported_on").max(),
        seq=pl.col("seq").max(),
    )
    return {
        row["indicator"]: Source(upload=by_seq[row["seq"]], reported_on=row["reported_on"] or "")
        for row in found.iter_rows(named=True)
    }


def report_table(
    reports: pl.DataFrame, uploads: Sequence[Upload], *, goal: Goal, register: Register, scope: Scope
) -> pl.DataFrame:
    """Reports of one goal with who brought them, the newest period first, headed in the viewer's language.

    Args:
        reports: those of the goal.
        uploads: all up to the version that is shown.
        goal: for the names of its segments and checklist items.
        register: the areas.
        scope: filters and language.
    """
    parts = {segment.id: scope.text(segment.name) for segment in goal.segments}
    parts |= {item.id: scope.text(item.name) for item in goal.items}
    by_seq = {upload.seq: upload for upload in uploads}
    rows = reports.sort("period", "area", "segment", descending=[True, False, False])
    brought = [by_seq[seq] for seq in rows["seq"]]
    columns: dict[str, Sequence[object] | pl.Series] = {
        "map.area": [scope.name(register.area(code)) for code in rows["area"]],
        "map.period": rows["period"],
        "county.segment": [parts.get(segment, segment) for segment in rows["segment"]],
        "map.value": [_told(row, scope) for row in rows.iter_rows(named=True)],
        "county.reported_by": rows["reported_by"].fill_null(""),
        "county.reported_on": rows["reported_on"].fill_null(""),
        "county.version": rows["seq"],
        "county.by": [upload.by for upload in brought],
        "county.when": [beijing_time(upload.when) for upload in brought],
        "county.file": [file_name(upload, scope) for upload in brought],
        "county.note": rows["note"].fill_null(""),
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)


def file_name(upload: Upload, scope: Scope) -> str:
    """The file of an upload, or that its data are made up."""
    return scope.say("history.illustrative") if upload.op is Op.ILLUSTRATIVE else upload.file or "—"


def _told(row: Mapping[str, Any], scope: Scope) -> str:
    """What a report says: counts, value, state or why there is nothing to report."""
    counts = "" if row["denominator"] is None else f"{row['numerator']}/{row['denominator']}"
    state = scope.text(domain_wording(f"state.{row['state']}")) if row["state"] else ""
    return " ".join(filter(None, (counts, row["value"], state, row["na_reason"])))
