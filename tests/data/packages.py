"""Workbooks written part by part, as no program would: the ground that hostile samples are made on."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

__all__ = ["ODS_PARTS", "SHEET", "STRINGS", "XLSX_PARTS", "ods", "sheet_xml", "xlsx", "zipped"]

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
"""Names of parts of an XLSX workbook."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _relationships(**targets: str) -> str:
    entries = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


XLSX_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
    f'ContentType="{_CONTENT_TYPE}.sheet.main+xml"/></Types>',
    "_rels/.rels": _relationships(officeDocument="xl/workbook.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="数据" sheetId="1" r:id="worksheet"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _relationships(
        worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
    ),
    STRINGS: f'<sst xmlns="{_MAIN}"><si><t>甲</t></si></sst>',
}
"""A workbook with one sheet, which is still to be given."""


def sheet_xml(rows: str, after: str = "") -> str:
    """A worksheet of rows as XML, and whatever stands behind them."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx(
    rows: str = "", parts: Mapping[str, str | bytes] = MappingProxyType({}), packing: int = ZIP_DEFLATED
) -> bytes:
    """An XLSX workbook with one sheet of rows as XML; `parts` replace or add parts."""
    return zipped({**XLSX_PARTS, SHEET: sheet_xml(rows), **parts}, packing)


_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"

ODS_PARTS: Mapping[str, str] = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": "<manifest/>",
    "content.xml": f'<office:document-content xmlns:office="{_OPEN_DOCUMENT}:office:1.0" '
    f'xmlns:style="{_OPEN_DOCUMENT}:style:1.0" xmlns:table="{_OPEN_DOCUMENT}:table:1.0" '
    f'xmlns:text="{_OPEN_DOCUMENT}:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="数据">ROWS</table:table>'
    "</office:spreadsheet></office:body></office:document-content>",
}
"""An ODS workbook with one sheet, whose rows take the place of ROWS."""


def ods(rows: str, parts: Mapping[str, str | bytes] = MappingProxyType({})) -> bytes:
    """An ODS workbook with one sheet of rows as XML; `parts` replace or add parts."""
    return zipped({**ODS_PARTS, "content.xml": ODS_PARTS["content.xml"].replace("ROWS", rows), **parts})


def zipped(parts: Mapping[str, str | bytes], packing: int = ZIP_DEFLATED) -> bytes:
    """A ZIP archive of parts."""
    content = BytesIO()
    with ZipFile(content, "w", packing) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()
