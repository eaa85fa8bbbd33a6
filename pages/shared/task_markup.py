"""Pieces of HTML about deliverables; every text from data is escaped here."""

from collections.abc import Sequence
from html import escape

from indicators.deliverables import Stage
from pages.shared.markup import badge
from pages.shared.stages import OVERDUE, SHOWN_STAGES, stage_badge, stage_class, stage_glyph, stage_word
from pages.shared.task_board import ArticleLine, Board, GoalLine
from pages.shared.viewpoint import Scope

__all__ = ["board_table", "stage_strip"]


def stage_strip(title: str, whole: ArticleLine, scope: Scope) -> str:
    """How many deliverables are at each stage; the overdue apart, as they are counted at their stage too."""
    cells = "".join(
        f"<li>{stage_badge(stage, scope)}<b>{whole.counts[Stage(stage)]}</b></li>"
        for stage in SHOWN_STAGES
        if stage != OVERDUE
    )
    late = f'<li class="apart">{stage_badge(OVERDUE, scope)}<b>{whole.overdue}</b></li>'
    return f'<div class="strip"><h2>{escape(title)}</h2><ul>{late}{cells}</ul></div>'


def board_table(board: Board, chosen: str, scope: Scope) -> str:
    """The articles with their counts, late ones first; below them the articles that hold goals.

    `chosen` is the label of the article that is looked at.
    """
    stages = (OVERDUE, Stage.NOT_REPORTED, Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.DONE)
    head = "".join(
        f'<th scope="col" class="number" title="{escape(stage_word(stage, scope))}">'
        f'<span class="light {stage_class(stage)}">{stage_glyph(stage)}</span>'
        f"<small>{escape(stage_word(stage, scope))}</small></th>"
        for stage in stages
    )
    lines = "".join(_article(line, stages, is_chosen=line.label == chosen) for line in board.articles)
    goals = "".join(_goals(line, len(stages), scope) for line in board.goals)
    return (
        f'<table class="tasks"><thead><tr><th scope="col">{scope.say("measures.article")}</th>{head}'
        f'<th scope="col">{scope.say("measures.share")}</th></tr></thead>'
        f"<tbody>{lines}</tbody><tbody>{goals}</tbody></table>"
    )


def _article(line: ArticleLine, stages: Sequence[str], *, is_chosen: bool) -> str:
    cells = "".join(_count(stage, line) for stage in stages)
    done = line.counts[Stage.DONE]
    name = f'<a href="{escape(line.link)}" target="_self">{escape(line.label)}</a>'
    row = ' class="chosen"' if is_chosen else ""
    bar = f'<i class="track"><i class="light-met" style="width:{line.width:.0f}%"></i></i>'
    return (
        f'<tr{row} title="{escape(line.departments)}"><th scope="row">{name}</th>{cells}'
        f'<td class="share">{bar}<span>{done}/{line.applicable}</span><b>{escape(line.share)}</b></td></tr>'
    )


def _count(stage: str, line: ArticleLine) -> str:
    """A blank for none; the overdue stand out."""
    count = line.overdue if stage == OVERDUE else line.counts[Stage(stage)]
    shown = f'<span class="light {stage_class(stage)}">{count}</span>' if stage == OVERDUE else str(count)
    return f'<td class="number">{shown if count else ""}</td>'


def _goals(line: GoalLine, span: int, scope: Scope) -> str:
    lights = " ".join(f"{badge(light, scope.language)} {count}" for light, count in line.lights)
    name = f'<a href="{escape(line.link)}" target="_self">{escape(line.label)}</a>'
    return (
        f'<tr title="{escape(line.departments)}"><th scope="row">{name}</th>'
        f'<td colspan="{span + 1}">{scope.say("measures.goals_of_article")} {lights}</td></tr>'
    )
