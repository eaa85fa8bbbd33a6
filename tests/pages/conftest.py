"""Stores for the pages: none, illustrative, and a small real one."""

import shutil
from pathlib import Path

import pytest
import streamlit as st

from data import Op, Store, illustrative_observations
from geo import Register
from indicators import Plan
from tests.factories import observation, observations


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    """Caches of one test are not those of another."""
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def illustrative_folder(tmp_path_factory: pytest.TempPathFactory, plan: Plan, register: Register) -> Path:
    folder = tmp_path_factory.mktemp("illustrative") / "store"
    rows = illustrative_observations(plan, register)
    Store(folder).commit(rows, by="demo", note="", file="", content=b"", base=0, op=Op.ILLUSTRATIVE)
    return folder


@pytest.fixture
def illustrative(store: Store, illustrative_folder: Path) -> Store:
    """A store with made-up data of its own, which a test may change."""
    shutil.copytree(illustrative_folder, store.folder)
    return Store(store.folder)


@pytest.fixture
def real(store: Store) -> Store:
    """A store with one upload: two counties in the first quarter."""
    rows = observations(observation(), observation(area="540121", numerator=4))
    store.commit(rows, by="王", note="", file="q1.csv", content=b"x", base=0)
    return store
