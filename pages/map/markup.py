"""Pieces of HTML of the map page; every text from data is escaped here."""

from html import escape

from pages.map.panel import CountyPanel
from pages.map.view import MapView
from pages.shared.markup import badge
from pages.shared.viewpoint import Scope

__all__ = ["headline", "panel_html"]


def headline(shown: MapView, scope: Scope) -> str:
    """Goal, figure, target and light in one line, the reason under it."""
    return (
        f'<div class="headline"><h2>{escape(shown.area_name)} · {escape(shown.name)}</h2>'
        f"<b>{escape(shown.value)}</b>"
        f'<span class="target">{scope.say("map.target")} {escape(shown.target)}</span>'
        f"{badge(shown.light, scope.language)}</div>"
        f'<p class="source">{escape(shown.sentence)}</p>'
    )


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
