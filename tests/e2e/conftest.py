"""A server of our own, cold for each test, and a real Chromium."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from deploy.trial import CHROMIUM_FLAGS, find_browser, run_quality, trial_server

_MISSING = "no Chromium: install chromium or set QUALITY_BROWSER"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser; without one it is skipped by name, or fails where CI asks for it."""
    is_required = bool(os.environ.get("QUALITY_REQUIRE_BROWSER"))
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            if find_browser() is None and not is_required:
                item.add_marker(pytest.mark.skip(reason=_MISSING))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for one module: meanwhile an event loop runs, which other tests must not meet."""
    path = find_browser()
    assert path, _MISSING
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a fresh window of 1366 x 768; any request to another host fails the test.

    `listen` is given the page before it asks for anything.
    """
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def open_(address: str, *, listen: Callable[[Page], object] | None = None) -> Page:
        own = urlsplit(address)

        def watch(request: Request) -> None:
            if not request.url.startswith((f"{own.scheme}://{own.netloc}/", "data:", "blob:")):
                foreign.append(request.url)

        contexts.append(browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN"))
        page = contexts[-1].new_page()
        page.on("request", watch)
        if listen:
            listen(page)
        page.goto(address)
        page.locator("[data-testid=stDateInput]").first.wait_for(timeout=60_000)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not foreign, f"requests to other hosts: {foreign[:5]}"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def quality(store: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the `quality` command on the test's store."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return run_quality(*words, store=store)

    return run


@pytest.fixture
def server(store: Path) -> Iterator[str]:
    """Address of a cold dashboard on the test's store."""
    with trial_server(store) as (address, _):
        yield address


@pytest.fixture
def plain_server(store: Path) -> Iterator[str]:
    """The same, started by `streamlit run app.py`."""
    command = ("-m", "streamlit", "run", "app.py", "--server.port")
    with trial_server(store, command=command) as (address, _):
        yield address
