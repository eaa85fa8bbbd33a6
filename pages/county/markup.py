"""Pieces of HTML of the page; every text from data is escaped here."""

from html import escape

from pages.county.view import AreaView
from pages.shared.markup import badge
from pages.shared.viewpoint import Scope

__all__ = ["area_header"]


def area_header(shown: AreaView, scope: Scope) -> str:
    """All names of the area, where it lies, and how many of its goals show each light."""
    others = "".join(f"<span>{escape(name)}</span>" for name in shown.other_names)
    if shown.tibetan:
        others += f'<span class="tibetan" lang="bo">{escape(shown.tibetan)}</span>'
    counts = "".join(
        f"<li>{badge(light, scope.language)}<b>{count}</b></li>" for light, count in shown.counts
    )
    return (
        f'<div class="headline"><h2>{escape(shown.name)}</h2>{others}'
        f'<span class="source">{escape(" · ".join(shown.place))}</span></div>'
        f'<div class="strip"><ul>{counts}</ul></div>'
    )
