"""Parsing workbooks in a child process: whatever a hostile file does to its parser, the server goes on."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import Any

from data.cell_frames import CellFrames
from data.errors import UnreadableFileError, data_wording
from data.grid import Grid, SkippedSheet
from data.limits import CHILD_OUTPUT, CHILD_SECONDS
from data.names import shown_name

__all__ = ["Workbook", "read_workbook"]

_AT_ONCE = threading.BoundedSemaphore(2)  # each child may take its whole gigabyte

# `-I` finds no package of ours, and the real one would load Polars: an empty `data` lends its folder
_CHILD = """
import sys, types
package = types.ModuleType("data")
package.__path__ = [sys.argv[1]]
sys.modules["data"] = package
from data.workbook_child import main
main()
"""


class Workbook:
    """A workbook that a child process is reading.

    Attributes:
        kind: `xlsx`, `xls`, `ods`, or what else the content turned out to be, such as `document`.
    """

    def __init__(self, messages: Iterator[dict[str, Any]]) -> None:
        """The child says first what kind of file it is, then its sheets."""
        self._messages = messages
        self.kind: str = next(messages)["kind"]

    def sheets(self) -> tuple[tuple[Grid, ...], tuple[SkippedSheet, ...]]:
        """The visible sheets with a filled cell, and the others.

        Raises:
            UnreadableFileError: the child refused the file, or did not come to its end.
        """
        grids: list[Grid] = []
        skipped: list[SkippedSheet] = []
        frames = CellFrames()
        for message in self._messages:
            if "rows" in message:
                for row, cells in message["rows"]:
                    frames.add(row, cells)
                continue
            name, rows = shown_name(message["sheet"]), message["filled"]
            if rows and not message["hidden"]:
                grids.append(Grid(name, frames.frame()))
            else:
                skipped.append(SkippedSheet(name, "hidden" if message["hidden"] else "empty", rows))
            frames = CellFrames()
        return tuple(grids), tuple(skipped)


@contextmanager
def read_workbook(content: bytes, *, file: str) -> Iterator[Workbook]:
    """Have a child process read the bytes of a workbook; it is gone when the block ends.

    Raises:
        UnreadableFileError: the child refused the file, or did not come to its end.
    """
    with _AT_ONCE, _started() as process:
        timer = threading.Timer(CHILD_SECONDS, process.kill)
        timer.start()
        try:
            yield Workbook(_messages(process, content, timer, file=file))
        finally:
            timer.cancel()
            process.kill()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own interpreter and code
        [sys.executable, "-I", "-B", "-c", _CHILD, str(Path(__file__).parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )


def _messages(
    process: subprocess.Popen[bytes], content: bytes, timer: threading.Timer, *, file: str
) -> Iterator[dict[str, Any]]:
    assert process.stdin
    assert process.stdout
    with suppress(BrokenPipeError), process.stdin:  # a child that is gone says why by its exit status
        process.stdin.write(content)
    room = CHILD_OUTPUT
    while (line := process.stdout.readline(room)).endswith(b"\n"):
        room -= len(line)
        message = json.loads(line)
        if "refused" in message:
            raise UnreadableFileError(message.pop("refused"), file=file, **_facts(message))
        if "end" in message:
            return
        yield message
    too_much = room <= len(line)
    raise UnreadableFileError("workbook_too_large" if too_much else _end(process, timer), file=file)


def _facts(message: dict[str, Any]) -> dict[str, object]:
    reason = message.get("reason")
    return {**message, "reason": data_wording(f"unsafe.{reason}")} if reason else message


def _end(process: subprocess.Popen[bytes], timer: threading.Timer) -> str:
    """Why a child ended early: the key of the sentence."""
    status = process.wait()
    if status == -SIGXCPU or (status == -SIGKILL and timer.finished.is_set()):
        return "workbook_too_slow"
    return "workbook_too_large" if status == -SIGKILL else "workbook_damaged"
