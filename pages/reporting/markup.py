"""Pieces of HTML of the page; every text from data is escaped here."""

from collections.abc import Iterable
from html import escape

from indicators import ReportState
from pages.reporting.board import Board, OwedCell, OwedLine, OwedRow
from pages.reporting.completeness import ZeroSamples
from pages.reporting.look import duty_look, look_class, state_glyph
from pages.reporting.submissions import DutyCell, Tracker, UnitRow
from pages.shared.markup import Html, plain_table
from pages.shared.viewpoint import Scope

__all__ = [
    "board_table",
    "duty_heads",
    "duty_table",
    "own_goals",
    "state_badge",
    "state_strip",
    "zero_list",
]


def state_badge(state: ReportState, scope: Scope) -> Html:
    """A state: colour, glyph and word."""
    word = escape(scope.say(f"reporting.state_{state}"))
    return Html(f'<span class="light {look_class(state)}">{state_glyph(state)} {word}</span>')


def state_strip(title: str, counts: Iterable[tuple[ReportState, int]], scope: Scope) -> str:
    """How many reports are in each state."""
    cells = "".join(f"<li>{state_badge(state, scope)}<b>{count}</b></li>" for state, count in counts)
    return f'<div class="strip"><h2>{escape(title)}</h2><ul>{cells}</ul></div>'


def board_table(board: Board, scope: Scope) -> str:
    """The matrix, with its sums at the right and below."""
    sums = "".join(
        f'<th class="sum" scope="col">{escape(scope.say(f"reporting.state_{state}"))}</th>'
        for state in (ReportState.LATE, ReportState.DUE)
    )
    groups = "".join(
        f'<th colspan="{count}" scope="colgroup">{escape(name)}</th>' for name, count in board.groups
    )
    goals = "".join(
        f'<th scope="col"><a href="{escape(link)}" target="_self">{number} {escape(name)}</a></th>'
        for number, name, link in board.goals
    )
    rows = "".join(_row(row) for row in board.rows)
    below = "".join(f"<td>{count or ''}</td>" for count in board.late)
    total = escape(scope.say("reporting.late_sum"))
    return (
        f'<table class="heat owed"><thead><tr class="sectors"><td></td>{groups}<td colspan="2"></td></tr>'
        f'<tr class="names"><td></td>{goals}{sums}</tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><th class="area" scope="row">{total}</th>{below}<td>{sum(board.late)}</td><td></td></tr>'
        "</tfoot></table>"
    )


def _row(row: OwedRow) -> str:
    cells = "".join("<td></td>" if cell is None else _cell(cell) for cell in row.cells)
    sums = "".join(f'<td class="sum">{count or ""}</td>' for count in (row.late, row.due))
    return f'<tr><th class="area" scope="row">{_link(row.name, row.link)}</th>{cells}{sums}</tr>'


def _cell(cell: OwedCell) -> str:
    inside = f"{state_glyph(cell.state)}<small>{escape(cell.text)}</small>"
    return (
        f'<td class="{look_class(cell.state)}" title="{escape(cell.hint)}">'
        f'<a href="{escape(cell.link)}" target="_self">{inside}</a></td>'
    )


def _link(text: str, address: str) -> Html:
    return Html(f'<a href="{escape(address)}" target="_self">{escape(text)}</a>')


def own_goals(lines: Iterable[OwedLine], scope: Scope) -> str:
    """The goals that departments report for the whole region."""
    head = [scope.say(key) for key in ("reporting.state", "scope.goal", "reporting.stands", "reporting.unit")]
    rows = (
        [state_badge(line.state, scope), _link(line.goal, line.link), line.told, line.unit] for line in lines
    )
    title = escape(scope.say("reporting.own"))
    return f'<section class="own-goals"><h3>{title}</h3>{plain_table(head, rows)}</section>'


def zero_list(found: Iterable[ZeroSamples], scope: Scope) -> str:
    """The areas without one sample, goal by goal, each a link to its course."""
    parts = []
    for each in found:
        names = scope.listed(_link(name, link) for name, link in each.areas)
        title = scope.say("reporting.zero", goal=each.goal, count=len(each.areas), total=each.total)
        parts.append(f"<h3>{escape(title)}</h3><p>{names or escape(scope.say('reporting.zero_none'))}</p>")
    return f'<section class="lines zero">{"".join(parts)}</section>'


def duty_heads(tracker: Tracker, scope: Scope) -> str:
    """Each duty by its number: how many have handed it in, and the countdown."""
    heads = "".join(
        f"<li><b>{head.received}<small> / {head.total}</small></b> "
        f"<span>{number}. {escape(head.title)}<br><strong>{escape(head.countdown)}</strong></span></li>"
        for number, head in enumerate(tracker.duties, 1)
    )
    title = escape(scope.say("reporting.sent_title"))
    return f'<div class="strip duties"><h2>{title}</h2><ul>{heads}</ul></div>'


def duty_table(rows: Iterable[UnitRow], title: str, tracker: Tracker) -> str:
    """Units down, duties across by their number: state and day, or the days left."""
    head = "".join(
        f'<th scope="col" title="{escape(duty.title)}">{number}</th>'
        for number, duty in enumerate(tracker.duties, 1)
    )
    lines = "".join(
        f'<tr><th scope="row">{escape(row.name)}</th>{"".join(map(_duty_cell, row.cells))}</tr>'
        for row in rows
    )
    return (
        f'<table class="plain sent"><thead><tr><th scope="col">{escape(title)}</th>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table>"
    )


def _duty_cell(cell: DutyCell) -> str:
    css, glyph = duty_look(cell.state)
    return (
        f'<td title="{escape(cell.hint)}"><span class="light {css}">{glyph}</span> {escape(cell.text)}</td>'
    )
