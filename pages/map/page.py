"""The map: any goal by light over all counties, the chosen county beside it, the table behind it."""

from html import escape

import streamlit as st

from geo.boundaries import load_provenance
from indicators import Goal
from pages.map.markup import headline, panel_html
from pages.map.panel import county_panel
from pages.map.view import MAP_SIZE, MapView, map_view
from pages.shared import cache
from pages.shared.map_look import MapLook
from pages.shared.markup import light_legend
from pages.shared.scope import choose_county, choose_goal, choose_view, current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_empty, draw_map, source_line


def draw(scope: Scope) -> None:
    """Draw the page."""
    goals = [goal for goal in cache.plan().goals if scope.sector in (None, goal.sector)]
    choice, views, county = st.columns([2.2, 1, 1.2], vertical_alignment="bottom")
    with choice:
        goal = choose_goal(goals, scope)
    with views:
        view = choose_view(scope)
    with county:
        chosen = choose_county(cache.register(), scope)
    status = cache.status_at(cache.version(), scope.as_of)
    shown = map_view(status, goal, register=cache.register(), scope=scope)
    st.html(headline(shown, scope))
    left, right = st.columns([2.6, 1])
    with left:
        draw_map(
            shown.lights,
            shown.texts,
            look=MapLook(view=view, size=MAP_SIZE, chosen=chosen),
            scope=scope,
            key=f"map-{view}",
        )
        st.html(light_legend(shown.counts, scope.language, unit=scope.say("map.unit")))
        draw_source(scope)
    with right:
        draw_county(goal, chosen, scope)
    draw_table(shown, goal, scope)


def draw_source(scope: Scope) -> None:
    """Data date, origin of the boundaries and their approval number."""
    origin = load_provenance()
    key = "map.approved" if origin.approval else "map.not_approved"
    approval = scope.say(key, approval=origin.approval)
    source_line(
        escape(scope.say("map.source", as_of=scope.as_of, boundaries=origin.source, approval=approval))
    )


def draw_county(goal: Goal, chosen: str | None, scope: Scope) -> None:
    """Draw the chosen county's figures, or how to choose one."""
    if chosen is None:
        draw_empty(scope.say("map.pick_county"))
        return
    known = cache.version()
    panel = county_panel(
        cache.status_at(known, scope.as_of),
        cache.observations(known),
        plan=cache.plan(),
        goal=goal,
        code=chosen,
        register=cache.register(),
        scope=scope,
    )
    st.html(panel_html(panel, scope))
    with st.expander(scope.say("map.rows", count=panel.rows.height)):
        st.dataframe(
            panel.rows.select(
                "period", "period_type", "segment", "numerator", "denominator", "value", "note"
            ),
            hide_index=True,
        )


def draw_table(shown: MapView, goal: Goal, scope: Scope) -> None:
    """Draw the table behind the map, with its download."""
    if shown.stops_at is not None:
        st.info(scope.say("map.only_level", level=shown.stops_at))
    title, download = st.columns([5, 1], vertical_alignment="bottom")
    title.subheader(scope.say("map.table"))
    download.download_button(
        scope.say("map.download"),
        shown.table.write_csv(include_bom=True).encode(),
        file_name=f"{goal.id}_{scope.as_of}.csv",
        mime="text/csv",
        on_click="ignore",
    )
    st.dataframe(shown.table, hide_index=True, width="stretch")


draw(current_scope())
