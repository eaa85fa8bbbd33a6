"""Looking back: the course of one figure, what an upload changed, and what was known on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

import polars as pl

from data.table import OBSERVATIONS, TableShape
from data.upload import Op, Upload
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["Effect", "effect_of", "known_on", "story_of"]

_BEIJING = timezone(timedelta(hours=8))
_FIGURES = [name for name in OBSERVATION_SCHEMA if name not in KEY]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Rows of an upload by what they did to the state before it."""

    new: int
    changed: int
    same: int
    deleted: int


def story_of(rows: pl.DataFrame, uploads: Sequence[Upload], shape: TableShape = OBSERVATIONS) -> pl.DataFrame:
    """All that was ever said about some figures or entries, the oldest first.

    Args:
        rows: their rows, with the columns of the log.
        uploads: all in the history.
        shape: of the table that they stand in.

    Returns:
        `seq`, `upload`, `op`, the columns of the row, and `by`, `when`, `note`, `file` and `reverts` of the
        upload. The note of the row itself is `row_note`.
    """
    facts = ["upload", "by", "when", "note", "file", "reverts"]
    told = [(each.id, each.by, each.when, each.note, each.file, each.reverts) for each in uploads]
    about = pl.DataFrame(told, schema=dict.fromkeys(facts, pl.String), orient="row")
    columns = ["row_note" if name == "note" else name for name in shape.rows]
    return (
        rows.rename({"note": "row_note"}, strict=False)
        .join(about, on="upload", how="left")
        .select("seq", "upload", "op", *columns, *facts[1:])
        .sort("seq", *shape.key)
    )


def effect_of(rows: pl.DataFrame, before: pl.DataFrame) -> Effect:
    """Count what rows did.

    Args:
        rows: of one upload, as the log of observations.
        before: rows of the same keys from earlier uploads that it could replace, the same.
    """
    latest = before.sort("seq").unique(list(KEY), keep="last").filter(pl.col("op") != Op.DELETE)
    pairs = rows.join(latest, on=list(KEY), how="left", suffix="_before")
    deletes = pl.col("op") == Op.DELETE
    existed = pl.col("seq_before").is_not_null()
    equal = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in _FIGURES)
    counts = pairs.select(
        new=(~deletes & ~existed).sum(),
        changed=(~deletes & existed & ~equal).sum(),
        same=((deletes & ~existed) | (~deletes & existed & equal)).sum(),
        deleted=(deletes & existed).sum(),
    )
    return Effect(**counts.row(0, named=True))


def known_on(uploads: Sequence[Upload], moment: date | datetime) -> int:
    """Number of the newest upload stored by a moment; 0 when there was none.

    The order of the numbers counts: where a clock was set back, an upload counts as made no earlier than the
    ones before it.

    Args:
        uploads: all in the history, the oldest first.
        moment: a day means its end; without a time zone, Beijing time.
    """
    known = 0
    latest = datetime.min.replace(tzinfo=_BEIJING)
    for upload in uploads:
        latest = max(latest, datetime.fromisoformat(upload.when))
        if latest <= _end(moment):
            known = upload.seq
    return known


def _end(moment: date | datetime) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.max, _BEIJING)
    return moment if moment.tzinfo else moment.replace(tzinfo=_BEIJING)
