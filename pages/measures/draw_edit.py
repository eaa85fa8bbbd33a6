"""Drawing the states to be changed in place, what is wrong with the changes, and the form that stores."""

from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from data import CheckReport, DataError, Severity, StalePreviewError, Uploader
from indicators import Period, PeriodType, Text, find_period
from pages.measures.edit import (
    Reporter,
    differing,
    edit_file,
    edit_table,
    reason_words,
    reporter_of,
    reporters,
    state_words,
    stored_cells,
)
from pages.shared import cache
from pages.shared.markup import plain
from pages.shared.periods import period_ends
from pages.shared.scope import choose_or_none
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_empty
from pages.shared.work import StateEdit, drop_edit, keep_edit, kept_edit

__all__ = ["draw_edit"]

_ROW, _HEAD, _MOST_ROWS = 29, 34, 13
_WIDTH_OF_CHOICE = 100
_WIDTHS = {"indicator": 62, "title": 170, "stage": 88, "evidence": 140, "note": 110, "value": 60}
_SHOWN = 5


def draw_edit(found: pl.DataFrame, departments: tuple[str, ...], scope: Scope) -> None:
    """Draw the table that is edited and the form below it; `departments` may report their own part."""
    month = last_month(scope)
    if cache.version() != cache.newest_version() or month is None:
        draw_empty(scope.say("measures.no_edit"))
        return
    newest = cache.newest_version()
    edit = kept_edit() or StateEdit(base=newest[1])
    names = reporters(cache.plan(), cache.register(), scope, departments=departments)
    title, none = scope.say("measures.reporter"), scope.say("measures.whole")
    reporter = reporter_of(choose_or_none("reporter", names, title=title, none=none), cache.register())
    if edit.conflict is not None:
        st.error(plain(scope.text(edit.conflict)))
    edit = draw_table(edit, found, reporter, scope)
    keep_edit(edit)
    if edit.changes:
        draw_changes(edit, month, scope)
    else:
        st.caption(scope.say("measures.edit_hint", day=month.end))


def last_month(scope: Scope) -> Period | None:
    """The month whose last day the states are of: the newest that had ended, if any had."""
    ends = period_ends(PeriodType.MONTH, year=cache.plan().year, as_of=scope.as_of)
    return find_period(f"{ends[-1]:%Y-%m}", PeriodType.SNAPSHOT) if ends else None


def draw_table(edit: StateEdit, found: pl.DataFrame, reporter: Reporter, scope: Scope) -> StateEdit:
    """Draw the table over what is stored, and give the changes with those of these rows as they are now."""
    shown = (cache.version()[0], edit.base)
    reports = cache.deliverable_states(shown, scope.as_of)[1]
    if cache.is_illustrative(shown):  # made-up words must not be stored among real ones
        reports = reports.clear()
    ids, stored = found["indicator"].to_list(), stored_cells(reports, reporter)
    edit = edit.over((edit.base, reporter.key, scope.as_of, scope.language, *ids))
    begun = {name: cells for (key, name), cells in edit.began_with.items() if key == reporter.key}
    edited = st.data_editor(
        edit_table(found, stored | begun, plan=cache.plan(), scope=scope),
        key=f"states_{edit.tables}",
        column_config=_columns(scope),
        hide_index=True,
        width="stretch",
        row_height=_ROW,
        height=_ROW * min(len(ids), _MOST_ROWS) + _HEAD,
        disabled=["indicator", "title", "stage"],
    )
    changed = differing(edited, stored, scope)
    kept = {
        place: cells
        for place, cells in edit.changes.items()
        if place[0] != reporter.key or place[1] not in ids
    }
    return replace(edit, changes=kept | {(reporter.key, name): cells for name, cells in changed.items()})


def _columns(scope: Scope) -> dict[str, Any]:
    words = {"state": state_words(scope), "na_reason": reason_words(scope)}
    columns: dict[str, Any] = {
        name: st.column_config.TextColumn(scope.say(f"measures.edit_{name}"), width=width, max_chars=400)
        for name, width in _WIDTHS.items()
    }
    for name, options in words.items():
        label, choices = scope.say(f"measures.edit_{name}"), list(options.values())
        columns[name] = st.column_config.SelectboxColumn(label, options=choices, width=_WIDTH_OF_CHOICE)
    return columns


def draw_changes(edit: StateEdit, month: Period, scope: Scope) -> None:
    """Draw what is wrong with the changes, and the form that stores them or lets them go."""
    report = checked(edit, month, scope, by="")
    for problem in report.problems[:_SHOWN]:
        draw = st.error if problem.severity is Severity.ERROR else st.warning
        draw(plain(scope.text(problem.message)))
    if cache.is_illustrative(cache.version()):
        st.warning(scope.say("upload.replaces_illustrative"))
    with st.form("states", border=True):
        st.markdown(scope.say("measures.pending", count=len(edit.changes), day=month.end))
        who, why = st.columns(2)
        by = who.text_input(scope.say("upload.by")).strip()
        note = why.text_input(scope.say("measures.why")).strip()
        is_confirmed = st.form_submit_button(scope.say("measures.store"), type="primary")
    if st.button(scope.say("measures.discard")):
        drop_edit()
        st.rerun()
    if is_confirmed:
        store(edit, month, scope, by=by, note=note)


def checked(edit: StateEdit, month: Period, scope: Scope, *, by: str) -> CheckReport:
    """The changes as an upload, checked like any other."""
    content, file = written(edit, month, scope, by=by)
    return cache.check_upload(content, file=file, uploader=Uploader(by))


def written(edit: StateEdit, month: Period, scope: Scope, *, by: str) -> tuple[bytes, str]:
    """The changes as the bytes of a file, and its name."""
    reports = cache.deliverable_states((cache.version()[0], edit.base), scope.as_of)[1]
    content = edit_file(edit.changes, reports, month=month, register=cache.register(), by=by)
    return content, f"deliverables_{month.text}.csv"


def store(edit: StateEdit, month: Period, scope: Scope, *, by: str, note: str) -> None:
    """Store the changes as one upload, or say why not; a conflict holds them against the newest state."""
    if not by or not note:
        st.error(scope.say("measures.name_missing"))
        return
    report, (content, file) = checked(edit, month, scope, by=by), written(edit, month, scope, by=by)
    if report.rejected_rows:
        st.error(scope.say("measures.not_sound"))
        return
    try:
        upload = cache.store().commit(
            report.observations, by=by, note=note, file=file, content=content, base=edit.base
        )
    except StalePreviewError as error:
        keep_edit(edit.on_newer(cache.newest_version()[1], conflict=conflict(edit, scope, error)))
        st.rerun()
    except DataError as error:
        st.error(plain(scope.text(error.message)))
        return
    drop_edit()
    st.toast(scope.say("measures.stored", rows=upload.rows, seq=upload.seq), duration="long")
    st.rerun()


def conflict(edit: StateEdit, scope: Scope, error: StalePreviewError) -> Text:
    """What the store says, and which of the changed deliverables are others now than when they were shown."""
    folder, newest = cache.newest_version()
    versions = ((folder, edit.base), (folder, newest))
    before, now = (cache.deliverable_states(version, scope.as_of)[1] for version in versions)
    moved, words = [], state_words(scope) | {"": "—"}
    for key, name in edit.changes:
        reporter = reporter_of(key or None, cache.register())
        old, new = (stored_cells(reports, reporter).get(name, {}) for reports in (before, now))
        if old != new:
            states = (words[cells.get("state", "")] for cells in (old, new))
            moved.append(scope.say("measures.moved", deliverable=name, states=" → ".join(states)))
    told = scope.say("measures.conflict", changed=scope.listed(moved))
    return Text(zh=f"{error.message.zh} {told}", en=f"{error.message.en} {told}")
