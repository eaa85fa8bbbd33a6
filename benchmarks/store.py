"""What the store costs: `python -m benchmarks.store` commits 1,000 small uploads and reads them.

Once with the joining of small files turned off, to see what it is good for, and once as it is.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from deltalake import DeltaTable

from data import Store, appending
from geo import load_register
from indicators import OBSERVATION_SCHEMA

_COMMITS = 1000
_STEPS = (8, 16, 32, 64, 128, 256, 512, _COMMITS)


def main() -> None:
    """Run both; or, with a folder behind the word `read`, read that store once and say what it took."""
    if sys.argv[1:2] == ["read"]:
        _read_once(Path(sys.argv[2]))
        return
    usual = appending.MOST_SMALL_FILES
    for most, title in [(10**9, "files never joined"), (usual, f"files joined above {usual}")]:
        appending.MOST_SMALL_FILES = most
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n## {title}\n\n| commits | files | commit ms | slowest | read ms | history ms |")
            print("|---|---|---|---|---|---|")
            _fill(Store(Path(folder) / "store"))


def _fill(store: Store) -> None:
    taken: list[float] = []
    for number in range(1, _COMMITS + 1):
        rows = _month(number)
        base = store.version()
        taken.append(
            _milliseconds(
                lambda rows=rows, base=base: store.commit(  # type: ignore[misc]
                    rows, by="bench", note="", file="f.csv", content=str(base).encode(), base=base
                )
            )
        )
        if number in _STEPS:
            _tell(store, number, taken)
            taken.clear()
    _tell_process("before the last joining", store)
    joining = _milliseconds(store.compact)
    _tell_process(f"after it ({joining:.0f} ms)", store)
    size = sum(path.stat().st_size for path in store.folder.rglob("*") if path.is_file())
    print(f"on the disk: {size / 1e6:.1f} MB")
    print(f"verify: {_milliseconds(store.verify):.0f} ms; {len(store.verify())} findings")
    middle = store.history()[_COMMITS // 2].id
    print(f"revert plan: {_milliseconds(lambda: store.revert_plan(middle)):.0f} ms")


def _month(number: int) -> pl.DataFrame:
    """The 74 counties' figures of one of 12 months and 12 series, in turn."""
    counties = [county.code for county in load_register().counties]
    facts = {
        "indicator": "agri_pass_rate",
        "area": counties,
        "period": f"2016-{number % 12 + 1:02}",
        "period_type": "month",
        "organiser": f"{number // 12 % 12}",
        "segment": "",
        "numerator": [number % 97 + place for place in range(len(counties))],
        "denominator": 400,
    }
    missing = [pl.lit(None).alias(name) for name in OBSERVATION_SCHEMA if name not in facts]
    return pl.DataFrame(facts).with_columns(missing).select(list(OBSERVATION_SCHEMA)).cast(OBSERVATION_SCHEMA)


def _tell(store: Store, number: int, taken: list[float]) -> None:
    files = len(DeltaTable(str(store.folder / "observations")).file_uris())
    reads = statistics.median(_milliseconds(store.observations) for _ in range(5))
    history = statistics.median(_milliseconds(store.history) for _ in range(3))
    commits = f"{statistics.median(taken):.0f} | {max(taken):.0f}"
    print(f"| {number} | {files} | {commits} | {reads:.0f} | {history:.0f} |", flush=True)


def _tell_process(title: str, store: Store) -> None:
    command = [sys.executable, "-m", "benchmarks.store", "read", str(store.folder)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    print(f"a new process, {title}: {answer.stdout.strip()}")


def _read_once(folder: Path) -> None:
    before = _peak()
    store = Store(folder)
    taken = _milliseconds(store.observations)
    print(f"first read {taken:.0f} ms, peak {_peak():.0f} MB, {_peak() - before:.0f} MB of it for reading")


def _peak() -> float:
    """Megabytes; from the kernel, because `getrusage` starts from the parent's."""
    (line,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(line) / 1000


def _milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
