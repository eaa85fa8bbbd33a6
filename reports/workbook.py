"""The workbook: what is reported as sheets of numbers that can be filtered and reckoned with."""

import io
from collections.abc import Iterator
from datetime import datetime, time

from indicators import Light
from reports.basis import Basis
from reports.figure_words import light_words
from reports.print_words import data_words, print_wording
from reports.workbook_cells import Cell, SheetTable
from reports.workbook_tables import (
    article_table,
    county_table,
    definition_table,
    deliverable_table,
    goal_table,
    prefecture_table,
)
from reports.workbook_writer import AboutLine, WorkbookWriter

__all__ = ["about_lines", "workbook_tables", "write_workbook"]

_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_RULES = ("exact", "blank", "lights_rule", "small", "checklist")


def write_workbook(basis: Basis, language: str) -> bytes:
    """The workbook of the region as XLSX bytes, the same whenever it is made; no cell holds a formula."""
    import xlsxwriter  # noqa: PLC0415 -- needed for this document only

    file = io.BytesIO()
    tables = workbook_tables(basis, language)
    remark = data_words(basis, language)
    with xlsxwriter.Workbook(file, {**_PLAIN, "in_memory": True}) as book:
        created = datetime.combine(basis.as_of, time())
        title = print_wording("workbook.title", plan=basis.plan.name).in_language(language)
        book.set_properties({"title": title, "comments": remark, "created": created})
        writer = WorkbookWriter(book)
        about = print_wording("workbook.about").in_language(language)
        writer.write_about(about, title=title, lines=about_lines(basis, tables, language))
        for table in tables:
            writer.write_table(table, remark=remark)
    return file.getvalue()


def workbook_tables(basis: Basis, language: str) -> tuple[SheetTable, ...]:
    """The sheets behind the first one, in order."""
    makers = (
        goal_table,
        prefecture_table,
        county_table,
        article_table,
        deliverable_table,
        definition_table,
    )
    return tuple(make(basis, language) for make in makers)


def about_lines(basis: Basis, tables: tuple[SheetTable, ...], language: str) -> Iterator[AboutLine]:
    """The first sheet: of when the data are, how the goals stand, what the other sheets hold."""

    def say(key: str, **facts: object) -> str:
        return print_wording(f"workbook.{key}", **facts).in_language(language)

    known = say("after_upload", known=basis.known) if basis.known else say("newest")
    kind = (
        print_wording("source.illustrative").in_language(language) if basis.is_illustrative else say("real")
    )
    yield AboutLine(say("as_of"), Cell(basis.as_of, "yyyy-mm-dd"))
    yield AboutLine(say("cutoff"), Cell(basis.cutoff, "yyyy-mm-dd"))
    yield AboutLine(say("known"), Cell(known))
    yield AboutLine(say("kind"), Cell(kind), basis.is_illustrative)
    lights = [basis.row(goal.id, basis.register.region.code)["light"] for goal in basis.plan.goals]
    for place, light in enumerate(Light):
        words = light_words(light, language)
        yield AboutLine("" if place else say("lights"), Cell(words), remark=Cell(lights.count(light)))
    for place, table in enumerate(tables):
        yield AboutLine("" if place else say("sheets"), Cell(table.name), remark=Cell(len(table.rows)))
    for place, rule in enumerate(_RULES):
        yield AboutLine("" if place else say("rules"), Cell(say(rule)))
