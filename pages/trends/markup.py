"""Pieces of HTML of the page; every text from data is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape

from indicators import Standing
from pages.shared.markup import Html, badge, plain_table
from pages.shared.viewpoint import Scope
from pages.trends.air import GRADES, AirCalendar, AirCell, AirRow
from pages.trends.course import Step
from pages.trends.funnel import Funnel
from pages.trends.headline import Headline
from pages.trends.sampled import AreaLink
from pages.trends.samples import Samples

__all__ = [
    "air_legend",
    "air_table",
    "funnel_groups",
    "headline_html",
    "prefecture_table",
    "sample_gaps",
    "steps_list",
    "topics_list",
]


def headline_html(shown: Headline, scope: Scope) -> str:
    """Where the goal stands."""
    return (
        f'<div class="headline"><h2><a href="{escape(shown.link)}" target="_self">{escape(shown.area)}</a>'
        f" · {escape(shown.goal)}</h2><b>{escape(shown.value)}</b>"
        f'<span class="target">{scope.say("map.target")} {escape(shown.target)}</span>'
        f"{badge(shown.light, scope.language)}</div>"
    )


def topics_list(topics: Iterable[tuple[str, str]]) -> str:
    """What can be said of the way to the target, a label and a sentence each."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in topics)
    return f'<dl class="topics">{rows}</dl>'


def steps_list(steps: Iterable[Step], scope: Scope) -> str:
    """What was told at the end of each period, from left to right."""
    cells = "".join(
        f"<li><b>{escape(step.label)}</b>{badge(step.light, scope.language)}"
        f"<small>{escape(step.told)}</small></li>"
        for step in steps
    )
    return f'<ol class="steps">{cells}</ol>'


def funnel_groups(shown: Funnel, scope: Scope) -> str:
    """The areas below the target, by what can be said of them; each leads to its page."""
    parts = "".join(_group(standing, links, shown, scope) for standing, links in shown.groups)
    return f'<dl class="topics tall">{parts}</dl>'


def _group(standing: Standing, links: Sequence[AreaLink], shown: Funnel, scope: Scope) -> str:
    title = scope.say(f"trends.group_{standing}", count=len(links), small=shown.small)
    return f"<dt>{escape(title)}</dt><dd>{_links(links, scope)}</dd>"


def _links(links: Sequence[AreaLink], scope: Scope) -> str:
    if not links:
        return escape(scope.say("trends.nobody"))
    return scope.listed(_link(each) for each in links)


def _link(each: AreaLink) -> str:
    figure = f" <small>{escape(each.figure)}</small>" if each.figure else ""
    return f'<a href="{escape(each.link)}" target="_self">{escape(each.name)}</a>{figure}'


def prefecture_table(shown: Samples, scope: Scope) -> str:
    """Sums of the prefectures."""
    keys = (
        "map.prefecture",
        "trends.samples",
        "trends.areas_enough",
        "trends.areas_few",
        "trends.areas_none",
    )
    head = [
        scope.say(key, count=shown.enough) if key.startswith("trends.areas") else scope.say(key)
        for key in keys
    ]
    rows = [
        [
            Html(_link(each.area)),
            str(each.total),
            *(f"{number}/{each.areas}" for number in (each.enough, each.some, each.none)),
        ]
        for each in shown.prefectures
    ]
    return f'<div class="numbers">{plain_table(head, rows)}</div>'


def sample_gaps(shown: Samples, scope: Scope) -> str:
    """The areas without a sample, by reason."""
    parts = "".join(
        f"<dt>{escape(scope.say(f'trends.gap_{gap}'))} ({len(links)})</dt><dd>{_links(links, scope)}</dd>"
        for gap, links in shown.gaps
    )
    return f'<dl class="topics tall">{parts}</dl>'


def air_legend(scope: Scope) -> str:
    """What the colours of the calendar mean; they are shares of good days, no index of a day."""
    bounds = [bound // 100 for bound in GRADES]
    words = [f"≥ {bound} %" for bound in bounds[:-1]] + [f"< {bounds[-2]} %"]
    cells = "".join(
        f'<li><span class="air air-{place}">{escape(word)}</span></li>' for place, word in enumerate(words)
    )
    few = f'<li><span class="air few">28/30</span> {escape(scope.say("trends.few_days"))}</li>'
    return f'<ul class="legend">{cells}{few}</ul>'


def air_table(shown: AirCalendar, scope: Scope) -> str:
    """Prefectures down, months across."""
    months = "".join(f'<th scope="col">{escape(month)}</th>' for month in shown.months)
    ends = "".join(
        f'<th scope="col">{escape(scope.say(key))}</th>'
        for key in ("trends.year_so_far", "map.light", "trends.days_short")
    )
    head = f"<tr><td></td>{months}{ends}</tr>"
    rows = "".join(_air_row(row, len(shown.months), scope) for row in shown.rows)
    return f'<table class="air"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _air_row(row: AirRow, months: int, scope: Scope) -> str:
    cells = "".join(_air_cell(cell) for cell in row.cells) + "<td></td>" * (months - len(row.cells))
    chosen = ' class="chosen"' if row.is_chosen else ""
    few = ' class="few"' if row.has_few else ""
    return (
        f'<tr{chosen}><th scope="row">{_link(row.area)}</th>{cells}'
        f"<td{few}>{escape(row.figure)}<small>{escape(row.share)}</small></td>"
        f"<td>{badge(row.light, scope.language)}</td><td>{row.short}</td></tr>"
    )


def _air_cell(cell: AirCell) -> str:
    if cell.grade is None:
        return "<td></td>"
    few = " few" if cell.has_few else ""
    return f'<td class="air-{cell.grade}{few}">{cell.figure}<small>{cell.share}</small></td>'
