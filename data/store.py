"""The store: an append-only log of observations in one Delta Lake table, raw files and evidence beside it.

"Now" is the latest row of each key, the past is `seq <= n`. Uploads that touch different keys never hinder
each other; of two that touch the same key after the same preview, the second is sent back
(`StalePreviewError`). What is undone is appended too.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from data.errors import NothingAcceptedError, NothingToRevertError, RealDataPresentError
from data.people import Uploader
from data.store_reader import StoreReader
from data.upload import Op, Upload
from data.writing import Writer, new_upload, refuse_newer, refuse_others
from indicators.observation import OBSERVATION_SCHEMA

__all__ = ["Store"]


class Store(StoreReader):
    """Observations on disk; cheap to make, safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made at the first commit; a last commit torn by a power cut is set aside here.

        Raises:
            StoreFolderError: delta-rs cannot work in a folder of that name.
        """
        super().__init__(folder)
        self._writer = Writer(folder, self._log)

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
        refuse_others(observations, allowed)
        draft = new_upload(by=by, note=note, op=op, uploader=uploader, file=file)
        rows = observations.select(list(OBSERVATION_SCHEMA)).with_columns(op=pl.lit(op.value))
        return self._append(rows, draft, base=base, content=content, attachments=attachments)

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
        refuse_others(plan.rows, allowed)
        draft = new_upload(by=by, note=note, op=Op.UPSERT, uploader=uploader)
        return self._append(plan.rows, replace(draft, reverts=upload_id), base=base)

    def compact(self) -> int:
        """Join small files into large ones; takes a number, changes no row, deletes no file.

        Returns:
            How many files were joined.

        Raises:
            StoreWriteError: the disk is full or cannot be written.
        """
        return self._writer.compact()

    def _append(
        self,
        rows: pl.DataFrame,
        draft: Upload,
        *,
        base: int,
        content: bytes = b"",
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> Upload:
        return self._writer.bring(
            rows,
            draft,
            check=lambda: self._refuse_overlap(rows, draft.op, base),
            content=content,
            attachments=attachments,
        )

    def _refuse_overlap(self, rows: pl.DataFrame, op: Op, base: int) -> None:
        if op is Op.ILLUSTRATIVE:
            real = self._log.scan().filter(pl.col("op") != Op.ILLUSTRATIVE)
            uploads = self._log.collect(real.select("upload").unique())["upload"]
            if not uploads.is_empty():
                raise RealDataPresentError(uploads=uploads.len())
        refuse_newer(self._log, rows, base=base)
