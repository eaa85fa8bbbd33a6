"""Drawing one goal taken apart into areas."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators import Goal
from pages.prefectures.charts import drag_chart
from pages.prefectures.drags import DRAG_KINDS, Drags, drags_view, linked
from pages.prefectures.markup import drags_headline
from pages.shared import cache
from pages.shared.scope import choose_goal
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_chart, draw_download, draw_empty, source_line

__all__ = ["draw_drags"]

_MOST_ROWS, _HEIGHT = 12, 420


def draw_drags(scope: Scope, beside: DeltaGenerator) -> None:
    """Draw who drags the goal that is chosen `beside` the part of the page."""
    goals = [
        goal for goal in cache.plan().goals if goal.kind in DRAG_KINDS and scope.sector in (None, goal.sector)
    ]
    with beside:
        goal = choose_goal(goals, scope)
    known, register = cache.version(), cache.register()
    figures, status = cache.figures_at(known, scope.as_of), cache.status_at(known, scope.as_of)
    shown = drags_view(figures, status, goal, register=register, scope=scope)
    parts = shown.parts
    st.html(drags_headline(shown, scope))
    if parts.table.is_empty():
        draw_empty(scope.say("prefectures.no_parts"))
        return
    if parts.bars.is_empty():
        draw_parts(shown, goal, scope, place=st.container())
    else:
        chart, table = st.columns([1, 1.25])
        with chart:
            draw_chart(drag_chart(parts.bars, axis=parts.axis), about=parts.axis, scope=scope)
        chart.html(f'<p class="answer">{parts.total}</p>')
        draw_parts(shown, goal, scope, place=table)
    source_line(scope.say("prefectures.source", as_of=scope.as_of, version=known[1]))
    draw_download(parts.table, file=f"{goal.id}_{scope.as_of}", scope=scope)


def draw_parts(shown: Drags, goal: Goal, scope: Scope, *, place: DeltaGenerator) -> None:
    """Draw the table behind the bars, with a way down from each area."""
    right = [scope.say(key) for key in ("prefectures.rate", "prefectures.without")]
    below = scope.say("prefectures.below")
    config = {name: st.column_config.TextColumn(alignment="right") for name in right}
    link = st.column_config.LinkColumn(below, display_text=scope.say("prefectures.open"))
    place.dataframe(
        linked(shown, goal, register=cache.register(), scope=scope),
        hide_index=True,
        width="stretch",
        height="auto" if shown.parts.table.height <= _MOST_ROWS else _HEIGHT,
        column_config=config | {below: link},
    )
