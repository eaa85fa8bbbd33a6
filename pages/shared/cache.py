"""The only cached loaders: by identity and version, never by frame.

`st.cache_data` keys a Polars frame on its first and last rows only, so frames are never arguments here.
Everything is shared by all viewers and read-only; a viewer can clear these caches, so nothing lives only in
them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import polars as pl
import streamlit as st

from data import (
    CheckReport,
    Directory,
    LayoutMemory,
    Preview,
    Store,
    Upload,
    Uploader,
    area_frame,
    check_file,
    last_reported,
    load_settings,
    preview,
    until,
)
from data.grid import Grid
from data.header_rows import fingerprint, header_candidates
from data.layout import Layout, LayoutKind
from data.recognising import guess
from geo import Register, load_register
from indicators import (
    PERIODS_A_YEAR,
    Plan,
    aggregate,
    course,
    deliverable_reports,
    deliverables_at,
    load_plan,
    reports_owed,
    status,
    stuck,
)
from pages.shared.periods import period_ends
from pages.shared.scope import known_after
from pages.shared.text import beijing_time

__all__ = [
    "check_upload",
    "course_at",
    "deliverable_states",
    "directory",
    "figures_at",
    "goal_states_at",
    "guess_layout",
    "history",
    "is_illustrative",
    "newest_report",
    "newest_version",
    "observations",
    "plan",
    "preview_upload",
    "printed",
    "register",
    "remember_layouts",
    "reports_at",
    "state_until",
    "status_at",
    "store",
    "stuck_at",
    "version",
    "version_labels",
]


def plan() -> Plan:
    """The plan of the year."""
    return load_plan()


def register() -> Register:
    """The register of areas."""
    return load_register()


def directory() -> Directory:
    """What uploads are checked against."""
    return Directory(plan(), register())


def store() -> Store:
    """The store that the settings name."""
    return Store(load_settings().store)


def newest_version() -> tuple[str, int]:
    """Identity of the newest data: the store's folder and its newest sequence number."""
    current = store()
    return str(current.folder), current.version()


def version() -> tuple[str, int]:
    """Identity of the data shown now: the newest, or those known after an earlier upload."""
    folder, newest = newest_version()
    return folder, min(newest, known_after() or newest)


@st.cache_resource(max_entries=4, show_spinner=False)
def observations(known: tuple[str, int]) -> pl.DataFrame:
    """Observations of one version; shared, so never changed in place."""
    return store().observations(known[1])


@st.cache_resource(max_entries=4, show_spinner=False)
def is_illustrative(known: tuple[str, int]) -> bool:
    """Whether one version is made up for show."""
    return store().is_illustrative(known[1])


@st.cache_resource(max_entries=4, show_spinner=False)
def newest_report(known: tuple[str, int]) -> date:
    """Last day of the newest reported period; the default as-of date."""
    return last_reported(observations(known), plan())


@st.cache_resource(max_entries=64, show_spinner=False)
def status_at(known: tuple[str, int], as_of: date) -> pl.DataFrame:
    """Status of all goals and areas in one version on one date."""
    return status(observations(known), plan=plan(), hierarchy=area_frame(register()), as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def figures_at(known: tuple[str, int], as_of: date) -> pl.DataFrame:
    """Figures of all goals and areas in one version on one date, before they are judged."""
    return aggregate(observations(known), plan=plan(), hierarchy=area_frame(register()), as_of=as_of)


@st.cache_resource(max_entries=16, show_spinner=False)
def reports_at(known: tuple[str, int], as_of: date) -> pl.DataFrame:
    """What each area has reported and owes in one version on one date; as `REPORT_SCHEMA`."""
    figures = figures_at(known, as_of)
    return reports_owed(figures, plan=plan(), hierarchy=area_frame(register()), as_of=as_of)


@st.cache_resource(max_entries=16, show_spinner=False)
def deliverable_states(known: tuple[str, int], as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Where the deliverables stand in one version on one date, and the reports that say so."""
    reports = deliverable_reports(observations(known), plan(), as_of=as_of)
    return deliverables_at(reports, plan(), as_of=as_of), reports


@st.cache_resource(max_entries=16, show_spinner=False)
def stuck_at(known: tuple[str, int], as_of: date) -> pl.DataFrame:
    """Goals and areas not met in two periods in a row, each goal by its own periods; as `STUCK_SCHEMA`."""
    found = []
    for frequency in PERIODS_A_YEAR:
        own = [goal.id for goal in plan().goals if goal.frequency is frequency]
        days = period_ends(frequency, year=plan().year, as_of=as_of)
        found.append(stuck([status_at(known, day).filter(pl.col("indicator").is_in(own)) for day in days]))
    return pl.concat(found)


@st.cache_resource(max_entries=64, show_spinner=False)
def course_at(known: tuple[str, int], as_of: date, goal: str) -> pl.DataFrame:
    """Course of one goal (its id) through the year up to a date; as `COURSE_SCHEMA`."""
    areas = area_frame(register())
    return course(observations(known), plan().goal(goal), plan=plan(), hierarchy=areas, as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def goal_states_at(known: tuple[str, int], as_of: date, goal: str) -> dict[date, pl.DataFrame]:
    """Status frames of one goal (its id) on the days of its course up to a date."""
    alone = replace(plan(), goals=(plan().goal(goal),))
    mine = observations(known).filter(pl.col("indicator") == goal)
    days = course_at(known, as_of, goal)["known_on"].unique().sort()
    areas = area_frame(register())
    return {day: status(mine, plan=alone, hierarchy=areas, as_of=day) for day in days}


@st.cache_resource(max_entries=4, show_spinner=False)
def state_until(
    known: tuple[str, int], as_of: date, cutoff: date
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Status, figures and reports of deliverables on a date, from periods that had ended by a cut-off."""
    rows, areas = until(observations(known), cutoff, plan()), area_frame(register())
    reports = deliverable_reports(rows, plan(), as_of=as_of)
    figures = aggregate(rows, plan=plan(), hierarchy=areas, as_of=as_of)
    return status(rows, plan=plan(), hierarchy=areas, as_of=as_of), figures, reports


@st.cache_resource(max_entries=16, show_spinner=False)
def printed(identity: str, _draw: Callable[[], bytes]) -> bytes:  # noqa: ARG001 -- the key of the cache
    """A printed sheet, drawn once; `identity` tells everything that is on it."""
    return _draw()


@st.cache_resource(max_entries=4, show_spinner=False)
def history(known: tuple[str, int]) -> list[Upload]:
    """All uploads up to one version, the newest first."""
    return [upload for upload in store().history() if upload.seq <= known[1]]


def version_labels() -> dict[int, str]:
    """Number, moment and name of every upload, by its number, the newest first."""
    uploads = history(newest_version())
    return {each.seq: f"{each.seq} · {beijing_time(each.when)} · {each.by}" for each in uploads}


def check_upload(
    content: bytes, *, file: str, uploader: Uploader, layouts: Mapping[str, Layout] | None = None
) -> CheckReport:
    """Check a file against plan, register and the layouts that were explained before; not cached.

    Raises:
        UnreadableFileError: as `check_file`.
    """
    memory = LayoutMemory(store().folder)
    return check_file(
        content, file=file, directory=directory(), memory=memory, layouts=layouts, uploader=uploader
    )


def guess_layout(grid: Grid) -> Layout | None:
    """What is known of a sheet that was not recognised: what was said of its header before, or a guess."""
    memory = LayoutMemory(store().folder)
    for header in header_candidates(grid):
        kept = memory.find(header.fingerprint)
        if kept:
            return replace(kept, header=header.rows)
    return guess(grid, plan=plan())


def remember_layouts(report: CheckReport, *, by: str) -> None:
    """Keep what the user said of the columns, for the next file with the same header."""
    memory = LayoutMemory(store().folder)
    for grid in report.table.source.grids:
        layout = report.table.layouts.get(grid.sheet)
        if layout and layout.kind is LayoutKind.MAPPED:
            memory.keep(fingerprint(grid, layout.header), layout, by=by)


def preview_upload(report: CheckReport, as_of: date) -> Preview:
    """What a checked file would change in the newest state; not cached, it is asked for once."""
    before = status_at(newest_version(), as_of)
    return preview(report, store=store(), directory=directory(), as_of=as_of, before=before)
