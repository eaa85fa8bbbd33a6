"""Drawing what is wrong with a checked file, and the files that help to mend it."""

from functools import partial

import streamlit as st

from data import marked_workbook, rejected_ending, rejected_rows
from pages.shared.markup import plain
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_table
from pages.shared.work import Draft
from pages.upload.view import CheckView, check_view, problem_table

__all__ = ["draw_problems"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_problems(draft: Draft, scope: Scope) -> CheckView:
    """Draw the summary, the notes and the problems by rule; gives what was drawn."""
    report = draft.report
    view = check_view(report, scope)
    st.subheader(plain(view.summary))
    st.caption(plain(" · ".join(view.notes)))
    if not view.problem_count:
        st.success(scope.say("upload.clean"))
        return view
    st.markdown(f"**{scope.say('upload.problems', count=view.problem_count)}**")
    draw_table(view.groups, empty="")
    with st.expander(scope.say("upload.one_by_one"), expanded=view.problem_count <= 10):
        words = dict(zip(view.rules, view.groups[view.groups.columns[0]], strict=True))
        rule = st.selectbox(
            scope.say("upload.which_problem"),
            [None, *words],
            format_func=lambda rule: words[rule] if rule else scope.say("upload.all_problems"),
        )
        rows = problem_table(report, rule, scope)
        draw_table(rows, empty="")
        count = view.problem_count if rule is None else len(report.problems.of_rule(rule))
        if count > rows.height:
            st.caption(scope.say("upload.more", shown=rows.height, count=count))
    draw_downloads(draft, view, scope)
    return view


def draw_downloads(draft: Draft, view: CheckView, scope: Scope) -> None:
    """Draw the downloads: the file with its bad cells marked, and the rejected rows alone."""
    stem = draft.report.table.source.file.rpartition(".")[0] or draft.report.table.source.file
    marked, rejected = st.columns(2)
    marked.download_button(
        scope.say("upload.download_marked"),
        partial(marked_workbook, draft.report, language=scope.language),
        file_name=f"{stem}_marked.xlsx",
        mime=_XLSX,
        on_click="ignore",
    )
    if view.rejected:
        rejected.download_button(
            scope.say("upload.download_rejected", count=view.rejected),
            partial(rejected_rows, draft.report, language=scope.language),
            file_name=f"{stem}_rejected.{rejected_ending(draft.report)}",
            on_click="ignore",
        )
