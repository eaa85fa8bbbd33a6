"""What hostile files and the largest ordinary ones cost: time, memory, and what a user reads.

    .venv/bin/python -m benchmarks.hostile [SAMPLE…]

Each sample is read in a process of its own. `CPU` is of that process and its child: other work on the machine
stretches the seconds, hardly the CPU. `server` is how far reading lifts the peak of that process above what
it held with the bytes of the file, `child` the peak of the process that parses workbooks.
"""

import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import data.child
from data.errors import UnreadableFileError
from data.files import read_file
from tests.data.hostile import HOSTILE, hostile_file
from tests.data.packages import ods, xlsx

_ONE = "--one"
_XLSX_CELLS = (
    '<c t="inlineStr"><is><t>agri_pass_rate</t></is></c><c><v>540102</v></c>' + "<c><v>{}.5</v></c>" * 6
)
_ODS_TEXT = '<table:table-cell office:value-type="string"><text:p>agri_pass_rate</text:p></table:table-cell>'
_ODS_CELLS = _ODS_TEXT + '<table:table-cell office:value-type="float" office:value="{}.5"/>' * 7


def _csv(rows: int) -> bytes:
    line = "agri_pass_rate,5401{:02},2016-{:02},month,,,{},99\n"
    lines = (line.format(number % 74, number % 12 + 1, number % 97) for number in range(rows - 1))
    return ("指标代码,区划代码,期间,期间类型,组织单位,分类,分子,分母\n" + "".join(lines)).encode()


def _rows(form: str, rows: int) -> str:
    return "".join(form.replace("{}", str(number)) for number in range(rows))


_ORDINARY: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "CSV, 1,000,000 rows of 8": ("x.csv", lambda: _csv(1_000_000)),
    "XLSX, 100,000 rows of 8": ("x.xlsx", lambda: xlsx(_rows(f"<row>{_XLSX_CELLS}</row>", 100_000))),
    "ODS, 80,000 rows of 8": (
        "x.ods",
        lambda: ods(_rows(f"<table:table-row>{_ODS_CELLS}</table:table-row>", 80_000)),
    ),
    "XLSX, 1 row": ("x.xlsx", lambda: xlsx(f"<row>{_XLSX_CELLS}</row>")),
}


def _ordinary_file(sample: str) -> tuple[str, bytes]:
    file, make = _ORDINARY[sample]
    return file, make()


def _peak(process: str | int) -> float:
    """Megabytes that a process held at most since its program started, as Linux tells."""
    kilobytes = re.search(r"VmHWM:\s+([0-9]+) kB", Path(f"/proc/{process}/status").read_text())
    return int(kilobytes[1]) * 1024 / 1e6 if kilobytes else 0


class _ChildMemory(threading.Thread):
    """Watches the child process while it lives."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        start = data.child._started  # noqa: SLF001
        data.child._started = lambda: self._watched(start())  # noqa: SLF001

    def _watched(self, process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        self.process = process.pid
        self.start()
        return process

    def run(self) -> None:
        with suppress(OSError):
            while peak := _peak(self.process):
                self.peak = peak
                time.sleep(0.002)


def _report(sample: str, file: Path) -> None:
    """Read one file and print a line of the table."""
    content = file.read_bytes()
    child = _ChildMemory()
    before, start, used = _peak("self"), time.perf_counter(), _cpu_seconds()
    try:
        read = read_file(content, file=file.name)
        verdict = f"read: {sum(grid.cells.height for grid in read.grids):,} rows"
    except UnreadableFileError as error:
        verdict = error.message.en
    seconds = time.perf_counter() - start
    costs = [
        f"{len(content) / 1e6:,.3f}",
        f"{seconds:.2f}",
        f"{_cpu_seconds() - used:.2f}",
        f"{_peak('self') - before:,.0f}",
        f"{child.peak:,.0f}",
    ]
    print("|", " | ".join([sample, *costs, verdict]), "|")


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def main(samples: list[str]) -> None:
    """Print the table."""
    print("| sample | file, MB | seconds | CPU, s | server, MB | child, MB | verdict |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for sample in samples or (*_ORDINARY, *HOSTILE):
        name, content = _ordinary_file(sample) if sample in _ORDINARY else hostile_file(sample)
        with TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(content)
            del content
            subprocess.run([sys.executable, "-m", "benchmarks.hostile", _ONE, sample, str(file)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == [_ONE]:
        _report(sys.argv[2], Path(sys.argv[3]))
    else:
        main(sys.argv[1:])
