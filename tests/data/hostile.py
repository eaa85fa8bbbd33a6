"""Files made to harm their reader, one for each way that is known; made here so that none is kept."""

import struct
import warnings
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from data.limits import MAX_BYTES, MAX_TEXT_ROWS
from tests.data.packages import ODS_PARTS, SHEET, STRINGS, XLSX_PARTS, ods, sheet_xml, xlsx, zipped

__all__ = ["HOSTILE", "hostile_file"]

_GIGABYTE = 1_000_000_000
_CELL = '<c r="A1" t="inlineStr"><is><t>地区</t></is></c>'
_ROW = f'<row r="1">{_CELL}</row>'
_LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
_FIRST = "指标代码,区划代码,期间\n".encode()
_MERGED = '<mergeCells><mergeCell ref="A1:ALL20000"/></mergeCells>'
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _declared(declarations: str, text: str) -> bytes:
    """A workbook whose text is an entity."""
    sheet = sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')
    return xlsx(parts={SHEET: f"<!DOCTYPE x [{declarations}]>{sheet}"})


def _bomb() -> bytes:
    """A sheet that unpacks to a gigabyte."""
    content = BytesIO(zipped(XLSX_PARTS))
    with (
        ZipFile(content, "a", ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(SHEET, "w") as part,
    ):
        for _ in range(_GIGABYTE // 10_000_000):
            part.write(b" " * 10_000_000)
    return content.getvalue()


def _understated() -> bytes:
    """The same, saying that it unpacks to a kilobyte."""
    return _bomb().replace(struct.pack("<L", _GIGABYTE), struct.pack("<L", 1000))


def _many_entries() -> bytes:
    return zipped({**XLSX_PARTS, **{f"x{n}": "" for n in range(100_000)}})


def _repeated_entry() -> bytes:
    content = BytesIO(xlsx(_ROW))
    with ZipFile(content, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, sheet_xml(""))
    return content.getvalue()


def _flipped() -> bytes:
    """One bit of a part that is stored as it is."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, part in {**XLSX_PARTS, SHEET: sheet_xml(_ROW)}.items():
            archive.writestr(name, part)
    return content.getvalue().replace("地区".encode(), "地匹".encode(), 1)


def _encrypted_entry() -> bytes:
    content = bytearray(xlsx(_ROW))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 1)
    return bytes(content)


def _repeated_string() -> bytes:
    """One long text that every cell refers to: 600 MB of cells from 3 MB of XML."""
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(15))
    strings = XLSX_PARTS[STRINGS].replace("甲", "x" * 4000)
    return xlsx(f"<row>{row}</row>" * 10_000, {STRINGS: strings})


def _ods_row(repeated: str, cells: str = "") -> str:
    cell = f'<table:table-cell office:value-type="string"{cells}><text:p>地区</text:p></table:table-cell>'
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cell}</table:table-row>'


def _ods_laughs() -> bytes:
    content = f'<!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]>{ODS_PARTS["content.xml"]}'
    return zipped({**ODS_PARTS, "content.xml": content})


_MADE: Mapping[str, Mapping[str, Callable[[], bytes]]] = {
    "x.csv": {
        "nul_bytes": lambda: _FIRST + b"a,b\x00,c\n",
        "line_of_200_mb": lambda: b"x" * 200_000_000,
        "line_of_60_mb": lambda: b"x" * 60_000_000,
        "million_columns": lambda: b",".join(b"c%d" % n for n in range(1_000_000)),
        "only_separators": lambda: b"," * 60_000_000,
        "record_without_end": lambda: _FIRST + b'"a\n",' * 1_000_000,
        "open_quotation_mark": lambda: _FIRST + b'"' + b"a\n" * 1_000_000,
        "too_many_rows": lambda: _FIRST + b"a,b,c\n" * MAX_TEXT_ROWS,
        "blank_lines": lambda: b"\n" * MAX_BYTES,
        "wide_characters": lambda: "\U0001f600\n".encode() + b"a,b,%057d\r\n" % 0 * 1_000_000,
        "utf_16_without_mark": lambda: _FIRST.decode().encode("utf-16-le"),
        "big5": lambda: "指標代碼,區劃代碼,期間\n檢驗合格率,縣,無\n".encode("big5"),
    },
    "x.xlsx": {
        "far_cell": lambda: xlsx(f'{_ROW}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "far_row": lambda: xlsx(f'{_ROW}<row r="999999999999"><c><v>1</v></c></row>'),
        "merged_cells": lambda: xlsx(parts={SHEET: sheet_xml(_ROW, _MERGED)}),
        "empty_rows": lambda: xlsx(_ROW + '<row><c s="0"/></row>' * 3_000_000, packing=ZIP_STORED),
        "too_many_filled_rows": lambda: xlsx("<row><c><v>1</v></c></row>" * 100_001, packing=ZIP_STORED),
        "repeated_string": _repeated_string,
        "many_strings": lambda: xlsx(_ROW, {STRINGS: f"<sst>{'<si/>' * 12_000_000}</sst>"}, ZIP_STORED),
        "nested_elements": lambda: xlsx("<x>" * 9_000_000, packing=ZIP_STORED),
        "packed_a_thousandfold": lambda: xlsx(_ROW, {"xl/media/x.png": b" " * 60_000_000}),
        "bomb": _bomb,
        "understated_bomb": _understated,
        "many_entries": _many_entries,
        "repeated_entry": _repeated_entry,
        "path_outside": lambda: xlsx(_ROW, {"../../etc/x": ""}),
        "billion_laughs": lambda: _declared(f'<!ENTITY a0 "ha">{_LAUGHS}', "&a12;"),
        "external_entity": lambda: _declared('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        "utf_16_part": lambda: xlsx(parts={SHEET: sheet_xml(_ROW).encode("utf-16")}),
        "flipped_bit": _flipped,
        "cut_short": lambda: xlsx(_ROW)[:-100],
        "encrypted_entry": _encrypted_entry,
        "encrypted_workbook": lambda: _COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "macros": lambda: xlsx(_ROW, {"xl/vbaProject.bin": _COMPOUND}),
    },
    "x.ods": {
        "ods_repeated_cells": lambda: ods(_ods_row("1048576", ' table:number-columns-repeated="16384"')),
        "ods_repeated_rows": lambda: ods(_ods_row("1048576")),
        "ods_endless_rows": lambda: ods(_ods_row("9" * 30)),
        "ods_billion_laughs": _ods_laughs,
        "ods_encrypted": lambda: ods(
            "", {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
        ),
    },
    "x.xls": {
        "broken_compound_file": lambda: _COMPOUND + "Workbook\0".encode("utf-16-le") * 100_000,
    },
}

HOSTILE = tuple(name for samples in _MADE.values() for name in samples)
"""Names of the samples."""


def hostile_file(sample: str) -> tuple[str, bytes]:
    """File name and bytes of a sample."""
    return next((file, samples[sample]()) for file, samples in _MADE.items() if sample in samples)
