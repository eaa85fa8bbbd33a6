"""A dashboard of one's own on a free port, a browser for it, an office for its documents: for tests."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["CHROMIUM_FLAGS", "PROJECT", "find_browser", "find_office", "run_quality", "trial_server"]

PROJECT = Path(__file__).resolve().parents[1]
"""The folder of `app.py` and `cli.py`."""

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Headless Chromium with WebGL in software and without calls of its own to other hosts."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OFFICES = ("soffice", "libreoffice")
_SERVE = ("cli.py", "serve", "--port")
_START_LIMIT = 60.0  # seconds


def find_browser() -> str | None:
    """Path of a Chromium (`QUALITY_BROWSER` goes first); None when there is none."""
    return os.environ.get("QUALITY_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)


def find_office() -> str | None:
    """Path of a LibreOffice (`QUALITY_OFFICE` goes first); None when there is none."""
    return os.environ.get("QUALITY_OFFICE") or next(filter(None, map(shutil.which, _OFFICES)), None)


def run_quality(*words: str | Path, store: Path) -> subprocess.CompletedProcess[str]:
    """Run the `quality` command on a store.

    Raises:
        CalledProcessError: it did not end with 0.
    """
    return subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, PROJECT / "cli.py", *words],
        env={**os.environ, "QUALITY_STORE": str(store)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )


@contextlib.contextmanager
def trial_server(store: Path, *, command: Sequence[str] = _SERVE) -> Iterator[tuple[str, int]]:
    """Run a dashboard on a store; the port is added to `command`.

    Yields:
        Its address and process id.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, *command, str(port)],
        env={**os.environ, "QUALITY_STORE": str(store), "MALLOC_ARENA_MAX": "2"},
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_LIMIT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the dashboard stopped while starting")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(f"no dashboard at {address} after {_START_LIMIT:.0f} s")
