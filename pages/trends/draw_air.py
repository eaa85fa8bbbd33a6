"""Drawing the air calendar."""

import streamlit as st

from indicators import Kind
from pages.shared import cache
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_empty, source_line
from pages.trends.air import air_calendar
from pages.trends.markup import air_legend, air_table, headline_html

__all__ = ["draw_air"]


def draw_air(scope: Scope) -> None:
    """Draw the air of all prefectures, the one of the filter marked."""
    known, register = cache.version(), cache.register()
    goal = next(goal for goal in cache.plan().goals if goal.kind is Kind.MEAN_OF_PREFECTURES)
    course = cache.course_at(known, scope.as_of, goal.id)
    status = cache.status_at(known, scope.as_of)
    shown = air_calendar(course, status, goal, register=register, scope=scope)
    st.html(headline_html(shown.headline, scope))
    if not shown.answer:
        draw_empty(scope.say("trends.no_figures", goal=scope.text(goal.short)))
        return
    st.html(f'<p class="answer">{shown.answer}</p>{air_table(shown, scope)}{air_legend(scope)}')
    st.caption(scope.say("trends.air_reading"))
    source_line(scope.say("trends.source", as_of=scope.as_of, version=known[1]))
    draw_behind(shown.table, file=f"{goal.id}_{scope.as_of}", scope=scope)
