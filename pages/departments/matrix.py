"""The matrix of departments and articles: who is responsible for what, and how far it has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from geo import Register
from indicators import Article, Department, Light, Plan, percent_text
from indicators.deliverables import Stage, tallies
from pages.shared.links import page_address
from pages.shared.palette import LIGHT_STYLES, light_word
from pages.shared.stages import OVERDUE, stage_class, stage_glyph, stage_word
from pages.shared.task_board import article_label
from pages.shared.viewpoint import Scope

__all__ = ["Matrix", "MatrixCell", "MatrixRow", "matrix_rows", "matrix_view"]

_WORST_FIRST = (Light.NOT_MET, Light.AT_RISK, Light.NO_DATA, Light.ON_TRACK, Light.MET)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One article of one department.

    Attributes:
        look: classes of the style sheet.
        word: what the glyph says.
        figure: deliverables done of those that apply, or goals met of those of the article.
        width: the deliverables done in percent of those that apply; 0 for goals.
        link: address of the article on the page of the measures.
    """

    look: str
    glyph: str
    word: str
    figure: str
    width: float
    link: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One department; `cells` are None for articles that do not name it."""

    name: str
    articles: int
    done: int
    applicable: int
    share: str
    overdue: int
    link: str
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All departments by all articles, ready to show.

    Attributes:
        articles: number, title and address of each.
        rows: the most overdue first, then the most articles.
        gaps: for each article the parts for which it names no department.
    """

    articles: tuple[tuple[int, str, str], ...]
    rows: tuple[MatrixRow, ...]
    gaps: tuple[tuple[str, ...], ...]


def matrix_view(
    mine: pl.DataFrame, status: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope
) -> Matrix:
    """Gather the matrix.

    Args:
        mine: as `department_deliverables` gives it.
        status: of all goals on the same date, as `STATUS_SCHEMA`.
        plan: departments and articles.
        register: the areas.
        scope: filters and language.
    """
    region = status.filter(pl.col("area") == register.region.code)
    lights = {name: Light(light) for name, light in region.select("indicator", "light").iter_rows()}
    by_article = _by_key(tallies(mine, "department", "article"), "department", "article")
    whole = _by_key(tallies(mine, "department"), "department")
    links = {each.number: _article_address(each, register=register, scope=scope) for each in plan.articles}
    rows = [
        _row(
            department,
            whole.get((department.id,)),
            [
                _cell(article, by_article.get((department.id, article.number)), lights, links, scope)
                if department.id in article.departments
                else None
                for article in plan.articles
            ],
            link=_department_address(department, register=register, scope=scope),
            scope=scope,
        )
        for department in plan.departments
    ]
    rows.sort(key=lambda row: (-row.overdue, -row.articles))
    return Matrix(
        articles=tuple((each.number, scope.text(each.title), links[each.number]) for each in plan.articles),
        rows=tuple(rows),
        gaps=tuple(tuple(scope.text(gap.title) for gap in article.gaps) for article in plan.articles),
    )


def _by_key(tallied: pl.DataFrame, *names: str) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    return {tuple(row[name] for name in names): row for row in tallied.iter_rows(named=True)}


def _article_address(article: Article, *, register: Register, scope: Scope) -> str:
    chosen = {"article": article_label(article, scope)}
    return page_address("measures", chosen, prefecture=None, register=register, scope=scope)


def _department_address(department: Department, *, register: Register, scope: Scope) -> str:
    chosen = {"department": scope.text(department.name)}
    return page_address("departments", chosen, prefecture=None, register=register, scope=scope)


def _row(
    department: Department,
    tally: Mapping[str, Any] | None,
    cells: Sequence[MatrixCell | None],
    *,
    link: str,
    scope: Scope,
) -> MatrixRow:
    applicable = tally["total"] - tally["not_applicable"] if tally else 0
    share = tally["share"] if tally else None
    return MatrixRow(
        name=scope.text(department.name),
        articles=sum(cell is not None for cell in cells),
        done=tally["done"] if tally else 0,
        applicable=applicable,
        share=f"{percent_text(Decimal(share))} %" if share else "—",
        overdue=tally["overdue"] if tally else 0,
        link=link,
        cells=tuple(cells),
    )


def _cell(
    article: Article,
    tally: Mapping[str, Any] | None,
    lights: Mapping[str, Light],
    links: Mapping[int, str],
    scope: Scope,
) -> MatrixCell:
    link = links[article.number]
    if tally is None:
        return _goals_cell([lights[name] for name in article.goals], link, scope)
    stage = _stage(tally)
    figure = f"{tally['done']}/{tally['total'] - tally['not_applicable']}"
    word, width = stage_word(stage, scope), float(tally["share"] or 0)
    return MatrixCell(stage_class(stage), stage_glyph(stage), word, figure, width, link)


def _goals_cell(lights: Sequence[Light], link: str, scope: Scope) -> MatrixCell:
    """The worst light of the goals, and how many are met."""
    worst = next((light for light in _WORST_FIRST if light in lights), Light.NOT_APPLICABLE)
    figure = f"{lights.count(Light.MET)}/{len(lights)}"
    word = scope.text(light_word(worst))
    return MatrixCell(f"light-{worst}", LIGHT_STYLES[worst].glyph, word, figure, 0, link)


def _stage(tally: Mapping[str, Any]) -> str:
    """An article as a whole: overdue as soon as one deliverable is, done when all that apply are."""
    if tally["overdue"]:
        return OVERDUE
    if tally["not_applicable"] == tally["total"]:
        return Stage.NOT_APPLICABLE
    if tally["done"] + tally["not_applicable"] == tally["total"]:
        return Stage.DONE
    begun = tally["done"] + tally["in_progress"]
    return Stage.IN_PROGRESS if begun else Stage.NOT_STARTED if tally["not_started"] else Stage.NOT_REPORTED


def matrix_rows(matrix: Matrix, scope: Scope) -> pl.DataFrame:
    """The matrix as a table to download: a column for each article, its word and figure in the cells."""
    columns: dict[str, Iterable[object]] = {
        scope.say("departments.department"): [row.name for row in matrix.rows],
        scope.say("departments.articles"): [row.articles for row in matrix.rows],
        scope.say("departments.done"): [f"{row.done}/{row.applicable}" for row in matrix.rows],
        scope.say("departments.share"): [row.share for row in matrix.rows],
        stage_word(OVERDUE, scope): [row.overdue for row in matrix.rows],
    }
    for place, (number, title, _) in enumerate(matrix.articles):
        cells = (row.cells[place] for row in matrix.rows)
        columns[f"{number} {title}"] = [
            f"{cell.glyph} {cell.figure} {cell.word}" if cell else "" for cell in cells
        ]
    return pl.DataFrame(columns, strict=False)
