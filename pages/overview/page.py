"""The overview: where the 36 goals stand, the 80 % campaign, what changed, who has not reported."""

from html import escape

import streamlit as st

from data import area_frame
from indicators import Light
from pages.overview.view import Campaign, OverviewView, overview_view, period_before
from pages.shared import cache
from pages.shared.markup import badge, count_strip, goal_list, lines
from pages.shared.scope import Scope, current_scope
from pages.shared.widgets import draw_map, source_line

_MAP_SIZE = (560, 232)


def draw(scope: Scope) -> None:
    """Draw the page."""
    known = cache.version()
    now = cache.status_at(known, scope.as_of)
    before = cache.status_at(known, period_before(scope.as_of))
    view = overview_view(now, before, plan=cache.plan(), register=cache.register(), scope=scope)
    count = sum(number for _, number in view.counts)
    st.html(count_strip(scope.say("overview.strip", area=view.area_name, count=count), view.counts, scope.language))
    draw_campaign(view.campaign, view, scope)
    for column, (title, goals) in zip(st.columns(len(view.sectors)), view.sectors, strict=True):
        column.html(goal_list(title, goals, scope.language))
    source_line(scope.say("overview.source", as_of=scope.as_of, version=known[1]))


def draw_campaign(campaign: Campaign | None, view: OverviewView, scope: Scope) -> None:
    """Draw the campaign's figures, its tile map and the news beside it."""
    figures, tiles, news = st.columns([0.9, 1.5, 1.1])
    with news:
        st.html(changes(view, scope) + late(view, scope))
    if campaign is None:
        figures.info(scope.say("overview.sector_not_campaign"))
        return
    figures.html(campaign_figures(campaign, scope))
    with tiles:
        rows = campaign.rows.to_dicts()
        names = {area.code: area.name_en if scope.language == "en" else area.name_zh for area in cache.register().counties}
        draw_map(
            {row["area"]: Light(row["light"]) for row in rows},
            {row["area"]: (names[row["area"]], row[f"sentence_{scope.language}"]) for row in rows},
            scope=scope,
            view="tile",
            chosen=None,
            key=f"campaign-{scope.prefecture}",
            size=_MAP_SIZE,
            counties=area_frame(cache.register()).head(campaign.total),
            with_labels=False,
        )


def campaign_figures(campaign: Campaign, scope: Scope) -> str:
    """The campaign as k of 74, what is missing, and the nearest counties."""
    key = "campaign_short" if campaign.short else "campaign_met"
    nearest = [
        scope.say("overview.nearest_line", county=escape(county), count=len(items), items=escape("、".join(items)))
        for county, items in campaign.nearest
    ]
    best = campaign.done + campaign.unreported
    return (
        f'<div class="campaign"><h3>{scope.say("overview.campaign")} {badge(campaign.light, scope.language)}</h3>'
        f'<div class="big">{campaign.done}<small> / {campaign.total}</small></div>'
        f"<p><b>{scope.say(f'overview.{key}', short=campaign.short, needed=campaign.needed)}</b></p>"
        f"<p>{scope.say('overview.campaign_range', unreported=campaign.unreported, best=best)}</p></div>"
        + lines(scope.say("overview.nearest"), nearest, empty=scope.say("overview.nearest_none"))
    )


def changes(view: OverviewView, scope: Scope) -> str:
    """The goals whose light changed since the period before."""
    items = [
        f"{badge(c.before, scope.language, with_word=False)} → {badge(c.after, scope.language)} {escape(c.goal)}"
        for c in view.changes
    ]
    title = scope.say("overview.changes", since=view.changed_since)
    return lines(title, items, empty=scope.say("overview.changes_none"))


def late(view: OverviewView, scope: Scope) -> str:
    """Overdue reports, the goals with most of them first."""
    items = [
        scope.say(
            "overview.late_line",
            goal=escape(goal.goal),
            count=goal.count,
            areas=escape("、".join(goal.areas)) + (scope.say("overview.and_more") if goal.count > len(goal.areas) else ""),
        )
        for goal in view.late
    ]
    title = scope.say("overview.late", count=view.late_total)
    return lines(title, items, empty=scope.say("overview.late_none"))


draw(current_scope())
