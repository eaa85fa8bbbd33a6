"""The prefectures: all goals at a glance, their counties, who drags a goal, and two side by side."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.prefectures.compare import comparison_rows, comparison_view
from pages.prefectures.draw_choices import choose_pair, choose_part
from pages.prefectures.draw_drags import draw_drags
from pages.prefectures.draw_heat import draw_counties, draw_prefectures
from pages.prefectures.markup import comparison_table, light_words
from pages.shared import cache
from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_download, draw_empty, source_line


def draw(scope: Scope) -> None:
    """Draw the chosen part of the page."""
    choice, beside = st.columns([1.1, 1.6], vertical_alignment="bottom")
    with choice:
        part = choose_part(scope)
    match part:
        case "prefectures":
            beside.html(light_words(scope.language))
            draw_prefectures(scope)
        case "counties":
            draw_counties(scope, beside)
        case "drags":
            draw_drags(scope, beside)
        case "pair":
            draw_pair(scope, beside)


def draw_pair(scope: Scope, beside: DeltaGenerator) -> None:
    """Draw two prefectures side by side."""
    plan, register, known = cache.plan(), cache.register(), cache.version()
    with beside:
        pair = choose_pair(register, scope)
    if pair[0] == pair[1]:
        draw_empty(scope.say("prefectures.same"))
        return
    status = cache.status_at(known, scope.as_of)
    shown = comparison_view(status, pair, plan=plan, register=register, scope=scope)
    st.html(comparison_table(shown, scope))
    left_out = scope.say("prefectures.left_out", count=shown.left_out)
    source_line(scope.say("prefectures.source", as_of=scope.as_of, version=known[1]) + " " + left_out)
    draw_download(comparison_rows(shown, scope), file=f"pair_{scope.as_of}", scope=scope)


draw(current_scope())
