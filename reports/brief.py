"""The brief of a prefecture: two pages in Word with the map of its counties."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn

from indicators import domain_wording
from indicators.light_styles import LIGHT_STYLES
from reports.basis import Basis
from reports.brief_facts import brief_facts, campaign
from reports.brief_map import print_brief_map
from reports.figure_words import SMALL_SAMPLE_MARK
from reports.light_map import light_legend, light_picture
from reports.official_layout import element
from reports.print_words import area_words, print_wording
from reports.template import render_template
from reports.unit import Unit

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.oxml.table import CT_Tc

__all__ = ["BRIEF_TEMPLATES", "write_brief"]

BRIEF_TEMPLATES = {
    language: Path(__file__).with_name("templates") / f"brief_{language}.docx" for language in ("zh", "en")
}
"""The templates by language, for the office to edit in Word; their first picture is the place of the map."""

_LANGUAGES = ("zh", "en")


def write_brief(basis: Basis, unit: Unit, language: str, *, template: Path | None = None) -> bytes:
    """The brief of a prefecture as a Word document.

    Args:
        basis: the state that is reported.
        unit: a prefecture.
        language: of the brief.
        template: another one than that of the language.

    Raises:
        TemplateError: the template was edited so that it cannot be filled in; the message names the tag.
    """
    facts = brief_facts(basis, unit, language)
    paper = Document(io.BytesIO(render_template(template or BRIEF_TEMPLATES[language], facts)))
    goal = campaign(basis)
    picture = light_picture(basis, goal, unit.area, language)
    png = print_brief_map(picture, light_legend(basis, goal, unit.area, language))
    area = area_words(basis.register.area(unit.area), language)
    _put_map(paper, png, told=print_wording("brief.alt", area=area).in_language(language))
    _colour_lights(paper)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _put_map(paper: "Paper", png: bytes, *, told: str) -> None:
    """Put the map in the place of the first picture; without one the office wants no map."""
    for shape in paper.inline_shapes:
        inline = shape._inline  # noqa: SLF001 -- the library does not replace pictures
        part = paper.part.related_parts[inline.graphic.graphicData.pic.blipFill.blip.embed]
        part._blob = png  # noqa: SLF001
        inline.docPr.set("descr", told)
        return


def _colour_lights(paper: "Paper") -> None:
    """Give the cells that hold a light its colours; glyph and word stay, for black-and-white print."""
    styles = {
        f"{style.glyph} {domain_wording(f'light.{light}').in_language(language)}": style
        for light, style in LIGHT_STYLES.items()
        for language in _LANGUAGES
    }
    for cell in paper.element.body.iter(qn("w:tc")):
        style = styles.get(_text(cell).removesuffix(SMALL_SAMPLE_MARK))
        if style is None:
            continue
        shade = element("shd", val="clear", color="auto", fill=style.colour.removeprefix("#"))
        cell.get_or_add_tcPr().append(shade)
        for paragraph in cell.p_lst:
            for run in paragraph.r_lst:
                colour = element("color", val=style.text.removeprefix("#"))
                run.get_or_add_rPr().append(colour)


def _text(cell: "CT_Tc") -> str:
    return "".join(run.text for paragraph in cell.p_lst for run in paragraph.r_lst)
