"""Joining small files: by itself and on demand, without a change to any figure, beside others who write."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from deltalake import DeltaTable
from deltalake.table import TableOptimizer

from data import Store, appending
from data.durability import locked
from geo import load_register
from indicators import KEY
from tests.factories import commit, observation


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def _files(store: Store) -> int:
    return len(DeltaTable(str(store.folder / "observations")).file_uris())


def _fill(store: Store, count: int) -> None:
    for numerator in range(count):
        commit(store, observation(numerator=numerator, denominator=99), observation(area="540121"))


def test_no_figure_changes_now_or_in_the_past(store: Store) -> None:
    _fill(store, 5)
    before = [store.observations(seq).sort(KEY) for seq in range(6)]
    history = store.history()
    assert store.compact() == 5
    assert _files(store) == 1
    assert all(store.observations(seq).sort(KEY).equals(before[seq]) for seq in range(6))
    assert store.observations().sort(KEY).equals(before[5])
    assert store.history() == history
    assert store.verify() == []


def test_it_takes_a_number_that_no_upload_has(store: Store) -> None:
    _fill(store, 2)
    store.compact()
    assert store.version() == 3
    assert commit(store).seq == store.version() == 4
    assert [upload.seq for upload in store.history()] == [4, 2, 1]


def test_a_preview_from_before_is_not_stale(store: Store) -> None:
    _fill(store, 2)
    base = store.version()
    store.compact()
    assert commit(store, base=base).seq == 4


def test_the_old_files_stay(store: Store) -> None:
    _fill(store, 3)
    before = {path: path.read_bytes() for path in store.folder.rglob("*.parquet")}
    store.compact()
    assert {path: path.read_bytes() for path in before} == before


def test_there_is_nothing_to_join(store: Store) -> None:
    assert store.compact() == 0
    assert not store.folder.exists()
    commit(store)
    assert (store.compact(), store.version()) == (0, 1)


def test_uploads_are_undone_across_it(store: Store) -> None:
    _fill(store, 3)
    last = store.history()[0]
    store.compact()
    store.revert(last.id, by="", note="", base=store.version())
    assert sorted(store.observations()["numerator"]) == [1, 3]
    assert store.verify() == []


def test_it_comes_by_itself_after_many_uploads(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appending, "MOST_SMALL_FILES", 4)
    _fill(store, 11)
    assert _files(store) <= 4
    assert len(store.history()) == 11
    assert store.observations()["numerator"].to_list().count(10) == 1


def test_when_it_fails_the_upload_is_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(appending, "MOST_SMALL_FILES", 1)
    monkeypatch.setattr(TableOptimizer, "compact", fail)
    _fill(store, 3)
    assert store.version() == 3
    assert caplog.record_tuples[0][1] == logging.WARNING
    assert "磁盘已满" in caplog.messages[0]


def test_it_is_put_off_while_somebody_writes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appending, "MOST_SMALL_FILES", 1)
    commit(store)
    with locked(store.folder / "observations", shared=True):
        _fill(store, 2)
        assert _files(store) == 3
    _fill(store, 1)
    assert _files(store) == 1


def test_nobody_who_writes_meanwhile_loses_anything(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appending, "MOST_SMALL_FILES", 3)
    areas = [county.code for county in load_register().counties][:24]
    with ThreadPoolExecutor(4) as pool:
        stored = list(pool.map(lambda area: commit(store, observation(area=area), base=0).seq, areas))
        joined = [pool.submit(store.compact) for _ in range(3)]
    assert all(task.exception() is None for task in joined)
    assert len(set(stored)) == 24
    assert sorted(store.observations()["area"]) == sorted(areas)
    assert store.verify() == []


@pytest.mark.parametrize("kept", range(5))
def test_one_that_a_power_cut_tore_is_set_aside_and_nothing_is_missing(store: Store, kept: int) -> None:
    _fill(store, 3)
    before = store.observations().sort(KEY)
    store.compact()
    log = store.folder / "observations/_delta_log/00000000000000000004.json"
    lines = log.read_text().split("\n")
    assert len(lines) == 5
    log.write_text("\n".join(lines[:kept]))
    reopened = Store(store.folder)
    assert reopened.version() == 3
    assert reopened.observations().sort(KEY).equals(before)
    assert reopened.verify() == []
    assert reopened.compact() == 3
