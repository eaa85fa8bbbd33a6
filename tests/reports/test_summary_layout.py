"""The summary's paper, margins, grid, fonts, footers and tables, as its XML has them (GB/T 9704-2012)."""

from collections.abc import Iterator

import pytest
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Pt

from reports.official_layout import CHARACTERS, LINES
from reports.summary import SUMMARY_TEMPLATE, write_summary
from tests.reports.builders import illustrative_basis, paper_of, unit

FONTS = {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"}
STYLES = {
    "公文标题": ("方正小标宋简体", 22),
    "公文正文": ("仿宋_GB2312", 16),
    "一级标题": ("黑体", 16),
    "二级标题": ("楷体_GB2312", 16),
    "附件标记": ("黑体", 16),
    "表格标题": ("黑体", 16),
    "页码": ("宋体", 14),
}


@pytest.fixture(scope="module")
def paper() -> Paper:
    return paper_of(write_summary(illustrative_basis(), unit("region")))


def given(length: Length | None) -> float:
    """A length that must be there, in millimetres."""
    assert length is not None
    return float(length.mm)


def is_near(length: Length | None, millimetres: float) -> bool:
    return abs(given(length) - millimetres) < 0.1


def type_area(section: Section) -> tuple[float, float]:
    """Height and width of what the margins leave, in millimetres."""
    high = given(section.page_height) - given(section.top_margin) - given(section.bottom_margin)
    wide = given(section.page_width) - given(section.left_margin) - given(section.right_margin)
    return high, wide


def only(found: Iterator[BaseOxmlElement]) -> BaseOxmlElement:
    (one,) = found
    return one


def test_paper_and_margins(paper: Paper) -> None:
    upright = paper.sections[0]
    assert is_near(upright.page_width, 210)
    assert is_near(upright.page_height, 297)
    assert is_near(upright.top_margin, 37)
    assert is_near(upright.left_margin, 28)
    assert is_near(upright.right_margin, 26)
    assert is_near(upright.bottom_margin, 35)


def test_body_and_annexes_1_and_5_stand_and_the_rest_lies(paper: Paper) -> None:
    sections = paper.sections
    assert [each.orientation for each in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    wide = sections[1]
    assert is_near(wide.page_width, 297)
    assert is_near(wide.page_height, 210)
    assert round(type_area(wide)[1], 1) == 225
    assert is_near(wide.top_margin, 28)  # the binding side, turned


def test_the_grid_has_22_lines_of_28_characters(paper: Paper) -> None:
    for section in paper.sections:
        grid = only(section._sectPr.iter(qn("w:docGrid")))
        assert grid.get(qn("w:type")) == "linesAndChars"
        pitch = int(grid.get(qn("w:linePitch"))) / 20
        character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
        high, wide = (length * 72 / 25.4 for length in type_area(section))
        if section.orientation is WD_ORIENT.PORTRAIT:
            assert (high // pitch, wide // character) == (LINES, CHARACTERS) == (22, 28)


def test_styles_name_their_fonts_for_both_scripts(paper: Paper) -> None:
    for name, (font, size) in STYLES.items():
        style = paper.styles[name]
        fonts = only(style.element.iter(qn("w:rFonts")))
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:ascii")) in {"Times New Roman", "宋体"}
        assert style.font.size == Pt(size)
    assert not any(
        theme in key
        for fonts in paper.styles.element.iter(qn("w:rFonts"))
        for key in fonts.attrib
        for theme in ("Theme", "theme")
    )


def test_every_run_with_text_names_its_fonts(paper: Paper) -> None:
    runs = [run for run in paper.element.body.iter(qn("w:r")) if any(t.text for t in run.iter(qn("w:t")))]
    assert len(runs) > 1000
    assert {only(run.iter(qn("w:rFonts"))).get(qn("w:eastAsia")) for run in runs} <= FONTS


def test_running_text_is_spaced_exactly_and_indented(paper: Paper) -> None:
    shape = paper.styles["公文正文"].paragraph_format
    assert shape.line_spacing == Pt(28.95)
    indent = only(paper.styles["公文正文"].element.iter(qn("w:ind")))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_pages_are_numbered_at_the_outer_side(paper: Paper) -> None:
    assert paper.settings.odd_and_even_pages_header_footer
    first = paper.sections[0]
    for footer, side in ((first.footer, "right"), (first.even_page_footer, "left")):
        (line,) = footer.paragraphs
        assert only(line._p.iter(qn("w:jc"))).get(qn("w:val")) == side
        assert only(line._p.iter(qn("w:ind"))).get(qn(f"w:{side}Chars")) == "100"
        assert (line.text, only(line._p.iter(qn("w:instrText"))).text) == ("—  —", "PAGE")
    assert all(each.footer.is_linked_to_previous for each in list(paper.sections)[1:])
    gap = given(first.bottom_margin) - given(first.footer_distance) - Pt(16).mm
    assert round(gap, 1) == 7


def test_tables_repeat_their_heads_and_fit_the_type_area(paper: Paper) -> None:
    widths = [156, 156, 225, 225, 225]
    assert len(paper.tables) == len(widths)
    for table, width in zip(paper.tables, widths, strict=True):
        first = table._tbl.tr_lst[0]
        assert only(first.iter(qn("w:tblHeader"))) is not None
        assert sum(1 for _ in table._tbl.iter(qn("w:tblHeader"))) == 1
        columns = [column.w for column in table._tbl.tblGrid.gridCol_lst]
        assert abs(sum(map(given, columns)) - width) < 0.3  # whole twips for each column
        for row in table._tbl.tr_lst:
            assert [cell.width for cell in row.tc_lst] == columns
            assert only(row.iter(qn("w:cantSplit"))) is not None


def test_numbers_of_tables_stand_at_the_right(paper: Paper) -> None:
    goals = paper.tables[1]
    styles = [cell.paragraphs[0].style.name for cell in goals.rows[2].cells]
    assert styles == ["表格数字", "表格文字", "表格文字", "表格数字", "表格数字", "表格文字", "表格文字"]


def test_fonts_that_are_not_installed_have_substitutes() -> None:
    parts = paper_of(SUMMARY_TEMPLATE.read_bytes()).part.package.iter_parts()
    (table,) = [part for part in parts if part.partname == "/word/fontTable.xml"]
    assert 'w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table.blob.decode()


ORDER = {
    "pPr": (
        *(
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
        ),
        *("snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"),
    ),
    "rPr": (
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "color",
        "spacing",
        "kern",
        "sz",
        "szCs",
        "u",
        "lang",
    ),
    "tblPr": ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "trPr": ("cantSplit", "tblHeader"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "shd", "vAlign"),
    "sectPr": ("headerReference", "footerReference", "type", "pgSz", "pgMar", "cols", "docGrid"),
}
"""In what order Word wants the parts of an element; in another it offers to repair the file."""


@pytest.mark.parametrize("name", ORDER)
def test_parts_of_elements_are_in_words_order(paper: Paper, name: str) -> None:
    ours = [style.element for style in paper.styles if "\u4e00" <= (style.name or "")[:1] <= "\u9fff"]
    found = [made for root in (paper.element.body, *ours) for made in root.iter(qn(f"w:{name}"))]
    assert found
    for made in found:
        places = [ORDER[name].index(part.tag.rpartition("}")[2]) for part in made]
        assert places == sorted(places), made.xml


def test_names_of_parts_stand_once(paper: Paper) -> None:
    """No property is given twice, which Word refuses as well."""
    for name in ("pPr", "rPr", "tblPr", "tcPr"):
        for made in paper.element.body.iter(qn(f"w:{name}")):
            tags = [part.tag for part in made]
            assert len(tags) == len(set(tags)), made.xml
