"""Drawing what undoing an upload would do, and the form that does it."""

import streamlit as st

from data import DataError, Upload
from pages.history.view import revert_view
from pages.shared import cache
from pages.shared.markup import plain
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_table

__all__ = ["draw_revert"]


def draw_revert(upload: Upload, scope: Scope) -> None:
    """Draw what undoing an upload would do, and the form that does it."""
    base = cache.store().version()
    with st.expander(scope.say("history.undo")):
        try:
            plan = cache.store().revert_plan(upload.id, seq=base)
        except DataError as error:
            st.info(plain(scope.text(error.message)))
            return
        view = revert_view(plan, goals=cache.plan(), register=cache.register(), scope=scope)
        st.markdown(scope.say("history.undo_counts", restored=view.restored, removed=view.removed))
        if not view.kept.is_empty():
            st.caption(scope.say("history.kept", count=view.kept.height))
            draw_table(view.kept, empty="")
        with st.form("undo", border=False):
            by = st.text_input(scope.say("history.your_name")).strip()
            note = st.text_input(scope.say("history.why")).strip()
            is_sure = st.form_submit_button(scope.say("history.undo_now"), type="primary")
        if is_sure:
            undo(upload, scope, by=by, note=note, base=base)


def undo(upload: Upload, scope: Scope, *, by: str, note: str, base: int) -> None:
    """Undo an upload, or say why not."""
    if not by:
        st.error(scope.say("upload.by_missing"))
        return
    try:
        done = cache.store().revert(upload.id, by=by, note=note, base=base)
    except DataError as error:
        st.error(plain(scope.text(error.message)))
        return
    st.toast(scope.say("history.undone", upload=upload.id, seq=done.seq), duration="long")
    st.rerun()
