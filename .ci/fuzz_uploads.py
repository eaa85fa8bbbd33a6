# ruff: noqa: INP001 -- a script beside the project, no part of a package
"""Coverage-guided fuzzing of the reader and the checks with atheris; see docs/uploads.md.

    .venv/bin/pip install --target FOLDER atheris==3.0.0
    PYTHONPATH=FOLDER:. .venv/bin/python .ci/fuzz_uploads.py -max_total_time=600 CORPUS

A file may be refused, with an error of ours; otherwise every filled row is accepted, rejected or left out
with its reason. Text files only: workbooks are parsed in a child process, whatever happens there.
"""

import sys

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["data"]):
    from data import DataError, Directory, check_file
from geo import load_register
from indicators import load_plan

_DIRECTORY = Directory(load_plan(), load_register())
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")


def check(content: bytes) -> None:
    """Check one file; raises AssertionError when a row got lost."""
    if content.startswith(_WORKBOOKS):
        return
    try:
        report = check_file(content, file="fuzz.csv", directory=_DIRECTORY)
    except DataError:
        return
    filled = sum(grid.cells.height for grid in report.table.source.grids)
    kept = len(report.accepted_rows) + len(report.rejected_rows)
    assert kept + report.table.ignored.height == filled, (kept, report.table.ignored.height, filled)
    assert all(problem.message.zh and problem.message.en for problem in report.problems)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
