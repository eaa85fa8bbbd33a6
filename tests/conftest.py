"""What all tests share: the plan and the register as they are, and the command on a store of its own."""

from pathlib import Path

import pytest

import cli
from data import Directory, Store
from geo import Register, load_register
from indicators import Plan, load_plan
from tests.commands import Answer, Command
from tests.factories import csv_file, observation


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan()


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="session")
def directory(plan: Plan, register: Register) -> Directory:
    return Directory(plan, register)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("QUALITY_STORE", str(tmp_path / "store"))
    return Store(tmp_path / "store")


@pytest.fixture
def quality(store: Store, capsys: pytest.CaptureFixture[str]) -> Command:
    assert store.version() == 0

    def run(*words: object) -> Answer:
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as stopped:  # argparse
            code = int(stopped.code or 0)
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "一季度.csv"
    path.write_bytes(csv_file(observation(), observation(area="540121", numerator=4)))
    return path
