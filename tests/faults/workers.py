"""What other processes do to a store while things go wrong; found by name, or run as a module."""

import hashlib
import json
import os
import random
import resource
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from data import DataError, Ledger, StalePreviewError, Store, Upload, appending
from data.errors import StoreWriteError
from tests.factories import commit, entry, observation, write

__all__ = [
    "commit_and_count",
    "commit_for_ever",
    "largest_file",
    "small_disk",
    "write_for_ever",
    "write_protected",
]

_COUNTER = observation(area="540121", organiser="counter")


def commit_for_ever(folder: Path, name: str, acknowledged: Connection) -> None:
    """Commit uploads of all sizes, undo some, join files all the time; tell each one when it is stored."""
    appending.MOST_SMALL_FILES = 6
    store, chance = Store(folder), random.Random(name)
    for number in range(100_000):
        amounts = [chance.randrange(10**6) for _ in range(chance.choice([1, 5, 300]))]
        rows = [
            observation(organiser=f"{name} {number}", segment=str(place), numerator=amount, denominator=10**6)
            for place, amount in enumerate(amounts)
        ]
        content = f"{name} {number}".encode()
        upload = commit(store, *rows, by=name, content=content, attachments=[("a.pdf", b"%PDF-" + content)])
        acknowledged.send((upload.id, upload.seq, len(amounts), sum(amounts)))
        if number % 4 == 3:
            undone = store.revert(upload.id, by=name, note="", base=store.version())
            acknowledged.send((undone.id, undone.seq, len(amounts), 0))


def write_for_ever(folder: Path, name: str, acknowledged: Connection) -> None:
    """Write entries and write them anew, join files all the time; tell each one when it is stored."""
    appending.MOST_SMALL_FILES = 6
    ledger = Ledger(folder)
    for number in range(100_000):
        entry_id, text = f"{name}-{number // 2}", f"{name} {number}"
        upload = write(ledger, entry(id=entry_id, text=text), by=name, content=text.encode())
        acknowledged.send((upload.id, upload.seq, entry_id, text))


def commit_and_count(folder: Path, name: str, imports: int) -> int:
    """Import figures of its own, and each time add one to a figure that all share; the sum of its own."""
    store = Store(folder)
    total = 0
    for number in range(imports):
        amount = random.Random(f"{name} {number}").randrange(10**6)
        row = observation(organiser=name, segment=str(number), numerator=amount, denominator=10**6)
        commit(store, row, by=name, content=f"{name} {number}".encode())
        _add_one(store, by=name)
        total += amount
    return total


def _add_one(store: Store, *, by: str) -> None:
    """Read, preview, commit; once more whenever somebody else was faster."""
    while True:
        base = store.version()
        rows = store.observations(base)
        now = rows.filter(organiser="counter")["numerator"].sum()
        try:
            commit(store, {**_COUNTER, "numerator": now + 1, "denominator": 10**6}, by=by, base=base)
        except StalePreviewError:
            continue
        return


def small_disk(folder: Path) -> dict[str, object]:
    """Fill a disk of its own with uploads and a filler, leaving more and more room; then make room."""
    store, kept = Store(folder / "store"), [commit(Store(folder / "store"))]
    filler = folder / "filler"
    errors: list[DataError] = []
    for room in range(0, 60_000, 3_000):
        _fill(filler, room)
        _try(lambda: commit(store, content=os.urandom(9_000), attachments=[("a.pdf", _pdf())]), kept, errors)
        _try(lambda: commit(store, *[observation(organiser=str(n)) for n in range(400)]), kept, errors)
    _fill(filler, 0)
    _try(lambda: store.upload(commit(store).id), kept, errors)
    full = _facts(store, kept, errors)
    filler.unlink()
    return {**full, **_later(store)}


def _later(store: Store) -> dict[str, object]:
    """Whether uploads go on once the hindrance is gone."""
    before = store.version()
    return {"later": commit(store).seq > before, "findings_later": len(store.verify())}


def _fill(filler: Path, room: int) -> None:
    """Take all space of the disk but `room` bytes."""
    filler.unlink(missing_ok=True)
    free = os.statvfs(filler.parent)
    with filler.open("wb") as file:
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - room)))


def _pdf() -> bytes:
    return b"%PDF-" + os.urandom(4_000)


def largest_file(folder: Path) -> dict[str, object]:
    """Let no file grow over a limit that rises: raw file, rows and log fail in turn, each part written."""
    store, kept = Store(folder / "store"), [commit(Store(folder / "store"))]
    errors: list[DataError] = []
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in range(64, 14_000, 700):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        _try(lambda: commit(store, content=os.urandom(3_000), note="x" * 7_000), kept, errors)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    facts = _facts(store, kept, errors)
    return {**facts, **_later(store)}


def write_protected(folder: Path) -> dict[str, object]:
    """Read a store on a disk that cannot be written, and try to change it."""
    store, errors = Store(folder / "store"), list[DataError]()
    kept = store.history()
    _try(lambda: commit(store), kept, errors)
    _try(lambda: commit(store, content=b"new"), kept, errors)
    _try(lambda: store.revert(kept[0].id, by="", note="", base=store.version()), kept, errors)
    _try(store.compact, kept, errors)  # type: ignore[arg-type]
    facts = _facts(store, kept, errors)
    return {**facts, "rows": store.observations().height, "known": store.story({"area": "540102"}).height}


def _try(act: Callable[[], Upload], kept: list[Upload], errors: list[DataError]) -> None:
    try:
        kept.append(act())
    except StoreWriteError as error:
        errors.append(error)


def _facts(store: Store, kept: list[Upload], errors: list[DataError]) -> dict[str, object]:
    return {
        "kept": [upload.id for upload in kept],
        "history": [upload.id for upload in reversed(store.history())],
        "version": store.version(),
        "findings": [damage.message.en for damage in store.verify()],
        "errors": [error.message.zh for error in errors],
        "drafts": [str(path) for path in store.folder.rglob(".*") if path.is_file()],
        "raw": all(
            hashlib.sha256(path.read_bytes()).hexdigest() == path.name
            for path in (store.folder / "files").iterdir()
        ),
    }


if __name__ == "__main__":
    acts = {act.__name__: act for act in (small_disk, largest_file, write_protected)}
    sys.stdout.write(json.dumps(acts[sys.argv[1]](Path(sys.argv[2]))))
