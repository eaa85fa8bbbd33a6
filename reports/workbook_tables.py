"""The tables of the workbook: the annexes of the summary with their figures as numbers."""

from collections.abc import Iterator, Sequence

from geo import Area
from indicators import Goal, Level, deliverables_at, domain_wording, tallies
from reports.basis import Basis, Row
from reports.figure_words import flag_words, is_checklist, marked_light, target_words
from reports.print_words import area_words, print_wording
from reports.workbook_cells import Cell, Column, SheetTable, target_cell, value_cell

__all__ = [
    "article_table",
    "county_table",
    "definition_table",
    "deliverable_table",
    "goal_table",
    "prefecture_table",
]

_STAGES = ("done", "in_progress", "not_started", "not_reported", "not_applicable")


def goal_table(basis: Basis, language: str) -> SheetTable:
    """Annex 1: a row for each goal of the region."""
    region = basis.register.region.code
    columns = _columns(
        language,
        *(("number", 6), ("sector", 22), ("goal", 34, True), ("target", 22, True), ("target_number", 10)),
        *(("light", 13), ("value", 11), ("unit", 10), ("numerator", 11), ("denominator", 11)),
        *(("short", 9), ("short_unit", 12), ("period", 18), ("flags", 16, True), ("days_left", 9)),
        *(("likely_owners", 34, True), ("sentence", 80, True)),
    )
    rows = tuple(
        tuple(_goal_cells(basis.row(goal.id, region), goal, basis=basis, language=language))
        for goal in basis.plan.goals
    )
    return SheetTable(_say("workbook.goals", language), columns, rows, fixed=3)


def prefecture_table(basis: Basis, language: str) -> SheetTable:
    """Annex 2: a row for each goal kept below the region, four columns for each prefecture."""
    goals = [goal for goal in basis.plan.goals if goal.natural_level is not Level.REGION]
    first = _columns(language, ("number", 6), ("goal", 26, True), ("target", 12, True))
    columns = (*first, *_area_columns(basis.register.prefectures, language))
    rows = tuple(
        (
            Cell(goal.number),
            Cell(goal.short.in_language(language)),
            Cell(target_words(goal, language)),
            *(
                cell
                for area in basis.register.prefectures
                for cell in _figure_cells(basis.row(goal.id, area.code), goal, language)
            ),
        )
        for goal in goals
    )
    return SheetTable(_say("workbook.prefectures", language), columns, rows, fixed=3)


def county_table(basis: Basis, language: str) -> SheetTable:
    """Annex 3: a row for each county, four columns for each goal that counties report."""
    goals = [goal for goal in basis.plan.goals if goal.natural_level is Level.COUNTY]
    register = basis.register
    first = _columns(language, ("code", 9), ("prefecture", 12), ("county", 14))
    groups = [
        column for goal in goals for column in _figure_columns(goal.short.in_language(language), language)
    ]
    rows = tuple(
        (
            Cell(county.code),
            Cell(area_words(register.area(county.parent or county.code), language)),
            Cell(area_words(county, language)),
            *(
                cell
                for goal in goals
                for cell in _figure_cells(basis.row(goal.id, county.code), goal, language)
            ),
        )
        for county in register.counties
    )
    return SheetTable(_say("workbook.counties", language), (*first, *groups), rows, fixed=3)


def article_table(basis: Basis, language: str) -> SheetTable:
    """Annex 4: a row for each article with deliverables, and how far these have come."""
    found = deliverables_at(basis.deliveries, basis.plan, as_of=basis.as_of)
    counted = {row["article"]: row for row in tallies(found, "article").iter_rows(named=True)}
    columns = _columns(
        language,
        *(("article", 8), ("title", 34, True), ("owners", 60, True), ("total", 10)),
        *((stage, 11) for stage in _STAGES),
        *(("overdue", 9), ("share", 10)),
    )
    rows = tuple(
        (
            Cell(article.number),
            Cell(article.title.in_language(language)),
            Cell(_owners(basis, article.departments, language)),
            *(Cell(counted[article.number][name]) for name in ("total", *_STAGES, "overdue")),
            _share_cell(counted[article.number]["share"]),
        )
        for article in basis.plan.articles
        if article.number in counted
    )
    return SheetTable(_say("workbook.articles", language), columns, rows, fixed=2)


def deliverable_table(basis: Basis, language: str) -> SheetTable:
    """A row for each deliverable of the articles."""
    found = deliverables_at(basis.deliveries, basis.plan, as_of=basis.as_of)
    articles = {each.id: article for article in basis.plan.articles for each in article.deliverables}
    known = {each.id: each for each in basis.plan.deliverables}
    columns = _columns(
        language,
        *(("deliverable", 10), ("article", 8), ("deliverable_title", 44, True), ("measure", 30, True)),
        *(("due", 12), ("stage", 12), ("is_overdue", 9), ("reporters", 11), ("reporters_done", 13)),
    )
    rows = tuple(
        (
            Cell(row["indicator"]),
            Cell(articles[row["indicator"]].number),
            Cell(known[row["indicator"]].title.in_language(language)),
            Cell(known[row["indicator"]].measure.in_language(language)),
            Cell(row["due"], "yyyy-mm-dd"),
            Cell(_say(f"column.{row['stage']}", language)),
            Cell(_say("column.yes" if row["is_overdue"] else "column.no", language)),
            Cell(row["reporters"]),
            Cell(row["reporters_done"]),
        )
        for row in found.iter_rows(named=True)
    )
    return SheetTable(_say("workbook.deliverables", language), columns, rows, fixed=3)


def definition_table(basis: Basis, language: str) -> SheetTable:
    """Annex 5: what each goal measures, what the plan fixes and what is assumed."""
    columns = _columns(
        language,
        *(("number", 6), ("goal", 34, True), ("target", 18, True), ("description", 50, True)),
        *(("numerator", 28, True), ("denominator", 28, True), ("level", 12), ("frequency", 12)),
        *(("owners", 60, True), ("fixed", 40, True), ("assumed", 60, True)),
    )
    rows = tuple(
        (
            Cell(goal.number),
            Cell(goal.name.in_language(language)),
            Cell(target_words(goal, language)),
            Cell(goal.description.in_language(language)),
            Cell(goal.numerator.in_language(language) if goal.numerator else None),
            Cell(goal.denominator.in_language(language) if goal.denominator else None),
            Cell(domain_wording(f"level.{goal.natural_level}").in_language(language)),
            Cell(_say(f"frequency.{goal.frequency}", language)),
            Cell(_owners(basis, goal.departments, language)),
            Cell("\n".join(text.in_language(language) for text in goal.fixed)),
            Cell("\n".join(text.in_language(language) for text in goal.assumed)),
        )
        for goal in basis.plan.goals
    )
    return SheetTable(_say("workbook.definitions", language), columns, rows, fixed=2)


def _goal_cells(row: Row, goal: Goal, *, basis: Basis, language: str) -> Iterator[Cell]:
    yield Cell(goal.number)
    yield Cell(domain_wording(f"sector.{goal.sector}").in_language(language))
    yield Cell(goal.name.in_language(language))
    yield Cell(target_words(goal, language))
    yield target_cell(goal)
    yield Cell(marked_light(row, language))
    yield value_cell(row, goal)
    yield Cell(goal.unit.in_language(language))
    yield Cell(row["numerator"])
    yield Cell(row["denominator"])
    yield Cell(row["short"])
    yield Cell(goal.count_unit.in_language(language) if row["short"] else None)
    yield Cell(row["period"])
    yield Cell(flag_words(row, language) or None)
    yield Cell((goal.deadline - basis.as_of).days)
    yield Cell(_owners(basis, goal.likely_owner, language))
    yield Cell(row[f"sentence_{language}"])


def _figure_cells(row: Row, goal: Goal, language: str) -> Iterator[Cell]:
    """Light, value and counts; of a county of the campaign the items of its checklist."""
    yield Cell(marked_light(row, language))
    yield value_cell(row, goal)
    if is_checklist(row, goal) and row["items_done"] is not None:
        yield Cell(len(row["items_done"]))
        yield Cell(len(goal.items))
    else:
        yield Cell(row["numerator"])
        yield Cell(row["denominator"])


def _area_columns(areas: Sequence[Area], language: str) -> Iterator[Column]:
    for area in areas:
        yield from _figure_columns(area_words(area, language), language)


def _figure_columns(group: str, language: str) -> Iterator[Column]:
    for key, width in (("light", 13), ("value", 10), ("numerator", 9), ("denominator", 9)):
        yield Column(_say(f"column.{key}", language), width, group, is_light=key == "light")


def _share_cell(share: str | None) -> Cell:
    return Cell(None if share is None else float(share) / 100, "0.0%")


def _columns(language: str, *columns: tuple[str, float] | tuple[str, float, bool]) -> tuple[Column, ...]:
    return tuple(
        Column(_say(f"column.{key}", language), width, wraps=bool(rest and rest[0]), is_light=key == "light")
        for key, width, *rest in columns
    )


def _owners(basis: Basis, departments: Sequence[str], language: str) -> str:
    names = [basis.plan.department(each).name.in_language(language) for each in departments]
    return ("、" if language == "zh" else "; ").join(names)


def _say(key: str, language: str) -> str:
    return print_wording(key).in_language(language)
