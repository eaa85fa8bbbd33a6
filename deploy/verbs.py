"""What each verb of the `quality` command does; `cli.py` reads the words and reports the errors."""

import argparse
import getpass
import json
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from data import (
    CheckReport,
    Directory,
    NothingAcceptedError,
    Op,
    Store,
    area_frame,
    check_file,
    export_observations,
    good_days_by_month,
    illustrative_observations,
    last_reported,
    problem_lines,
    read_air_days,
    report_as_json,
    state_after,
    summary,
    summary_lines,
    until,
)
from indicators import Goal, Text, check_assessment, check_plan, light_changes, percent_text, status

__all__ = [
    "CONFLICT",
    "NOT_ALLOWED",
    "OK",
    "REJECTED",
    "UNUSABLE",
    "Office",
    "check",
    "check_plan_folder",
    "convert_air",
    "demo",
    "export",
    "history",
    "import_file",
    "serve",
    "show_status",
    "warn",
]

OK, REJECTED, UNUSABLE, CONFLICT, NOT_ALLOWED = range(5)
"""Exit status: all well; rows rejected; a file or a word cannot be used; a newer upload; not allowed."""

_STATUS_JSON = (
    "indicator", "area", "area_name", "level", "period", "numerator", "denominator", "value", "target",
    "light", "flags", "reason", "short", "as_of", "rule", "planned", "pooled", "reported", "expected",
    "sentence_zh", "sentence_en", "low", "high", "state", "tolerance", "compared",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """The store, plan and register that a command works on."""

    store: Store
    directory: Directory

    def status_of(self, observations: pl.DataFrame, as_of: date, *, strict: bool = False) -> pl.DataFrame:
        """Status frame of all goals and areas; `strict` as in `judge`."""
        plan, hierarchy = self.directory.plan, area_frame(self.directory.register)
        return status(observations, plan=plan, hierarchy=hierarchy, as_of=as_of, strict=strict)


def warn(message: Text, language: str) -> None:
    """Say something on standard error."""
    print(f"quality: {message.in_language(language)}", file=sys.stderr)


def _say(message: Text, options: argparse.Namespace) -> None:
    print(message.in_language(options.language))


def serve(_: Office, options: argparse.Namespace) -> int:
    """Start the dashboard."""
    from app import app  # noqa: PLC0415 -- Streamlit takes a second to import; other verbs do without
    from deploy.serving import serve  # noqa: PLC0415

    serve(app, port=options.port, host=options.host)
    return OK


def demo(office: Office, options: argparse.Namespace) -> int:
    """Load illustrative data into an empty store."""
    if options.if_empty and office.store.version():
        return OK
    directory = office.directory
    rows = illustrative_observations(directory.plan, directory.register)
    upload = office.store.commit(
        rows,
        by="quality demo",
        note="illustrative",
        file="",
        content=b"",
        base=office.store.version(),
        op=Op.ILLUSTRATIVE,
    )
    _say(summary("stored", upload=upload.id, rows=upload.rows, version=upload.seq), options)
    _say(summary("illustrative"), options)
    return OK


def check(office: Office, options: argparse.Namespace) -> int:
    """Dry run of an upload: what is wrong, what would change."""
    report = check_file(options.file.read_bytes(), file=options.file.name, directory=office.directory)
    current = office.store.observations()
    after = state_after(current, report.observations, is_illustrative=office.store.is_illustrative())
    as_of = last_reported(after, office.directory.plan)
    changes = light_changes(office.status_of(current, as_of), office.status_of(after, as_of))
    if options.json:
        _print_json(report_as_json(report, changes))
    else:
        _print_report(report, options)
        lights = changes.filter(pl.col("light_before") != pl.col("light_after")).height
        _say(summary("would_change", figures=changes.height, lights=lights, as_of=as_of), options)
    return REJECTED if report.rejected_rows else OK


def import_file(office: Office, options: argparse.Namespace) -> int:
    """Store an upload, all rows or none unless the user accepts the sound ones."""
    content = options.file.read_bytes()
    base = office.store.version()
    report = check_file(content, file=options.file.name, directory=office.directory)
    _print_report(report, options)
    if report.rejected_rows and not options.accept_valid:
        warn(summary("not_stored"), options.language)
        return REJECTED
    if report.accepted.is_empty():
        raise NothingAcceptedError(file=options.file.name, rejected=len(report.rejected_rows))
    upload = office.store.commit(
        report.observations,
        by=options.by or getpass.getuser(),
        note=options.note,
        file=options.file.name,
        content=content,
        base=base,
    )
    _say(summary("stored", upload=upload.id, rows=upload.rows, version=upload.seq), options)
    return OK


def show_status(office: Office, options: argparse.Namespace) -> int:
    """Where every goal stands."""
    observations = office.store.observations()
    as_of = options.as_of or last_reported(observations, office.directory.plan)
    rows = office.status_of(observations, as_of, strict=options.strict)
    wanted: list[pl.Expr] = []
    if options.indicator:
        wanted.append(pl.col("indicator") == office.directory.plan.require_goal(options.indicator).id)
    if options.area:
        wanted.append(
            pl.col("area") == office.directory.register.require_area(options.area, level=options.level).code
        )
    elif options.level:
        wanted.append(pl.col("level") == options.level)
    rows = rows.filter(wanted) if wanted else rows
    if office.store.is_illustrative():
        warn(summary("illustrative"), options.language)
    if options.json:
        _print_json(rows.select(_STATUS_JSON).to_dicts())
    else:
        for row in rows.iter_rows(named=True):
            value = _two_decimals(row["value"], office.directory.plan.goal(row["indicator"]))
            sentence = row[f"sentence_{options.language}"]
            print(row["area"], row["area_name"], row["indicator"], value, row["light"], sentence, sep="\t")
    return OK


def _two_decimals(value: str | None, goal: Goal) -> str:
    """The value for a table; rates with two decimals, never rounded up to their target (R3)."""
    if value is None or not goal.is_percent:
        return value or "—"
    return percent_text(Decimal(value), goal.threshold_bp, places=2)


def history(office: Office, options: argparse.Namespace) -> int:
    """All uploads, the newest first."""
    uploads = office.store.history()
    if options.json:
        _print_json([{field: getattr(upload, field) for field in upload.__slots__} for upload in uploads])
    else:
        for upload in uploads:
            cells = (upload.seq, upload.when, upload.id, upload.by, upload.rows, upload.file, upload.note)
            print(*cells, sep="\t")
    return OK


def export(office: Office, options: argparse.Namespace) -> int:
    """Write all observations to a file."""
    directory = office.directory
    observations = office.store.observations()
    if options.as_of:
        observations = until(observations, options.as_of, directory.plan)
    export_observations(observations, options.out, plan=directory.plan, register=directory.register)
    _say(summary("exported", rows=observations.height, file=options.out.name), options)
    return OK


def convert_air(office: Office, options: argparse.Namespace) -> int:
    """Daily air records to monthly good days."""
    days = [
        day
        for path in options.files
        for day in read_air_days(path.read_bytes(), file=path.name, register=office.directory.register)
    ]
    months = good_days_by_month(days)
    export_observations(months, options.out, plan=office.directory.plan, register=office.directory.register)
    _say(summary("converted", days=len(days), rows=months.height, file=options.out.name), options)
    return OK


def check_plan_folder(_: Office, options: argparse.Namespace) -> int:
    """Validate a plan folder; its assessment can be held against a sound plan only."""
    problems = check_plan(options.folder) or check_assessment(options.folder)
    for problem in problems:
        print(problem.in_language(options.language))
    _say(summary("plan_checked", count=len(problems), folder=options.folder.name), options)
    return UNUSABLE if problems else OK


def _print_report(report: CheckReport, options: argparse.Namespace) -> None:
    for line in problem_lines(report, options.language):
        print(line, file=sys.stderr)
    for message in summary_lines(report):
        _say(message, options)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))
