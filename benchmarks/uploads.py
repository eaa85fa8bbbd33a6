"""What checking and previewing an upload costs: a year of the whole region, and the largest file taken.

    .venv/bin/python -m benchmarks.uploads [CASE…]

A year is 74 counties, 12 months and 24 figures. Each case runs in a process of its own. Seconds are those of
the processor, medians of three, with the child that reads workbooks: what a user waits depends on what else
runs. `check` reads and checks the file; `preview` judges the store before and after; `page` is the same where
the lights before are known, as on the page. `peak` is what the process held at most up to the end of
`check`, without that child.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import polars as pl
import xlsxwriter

from data import Directory, Store, area_frame, check_file, preview
from geo import load_register
from indicators import OBSERVATION_SCHEMA, Goal, Kind, load_plan, status

_AS_OF = date(2016, 12, 31)
_RATES = {Kind.RATE, Kind.MEAN_OF_PREFECTURES, Kind.RISE}
_COUNTS = {"tibet_brands", "engineering_accidents", "national_quality_awards"}
_ORGANISERS = ("", "county", "prefecture", "region", "national")
_LARGEST = 999_999  # and the header
_REPEATS = 3
_ONE = "--one"


def _figures() -> list[tuple[Goal, str]]:
    """24 goals and segments that a county may report as passes of a total."""
    goals = [goal for goal in load_plan().goals if goal.kind in _RATES or goal.id in _COUNTS]
    return [(goal, part) for goal in goals for part in [part.id for part in goal.segments] or [""]]


def _rows(*, years: range, organisers: tuple[str, ...], offset: int) -> Iterator[tuple[object, ...]]:
    counties = [area.code for area in load_register().counties]
    for year in years:
        for goal, segment in _figures():
            for place, area in enumerate(counties):
                for month in range(1, 13):
                    total = 20 + (place + month + offset) % 40
                    passes = total - (place + month) % 3 // 2
                    for organiser in organisers:
                        yield goal.id, area, f"{year}-{month:02}", "month", organiser, segment, passes, total


def _table(rows: Iterator[tuple[object, ...]]) -> pl.DataFrame:
    names = list(OBSERVATION_SCHEMA)[:8]
    return pl.DataFrame(list(rows), schema={name: OBSERVATION_SCHEMA[name] for name in names}, orient="row")


def _year(offset: int = 0) -> pl.DataFrame:
    return _table(_rows(years=range(2016, 2017), organisers=("",), offset=offset))


def _long() -> tuple[str, bytes]:
    return "year.csv", _year().write_csv().encode()


def _wide() -> tuple[str, bytes]:
    """One sheet for each month: a row for each county, two columns for each figure."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for (period,), rows in _year().partition_by("period", as_dict=True, maintain_order=True).items():
            sheet = workbook.add_worksheet(str(period))
            for row, cells in enumerate(_wide_rows(str(period), rows)):
                sheet.write_row(row, 0, cells)
    return "year.xlsx", content.getvalue()


def _wide_rows(period: str, rows: pl.DataFrame) -> Iterator[list[object]]:
    head: list[object] = ["地区", "期间"]
    for goal, segment in _figures():
        part = next((part.name.zh for part in goal.segments if part.id == segment), "")
        head += [f"{goal.name.zh}{part}分子", f"{goal.name.zh}{part}分母"]
    yield head
    for (area,), mine in rows.partition_by("area", as_dict=True, maintain_order=True).items():
        yield [
            area,
            period,
            *(cell for pair in mine.select("numerator", "denominator").rows() for cell in pair),
        ]


def _largest() -> tuple[str, bytes]:
    rows = _table(_rows(years=range(2007, 2017), organisers=_ORGANISERS, offset=0))
    return "largest.csv", rows.tail(_LARGEST).write_csv().encode()


def _largest_wrong() -> tuple[str, bytes]:
    rows = _table(_rows(years=range(2007, 2017), organisers=_ORGANISERS, offset=0)).tail(_LARGEST)
    return "wrong.csv", rows.with_columns(numerator=pl.col("denominator") + 1).write_csv().encode()


_CASES: dict[str, tuple[Callable[[], tuple[str, bytes]], bool]] = {
    "long CSV, a year": (_long, True),
    "wide XLSX, a year": (_wide, True),
    "long CSV, a year, empty store": (_long, False),
    "long CSV, the largest": (_largest, False),
    "the same, every row wrong": (_largest_wrong, False),
}
"""How the file is made, and whether the store holds a year."""


def _measure(case: str, path: Path) -> None:
    content, file = path.read_bytes(), path.name
    directory = Directory(load_plan(), load_register())
    check, report = _timed(lambda: check_file(content, file=file, directory=directory))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        if _CASES[case][1]:
            older = pl.concat([_year(1), pl.DataFrame(schema=OBSERVATION_SCHEMA)], how="diagonal")
            store.commit(older, by="李", note="", file="", content=b"", base=0)
        given: dict[str, Any] = {"store": store, "directory": directory, "as_of": _AS_OF}
        whole, seen = _timed(lambda: preview(report, **given))
        before = status(
            store.observations(),
            plan=directory.plan,
            hierarchy=area_frame(directory.register),
            as_of=_AS_OF,
        )
        known, _ = _timed(lambda: preview(report, before=before, **given))
    counts = [report.accepted.height, len(report.rejected_rows), seen.overwritten.height]
    cells = [f"{len(content) / 1e6:.1f}", *(f"{count:,}" for count in counts)]
    print("|", case, "|", *(f"{cell} |" for cell in cells), end=" ")
    print(f"{check:.2f} | {whole:.2f} | {known:.2f} | {peak:,.0f} |", flush=True)


_Result = TypeVar("_Result")


def _timed(run: Callable[[], _Result]) -> tuple[float, _Result]:
    """Median seconds of the processor, and the last result."""
    seconds: list[float] = []
    results: list[_Result] = []
    for _ in range(_REPEATS):
        results.clear()  # or the peak would hold two
        start = sum(os.times()[:4])
        results.append(run())
        seconds.append(sum(os.times()[:4]) - start)
    return statistics.median(seconds), results[0]


def main(cases: list[str]) -> None:
    """Measure some cases, or all."""
    print("| file | MB | accepted | rejected | overwritten | check, s | preview, s | page, s | peak, MB |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for case in cases or _CASES:
        with tempfile.TemporaryDirectory() as folder:
            file, content = _CASES[case][0]()
            path = Path(folder) / file
            path.write_bytes(content)
            subprocess.run([sys.executable, "-m", "benchmarks.uploads", _ONE, case, path], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == [_ONE]:
        _measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main(sys.argv[1:])
