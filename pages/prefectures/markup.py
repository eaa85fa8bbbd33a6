"""Pieces of HTML of the page; every text from data is escaped here."""

from collections.abc import Iterable
from html import escape

from indicators import Light
from pages.prefectures.compare import Comparison, ComparisonRow, Side
from pages.prefectures.drags import Drags
from pages.prefectures.heat import HeatCell, HeatRow, HeatTable
from pages.shared.markup import Html, badge
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope

__all__ = ["comparison_table", "drags_headline", "heat_blocks", "heat_table", "light_words"]


def light_words(language: str) -> str:
    """The legend: what each glyph means."""
    cells = "".join(f"<li>{badge(light, language)}</li>" for light in Light)
    return f'<ul class="legend">{cells}</ul>'


def heat_table(table: HeatTable) -> str:
    """One wide table: goals by name across, figures under the glyphs."""
    sectors = "".join(
        f'<th colspan="{count}" scope="colgroup">{escape(name)}</th>' for name, count in table.sectors
    )
    goals = "".join(
        f'<th scope="col"><a href="{escape(link)}" target="_self">{number} {escape(name)}</a></th>'
        for number, name, link in table.goals
    )
    rows = "".join(_row(row, with_figures=True) for block in table.blocks for row in block.rows)
    return (
        f'<table class="heat"><thead><tr class="sectors"><td></td>{sectors}</tr>'
        f'<tr class="names"><td></td>{goals}</tr></thead><tbody>{rows}</tbody></table>'
    )


def heat_blocks(table: HeatTable) -> str:
    """One narrow table for each prefecture, side by side: goals by number, glyphs only."""
    goals = "".join(
        f'<th scope="col" title="{escape(name)}">{number}</th>' for number, name, _ in table.goals
    )
    blocks = "".join(
        f'<table class="heat narrow"><thead><tr><th class="area" scope="col">{_link(block.name, block.link)}'
        f"</th>{goals}</tr></thead><tbody>"
        f"{''.join(_row(row, with_figures=False) for row in block.rows)}</tbody></table>"
        for block in table.blocks
    )
    names = "".join(f"<li><b>{number}</b> {escape(name)}</li>" for number, name, _ in table.goals)
    return f'<ul class="legend">{names}</ul><div class="heat-blocks">{blocks}</div>'


def _row(row: HeatRow, *, with_figures: bool) -> str:
    counts = "".join(
        f" <small>{LIGHT_STYLES[light].glyph} {count}</small>"
        for light, count in row.counts
        if with_figures and count
    )
    cells = "".join(_cell(cell, with_figure=with_figures) for cell in row.cells)
    chosen = ' class="chosen"' if row.is_chosen else ""
    return f'<tr{chosen}><th class="area" scope="row">{_link(row.name, row.link)}{counts}</th>{cells}</tr>'


def _cell(cell: HeatCell, *, with_figure: bool) -> str:
    glyph = LIGHT_STYLES[cell.light].glyph
    figure = f"<small>{escape(cell.figure)}</small>" if with_figure else ""
    inside = (
        f'<a href="{escape(cell.link)}" target="_self">{glyph}{figure}</a>'
        if cell.link
        else f"{glyph}{figure}"
    )
    stuck = " stuck" if cell.stuck else ""
    return f'<td class="light-{cell.light}{stuck}" title="{escape(cell.hint)}">{inside}</td>'


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'


def drags_headline(shown: Drags, scope: Scope) -> str:
    """Where the whole stands, and what would bring it to its target."""
    return (
        f'<div class="headline"><h2>{escape(shown.area_name)} · {escape(shown.name)}</h2>'
        f"<b>{escape(shown.value)}</b>"
        f'<span class="target">{scope.say("map.target")} {escape(shown.target)}</span>'
        f"{badge(shown.light, scope.language)}</div>"
        f'<p class="answer">{escape(shown.parts.sentence)}</p>'
    )


def comparison_table(shown: Comparison, scope: Scope) -> str:
    """Every goal in a line: light and figure of the one, of the other, and the difference."""
    first, second = (_link(name, link) for name, link in zip(shown.names, shown.links, strict=True))
    head = (
        f'<tr><th scope="col">{scope.say("scope.goal")}</th><th colspan="2" scope="colgroup">{first}</th>'
        f'<th colspan="2" scope="colgroup">{second}</th>'
        f'<th class="number" scope="col">{scope.say("prefectures.difference")}</th></tr>'
    )
    body = "".join(_sector(name, rows, scope) for name, rows in shown.sectors)
    return f'<table class="plain pair"><thead>{head}</thead>{body}</table>'


def _sector(name: str, rows: Iterable[ComparisonRow], scope: Scope) -> str:
    lines = "".join(
        f'<tr><th scope="row">{_link(row.goal, row.link)}</th>{_side(row.first, scope)}'
        f'{_side(row.second, scope)}<td class="number">{escape(row.difference)}</td></tr>'
        for row in rows
    )
    return (
        f'<tbody><tr><th class="sector" colspan="6" scope="rowgroup">{escape(name)}</th></tr>{lines}</tbody>'
    )


def _side(side: Side, scope: Scope) -> Html:
    return Html(f'<td>{badge(side.light, scope.language)}</td><td class="number">{escape(side.figure)}</td>')
