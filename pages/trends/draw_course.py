"""Drawing the course of one goal."""

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators import Goal
from pages.shared import cache
from pages.shared.scope import choose_goal
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_chart, draw_empty, source_line
from pages.trends.charts import course_chart, pairs_chart
from pages.trends.course import Course, course_view
from pages.trends.headline import row_of
from pages.trends.markup import headline_html, steps_list, topics_list
from pages.trends.references import compared_pairs

__all__ = ["draw_course"]


def draw_course(scope: Scope, beside: DeltaGenerator) -> None:
    """Draw the course of the goal that is chosen `beside` the part of the page."""
    plan, register, known = cache.plan(), cache.register(), cache.version()
    with beside:
        goal = choose_goal([each for each in plan.goals if scope.sector in (None, each.sector)], scope)
    course = cache.course_at(known, scope.as_of, goal.id)
    area = register.area(scope.prefecture or register.region.code)
    states = cache.goal_states_at(known, scope.as_of, goal.id)
    shown = course_view(course, states, goal, area=area, plan=plan, register=register, scope=scope)
    st.html(headline_html(shown.headline, scope))
    now = row_of(states[max(states)], area=area.code, goal=goal)
    figure, said = st.columns([1.9, 1])
    with figure:
        _draw_figure(shown, compared_pairs(now, goal, scope), goal, scope)
    with said:
        st.html(topics_list(shown.topics))
    source_line(scope.say("trends.source", as_of=scope.as_of, version=known[1]))
    draw_behind(shown.table, file=f"{goal.id}_{area.code}_{scope.as_of}", scope=scope)


def _draw_figure(shown: Course, pairs: pl.DataFrame, goal: Goal, scope: Scope) -> None:
    name = scope.text(goal.name)
    if not shown.points.is_empty():
        draw_chart(course_chart(shown.points, shown.axes), about=name, scope=scope)
        st.caption(shown.reading)
        return
    if not pairs.is_empty():
        draw_chart(pairs_chart(pairs), about=name, scope=scope)
        return
    draw_empty(shown.empty)
    if shown.steps:
        st.html(steps_list(shown.steps, scope))
