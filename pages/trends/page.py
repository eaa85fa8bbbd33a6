"""Trends: the course of a goal through the year, small samples told from bad ones, sampling, the air."""

import streamlit as st

from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope
from pages.trends.draw_air import draw_air
from pages.trends.draw_choices import choose_trend
from pages.trends.draw_course import draw_course
from pages.trends.draw_samples import draw_funnel, draw_samples


def draw(scope: Scope) -> None:
    """Draw the chosen part of the page."""
    choice, beside = st.columns([1.3, 1.6], vertical_alignment="bottom")
    with choice:
        part = choose_trend(scope)
    match part:
        case "course":
            draw_course(scope, beside)
        case "funnel":
            draw_funnel(scope, beside)
        case "samples":
            draw_samples(scope, beside)
        case "air":
            draw_air(scope)


draw(current_scope())
