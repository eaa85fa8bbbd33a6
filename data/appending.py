"""Writing to the log: appends by compare and swap, and the joining of small files."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace

import polars as pl
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from data.commits import log_file, read_commit
from data.disk import disk_reason
from data.durability import locked, mark_acknowledged, sync_commit
from data.errors import DamagedStoreError, StoreBusyError, StoreUnsureError, data_wording
from data.log import Log
from data.table import create_table
from data.upload import Upload, upload_to_json

__all__ = ["MOST_SMALL_FILES", "Appender"]

_ATTEMPTS = 100
_LONGEST_PAUSE = 0.1  # seconds between two attempts
_SMALL = 1_000_000  # bytes
_LARGE = 8_000_000  # bytes; larger files are left alone, or each joining would write the whole store again
MOST_SMALL_FILES = 64
"""From here on a read takes longer than 30 ms (docs/store.md)."""
_logger = logging.getLogger(__name__)


class Appender:
    """Writes to a log; safe beside other threads and processes that do the same."""

    def __init__(self, log: Log) -> None:
        """Nothing is written before the first append."""
        self._log = log
        self._folder = log.folder
        self._shape = log.shape
        self._durable = 0

    def append(self, rows: pl.DataFrame, draft: Upload, *, check: Callable[[], None]) -> Upload:
        """Add rows in one atomic, durable commit, and say which number it got.

        Args:
            rows: as the shape of the log says, and `op`.
            draft: the upload, its number not yet known.
            check: raises when the log, as it stands, forbids the rows; nothing comes between it and them.

        Raises:
            StoreBusyError: other commits came first again and again; nothing is stored.
            StoreUnsureError: the disk did not confirm what was written.
            OSError, DeltaError: the disk refused; nothing is stored.
        """
        table = self._log.open() or create_table(self._folder, self._shape)
        with locked(self._folder, shared=True):
            upload = self._append_after(table, rows, draft, check=check)
            self._confirm(upload)
        self._tidy(table)
        return upload

    def compact(self, *, wait: bool = True) -> int:
        """Join small files into large ones; the old ones stay on the disk, the rows are the same.

        Args:
            wait: for others who are writing; else `BlockingIOError`.

        Returns:
            How many files were joined.
        """
        table = self._log.open()
        if table is None:
            return 0
        with locked(self._folder, wait=wait):
            table.update_incremental()
            done = table.optimize.compact(
                target_size=_LARGE, commit_properties=CommitProperties(max_commit_retries=0)
            )
            if done["numFilesRemoved"]:
                sync_commit(self._folder, table.version())
            return int(done["numFilesRemoved"])

    def _append_after(
        self, table: DeltaTable, rows: pl.DataFrame, draft: Upload, *, check: Callable[[], None]
    ) -> Upload:
        for attempt in range(_ATTEMPTS):
            table.update_incremental()
            self._sync_last(table.version())
            check()
            upload = replace(draft, seq=table.version() + 1)
            if self._write(table, rows, upload):
                return upload
            time.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.01 * (attempt + 1))))  # noqa: S311 -- jitter
        raise StoreBusyError(attempts=_ATTEMPTS)

    def _write(self, table: DeltaTable, rows: pl.DataFrame, upload: Upload) -> bool:
        """Write behind the version the table was opened at; False when another commit came first."""
        numbered = rows.with_columns(upload=pl.lit(upload.id), seq=pl.lit(upload.seq, dtype=pl.Int64))
        properties = CommitProperties(
            custom_metadata={"upload": upload_to_json(upload), "op": upload.op.value},
            app_transactions=[Transaction(app_id=self._shape.name, version=upload.seq)],
            max_commit_retries=0,
        )
        try:
            write_deltalake(
                table,
                numbered.select(list(self._shape.columns))
                .cast(self._shape.columns)
                .to_arrow(compat_level=pl.CompatLevel.oldest()),
                mode="append",
                commit_properties=properties,
            )
        except (DeltaError, OSError) as error:
            if self._holds(upload):  # what went wrong came after the commit, such as the summary of the log
                return True
            if isinstance(error, CommitFailedError) and log_file(self._folder, upload.seq).exists():
                return False
            raise
        return True

    def _holds(self, upload: Upload) -> bool:
        commit = read_commit(log_file(self._folder, upload.seq))
        return commit is not None and commit.upload == upload

    def _sync_last(self, version: int) -> None:
        """Make the commit before ours durable, so that a power cut can tear none but the last."""
        if version > self._durable:
            sync_commit(self._folder, version)
            self._durable = version

    def _confirm(self, upload: Upload) -> None:
        try:
            sync_commit(self._folder, upload.seq)
        except OSError as error:
            raise StoreUnsureError(upload=upload.id, reason=disk_reason(error)) from error
        self._durable = upload.seq
        mark_acknowledged(self._folder, upload.seq)

    def _tidy(self, table: DeltaTable) -> None:
        """Join small files when there are many; whatever goes wrong, the upload before it is stored."""
        try:
            sizes = pl.DataFrame(table.get_add_actions(flatten=True))["size_bytes"]
            if (sizes < _SMALL).sum() > MOST_SMALL_FILES:
                self.compact(wait=False)
        except BlockingIOError:
            return  # somebody else is writing, and will see the same files
        except (DeltaError, DamagedStoreError, OSError) as error:
            message = data_wording("notice.not_compacted", reason=disk_reason(error))
            _logger.warning("%s %s", message.zh, message.en)
