"""The store: an append-only log of observations in one Delta Lake table, raw files beside it.

"Now" is the latest row of each key, the past is `seq <= n`. Uploads that touch different keys never hinder
each other; of two that touch the same key after the same preview, the second is sent back
(`StalePreviewError`).
"""

import hashlib
import json
import random
import re
import time
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from data.durability import log_files, save_durably, set_torn_log_aside, sync_commit
from data.errors import (
    NothingAcceptedError,
    RealDataPresentError,
    StalePreviewError,
    StoreBusyError,
    StoreFolderError,
)
from data.table import create_table
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["LOG_SCHEMA", "Op", "Store", "Upload"]


class Op(StrEnum):
    """What a row of the log does; illustrative rows count only while no real one exists."""

    UPSERT = "upsert"
    DELETE = "delete"
    ILLUSTRATIVE = "illustrative"


LOG_SCHEMA = pl.Schema(
    [*OBSERVATION_SCHEMA.items(), ("upload", pl.String()), ("seq", pl.Int64()), ("op", pl.String())]
)
"""Columns of the log: observations, the upload that brought them, its number, and what the row does."""

_APP = "observations"
_UNUSABLE_NAME = re.compile(r"%[0-9A-Fa-f]{2}|[\[\]\\#?]")
"""Names that delta-rs takes for something else: it decodes `%20`, panics at brackets, ends at `#`."""
_ATTEMPTS = 100
_LONGEST_PAUSE = 0.1  # seconds between two attempts


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One upload in the history.

    Attributes:
        seq: its sequence number; the state after it is `seq <= n`.
        when: UTC, ISO 8601.
        sha256: hash of the raw file; empty for illustrative data.
        rows: rows it wrote.
    """

    id: str
    seq: int
    by: str
    note: str
    file: str
    sha256: str
    when: str
    rows: int
    op: Op


class Store:
    """Observations on disk; cheap to make, safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made at the first commit; a last commit torn by a power cut is set aside here.

        Raises:
            StoreFolderError: delta-rs cannot work in a folder of that name.
        """
        if _UNUSABLE_NAME.search(str(folder.absolute())):
            raise StoreFolderError(folder=str(folder))
        self.folder = folder
        self._table = folder / "observations"
        set_torn_log_aside(self._table)

    def version(self) -> int:
        """The newest sequence number; 0 for an empty store. Reads names of files only."""
        return max((int(path.stem) for path in log_files(self._table)), default=0)

    def observations(self, seq: int | None = None) -> pl.DataFrame:
        """The latest row of each key, up to a sequence number.

        Returns:
            Frame as `OBSERVATION_SCHEMA` plus `upload` and `seq`.
        """
        log = self._log(seq)
        if (log["op"] != Op.ILLUSTRATIVE).any():
            log = log.filter(pl.col("op") != Op.ILLUSTRATIVE)
        latest = log.sort("seq").unique(list(KEY), keep="last", maintain_order=True)
        return latest.filter(pl.col("op") != Op.DELETE).drop("op")

    def is_illustrative(self, seq: int | None = None) -> bool:
        """Whether what `observations` gives is made up for show."""
        ops = set(self._log(seq)["op"].unique())
        return ops == {Op.ILLUSTRATIVE.value}

    def history(self) -> list[Upload]:
        """All uploads, the newest first."""
        table = self._open()
        entries = table.history() if table else []
        uploads = (Upload(**json.loads(e["upload"]) | {"op": Op(e["op"])}) for e in entries if "upload" in e)
        return sorted(uploads, key=lambda upload: -upload.seq)

    def raw_file(self, sha256: str) -> Path:
        """Where the bytes of an uploaded file are kept."""
        return self.folder / "files" / sha256

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
    ) -> Upload:
        """Store rows in one atomic, durable commit; the raw file first.

        Args:
            observations: as `OBSERVATION_SCHEMA`, keys unique.
            by: who answers for it.
            note: why.
            file: name of the file as the user calls it.
            content: its bytes.
            base: `version()` that the preview was made on.
            op: what the rows do.

        Raises:
            NothingAcceptedError: no rows.
            StalePreviewError: a row's key was changed after `base`; nothing is stored.
            RealDataPresentError: illustrative rows, and the store holds real ones.
            StoreBusyError: other commits came first again and again; nothing is stored.
        """
        if observations.is_empty():
            raise NothingAcceptedError(file=file, rejected=0)
        sha256 = hashlib.sha256(content).hexdigest() if content else ""
        if content:
            save_durably(self.raw_file(sha256), content)
        now = datetime.now(UTC)
        draft = Upload(
            id=f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}",
            seq=0,
            by=by,
            note=note,
            file=file,
            sha256=sha256,
            when=now.isoformat(timespec="seconds"),
            rows=observations.height,
            op=op,
        )
        return self._append_after(observations, draft, base=base)

    def _append_after(self, observations: pl.DataFrame, draft: Upload, *, base: int) -> Upload:
        """Compare and swap: look for newer rows of the same keys, append right behind what was looked at."""
        table = self._open() or create_table(self._table, LOG_SCHEMA)
        for attempt in range(_ATTEMPTS):
            table.update_incremental()
            self._refuse_overlap(observations, base=base, op=draft.op)
            upload = replace(draft, seq=table.version() + 1)
            if self._append(table, observations, upload):
                sync_commit(self._table, upload.seq)
                return upload
            time.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.01 * (attempt + 1))))  # noqa: S311 -- jitter
        raise StoreBusyError(attempts=_ATTEMPTS)

    def _append(self, table: DeltaTable, observations: pl.DataFrame, upload: Upload) -> bool:
        """Write behind the version the table was opened at; False when another commit came first."""
        rows = observations.select(list(OBSERVATION_SCHEMA)).with_columns(
            upload=pl.lit(upload.id), seq=pl.lit(upload.seq, dtype=pl.Int64), op=pl.lit(upload.op.value)
        )
        described = {field: getattr(upload, field) for field in upload.__slots__}
        properties = CommitProperties(
            custom_metadata={"upload": json.dumps(described, ensure_ascii=False), "op": upload.op.value},
            app_transactions=[Transaction(app_id=_APP, version=upload.seq)],
            max_commit_retries=0,
        )
        try:
            write_deltalake(
                table,
                rows.cast(LOG_SCHEMA).to_arrow(compat_level=pl.CompatLevel.oldest()),
                mode="append",
                commit_properties=properties,
            )
        except CommitFailedError:
            return False
        return True

    def _refuse_overlap(self, observations: pl.DataFrame, *, base: int, op: Op) -> None:
        real = self._scan().filter(pl.col("op") != Op.ILLUSTRATIVE)
        if op is Op.ILLUSTRATIVE:
            uploads = real.select("upload").unique().collect()["upload"]
            if not uploads.is_empty():
                raise RealDataPresentError(uploads=uploads.len())
        newer = real.filter(pl.col("seq") > base)
        clash = newer.join(observations.lazy(), on=list(KEY), how="semi").select(*KEY, "upload").collect()
        if not clash.is_empty():
            uploads = clash["upload"].unique().sort()
            raise StalePreviewError(keys=clash.select(KEY).n_unique(), uploads=uploads.to_list())

    def _log(self, seq: int | None) -> pl.DataFrame:
        log = self._scan()
        return (log if seq is None else log.filter(pl.col("seq") <= seq)).collect()

    def _scan(self) -> pl.LazyFrame:
        """All rows of the log; not `scan_delta`, which looks for them under a percent-encoded folder name."""
        table = self._open()
        actions = pl.DataFrame(table.get_add_actions(flatten=True)) if table else pl.DataFrame({"path": []})
        files = [self._table / path for path in actions["path"]]
        if not files:
            return pl.LazyFrame(schema=LOG_SCHEMA)
        return pl.scan_parquet(files, glob=False).select(list(LOG_SCHEMA))

    def _open(self) -> DeltaTable | None:
        try:
            return DeltaTable(str(self._table))
        except TableNotFoundError:
            return None
