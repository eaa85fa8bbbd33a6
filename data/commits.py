"""The commits of the store's table, read from the files that Delta Lake wrote for them."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.upload import Upload, upload_from_json

__all__ = [
    "ACKNOWLEDGED",
    "Commit",
    "acknowledged",
    "active_files",
    "has_holes",
    "log_file",
    "log_files",
    "read_commit",
    "sound_commits",
    "uploads_in",
]

ACKNOWLEDGED = "_acknowledged"
"""Name of the file, beside the files of rows, with the numbers of acknowledged commits, one a line."""

_LOG_FILE = re.compile(r"[0-9]{20}\.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit: an upload, a compaction, or the making of the table.

    Attributes:
        added: files of rows with their size in bytes.
        removed: files that no longer count; they stay on the disk.
        upload: None for all but an upload.
    """

    version: int
    added: Mapping[str, int]
    removed: frozenset[str]
    upload: Upload | None


def log_file(table: Path, version: int) -> Path:
    """Where Delta Lake keeps the commit of that number."""
    return table / "_delta_log" / f"{version:020}.json"


def log_files(table: Path) -> list[Path]:
    """The commits of a Delta table, the oldest first, from names alone; none when there is no table."""
    log = table / "_delta_log"
    found = log.iterdir() if log.exists() else []
    return sorted(file for file in found if _LOG_FILE.fullmatch(file.name))


def has_holes(table: Path) -> bool:
    """Whether a commit is missing among the others, an earlier one is empty, or the last one is not whole.

    delta-rs takes an empty file for a commit that did nothing. Costs little; `data.integrity` looks closer.
    """
    files = log_files(table)
    return (
        [int(file.stem) for file in files] != list(range(len(files)))
        or any(file.stat().st_size == 0 for file in files)
        or (bool(files) and read_commit(files[-1]) is None)
    )


def acknowledged(table: Path) -> int:
    """The newest commit that is known to have been acknowledged; -1 when none is."""
    notes = table / ACKNOWLEDGED
    numbers = re.findall(rb"\d+(?=\n)", notes.read_bytes()) if notes.exists() else []
    return max(map(int, numbers), default=-1)


def read_commit(file: Path) -> Commit | None:
    """The commit that a log file tells of; None when the file is not there or not whole.

    delta-rs opens an empty log file, or one cut at the end of a line, as a commit that did less.
    """
    try:
        # not splitlines(): it cuts at U+2028, which a note may hold
        lines = file.read_bytes().decode().split("\n")
        actions: list[dict[str, Any]] = [json.loads(line) for line in lines if line]
        return _commit(int(file.stem), actions)
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return None


def _commit(version: int, actions: list[dict[str, Any]]) -> Commit | None:
    kinds = {kind: action[kind] for action in actions for kind in action}
    info = kinds["commitInfo"]
    commit = Commit(
        version=version,
        added={action["add"]["path"]: action["add"]["size"] for action in actions if "add" in action},
        removed=frozenset(action["remove"]["path"] for action in actions if "remove" in action),
        upload=upload_from_json(info["upload"]) if "upload" in info else None,
    )
    return commit if _is_whole(commit, kinds) else None


def _is_whole(commit: Commit, kinds: Mapping[str, Any]) -> bool:
    """Whether the last action is there: each kind of commit ends in its own way."""
    if commit.upload:
        return "txn" in kinds and bool(commit.added)
    if commit.version == 0:
        return {"protocol", "metaData"} <= set(kinds)
    if kinds["commitInfo"]["operation"] != "OPTIMIZE":
        return True
    metrics = kinds["commitInfo"]["operationMetrics"]
    counted: tuple[int, int] = (metrics["numFilesAdded"], metrics["numFilesRemoved"])
    return counted == (len(commit.added), len(commit.removed))


def sound_commits(table: Path) -> list[Commit]:
    """The commits whose files are whole, the oldest first."""
    return [commit for file in log_files(table) if (commit := read_commit(file))]


def active_files(commits: Iterable[Commit]) -> dict[str, int]:
    """Files of rows that count after these commits, with their size in bytes."""
    files: dict[str, int] = {}
    for commit in commits:
        for name in commit.removed:
            files.pop(name, None)
        files |= commit.added
    return files


def uploads_in(commits: Iterable[Commit]) -> dict[str, list[str]]:
    """The uploads whose rows each file holds; a compacted file holds those of all it replaced."""
    holders: dict[str, list[str]] = {}
    for commit in commits:
        ids = [commit.upload.id] if commit.upload else _together(holders, commit.removed)
        holders |= dict.fromkeys(commit.added, ids)
    return holders


def _together(holders: Mapping[str, list[str]], files: Iterable[str]) -> list[str]:
    return sorted({upload for file in files for upload in holders.get(file, ())})
