"""Uploads with faults, one folder each: the rules that fail, where, and what is taken all the same.

The expected files are written by hand; nothing here rewrites them. A place is a row; in a workbook its sheet
stands before it.
"""

from typing import Any

import pytest

from data import CheckReport, Directory, UnreadableFileError, check_file
from tests.data.golden_uploads import CASES, GoldenUpload, golden_upload

_PLACE = ("line", "sheet", "row")
_SAID_FIRST = (
    "indicator",
    "area",
    "period",
    "period_type",
    "organiser",
    "segment",
    "numerator",
    "denominator",
)


@pytest.mark.parametrize("case", CASES)
def test_upload(case: str, directory: Directory) -> None:
    upload = golden_upload(case)
    expected = upload.expected
    if "error" in expected:
        found = _refused(upload, directory)
        assert {name: found[name] for name in expected} == expected
        return
    report = check_file(upload.content, file=upload.file, directory=directory, uploader=upload.uploader)
    says = expected.pop("says", {})
    found = _described(report)
    assert {name: found[name] for name in expected} == expected
    for row, words in says.items():
        assert words in _sentences(report, int(row))


def test_there_are_cases_of_every_format_and_of_no_format() -> None:
    uploads = [golden_upload(case) for case in CASES if not case.startswith("generated_")]
    assert {upload.file.rpartition(".")[2] for upload in uploads} >= {
        "csv",
        "tsv",
        "txt",
        "xlsx",
        "xls",
        "ods",
    }


def _refused(upload: GoldenUpload, directory: Directory) -> dict[str, Any]:
    with pytest.raises(UnreadableFileError) as caught:
        check_file(upload.content, file=upload.file, directory=directory)
    message = caught.value.message
    return {"error": type(caught.value).__name__, "message_zh": message.zh, "message_en": message.en}


def _described(report: CheckReport) -> dict[str, Any]:
    source = report.table.source
    return {
        "shown": source.file,
        "encoding": source.encoding,
        "rows": report.rows,
        "accepted": [_observation(row) for row in report.accepted.iter_rows(named=True)],
        "rejected": list(report.rejected_rows),
        "repeated": list(report.repeated_rows),
        "ignored": [f"{_place(sheet, row)} {reason}" for sheet, row, reason, _ in report.ignored.iter_rows()],
        "problems": [
            " ".join(filter(None, (_place(p.sheet, p.row), p.column, p.rule, p.severity.value, p.value)))
            for p in report.problems
        ],
        "cells": [p.cell for p in report.problems],
        "unread": list(report.table.unread),
        "skipped": [f"{skipped.sheet} {skipped.reason}" for skipped in source.skipped],
    }


def _place(sheet: str, row: int) -> str:
    return f"{sheet}!{row}" if sheet else str(row)


def _observation(row: dict[str, Any]) -> str:
    """Place, key and counts, then everything else that is filled."""
    key = [_place(row["sheet"], row["row"]), *(row[name] for name in _SAID_FIRST[:4])]
    scope = [f"{name}={row[name]}" for name in ("organiser", "segment") if row[name]]
    counts = ["-" if row[name] is None else str(row[name]) for name in ("numerator", "denominator")]
    share = [] if counts == ["-", "-"] else ["/".join(counts)]
    others = {name: value for name, value in row.items() if name not in (*_PLACE, *_SAID_FIRST)}
    return " ".join([*key, *scope, *share, *(f"{name}={v}" for name, v in others.items() if v is not None)])


def _sentences(report: CheckReport, row: int) -> str:
    problems = [p for p in report.problems if p.row == row]
    return " ".join(f"{p.message.zh} {p.suggestion.zh if p.suggestion else ''}" for p in problems)
