"""The upload: choose a file, see what is wrong and what it would change, confirm, find it in the history."""

import streamlit as st

from data import DataError, UnreadableFileError, check_file
from pages.shared import cache
from pages.shared.markup import plain
from pages.shared.scope import Draft, current_scope, drop_draft, keep_draft, kept_draft, uploader_key
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_table
from pages.upload.view import CheckView, check_view, column_table, history_table


def draw(scope: Scope) -> None:
    """Draw the page."""
    st.header(scope.say("upload.title"))
    work, past = st.columns([1.7, 1])
    with work:
        draw_chooser(scope)
        draft = kept_draft()
        if draft is not None:
            draw_preview(draft, scope)
    with past:
        st.subheader(scope.say("upload.history"))
        uploads = cache.history(cache.version())
        draw_table(history_table(uploads, scope), empty=scope.say("upload.history_none"))


def draw_chooser(scope: Scope) -> None:
    """Draw the file chooser; a file is read, checked and then only the checked rows are kept."""
    st.caption(scope.say("upload.intro"))
    chosen = st.file_uploader(scope.say("upload.choose"), type=["csv", "tsv", "txt"], key=uploader_key())
    with st.expander(scope.say("upload.columns")):
        st.caption(scope.say("upload.columns_note"))
        st.dataframe(column_table(scope), hide_index=True)
    if chosen is None:
        return
    content, known = chosen.getvalue(), cache.version()
    try:
        report = check_file(content, file=chosen.name, directory=cache.directory())
    except UnreadableFileError as error:
        st.error(plain(scope.say("upload.failed", message=scope.text(error.message))))
        return
    changes = cache.preview_changes(known, report.observations, scope.as_of)
    keep_draft(Draft(report=report, content=content, base=known, changes=changes))
    st.rerun()


def draw_preview(draft: Draft, scope: Scope) -> None:
    """Draw what a checked file holds and would change; the form that stores it when no row is wrong."""
    view = check_view(draft.report, draft.changes, plan=cache.plan(), register=cache.register(), scope=scope)
    st.subheader(plain(view.summary))
    if view.unknown_columns:
        st.warning(plain(scope.say("upload.unknown_columns", columns=view.unknown_columns)))
    st.markdown(f"**{scope.say('upload.problems', count=view.problem_count)}**")
    draw_table(view.problems, empty=scope.say("upload.clean"))
    if view.problem_count > view.problems.height:
        st.caption(scope.say("upload.more", shown=view.problems.height, count=view.problem_count))
    if view.rejected:
        st.error(scope.say("upload.nothing_stored", rejected=view.rejected))
    else:
        draw_changes(view, scope, is_illustrative=cache.is_illustrative(draft.base))
        draw_confirmation(draft, scope)
    if st.button(scope.say("upload.discard")):
        drop_draft()
        st.rerun()


def draw_changes(view: CheckView, scope: Scope, *, is_illustrative: bool) -> None:
    """Draw the figures and lights that would change."""
    if is_illustrative:
        st.warning(scope.say("upload.replaces_illustrative"))
    counts = {"figures": view.changed_figures, "lights": view.changed_lights}
    st.markdown(f"**{scope.say('upload.changes', as_of=scope.as_of, **counts)}**")
    draw_table(view.changes, empty=scope.say("upload.no_changes"), height=240)


def draw_confirmation(draft: Draft, scope: Scope) -> None:
    """Draw who and why; store the previewed rows when asked to, or say why nothing was stored."""
    with st.form("confirmation", border=True):
        by = st.text_input(scope.say("upload.by")).strip()
        note = st.text_input(scope.say("upload.note")).strip()
        label = scope.say("upload.confirm", rows=draft.report.accepted.height)
        is_confirmed = st.form_submit_button(label, type="primary")
    if not is_confirmed:
        return
    if not by:
        st.error(scope.say("upload.by_missing"))
        return
    try:
        upload = draft.commit(cache.store(), by=by, note=note)
    except DataError as error:
        st.error(plain(scope.text(error.message)))
        return
    drop_draft()
    st.toast(scope.say("upload.stored", rows=upload.rows, seq=upload.seq, id=upload.id), duration="long")
    st.rerun()


draw(current_scope())
