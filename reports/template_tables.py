"""Tables of the template: a header that repeats, a row in a loop, columns in a loop where they are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Twips

from reports.official_layout import STYLES, element, set_fonts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

__all__ = ["Column", "add_line", "add_table", "share_width"]

_MARGIN = 40  # of a cell, left and right, in twips
_FACES = {face.name: face for face in STYLES}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, what stands in a row, and how wide it is in millimetres.

    Attributes:
        loop: what is walked through when it stands for several columns, such as `column in row.cells`; the
            widest column of a table is the one that is shared.
        loop_head: the same for the heading.
    """

    head: str
    cell: str
    width: float
    style: str = "表格文字"
    loop: str = ""
    loop_head: str = ""


def add_line(document: "Document", text: str, style: str) -> "Paragraph":
    """Add a paragraph in a named style whose run names its fonts itself."""
    line = document.add_paragraph(style=style)
    _write(line, text)
    return line


def add_table(document: "Document", columns: Sequence[Column], *, rows: str) -> "Table":
    """Add a table of official look; `rows` is what its rows walk through, such as `row in goals`."""
    heads, cells, widths = _spread(columns)
    table: Table = document.add_table(rows=4, cols=len(cells))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_measures(table, whole=sum(Mm(column.width).twips for column in columns))
    _fill(table, 0, heads, widths)
    _fill(table, 1, [(f"{{%tr for {rows} %}}", "表格文字")] + [("", "表格文字")] * (len(cells) - 1), widths)
    _fill(table, 2, cells, widths)
    _fill(table, 3, [("{%tr endfor %}", "表格文字")] + [("", "表格文字")] * (len(cells) - 1), widths)
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, element("cantSplit"))  # noqa: SLF001
    return table


def share_width(table: "Table") -> None:
    """Make columns as wide as the template says; the widest one is shared by those that a loop made of it."""
    rows = table._tbl.tr_lst  # noqa: SLF001
    widths = [cell.width.twips if cell.width else 0 for cell in rows[0].tc_lst]
    widest, whole = max(widths), _whole_width(table)
    shared = [place for place, width in enumerate(widths) if width == widest]
    left = whole - sum(width for width in widths if width != widest)
    widths = [left // len(shared) if place in shared else width for place, width in enumerate(widths)]
    for grid, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        grid.w = Twips(width)
    for row in rows:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Twips(width)


def _whole_width(table: "Table") -> int:
    width = table._tbl.tblPr.find(qn("w:tblW"))  # noqa: SLF001
    return int(width.get(qn("w:w")))


_Cells = list[tuple[str, str]]


def _spread(columns: Sequence[Column]) -> tuple[_Cells, _Cells, list[Length]]:
    """Headings, cells and widths, with a cell for each tag of a loop, which vanishes on rendering."""
    heads: _Cells = []
    cells: _Cells = []
    widths: list[Length] = []
    for column in columns:
        if column.loop:
            heads.append((f"{{%tc for {column.loop_head} %}}", "表头"))
            cells.append((f"{{%tc for {column.loop} %}}", column.style))
            widths.append(Mm(0))
        heads.append((column.head, "表头"))
        cells.append((column.cell, column.style))
        widths.append(Mm(column.width))
        if column.loop:
            heads.append(("{%tc endfor %}", "表头"))
            cells.append(("{%tc endfor %}", column.style))
            widths.append(Mm(0))
    return heads, cells, widths


def _fill(table: "Table", place: int, texts: _Cells, widths: Sequence[Length]) -> None:
    for cell, (text, style), width in zip(table.rows[place].cells, texts, widths, strict=True):
        cell.width = Length(width or Mm(1))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write_cell(cell, text, style)


def _write_cell(cell: "_Cell", text: str, style: str) -> None:
    line = cell.paragraphs[0]
    line.style = style
    if text:
        _write(line, text)


def _write(line: "Paragraph", text: str) -> None:
    run = line.add_run(text)
    style = line.style.name if line.style else ""
    set_fonts(run._r.get_or_add_rPr(), _FACES[style or ""])  # noqa: SLF001


def _set_measures(table: "Table", *, whole: int) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.insert_element_before(element("tblW", w=whole, type="dxa"), "w:jc", "w:tblLayout", "w:tblLook")
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=_MARGIN, type="dxa"))
    properties.insert_element_before(margins, "w:tblLook")
