"""What the printed documents cost: time for each, the first and the next, and the peak of memory.

    .venv/bin/python -m benchmarks.print

The first document of a process also loads its libraries; fonts are unpacked once for a machine, into
matplotlib's cache folder. The time is the processor's: other work on the machine stretches the seconds.
"""

import resource
import time
from collections.abc import Callable, Mapping
from datetime import date

from benchmarks.year import illustrative_basis
from reports import Basis, Edition, units_of
from reports.brief import write_brief
from reports.light_map import MapForm, print_light_map
from reports.wall_sheet import print_wall_sheet
from reports.workbook import write_workbook

_AS_OF = date(2016, 11, 30)
_TIMES = 5
_KILO, _MEGA = 1024, 1024 * 1024


def _documents(basis: Basis) -> Mapping[str, Callable[[], bytes]]:
    farm, region = basis.plan.goal("agri_pass_rate"), basis.register.region.code
    prefecture = units_of(Edition.PREFECTURE, plan=basis.plan, register=basis.register)[1]
    office = units_of(Edition.REGION, plan=basis.plan, register=basis.register)[0]
    as_png = MapForm(kind="png")
    return {
        "map, A4 PDF": lambda: print_light_map(basis, farm, region, "zh", form=MapForm()),
        "map, A4 PNG": lambda: print_light_map(basis, farm, region, "zh", form=as_png),
        "brief, docx": lambda: write_brief(basis, prefecture, "zh"),
        "workbook, xlsx": lambda: write_workbook(basis, "zh"),
        "wall sheet, A3 PDF": lambda: print_wall_sheet(basis, office, "zh"),
        "wall sheet, A3 PNG": lambda: print_wall_sheet(basis, office, "zh", kind="png"),
    }


def _seconds(make: Callable[[], bytes]) -> float:
    start = time.process_time()
    make()
    return time.process_time() - start


def main() -> None:
    """Print a table."""
    print(f"{'document':20} {'first':>8} {'next':>8} {'size':>10}")
    for name, make in _documents(illustrative_basis(_AS_OF)).items():
        first = _seconds(make)
        best = min(_seconds(make) for _ in range(_TIMES))
        print(f"{name:20} {first:>6.2f} s {best:>6.2f} s {len(make()) / _KILO:>7.0f} KB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILO / _MEGA
    print(f"peak of memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
