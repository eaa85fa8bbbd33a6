"""Pieces of HTML that several pages show; every text from data is escaped here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from indicators import Light
from pages.shared.palette import LIGHT_STYLES, light_word

__all__ = ["GoalLine", "badge", "count_strip", "goal_list", "light_legend", "lines", "plain_table"]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in a list, ready to show.

    Attributes:
        share: how much of the target is reached, 0 to 100; None where that has no meaning.
        hint: the sentence behind the light.
        link: address of the goal on the map page.
    """

    name: str
    light: Light
    value: str
    target: str
    share: float | None
    hint: str
    link: str


def badge(light: Light, language: str, *, with_word: bool = True) -> str:
    """A light: colour, glyph and, unless a column beside it says so, word."""
    style, word = LIGHT_STYLES[light], escape(light_word(light).in_language(language))
    shown = f" {word}" if with_word else ""
    return f'<span class="light light-{light}" title="{word}">{style.glyph}{shown}</span>'


def count_strip(title: str, counts: Sequence[tuple[Light, int]], language: str) -> str:
    """How many goals show each light."""
    cells = "".join(f"<li>{badge(light, language)}<b>{count}</b></li>" for light, count in counts)
    return f'<div class="strip"><h2>{escape(title)}</h2><ul>{cells}</ul></div>'


def light_legend(counts: Sequence[tuple[Light, int]], language: str, *, unit: str) -> str:
    """The legend of a map: glyph, word and how many."""
    cells = "".join(f"<li>{badge(light, language)} <b>{count}</b> {escape(unit)}</li>" for light, count in counts)
    return f'<ul class="legend">{cells}</ul>'


def goal_list(title: str, goals: Iterable[GoalLine], language: str) -> str:
    """The goals of one sector, a line each: light, name, value against target."""
    rows = "".join(_goal_row(line, language) for line in goals)
    return f'<table class="goals"><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>'


def _goal_row(line: GoalLine, language: str) -> str:
    bar = "" if line.share is None else f'<i class="bar light-{line.light}" style="width:{line.share:.0f}%"></i>'
    return (
        f'<tr title="{escape(line.hint)}"><td>{badge(line.light, language, with_word=False)}</td>'
        f'<th scope="row"><a href="{escape(line.link)}" target="_self">{escape(line.name)}</a>{bar}</th>'
        f'<td class="number">{escape(line.value)}</td><td class="target">{escape(line.target)}</td></tr>'
    )


def lines(title: str, items: Sequence[str], *, empty: str) -> str:
    """A short list under a heading; `items` are HTML already, `empty` is said when there are none."""
    body = "".join(f"<li>{item}</li>" for item in items) or f'<li class="quiet">{escape(empty)}</li>'
    return f'<section class="lines"><h3>{escape(title)}</h3><ul>{body}</ul></section>'


def plain_table(head: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> str:
    """A table of texts; cells are escaped, a leading glyph cell may be HTML made by `badge`."""
    header = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<table class="plain">{title}<thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>'


def _cell(cell: str) -> str:
    is_badge = cell.startswith('<span class="light ')
    return f"<td>{cell if is_badge else escape(cell)}</td>"
