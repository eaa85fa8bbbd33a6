"""The overview: where the 36 goals stand, the 80 % campaign, what changed, who has not reported."""

import streamlit as st

from data import area_frame
from indicators import Light
from pages.overview.campaign import Campaign
from pages.overview.drags import worst_drags
from pages.overview.markup import campaign_figures, drags, late, news
from pages.overview.view import OverviewView, overview_view, period_before
from pages.shared import cache
from pages.shared.draw_actions import draw_actions
from pages.shared.map_look import MapLook
from pages.shared.markup import count_strip, goal_list
from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_map, source_line

_MAP_SIZE = (336, 232)


def draw(scope: Scope) -> None:
    """Draw the page."""
    known = cache.version()
    now = cache.status_at(known, scope.as_of)
    before = cache.status_at(known, period_before(scope.as_of))
    stuck = cache.stuck_at(known, scope.as_of)
    view = overview_view(now, before, stuck, plan=cache.plan(), register=cache.register(), scope=scope)
    count = sum(number for _, number in view.counts)
    title = scope.say("overview.strip", area=view.area_name, count=count)
    st.html(count_strip(title, view.counts, scope.language, before=view.counts_before))
    draw_campaign(view.campaign, view, scope)
    for column, (title, goals) in zip(st.columns(len(view.sectors)), view.sectors, strict=True):
        column.html(goal_list(title, goals, scope.language))
    draw_actions(scope, key="overview", leads_to_cases=True)
    source_line(scope.say("overview.source", as_of=scope.as_of, version=known[1]))


def draw_campaign(campaign: Campaign | None, view: OverviewView, scope: Scope) -> None:
    """Draw the campaign's figures, its tile map and the news beside it."""
    figures, tiles, since, causes = st.columns([0.95, 1.15, 1.15, 1.1])
    since.html(news(view, scope))
    with causes:
        draw_causes(view, scope)
    if campaign is None:
        figures.info(scope.say("overview.sector_not_campaign"))
        return
    figures.html(campaign_figures(campaign, scope))
    with tiles:
        rows = campaign.rows.to_dicts()
        names = {area.code: scope.name(area) for area in cache.register().counties}
        draw_map(
            {row["area"]: Light(row["light"]) for row in rows},
            {row["area"]: (names[row["area"]], row[f"sentence_{scope.language}"]) for row in rows},
            look=MapLook(view="tile", size=_MAP_SIZE, with_labels=False, zooms=False),
            scope=scope,
            key="campaign",
        )


def draw_causes(view: OverviewView, scope: Scope) -> None:
    """Draw who drags the goals in trouble, and whose reports are overdue."""
    register = cache.register()
    worst = worst_drags(
        cache.figures_at(cache.version(), scope.as_of),
        view.in_trouble,
        hierarchy=area_frame(register),
        register=register,
        scope=scope,
    )
    st.html(drags(worst, scope) + late(view, scope))


draw(current_scope())
