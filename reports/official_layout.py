"""Paper, grid, fonts and footers of an official document (GB/T 9704-2012), for `build_template.py`.

Lengths follow the standard: A4, head margin 37 mm, binding margin 28 mm, type area 156 x 225 mm, 22 lines of
28 characters of size 3 (16 pt), page number of size 4 between dashes 7 mm below the type area.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section, _Footer
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

__all__ = [
    "BODY",
    "CHARACTERS",
    "LINES",
    "STYLES",
    "TEXT_WIDTH",
    "WIDE_TEXT_WIDTH",
    "Face",
    "add_footers",
    "add_styles",
    "element",
    "lay_out",
    "set_fonts",
    "substitute_fonts",
]

LINES, CHARACTERS = 22, 28
"""Lines of a page and characters of a line."""

BODY = Pt(16)
"""Size 3, of the running text."""

LINE_PITCH = Twips(579)
"""225 mm over 22 lines: 28.95 pt."""

CHARACTER_SPACE = -849
"""What a character of 16 pt gives up so that 28 fill 156 mm, in 1/4096 pt."""

_TIGHTER = -6
"""Spacing of the running text in twips, by which 28 characters of 16 pt fill a line.

The grid says the same for Word's page set-up, but styles do not snap to it: LibreOffice gives a character
that is wider than its cell of the grid two cells.
"""

_PAPER = (Twips(11906), Twips(16838))
_HEAD, _FOOT, _BINDING, _FORE = Twips(2098), Twips(1984), Twips(1588), Twips(1474)
TEXT_WIDTH = Twips(8844)
"""Width of the type area, 156 mm."""

WIDE_TEXT_WIDTH = Twips(12756)
"""Width of the type area of a landscape page, 225 mm."""

_FOOTER_GAP, _FOOTER_SIZE, _FOOTER_LINE = Mm(7), Pt(14), Pt(16)
_LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Face:
    """How a named style looks; sizes in points, indents in characters."""

    name: str
    font: str
    size: float = 16
    latin: str = _LATIN
    line: float | None = None  # exact; the grid's pitch when left out
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first_line: int = 0
    new_page: bool = False
    with_next: bool = False
    outline: int | None = None


_SONG, _TITLE, _FANG, _KAI, _HEI = "宋体", "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
SUBSTITUTES = {_TITLE: "宋体", _FANG: "仿宋", _KAI: "楷体"}
"""Fonts of the standard, and what Word takes where they are not installed."""

_LEFT, _CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
STYLES = (
    Face("公文标题", _TITLE, 22, align=_CENTRE, with_next=True),
    Face("公文声明", _HEI, align=_CENTRE),
    Face("主送机关", _FANG, align=_LEFT),
    Face("公文正文", _FANG, first_line=2),
    Face("一级标题", _HEI, first_line=2, with_next=True, outline=0),
    Face("二级标题", _KAI, first_line=2, with_next=True, outline=1),
    Face("附件说明", _FANG, align=_LEFT, first_line=2),
    Face("落款", _FANG, align=_LEFT),
    Face("附件标记", _HEI, align=_LEFT, new_page=True, with_next=True, outline=0),
    Face("附件续", _HEI, align=_LEFT, with_next=True, outline=0),
    Face("表格标题", _HEI, align=_CENTRE, with_next=True),
    Face("表格单位", _FANG, 10.5, line=16, align=_RIGHT, with_next=True),
    Face("表头", _HEI, 9, line=12, align=_CENTRE),
    Face("表格文字", _FANG, 9, line=12, align=_LEFT),
    Face("表格数字", _FANG, 9, line=12, align=_RIGHT),
    Face("表格小字", _FANG, 8, line=10, align=_RIGHT),
    Face("表注", _FANG, 9, line=13),
    Face("分节", _FANG, 1, line=1),
    Face("页码", _SONG, 14, latin=_SONG, line=16, align=_RIGHT),
)
"""The named styles of the template; the office changes them in Word under these names."""


def element(name: str, **attributes: object) -> "BaseOxmlElement":
    """A WordprocessingML element such as `docGrid` with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), str(value))
    return made


def add_styles(document: "Document") -> None:
    """Define the standard's fonts in the default style and all named styles; nothing is left to a theme."""
    normal = document.styles["Normal"]
    _dress(normal, Face("Normal", _FANG))
    for face in STYLES:
        style = document.styles.add_style(face.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _dress(style, face)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for size in (*defaults.iter(qn("w:sz")), *defaults.iter(qn("w:szCs"))):
        size.set(qn("w:val"), str(2 * 16))  # the grid's characters are counted in the default size
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def set_fonts(properties: "BaseOxmlElement", face: Face) -> None:
    """Name the fonts of a run or style for both kinds of characters."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = element("rFonts", ascii=face.latin, hAnsi=face.latin, eastAsia=face.font, cs=face.latin)
    properties.insert(0, fonts)


def substitute_fonts(document: "Document") -> None:
    """Tell Word what to take where a font of the standard is not installed."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    listed = [
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for name, instead in SUBSTITUTES.items()
    ]
    end = "</w:fonts>"
    part._blob = part.blob.decode().replace(end, "".join(listed) + end).encode()  # noqa: SLF001


def _dress(style: "ParagraphStyle", face: Face) -> None:
    style.font.size = Pt(face.size)
    properties = style.element.get_or_add_rPr()
    set_fonts(properties, face)
    if face.size == BODY.pt:
        properties.insert_element_before(element("spacing", val=_TIGHTER), "w:sz", "w:szCs")
    shape = style.paragraph_format
    shape.alignment = face.align
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = LINE_PITCH if face.line is None else Pt(face.line)
    shape.page_break_before = face.new_page or None
    shape.keep_with_next = face.with_next or None
    shape.widow_control = False
    details = style.element.get_or_add_pPr()
    details.insert_element_before(element("snapToGrid", val=0), "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    if face.first_line:
        indent = element("ind", firstLineChars=face.first_line * 100, firstLine=face.first_line * 320)
        details.insert_element_before(indent, "w:jc", "w:outlineLvl")
    if face.outline is not None:
        details.append(element("outlineLvl", val=face.outline))


def lay_out(section: "Section", *, landscape: bool = False) -> None:
    """Give a section its paper, margins and grid; a landscape page is the same paper, turned."""
    width, height = _PAPER
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    top, right, bottom, left = _HEAD, _FORE, _FOOT, _BINDING
    if landscape:  # turned to the left: the binding side is on top
        top, right, bottom, left = _BINDING, _HEAD, _FORE, _FOOT
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.footer_distance = Twips(bottom.twips - _FOOTER_GAP.twips - _FOOTER_LINE.twips)
    section.gutter = Twips(0)
    properties = section._sectPr  # noqa: SLF001 -- python-docx has no name for the grid
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = {"type": "linesAndChars", "linePitch": LINE_PITCH.twips, "charSpace": CHARACTER_SPACE}
    properties.append(element("docGrid", **grid))


def add_footers(document: "Document") -> None:
    """Number the pages: odd ones at the right, even ones at the left, one character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    first = document.sections[0]
    _number(first.footer, WD_ALIGN_PARAGRAPH.RIGHT, side="right")
    _number(first.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, side="left")


def _number(footer: "_Footer", align: WD_ALIGN_PARAGRAPH, *, side: str) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = "页码"
    line.alignment = align
    indent = element("ind", **{f"{side}Chars": 100, side: _FOOTER_SIZE.twips})
    line._p.get_or_add_pPr().insert_element_before(indent, "w:jc")  # noqa: SLF001
    _add_run(line, "— ")
    for kind in ("begin", None, "end"):
        run = _add_run(line, "")
        run.append(element("fldChar", fldCharType=kind) if kind else _instruction())
    _add_run(line, " —")


def _instruction() -> "BaseOxmlElement":
    instruction = element("instrText")
    instruction.text = "PAGE"
    return instruction


def _add_run(line: "Paragraph", text: str) -> "BaseOxmlElement":
    run = line.add_run(text)._r  # noqa: SLF001
    set_fonts(run.get_or_add_rPr(), next(face for face in STYLES if face.name == "页码"))
    return run
