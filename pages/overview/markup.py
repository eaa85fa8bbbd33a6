"""Pieces of HTML of the overview; every text from data is escaped here."""

from collections.abc import Sequence
from html import escape

from pages.overview.campaign import Campaign
from pages.overview.drags import Drag
from pages.overview.news import Change, News
from pages.overview.view import OverviewView
from pages.shared.markup import badge, lines
from pages.shared.viewpoint import Scope

__all__ = ["campaign_figures", "drags", "late", "news"]

_SHOWN = 4  # goals of one kind of news on the first screen


def campaign_figures(campaign: Campaign, scope: Scope) -> str:
    """The campaign as k of 74, what is missing, and the nearest counties."""
    key = "campaign_short" if campaign.short else "campaign_met"
    nearest = [
        scope.say(
            "overview.nearest_line",
            county=escape(county),
            count=len(items),
            items=escape(scope.listed(items)),
        )
        for county, items in campaign.nearest
    ]
    best = campaign.done + campaign.unreported
    reach = scope.say("overview.campaign_range", unreported=campaign.unreported, best=best)
    light = badge(campaign.light, scope.language)
    return (
        f'<div class="campaign"><h3>{scope.say("overview.campaign")} {light}</h3>'
        f'<div class="big">{campaign.done}<small> / {campaign.total}</small></div>'
        f"<p><b>{scope.say(f'overview.{key}', short=campaign.short, needed=campaign.needed)}</b></p>"
        f"<p>{reach}</p></div>"
        + lines(scope.say("overview.nearest"), nearest, empty=scope.say("overview.nearest_none"))
    )


def news(view: OverviewView, scope: Scope) -> str:
    """What became of the goals since the period before, a line for each kind."""
    items = [_news_line(told, scope) for told in view.news]
    title = scope.say("overview.changes", since=view.changed_since)
    return lines(title, items, empty=scope.say("overview.changes_none"))


def _news_line(told: News, scope: Scope) -> str:
    """One kind of news; the light stands once where it is the same for all."""
    lights = {change.after for change in told.changes}
    shared = badge(lights.pop(), scope.language, with_word=False) + " " if len(lights) == 1 else ""
    shown = [_linked(change, scope, with_light=not shared) for change in told.changes[:_SHOWN]]
    more = len(told.changes) - _SHOWN
    rest = " " + scope.say("overview.changes_more", count=more) if more > 0 else ""
    kind = scope.say(f"overview.news_{told.kind}", count=len(told.changes))
    return f"{shared}<b>{kind}</b> {scope.listed(shown)}{rest}"


def _linked(change: Change, scope: Scope, *, with_light: bool) -> str:
    """A goal with its light, and how long it has been stuck."""
    long = scope.say("overview.periods", count=change.periods) if change.periods else ""
    light = badge(change.after, scope.language, with_word=False) + " " if with_light else ""
    return f'{light}<a href="{escape(change.link)}" target="_self">{escape(change.goal)}</a>{escape(long)}'


def late(view: OverviewView, scope: Scope) -> str:
    """Overdue reports, the goals with most of them first."""
    items = [
        scope.say(
            "overview.late_line",
            goal=escape(goal.goal),
            count=goal.count,
            areas=escape(scope.listed(goal.areas))
            + (scope.say("overview.and_more") if goal.count > len(goal.areas) else ""),
        )
        for goal in view.late
    ]
    if items:
        items.append(f'<a href="{escape(view.calls)}" target="_self">{scope.say("overview.calls")}</a>')
    title = scope.say("overview.late", count=view.late_total)
    return lines(title, items, empty=scope.say("overview.late_none"))


def drags(worst: Sequence[Drag], scope: Scope) -> str:
    """The areas with most failures beyond what the target allows, in samples."""
    items = [
        scope.say(
            "overview.drag_line",
            area=escape(drag.area),
            goal=f'<a href="{escape(drag.link)}" target="_self">{escape(drag.goal)}</a>',
            excess=drag.excess,
            unit=escape(drag.unit),
            failures=drag.failures,
            total=drag.total,
        )
        for drag in worst
    ]
    return lines(scope.say("overview.drags"), items, empty=scope.say("overview.drags_none"))
