"""An append-only log of rows, kept in one Delta Lake table: reading it."""

import re
from pathlib import Path

import polars as pl
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError

from data.commits import Commit, has_holes, log_files, sound_commits
from data.durability import set_torn_checkpoints_aside, set_torn_log_aside
from data.errors import DamagedStoreError, StoreFolderError
from data.integrity import READ_ERRORS, damaged_files
from data.table import TableShape
from data.upload import Upload

__all__ = ["Log"]

_UNUSABLE_NAME = re.compile(r"%[0-9A-Fa-f]{2}|[\[\]\\#?]")
"""Names that delta-rs takes for something else: it decodes `%20`, panics at brackets, ends at `#`."""


class Log:
    """The rows of all uploads; what reads them raises `DamagedStoreError` when a file is lost or cut."""

    def __init__(self, store: Path, shape: TableShape) -> None:
        """Set a last commit aside that a power cut tore; nothing else is written.

        Raises:
            StoreFolderError: delta-rs cannot work in a folder of that name.
        """
        if _UNUSABLE_NAME.search(str(store.absolute())):
            raise StoreFolderError(folder=str(store))
        self.folder = store / shape.name
        self.shape = shape
        set_torn_log_aside(self.folder)

    def version(self) -> int:
        """The number of the last commit; 0 for an empty log."""
        return max((int(file.stem) for file in log_files(self.folder)), default=0)

    def rows(self, *, seq: int | None = None, keys: pl.DataFrame | None = None) -> pl.DataFrame:
        """Rows with the columns of the shape, up to a sequence number, of some keys, in no order."""
        rows = self.scan()
        if seq is not None:
            rows = rows.filter(pl.col("seq") <= seq)
        if keys is not None:
            key = list(self.shape.key)
            rows = rows.join(keys.lazy().select(key).unique(), on=key, how="semi")
        return self.collect(rows)

    def scan(self) -> pl.LazyFrame:
        """All rows, for `collect`; not `scan_delta`, which looks under a percent-encoded folder name."""
        table = self.open()
        actions = pl.DataFrame(table.get_add_actions(flatten=True)) if table else pl.DataFrame({"path": []})
        files = [self.folder / path for path in actions["path"]]
        if not files:
            return pl.LazyFrame(schema=self.shape.columns)
        return pl.scan_parquet(files, glob=False).select(list(self.shape.columns))

    def collect(self, query: pl.LazyFrame) -> pl.DataFrame:
        """The answer to a query that began with `scan`."""
        try:
            return query.collect()
        except READ_ERRORS as error:
            self._blame_damage(error)
            raise

    def commits(self) -> list[Commit]:
        """All commits, the oldest first."""
        commits = sound_commits(self.folder)
        if len(commits) <= self.version():
            self._blame_damage()
        return commits

    def uploads(self) -> list[Upload]:
        """All uploads, the oldest first."""
        return [commit.upload for commit in self.commits() if commit.upload]

    def open(self) -> DeltaTable | None:
        """The table as it stands; None before the first append."""
        if not log_files(self.folder):
            return None
        if has_holes(self.folder):
            self._blame_damage()
        try:
            return DeltaTable(str(self.folder))
        except DeltaError as error:
            return self._open_again(error)

    def _open_again(self, error: DeltaError) -> DeltaTable:
        """A torn summary of the log is no damage; anything else is."""
        if not isinstance(error, TableNotFoundError) and set_torn_checkpoints_aside(self.folder):
            return DeltaTable(str(self.folder))
        self._blame_damage(error)
        raise error

    def _blame_damage(self, error: BaseException | None = None) -> None:
        """Raise the error that names the damaged files, if there are any."""
        found = damaged_files(self.folder, self.shape)
        if found:
            uploads = sorted({upload for damage in found for upload in damage.uploads})
            names = [damage.file for damage in found]
            raise DamagedStoreError(folder=self.folder.parent, files=names, uploads=uploads) from error
