"""The `quality` command: the same checks, store and arithmetic as the pages.

Exit status: 0 all well, 1 rows rejected, 2 a file or a word cannot be used, 3 conflict with a newer upload,
4 not allowed.
"""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from data import (
    CheckReport,
    DataError,
    Directory,
    Op,
    RealDataPresentError,
    StalePreviewError,
    Store,
    area_frame,
    check_file,
    export_observations,
    good_days_by_month,
    illustrative_observations,
    last_reported,
    load_settings,
    read_air_days,
    state_after,
    until,
)
from geo import GeoError, load_register
from indicators import (
    Goal,
    IndicatorError,
    Kind,
    Text,
    check_plan,
    light_changes,
    load_plan,
    percent_text,
    status,
)

__all__ = ["main"]

_OK, _REJECTED, _UNUSABLE, _CONFLICT, _NOT_ALLOWED = range(5)
_STATUS_JSON = (
    "indicator", "area", "area_name", "level", "period", "numerator", "denominator", "value", "target", "light",
    "flags", "reason", "short", "as_of", "rule", "planned", "pooled", "reported", "expected", "sentence_zh",
    "sentence_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Office:
    """The store, plan and register that a command works on."""

    store: Store
    directory: Directory

    def status_of(self, observations: pl.DataFrame, as_of: date) -> pl.DataFrame:
        """Status frame of all goals and areas."""
        hierarchy = area_frame(self.directory.register)
        return status(observations, plan=self.directory.plan, hierarchy=hierarchy, as_of=as_of)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; messages go to standard error, results to standard output."""
    options = _parser().parse_args(arguments)
    language = options.language
    try:
        office = _Office(Store(load_settings().store), Directory(load_plan(), load_register()))
        return int(options.run(office, options))
    except StalePreviewError as error:
        return _fail(error.message, language, _CONFLICT)
    except RealDataPresentError as error:
        return _fail(error.message, language, _NOT_ALLOWED)
    except (DataError, IndicatorError) as error:
        return _fail(error.message, language, _UNUSABLE)
    except GeoError as error:
        return _fail(Text(zh=error.message_zh, en=error.message_en), language, _UNUSABLE)
    except OSError as error:
        print(f"quality: {error.strerror}: {error.filename}", file=sys.stderr)
        return _UNUSABLE


def _fail(message: Text, language: str, code: int) -> int:
    print(f"quality: {message.in_language(language)}", file=sys.stderr)
    return code


def _serve(_: _Office, options: argparse.Namespace) -> int:
    from deploy.serving import serve  # noqa: PLC0415 -- Streamlit takes a second to import; other verbs do without

    serve(port=options.port, host=options.host)
    return _OK


def _demo(office: _Office, options: argparse.Namespace) -> int:
    if options.if_empty and office.store.version():
        return _OK
    directory = office.directory
    rows = illustrative_observations(directory.plan, directory.register)
    upload = office.store.commit(
        rows, by="quality demo", note="illustrative", file="", content=b"", base=office.store.version(), op=Op.ILLUSTRATIVE
    )
    print(f"{upload.id}: {upload.rows} illustrative rows -> {office.store.folder}")
    return _OK


def _check(office: _Office, options: argparse.Namespace) -> int:
    report = check_file(options.file.read_bytes(), file=options.file.name, directory=office.directory)
    current = office.store.observations()
    after = state_after(current, report.observations, is_illustrative=office.store.is_illustrative())
    as_of = last_reported(after, office.directory.plan)
    changes = light_changes(office.status_of(current, as_of), office.status_of(after, as_of))
    if options.json:
        _print_json(_check_json(report, changes))
    else:
        _print_report(report, options.language)
        lights = changes.filter(pl.col("light_before") != pl.col("light_after")).height
        print(f"{changes.height} figures would change, {lights} lights among them (as of {as_of})")
    return _REJECTED if report.rejected_rows else _OK


def _import(office: _Office, options: argparse.Namespace) -> int:
    content = options.file.read_bytes()
    base = office.store.version()
    report = check_file(content, file=options.file.name, directory=office.directory)
    _print_report(report, options.language)
    if report.rejected_rows and not options.accept_valid:
        return _REJECTED
    upload = office.store.commit(
        report.observations, by=options.by, note=options.note, file=options.file.name, content=content, base=base
    )
    print(f"{upload.id}: {upload.rows} rows stored, version {upload.seq}")
    return _OK


def _status(office: _Office, options: argparse.Namespace) -> int:
    observations = office.store.observations()
    as_of = options.as_of or last_reported(observations, office.directory.plan)
    rows = office.status_of(observations, as_of)
    wanted: list[pl.Expr] = []
    if options.indicator:
        wanted.append(pl.col("indicator") == office.directory.plan.require_goal(options.indicator).id)
    if options.area:
        wanted.append(pl.col("area") == office.directory.register.require_area(options.area, level=options.level).code)
    elif options.level:
        wanted.append(pl.col("level") == options.level)
    rows = rows.filter(wanted) if wanted else rows
    if office.store.is_illustrative():
        print("quality: illustrative data, not real / 演示数据，非真实数", file=sys.stderr)
    if options.json:
        _print_json(rows.select(_STATUS_JSON).to_dicts())
    else:
        for row in rows.iter_rows(named=True):
            value = _two_decimals(row["value"], office.directory.plan.goal(row["indicator"]))
            sentence = row[f"sentence_{options.language}"]
            print(row["area"], row["area_name"], row["indicator"], value, row["light"], sentence, sep="\t")
    return _OK


def _two_decimals(value: str | None, goal: Goal) -> str:
    """The value for a table; rates with two decimals, never rounded up to their target (R3)."""
    if value is None or goal.kind is Kind.COUNT:
        return value or "—"
    return percent_text(Decimal(value), goal.threshold_bp, places=2)


def _history(office: _Office, options: argparse.Namespace) -> int:
    uploads = office.store.history()
    if options.json:
        _print_json([{field: getattr(upload, field) for field in upload.__slots__} for upload in uploads])
    else:
        for upload in uploads:
            print(f"{upload.seq}\t{upload.when}\t{upload.id}\t{upload.by}\t{upload.rows} rows\t{upload.file}\t{upload.note}")
    return _OK


def _export(office: _Office, options: argparse.Namespace) -> int:
    directory = office.directory
    observations = office.store.observations()
    if options.as_of:
        observations = until(observations, options.as_of, directory.plan)
    export_observations(observations, options.out, plan=directory.plan, register=directory.register)
    print(f"{observations.height} observations -> {options.out.name}")
    return _OK


def _convert_air(office: _Office, options: argparse.Namespace) -> int:
    days = [
        day
        for path in options.files
        for day in read_air_days(path.read_bytes(), file=path.name, register=office.directory.register)
    ]
    months = good_days_by_month(days)
    export_observations(months, options.out, plan=office.directory.plan, register=office.directory.register)
    print(f"{len(days)} days -> {months.height} observations -> {options.out.name}")
    return _OK


def _plan_check(_: _Office, options: argparse.Namespace) -> int:
    problems = check_plan(options.folder)
    for problem in problems:
        print(problem.in_language(options.language))
    print(f"{len(problems)} problems in {options.folder.name}")
    return _UNUSABLE if problems else _OK


def _check_json(report: CheckReport, changes: pl.DataFrame) -> dict[str, Any]:
    return {
        "file": report.table.file,
        "sha256": report.table.sha256,
        "encoding": report.table.encoding,
        "layout": report.table.layout,
        "rows": report.rows,
        "accepted": report.accepted.height,
        "rejected": len(report.rejected_rows),
        "repeated": len(report.repeated_rows),
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "rule": problem.rule,
                "severity": problem.severity.value,
                "message": problem.message.zh,
                "message_en": problem.message.en,
                "suggestion": problem.suggestion.zh if problem.suggestion else None,
                "suggestion_en": problem.suggestion.en if problem.suggestion else None,
            }
            for problem in report.problems
        ],
        "changes": changes.drop("area_name", "level").to_dicts(),
    }


def _print_report(report: CheckReport, language: str) -> None:
    for problem in report.problems:
        hint = f" {problem.suggestion.in_language(language)}" if problem.suggestion else ""
        print(f"[{problem.rule}] {problem.message.in_language(language)}{hint}", file=sys.stderr)
    print(
        f"{report.table.file}: {report.rows} rows, {report.accepted.height} accepted, "
        f"{len(report.rejected_rows)} rejected, {len(report.repeated_rows)} repeated ({report.table.encoding})"
    )


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quality", description=__doc__)
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="language of messages")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    serving = _verb(verbs, "serve", _serve, "start the dashboard")
    serving.add_argument("--port", type=int, default=8501)
    serving.add_argument("--host", default="127.0.0.1")

    judging = _verb(verbs, "status", _status, "where every goal stands")
    judging.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
    judging.add_argument("--area", metavar="CODE|NAME")
    judging.add_argument("--level", choices=("region", "prefecture", "county"))
    judging.add_argument("--indicator", metavar="ID")
    judging.add_argument("--json", action="store_true")

    checking = _verb(verbs, "check", _check, "dry run of an upload: what is wrong, what would change")
    checking.add_argument("file", type=Path)
    checking.add_argument("--json", action="store_true")

    importing = _verb(verbs, "import", _import, "store an upload, all rows or none")
    importing.add_argument("file", type=Path)
    importing.add_argument("--by", default=getpass.getuser(), metavar="NAME")
    importing.add_argument("--note", default="", metavar="TEXT")
    importing.add_argument("--accept-valid", action="store_true", help="store the sound rows of a faulty file")

    listing = _verb(verbs, "history", _history, "all uploads, the newest first")
    listing.add_argument("--json", action="store_true")

    exporting = _verb(verbs, "export", _export, "write all observations to a file")
    exporting.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
    exporting.add_argument("out", type=Path, metavar="OUT.csv|.xlsx|.parquet")

    converting = _verb(verbs, "convert", None, "turn raw records into observations").add_subparsers(required=True)
    air = _verb(converting, "air", _convert_air, "daily air records to monthly good days")
    air.add_argument("files", type=Path, nargs="+", metavar="FILE")
    air.add_argument("out", type=Path, metavar="OUT.csv")

    planning = _verb(verbs, "plan", None, "work on a plan folder").add_subparsers(required=True)
    plan_check = _verb(planning, "check", _plan_check, "validate a plan folder")
    plan_check.add_argument("folder", type=Path)

    demo = _verb(verbs, "demo", _demo, "load illustrative data into an empty store")
    demo.add_argument("--if-empty", action="store_true", help="do nothing when the store holds anything")
    return parser


def _verb(
    verbs: Any,  # noqa: ANN401 -- argparse keeps the type of its sub-parsers private
    name: str,
    run: Callable[[_Office, argparse.Namespace], int] | None,
    summary: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=summary, description=summary)
    if run is not None:
        parser.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
