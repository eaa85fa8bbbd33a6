"""The registers beside the figures: cases, actions, submissions, and what the assessment needs.

They stand in a table of their own in the store's folder, an append-only log kept like that of the figures:
"now" is the latest row of each key, the past is `seq <= n`, what is taken back is a row too, and of two who
change the same entry after the same look at it the second is sent back.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl

from data.entry_checking import WrittenEntry, check_entries
from data.errors import EntriesRefusedError, NothingAcceptedError, RealDataPresentError
from data.log import Log
from data.lookups import Directory
from data.past import known_on, story_of
from data.people import Uploader
from data.table import ENTRIES, OBSERVATIONS
from data.upload import Op, Upload
from data.writing import Writer, new_upload, refuse_newer, refuse_others
from indicators.entry import ENTRY_KEY, ENTRY_SCHEMA, EntryKind

__all__ = ["Ledger"]

_KEY = list(ENTRY_KEY)


class Ledger:
    """Entries on disk; cheap to make, safe to use from several threads and processes.

    What reads raises `DamagedStoreError` when a file is lost or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the store; nothing is written before the first entry.

        Raises:
            StoreFolderError: delta-rs cannot work in a folder of that name.
        """
        self.folder = folder
        self._log = Log(folder, ENTRIES)
        self._figures = Log(folder, OBSERVATIONS)
        self._writer = Writer(folder, self._log)

    def version(self) -> int:
        """The number of the last commit; 0 for a ledger without entries. Reads names of files only."""
        return self._log.version()

    def entries(
        self, kind: EntryKind | None = None, seq: int | None = None, *, observed: int | None = None
    ) -> pl.DataFrame:
        """The latest row of each entry, in the order in which they were last written.

        Illustrative entries count only while there is no real one, and no real upload of figures.

        Args:
            kind: those of one kind; all when left out.
            seq: as known after that number of this ledger; now when left out.
            observed: number of the figures that are looked at beside them; the newest when left out.

        Returns:
            Frame as `ENTRY_SCHEMA` plus `upload` and `seq`.
        """
        rows = self._log.rows(seq=seq)
        if self._is_real(rows, observed):
            rows = rows.filter(pl.col("op") != Op.ILLUSTRATIVE)
        latest = rows.sort("seq", maintain_order=True).unique(_KEY, keep="last", maintain_order=True)
        found = latest.filter(pl.col("op") != Op.DELETE).drop("op")
        return found if kind is None else found.filter(pl.col("kind") == kind)

    def is_illustrative(self, seq: int | None = None, *, observed: int | None = None) -> bool:
        """Whether what `entries` gives is made up for show."""
        rows = self._log.rows(seq=seq)
        return not rows.is_empty() and not self._is_real(rows, observed)

    def history(self) -> list[Upload]:
        """Everything that was ever written, the newest first."""
        return self._log.uploads()[::-1]

    def seq_on(self, moment: date | datetime) -> int:
        """Number of the newest entries stored by a moment, for `entries`; see `data.past.known_on`."""
        return known_on(self._log.uploads(), moment)

    def story(self, kind: EntryKind, entry_id: str) -> pl.DataFrame:
        """All that was ever said in one entry, the oldest first; see `data.past.story_of`."""
        rows = self._log.collect(self._log.scan().filter(kind=kind.value, id=entry_id))
        return story_of(rows, self._log.uploads(), ENTRIES)

    def write(  # noqa: PLR0913 -- as for `Store.commit`
        self,
        entries: pl.DataFrame,
        *,
        directory: Directory,
        by: str,
        note: str,
        base: int,
        op: Op = Op.UPSERT,
        uploader: Uploader | None = None,
        allowed: Collection[str] | None = None,
        file: str = "",
        content: bytes = b"",
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> Upload:
        """Check entries and store all of them in one atomic, durable commit, or none.

        An entry with the kind and id of an earlier one replaces it; the log keeps the old one.

        Args:
            entries: as `ENTRY_SCHEMA`; `id` may be null, it then follows from what the entry is about. To
                delete, kind and id are enough.
            directory: plan and register.
            by: who answers for it.
            note: why.
            base: `version()` that was looked at.
            op: what the rows do.
            uploader: whose prefecture the history names.
            allowed: codes of the areas that may be written of; None for all. An entry of no area is for those
                who may write of all.
            file: name of the file they come from; empty for a form.
            content: its bytes.
            attachments: names and contents of the evidence.

        Raises:
            NothingAcceptedError: no entries, or none of those to delete is there.
            EntriesRefusedError: it holds everything that is wrong with them.
            NotAllowedError: entries of other areas, as they would be or as they were.
            StalePreviewError: one of them was changed after `base`.
            RealDataPresentError: illustrative entries, and the store holds real data.
            DataError: as `Store.commit`.
        """
        sound = self._earlier(entries) if op is Op.DELETE else _sound(entries, directory)
        if sound.is_empty():
            raise NothingAcceptedError(file=file, rejected=0)
        refuse_others(pl.concat([sound.select("area"), self._earlier(sound).select("area")]), allowed)
        rows = sound.with_columns(op=pl.lit(op.value))
        draft = new_upload(by=by, note=note, op=op, uploader=uploader, file=file)
        return self._writer.bring(
            rows,
            draft,
            check=lambda: self._refuse(rows, op, base),
            content=content,
            attachments=attachments,
        )

    def compact(self) -> int:
        """Join small files into large ones, as `Store.compact`."""
        return self._writer.compact()

    def _earlier(self, entries: pl.DataFrame) -> pl.DataFrame:
        """The entries with the same keys as they stand, as `ENTRY_SCHEMA`."""
        return self.entries().join(entries, on=_KEY, how="semi").select(list(ENTRY_SCHEMA))

    def _is_real(self, rows: pl.DataFrame, observed: int | None) -> bool:
        """Whether illustrative entries no longer count."""
        return (rows["op"] != Op.ILLUSTRATIVE).any() or self._real_uploads(self._figures, observed) > 0

    def _real_uploads(self, log: Log, seq: int | None = None) -> int:
        real = log.scan().filter(pl.col("op") != Op.ILLUSTRATIVE)
        if seq is not None:
            real = real.filter(pl.col("seq") <= seq)
        return log.collect(real.select("upload").unique()).height

    def _refuse(self, rows: pl.DataFrame, op: Op, base: int) -> None:
        real = self._real_uploads(self._log) + self._real_uploads(self._figures)
        if op is Op.ILLUSTRATIVE and real:
            raise RealDataPresentError(uploads=real)
        refuse_newer(self._log, rows, base=base)


def _sound(entries: pl.DataFrame, directory: Directory) -> pl.DataFrame:
    written = [
        WrittenEntry({name: cell for name, cell in row.items() if cell is not None}, row=number)
        for number, row in enumerate(entries.select(list(ENTRY_SCHEMA)).iter_rows(named=True), 1)
    ]
    report = check_entries(written, directory)
    if report.problems:
        raise EntriesRefusedError(report.problems)
    return report.accepted
