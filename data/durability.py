"""What was acknowledged is on the disk, and a commit torn by a power cut does not lock the store."""

import fcntl
import json
import logging
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data.errors import data_wording

__all__ = ["log_files", "save_durably", "set_torn_log_aside", "sync_commit"]

_LOG_FILE = re.compile(r"[0-9]{20}\.json")
_logger = logging.getLogger(__name__)


def log_files(table: Path) -> Iterator[Path]:
    """The commits of a Delta table in no order, from names alone; none when there is no table."""
    log = table / "_delta_log"
    if not log.exists():
        return
    for entry in os.scandir(log):
        if _LOG_FILE.fullmatch(entry.name):
            yield Path(entry)


def save_durably(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and wait for the disk; an existing file is left alone."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync(path.parent, path.parent.parent)


def sync_commit(table: Path, version: int) -> None:
    """Wait until the files of one commit and the folders that name them are on the disk.

    delta-rs renames without waiting for the disk; measured cost about 10 ms a commit.
    """
    log_file = table / "_delta_log" / f"{version:020}.json"
    added = [table / action["add"]["path"] for action in _actions(log_file) if "add" in action]
    _sync(*added, log_file, log_file.parent, table, table.parent)


def set_torn_log_aside(table: Path) -> Path | None:
    """Rename the last commit when a power cut left it or its data torn, and log a warning.

    A commit is acknowledged only after `sync_commit`, so a torn one never was. Nothing is deleted.

    Returns:
        The new name; None when the last commit is sound, or there is none.
    """
    last = max(log_files(table), default=None)
    if last is None or _is_sound(last, table):
        return None
    with _locked(table):  # another process may have set it aside and committed anew under the same name
        if not last.exists() or _is_sound(last, table):
            return None
        aside = last.with_name(f"{last.name}.{uuid.uuid4().hex[:8]}.torn")
        last.rename(aside)
        _sync(last.parent)
    message = data_wording("notice.torn_log", file=last.name, aside=aside.name)
    _logger.warning("%s %s", message.zh, message.en)
    return aside


def _is_sound(log_file: Path, table: Path) -> bool:
    """Whether every line is JSON, the last action of an upload is there, and its data is complete.

    delta-rs opens an empty log file, or one cut at the end of a line, as a commit that added nothing.
    """
    try:
        actions = _actions(log_file)
    except ValueError:
        return False
    kinds = {kind: action[kind] for action in actions for kind in action}
    if "upload" in kinds.get("commitInfo", {}) and "txn" not in kinds:
        return False
    if _is_first(log_file) and not {"protocol", "metaData"} <= set(kinds):
        return False
    added = [action["add"] for action in actions if "add" in action]
    return bool(actions) and all(_size(table / file["path"]) == file["size"] for file in added)


def _is_first(log_file: Path) -> bool:
    return int(log_file.stem) == 0


def _actions(log_file: Path) -> list[dict[str, Any]]:
    # not splitlines(): it cuts at U+2028, which a note may hold
    lines = log_file.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with _open_folder(folder) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def _sync(*paths: Path) -> None:
    for path in paths:
        with _open_folder(path) as descriptor:
            os.fsync(descriptor)


@contextmanager
def _open_folder(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
