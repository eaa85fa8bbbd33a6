"""The Delta table of the store: its columns, and how it is made so that it keeps its whole history."""

from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import DeltaError

from indicators.observation import OBSERVATION_SCHEMA

__all__ = ["LOG_SCHEMA", "create_table"]

LOG_SCHEMA = pl.Schema(
    [*OBSERVATION_SCHEMA.items(), ("upload", pl.String()), ("seq", pl.Int64()), ("op", pl.String())]
)
"""Columns of the log: observations, the upload that brought them, its number, and what the row does."""

_KEEP_FOREVER = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}


def create_table(folder: Path) -> DeltaTable:
    """A new, empty table, or the one that somebody else made in the same moment."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = pl.DataFrame(schema=LOG_SCHEMA).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
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
