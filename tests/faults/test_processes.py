"""Processes that are killed at any moment, and processes that write at the same time: no number is lost.

Small by default; `FAULT_KILLS=200 FAULT_IMPORTS=50` and `--log-cli-level=INFO`
run and tell what docs/store.md reports.
"""

import hashlib
import logging
import multiprocessing
import os
import random
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import polars as pl

from data import Store
from tests.faults.workers import commit_and_count, commit_for_ever

_KILLS = int(os.environ.get("FAULT_KILLS", "8"))
_IMPORTS = int(os.environ.get("FAULT_IMPORTS", "6"))
_WRITERS = 4
_logger = logging.getLogger(__name__)
_SPAWN = multiprocessing.get_context("spawn")

Told = tuple[str, int, int, int]
"""Upload, number, rows, and the sum of its figures that count."""


@dataclass
class _Writer:
    process: SpawnProcess
    receiver: Connection

    def told(self) -> list[Told]:
        """All that was acknowledged and not yet read; a message cut by the kill was none."""
        told: list[Told] = []
        try:
            while self.receiver.poll():
                told.append(self.receiver.recv())
        except EOFError:
            pass
        return told


def _start(folder: Path, name: str) -> _Writer:
    receiver, sender = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=commit_for_ever, args=(folder, name, sender))
    process.start()
    sender.close()
    return _Writer(process, receiver)


def _kill(writer: _Writer) -> list[Told]:
    writer.process.kill()
    writer.process.join()
    told = writer.told()
    writer.receiver.close()
    writer.process.close()
    return told


def _kill_again_and_again(folder: Path) -> list[Told]:
    """Keep two writers at work; kill one of them at a random moment after its first upload."""
    chance = random.Random(1)
    writers = [_start(folder, f"w{number}") for number in range(2)]
    acknowledged: list[Told] = []
    for number in range(2, _KILLS + 2):
        doomed = writers.pop(0)
        first = doomed.receiver.recv()
        time.sleep(chance.uniform(0, 0.4))
        acknowledged += [first, *_kill(doomed)]
        writers.append(_start(folder, f"w{number}"))
    for writer in writers:
        acknowledged += _kill(writer)
    return acknowledged


def test_whoever_is_killed_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    acknowledged = _kill_again_and_again(tmp_path / "store")
    store = Store(tmp_path / "store")
    assert store.verify() == []
    history = {upload.id: upload for upload in store.history()}
    for upload, seq, height, _ in acknowledged:
        assert (history[upload].seq, history[upload].rows) == (seq, height)
    expected = _sums(acknowledged, {upload.id: upload.reverts for upload in history.values()})
    rows = store.observations()
    found = dict(rows.group_by("upload").agg(pl.col("numerator").sum()).iter_rows())
    assert {upload: found.get(upload, 0) for upload in expected} == expected
    for stored in map(history.__getitem__, expected):
        kept = [store.evidence_file(piece.sha256) for piece in stored.attachments]
        kept += [store.raw_file(stored.sha256)] if stored.sha256 else []
        assert len(kept) == (0 if stored.reverts else 2), stored
        assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in kept)
    seqs = [upload.seq for upload in history.values()]
    assert len(set(seqs)) == len(seqs)
    _logger.info("%d kills: %d acknowledged, %d in the store", _KILLS, len(acknowledged), len(history))


def _sums(acknowledged: list[Told], reverts: dict[str, str]) -> dict[str, int]:
    """What still counts of each acknowledged upload; undone ones, acknowledged or not, count nothing."""
    undone = set(reverts.values())
    return {upload: 0 if upload in undone else total for upload, _, _, total in acknowledged}


def test_processes_that_import_at_the_same_time_all_succeed(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    names = [f"w{number}" for number in range(_WRITERS)]
    with ProcessPoolExecutor(_WRITERS, mp_context=_SPAWN) as pool:
        sums = list(pool.map(commit_and_count, [folder] * _WRITERS, names, [_IMPORTS] * _WRITERS))
    store = Store(folder)
    rows = store.observations()
    own = dict(rows.group_by("organiser").agg(pl.col("numerator").sum()).iter_rows())
    assert own.pop("counter") == _WRITERS * _IMPORTS
    assert own == dict(zip(names, sums, strict=True))
    assert Counter(upload.by for upload in store.history()) == dict.fromkeys(names, 2 * _IMPORTS)
    assert store.verify() == []
