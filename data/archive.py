"""The ZIP archive that XLSX and ODS workbooks are: looked over before anything in it is parsed."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from data.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED
from data.workbook_cells import RefusedError

__all__ = ["Archive"]

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_RATIO_COUNTS_FROM = 2**20
_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # UTF-16, where the declarations would not be seen


class Archive:
    """Parts by name; `names` is in the order of the archive."""

    def __init__(self, content: bytes) -> None:
        """Look over the list of parts; nothing is unpacked yet.

        Raises:
            RefusedError: too many parts or too large ones, a password, or what no program writes.
        """
        if content.count(_ENTRY) > MAX_ENTRIES:
            raise RefusedError("workbook_unsafe", reason="entries")
        self._zip = ZipFile(BytesIO(content))
        parts = self._zip.infolist()
        self.names = [part.filename for part in parts]
        if len({name.casefold() for name in self.names}) < len(parts):
            raise RefusedError("workbook_unsafe", reason="repeated")
        for part in parts:
            _look_over(part)
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise RefusedError("workbook_too_large")

    def read(self, name: str) -> bytes:
        """Unpack one part; more bytes than its entry says, or others, are an error of the archive.

        Raises:
            RefusedError: XML that declares entities or hides its text.
        """
        with self._zip.open(name) as stream:
            part = stream.read(self._zip.getinfo(name).file_size)  # no more, whatever the packed bytes hold
        if _DECLARATIONS.search(part) or part.startswith(_WIDE):
            raise RefusedError("workbook_unsafe", reason="declarations")
        return part


def _look_over(part: ZipInfo) -> None:
    if part.flag_bits & _ENCRYPTED:
        raise RefusedError("password")
    if part.filename.startswith("/") or {"..", "\\", ":"} & {*part.filename, *part.filename.split("/")}:
        raise RefusedError("workbook_unsafe", reason="paths")
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise RefusedError("workbook_unsafe", reason="packing")
    if part.file_size > max(_RATIO_COUNTS_FROM, part.compress_size * MAX_RATIO):
        raise RefusedError("workbook_too_large")
