"""What the upload page shows of a checked file: how it was read, and everything that is wrong with it."""

from dataclasses import dataclass

import polars as pl

from data import CheckReport, ProblemGroup, Severity
from data.columns import COLUMN_LABELS
from pages.shared.viewpoint import Scope

__all__ = ["CheckView", "check_view", "column_table", "problem_table", "usual_period"]

_SHOWN = 500
_SHEETS_NAMED = 5


@dataclass(frozen=True, slots=True)
class CheckView:
    """A dry run, ready to show.

    Attributes:
        summary: rows in numbers.
        notes: how each sheet was read, and which sheets, rows and columns were not.
        groups: problems by rule: severity, how often, in how many rows, the first of them in words.
        rules: ids of the rules in the order of `groups`.
    """

    summary: str
    notes: tuple[str, ...]
    groups: pl.DataFrame
    rules: tuple[str, ...]
    problem_count: int
    accepted: int
    rejected: int


def check_view(report: CheckReport, scope: Scope) -> CheckView:
    """Gather a dry run."""
    groups = report.groups()
    summary = scope.say(
        "upload.summary",
        file=report.table.source.file,
        rows=report.rows,
        accepted=len(report.accepted_rows),
        rejected=len(report.rejected_rows),
        observations=report.accepted.height,
        encoding=report.table.source.encoding,
    )
    return CheckView(
        summary=summary,
        notes=_notes(report, scope),
        groups=_group_table(groups, scope),
        rules=tuple(group.rule for group in groups),
        problem_count=len(report.problems),
        accepted=len(report.accepted_rows),
        rejected=len(report.rejected_rows),
    )


def _notes(report: CheckReport, scope: Scope) -> tuple[str, ...]:
    """How the sheets were read, and what was left out."""
    table, notes = report.table, []
    for sheet, layout in list(table.layouts.items())[:_SHEETS_NAMED]:
        kind = scope.say(f"upload.layout_{layout.kind}")
        notes.append(scope.say("upload.read_sheet", sheet=sheet, kind=kind) if sheet else kind)
    reasons = table.ignored.group_by("reason", maintain_order=True).len()
    notes += [
        scope.say("upload.ignored", count=count, reason=scope.say(f"upload.ignored_{reason}"))
        for reason, count in reasons.iter_rows()
    ]
    if report.repeated_rows:
        notes.append(scope.say("upload.repeated", count=len(report.repeated_rows)))
    notes += [
        scope.say("upload.skipped", sheet=skipped.sheet, reason=scope.say(f"upload.skipped_{skipped.reason}"))
        for skipped in table.source.skipped
    ]
    if table.unread:
        notes.append(scope.say("upload.unknown_columns", columns=scope.listed(table.unread)))
    return tuple(notes)


def _group_table(groups: tuple[ProblemGroup, ...], scope: Scope) -> pl.DataFrame:
    return pl.DataFrame(
        {
            scope.say("upload.first_of_kind"): [scope.text(group.examples[0].message) for group in groups],
            scope.say("upload.severity"): [_severity(group.severity, scope) for group in groups],
            scope.say("upload.count"): [group.count for group in groups],
            scope.say("upload.rows_hit"): [group.rows for group in groups],
        },
        strict=False,
    )


def _severity(severity: Severity, scope: Scope) -> str:
    return scope.say(f"upload.severity_{severity}")


def problem_table(report: CheckReport, rule: str | None, scope: Scope) -> pl.DataFrame:
    """The first 500 problems of a rule, or of all: place, header, cell, what is wrong, how to mend it."""
    chosen = report.problems if rule is None else report.problems.of_rule(rule)
    shown = chosen[:_SHOWN]
    return pl.DataFrame(
        {
            scope.say("upload.line"): [
                f"{problem.sheet}!{problem.row}" if problem.sheet else str(problem.row) for problem in shown
            ],
            scope.say("upload.column"): [problem.label for problem in shown],
            scope.say("upload.cell"): [problem.value for problem in shown],
            scope.say("upload.message"): [scope.text(problem.message) for problem in shown],
            scope.say("upload.suggestion"): [
                scope.text(problem.suggestion) if problem.suggestion else "" for problem in shown
            ],
        },
        strict=False,
    )


def column_table(scope: Scope) -> pl.DataFrame:
    """The columns a file may have, with the headers that are accepted."""
    return pl.DataFrame(
        {
            scope.say("upload.column"): list(COLUMN_LABELS),
            scope.say("upload.labels"): [
                " / ".join((column, *labels)) for column, labels in COLUMN_LABELS.items()
            ],
        }
    )


def usual_period(scope: Scope) -> str:
    """The month of the as-of date, as forms and files write it."""
    return f"{scope.as_of:%Y-%m}"
