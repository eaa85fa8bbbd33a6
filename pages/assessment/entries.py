"""What the office entered for the assessment, ready to show: judged points, milestones, events."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from data import Upload
from geo import Register
from indicators import Assessment, domain_wording
from indicators.assessment_scheme import EventKind, Scoring
from indicators.entry import EntryKind
from pages.shared.text import beijing_time
from pages.shared.viewpoint import Scope

__all__ = ["entry_label", "entry_table", "items_scored_by", "subject_name"]


def items_scored_by(scheme: Assessment, function: Scoring, scope: Scope) -> dict[str, str]:
    """Names of the items that earn their points in one way, by id."""
    return {item.id: scope.text(item.name) for item in scheme.items if item.function is function}


def subject_name(row: Mapping[str, Any], scheme: Assessment, scope: Scope) -> str:
    """What an entry is about: an item of the scheme, or the kind of an event."""
    if row["kind"] == EntryKind.EVENT:
        return scope.say(f"assessment.event_{EventKind(row['subject'])}")
    names = {item.id: scope.text(item.name) for item in scheme.items}
    return names.get(row["subject"]) or str(row["subject"])


def entry_label(row: Mapping[str, Any], scheme: Assessment, *, register: Register, scope: Scope) -> str:
    """An entry as an option to choose."""
    area = scope.name(register.area(row["area"]))
    return f"{area} · {subject_name(row, scheme, scope)} · {row['day']}"


def entry_table(
    entries: pl.DataFrame, uploads: Sequence[Upload], scheme: Assessment, *, register: Register, scope: Scope
) -> pl.DataFrame:
    """The entries with who wrote them, the newest first, headed in the viewer's language.

    Args:
        entries: as `ENTRY_SCHEMA` with `seq`.
        uploads: the history of the ledger.
        scheme: for the names of its items.
        register: the areas.
        scope: filters and language.
    """
    by_seq = {upload.seq: upload for upload in uploads}
    found = entries.sort("day", "seq", descending=True).rows(named=True)
    columns: dict[str, list[object]] = {
        "map.prefecture": [scope.name(register.area(row["area"])) for row in found],
        "assessment.item": [subject_name(row, scheme, scope) for row in found],
        "assessment.day": [row["day"] for row in found],
        "assessment.value": [_value(row, scope) for row in found],
        "assessment.why": [row["text"] or "" for row in found],
        "assessment.document": [row["evidence"] or "" for row in found],
        "assessment.by": [by_seq[row["seq"]].by for row in found],
        "assessment.when": [beijing_time(by_seq[row["seq"]].when) for row in found],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)


def _value(row: Mapping[str, Any], scope: Scope) -> str:
    """Points, or the state of a milestone; nothing where the scheme sets the points."""
    return row["points"] or (scope.text(domain_wording(f"state.{row['state']}")) if row["state"] else "")
