"""Make the first templates of the brief, one for each language: `python -m reports.build_brief_template`.

What it writes are the files that the office then edits in Word; running it again throws such edits away. The
picture in them is a sample, which every brief replaces; it may be moved and made larger or smaller.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geo import load_register
from geo.picture import MapPicture, map_classes
from indicators import Light
from indicators.light_styles import LIGHT_STYLES
from reports.brief import BRIEF_TEMPLATES
from reports.brief_map import BRIEF_MAP_SIZE, print_brief_map
from reports.official_layout import add_styles, substitute_fonts
from reports.print_words import print_wording
from reports.template_tables import Column, add_line, add_table

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.text.paragraph import Paragraph

__all__ = ["build_brief_template", "main"]

_BLUE = RGBColor(0x0B, 0x3D, 0x91)
_SIZES = {
    "公文标题": (18, 26),
    "一级标题": (12, 18),
    "二级标题": (10, 15),
    "公文正文": (10, 14),
    "表注": (8.5, 12),
    "表格文字": (8.5, 11),
    "表格数字": (8.5, 11),
    "表头": (8.5, 12),
}
"""Size and line of the official styles in the brief, in points."""

_NUMBERS = ("failures", "allowed", "excess", "rank", "since")


def build_brief_template(language: str) -> "Paper":
    """The template as a document of two pages: map and lights, then what to do about them."""
    paper = Document()
    paper.core_properties.title = paper.core_properties.author = paper.core_properties.comments = ""
    add_styles(paper)
    substitute_fonts(paper)
    _tighten(paper)
    _lay_out(paper)
    _add_first_page(paper, language)
    _add_second_page(paper, language)
    return paper


def _add_first_page(paper: "Paper", language: str) -> None:
    add_line(paper, "{{ title }}", "公文标题")
    add_line(paper, "{{ plan }}", "表注").alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_line(paper, "{{ data }}", "表注").alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_line(paper, "{{ map_title }}", "一级标题")
    picture = paper.add_paragraph(style="表注")
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    shape = picture.add_run().add_picture(BytesIO(_sample_map(language)), width=Mm(BRIEF_MAP_SIZE[0]))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # noqa: SLF001 -- else some programs leave 3 mm beside it
    add_line(paper, "{{ source }}", "表注")
    _head(paper, "goals_title", language)
    add_line(paper, "{{ lights }}", "公文正文")
    columns = (
        ("light", "light", 17),
        ("goal", "name", 26),
        ("figure", "figure", 25),
        ("target", "target", 17),
    )
    sides = [
        Column(_say(key, language), f"{{{{ row.{side}.{name} }}}}", width)
        for side in ("left", "right")
        for key, name, width in columns
    ]
    add_table(paper, sides, rows="row in goals")
    _when(paper, "left_out", "表注")
    add_line(paper, _say("note", language), "表注")


def _add_second_page(paper: "Paper", language: str) -> None:
    _head(paper, "drags_title", language).paragraph_format.page_break_before = True
    add_line(paper, "{%p if drags %}", "公文正文")
    drags = (("goal", 40), ("failures", 26), ("allowed", 22), ("excess", 22), ("rank", 20), ("worst", 40))
    add_table(paper, _columns(drags, language), rows="row in drags")
    add_line(paper, "{%p else %}", "公文正文")
    add_line(paper, _say("drags_none", language), "公文正文")
    add_line(paper, "{%p endif %}", "公文正文")
    _when(paper, "drags_more")
    _head(paper, "late_title", language)
    add_line(paper, "{{ late_total }}", "公文正文")
    add_line(paper, "{%p if late %}", "公文正文")
    late = (("area", 34), ("reports", 110), ("since", 26))
    add_table(paper, _columns(late, language), rows="row in late")
    add_line(paper, "{%p endif %}", "公文正文")
    _head(paper, "next_title", language)
    for name in ("nearest", "needs", "actions"):
        add_line(paper, _say(name, language), "二级标题")
        add_line(paper, f"{{%p for line in {name} %}}", "公文正文")
        add_line(paper, "{{ line }}", "公文正文")
        add_line(paper, "{%p endfor %}", "公文正文")
    add_line(paper, _say("measures", language), "公文正文")


def _columns(columns: Sequence[tuple[str, float]], language: str) -> list[Column]:
    return [
        Column(
            _say(key, language), f"{{{{ row.{key} }}}}", width, "表格数字" if key in _NUMBERS else "表格文字"
        )
        for key, width in columns
    ]


def _style(key: str) -> str:
    return "表格数字" if key in _NUMBERS else "表格文字"


def _head(paper: "Paper", key: str, language: str) -> "Paragraph":
    return add_line(paper, _say(key, language), "一级标题")


def _when(paper: "Paper", fact: str, style: str = "公文正文") -> None:
    add_line(paper, f"{{%p if {fact} %}}", "公文正文")
    add_line(paper, f"{{{{ {fact} }}}}", style)
    add_line(paper, "{%p endif %}", "公文正文")


def _tighten(paper: "Paper") -> None:
    """Make the official styles so small that two pages hold everything."""
    for name, (size, line) in _SIZES.items():
        style = paper.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.line_spacing = Pt(line)
        for indent in list(style.element.iter(qn("w:ind"))):
            indent.getparent().remove(indent)
    for name in ("一级标题", "二级标题", "公文标题"):
        paper.styles[name].font.color.rgb = _BLUE
    paper.styles["一级标题"].paragraph_format.space_before = Pt(6)
    paper.styles["一级标题"].paragraph_format.space_after = Pt(2)
    paper.styles["二级标题"].paragraph_format.space_before = Pt(4)
    paper.styles["表注"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _lay_out(paper: "Paper") -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(16), Mm(14)
    section.header_distance = section.footer_distance = Mm(7)


def _sample_map(language: str) -> bytes:
    """The map without data; every brief puts its own in this place."""
    counties = load_register().counties
    nothing = list(LIGHT_STYLES).index(Light.NO_DATA)
    picture = MapPicture(
        classes=map_classes(LIGHT_STYLES.values()),
        class_of=[nothing] * len(counties),
        scope=load_register().region.code,
        chosen=None,
        view="boundary",
        language=language,
        width=0,
        height=0,
        address="",
    )
    return print_brief_map(picture, (), dots_an_inch=72)


def _say(key: str, language: str) -> str:
    return print_wording(f"brief.{key}").in_language(language)


def main() -> None:
    """Write the templates to their places."""
    for language, path in BRIEF_TEMPLATES.items():
        build_brief_template(language).save(str(path))
        print(f"wrote {path.name}, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
