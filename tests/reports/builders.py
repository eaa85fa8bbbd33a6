"""What the tests of the documents start from: a basis of few reports, and a Word file read back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO

import polars as pl
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.table import Table
from docx.text.paragraph import Paragraph

from data import area_frame, illustrative_observations
from geo import Register, load_register
from indicators import Plan, aggregate, deliverable_reports, load_plan, status
from reports import Basis, Edition, Unit, find_unit, make_basis
from tests.factories import observations

__all__ = [
    "LAST_DAY",
    "Written",
    "empty_basis",
    "illustrative_basis",
    "numbers",
    "paper_of",
    "plan",
    "read",
    "register",
    "some_basis",
    "unit",
]

LAST_DAY = date(2016, 12, 31)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@cache
def plan() -> Plan:
    return load_plan()


@cache
def register() -> Register:
    return load_register()


def unit(edition: str, name: str = "") -> Unit:
    return find_unit(Edition(edition), name, plan=plan(), register=register())


def some_basis(
    *rows: Mapping[str, object],
    as_of: date = LAST_DAY,
    cutoff: date | None = None,
    known: str = "",
    is_illustrative: bool = False,
) -> Basis:
    """What documents are written from when few reports are there, or none."""
    reported = observations(*rows) if rows else observations().clear()
    return _basis(reported, as_of, cutoff or as_of, known=known, is_illustrative=is_illustrative)


@cache
def empty_basis() -> Basis:
    """A store without any report, at the year's end."""
    return some_basis()


@cache
def illustrative_basis() -> Basis:
    """The made-up year, at its end."""
    return _basis(illustrative_observations(plan(), register()), LAST_DAY, LAST_DAY, is_illustrative=True)


def _basis(
    reported: pl.DataFrame, as_of: date, cutoff: date, *, is_illustrative: bool, known: str = ""
) -> Basis:
    hierarchy = area_frame(register())
    return make_basis(
        plan=plan(),
        register=register(),
        status=status(reported, plan=plan(), hierarchy=hierarchy, as_of=as_of),
        figures=aggregate(reported, plan=plan(), hierarchy=hierarchy, as_of=as_of),
        hierarchy=hierarchy,
        deliveries=deliverable_reports(reported, plan(), as_of=as_of),
        as_of=as_of,
        cutoff=cutoff,
        known=known,
        is_illustrative=is_illustrative,
    )


@dataclass
class Written:
    """A document as its reader sees it: paragraphs by the heading above them, tables by their title."""

    sections: dict[str, list[str]] = field(default_factory=dict)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(line for lines in self.sections.values() for line in lines)


def paper_of(content: bytes) -> Paper:
    return Document(BytesIO(content))


def read(content: bytes) -> Written:
    """A document's paragraphs and tables; headings of both levels and the titles of tables divide it."""
    written, heading = Written(), "opening"
    for block in _blocks(paper_of(content)):
        if isinstance(block, Table):
            written.tables[heading] = [_cells(row) for row in block._tbl.tr_lst]
            continue
        style = block.style.name if block.style else ""
        if style in {"一级标题", "二级标题", "表格标题"}:
            heading = block.text
        written.sections.setdefault(heading, []).append(block.text)
    return written


def _cells(row: CT_Row) -> list[str]:
    """Texts of the cells of a row, faster than the library's, which looks for merged ones."""
    return ["\n".join(line.text for line in cell.p_lst) for cell in row.tc_lst]


def _blocks(paper: Paper) -> Iterator[Paragraph | Table]:
    for child in paper.element.body:
        if child.tag == qn("w:p"):
            yield Paragraph(child, paper._body)
        elif child.tag == qn("w:tbl"):
            yield Table(child, paper._body)


def numbers(text: str) -> list[str]:
    """Every number of a text as it is written."""
    return _NUMBER.findall(text)
