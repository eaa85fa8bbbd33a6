"""Reading the store: its state now and before, its history, the course of a figure, a check of the whole."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import polars as pl

from data.errors import IllustrativeRevertError, UnknownUploadError
from data.integrity import Damage
from data.log import Log
from data.past import Effect, effect_of, known_on, story_of
from data.reverting import Revert, plan_revert
from data.table import ENTRIES, OBSERVATIONS
from data.upload import Op, Upload
from data.verifying import find_damage
from data.writing import EVIDENCE, FILES
from indicators.observation import KEY

__all__ = ["StoreReader"]


class StoreReader:
    """What can be asked of a store; on a disk that cannot be written too.

    What reads rows or the history raises `DamagedStoreError` when a file is lost or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        """A folder that is not there is an empty store; a last commit torn by a power cut is set aside here.

        Raises:
            StoreFolderError: delta-rs cannot work in a folder of that name.
        """
        self.folder = folder
        self._log = Log(folder, OBSERVATIONS)

    def version(self) -> int:
        """The number of the last commit, an upload or a joining of files; 0 for an empty store.

        It never falls and is never below the `seq` of an upload. Reads names of files only.
        """
        return self._log.version()

    def observations(self, seq: int | None = None) -> pl.DataFrame:
        """The latest row of each key, up to a sequence number.

        Returns:
            Frame as `OBSERVATION_SCHEMA` plus `upload` and `seq`.
        """
        log = self._log.rows(seq=seq)
        if (log["op"] != Op.ILLUSTRATIVE).any():
            log = _real(log)
        latest = log.sort("seq").unique(list(KEY), keep="last", maintain_order=True)
        return latest.filter(pl.col("op") != Op.DELETE).drop("op")

    def is_illustrative(self, seq: int | None = None) -> bool:
        """Whether what `observations` gives is made up for show."""
        ops = set(self._log.rows(seq=seq)["op"].unique())
        return ops == {Op.ILLUSTRATIVE.value}

    def history(self) -> list[Upload]:
        """All uploads, the newest first."""
        return self._log.uploads()[::-1]

    def upload(self, upload_id: str) -> Upload:
        """One upload of the history.

        Raises:
            UnknownUploadError: there is none of that id.
        """
        for upload in self._log.uploads():
            if upload.id == upload_id:
                return upload
        raise UnknownUploadError(upload=upload_id)

    def rows_of(self, upload_id: str) -> pl.DataFrame:
        """The rows that an upload wrote, with the columns of the log.

        Raises:
            UnknownUploadError: there is none of that id.
        """
        seq = self.upload(upload_id).seq
        return self._log.collect(self._log.scan().filter(pl.col("seq") == seq))

    def effect(self, upload_id: str) -> Effect:
        """What an upload did to the state before it.

        Raises:
            UnknownUploadError: there is none of that id.
        """
        upload, rows = self.upload(upload_id), self.rows_of(upload_id)
        before = self._log.rows(seq=upload.seq - 1, keys=rows)
        return effect_of(rows, before if upload.op is Op.ILLUSTRATIVE else _real(before))

    def story(self, key: Mapping[str, str]) -> pl.DataFrame:
        """All that was ever said about a figure, the oldest first; see `data.past.story_of`.

        Args:
            key: values of columns of `KEY`; the figures of all that agree when some are left out.
        """
        rows = self._log.collect(self._log.scan().filter(**key))
        return story_of(rows, self._log.uploads())

    def seq_on(self, moment: date | datetime) -> int:
        """Number of the newest upload stored by a moment, for `observations`; see `data.past.known_on`."""
        return known_on(self._log.uploads(), moment)

    def raw_file(self, sha256: str) -> Path:
        """Where the bytes of an uploaded file are kept."""
        return self.folder / FILES / sha256

    def evidence_file(self, sha256: str) -> Path:
        """Where the bytes of an attachment are kept."""
        return self.folder / EVIDENCE / sha256

    def revert_plan(self, upload_id: str, *, seq: int | None = None) -> Revert:
        """What undoing an upload would write, and which of its figures were changed since and stay.

        Args:
            upload_id: the one to undo; it may itself have undone another.
            seq: as the store stood then; now when left out.

        Raises:
            UnknownUploadError: there is none of that id.
            IllustrativeRevertError: it holds illustrative data.
        """
        upload = self.upload(upload_id)
        if upload.op is Op.ILLUSTRATIVE:
            raise IllustrativeRevertError(upload=upload.id)
        log = self._log.rows(seq=seq, keys=self.rows_of(upload.id))
        return plan_revert(upload, log=_real(log), uploads=self._log.uploads())

    def verify(self) -> list[Damage]:
        """Check every commit, entries too, byte by byte; an empty list when all is well.

        Uploads from before there were digests are listed as not to be checked.
        """
        files, evidence = self.folder / FILES, self.folder / EVIDENCE
        logs = (self._log, Log(self.folder, ENTRIES))
        return [damage for log in logs for damage in find_damage(log, files=files, evidence=evidence)]


def _real(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("op") != Op.ILLUSTRATIVE)
