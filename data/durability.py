"""What was acknowledged is on the disk, and what a power cut tore does not lock the store."""

import fcntl
import logging
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from data.commits import ACKNOWLEDGED, acknowledged, log_file, log_files, read_commit
from data.errors import data_wording

__all__ = [
    "locked",
    "mark_acknowledged",
    "save_durably",
    "set_torn_checkpoints_aside",
    "set_torn_log_aside",
    "sync_commit",
]

_logger = logging.getLogger(__name__)


def save_durably(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and wait for the disk; an existing file is left alone."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync(path.parent, path.parent.parent)


def sync_commit(table: Path, version: int) -> None:
    """Wait until the files of one commit and the folders that name them are on the disk.

    delta-rs renames without waiting for the disk; measured cost about 10 ms a commit.
    """
    file = log_file(table, version)
    commit = read_commit(file)
    added = [table / name for name in commit.added] if commit else []
    _sync(*added, file, file.parent, table, table.parent)


def mark_acknowledged(table: Path, version: int) -> None:
    """Note that a commit was acknowledged: when it is found torn later, that is damage and no power cut.

    The note itself is not waited for: a power cut can lose it, but only after the commit was safe.
    """
    with suppress(OSError), (table / ACKNOWLEDGED).open("ab") as file:
        file.write(f"{version}\n".encode())


def set_torn_log_aside(table: Path) -> Path | None:
    """Rename the last commit when a power cut left it or its data torn, and log a warning.

    Each writer syncs the commit before its own, so only the last one can be torn, and it was never
    acknowledged. Nothing is deleted. On a disk that cannot be written, all stays as it is.

    Returns:
        The new name; None when the last commit is sound or was acknowledged, or there is none.
    """
    last = max(log_files(table), default=None)
    if last is None or not _is_torn(last, table):
        return None
    with suppress(OSError), locked(table):
        if last.exists() and _is_torn(last, table):  # not set aside meanwhile, and committed anew
            _set_checkpoints_aside(table, version=last.stem)
            return _set_aside(last, "notice.torn_log")
    return None


def set_torn_checkpoints_aside(table: Path) -> bool:
    """Rename Delta Lake's summaries of the log when one cannot be read; the log itself holds everything.

    Returns:
        Whether something was renamed, so that opening the table again may help.
    """
    with suppress(OSError), locked(table):
        found = list(_log_folder(table).glob("*.checkpoint*.parquet"))
        if not found or not all(map(_is_parquet, found)):
            return _set_checkpoints_aside(table)
    return False


def _set_checkpoints_aside(table: Path, version: str = "*") -> bool:
    found = sorted(_log_folder(table).glob(f"{version}.checkpoint*.parquet"))
    hint = _log_folder(table) / "_last_checkpoint"
    if hint.exists() and (found or version == "*"):
        found.append(hint)
    for file in found:
        _set_aside(file, "notice.torn_checkpoint")
    return bool(found)


def _log_folder(table: Path) -> Path:
    return table / "_delta_log"


@contextmanager
def locked(table: Path, *, shared: bool = False, wait: bool = True) -> Iterator[None]:
    """Hold the lock of the table: shared by those who append, alone for those who rearrange it.

    Raises:
        BlockingIOError: somebody else holds it, and `wait` is off.
    """
    mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
    with (table / "_lock").open("ab") as file:
        fcntl.flock(file, mode)
        yield


def _is_torn(file: Path, table: Path) -> bool:
    """Whether a commit or its data is not whole; an acknowledged one that is not was damaged later."""
    commit = read_commit(file)
    if commit and all(_size(table / name) == size for name, size in commit.added.items()):
        return False
    return int(file.stem) > acknowledged(table)


def _set_aside(file: Path, notice: str) -> Path:
    aside = file.with_name(f"{file.name}.{uuid.uuid4().hex[:8]}.torn")
    file.rename(aside)
    _sync(file.parent)
    message = data_wording(notice, file=file.name, aside=aside.name)
    _logger.warning("%s %s", message.zh, message.en)
    return aside


def _is_parquet(path: Path) -> bool:
    try:
        pl.read_parquet_metadata(path)
        pl.read_parquet(path, n_rows=1)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return False
    return True


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None


def _sync(*paths: Path) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
