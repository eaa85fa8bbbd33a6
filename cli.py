"""The `quality` command: the same checks, store and arithmetic as the pages.

Exit status: 0 all well, 1 rows rejected, 2 a file or a word cannot be used, 3 conflict with a newer upload,
4 not allowed.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from data import (
    DataError,
    Directory,
    IllustrativeRevertError,
    NotAllowedError,
    NothingAcceptedError,
    NothingToRevertError,
    RealDataPresentError,
    StalePreviewError,
    Store,
    StoreBusyError,
    data_wording,
    load_settings,
)
from deploy import verbs, verbs_entries, verbs_history, verbs_maps, verbs_reports, verbs_uploads
from geo import GeoError, load_register
from indicators import IndicatorError, Sector, Text, find_period, load_plan
from indicators.entry import EntryKind
from reports import KINDS, ReportError

__all__ = ["main"]

if TYPE_CHECKING:  # argparse's class is generic in its stubs only
    _Words: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
_Run: TypeAlias = Callable[[verbs.Office, argparse.Namespace], int]

_STATUS_OF = {
    NothingAcceptedError: verbs.REJECTED,
    StalePreviewError: verbs.CONFLICT,
    StoreBusyError: verbs.CONFLICT,
    NothingToRevertError: verbs.CONFLICT,
    RealDataPresentError: verbs.NOT_ALLOWED,
    IllustrativeRevertError: verbs.NOT_ALLOWED,
    NotAllowedError: verbs.NOT_ALLOWED,
}
"""Exit status of the errors that are not simply a file or a word that cannot be used."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; messages go to standard error, results to standard output."""
    options = _parser().parse_args(arguments)
    try:
        office = verbs.Office(Store(load_settings().store), Directory(load_plan(), load_register()))
        return int(options.run(office, options))
    except (DataError, IndicatorError, GeoError, ReportError, OSError) as error:
        verbs.warn(_message(error), options.language)
        return next((code for kind, code in _STATUS_OF.items() if isinstance(error, kind)), verbs.UNUSABLE)


def _message(error: DataError | IndicatorError | GeoError | ReportError | OSError) -> Text:
    match error:
        case OSError():
            return data_wording("notice.file_access", file=error.filename, reason=error.strerror)
        case GeoError():
            return Text(zh=error.message_zh, en=error.message_en)
        case _:
            return error.message


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quality", description=__doc__)
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="language of messages")
    words = parser.add_subparsers(required=True, metavar="VERB")
    _add_showing(words)
    _add_looking_back(words)
    _add_storing(words)
    _add_entering(words)
    _add_keeping(words)
    _add_preparing(words)
    _add_reporting(words)
    return parser


def _add_showing(words: "_Words") -> None:
    serving = _verb(words, "serve", verbs.serve, "start the dashboard")
    serving.add_argument("--port", type=int, default=8501)
    serving.add_argument("--host", default="127.0.0.1")

    judging = _verb(words, "status", verbs.show_status, "where every goal stands")
    judging.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
    judging.add_argument("--area", metavar="CODE|NAME")
    judging.add_argument("--level", choices=("region", "prefecture", "county"))
    judging.add_argument("--indicator", metavar="ID")
    judging.add_argument(
        "--strict", action="store_true", help="blame a county for its samples only where chance is ruled out"
    )
    judging.add_argument("--json", action="store_true")

    exporting = _verb(words, "export", verbs.export, "write all observations to a file")
    exporting.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
    exporting.add_argument("out", type=Path, metavar="OUT.csv|.xlsx|.parquet")
    for looking in (judging, exporting):
        looking.add_argument(
            "--known-on", type=_moment, metavar="SEQ|DATE", help="as the store stood then, not as it is now"
        )


def _add_looking_back(words: "_Words") -> None:
    listing = _verb(words, "history", verbs_history.history, "all uploads, or what one of them did")
    listing.add_argument("upload", nargs="?", metavar="UPLOAD", help="its id or number")
    listing.add_argument("--json", action="store_true")

    telling = _verb(words, "story", verbs_history.story, "all that was ever said about one figure")
    telling.add_argument("--indicator", required=True, metavar="ID")
    telling.add_argument("--area", required=True, metavar="CODE|NAME")
    telling.add_argument("--period", required=True, type=_period, help="such as 2016-10, 2016Q3 or 2016")
    telling.add_argument("--json", action="store_true")


def _add_storing(words: "_Words") -> None:
    checking = _verb(words, "check", verbs_uploads.check, "dry run: what is wrong, what would change")
    checking.add_argument("--json", action="store_true")
    importing = _verb(words, "import", verbs_uploads.import_file, "store an upload, all rows or none")
    for taking in (checking, importing):
        taking.add_argument("file", type=Path)
        taking.add_argument("--prefecture", metavar="NAME", help="refuse rows of areas outside it")
    importing.add_argument("--by", metavar="NAME", help="who answers for it; the login name when left out")
    importing.add_argument("--note", default="", metavar="TEXT")
    importing.add_argument(
        "--accept-valid", action="store_true", help="store the sound rows of a faulty file"
    )
    importing.add_argument(
        "--attach", type=Path, nargs="+", action="extend", default=[], metavar="FILE", help="evidence"
    )

    undoing = _verb(words, "revert", verbs_history.revert, "undo what still stands of an upload")
    undoing.add_argument("upload", metavar="UPLOAD", help="its id or number")
    undoing.add_argument("--by", metavar="NAME", help="who answers for it; the login name when left out")
    undoing.add_argument("--note", default="", metavar="TEXT")
    undoing.add_argument("--dry-run", action="store_true", help="say what would change, store nothing")

    demo = _verb(words, "demo", verbs.demo, "load illustrative data into an empty store")
    demo.add_argument("--if-empty", action="store_true", help="do nothing when the store holds anything")


def _add_entering(words: "_Words") -> None:
    entries = _group(words, "entries", "cases, actions, submissions and what the assessment needs")
    blank = _verb(entries, "template", verbs_entries.template, "write a blank form for entries")
    blank.add_argument("out", type=Path, metavar="OUT.xlsx|.csv")
    checking = _verb(entries, "check", verbs_entries.check, "dry run: what is wrong with a file of entries")
    importing = _verb(
        entries, "import", verbs_entries.import_file, "store the entries of a file, all or none"
    )
    for taking in (checking, importing):
        taking.add_argument("file", type=Path)
        taking.add_argument("--prefecture", metavar="NAME", help="refuse entries of areas outside it")
    importing.add_argument("--by", metavar="NAME", help="who answers for it; the login name when left out")
    importing.add_argument("--note", default="", metavar="TEXT")
    listing = _verb(entries, "list", verbs_entries.show, "the entries as they stand")
    listing.add_argument("--kind", choices=[kind.value for kind in EntryKind])
    listing.add_argument("--json", action="store_true")


def _add_keeping(words: "_Words") -> None:
    _verb(words, "verify", verbs_history.verify, "check all that was ever stored, byte by byte")
    _verb(words, "compact", verbs_history.compact, "join small files of the store; nothing is deleted")


def _add_preparing(words: "_Words") -> None:
    blank = _verb(words, "template", verbs_uploads.template, "write a blank form to fill in")
    blank.add_argument("--period", required=True, type=_period, help="such as 2016-10, 2016Q3 or 2016")
    blank.add_argument("--indicator", nargs="+", metavar="ID")
    blank.add_argument("--prefecture", metavar="NAME")
    blank.add_argument(
        "--deliverables", action="store_true", help="the form for the state of the deliverables"
    )
    blank.add_argument("--department", metavar="NAME", help="its deliverables, for its own part")
    blank.add_argument("--sector", choices=[sector.value for sector in Sector])
    blank.add_argument("out", type=Path, metavar="OUT.xlsx|.csv")

    converting = _group(words, "convert", "turn raw records into observations")
    air = _verb(converting, "air", verbs.convert_air, "daily air records to monthly good days")
    air.add_argument("files", type=Path, nargs="+", metavar="FILE")
    air.add_argument("out", type=Path, metavar="OUT.csv")

    planning = _group(words, "plan", "work on a plan folder")
    plan_check = _verb(planning, "check", verbs.check_plan_folder, "validate a plan folder")
    plan_check.add_argument("folder", type=Path)


def _add_reporting(words: "_Words") -> None:
    kinds = _group(words, "report", "write a document from the figures")
    for name, kind in KINDS.items():
        writing = _verb(kinds, name, verbs_reports.write_report(kind), kind.summary)
        writing.add_argument("--edition", choices=kind.editions, default=kind.editions[0], help="whose it is")
        writing.add_argument("--unit", metavar="NAME", help="the prefecture or the department")
        _add_dates(writing)
        writing.add_argument("out", type=Path, metavar="|".join(f"OUT{end}" for end in kind.suffixes))

    mapping = _verb(kinds, "map", verbs_maps.write_map, "the map of a goal, one sheet")
    _add_dates(mapping)
    verbs_maps.add_choices(mapping)


def _add_dates(writing: argparse.ArgumentParser) -> None:
    writing.add_argument("--as-of", type=date.fromisoformat, required=True, metavar="DATE")
    writing.add_argument(
        "--cutoff", type=date.fromisoformat, metavar="DATE", help="no later period counts; the as-of date"
    )
    writing.add_argument(
        "--known-on", type=_moment, metavar="SEQ|DATE", help="as the store stood then, not as it is now"
    )


def _moment(text: str) -> int | date:
    """A number of an upload, or a day."""
    try:
        return int(text) if text.isdecimal() else date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is neither a number nor a day such as 2016-10-31") from None


def _period(text: str) -> str:
    """A period as observations name it."""
    found = find_period(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is no period such as 2016-10, 2016Q3, 2016H1 or 2016")
    return found.text


def _group(words: "_Words", name: str, summary: str) -> "_Words":
    return words.add_parser(name, help=summary, description=summary).add_subparsers(
        required=True, metavar="VERB"
    )


def _verb(words: "_Words", name: str, run: _Run, summary: str) -> argparse.ArgumentParser:
    parser = words.add_parser(name, help=summary, description=summary)
    parser.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
