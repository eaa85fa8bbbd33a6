"""One number for the rows of an upload: the same in any order and any file, another for other rows."""

import hashlib
from collections.abc import Iterable

import polars as pl

from indicators.observation import OBSERVATION_SCHEMA

__all__ = ["digest"]


def digest(rows: pl.DataFrame, columns: Iterable[str] = OBSERVATION_SCHEMA) -> str:
    """SHA-256 over the sorted texts of the rows: every column, and what the row does.

    Args:
        rows: these columns and `op`; others are left out.
        columns: of a row, in the order of its table.
    """
    text = pl.concat_str([_cell(name) for name in (*columns, "op")])
    lines = rows.select(text.alias("text"))["text"].sort()
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _cell(name: str) -> pl.Expr:
    """A cell with its length in front, so that no two rows read alike; `-` for one not given."""
    text = pl.col(name).cast(pl.String)
    return pl.when(text.is_null()).then(pl.lit("-")).otherwise(pl.format("{}:{}", text.str.len_bytes(), text))
