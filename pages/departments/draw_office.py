"""Drawing one department: articles, goals with reports due, deliverables, and the form that asks for them."""

from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from data import deliverable_form
from indicators import Department
from pages.departments.markup import office_header
from pages.departments.office import GOAL_COLUMNS, goal_table, office_view
from pages.shared import cache
from pages.shared.draw_deliverables import draw_items, draw_late_actions
from pages.shared.palette import LIGHT_STYLES, light_text
from pages.shared.task_board import board_view, chosen_articles
from pages.shared.task_markup import board_table, stage_strip
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_download, draw_empty, source_line

__all__ = ["draw_office"]

_ROW, _HEAD, _MOST_ROWS = 27, 34, 14
_WIDTHS = {"late": 130, "due": 66, "page": 50}


def draw_office(department: Department, mine: pl.DataFrame, scope: Scope) -> None:
    """Draw one department; `mine` are its deliverables, as `DELIVERABLE_SCHEMA`."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    status = cache.status_at(known, scope.as_of)
    reports = cache.reports_at(known, scope.as_of)
    articles = chosen_articles(plan, section=None, department=department.id)
    board = board_view(mine, status, articles, plan=plan, register=register, scope=scope)
    title = scope.say("departments.strip", count=len(articles), items=mine.height, share=board.whole.share)
    header = office_header(office_view(department, reports, plan=plan, scope=scope), scope)
    st.html(header + stage_strip(title, board.whole, scope))
    left, right = st.columns([1.15, 1.25])
    with left:
        st.html(board_table(board, "", scope))
        source_line(scope.say("departments.source", as_of=scope.as_of, version=known[1]))
    with right:
        draw_goals(department, status, reports, scope)
    st.subheader(scope.say("departments.deliverables"))
    if mine.is_empty():
        draw_empty(scope.say("departments.no_deliverables"))
        return
    draw_items(mine, None, scope)
    draw_form(department, scope)
    draw_late_actions(mine, scope)


def draw_goals(department: Department, status: pl.DataFrame, reports: pl.DataFrame, scope: Scope) -> None:
    """Draw the goals whose article names the department, and what is owed of them."""
    st.subheader(scope.say("departments.goals"))
    table = goal_table(department, status, reports, plan=cache.plan(), register=cache.register(), scope=scope)
    if table.is_empty():
        draw_empty(scope.say("departments.no_goals"))
        return
    height = _ROW * min(table.height, _MOST_ROWS) + _HEAD
    st.dataframe(
        table, column_config=_columns(scope), hide_index=True, width="stretch", row_height=_ROW, height=height
    )
    plain = table.with_columns(pl.col("light").list.first()).drop("page")
    words = {name: scope.say(f"departments.{name}") for name in plain.columns}
    draw_download(plain.rename(words), file=f"{department.id}_goals_{scope.as_of}", scope=scope)
    st.caption(scope.say("departments.assumed"))


def _columns(scope: Scope) -> dict[str, Any]:
    lights = {light_text(light, scope.language): style.colour for light, style in LIGHT_STYLES.items()}
    columns: dict[str, Any] = {
        name: st.column_config.TextColumn(scope.say(f"departments.{name}"), width=_WIDTHS.get(name))
        for name in GOAL_COLUMNS
    }
    columns["light"] = st.column_config.MultiselectColumn(
        scope.say("departments.light"), options=list(lights), color=list(lights.values()), pinned=True
    )
    columns["page"] = st.column_config.LinkColumn(
        scope.say("departments.page"), display_text=scope.say("measures.open")
    )
    return columns


def draw_form(department: Department, scope: Scope) -> None:
    """Draw the download of the form for the department's own part; it is made when it is asked for."""
    period = f"{scope.as_of:%Y-%m}"
    st.download_button(
        scope.say("departments.form"),
        partial(deliverable_form, cache.directory(), period=period, department=department.id),
        file_name=f"{department.id}_{period}.xlsx",
        on_click="ignore",
    )
