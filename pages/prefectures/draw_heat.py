"""Drawing the two heat tables."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.prefectures.draw_choices import choose_only_stuck
from pages.prefectures.heat import county_goals, county_heat, prefecture_heat
from pages.prefectures.heat_rows import heat_rows
from pages.prefectures.markup import heat_blocks, heat_table, light_words
from pages.shared import cache
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_empty, source_line

__all__ = ["draw_counties", "draw_prefectures"]


def draw_prefectures(scope: Scope) -> None:
    """Draw the region and its prefectures by all goals."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    status = cache.status_at(known, scope.as_of)
    shown = prefecture_heat(status, plan=plan, register=register, scope=scope)
    st.html(heat_table(shown))
    source_line(scope.say("prefectures.source", as_of=scope.as_of, version=known[1]))
    goals = [goal for goal in plan.goals if scope.sector in (None, goal.sector)]
    rows = heat_rows(status, (register.region, *register.prefectures), goals, scope=scope)
    draw_behind(rows, file=f"prefectures_{scope.as_of}", scope=scope)


def draw_counties(scope: Scope, beside: DeltaGenerator) -> None:
    """Draw the counties by the goals that they have lights of their own for."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    goals = county_goals(plan, scope)
    if not goals:
        draw_empty(scope.say("prefectures.no_county_goals"))
        return
    with beside:
        only_stuck = choose_only_stuck(scope)
    status, stuck = cache.status_at(known, scope.as_of), cache.stuck_at(known, scope.as_of)
    shown = county_heat(status, stuck, plan=plan, register=register, scope=scope, only_stuck=only_stuck)
    beside.html(f'<p class="answer">{scope.say("prefectures.stuck_count", count=shown.stuck)}</p>')
    if not shown.blocks:
        draw_empty(scope.say("prefectures.none_stuck"))
        return
    table = heat_table(shown) if scope.prefecture else heat_blocks(shown)
    st.html(light_words(scope.language) + table)
    source_line(scope.say("prefectures.source", as_of=scope.as_of, version=known[1]))
    counties = register.counties_of(scope.prefecture or register.region.code)
    rows = heat_rows(status, counties, goals, scope=scope)
    draw_behind(rows, file=f"counties_{scope.as_of}", scope=scope)
