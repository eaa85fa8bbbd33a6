"""Pieces of HTML that several pages show; every text from data is escaped here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import punctuation

from indicators import Light
from pages.shared.palette import LIGHT_STYLES, light_word

__all__ = [
    "GoalLine",
    "Html",
    "badge",
    "count_strip",
    "facts",
    "goal_list",
    "light_legend",
    "lines",
    "plain",
    "plain_table",
]

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in punctuation})


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in a list, ready to show.

    Attributes:
        move: an arrow with its meaning, such as `↓ worse`; empty where the light stayed.
        value: the figure, or the reason for having none.
        share: how much of the target is reached, 0 to 100; None where that has no meaning.
        hint: the sentence behind the light.
        link: address of the goal on the map page.
    """

    name: str
    light: Light
    move: str
    value: str
    has_figure: bool
    target: str
    share: float | None
    hint: str
    link: str


class Html(str):
    """A text that is HTML already and was made here; any other is escaped."""

    __slots__ = ()


def badge(light: Light, language: str, *, with_word: bool = True) -> Html:
    """A light: colour, glyph and, unless a column beside it says so, word."""
    style, word = LIGHT_STYLES[light], escape(light_word(light).in_language(language))
    shown = f" {word}" if with_word else ""
    return Html(f'<span class="light light-{light}" title="{word}">{style.glyph}{shown}</span>')


def count_strip(
    title: str,
    counts: Sequence[tuple[Light, int]],
    language: str,
    *,
    before: Mapping[Light, int] | None = None,
) -> str:
    """How many goals show each light, and how many more or fewer than one period before."""
    cells = "".join(
        f"<li>{badge(light, language)}<b>{count}</b>{_difference(count, before, light)}</li>"
        for light, count in counts
    )
    return f'<div class="strip"><h2>{escape(title)}</h2><ul>{cells}</ul></div>'


def _difference(count: int, before: Mapping[Light, int] | None, light: Light) -> str:
    more = 0 if before is None else count - before[light]
    return f'<small class="move">{"↑" if more > 0 else "↓"}{abs(more)}</small>' if more else ""


def light_legend(counts: Sequence[tuple[Light, int]], language: str, *, unit: str) -> str:
    """The legend of a map: glyph, word and how many."""
    cells = "".join(
        f"<li>{badge(light, language)} <b>{count}</b> {escape(unit)}</li>" for light, count in counts
    )
    return f'<ul class="legend">{cells}</ul>'


def goal_list(title: str, goals: Iterable[GoalLine], language: str) -> str:
    """The goals of one sector, a line each: light, name, value against target."""
    rows = "".join(_goal_row(line, language) for line in goals)
    columns = '<col class="light-column"><col><col class="number-column"><col class="target-column">'
    head = f"<caption>{escape(title)}</caption><colgroup>{columns}</colgroup>"
    return f'<table class="goals">{head}<tbody>{rows}</tbody></table>'


def _goal_row(line: GoalLine, language: str) -> str:
    bar = (
        ""
        if line.share is None
        else f'<i class="bar light-{line.light}" style="width:{line.share:.0f}%"></i>'
    )
    value, target = escape(line.value), escape(line.target)
    figures = (
        f'<td class="number">{value}</td><td class="target">{target}</td>'
        if line.has_figure
        else f'<td class="reason" colspan="2">{value}</td>'
    )
    link = f'<a href="{escape(line.link)}" target="_self">{escape(line.name)}</a>'
    arrow, _, meaning = line.move.partition(" ")
    if arrow:
        link += f' <span class="move" role="img" aria-label="{escape(meaning)}">{escape(arrow)}</span>'
    return (
        f'<tr title="{escape(line.hint)}"><td>{badge(line.light, language, with_word=False)}</td>'
        f'<th scope="row">{link}{bar}</th>{figures}</tr>'
    )


def lines(title: str, items: Sequence[str], *, empty: str) -> str:
    """A short list under a heading; `items` are HTML already, `empty` is said when there are none."""
    body = "".join(f"<li>{item}</li>" for item in items) or f'<li class="quiet">{escape(empty)}</li>'
    return f'<section class="lines"><h3>{escape(title)}</h3><ul>{body}</ul></section>'


def plain_table(head: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> str:
    """A table of texts and of what `badge` made."""
    header = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<table class="plain">{title}<thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Labels and what they say, one below the other."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in pairs)
    return f'<div class="panel"><dl>{rows}</dl></div>'


def _cell(cell: str) -> str:
    return f"<td>{cell if isinstance(cell, Html) else escape(cell)}</td>"


def plain(text: str) -> str:
    """A text that Streamlit's Markdown shows as it is; else a file could make browsers fetch an image."""
    return text.translate(_MARKS)
