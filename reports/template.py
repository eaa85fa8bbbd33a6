"""Filling in a Word template that the office edits; it is checked as a whole, so nothing is half written."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, UndefinedError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree  # type: ignore[import-untyped]

from reports.errors import TemplateError
from reports.template_tables import share_width
from reports.template_tags import check_tags, tag_with

__all__ = ["render_template"]


def render_template(path: Path, facts: Mapping[str, Any]) -> bytes:
    """A Word document: the template with its tags filled in, text escaped, columns of tables fitted.

    Args:
        path: the template.
        facts: what tags may name; a text with a line feed takes two lines.

    Raises:
        TemplateError: it is no Word file, a tag is broken, or one names a fact that is not there.
    """
    template = _Template(path.name, BytesIO(path.read_bytes()))
    try:
        template.init_docx()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise TemplateError("template_unreadable", file=path.name) from error
    tags = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    check_tags(template.texts(), facts=facts, environment=tags, file=path.name)
    try:
        template.render(dict(facts), tags)
    except (JinjaError, TypeError) as error:
        raise _not_filled(error, template, file=path.name) from error
    for table in template.docx.tables:
        if _is_regular(table):
            share_width(table)
    written = BytesIO()
    template.save(written)
    return written.getvalue()


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose broken structure is an error; the library would mend it by leaving text out."""

    def __init__(self, name: str, content: BytesIO) -> None:
        super().__init__(content)
        self.name = name

    def fix_tables(self, xml: str) -> Any:  # noqa: ANN401 -- the library's tree
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            raise TemplateError("template_structure", file=self.name, tag="—") from error
        return super().fix_tables(xml)

    def texts(self) -> list[str]:
        """The text of every paragraph of the body, headers and footers, in their order."""
        roots = [self.docx.element.body]
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            roots += [part.element for _, part in self.get_headers_footers(uri)]
        return [_text(paragraph) for root in roots for paragraph in root.iter(_WORD + "p")]


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _text(paragraph: Any) -> str:  # noqa: ANN401 -- an element of the library's tree
    return "".join(piece.text or "" for piece in paragraph.iter(_WORD + "t"))


def _not_filled(error: Exception, template: _Template, *, file: str) -> TemplateError:
    """The error of a tag that was sound and could not be filled in, such as an unknown part of a fact."""
    template.init_docx(reload=True)
    reason = str(error)
    tag = tag_with(reason, template.texts()) if isinstance(error, UndefinedError) else "—"
    return TemplateError("template_not_filled", file=file, tag=tag, reason=reason)


def _is_regular(table: Table) -> bool:
    """Whether every row has a cell for each column: nothing was merged by the office."""
    columns = len(table._tbl.tblGrid.gridCol_lst)  # noqa: SLF001
    return all(len(row.tc_lst) == columns for row in table._tbl.tr_lst)  # noqa: SLF001
