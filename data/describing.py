"""What happened to a file, as JSON and as lines of text for the command."""

from typing import Any

import polars as pl

from data.checking import CheckReport
from data.errors import data_wording
from data.problems import Problem
from indicators import Text

__all__ = ["problem_lines", "report_as_json", "summary", "summary_lines"]


def summary(key: str, /, **facts: object) -> Text:
    """The sentence `summary.<key>` on what was done."""
    return data_wording(f"summary.{key}", **facts)


def summary_lines(report: CheckReport) -> list[Text]:
    """How many rows were taken, and which columns were not read."""
    table = report.table
    lines = [
        summary(
            "checked",
            file=table.file,
            rows=report.rows,
            accepted=report.accepted.height,
            rejected=len(report.rejected_rows),
            repeated=len(report.repeated_rows),
            encoding=table.encoding,
        )
    ]
    if table.unknown_labels:
        lines.append(summary("not_read", columns=", ".join(table.unknown_labels)))
    return lines


def problem_lines(report: CheckReport, language: str) -> list[str]:
    """One line for each problem: rule, sentence, and how to mend it."""
    return [_line(problem, language) for problem in report.problems]


def _line(problem: Problem, language: str) -> str:
    hint = f" {problem.suggestion.in_language(language)}" if problem.suggestion else ""
    return f"[{problem.rule}] {problem.message.in_language(language)}{hint}"


def report_as_json(report: CheckReport, changes: pl.DataFrame) -> dict[str, Any]:
    """The documented JSON form of a check.

    Args:
        report: what was found.
        changes: what would change, as `CHANGE_SCHEMA`.
    """
    table = report.table
    return {
        "file": table.file,
        "sha256": table.sha256,
        "encoding": table.encoding,
        "layout": table.layout,
        "rows": report.rows,
        "accepted": report.accepted.height,
        "rejected": len(report.rejected_rows),
        "repeated": len(report.repeated_rows),
        "problems": [_problem_as_json(problem) for problem in report.problems],
        "changes": changes.drop("area_name", "level").to_dicts(),
    }


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    suggestion = problem.suggestion
    return {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message.zh,
        "message_en": problem.message.en,
        "suggestion": suggestion.zh if suggestion else None,
        "suggestion_en": suggestion.en if suggestion else None,
    }
