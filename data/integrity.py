"""Damage to the table of the store: commits and files of rows that are lost, cut or unreadable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import polars as pl

from data.commits import (
    acknowledged,
    active_files,
    log_file,
    log_files,
    read_commit,
    sound_commits,
    uploads_in,
)
from data.errors import data_wording
from data.table import TableShape
from indicators.text import Text

__all__ = ["READ_ERRORS", "Damage", "DamageKind", "damaged_files", "spare_damage"]

READ_ERRORS = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
"""What Polars raises at a file of rows that is damaged or gone; a panic is no `Exception`."""


class DamageKind(StrEnum):
    """What was found; `UNCHECKED` is no damage, and nothing is missing with `SPARE`."""

    COMMIT_LOST = "commit_lost"
    COMMIT_CUT = "commit_cut"
    FILE_LOST = "file_lost"
    FILE_SIZE = "file_size"
    FILE_UNREADABLE = "file_unreadable"
    SUMMARY = "summary"
    ROWS = "rows"
    ROWS_OF_NOBODY = "rows_of_nobody"
    RAW_FILE = "raw_file"
    EVIDENCE = "evidence"
    SPARE = "spare"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding.

    Attributes:
        file: in the folder of the store.
        uploads: ids of those concerned, as far as the log still tells.
    """

    kind: DamageKind
    file: str
    uploads: tuple[str, ...] = ()

    @property
    def is_damage(self) -> bool:
        """Whether something is wrong, rather than not to be checked."""
        return self.kind is not DamageKind.UNCHECKED

    @property
    def message(self) -> Text:
        """What is wrong, and what to do."""
        return data_wording(f"damage.{self.kind}", file=self.file, uploads=", ".join(self.uploads) or "?")


def damaged_files(table: Path, shape: TableShape) -> list[Damage]:
    """Commits that are missing or not whole, and files of rows that count and cannot be read as its shape."""
    commits = sound_commits(table)
    holders = uploads_in(commits)
    return [*_damaged_commits(table), *_damaged_rows(table, shape, active_files(commits), holders)]


def spare_damage(table: Path) -> list[Damage]:
    """Files that a compaction replaced and that are no longer as they were."""
    commits = sound_commits(table)
    active = active_files(commits)
    holders = uploads_in(commits)
    return [
        Damage(DamageKind.SPARE, f"{table.name}/{name}", tuple(holders[name]))
        for commit in commits
        for name, size in commit.added.items()
        if name not in active and _size(table / name) != size
    ]


def _damaged_commits(table: Path) -> Iterator[Damage]:
    found = log_files(table)
    newest = max([acknowledged(table), *(int(file.stem) for file in found[-1:])])
    for version in range(newest + 1):
        file = log_file(table, version)
        place = f"{table.name}/_delta_log/{file.name}"
        if file not in found:
            yield Damage(DamageKind.COMMIT_LOST, place)
        elif read_commit(file) is None:
            yield Damage(DamageKind.COMMIT_CUT, place)


def _damaged_rows(
    table: Path, shape: TableShape, files: Mapping[str, int], holders: Mapping[str, Sequence[str]]
) -> Iterator[Damage]:
    for name, size in files.items():
        kind = _fault(table / name, size, shape)
        if kind:
            yield Damage(kind, f"{table.name}/{name}", tuple(holders[name]))


def _fault(file: Path, size: int, shape: TableShape) -> DamageKind | None:
    found = _size(file)
    if found is None:
        return DamageKind.FILE_LOST
    if found != size:
        return DamageKind.FILE_SIZE
    try:
        rows = pl.read_parquet(file, glob=False)
    except READ_ERRORS:
        return DamageKind.FILE_UNREADABLE
    return None if rows.schema == shape.columns else DamageKind.FILE_UNREADABLE


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None
