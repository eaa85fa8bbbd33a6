"""Drawing the upload of many entries: the blank form, what is wrong with a file, the storing of it."""

from functools import partial

import polars as pl
import streamlit as st

from data import (
    ENTRY_TEMPLATE_FORMATS,
    DataError,
    EntryFile,
    EntryReport,
    Uploader,
    check_entries,
    entry_summary_lines,
    entry_template,
    read_entries,
)
from pages.shared import cache, registers
from pages.shared.draw_entry import ask_name_and_note
from pages.shared.markup import plain
from pages.shared.viewpoint import Scope

__all__ = ["draw_list"]

_ENDINGS = ["csv", "txt", "xlsx", "xls", "ods"]
_MOST_ROWS = 200


def draw_list(scope: Scope) -> None:
    """Draw the form; a file is stored whole or not at all, and of the chosen prefecture only."""
    with st.expander(scope.say("cases.list")):
        st.caption(scope.say("cases.list_rule"))
        for column, ending in zip(st.columns([1, 1, 4]), ENTRY_TEMPLATE_FORMATS, strict=False):
            name = f"{scope.say('cases.list_form')}{ending}"
            column.download_button(
                name, partial(entry_template, f"form{ending}"), file_name=name, on_click="ignore"
            )
        with st.form("entry-list", border=False, clear_on_submit=True):
            chosen = st.file_uploader(scope.say("cases.list_file"), type=_ENDINGS)
            by, note = ask_name_and_note(scope)
            is_sure = st.form_submit_button(scope.say("cases.list_store"), type="primary")
        if not is_sure:
            return
        if chosen is None or not by:
            st.error(scope.say("cases.list_missing"))
            return
        _take(chosen.getvalue(), scope, file=chosen.name, by=by, note=note)


def _take(content: bytes, scope: Scope, *, file: str, by: str, note: str) -> None:
    """Check a file, then store it or say what is wrong."""
    base = registers.ledger().version()
    register = cache.register()
    uploader = Uploader(by, scope.prefecture or "")
    allowed = uploader.areas(register) if uploader.prefecture else None
    try:
        read = read_entries(content, file=file)
        report = check_entries(read.entries, cache.directory(), allowed=allowed)
        if report.problems:
            _draw_problems(read, report, scope)
            return
        registers.ledger().write(
            report.accepted,
            directory=cache.directory(),
            by=by,
            note=note,
            base=base,
            uploader=uploader,
            allowed=allowed,
            file=read.source.file,
            content=content,
        )
    except DataError as error:
        st.error(plain(scope.text(error.message)))
    else:
        st.toast(scope.say("cases.list_stored", count=report.accepted.height), duration="long")
        st.rerun()


def _draw_problems(file: EntryFile, report: EntryReport, scope: Scope) -> None:
    st.error(plain(" ".join(scope.text(line) for line in entry_summary_lines(file, report))))
    st.caption(scope.say("cases.list_refused"))
    rows = [
        (
            f"{problem.sheet}! {problem.cell or problem.row}".removeprefix("! "),
            problem.value,
            scope.text(problem.message),
            scope.text(problem.suggestion) if problem.suggestion else "",
        )
        for problem in report.problems[:_MOST_ROWS]
    ]
    labels = [scope.say(f"cases.problem_{name}") for name in ("place", "value", "message", "suggestion")]
    table = pl.DataFrame(rows, schema=dict.fromkeys(labels, pl.String), orient="row")
    st.dataframe(table, hide_index=True, width="stretch")
