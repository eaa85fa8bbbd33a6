"""Cached loaders of the registers beside the figures: by kind and version, never by frame."""

from datetime import date, datetime

import polars as pl
import streamlit as st

from data import Ledger, load_settings
from indicators import Score, assess, gather_inputs, load_assessment
from indicators.entry import EntryKind
from pages.shared import cache

__all__ = ["Known", "entries", "entry_story", "is_illustrative", "ledger", "ledger_version", "scores_at"]

Known = tuple[str, int, int]
"""Folder of the store, number of its ledger, number of the figures beside it."""


def ledger() -> Ledger:
    """The registers of the store that the settings name."""
    return Ledger(load_settings().store)


def ledger_version() -> Known:
    """Identity of the entries shown now: the newest, or those known at the time of an earlier upload."""
    folder, figures = cache.version()
    current = ledger()
    newest = current.version()
    if (folder, figures) == cache.newest_version():
        return folder, newest, figures
    return folder, _seq_beside(folder, newest, figures), figures


@st.cache_resource(max_entries=16, show_spinner=False)
def _seq_beside(folder: str, newest: int, figures: int) -> int:
    """Number of the ledger at the time of an upload of figures."""
    upload = cache.history((folder, figures))[0]
    return min(newest, ledger().seq_on(datetime.fromisoformat(upload.when)))


@st.cache_resource(max_entries=32, show_spinner=False)
def entries(known: Known, kind: EntryKind) -> pl.DataFrame:
    """Entries of one kind in one version, as `Ledger.entries` gives them; shared, never changed in place."""
    _, seq, figures = known
    return ledger().entries(kind, seq, observed=figures)


@st.cache_resource(max_entries=4, show_spinner=False)
def is_illustrative(known: Known) -> bool:
    """Whether the entries of one version are made up for show."""
    _, seq, figures = known
    return ledger().is_illustrative(seq, observed=figures)


@st.cache_resource(max_entries=32, show_spinner=False)
def entry_story(known: Known, kind: EntryKind, entry_id: str) -> pl.DataFrame:
    """All that was said in one entry up to one version, the oldest first, as `Ledger.story` gives it."""
    return ledger().story(kind, entry_id).filter(pl.col("seq") <= known[1])


@st.cache_resource(max_entries=16, show_spinner=False)
def scores_at(known: Known, as_of: date, preset: str) -> tuple[Score, ...]:
    """Scores of all prefectures in one version on one date, by one preset of the weights.

    Raises:
        UnknownPresetError: the scheme has no such preset.
        AssessmentInputError: what was entered cannot be scored; it lists all faults.
    """
    figures = (known[0], known[2])
    kinds = (EntryKind.MILESTONE, EntryKind.JUDGEMENT, EntryKind.EVENT)
    inputs = gather_inputs(
        cache.status_at(figures, as_of),
        cache.observations(figures),
        pl.concat([entries(known, kind) for kind in kinds]),
        cache.reports_at(figures, as_of),
        assessment=load_assessment(),
        plan=cache.plan(),
        as_of=as_of,
    )
    return assess(inputs, load_assessment(), preset=preset, as_of=as_of)
