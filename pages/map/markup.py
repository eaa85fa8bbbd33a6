"""Pieces of HTML of the map page; every text from data is escaped here."""

from collections.abc import Sequence
from html import escape

from pages.map.panel import CountyPanel
from pages.map.ranking import Ranked, Ranking
from pages.map.shading import Coloured, LegendEntry
from pages.map.view import MapView
from pages.shared.markup import badge
from pages.shared.viewpoint import Scope

__all__ = ["county_head", "headline", "legend_list", "ranking_table"]


def headline(shown: MapView, scope: Scope) -> str:
    """Goal, figure, target and light in one line, the reason under it."""
    return (
        f'<div class="headline"><h2>{escape(shown.area_name)} · {escape(shown.name)}</h2>'
        f"<b>{escape(shown.value)}</b>"
        f'<span class="target">{scope.say("map.target")} {escape(shown.target)}</span>'
        f"{badge(shown.light, scope.language)}</div>"
        f'<p class="source">{escape(shown.sentence)}</p>'
    )


def legend_list(coloured: Coloured, remarks: Sequence[str], *, target: str, unit: str, scope: Scope) -> str:
    """The legend: glyph or colour, word and how many; the target where it parts the classes.

    Args:
        coloured: the classes.
        remarks: what else the signs on the map mean.
        target: of the goal.
        unit: of what is counted.
        scope: for the language.
    """
    cells = []
    if coloured.unit:
        cells.append(f'<li class="quiet">{escape(coloured.unit)}</li>')
    for place, entry in enumerate(coloured.legend):
        if entry.after_target:
            cells.append(f'<li class="edge">{escape(scope.say("map.target"))} {escape(target)}</li>')
        counted = "" if place else f" {escape(unit)}"  # said once
        cells.append(f"<li>{_key(entry)} <b>{entry.count}</b>{counted}</li>")
    cells += [f'<li class="quiet">{escape(remark)}</li>' for remark in remarks]
    return f'<ul class="legend">{"".join(cells)}</ul>'


def _key(entry: LegendEntry) -> str:
    if entry.look.startswith("light-"):
        return f'<span class="light {entry.look}">{entry.glyph} {escape(entry.words)}</span>'
    return f'<span class="swatch {entry.look}"></span> {escape(entry.words)}'


def county_head(panel: CountyPanel, scope: Scope) -> str:
    """The county's figure, why its light is what it is, its facts, its checklist, and where to go on."""
    facts = " · ".join(f"{escape(label)} {escape(value)}" for label, value in panel.facts)
    flags = "".join(f" · {escape(flag)}" for flag in panel.flags)
    items = "".join(f"<li>{'✔' if is_done else '✖'} {escape(item)}</li>" for item, is_done in panel.items)
    links = " · ".join(
        f'<a href="{escape(address)}" target="_self">{escape(name)}</a>' for name, address in panel.links
    )
    judged = f"<p>{escape(scope.say('map.judged_for', judged=panel.judged))}</p>" if panel.judged else ""
    return (
        f'<section class="panel"><h3>{escape(panel.name)} · {escape(panel.prefecture)}</h3>{judged}'
        f'<p><b class="big">{escape(panel.value)}</b> {badge(panel.light, scope.language)}{flags}</p>'
        f'<p>{escape(panel.sentence)}</p><p class="quiet">{facts}</p><ul>{items}</ul><p>{links}</p></section>'
    )


def ranking_table(ranking: Ranking, scope: Scope) -> str:
    """The worst areas, a line each; the name chooses the area."""
    head = "".join(
        f'<th scope="col">{escape(scope.say(f"map.{name}"))}</th>' for name in ("area", "figure_now", "short")
    )
    rows = "".join(_ranked(line, scope) for line in ranking.worst)
    return f'<table class="plain ranking"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _ranked(line: Ranked, scope: Scope) -> str:
    name = escape(line.name)
    if line.link:
        name = f'<a href="{escape(line.link)}" target="_self">{name}</a>'
    within = f" <small>{escape(line.within)}</small>" if line.within else ""
    remarks = " · ".join(escape(part) for part in (line.short, *line.flags) if part)
    return (
        f"<tr><td>{badge(line.light, scope.language, with_word=False)} {name}{within}</td>"
        f"<td>{escape(line.figure)}</td><td>{remarks}</td></tr>"
    )
