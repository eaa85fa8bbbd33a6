"""Uploads with faults, one folder each: the rules that fail, where, and what is taken all the same.

The expected files are written by hand; nothing here rewrites them.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from data import CheckReport, Directory, UnreadableFileError, Uploader, check_file

_CASES = Path(__file__).parents[1] / "golden" / "uploads"
_COUNTS = {"line", "sheet", "row", "indicator", "area", "period", "period_type", "numerator", "denominator"}


@pytest.mark.parametrize("case", sorted(folder.name for folder in _CASES.iterdir()))
def test_upload(case: str, directory: Directory) -> None:
    (file,) = (_CASES / case).glob("input.*")
    expected = json.loads((_CASES / case / "expected.json").read_text(encoding="utf-8"))
    if "error" in expected:
        with pytest.raises(UnreadableFileError) as caught:
            check_file(file.read_bytes(), file=file.name, directory=directory)
        message = caught.value.message
        found = {"error": type(caught.value).__name__, "message_zh": message.zh, "message_en": message.en}
        assert found == expected
        return
    uploader = Uploader("扎西", expected.pop("prefecture", ""))
    report = check_file(file.read_bytes(), file=file.name, directory=directory, uploader=uploader)
    says = expected.pop("says", {})
    found = _described(report)
    assert {name: found[name] for name in expected} == expected
    for row, words in says.items():
        assert words in _sentences(report, int(row))


def _described(report: CheckReport) -> dict[str, Any]:
    return {
        "encoding": report.table.source.encoding,
        "rows": report.rows,
        "accepted": [_observation(row) for row in report.accepted.iter_rows(named=True)],
        "rejected": list(report.rejected_rows),
        "repeated": list(report.repeated_rows),
        "ignored": [f"{row} {reason}" for _, row, reason, _ in report.ignored.iter_rows()],
        "problems": [
            " ".join(filter(None, (str(p.row), p.column, p.rule, p.severity.value, p.value)))
            for p in report.problems
        ],
        "cells": [p.cell for p in report.problems],
        "unread": list(report.table.unread),
    }


def _observation(row: dict[str, Any]) -> str:
    """Row, key and counts, then everything else that is filled."""
    key = [str(row[name]) for name in ("row", "indicator", "area", "period", "period_type")]
    scope = [f"{name}={row[name]}" for name in ("organiser", "segment") if row[name]]
    counts = ["-" if row[name] is None else str(row[name]) for name in ("numerator", "denominator")]
    share = [] if counts == ["-", "-"] else ["/".join(counts)]
    named = {"organiser", "segment", *_COUNTS}
    others = [f"{name}={value}" for name, value in row.items() if value is not None and name not in named]
    return " ".join([*key, *scope, *share, *others])


def _sentences(report: CheckReport, row: int) -> str:
    problems = [p for p in report.problems if p.row == row]
    return " ".join(f"{p.message.zh} {p.suggestion.zh if p.suggestion else ''}" for p in problems)
