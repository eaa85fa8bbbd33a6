"""What documents cost: `python -m benchmarks.reports` writes every summary, brief, workbook and wall sheet.

Each kind and edition runs in a process of its own, from the made-up year. Told are processor times, which
other work on the machine hardly changes (the first one includes the loading of libraries), and the most
memory that the process ever held.
"""

import resource
import statistics
import subprocess
import sys
import time
from datetime import date

from benchmarks.year import illustrative_basis
from reports import KINDS, Edition, units_of

_DAY = date(2016, 12, 31)


def main() -> None:
    """Measure every kind and edition; or, with both behind the word `write`, this one alone."""
    if sys.argv[1:2] == ["write"]:
        _write(sys.argv[2], Edition(sys.argv[3]))
        return
    print("| document | edition | number | first CPU ms | median | slowest | kB each | process MB |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for name, kind in KINDS.items():
        for edition in kind.editions:
            subprocess.run([sys.executable, "-m", "benchmarks.reports", "write", name, edition], check=True)


def _write(name: str, edition: Edition) -> None:
    kind, basis = KINDS[name], illustrative_basis(_DAY)
    units = units_of(edition, plan=basis.plan, register=basis.register)
    before = _megabytes()
    taken, sizes = [], []
    for unit in units:
        began = time.process_time()
        sizes.append(len(kind.write(basis, unit, language="zh", suffix=kind.suffixes[0])))
        taken.append((time.process_time() - began) * 1000)
    rest = taken[1:] or taken
    print(
        f"| {name} | {edition} | {len(units)} | {taken[0]:.0f} | {statistics.median(rest):.0f} | "
        f"{max(rest):.0f} | {statistics.mean(sizes) / 1000:.0f} | {_megabytes():.0f} ({before:.0f} before) |",
        flush=True,
    )


def _megabytes() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
