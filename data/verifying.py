"""Checking one table of the store as a whole: log, files of rows, the rows, raw files and evidence."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from data.commits import active_files, sound_commits
from data.digest import digest
from data.errors import DamagedStoreError
from data.integrity import Damage, DamageKind, damaged_files, spare_damage
from data.log import Log
from data.table import TableShape
from data.upload import Upload

__all__ = ["find_damage"]


def find_damage(log: Log, *, files: Path, evidence: Path) -> list[Damage]:
    """Everything that is not as it was committed, and the uploads that are too old to tell.

    Args:
        log: of the table; read whole.
        files: folder of the raw files.
        evidence: folder of the attachments.
    """
    uploads = [commit.upload for commit in sound_commits(log.folder) if commit.upload]
    broken = damaged_files(log.folder, log.shape)
    return [
        *broken,
        *spare_damage(log.folder),
        *([] if broken else _summary_damage(log)),
        *_rows_damage(log.folder, log.shape, uploads, broken),
        *_raw_damage(uploads, files),
        *_evidence_damage(uploads, evidence),
        *[Damage(DamageKind.UNCHECKED, "", (upload.id,)) for upload in uploads if not upload.digest],
    ]


def _summary_damage(log: Log) -> Iterator[Damage]:
    """Whether Delta Lake, which may start from its summary, sees the same files as the log itself tells."""
    try:
        table = log.open()
    except DamagedStoreError:
        return
    seen = set(pl.DataFrame(table.get_add_actions(flatten=True))["path"]) if table else set()
    if seen != set(active_files(sound_commits(log.folder))):
        yield Damage(DamageKind.SUMMARY, f"{log.folder.name}/_delta_log")


def _rows_damage(
    table: Path, shape: TableShape, uploads: Sequence[Upload], broken: Sequence[Damage]
) -> Iterator[Damage]:
    """Uploads whose rows, in the files that can be read, are not the ones that were committed."""
    bad = {damage.file for damage in broken}
    names = [name for name in active_files(sound_commits(table)) if f"{table.name}/{name}" not in bad]
    if not names:
        return
    rows = pl.read_parquet([table / name for name in names], glob=False).select(list(shape.columns))
    found = {str(key[0]): frame for key, frame in rows.partition_by("upload", as_dict=True).items()}
    incomplete = {upload for damage in broken for upload in damage.uploads}
    for upload in uploads:
        frame = found.pop(upload.id, rows.clear())
        if upload.digest and upload.id not in incomplete and digest(frame, shape.rows) != upload.digest:
            yield Damage(DamageKind.ROWS, "", (upload.id,))
    if found:
        yield Damage(DamageKind.ROWS_OF_NOBODY, "", tuple(sorted(found)))


def _raw_damage(uploads: Sequence[Upload], folder: Path) -> Iterator[Damage]:
    for upload in uploads:
        if upload.sha256 and not _is_kept(folder / upload.sha256):
            yield Damage(DamageKind.RAW_FILE, f"{folder.name}/{upload.sha256}", (upload.id,))


def _evidence_damage(uploads: Sequence[Upload], folder: Path) -> Iterator[Damage]:
    for upload in uploads:
        for attachment in upload.attachments:
            if not _is_kept(folder / attachment.sha256):
                yield Damage(DamageKind.EVIDENCE, f"{folder.name}/{attachment.sha256}", (upload.id,))


def _is_kept(file: Path) -> bool:
    """Whether a file is there and still has the content that its name says."""
    if not file.exists():
        return False
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == file.name
