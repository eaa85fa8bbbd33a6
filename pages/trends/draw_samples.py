"""Drawing the funnel of small samples, and the samples of each area."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo import Area
from indicators import Goal
from pages.shared import cache
from pages.shared.scope import choose_goal
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_chart, draw_empty, source_line
from pages.trends.funnel import funnel_view
from pages.trends.markup import funnel_groups, headline_html, prefecture_table, sample_gaps
from pages.trends.sample_charts import funnel_chart, samples_chart
from pages.trends.sampled import sampled_goals
from pages.trends.samples import samples_view

__all__ = ["draw_funnel", "draw_samples"]


def draw_funnel(scope: Scope, beside: DeltaGenerator) -> None:
    """Draw the funnel of the goal that is chosen `beside` the part of the page."""
    goal = _choose_sampled(scope, beside)
    if goal is None:
        return
    status = cache.status_at(cache.version(), scope.as_of)
    shown = funnel_view(status, goal, area=_area(scope), register=cache.register(), scope=scope)
    st.html(headline_html(shown.headline, scope))
    if shown.dots.is_empty():
        draw_empty(scope.say("trends.no_samples", goal=scope.text(goal.short)))
        return
    figure, said = st.columns([1.9, 1])
    chart = funnel_chart(
        shown,
        titles=(scope.say("trends.size_axis"), scope.say("trends.rate_axis")),
        shapes=(
            scope.say("trends.shape_few", small=shown.small),
            scope.say("trends.shape_enough", small=shown.small),
        ),
    )
    with figure:
        draw_chart(chart, about=scope.say("trends.part_funnel"), scope=scope)
        st.caption(scope.say("trends.funnel_reading"))
    said.html(funnel_groups(shown, scope))
    _draw_source(scope)
    file = f"funnel_{goal.id}_{scope.as_of}"
    draw_behind(shown.table, file=file, scope=scope, link=scope.say("trends.page"))


def draw_samples(scope: Scope, beside: DeltaGenerator) -> None:
    """Draw the samples of the goal that is chosen `beside` the part of the page."""
    goal = _choose_sampled(scope, beside)
    if goal is None:
        return
    status = cache.status_at(cache.version(), scope.as_of)
    shown = samples_view(status, goal, area=_area(scope), register=cache.register(), scope=scope)
    st.html(headline_html(shown.headline, scope) + f'<p class="answer">{shown.answer}</p>')
    if shown.bars.is_empty():
        draw_empty(scope.say("trends.no_samples", goal=scope.text(goal.short)))
    else:
        mark = scope.say("trends.enough_mark", enough=shown.enough)
        title = scope.text(goal.denominator) if goal.denominator else ""
        chart = samples_chart(shown.bars, enough=shown.enough, title=title, mark=mark)
        draw_chart(chart, about=scope.say("trends.part_samples"), scope=scope)
    st.caption(scope.say("trends.enough_meaning", enough=shown.enough, proof=shown.proof))
    sums, gaps = st.columns([1.3, 1])
    sums.html(prefecture_table(shown, scope))
    gaps.html(sample_gaps(shown, scope))
    _draw_source(scope)
    file = f"samples_{goal.id}_{scope.as_of}"
    draw_behind(shown.table, file=file, scope=scope, link=scope.say("trends.page"))


def _choose_sampled(scope: Scope, beside: DeltaGenerator) -> Goal | None:
    """Draw the choice among the sampled goals; a sentence and None where the sector has none."""
    goals = sampled_goals(cache.plan(), scope)
    if not goals:
        draw_empty(scope.say("trends.no_sampled_goals"))
        return None
    with beside:
        return choose_goal(goals, scope)


def _area(scope: Scope) -> Area:
    register = cache.register()
    return register.area(scope.prefecture or register.region.code)


def _draw_source(scope: Scope) -> None:
    source_line(scope.say("trends.source", as_of=scope.as_of, version=cache.version()[1]))
