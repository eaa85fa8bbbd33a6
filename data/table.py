"""Making the Delta table of the store so that it keeps its whole history."""

from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import DeltaError

__all__ = ["create_table"]

_KEEP_FOREVER = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}


def create_table(folder: Path, schema: pl.Schema) -> DeltaTable:
    """A new, empty table, or the one that somebody else made in the same moment."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = pl.DataFrame(schema=schema).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
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
