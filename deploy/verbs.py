"""What the verbs of the `quality` command do; `cli.py` reads the words and reports the errors.

Those that bring an upload are in `verbs_uploads.py`, those that look back in `verbs_history.py`.
"""

import argparse
import getpass
import json
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from data import (
    Directory,
    Ledger,
    Op,
    Store,
    UnknownVersionError,
    area_frame,
    export_observations,
    good_days_by_month,
    illustrative_entries,
    illustrative_observations,
    last_reported,
    read_air_days,
    summary,
    until,
)
from indicators import Goal, Text, check_assessment, check_plan, percent_text, status

__all__ = [
    "CONFLICT",
    "NOT_ALLOWED",
    "OK",
    "REJECTED",
    "UNUSABLE",
    "Office",
    "check_plan_folder",
    "convert_air",
    "demo",
    "export",
    "login_name",
    "print_json",
    "print_problem",
    "print_row",
    "say",
    "serve",
    "show_status",
    "version_of",
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

    @property
    def ledger(self) -> Ledger:
        """The registers beside the figures, in the folder of the store."""
        return Ledger(self.store.folder)

    def status_of(self, observations: pl.DataFrame, as_of: date, *, strict: bool = False) -> pl.DataFrame:
        """Status frame of all goals and areas; `strict` as in `judge`."""
        plan, hierarchy = self.directory.plan, area_frame(self.directory.register)
        return status(observations, plan=plan, hierarchy=hierarchy, as_of=as_of, strict=strict)


def login_name() -> str:
    """Who answers for an upload when nobody is named."""
    return getpass.getuser()


def warn(message: Text, language: str) -> None:
    """Say something on standard error."""
    print(f"quality: {message.in_language(language)}", file=sys.stderr)


def print_problem(line: str) -> None:
    """A fault of a file on standard error."""
    print(line, file=sys.stderr)


def say(message: Text, options: argparse.Namespace) -> None:
    """Say something on standard output."""
    print(message.in_language(options.language))


def print_json(value: object) -> None:
    """A result as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def print_row(*cells: object) -> None:
    """Cells of one line on standard output, parted by tabs; nothing for None."""
    print(*("" if cell is None else cell for cell in cells), sep="\t")


def serve(_: Office, options: argparse.Namespace) -> int:
    """Start the dashboard."""
    from app import app  # noqa: PLC0415 -- Streamlit takes a second to import; other verbs do without
    from deploy.serving import serve  # noqa: PLC0415

    serve(app, port=options.port, host=options.host)
    return OK


def demo(office: Office, options: argparse.Namespace) -> int:
    """Load illustrative figures and entries into an empty store."""
    if options.if_empty and office.store.version():
        return OK
    directory = office.directory
    rows = illustrative_observations(directory.plan, directory.register)
    entries = illustrative_entries(rows, directory.plan, directory.register)
    by, note, op = "quality demo", "illustrative", Op.ILLUSTRATIVE
    base = office.store.version()
    upload = office.store.commit(rows, by=by, note=note, file="", content=b"", base=base, op=op)
    office.ledger.write(entries, directory=directory, by=by, note=note, base=office.ledger.version(), op=op)
    say(summary("stored", upload=upload.id, rows=upload.rows, version=upload.seq), options)
    say(summary("illustrative"), options)
    return OK


def show_status(office: Office, options: argparse.Namespace) -> int:
    """Where every goal stands."""
    version = version_of(office, options)
    observations = office.store.observations(version)
    as_of = options.as_of or last_reported(observations, office.directory.plan)
    rows = office.status_of(observations, as_of, strict=options.strict)
    rows = rows.filter(_wanted(office.directory, options))
    if office.store.is_illustrative(version):
        warn(summary("illustrative"), options.language)
    if options.json:
        print_json(rows.select(_STATUS_JSON).to_dicts())
    else:
        for row in rows.iter_rows(named=True):
            value = _two_decimals(row["value"], office.directory.plan.goal(row["indicator"]))
            sentence = row[f"sentence_{options.language}"]
            print(row["area"], row["area_name"], row["indicator"], value, row["light"], sentence, sep="\t")
    return OK


def version_of(office: Office, options: argparse.Namespace) -> int:
    """The version that was asked for by its number or a day, said where it is not the newest.

    Raises:
        UnknownVersionError: the store never had that number.
    """
    newest = office.store.version()
    match options.known_on:
        case None:
            return newest
        case date() as day:
            version = office.store.seq_on(day)
        case number:
            version = int(number)
    if version > newest:
        raise UnknownVersionError(version=version, newest=newest)
    if version < newest:
        warn(summary("known_on", version=version, newest=newest), options.language)
    return version


def _wanted(directory: Directory, options: argparse.Namespace) -> list[pl.Expr]:
    wanted = [pl.lit(value=True)]
    if options.indicator:
        wanted.append(pl.col("indicator") == directory.plan.require_goal(options.indicator).id)
    if options.area:
        area = directory.register.require_area(options.area, level=options.level)
        wanted.append(pl.col("area") == area.code)
    elif options.level:
        wanted.append(pl.col("level") == options.level)
    return wanted


def _two_decimals(value: str | None, goal: Goal) -> str:
    """The value for a table; rates with two decimals, never rounded up to their target (R3)."""
    if value is None or not goal.is_percent:
        return value or "—"
    return percent_text(Decimal(value), goal.threshold_bp, places=2)


def export(office: Office, options: argparse.Namespace) -> int:
    """Write all observations to a file."""
    directory = office.directory
    observations = office.store.observations(version_of(office, options))
    if options.as_of:
        observations = until(observations, options.as_of, directory.plan)
    export_observations(observations, options.out, plan=directory.plan, register=directory.register)
    say(summary("exported", rows=observations.height, file=options.out.name), options)
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
    say(summary("converted", days=len(days), rows=months.height, file=options.out.name), options)
    return OK


def check_plan_folder(_: Office, options: argparse.Namespace) -> int:
    """Validate a plan folder; its assessment can be held against a sound plan only."""
    problems = check_plan(options.folder) or check_assessment(options.folder)
    for problem in problems:
        print(problem.in_language(options.language))
    say(summary("plan_checked", count=len(problems), folder=options.folder.name), options)
    return UNUSABLE if problems else OK
