"""The history: every upload, what it did and how to undo it; the story of one figure."""

import streamlit as st

from data import Upload
from pages.history.draw_revert import draw_revert
from pages.history.view import story_table, upload_facts, upload_table
from pages.shared import cache
from pages.shared.markup import facts, plain
from pages.shared.scope import choose_area, choose_subject, choose_upload, current_scope, look_back
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_empty, draw_table

_FEW, _TABLE = 8, 320  # more uploads than fit are scrolled within so many pixels


def draw(scope: Scope) -> None:
    """Draw the page."""
    st.header(scope.say("history.title"))
    uploads = cache.history(cache.newest_version())
    if not uploads:
        draw_empty(scope.say("history.none"))
        return
    table, details = st.columns([1.5, 1])
    with table:
        draw_table(upload_table(uploads, scope), empty="", height=_TABLE if len(uploads) > _FEW else "auto")
        draw_story(scope)
    with details:
        labels = cache.version_labels()
        draw_upload(choose_upload({each.id: labels[each.seq] for each in uploads}, scope), scope)


def draw_upload(upload_id: str, scope: Scope) -> None:
    """Draw one upload: its facts, its files, the state after it, and the form that undoes it."""
    store, register = cache.store(), cache.register()
    upload = store.upload(upload_id)
    st.html(facts(upload_facts(upload, store.effect(upload_id), register=register, scope=scope)))
    draw_files(upload, scope)
    st.button(scope.say("history.look_back", seq=upload.seq), on_click=look_back, args=(upload.seq,))
    draw_revert(upload, scope)


def draw_files(upload: Upload, scope: Scope) -> None:
    """Draw the downloads: the file as it was uploaded, and the evidence."""
    store = cache.store()
    if upload.sha256:
        path = store.raw_file(upload.sha256)
        st.download_button(
            scope.say("history.download", file=plain(upload.file)),
            path.read_bytes,
            file_name=upload.file,
            on_click="ignore",
        )
    for place, piece in enumerate(upload.attachments):
        path = store.evidence_file(piece.sha256)
        st.download_button(
            plain(piece.name),
            path.read_bytes,
            file_name=piece.name,
            key=f"evidence-{place}",
            on_click="ignore",
        )


def draw_story(scope: Scope) -> None:
    """Draw all that was ever said about one goal or deliverable in one area."""
    st.subheader(scope.say("history.story"))
    goals = [goal for goal in cache.plan().goals if scope.sector in (None, goal.sector)]
    left, right = st.columns([2, 1])
    with left:
        subject = choose_subject(goals, cache.plan().deliverables, scope)
    with right:
        area = choose_area(cache.register(), scope)
    story = cache.store().story({"indicator": subject, "area": area})
    draw_table(story_table(story, scope), empty=scope.say("history.no_story"))


draw(current_scope())
