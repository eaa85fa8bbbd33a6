"""Bringing an upload into a table of the store: raw file and evidence first, then one durable commit."""

import hashlib
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from deltalake.exceptions import DeltaError

from data.appending import Appender
from data.attachments import check_attachments
from data.digest import digest
from data.disk import disk_reason, free_bytes
from data.durability import save_durably
from data.errors import NotAllowedError, StalePreviewError, StoreWriteError
from data.log import Log
from data.people import Uploader
from data.upload import Op, Upload

__all__ = ["EVIDENCE", "FILES", "Writer", "new_upload", "refuse_newer", "refuse_others"]

FILES, EVIDENCE = "files", "evidence"
"""Folders of the store with the bytes of uploaded files and of attachments, each named by its SHA-256."""


class Writer:
    """Writes to one table of the store; safe beside other threads and processes that do the same."""

    def __init__(self, store: Path, log: Log) -> None:
        """Nothing is written before the first upload."""
        self._store = store
        self._log = log
        self._appender = Appender(log)

    def bring(
        self,
        rows: pl.DataFrame,
        draft: Upload,
        *,
        check: Callable[[], None],
        content: bytes = b"",
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> Upload:
        """Store rows, and what they came from, in one atomic, durable commit.

        Args:
            rows: as the shape of the log says, and `op`.
            draft: the upload, its number, hashes and digest not yet known.
            check: raises when the log, as it stands, forbids the rows.
            content: bytes of the file that they came from; none without a file.
            attachments: names and contents of the evidence.

        Raises:
            AttachmentError: a piece of evidence that is not taken; nothing is stored.
            StoreBusyError: other commits came first again and again; nothing is stored.
            StoreWriteError: the disk is full or cannot be written; nothing is stored.
            StoreUnsureError: the disk did not confirm what was written.
        """
        evidence = check_attachments(attachments)
        told = digest(rows, self._log.shape.rows)
        draft = replace(draft, rows=rows.height, digest=told, attachments=evidence)
        with self.writing():
            if content:
                draft = replace(draft, sha256=hashlib.sha256(content).hexdigest())
                save_durably(self._store / FILES / draft.sha256, content)
            for attachment, (_, piece) in zip(evidence, attachments, strict=True):
                save_durably(self._store / EVIDENCE / attachment.sha256, piece)
            return self._appender.append(rows, draft, check=check)

    def compact(self) -> int:
        """Join small files into large ones, and say how many were joined.

        Raises:
            StoreWriteError: the disk is full or cannot be written.
        """
        with self.writing():
            return self._appender.compact()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Say in words what the disk refuses.

        Raises:
            StoreWriteError: the disk is full or cannot be written.
        """
        try:
            yield
        except (OSError, DeltaError) as error:
            reason, free = disk_reason(error), free_bytes(self._store)
            raise StoreWriteError(folder=self._store, reason=reason, free=free) from error


def new_upload(*, by: str, note: str, op: Op, uploader: Uploader | None = None, file: str = "") -> Upload:
    """An upload of this moment whose rows are not written yet."""
    now = _now()
    return Upload(
        id=f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}",
        seq=0,
        by=by,
        note=note,
        file=file,
        sha256="",
        when=now.isoformat(timespec="seconds"),
        rows=0,
        op=op,
        prefecture=uploader.prefecture if uploader else "",
    )


def refuse_others(rows: pl.DataFrame, allowed: Collection[str] | None) -> None:
    """Refuse rows of other areas, and of none, to those who may not change all.

    Raises:
        NotAllowedError: there are some.
    """
    areas = rows["area"].fill_null("—")
    foreign = sorted(set(areas) - set(allowed)) if allowed is not None else []
    if foreign:
        raise NotAllowedError(areas=foreign)


def refuse_newer(log: Log, rows: pl.DataFrame, *, base: int) -> None:
    """Refuse rows whose key somebody else changed after the preview.

    Raises:
        StalePreviewError: a real row of the same key is newer than `base`.
    """
    key = list(log.shape.key)
    newer = log.scan().filter(pl.col("op") != Op.ILLUSTRATIVE, pl.col("seq") > base)
    clash = log.collect(newer.join(rows.lazy(), on=key, how="semi").select(*key, "upload"))
    if not clash.is_empty():
        uploads = clash["upload"].unique().sort()
        raise StalePreviewError(keys=clash.select(key).n_unique(), uploads=uploads.to_list())


def _now() -> datetime:
    return datetime.now(UTC)
