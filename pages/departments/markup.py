"""Pieces of HTML of the page; every text from data is escaped here."""

from html import escape

from indicators import Light
from indicators.deliverables import Stage
from pages.departments.matrix import Matrix, MatrixCell, MatrixRow
from pages.departments.office import Office
from pages.shared.markup import badge
from pages.shared.stages import OVERDUE, SHOWN_STAGES, stage_badge
from pages.shared.viewpoint import Scope

__all__ = ["matrix_table", "office_header", "stage_legend"]


def stage_legend(scope: Scope) -> str:
    """What each glyph means."""
    stages = (OVERDUE, *(stage for stage in SHOWN_STAGES if stage not in (OVERDUE, Stage.NOT_APPLICABLE)))
    cells = "".join(f"<li>{stage_badge(stage, scope)}</li>" for stage in stages)
    risk = badge(Light.AT_RISK, scope.language)
    return f'<ul class="legend">{cells}<li>{risk}</li><li>{escape(scope.say("departments.legend"))}</li></ul>'


def matrix_table(matrix: Matrix, scope: Scope) -> str:
    """Departments down, articles across; what nobody answers for at the end, and the titles below."""
    heads = "".join(
        f'<th scope="col"><a href="{escape(link)}" target="_self" title="{escape(title)}">{number}</a></th>'
        for number, title, link in matrix.articles
    )
    rows = "".join(_row(row) for row in matrix.rows)
    word = scope.say("departments.department")
    titles = "".join(f"<li><b>{number}</b> {escape(title)}</li>" for number, title, _ in matrix.articles)
    return (
        f'<table class="offices"><thead><tr><th class="name" scope="col">{word}</th>'
        f'<th class="number" scope="col">{scope.say("departments.late")}</th>'
        f'<th class="number done" scope="col">{scope.say("departments.done")}</th>{heads}</tr></thead>'
        f"<tbody>{rows}{_gaps(matrix, scope)}</tbody></table>"
        f'<ul class="legend titles">{titles}</ul>{_gap_line(matrix, scope)}'
    )


def _row(row: MatrixRow) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    late = f'<span class="light light-not_met">{row.overdue}</span>' if row.overdue else ""
    done = f"{row.done}/{row.applicable} <small>{escape(row.share)}</small>" if row.applicable else "—"
    return (
        f'<tr><th class="name" scope="row" title="{escape(row.name)}">'
        f'<a href="{escape(row.link)}" target="_self">{escape(row.name)}</a></th>'
        f'<td class="number">{late}</td><td class="number done">{done}</td>{cells}</tr>'
    )


def _cell(cell: MatrixCell | None) -> str:
    if cell is None:
        return "<td></td>"
    hint = escape(f"{cell.word} {cell.figure}")
    part = (
        f' class="{cell.look} part" style="--done:{cell.width:.0f}%"'
        if cell.width
        else f' class="{cell.look}"'
    )
    return (
        f'<td{part}><a href="{escape(cell.link)}" target="_self" title="{hint}" '
        f'aria-label="{hint}">{cell.glyph} {cell.figure}</a></td>'
    )


def _gaps(matrix: Matrix, scope: Scope) -> str:
    cells = "".join(
        f'<td class="gap" title="{escape(scope.listed(parts))}">{len(parts)}</td>' if parts else "<td></td>"
        for parts in matrix.gaps
    )
    name = escape(scope.say("departments.nobody"))
    return f'<tr class="gaps"><th class="name" scope="row">{name}</th><td></td><td></td>{cells}</tr>'


def _gap_line(matrix: Matrix, scope: Scope) -> str:
    """The parts that nobody answers for, by article."""
    parts = [
        f"{number} {scope.listed(gaps)}"
        for (number, _, _), gaps in zip(matrix.articles, matrix.gaps, strict=True)
        if gaps
    ]
    said = scope.say("departments.gaps", parts="; ".join(parts))
    return f'<p class="source">{escape(said)}</p>'


def office_header(office: Office, scope: Scope) -> str:
    """The name of the department, to whom it answers, and its reports."""
    late = scope.say("departments.reports_late", count=office.late)
    told = scope.say("departments.goals_told", count=office.goals, owns=office.owns)
    parts = (office.kind, told, late, office.remarks)
    said = " · ".join(escape(part) for part in parts if part)
    return f'<div class="headline"><h2>{escape(office.name)}</h2><span>{said}</span></div>'
