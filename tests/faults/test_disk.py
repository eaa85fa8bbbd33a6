"""A disk that is full or cannot be written: a clear refusal, nothing half present, and all else goes on."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from deltalake import write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from data import Store, appending
from data.errors import StoreWriteError
from tests.factories import commit, observation

_PROJECT = Path(__file__).parents[2]


def _run(act: str, folder: Path, mount: str = "") -> dict[str, Any]:
    """Let another process act on a folder, if need be with a mount that nobody else sees."""
    command = [sys.executable, "-m", "tests.faults.workers", act, str(folder)]
    if mount:
        command = ["unshare", "-rm", "sh", "-c", f'{mount} && exec "$@"', "sh", *command]
    done = subprocess.run(command, cwd=_PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return facts


@pytest.fixture
def _own_mounts() -> None:
    unshare = shutil.which("unshare")
    probe = [str(unshare), "-rm", "sh", "-c", "mount -t tmpfs tmpfs /tmp"]
    if not unshare or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk of their own")


def _expect_nothing_half(facts: dict[str, Any]) -> None:
    assert facts["history"] == facts["kept"]
    assert facts["findings"] == []
    assert facts["drafts"] == []
    assert facts["raw"]
    assert facts["later"]
    assert facts["findings_later"] == 0


@pytest.mark.usefixtures("_own_mounts")
def test_a_full_disk(tmp_path: Path) -> None:
    facts = _run("small_disk", tmp_path, f"mount -t tmpfs -o size=600k tmpfs '{tmp_path}'")
    _expect_nothing_half(facts)
    assert len(facts["errors"]) > 5
    assert len(facts["kept"]) > 2
    assert all("磁盘已满" in error and str(tmp_path) in error for error in facts["errors"])
    assert any("剩余 0.0 MB" in error for error in facts["errors"])


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    facts = _run("largest_file", tmp_path)
    _expect_nothing_half(facts)
    assert len(facts["errors"]) > 5
    assert len(facts["kept"]) > 2
    assert all("超过系统允许的文件大小" in error for error in facts["errors"])


@pytest.mark.usefixtures("_own_mounts")
def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    _two_uploads(tmp_path)
    facts = _run(
        "write_protected", tmp_path, f"mount --bind '{tmp_path}' '{tmp_path}' && {_read_only(tmp_path)}"
    )
    _expect_only_reading(facts)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    _two_uploads(tmp_path)
    places = [tmp_path / "store", *(tmp_path / "store").rglob("*")]
    modes = {path: path.stat().st_mode for path in places}
    try:
        for path in places:
            path.chmod(modes[path] & ~0o222)
        facts = _run("write_protected", tmp_path)
    finally:
        for path in places:
            path.chmod(modes[path])
    _expect_only_reading(facts)


def _read_only(folder: Path) -> str:
    return f"mount -o remount,ro,bind '{folder}'"


def _two_uploads(folder: Path) -> None:
    store = Store(folder / "store")
    commit(store, observation(numerator=1))
    commit(store, observation(numerator=2))


def _expect_only_reading(facts: dict[str, Any]) -> None:
    assert (facts["rows"], facts["known"], facts["version"]) == (1, 2, 2)
    assert facts["history"] == facts["kept"][::-1]
    assert facts["findings"] == []
    assert len(facts["errors"]) == 4
    assert all("没有写入权限，或磁盘只读" in error for error in facts["errors"])


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreWriteError) as caught:
        commit(Store(tmp_path / "file/store"))
    assert "MB" in caught.value.message.zh


def test_a_commit_whose_aftermath_fails_is_stored_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """delta-rs writes its summary of the log after the commit; that may fail on a full disk."""

    def write_and_fail(*words: object, **details: object) -> None:
        write_deltalake(*words, **details)  # type: ignore[call-overload]
        raise DeltaError("os error 28")

    store = Store(tmp_path / "store")
    monkeypatch.setattr(appending, "write_deltalake", write_and_fail)
    assert commit(store).seq == 1
    assert store.observations().height == 1


def test_a_failure_to_commit_is_not_taken_for_a_faster_colleague(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise CommitFailedError("No space left on device (os error 28)")

    store = Store(tmp_path / "store")
    monkeypatch.setattr(appending, "write_deltalake", fail)
    with pytest.raises(StoreWriteError) as caught:
        commit(store)
    assert "the disk is full" in caught.value.message.en
    assert store.version() == 0
