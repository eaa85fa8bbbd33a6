"""The task board: the articles with how many of their deliverables are at which stage, late ones first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from geo import Register
from indicators import Article, Light, Plan, percent_text
from indicators.deliverables import Stage, tallies
from pages.shared.links import page_address
from pages.shared.stages import OVERDUE, stage_word
from pages.shared.viewpoint import Scope

__all__ = ["ArticleLine", "Board", "GoalLine", "article_label", "board_rows", "board_view", "chosen_articles"]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article that holds deliverables.

    Attributes:
        departments: names of those responsible for the whole article.
        counts: deliverables at each stage.
        overdue: those of them that are open after their day.
        applicable: those that apply, out of which the done ones are a share.
        share: that share as a text; a stroke where none applies.
        width: the same in percent, for a bar.
        link: address of the page with the article chosen.
    """

    label: str
    section: str
    departments: str
    total: int
    counts: Mapping[Stage, int]
    overdue: int
    applicable: int
    share: str
    width: float
    link: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One article that holds goals: how many of them show which light for the region."""

    label: str
    departments: str
    lights: tuple[tuple[Light, int], ...]
    link: str


@dataclass(frozen=True, slots=True)
class Board:
    """The articles that are looked at, ready to show; `whole` adds up those with deliverables."""

    whole: ArticleLine
    articles: tuple[ArticleLine, ...]
    goals: tuple[GoalLine, ...]


def article_label(article: Article, scope: Scope) -> str:
    """An article as an option to choose: its number as the plan writes it, and its title."""
    number = article.numeral if scope.language == "zh" else str(article.number)
    return f"{number} {scope.text(article.title)}"


def chosen_articles(plan: Plan, *, section: int | None, department: str | None) -> tuple[Article, ...]:
    """The articles of a section that name a department; all without a choice."""
    return tuple(
        article
        for article in plan.articles
        if section in (None, article.section) and department in (None, *article.departments)
    )


def board_view(  # noqa: PLR0913 -- the figures, and what names them
    found: pl.DataFrame,
    status: pl.DataFrame,
    articles: Iterable[Article],
    *,
    plan: Plan,
    register: Register,
    scope: Scope,
) -> Board:
    """Gather the board.

    Args:
        found: the deliverables of these articles, as `DELIVERABLE_SCHEMA`.
        status: of all goals on the same date, as `STATUS_SCHEMA`.
        articles: in the plan's order.
        plan: the departments.
        register: the areas.
        scope: filters and language.
    """
    counted = {row["article"]: row for row in tallies(found, "article").iter_rows(named=True)}
    own = list(articles)
    lines = [
        _line(article, counted[article.number], plan=plan, register=register, scope=scope)
        for article in own
        if article.number in counted
    ]
    lines.sort(key=lambda line: (-line.overdue, -line.counts[Stage.NOT_REPORTED]))
    region = status.filter(pl.col("area") == register.region.code)
    return Board(
        whole=_tally_line(tallies(found).row(0, named=True), scope.say("measures.all_articles")),
        articles=tuple(lines),
        goals=tuple(_goals(own, region, plan=plan, register=register, scope=scope)),
    )


def _line(
    article: Article, tally: Mapping[str, Any], *, plan: Plan, register: Register, scope: Scope
) -> ArticleLine:
    label = article_label(article, scope)
    return _tally_line(
        tally,
        label,
        section=scope.text(article.section_title),
        departments=_departments(article, plan, scope),
        link=page_address("measures", {"article": label}, prefecture=None, register=register, scope=scope),
    )


def _tally_line(tally: Mapping[str, Any], label: str, **about: str) -> ArticleLine:
    share = None if tally["share"] is None else Decimal(tally["share"])
    return ArticleLine(
        label=label,
        total=tally["total"],
        counts={stage: tally[stage.value] for stage in Stage},
        overdue=tally["overdue"],
        applicable=tally["total"] - tally["not_applicable"],
        share="—" if share is None else f"{percent_text(share)} %",
        width=float(share or 0),
        **{"section": "", "departments": "", "link": "", **about},
    )


def _goals(
    articles: Iterable[Article], region: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope
) -> Iterable[GoalLine]:
    for article in articles:
        if not article.goals:
            continue
        lights = region.filter(pl.col("indicator").is_in(list(article.goals)))["light"].to_list()
        counts = ((light, lights.count(light)) for light in Light)
        chosen = {"article": article_label(article, scope)}
        yield GoalLine(
            label=article_label(article, scope),
            departments=_departments(article, plan, scope),
            lights=tuple((light, count) for light, count in counts if count),
            link=page_address("measures", chosen, prefecture=None, register=register, scope=scope),
        )


def _departments(article: Article, plan: Plan, scope: Scope) -> str:
    return scope.listed(scope.text(plan.department(name).name) for name in article.departments)


def board_rows(board: Board, scope: Scope) -> pl.DataFrame:
    """The board as a table to download."""
    lines = (*board.articles, board.whole)
    return pl.DataFrame(
        {
            scope.say("measures.article"): [line.label for line in lines],
            scope.say("measures.section"): [line.section for line in lines],
            scope.say("measures.total"): [line.total for line in lines],
            **{stage_word(stage, scope): [line.counts[stage] for line in lines] for stage in Stage},
            stage_word(OVERDUE, scope): [line.overdue for line in lines],
            scope.say("measures.share"): [line.share for line in lines],
            scope.say("measures.departments"): [line.departments for line in lines],
        },
        strict=False,
    )
