"""The reports: who owes which, how late, whom to call, how complete they are, who sent the closing papers."""

import polars as pl
import streamlit as st

from indicators import ReportState
from pages.reporting.board import board_view
from pages.reporting.calls import reports_in
from pages.reporting.draw_calls import draw_calls, draw_complete
from pages.reporting.draw_choices import choose_part
from pages.reporting.draw_submissions import draw_submissions
from pages.reporting.markup import board_table, own_goals, state_strip
from pages.reporting.rows import report_rows
from pages.shared import cache
from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_empty, source_line


def draw(scope: Scope) -> None:
    """Draw the chosen part of the page."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    every = cache.reports_at(known, scope.as_of)
    reports = reports_in(every, plan=plan, register=register, scope=scope)
    choice, beside = st.columns([1.1, 1.6], vertical_alignment="bottom")
    with choice:
        part = choose_part(scope)
    match part:
        case "matrix":
            draw_matrix(reports, scope)
        case "calls":
            draw_calls(reports, scope, beside)
        case "complete":
            draw_complete(reports, scope)
        case "sent":
            draw_submissions(scope)


def draw_matrix(reports: pl.DataFrame, scope: Scope) -> None:
    """Draw every area by every goal, and what the departments report for the region."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    board = board_view(reports, plan=plan, register=register, scope=scope)
    owing = sum(count for state, count in board.counts if state is not ReportState.NOT_APPLICABLE)
    title = scope.say("reporting.strip", count=owing)
    st.html(state_strip(title, board.counts, scope))
    if board.goals:
        st.html(board_table(board, scope))
    elif not board.own:
        draw_empty(scope.say("reporting.nothing_owed"))
        return
    source_line(scope.say("reporting.source", as_of=scope.as_of, version=known[1]))
    if board.own:
        st.html(own_goals(board.own, scope))
    rows = report_rows(reports, plan=plan, register=register, scope=scope)
    draw_behind(rows, file=f"reporting_{scope.as_of}", scope=scope)


draw(current_scope())
