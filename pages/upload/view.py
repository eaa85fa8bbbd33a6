"""What the upload page shows of a checked file and of the history."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data import CheckReport, Op, Upload
from data.columns import COLUMN_LABELS
from geo import Register
from indicators import Level, Light, Plan, domain_wording
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope

__all__ = ["CheckView", "check_view", "column_table", "history_table"]

_SHOWN = 500
_LEVEL_ORDER = {Level.REGION.value: 0, Level.PREFECTURE.value: 1, Level.COUNTY.value: 2}


@dataclass(frozen=True, slots=True)
class CheckView:
    """A dry run, ready to show.

    Attributes:
        summary: rows in numbers.
        problems: row, column, cell, message, suggestion; the first 500.
        changes: figures that would change, lights first, region before prefecture before county.
    """

    summary: str
    unknown_columns: str
    problems: pl.DataFrame
    problem_count: int
    rejected: int
    changes: pl.DataFrame
    changed_figures: int
    changed_lights: int


def check_view(
    report: CheckReport, changes: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope
) -> CheckView:
    """Gather a dry run; `changes` as `CHANGE_SCHEMA`."""
    table = report.table
    summary = scope.say(
        "upload.summary",
        file=table.file,
        rows=report.rows,
        accepted=report.accepted.height,
        rejected=len(report.rejected_rows),
        repeated=len(report.repeated_rows),
        encoding=table.encoding,
    )
    lights = changes.filter(pl.col("light_before") != pl.col("light_after")).height
    return CheckView(
        summary=summary,
        unknown_columns=", ".join(table.unknown_labels),
        problems=_problems(report, scope),
        problem_count=len(report.problems),
        rejected=len(report.rejected_rows),
        changes=_changes(changes, plan=plan, register=register, scope=scope),
        changed_figures=changes.height,
        changed_lights=lights,
    )


def _problems(report: CheckReport, scope: Scope) -> pl.DataFrame:
    shown = report.problems[:_SHOWN]
    return pl.DataFrame(
        {
            scope.say("upload.line"): [problem.row for problem in shown],
            scope.say("upload.column"): [
                report.table.labels.get(problem.column, problem.column if problem.column != "row" else "")
                for problem in shown
            ],
            scope.say("upload.cell"): [problem.value for problem in shown],
            scope.say("upload.message"): [scope.text(problem.message) for problem in shown],
            scope.say("upload.suggestion"): [
                scope.text(problem.suggestion) if problem.suggestion else "" for problem in shown
            ],
        },
        strict=False,
    )


def _changes(changes: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    is_same_light = pl.col("light_before") == pl.col("light_after")
    level = pl.col("level").replace_strict(_LEVEL_ORDER, return_dtype=pl.Int8)
    ordered = changes.sort(is_same_light, level, maintain_order=True)
    areas = [register.area(code) for code in ordered["area"]]
    return pl.DataFrame(
        {
            scope.say("upload.goal"): [scope.text(plan.goal(goal).short) for goal in ordered["indicator"]],
            scope.say("upload.area"): [scope.name(area) for area in areas],
            scope.say("upload.before"): [
                _state(light, value, scope)
                for light, value in ordered.select("light_before", "before").iter_rows()
            ],
            scope.say("upload.after"): [
                _state(light, value, scope)
                for light, value in ordered.select("light_after", "after").iter_rows()
            ],
        },
        strict=False,
    )


def _state(light: str, value: str | None, scope: Scope) -> str:
    word = scope.text(domain_wording(f"light.{light}"))
    number = "" if value is None else f"  {float(value):.2f}".rstrip("0").rstrip(".")
    return f"{LIGHT_STYLES[Light(light)].glyph} {word}{number}"


def history_table(uploads: Sequence[Upload], scope: Scope) -> pl.DataFrame:
    """The uploads, the newest first."""
    made_up = scope.say("upload.illustrative_upload")
    return pl.DataFrame(
        {
            scope.say("upload.version"): [upload.seq for upload in uploads],
            scope.say("upload.when"): [
                upload.when.replace("T", " ").removesuffix("+00:00") for upload in uploads
            ],
            scope.say("upload.by"): [upload.by for upload in uploads],
            scope.say("upload.file"): [
                made_up if upload.op is Op.ILLUSTRATIVE else upload.file for upload in uploads
            ],
            scope.say("upload.rows"): [upload.rows for upload in uploads],
            scope.say("upload.note"): [upload.note for upload in uploads],
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
