"""What happened to a file, as JSON and as lines of text for the command."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from data.checking import CheckReport
from data.errors import data_wording
from data.problems import Problem
from indicators import Text

__all__ = ["problem_lines", "report_as_json", "summary", "summary_lines"]


_USUAL = "header"
_SHOWN = 10


def summary(key: str, /, **facts: object) -> Text:
    """The sentence `summary.<key>` on what was done."""
    return data_wording(f"summary.{key}", **facts)


def summary_lines(report: CheckReport) -> list[Text]:
    """How many rows were taken, and which rows, columns and sheets were not read."""
    table = report.table
    lines = [
        summary(
            "checked",
            file=table.source.file,
            rows=report.rows,
            accepted=len(report.accepted_rows),
            rejected=len(report.rejected_rows),
            repeated=len(report.repeated_rows),
            encoding=table.source.encoding,
        )
    ]
    reasons = report.ignored.group_by("reason", maintain_order=True).agg(pl.len(), pl.col("row").head(_SHOWN))
    for reason, count, rows in reasons.filter(pl.col("reason") != _USUAL).iter_rows():
        shown = ", ".join(map(str, rows)) + (" …" if count > _SHOWN else "")
        lines.append(summary("ignored", reason=data_wording(f"ignored.{reason}"), count=count, rows=shown))
    if table.unread:
        lines.append(summary("not_read", columns=", ".join(table.unread)))
    for skipped in table.source.skipped:
        reason = data_wording(f"skipped.{skipped.reason}")
        lines.append(summary("skipped", sheet=skipped.sheet, reason=reason, rows=skipped.rows))
    return lines


def problem_lines(report: CheckReport, language: str) -> Iterator[str]:
    """One line for each problem: rule, sheet of a workbook, sentence, and how to mend it."""
    return (_line(problem, language) for problem in report.problems)


def _line(problem: Problem, language: str) -> str:
    place = f"{problem.sheet}!{problem.cell or problem.row} " if problem.sheet else ""
    hint = f" {problem.suggestion.in_language(language)}" if problem.suggestion else ""
    return f"[{problem.rule}] {place}{problem.message.in_language(language)}{hint}"


def report_as_json(report: CheckReport, changes: pl.DataFrame) -> dict[str, Any]:
    """The documented JSON form of a check.

    Args:
        report: what was found.
        changes: what would change, as `CHANGE_SCHEMA`.
    """
    table, source = report.table, report.table.source
    return {
        "file": source.file,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "layout": ", ".join(dict.fromkeys(layout.kind.value for layout in table.layouts.values())),
        "sheets": {sheet: layout.kind.value for sheet, layout in table.layouts.items()},
        "skipped": [
            {"sheet": skipped.sheet, "reason": skipped.reason, "rows": skipped.rows}
            for skipped in source.skipped
        ],
        "rows": report.rows,
        "accepted": len(report.accepted_rows),
        "rejected": len(report.rejected_rows),
        "repeated": len(report.repeated_rows),
        "observations": report.accepted.height,
        "ignored": report.ignored.to_dicts(),
        "unread": list(table.unread),
        "problems": [_problem_as_json(problem) for problem in report.problems],
        "changes": changes.drop("area_name", "level").to_dicts(),
    }


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    suggestion = problem.suggestion
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "cell": problem.cell,
        "column": problem.column,
        "label": problem.label,
        "value": problem.value,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message.zh,
        "message_en": problem.message.en,
        "suggestion": suggestion.zh if suggestion else None,
        "suggestion_en": suggestion.en if suggestion else None,
    }
