"""The child process: bytes of a workbook on standard input, its cells as lines of JSON on standard output.

It imports nothing outside the standard library but the reader of XLS: a start takes hundredths of a second.
"""

import gc
import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any

from data.archive import Archive
from data.limits import CHILD_CPU_SECONDS, CHILD_MEMORY, MAX_CELL, MAX_COLUMNS, MAX_WORKBOOK_ROWS
from data.workbook_cells import RefusedError, Sheet, cell_place
from data.workbook_kinds import compound_kind, zip_kind
from data.workbook_ods import read_ods
from data.workbook_xls import read_xls
from data.workbook_xlsx import read_xlsx

__all__ = ["main"]

_LAST_ROW = 2**20  # of any spreadsheet program
_BATCH = 500_000


def main() -> None:
    """Read, judge nothing, and say what went wrong in one word; whatever else happens is for the parent."""
    _limit()
    gc.disable()  # nothing here refers to itself in a ring; collecting took a third of the time
    try:
        for message in _messages(sys.stdin.buffer.read()):
            _send(message)
    except RefusedError as refused:
        _send({"refused": refused.key, **refused.facts})
    except MemoryError:
        _send({"refused": "workbook_too_large"})
    except Exception:  # noqa: BLE001  a parser may trip over anything in a damaged file
        _send({"refused": "workbook_damaged"})


def _limit() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def _messages(content: bytes) -> Iterator[dict[str, Any]]:
    if content.startswith(b"PK"):
        archive = Archive(content)
        kind = zip_kind(archive)
        sheets = {"xlsx": read_xlsx, "ods": read_ods}.get(kind, _no_sheets)(archive)
    else:
        kind = compound_kind(content)
        sheets = read_xls(content) if kind == "xls" else iter(())
    yield {"kind": kind}
    names: set[str] = set()
    rows = 0
    for sheet in sheets:
        if sheet.name.casefold() in names:
            raise ValueError(sheet.name)
        names.add(sheet.name.casefold())
        for message in _sheet_messages(sheet, room=MAX_WORKBOOK_ROWS - rows):
            rows += 0 if sheet.hidden else message.get("filled", 0)
            yield message
    yield {"end": True}


def _no_sheets(_: Archive) -> Iterator[Sheet]:
    return iter(())


def _sheet_messages(sheet: Sheet, *, room: int) -> Iterator[dict[str, Any]]:
    """The rows in batches, then their count; of a hidden sheet the count only."""
    filled = size = 0
    batch: list[tuple[int, list[str]]] = []
    for row, cells in _filled_rows(sheet):
        filled += 1
        if sheet.hidden:
            continue
        if filled > room:
            raise RefusedError("too_many_rows", limit=f"{MAX_WORKBOOK_ROWS:,}")
        batch.append((row, _checked(cells, sheet=sheet.name, row=row)))
        size += sum(map(len, cells.values()))
        if size + len(batch) > _BATCH:
            yield {"rows": batch}
            batch, size = [], 0
    yield {"rows": batch}
    yield {"sheet": sheet.name, "hidden": sheet.hidden, "filled": filled}


def _filled_rows(sheet: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
    last = 0
    for row, cells in sheet.rows:
        if row > _LAST_ROW:
            raise RefusedError("workbook_too_large")
        if row <= last:
            raise ValueError(row)
        last = row
        filled = {position: text for position, text in cells.items() if text.strip()}
        if filled:
            yield row, filled


def _checked(cells: dict[int, str], *, sheet: str, row: int) -> list[str]:
    last = max(cells)
    if last > MAX_COLUMNS:
        cell = cell_place(last, row)
        raise RefusedError("far_cell", sheet=sheet, cell=cell, limit=MAX_COLUMNS)
    for position, text in cells.items():
        if len(text) > MAX_CELL:
            cell = cell_place(position, row)
            raise RefusedError("workbook_cell_too_long", sheet=sheet, cell=cell, width=f"{MAX_CELL:,}")
    return [cells.get(position, "") for position in range(1, last + 1)]
