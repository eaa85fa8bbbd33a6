"""The upload: choose a file, see what is wrong and what it would change, confirm, find it in the history."""

import streamlit as st

from data import DataError, UnreadableFileError, check_file
from pages.shared import cache
from pages.shared.scope import Draft, Scope, current_scope, drop_draft, keep_draft, kept_draft, uploader_key
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
        draw_history(scope)


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
        st.error(scope.say("upload.failed", message=scope.text(error.message)))
        return
    changes = cache.preview_changes(known, report.observations, scope.as_of)
    keep_draft(Draft(report=report, content=content, base=known, changes=changes))
    st.rerun()


def draw_preview(draft: Draft, scope: Scope) -> None:
    """Draw what a checked file holds and would change, and the form that stores it."""
    view = check_view(draft.report, draft.changes, plan=cache.plan(), register=cache.register(), scope=scope)
    st.subheader(view.summary)
    if view.unknown_columns:
        st.warning(scope.say("upload.unknown_columns", columns=view.unknown_columns))
    draw_problems(view, scope)
    if view.rejected:
        st.error(scope.say("upload.nothing_stored", rejected=view.rejected))
        if st.button(scope.say("upload.discard")):
            drop_draft()
            st.rerun()
        return
    draw_changes(view, draft, scope)
    draw_confirmation(draft, scope)


def draw_problems(view: CheckView, scope: Scope) -> None:
    """Draw the problems by rule and one by one."""
    if not view.problem_count:
        st.success(scope.say("upload.clean"))
        return
    st.markdown(f"**{scope.say('upload.problems', count=view.problem_count)}**")
    st.dataframe(view.problems, hide_index=True, width="stretch")
    if view.problem_count > view.problems.height:
        st.caption(scope.say("upload.more", shown=view.problems.height, count=view.problem_count))


def draw_changes(view: CheckView, draft: Draft, scope: Scope) -> None:
    """Draw the figures and lights that would change."""
    if cache.is_illustrative(draft.base):
        st.warning(scope.say("upload.replaces_illustrative"))
    if not view.changed_figures:
        st.info(scope.say("upload.no_changes"))
        return
    title = scope.say(
        "upload.changes", figures=view.changed_figures, lights=view.changed_lights, as_of=scope.as_of
    )
    st.markdown(f"**{title}**")
    st.dataframe(view.changes, hide_index=True, width="stretch", height=240)


def draw_confirmation(draft: Draft, scope: Scope) -> None:
    """Draw who and why, and store the checked rows when asked to."""
    with st.form("confirmation", border=True):
        by = st.text_input(scope.say("upload.by"))
        note = st.text_input(scope.say("upload.note"))
        is_confirmed = st.form_submit_button(
            scope.say("upload.confirm", rows=draft.report.accepted.height), type="primary"
        )
    if st.button(scope.say("upload.discard")):
        drop_draft()
        st.rerun()
    if is_confirmed and not by.strip():
        st.error(scope.say("upload.by_missing"))
    elif is_confirmed:
        confirm(draft, by=by.strip(), note=note.strip(), scope=scope)


def confirm(draft: Draft, *, by: str, note: str, scope: Scope) -> None:
    """Store the rows of the preview; on a conflict nothing is stored and the reason is said."""
    try:
        upload = cache.store().commit(
            draft.report.observations,
            by=by,
            note=note,
            file=draft.report.table.file,
            content=draft.content,
            base=draft.base[1],
        )
    except DataError as error:
        st.error(scope.text(error.message))
        return
    drop_draft()
    st.toast(scope.say("upload.stored", rows=upload.rows, seq=upload.seq, id=upload.id), duration="long")
    st.rerun()


def draw_history(scope: Scope) -> None:
    """Draw all uploads."""
    st.subheader(scope.say("upload.history"))
    uploads = cache.history(cache.version())
    if not uploads:
        st.info(scope.say("upload.history_none"))
        return
    st.dataframe(history_table(uploads, scope), hide_index=True, width="stretch")


draw(current_scope())
