"""Drawing what stands beside the map: the chosen county, or the worst areas while none is chosen."""

from collections.abc import Mapping

import streamlit as st

from indicators import Goal, PeriodType
from pages.map.charts import sparkline
from pages.map.markup import county_head, ranking_table
from pages.map.panel import CountyPanel, PanelCourses, county_panel, panel_courses
from pages.map.ranking import RANKED, worst_first
from pages.map.view import MapView
from pages.shared import cache
from pages.shared.palette import LIGHT_STYLES, light_text
from pages.shared.periods import period_ends
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_empty

__all__ = ["draw_county", "draw_ranking"]

_ROW = 26  # pixels


def draw_ranking(shown: MapView, goal: Goal, choices: Mapping[str, str], scope: Scope) -> None:
    """Draw the worst areas of the scope, and how to choose a county."""
    ranking = worst_first(shown.rows, goal, choices=choices, register=cache.register(), scope=scope)
    if not ranking.judged:
        draw_empty(scope.say("map.none_judged"))
        return
    more = ranking.judged > RANKED
    title = scope.say("map.worst" if more else "map.all_judged", count=min(RANKED, ranking.judged))
    st.subheader(title)
    st.html(ranking_table(ranking, scope))
    silent = scope.say("map.silent", count=ranking.silent, unit=shown.unit) if ranking.silent else ""
    st.caption(f"{silent}{scope.say('map.pick_county')}")


def draw_county(goal: Goal, code: str, scope: Scope) -> None:
    """Draw the chosen county: its figure at once, then course, reports and other goals."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    panel = county_panel(
        cache.status_at(known, scope.as_of),
        cache.observations(known),
        uploads=cache.version_labels(),
        plan=plan,
        goal=goal,
        code=code,
        register=register,
        scope=scope,
    )
    st.html(county_head(panel, scope))
    months = period_ends(PeriodType.MONTH, year=plan.year, as_of=scope.as_of)
    states = {day: cache.status_at(known, day) for day in (*months, scope.as_of)}
    year = panel_courses(states, plan=plan, goal=goal, code=code, register=register, scope=scope)
    if len(year.course) > 1:
        st.altair_chart(sparkline(year.course, year.periods, unit=scope.text(goal.unit)), width="stretch")
    draw_reports(panel, scope)
    draw_others(year, scope)


def draw_reports(panel: CountyPanel, scope: Scope) -> None:
    """Draw the reports, each with its upload, folded away."""
    with st.expander(scope.say("map.rows", count=panel.reports.height)):
        upload = scope.say("map.upload")
        open_it = st.column_config.LinkColumn(upload, display_text=scope.say("map.open"), width="small")
        st.dataframe(panel.reports, hide_index=True, column_config={upload: open_it})


def draw_others(year: PanelCourses, scope: Scope) -> None:
    """Draw the county's other goals, each with its course in small."""
    st.subheader(scope.say("map.other_goals"))
    options = {light_text(light, scope.language): style.colour for light, style in LIGHT_STYLES.items()}
    columns = {
        "light": st.column_config.MultiselectColumn(
            scope.say("map.light"), options=list(options), color=list(options.values()), width=74
        ),
        "goal": st.column_config.TextColumn(scope.say("scope.goal"), width=96),
        "figure": st.column_config.TextColumn(scope.say("map.figure_now"), alignment="right", width=122),
        "course": st.column_config.LineChartColumn(scope.say("map.course"), width=62),
        "link": st.column_config.LinkColumn(" ", display_text=scope.say("map.open"), width=40),
    }
    st.dataframe(year.others, column_config=columns, hide_index=True, row_height=_ROW, width="stretch")
