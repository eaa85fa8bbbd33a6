"""Several editors at once, as threads and as processes: different keys all succeed, the same keys once."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from data import Store
from geo import load_register
from tests.data.writers import commit_counties
from tests.factories import commit, observation

_WRITERS, _EACH = 4, 5
_AREAS = [county.code for county in load_register().counties]


def _threads() -> Executor:
    return ThreadPoolExecutor(_WRITERS)


def _processes() -> Executor:
    return ProcessPoolExecutor(_WRITERS, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture(params=[_threads, _processes], ids=["threads", "processes"])
def workers(request: pytest.FixtureRequest) -> Callable[[], Executor]:
    made: Callable[[], Executor] = request.param
    return made


def test_different_keys_all_succeed_even_in_a_store_that_is_not_there_yet(
    workers: Callable[[], Executor], tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shares = [_AREAS[n * _EACH : (n + 1) * _EACH] for n in range(_WRITERS)]
    with workers() as pool:
        tasks = [
            pool.submit(commit_counties, folder, areas=areas, by=f"writer {n}", base=0)
            for n, areas in enumerate(shares)
        ]
        assert [task.result() for task in tasks] == [["stored"] * _EACH] * _WRITERS
    store = Store(folder)
    assert store.version() == _WRITERS * _EACH
    assert [upload.seq for upload in store.history()] == list(range(_WRITERS * _EACH, 0, -1))
    assert sorted(store.observations()["area"]) == sorted(_AREAS[: _WRITERS * _EACH])


def test_of_the_same_keys_exactly_one_succeeds(workers: Callable[[], Executor], tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    base = commit(store, observation(area=_AREAS[-1])).seq
    with workers() as pool:
        tasks = [
            pool.submit(commit_counties, store.folder, areas=_AREAS[:_EACH], by=f"writer {n}", base=base)
            for n in range(_WRITERS)
        ]
        outcomes = [task.result() for task in tasks]
    assert [sorted(county) for county in zip(*outcomes, strict=True)] == [
        ["stale"] * (_WRITERS - 1) + ["stored"]
    ] * _EACH
    assert store.version() == base + _EACH
    winners = {row["area"]: row["reported_by"] for row in store.observations().iter_rows(named=True)}
    stored = {
        (area, f"writer {n}")
        for n, outcome in enumerate(outcomes)
        for area, word in zip(_AREAS[:_EACH], outcome, strict=True)
        if word == "stored"
    }
    assert {(area, by) for area, by in winners.items() if by} == stored
