"""The measures: the 21 articles as a task board, and their deliverables, shown and changed in place."""

from functools import partial
from html import escape

import polars as pl
import streamlit as st

from data import deliverable_form
from indicators import department_deliverables
from indicators.entry import EntryKind
from pages.measures.draw_choices import Filters, choose_editing, choose_filters
from pages.measures.draw_edit import draw_edit
from pages.measures.duties import duty_lines
from pages.shared import cache, registers
from pages.shared.draw_deliverables import draw_items, draw_late_actions
from pages.shared.markup import lines
from pages.shared.scope import current_scope
from pages.shared.task_board import article_label, board_rows, board_view
from pages.shared.task_markup import board_table, stage_strip
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_empty, source_line


def draw(scope: Scope) -> None:
    """Draw the page."""
    filters = choose_filters(cache.plan(), scope)
    every, reports = cache.deliverable_states(cache.version(), scope.as_of)
    if filters.department:
        own = department_deliverables(every, reports, cache.plan())
        every = own.filter(department=filters.department).drop("department")
    numbers = [article.number for article in filters.articles]
    found = every.filter(pl.col("article").is_in(numbers))
    strip = st.empty()
    left, right = st.columns([1.15, 1.25])
    with left:
        strip.html(draw_board(found, filters, scope))
    with right:
        draw_deliverables(found, filters, scope)


def draw_board(found: pl.DataFrame, filters: Filters, scope: Scope) -> str:
    """Draw the articles and, below, the duties of the closing paragraph; give the counts of all."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    status = cache.status_at(known, scope.as_of)
    board = board_view(found, status, filters.articles, plan=plan, register=register, scope=scope)
    chosen = article_label(filters.article, scope) if filters.article else ""
    submissions = registers.entries(registers.ledger_version(), EntryKind.SUBMISSION)
    st.html(board_table(board, chosen, scope))
    duties = [escape(line) for line in duty_lines(submissions, plan=plan, scope=scope)]
    st.html(lines(scope.say("measures.duties"), duties, empty=""))
    filtered = f" {scope.say('measures.not_filtered')}" if scope.prefecture or scope.sector else ""
    source_line(scope.say("measures.source", as_of=scope.as_of, version=known[1]) + filtered)
    draw_behind(board_rows(board, scope), file=f"articles_{scope.as_of}", scope=scope)
    title = scope.say("measures.strip", count=board.whole.total, share=board.whole.share)
    return stage_strip(title, board.whole, scope)


def draw_deliverables(found: pl.DataFrame, filters: Filters, scope: Scope) -> None:
    """Draw the deliverables of the chosen article, or of all, or the table in which they are changed."""
    article = filters.article
    title, switch = st.columns([2.2, 1], vertical_alignment="bottom")
    heading = article_label(article, scope) if article else scope.say("measures.late_first")
    title.html(f'<p class="answer">{heading}</p>')
    if article and not article.deliverables:
        draw_empty(scope.say("measures.only_goals", count=len(article.goals)))
        return
    seen = found.filter(pl.col("article") == article.number) if article else found
    with switch:
        is_editing = choose_editing(scope)
    if is_editing:
        departments = article.departments if article else ()
        draw_edit(seen, departments, scope)
    else:
        draw_items(seen, filters.stage, scope)
        draw_form(scope)
        draw_late_actions(seen, scope)


def draw_form(scope: Scope) -> None:
    """Draw the download of the form for all deliverables; it is made when it is asked for."""
    period = f"{scope.as_of:%Y-%m}"
    st.download_button(
        scope.say("measures.form"),
        partial(deliverable_form, cache.directory(), period=period),
        file_name=f"deliverables_{period}.xlsx",
        on_click="ignore",
    )


draw(current_scope())
