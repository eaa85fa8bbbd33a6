"""Drawing what an upload would change, the form that stores it, and what became of that."""

import streamlit as st

from data import DataError, StalePreviewError
from data.attachments import ATTACHMENT_ENDINGS, LARGEST_ATTACHMENT, MOST_ATTACHMENTS
from indicators import Light
from pages.shared import cache
from pages.shared.map_look import MapLook
from pages.shared.markup import light_legend, plain
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_map, draw_table
from pages.shared.work import Draft, drop_work, keep_work
from pages.upload.results import ResultsView, county_lights, results_view

__all__ = ["draw_confirmation", "draw_results"]

_MAP_SIZE = (420, 190)


def draw_results(draft: Draft, scope: Scope) -> None:
    """Draw the lights, the maps before and after, and the lists behind them."""
    found = draft.preview
    view = results_view(found, plan=cache.plan(), register=cache.register(), scope=scope)
    if found.replaces_illustrative:
        st.warning(scope.say("upload.replaces_illustrative"))
    st.markdown(f"**{view.headline}** {view.levels}")
    if view.mapped:
        draw_maps(draft, view, scope)
    draw_table(
        view.changes, empty=scope.say("upload.no_changes"), height=240 if view.changes.height > 6 else "auto"
    )
    lists = {
        "upload.stages": view.stages,
        "upload.overwritten": view.overwritten,
        "upload.completed": view.completed,
        "upload.suspicions": view.suspicions,
    }
    for title, rows in lists.items():
        if not rows.is_empty():
            with st.expander(scope.say(title, count=rows.height)):
                draw_table(rows, empty="")


def draw_maps(draft: Draft, view: ResultsView, scope: Scope) -> None:
    """Draw one goal's counties as they are and as they would be."""
    labels = {name: goal_label(cache.plan().goal(name), scope.language) for name in view.mapped}
    goal = st.selectbox(scope.say("upload.mapped_goal"), list(labels), format_func=labels.__getitem__)
    before = cache.status_at(cache.version(), draft.preview.as_of)
    both = county_lights(before, draft.preview, goal)
    names = {area.code: (scope.name(area),) for area in cache.register().counties}
    for column, when, lights in zip(st.columns(2), ("before", "after"), both, strict=True):
        with column:
            st.caption(scope.say(f"upload.map_{when}"))
            look = MapLook(view="tile", size=_MAP_SIZE, with_labels=False)
            draw_map(lights, names, look=look, scope=scope, key=f"upload-{when}")
            counts = [(light, list(lights.values()).count(light)) for light in Light]
            shown = [(light, count) for light, count in counts if count]
            st.html(light_legend(shown, scope.language, unit=scope.say("map.unit")))


def draw_confirmation(draft: Draft, scope: Scope, *, rejected: int) -> None:
    """Draw who, why, the evidence and, for a faulty file, whether its sound rows are meant; then store."""
    accepted = len(draft.report.accepted_rows)
    with st.form("confirmation", border=True):
        by = st.text_input(scope.say("upload.by")).strip()
        note = st.text_input(scope.say("upload.note")).strip()
        evidence = st.file_uploader(
            scope.say("upload.evidence", size=LARGEST_ATTACHMENT // 10**6, count=MOST_ATTACHMENTS),
            type=sorted(ATTACHMENT_ENDINGS),
            accept_multiple_files=True,
        )
        is_partial = rejected > 0 and st.checkbox(
            scope.say("upload.only_sound", accepted=accepted, rejected=rejected)
        )
        label = scope.say("upload.confirm", rows=draft.report.accepted.height)
        is_confirmed = st.form_submit_button(label, type="primary")
    if not is_confirmed:
        return
    if not by:
        st.error(scope.say("upload.by_missing"))
    elif rejected and not is_partial:
        st.error(scope.say("upload.nothing_stored", rejected=rejected))
    else:
        store(draft, scope, by=by, note=note, evidence=[(file.name, file.getvalue()) for file in evidence])


def store(draft: Draft, scope: Scope, *, by: str, note: str, evidence: list[tuple[str, bytes]]) -> None:
    """Store the previewed rows, or say why not; after a conflict show what it would change now."""
    try:
        upload = draft.commit(cache.store(), by=by, note=note, evidence=evidence, register=cache.register())
    except StalePreviewError as error:
        keep_work(draft.renewed(cache.preview_upload(draft.report, scope.as_of), conflict=error.message))
        st.rerun()
    except DataError as error:
        st.error(plain(scope.text(error.message)))
        return
    cache.remember_layouts(draft.report, by=by)
    drop_work()
    st.toast(scope.say("upload.stored", rows=upload.rows, seq=upload.seq, id=upload.id), duration="long")
    st.rerun()
