"""The only cached loaders: by identity and version, never by frame.

`st.cache_data` keys a Polars frame on its first and last rows only, so frames are never arguments here.
Everything is shared by all viewers and read-only; a viewer can clear these caches, so nothing lives only in
them.
"""

from datetime import date

import polars as pl
import streamlit as st

from data import Directory, Store, Upload, area_frame, last_reported, load_settings, state_after
from geo import Register, load_register
from indicators import Plan, aggregate, light_changes, load_plan, status

__all__ = [
    "directory",
    "figures_at",
    "history",
    "is_illustrative",
    "newest_report",
    "observations",
    "plan",
    "preview_changes",
    "register",
    "status_at",
    "store",
    "version",
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


def version() -> tuple[str, int]:
    """Identity of the data shown now: the store's folder and its newest sequence number."""
    current = store()
    return str(current.folder), current.version()


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


@st.cache_resource(max_entries=4, show_spinner=False)
def history(known: tuple[str, int]) -> list[Upload]:
    """All uploads up to one version, the newest first."""
    return [upload for upload in store().history() if upload.seq <= known[1]]


def preview_changes(known: tuple[str, int], uploaded: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """What an upload would change in figures and lights; not cached, it is asked for once."""
    after = state_after(observations(known), uploaded, is_illustrative=is_illustrative(known))
    later = status(after, plan=plan(), hierarchy=area_frame(register()), as_of=as_of)
    return light_changes(status_at(known, as_of), later)
