"""One area: all goals that apply to it, and the reports and uploads that each figure comes from."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from data import Upload
from geo import Area
from indicators import PeriodType
from pages.county.charts import course_chart
from pages.county.draw_reports import draw_reports
from pages.county.draw_table import draw_goals
from pages.county.markup import area_header
from pages.county.sources import newest_sources, reports_of
from pages.county.table import goal_table_download
from pages.county.view import AreaView, GoalRow, area_view, chosen_area
from pages.shared import cache
from pages.shared.courses import year_courses
from pages.shared.draw_actions import draw_actions
from pages.shared.periods import period_ends
from pages.shared.scope import choose_county, choose_goal, current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_chart, draw_download, draw_empty, source_line


def draw(scope: Scope) -> None:
    """Draw the page."""
    plan, register, known = cache.plan(), cache.register(), cache.version()
    header, choice = st.columns([3, 1], vertical_alignment="bottom")
    with choice:
        area = chosen_area(choose_county(register, scope), register=register, scope=scope)
    observations = cache.observations(known)
    reports = reports_of(observations, area.code, register=register, plan=plan, as_of=scope.as_of)
    uploads = cache.history(known)
    months = period_ends(PeriodType.MONTH, year=plan.year, as_of=scope.as_of)
    shown = area_view(
        cache.status_at(known, scope.as_of),
        year_courses(
            {day: cache.status_at(known, day) for day in months},
            area=area.code,
            plan=plan,
            as_of=scope.as_of,
        ),
        newest_sources(reports, uploads),
        area=area,
        plan=plan,
        register=register,
        scope=scope,
    )
    header.html(area_header(shown, scope))
    if not shown.rows:
        draw_empty(scope.say("county.no_goals"))
        return
    draw_goals(shown, scope)
    draw_source(shown, area, scope)
    draw_actions(scope, key="county", area=area.code, choices=shown.missed, leads_to_cases=True)
    draw_goal(shown, area, reports, uploads, scope)


def draw_source(shown: AreaView, area: Area, scope: Scope) -> None:
    """Draw where the figures are from, what is left out, and the download."""
    said, download = st.columns([5, 1])
    left_out = scope.say("county.left_out", count=shown.left_out) if shown.left_out else ""
    source = scope.say("county.source", as_of=scope.as_of, version=cache.version()[1])
    with said:
        source_line(source + left_out)
    with download:
        draw_download(goal_table_download(shown, scope), file=f"{area.code}_{scope.as_of}", scope=scope)


def draw_goal(
    shown: AreaView, area: Area, reports: pl.DataFrame, uploads: Sequence[Upload], scope: Scope
) -> None:
    """Draw one goal of the area: its course, and the reports behind its figure."""
    goal = choose_goal([row.goal for row in shown.rows], scope)
    row = next(row for row in shown.rows if row.goal.id == goal.id)
    left, right = st.columns([1, 1.6])
    with left:
        draw_course(row, scope)
    with right:
        own = reports.filter(pl.col("indicator") == goal.id)
        draw_reports(own, uploads, goal=goal, area=area, scope=scope)


def draw_course(row: GoalRow, scope: Scope) -> None:
    """Draw the course of one goal through the year."""
    st.subheader(scope.say("county.course_title", goal=scope.text(row.goal.short)))
    if not row.course:
        draw_empty(scope.say("county.no_course"))
        return
    target = f"{scope.say('map.target')} {row.target}"
    chart = course_chart(row.course, title=row.unit, target=target)
    draw_chart(chart, about=scope.text(row.goal.name), scope=scope)
    st.caption(row.hint)


draw(current_scope())
