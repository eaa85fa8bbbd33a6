"""The Delta tables of the store: their columns, and how they are made to keep their whole history."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import DeltaError

from indicators.entry import ENTRY_KEY, ENTRY_SCHEMA
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["ENTRIES", "OBSERVATIONS", "TableShape", "create_table"]

_KEEP_FOREVER = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}


@dataclass(frozen=True)
class TableShape:
    """One table of the store.

    Attributes:
        name: of its folder in the store, and what its commits call themselves.
        rows: columns that a row is handed in with.
        key: columns that make a row the same one; never null.
    """

    name: str
    rows: pl.Schema
    key: tuple[str, ...]

    @cached_property
    def columns(self) -> pl.Schema:
        """Columns of the log: the row, the upload that brought it, its number, and what the row does."""
        told = [("upload", pl.String()), ("seq", pl.Int64()), ("op", pl.String())]
        return pl.Schema([*self.rows.items(), *told])


OBSERVATIONS = TableShape("observations", OBSERVATION_SCHEMA, KEY)
"""The figures."""

ENTRIES = TableShape("entries", ENTRY_SCHEMA, ENTRY_KEY)
"""The registers beside them: cases, actions, submissions, judgements and events."""


def create_table(folder: Path, shape: TableShape) -> DeltaTable:
    """A new, empty table, or the one that somebody else made in the same moment."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = pl.DataFrame(schema=shape.columns).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
    try:
        return DeltaTable.create(
            str(folder),
            schema=columns,
            mode="error",
            configuration=_KEEP_FOREVER,
            # without retries: a second creator must not add an empty version on top of the first one's
            commit_properties=CommitProperties(max_commit_retries=0),
        )
    except DeltaError:
        return DeltaTable(str(folder))
