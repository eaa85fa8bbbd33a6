"""The upload: choose a file, see what is wrong and what it would change, confirm; or take a template."""

import streamlit as st

from data import UnknownLayoutError, UnreadableFileError, Uploader
from data.layout import Layout
from pages.shared import cache
from pages.shared.markup import plain
from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_empty
from pages.shared.work import Draft, Question, drop_work, keep_work, kept_work, uploader_key
from pages.upload.draw_mapping import draw_mapping
from pages.upload.draw_problems import draw_problems
from pages.upload.draw_results import draw_confirmation, draw_results
from pages.upload.draw_templates import draw_help

_ENDINGS = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]


def draw(scope: Scope) -> None:
    """Draw the page."""
    st.header(scope.say("upload.title"))
    if cache.version() != cache.newest_version():
        draw_empty(scope.say("upload.in_the_past"))
        return
    draw_chooser(scope)
    match kept_work():
        case Draft() as draft:
            draw_draft(draft, scope)
        case Question() as question:
            answer(question, scope)
        case None:
            draw_help(scope)


def draw_chooser(scope: Scope) -> None:
    """Draw the file chooser; a file is read and checked, and then only the checked rows are kept."""
    files, areas = st.columns([2.6, 1])
    areas_of = {"": scope.say("scope.whole_region")} | {
        area.code: scope.name(area) for area in cache.register().prefectures
    }
    prefecture = areas.selectbox(
        scope.say("upload.reports_for"),
        list(areas_of),
        format_func=areas_of.__getitem__,
        help=scope.say("upload.reports_for_help"),
    )
    chosen = files.file_uploader(scope.say("upload.choose"), type=_ENDINGS, key=uploader_key())
    if chosen is not None:
        check(chosen.getvalue(), scope, file=chosen.name, uploader=Uploader("", prefecture))


def check(
    content: bytes, scope: Scope, *, file: str, uploader: Uploader, layouts: dict[str, Layout] | None = None
) -> None:
    """Check a file and keep what came of it, or say why it cannot be read."""
    try:
        report = cache.check_upload(content, file=file, uploader=uploader, layouts=layouts)
    except UnknownLayoutError as error:
        keep_work(Question(source=error.source, content=content, uploader=uploader, why=error.message))
    except UnreadableFileError as error:
        st.error(plain(scope.say("upload.failed", message=scope.text(error.message))))
        return
    else:
        found = cache.preview_upload(report, scope.as_of)
        keep_work(Draft(preview=found, content=content, uploader=uploader))
    st.rerun()


def answer(question: Question, scope: Scope) -> None:
    """Draw the mapping form; an answer is remembered for files with the same header."""
    layouts = draw_mapping(question, scope)
    if layouts is not None:
        file = question.source.file
        check(question.content, scope, file=file, uploader=question.uploader, layouts=layouts)


def draw_draft(draft: Draft, scope: Scope) -> None:
    """Draw what a checked file holds and would change, and the form that stores it."""
    if draft.conflict is not None:
        st.error(plain(scope.text(draft.conflict)))
    view = draw_problems(draft, scope)
    if draft.report.accepted.is_empty():
        st.error(scope.say("upload.nothing_sound"))
    else:
        draw_results(draft, scope)
        draw_confirmation(draft, scope, rejected=view.rejected)
    if st.button(scope.say("upload.discard")):
        drop_work()
        st.rerun()


draw(current_scope())
