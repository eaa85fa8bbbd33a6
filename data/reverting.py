"""Undoing an upload: which earlier figures count again, and which stay because they changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from data.upload import Op, Upload
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["Revert", "plan_revert"]


@dataclass(frozen=True, slots=True)
class Revert:
    """What undoing an upload would write.

    Attributes:
        rows: as `OBSERVATION_SCHEMA`, and `op`: the figures that count again, or that nothing counts.
        kept: key, and `upload`, `by`, `when` of the later upload that changed what this one wrote.
    """

    rows: pl.DataFrame
    kept: pl.DataFrame


def plan_revert(upload: Upload, *, log: pl.DataFrame, uploads: Sequence[Upload]) -> Revert:
    """Undo an upload where its figures still stand.

    Args:
        upload: the one to undo.
        log: all real rows of its keys, with the columns of the log.
        uploads: all in the history.
    """
    numbers = {each.id: each.seq for each in uploads}
    undone = {each.seq: numbers[each.reverts] for each in uploads if each.reverts}
    last = {"upload": pl.col("upload").last(), "seqs": pl.col("seq")}
    keys = log.sort("seq").group_by(KEY, maintain_order=True).agg(**last)
    restored = [row_before(seqs, undone, upload.seq) for seqs in keys["seqs"].to_list()]
    keys = keys.with_columns(pl.Series("restored", restored, dtype=pl.Int64))
    return Revert(rows=_rows(keys.drop_nulls("restored"), log), kept=_kept(keys, uploads))


def row_before(seqs: Sequence[int], undone: Mapping[int, int], seq: int) -> int | None:
    """Walk through the rows of one key as through the steps of an editor's undo.

    Args:
        seqs: numbers of all uploads that wrote the key, the oldest first.
        undone: of those that undo another, the number of that other.
        seq: the upload to undo.

    Returns:
        Number of the upload whose row counts again; 0 when none did before; None when what `seq` wrote
        no longer stands.
    """
    now = 0
    steps: dict[int, tuple[int, int]] = {}
    for number in seqs:
        before = now
        now = steps[undone[number]][0] if undone.get(number) in steps else number
        steps[number] = (before, now)
    before, after = steps[seq]
    return before if now == after else None


def _rows(keys: pl.DataFrame, log: pl.DataFrame) -> pl.DataFrame:
    earlier = log.select(*OBSERVATION_SCHEMA, "op", restored="seq")
    rows = keys.select(*KEY, "restored").join(
        earlier, on=[*KEY, "restored"], how="left", maintain_order="left"
    )
    return rows.select(*OBSERVATION_SCHEMA, pl.col("op").fill_null(Op.DELETE.value))


def _kept(keys: pl.DataFrame, uploads: Sequence[Upload]) -> pl.DataFrame:
    who = {"upload": pl.String, "by": pl.String, "when": pl.String}
    people = pl.DataFrame([(each.id, each.by, each.when) for each in uploads], schema=who, orient="row")
    changed = keys.filter(pl.col("restored").is_null()).select(*KEY, "upload")
    return changed.join(people, on="upload", how="left", maintain_order="left")
