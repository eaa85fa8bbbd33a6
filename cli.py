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
    NothingAcceptedError,
    RealDataPresentError,
    StalePreviewError,
    Store,
    StoreBusyError,
    data_wording,
    load_settings,
)
from deploy import verbs
from geo import GeoError, load_register
from indicators import IndicatorError, Text, load_plan

__all__ = ["main"]

if TYPE_CHECKING:  # argparse's class is generic in its stubs only
    _Words: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
_Run: TypeAlias = Callable[[verbs.Office, argparse.Namespace], int]

_STATUS_OF = {
    NothingAcceptedError: verbs.REJECTED,
    StalePreviewError: verbs.CONFLICT,
    StoreBusyError: verbs.CONFLICT,
    RealDataPresentError: verbs.NOT_ALLOWED,
}
"""Exit status of the errors that are not simply a file or a word that cannot be used."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; messages go to standard error, results to standard output."""
    options = _parser().parse_args(arguments)
    try:
        office = verbs.Office(Store(load_settings().store), Directory(load_plan(), load_register()))
        return int(options.run(office, options))
    except (DataError, IndicatorError, GeoError, OSError) as error:
        verbs.warn(_message(error), options.language)
        return next((code for kind, code in _STATUS_OF.items() if isinstance(error, kind)), verbs.UNUSABLE)


def _message(error: DataError | IndicatorError | GeoError | OSError) -> Text:
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
    _add_storing(words)
    _add_preparing(words)
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

    listing = _verb(words, "history", verbs.history, "all uploads, the newest first")
    listing.add_argument("--json", action="store_true")

    exporting = _verb(words, "export", verbs.export, "write all observations to a file")
    exporting.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
    exporting.add_argument("out", type=Path, metavar="OUT.csv|.xlsx|.parquet")


def _add_storing(words: "_Words") -> None:
    checking = _verb(words, "check", verbs.check, "dry run of an upload: what is wrong, what would change")
    checking.add_argument("file", type=Path)
    checking.add_argument("--json", action="store_true")

    importing = _verb(words, "import", verbs.import_file, "store an upload, all rows or none")
    importing.add_argument("file", type=Path)
    importing.add_argument("--by", metavar="NAME", help="who answers for it; the login name when left out")
    importing.add_argument("--note", default="", metavar="TEXT")
    importing.add_argument(
        "--accept-valid", action="store_true", help="store the sound rows of a faulty file"
    )

    demo = _verb(words, "demo", verbs.demo, "load illustrative data into an empty store")
    demo.add_argument("--if-empty", action="store_true", help="do nothing when the store holds anything")


def _add_preparing(words: "_Words") -> None:
    converting = _group(words, "convert", "turn raw records into observations")
    air = _verb(converting, "air", verbs.convert_air, "daily air records to monthly good days")
    air.add_argument("files", type=Path, nargs="+", metavar="FILE")
    air.add_argument("out", type=Path, metavar="OUT.csv")

    planning = _group(words, "plan", "work on a plan folder")
    plan_check = _verb(planning, "check", verbs.check_plan_folder, "validate a plan folder")
    plan_check.add_argument("folder", type=Path)


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
