"""After a crash: what was acknowledged is there, what was torn is set aside and not deleted."""

import json
import logging
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from deltalake import DeltaTable

from data import Store, appending
from data.durability import save_durably, set_torn_checkpoints_aside, set_torn_log_aside
from data.errors import DamagedStoreError, StoreFolderError, StoreUnsureError
from tests.data.writers import commit_until_killed
from tests.factories import commit, observation

_LAST = "00000000000000000003.json"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store")
    for numerator in (1, 2, 3):
        commit(made, observation(numerator=numerator))
    return made


def _log(store: Store) -> Path:
    return store.folder / "observations/_delta_log"


def _forget_acknowledgements(store: Store) -> None:
    """As a power cut does: a commit that it tore was not yet acknowledged."""
    (store.folder / "observations/_acknowledged").unlink()


def _data_of(log_file: Path) -> Path:
    actions: list[dict[str, dict[str, str]]] = [json.loads(line) for line in log_file.read_text().split("\n")]
    (path,) = (action["add"]["path"] for action in actions if "add" in action)
    return log_file.parents[1] / path


def _keep_bytes(share: float) -> Callable[[Path], None]:
    def tear(log_file: Path) -> None:
        content = log_file.read_bytes()
        log_file.write_bytes(content[: int(len(content) * share)])

    return tear


def _keep_lines(count: int) -> Callable[[Path], None]:
    def tear(log_file: Path) -> None:
        log_file.write_bytes(b"\n".join(log_file.read_bytes().split(b"\n")[:count]) + b"\n")

    return tear


def _zero_bytes(log_file: Path) -> None:
    log_file.write_bytes(b"\x00" * log_file.stat().st_size)


def _shorten_data(log_file: Path) -> None:
    data = _data_of(log_file)
    data.write_bytes(data.read_bytes()[:-8])


def _lose_data(log_file: Path) -> None:
    _data_of(log_file).rename(log_file.parents[2] / "elsewhere")


_TEARS = {
    "empty": _keep_bytes(0),
    "half": _keep_bytes(0.5),
    "one byte short": _keep_bytes(0.9999),
    "after the first line": _keep_lines(1),
    "after the second line": _keep_lines(2),
    "zero bytes": _zero_bytes,
    "data short": _shorten_data,
    "data lost": _lose_data,
}


@pytest.mark.parametrize("tear", _TEARS.values(), ids=_TEARS)
def test_a_torn_last_commit_is_set_aside_and_said(
    store: Store, tear: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    _forget_acknowledgements(store)
    tear(_log(store) / _LAST)
    torn = (_log(store) / _LAST).read_bytes()
    reopened = Store(store.folder)
    (aside,) = _log(store).glob("*.torn")
    assert aside.read_bytes() == torn
    assert caplog.record_tuples[0][1] == logging.WARNING
    assert all(name in caplog.messages[0] for name in (_LAST, aside.name, "移开", "set aside"))
    assert reopened.version() == 2
    assert [upload.seq for upload in reopened.history()] == [2, 1]
    assert reopened.observations()["numerator"].to_list() == [2]
    assert commit(reopened, observation(numerator=4)).seq == 3
    assert Store(store.folder).observations()["numerator"].to_list() == [4]


def test_two_torn_commits_of_the_same_number_are_both_kept(store: Store) -> None:
    for _ in range(2):
        _forget_acknowledgements(store)
        (_log(store) / _LAST).write_bytes(b"")
        commit(Store(store.folder), observation(numerator=4))
    assert len(list(_log(store).glob("*.torn"))) == 2


def test_a_torn_first_commit_leaves_an_empty_store_that_works(tmp_path: Path) -> None:
    first = tmp_path / "store/observations/_delta_log/00000000000000000000.json"
    first.parent.mkdir(parents=True)
    first.write_bytes(b"")
    store = Store(tmp_path / "store")
    assert store.observations().is_empty()
    assert commit(store).seq == 1


def test_a_sound_commit_is_left_alone(store: Store) -> None:
    commit(store, note="两行\n\u2028分隔 \u0085")
    assert set_torn_log_aside(store.folder / "observations") is None
    assert Store(store.folder).version() == 4


def test_a_commit_that_was_acknowledged_is_never_set_aside(store: Store) -> None:
    _shorten_data(_log(store) / _LAST)
    with pytest.raises(DamagedStoreError):
        Store(store.folder).observations()
    assert not list(_log(store).glob("*.torn"))


def _summarise(store: Store) -> Path:
    """Have Delta Lake write the summary that it makes by itself after 100 commits."""
    DeltaTable(str(store.folder / "observations")).create_checkpoint()
    (summary,) = _log(store).glob("*.checkpoint.parquet")
    return summary


@pytest.mark.parametrize("tear", [_keep_bytes(0), _keep_bytes(0.5), _zero_bytes, Path.unlink])
def test_a_torn_summary_of_the_log_is_set_aside(
    store: Store, caplog: pytest.LogCaptureFixture, tear: Callable[[Path], None]
) -> None:
    tear(_summarise(store))
    commit(Store(store.folder), observation(numerator=4))
    assert store.observations()["numerator"].to_list() == [4]
    assert len(store.history()) == 4
    assert caplog.messages
    assert all("摘要" in message for message in caplog.messages)
    assert store.verify() == []


def test_a_sound_summary_is_left_alone(store: Store) -> None:
    summary = _summarise(store)
    assert not set_torn_checkpoints_aside(store.folder / "observations")
    assert summary.exists()


def test_the_summary_goes_with_the_torn_commit_that_it_tells_of(store: Store) -> None:
    _summarise(store)
    _forget_acknowledgements(store)
    (_log(store) / _LAST).write_bytes(b"")
    reopened = Store(store.folder)
    assert (reopened.version(), reopened.observations()["numerator"].to_list()) == (2, [2])
    assert reopened.verify() == []


def test_the_commit_before_is_made_durable_before_the_next_is_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave the next one whole and this one torn, and the store would not open."""
    waited: list[tuple[int, int]] = []

    def note(_: Path, seq: int) -> None:
        waited.append((seq, store.version()))

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(appending, "sync_commit", refuse)
    with pytest.raises(StoreUnsureError) as caught:
        commit(store, observation(area="540121"))
    assert store.history()[0].id in caught.value.message.zh
    other = Store(store.folder)
    monkeypatch.setattr(appending, "sync_commit", note)
    commit(other, observation(area="540122"))
    commit(other, observation(area="540123"))
    assert waited == [(4, 4), (5, 5), (6, 6)]


def test_a_commit_waits_for_the_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []

    def fsync(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))

    monkeypatch.setattr(os, "fsync", fsync)
    upload = commit(store, observation(area="540121"), content=b"new")
    log_file = _log(store) / f"{upload.seq:020}.json"
    wanted = [
        store.folder / "files",
        _data_of(log_file),
        log_file,
        log_file.parent,
        store.folder / "observations",
    ]
    places = [synced.index(str(path)) for path in wanted]
    assert places == sorted(places)
    assert upload.sha256 in synced[0]


def test_what_was_acknowledged_survives_a_killed_process(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=commit_until_killed, args=(tmp_path / "store", sender))
    process.start()
    acknowledged = [receiver.recv() for _ in range(5)]
    process.kill()
    process.join()
    store = Store(tmp_path / "store")
    rows = store.observations()
    assert {(seq, area) for seq, area, _ in acknowledged} <= set(rows.select("seq", "area").rows())
    assert all(store.raw_file(sha256).read_bytes() == area.encode() for _, area, sha256 in acknowledged)
    commit(store)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError):  # noqa: PT011 -- the disk's own error, whatever it says
        save_durably(tmp_path / "files/abc", b"content")
    assert not (tmp_path / "files/abc").exists()


@pytest.mark.parametrize("name", ["质量 store", "50%", "{x}*", "it's"])
def test_a_folder_may_have_most_names(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / name)
    commit(store)
    assert store.observations().height == len(store.history()) == 1


@pytest.mark.parametrize("name", ["a[1]", "a%20b", "a\\b", "a#b", "a?b"])
def test_names_that_the_table_format_misreads_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreFolderError) as caught:
        Store(tmp_path / name)
    assert name in caught.value.message.zh
    assert not list(tmp_path.iterdir())
