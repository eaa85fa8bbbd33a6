"""The store: an append-only log of observations in one Delta Lake table, raw files and evidence beside it.

"Now" is the latest row of each key, the past is `seq <= n`. Uploads that touch different keys never hinder
each other; of two that touch the same key after the same preview, the second is sent back
(`StalePreviewError`). What is undone is appended too.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterator, Sequence
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
from data.errors import (
    NotAllowedError,
    NothingAcceptedError,
    NothingToRevertError,
    RealDataPresentError,
    StalePreviewError,
    StoreWriteError,
)
from data.people import Uploader
from data.store_reader import StoreReader
from data.upload import Op, Upload
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["Store"]


class Store(StoreReader):
    """Observations on disk; cheap to make, safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made at the first commit; a last commit torn by a power cut is set aside here.

        Raises:
            StoreFolderError: delta-rs cannot work in a folder of that name.
        """
        super().__init__(folder)
        self._appender = Appender(self._log)

    def commit(  # noqa: PLR0913 -- an upload is all of this, and every part is named by the caller
        self,
        observations: pl.DataFrame,
        *,
        by: str,
        note: str,
        file: str,
        content: bytes,
        base: int,
        op: Op = Op.UPSERT,
        uploader: Uploader | None = None,
        allowed: Collection[str] | None = None,
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> Upload:
        """Store rows in one atomic, durable commit; the raw file and the evidence first.

        Args:
            observations: as `OBSERVATION_SCHEMA`, keys unique.
            by: who answers for it.
            note: why.
            file: name of the file as the user calls it.
            content: its bytes.
            base: `version()` that the preview was made on.
            op: what the rows do.
            uploader: whose prefecture the history names.
            allowed: codes of the areas that may be changed; None for all.
            attachments: names and contents of the evidence.

        Raises:
            NothingAcceptedError: no rows.
            NotAllowedError: rows of other areas; nothing is stored.
            AttachmentError: a piece of evidence that is not taken; nothing is stored.
            StalePreviewError: a row's key was changed after `base`; nothing is stored.
            RealDataPresentError: illustrative rows, and the store holds real ones.
            StoreBusyError: other commits came first again and again; nothing is stored.
            StoreWriteError: the disk is full or cannot be written; nothing is stored.
            StoreUnsureError: the disk did not confirm what was written.
        """
        if observations.is_empty():
            raise NothingAcceptedError(file=file, rejected=0)
        _refuse_others(observations, allowed)
        evidence = check_attachments(attachments)
        draft = _draft(by=by, note=note, op=op, uploader=uploader)
        draft = replace(draft, file=file, attachments=evidence)
        rows = observations.select(list(OBSERVATION_SCHEMA)).with_columns(op=pl.lit(op.value))
        with self._writing():
            if content:
                sha256 = hashlib.sha256(content).hexdigest()
                save_durably(self.raw_file(sha256), content)
                draft = replace(draft, sha256=sha256)
            for attachment, (_, piece) in zip(evidence, attachments, strict=True):
                save_durably(self.evidence_file(attachment.sha256), piece)
        return self._append(rows, draft, base=base)

    def revert(  # noqa: PLR0913 -- as for `commit`
        self,
        upload_id: str,
        *,
        by: str,
        note: str,
        base: int,
        uploader: Uploader | None = None,
        allowed: Collection[str] | None = None,
    ) -> Upload:
        """Undo what still stands of an upload, by appending what `revert_plan(upload_id, seq=base)` shows.

        Args:
            upload_id: the one to undo; it may itself have undone another.
            by: who answers for it.
            note: why.
            base: `version()` that the plan was shown for.
            uploader: whose prefecture the history names.
            allowed: codes of the areas that may be changed; None for all.

        Raises:
            UnknownUploadError: there is none of that id.
            IllustrativeRevertError: it holds illustrative data.
            NothingToRevertError: later uploads changed all of it.
            DataError: as `commit`.
        """
        plan = self.revert_plan(upload_id, seq=base)
        if plan.rows.is_empty():
            raise NothingToRevertError(upload=upload_id, later=plan.kept["upload"].unique().sort().to_list())
        _refuse_others(plan.rows, allowed)
        draft = _draft(by=by, note=note, op=Op.UPSERT, uploader=uploader)
        return self._append(plan.rows, replace(draft, reverts=upload_id), base=base)

    def compact(self) -> int:
        """Join small files into large ones; takes a number, changes no row, deletes no file.

        Returns:
            How many files were joined.

        Raises:
            StoreWriteError: the disk is full or cannot be written.
        """
        with self._writing():
            return self._appender.compact()

    def _append(self, rows: pl.DataFrame, draft: Upload, *, base: int) -> Upload:
        draft = replace(draft, rows=rows.height, digest=digest(rows))
        with self._writing():
            return self._appender.append(
                rows, draft, check=lambda: self._refuse_overlap(rows, draft.op, base)
            )

    def _refuse_overlap(self, rows: pl.DataFrame, op: Op, base: int) -> None:
        real = self._log.scan().filter(pl.col("op") != Op.ILLUSTRATIVE)
        if op is Op.ILLUSTRATIVE:
            uploads = self._log.collect(real.select("upload").unique())["upload"]
            if not uploads.is_empty():
                raise RealDataPresentError(uploads=uploads.len())
        newer = real.filter(pl.col("seq") > base).join(rows.lazy(), on=list(KEY), how="semi")
        clash = self._log.collect(newer.select(*KEY, "upload"))
        if not clash.is_empty():
            uploads = clash["upload"].unique().sort()
            raise StalePreviewError(keys=clash.select(KEY).n_unique(), uploads=uploads.to_list())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, DeltaError) as error:
            reason, free = disk_reason(error), free_bytes(self.folder)
            raise StoreWriteError(folder=self.folder, reason=reason, free=free) from error


def _refuse_others(rows: pl.DataFrame, allowed: Collection[str] | None) -> None:
    foreign = sorted(set(rows["area"]) - set(allowed)) if allowed is not None else []
    if foreign:
        raise NotAllowedError(areas=foreign)


def _draft(*, by: str, note: str, op: Op, uploader: Uploader | None) -> Upload:
    now = _now()
    return Upload(
        id=f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}",
        seq=0,
        by=by,
        note=note,
        file="",
        sha256="",
        when=now.isoformat(timespec="seconds"),
        rows=0,
        op=op,
        prefecture=uploader.prefecture if uploader else "",
    )


def _now() -> datetime:
    return datetime.now(UTC)
