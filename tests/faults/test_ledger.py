"""Writers of entries that are killed at any moment, beside writers of figures: nothing is lost."""

import multiprocessing
import os
import random
import time
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from data import Ledger, Store
from indicators.entry import EntryKind
from tests.faults.workers import commit_for_ever, write_for_ever

_KILLS = int(os.environ.get("FAULT_KILLS", "8")) // 2
_SPAWN = multiprocessing.get_context("spawn")

Written = tuple[str, int, str, str]
"""Upload, number, id of the entry, and what it said."""


def _start(target: object, folder: Path, name: str) -> tuple[SpawnProcess, Connection]:
    receiver, sender = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=target, args=(folder, name, sender))  # type: ignore[arg-type]
    process.start()
    sender.close()
    return process, receiver


def _kill(process: SpawnProcess, receiver: Connection) -> list[Written]:
    process.kill()
    process.join()
    told: list[Written] = []
    try:
        while receiver.poll():
            told.append(receiver.recv())
    except EOFError:
        pass
    receiver.close()
    return told


def test_whoever_is_killed_loses_no_entry_that_was_acknowledged(tmp_path: Path) -> None:
    folder, chance = tmp_path / "store", random.Random(2)
    figures = _start(commit_for_ever, folder, "figures")
    acknowledged: list[Written] = []
    for number in range(_KILLS):
        process, receiver = _start(write_for_ever, folder, f"w{number}")
        first: Written = receiver.recv()
        time.sleep(chance.uniform(0, 0.4))
        acknowledged += [first, *_kill(process, receiver)]
    _kill(*figures)
    ledger = Ledger(folder)
    assert Store(folder).verify() == []
    history = {upload.id: upload.seq for upload in ledger.history()}
    assert {upload: seq for upload, seq, _, _ in acknowledged}.items() <= history.items()
    assert len(set(history.values())) == len(history)
    stories = {
        (row["upload"], row["id"]): row["text"]
        for name in {entry for _, _, entry, _ in acknowledged}
        for row in ledger.story(EntryKind.CASE, name).iter_rows(named=True)
    }
    assert {(upload, name): text for upload, _, name, text in acknowledged}.items() <= stories.items()
    assert Store(folder).history()
