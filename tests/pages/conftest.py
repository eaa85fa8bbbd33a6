"""Stores for the pages: none, illustrative, and a small real one."""

import shutil
from pathlib import Path

import pytest

from data import Directory, Ledger, Op, Store, illustrative_entries, illustrative_observations
from geo import Register
from indicators import Plan
from tests.factories import commit, observation


@pytest.fixture(scope="session")
def illustrative_folder(tmp_path_factory: pytest.TempPathFactory, plan: Plan, register: Register) -> Path:
    folder = tmp_path_factory.mktemp("illustrative") / "store"
    rows = illustrative_observations(plan, register)
    Store(folder).commit(rows, by="demo", note="", file="", content=b"", base=0, op=Op.ILLUSTRATIVE)
    entries = illustrative_entries(rows, plan, register)
    Ledger(folder).write(
        entries, directory=Directory(plan, register), by="demo", note="", base=0, op=Op.ILLUSTRATIVE
    )
    return folder


@pytest.fixture
def illustrative(illustrative_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Made-up data shared by all tests, which must not change them; caches know a store by its folder."""
    monkeypatch.setenv("QUALITY_STORE", str(illustrative_folder))
    return Store(illustrative_folder)


@pytest.fixture
def own_illustrative(store: Store, illustrative_folder: Path) -> Store:
    """Made-up data that a test may change."""
    shutil.copytree(illustrative_folder, store.folder)
    return Store(store.folder)


@pytest.fixture
def real(store: Store) -> Store:
    """A store with one upload: two counties in the first quarter."""
    commit(store, observation(), observation(area="540121", numerator=4))
    return store
