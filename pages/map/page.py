"""The map: any goal by light over all counties, the chosen county beside it, the table behind it."""

from html import escape

import streamlit as st

from data import area_frame
from geo.boundaries import load_provenance
from indicators import Goal
from pages.map.view import CountyPanel, MapView, county_panel, map_view
from pages.shared import cache
from pages.shared.markup import badge, light_legend
from pages.shared.scope import Scope, choose_county, choose_goal, choose_view, current_scope
from pages.shared.widgets import draw_empty, draw_map, source_line

_MAP_SIZE = (930, 440)


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
            scope=scope,
            view=view,
            chosen=chosen,
            key=f"map-{view}-{scope.prefecture}",
            size=_MAP_SIZE,
            counties=area_frame(cache.register()).filter(level="county"),
        )
        st.html(light_legend(shown.counts, scope.language, unit=scope.say("map.unit")))
        draw_source(scope)
    with right:
        draw_county(goal, chosen, scope)
    draw_table(shown, goal, scope)


def headline(shown: MapView, scope: Scope) -> str:
    """Goal, figure, target and light in one line, the reason under it."""
    return (
        f'<div class="headline"><h2>{escape(shown.area_name)} · {escape(shown.name)}</h2>'
        f"<b>{escape(shown.value)}</b>"
        f'<span class="target">{scope.say("map.target")} {escape(shown.target)}</span>'
        f"{badge(shown.light, scope.language)}</div>"
        f'<p class="source">{escape(shown.sentence)}</p>'
    )


def draw_source(scope: Scope) -> None:
    """Data date, origin of the boundaries and their approval number."""
    origin = load_provenance()
    key = "map.approved" if origin.approval else "map.not_approved"
    approval = scope.say(key, approval=origin.approval)
    source_line(escape(scope.say("map.source", as_of=scope.as_of, boundaries=origin.source, approval=approval)))


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
        st.dataframe(panel.rows.select("period", "period_type", "segment", "numerator", "denominator", "value", "note"), hide_index=True)


def panel_html(panel: CountyPanel, scope: Scope) -> str:
    """The county's figure, why its light is what it is, its checklist and its other goals."""
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in panel.facts)
    flags = "".join(f" · {escape(flag)}" for flag in panel.flags)
    items = "".join(f"<li>{'✔' if is_done else '✖'} {escape(item)}</li>" for item, is_done in panel.items)
    others = "".join(
        f"<li>{badge(light, scope.language, with_word=False)} {escape(name)} <b>{escape(value)}</b></li>"
        for name, light, value in panel.others
    )
    return (
        f'<section class="panel"><h3>{escape(panel.name)} · {escape(panel.prefecture)}</h3>'
        f'<div class="big">{escape(panel.value)}</div><p>{badge(panel.light, scope.language)}{flags}</p>'
        f"<p>{escape(panel.sentence)}</p><dl>{facts}</dl><ul>{items}</ul>"
        f"<h3>{scope.say('map.other_goals')}</h3><ul>{others}</ul></section>"
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
