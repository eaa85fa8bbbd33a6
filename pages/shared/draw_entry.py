"""Storing an entry that a form was filled in for, and saying what became of it."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from data import DataError, EntriesRefusedError, Op
from indicators.entry import ENTRY_SCHEMA
from pages.shared import cache, registers
from pages.shared.markup import plain
from pages.shared.viewpoint import Scope

__all__ = ["ask_name_and_note", "store_entry"]


def ask_name_and_note(scope: Scope, *, known: registers.Known | None = None) -> tuple[str, str]:
    """Draw, inside a form, who answers for an entry and why; say when it would replace made-up ones.

    Args:
        scope: for the language.
        known: version of the entries shown, given by a page with many forms; asked for when left out.
    """
    if registers.is_illustrative(known or registers.ledger_version()):
        st.caption(scope.say("entries.replaces"))
    by, why = st.columns(2)
    name = by.text_input(scope.say("entries.by"), max_chars=80).strip()
    return name, why.text_input(scope.say("entries.why"), max_chars=400).strip()


def store_entry(  # noqa: PLR0913 -- an entry is stored with all of this
    entry: Mapping[str, str | None], scope: Scope, *, by: str, note: str, base: int, op: Op = Op.UPSERT
) -> None:
    """Store one entry and run the page again, or say why not.

    Args:
        entry: by column of `ENTRY_SCHEMA`; what is left out or empty is not given.
        scope: for the language.
        by: who answers for it.
        note: why.
        base: number of the row that the viewer has seen; 0 for a new entry.
        op: what the row does.
    """
    if not by:
        st.error(scope.say("entries.by_missing"))
        return
    row = {name: entry.get(name) or None for name in ENTRY_SCHEMA}
    rows = pl.DataFrame([row], schema=ENTRY_SCHEMA)
    try:
        registers.ledger().write(rows, directory=cache.directory(), by=by, note=note, base=base, op=op)
    except EntriesRefusedError as error:
        for problem in error.problems:
            hint = f" {scope.text(problem.suggestion)}" if problem.suggestion else ""
            st.error(plain(scope.text(problem.message) + hint))
    except DataError as error:
        st.error(plain(scope.text(error.message)))
    else:
        st.toast(scope.say("entries.stored"), duration="long")
        st.rerun()
