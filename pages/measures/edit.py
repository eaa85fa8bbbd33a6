"""Changing states in place: the table that is edited, what differs, and the file that is stored of it.

What an official changes is written as an upload, so that the checks, the history and the way back are those
of every other figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data.columns import REASONS
from geo import Register
from indicators import Period, Plan, State, domain_wording
from pages.shared.stages import stage_text
from pages.shared.viewpoint import Scope

__all__ = [
    "CELLS",
    "Reporter",
    "differing",
    "edit_file",
    "edit_table",
    "reason_words",
    "reporter_of",
    "reporters",
    "state_words",
    "stored_cells",
]

CELLS = ("state", "evidence", "note", "value", "na_reason")
"""What can be changed."""

_STATES = (State.NOT_STARTED, State.IN_PROGRESS, State.DONE, State.NOT_APPLICABLE)
Changes = Mapping[tuple[str, str], Mapping[str, str]]
Cells = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who tells of a deliverable: an area, and in it a department that tells of its own part."""

    key: str
    area: str
    organiser: str


def reporters(
    plan: Plan, register: Register, scope: Scope, *, departments: tuple[str, ...]
) -> dict[str, str]:
    """Who else than the region as a whole can report, by key: some departments, and the prefectures."""
    names = {name: scope.text(plan.department(name).name) for name in departments}
    return names | {area.code: scope.name(area) for area in register.prefectures}


def reporter_of(key: str | None, register: Register) -> Reporter:
    """The reporter of a key; None stands for the deliverable as a whole."""
    region = register.region.code
    if key is None:
        return Reporter("", region, "")
    is_area = key in {area.code for area in register.prefectures}
    return Reporter(key, key, "") if is_area else Reporter(key, region, key)


def state_words(scope: Scope) -> dict[str, str]:
    """The states to choose from, by id."""
    return {state.value: scope.text(domain_wording(f"state.{state.value}")) for state in _STATES}


def reason_words(scope: Scope) -> dict[str, str]:
    """The reasons why something does not apply, by id."""
    return {
        reason: scope.text(domain_wording(f"reason.{reason}")) for reason in dict.fromkeys(REASONS.values())
    }


def stored_cells(reports: pl.DataFrame, reporter: Reporter) -> dict[str, dict[str, str]]:
    """What a reporter said last of each deliverable; empty texts where nothing was given."""
    own = reports.filter(area=reporter.area, organiser=reporter.organiser)
    return {row["indicator"]: {name: row[name] or "" for name in CELLS} for row in own.iter_rows(named=True)}


def edit_table(found: pl.DataFrame, cells: Cells, *, plan: Plan, scope: Scope) -> pl.DataFrame:
    """The table to edit: each deliverable with where it stands by all reports, then `CELLS` of the reporter.

    Args:
        found: the deliverables, as `DELIVERABLE_SCHEMA`.
        cells: what the reporter says, by deliverable; closed sets become words.
        plan: for the titles.
        scope: for the language.
    """
    words = {"state": state_words(scope), "na_reason": reason_words(scope)}
    blank = dict.fromkeys(CELLS, "")
    rows = [
        {
            "indicator": name,
            "title": scope.text(plan.title_of(name)),
            "stage": stage_text(stage, scope),
            **{
                cell: words[cell].get(text, text) or None if cell in words else text
                for cell, text in {**blank, **cells.get(name, {})}.items()
            },
        }
        for name, stage in found.select("indicator", "stage").iter_rows()
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("indicator", "title", "stage", *CELLS), pl.String))


def differing(edited: pl.DataFrame, stored: Cells, scope: Scope) -> dict[str, dict[str, str]]:
    """The rows of an edited table that are no longer as stored, with all their cells, ids for words."""
    ids = {
        "state": {word: name for name, word in state_words(scope).items()},
        "na_reason": {word: name for name, word in reason_words(scope).items()},
    }
    found = {}
    for row in edited.iter_rows(named=True):
        cells = {name: ids.get(name, {}).get(row[name] or "", row[name] or "").strip() for name in CELLS}
        if cells != stored.get(row["indicator"], dict.fromkeys(CELLS, "")):
            found[row["indicator"]] = cells
    return found


def edit_file(
    changes: Changes, reports: pl.DataFrame, *, month: Period, register: Register, by: str
) -> bytes:
    """The changed rows as an upload.

    They replace what the reporter said at the end of the month, or stand beside what was said earlier.

    Args:
        changes: all cells of each changed row.
        reports: as `deliverable_reports` gives them, for the periods that are replaced.
        month: whose last day the states are of.
        register: the areas.
        by: who answers for them.
    """
    same_day = reports.filter(pl.col("end") == month.end)
    keys = same_day.select("indicator", "area", "organiser", "period", "period_type").rows()
    periods = {(name, area, organiser): period for name, area, organiser, *period in keys}
    rows = []
    for (key, name), cells in changes.items():
        reporter = reporter_of(key or None, register)
        place = (name, reporter.area, reporter.organiser)
        period, kind = periods.get(place, (month.text, "snapshot"))
        about = {"organiser": reporter.organiser, "reported_by": by}
        rows.append(
            {
                "indicator": name,
                "area": reporter.area,
                "period": period,
                "period_type": kind,
                **about,
                **cells,
            }
        )
    return pl.DataFrame(rows).write_csv(include_bom=True).encode()
