"""What each page costs: loaded at a link, and after a change of the prefecture.

    .venv/bin/python -m benchmarks.pages [PAGE ...]

Starts its own dashboard with a year of illustrative data. Bytes are those over the socket, as the browser
unpacks them; server CPU is all processor time of the server from the act until it is quiet again. Prints
medians of the repeats; the first load of each page, which fills the caches, stands apart.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app import PAGES
from benchmarks.meter import Meter, cpu_seconds
from deploy.trial import CHROMIUM_FLAGS, find_browser, run_quality, trial_server

_REPEATS = 6
_PREFECTURES = ("那曲地区", "拉萨市")
_QUIET = 1500  # milliseconds


def main() -> None:
    """Measure the pages named on the command line, or all."""
    pages = sys.argv[1:] or list(PAGES)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        run_quality("demo", store=store)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM_FLAGS))
        with trial_server(store) as (address, process):
            print("| page | first load: CPU ms | load: kB | CPU ms | other prefecture: kB | CPU ms |")
            print("|---|---|---|---|---|---|")
            for name in pages:
                measure(browser, f"{address}/{name}", process, name=name)
        browser.close()


def measure(browser: Browser, address: str, process: int, *, name: str) -> None:
    """Load one page again and again, then change its prefecture, and print a line of medians."""
    (_, first), *loads = [_load(browser, address, process) for _ in range(1 + _REPEATS // 2)]
    page, meter = _open(browser, address)
    changes = [
        _cost(page, meter, process, prefecture)
        for prefecture in (*_PREFECTURES, *_PREFECTURES * (_REPEATS // 2))
    ][len(_PREFECTURES) :]  # the first time with each prefecture fills the caches
    page.context.close()
    sizes, cpus = zip(*loads, strict=True)
    change_sizes, change_cpus = zip(*changes, strict=True)
    figures = (first, *map(statistics.median, (sizes, cpus, change_sizes, change_cpus)))
    print(f"| {name} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |", flush=True)


def _open(browser: Browser, address: str) -> tuple[Page, Meter]:
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    meter = Meter()
    meter.attach(page)
    page.goto(address)
    page.locator("[data-testid=stDateInput]").first.wait_for()
    _wait_until_quiet(page, meter)
    return page, meter


def _load(browser: Browser, address: str, process: int) -> tuple[float, float]:
    """Kilobytes and milliseconds of one load in a fresh window."""
    before = cpu_seconds(process)
    page, meter = _open(browser, address)
    page.context.close()
    return meter.socket / 1000, (cpu_seconds(process) - before) * 1000


def _cost(page: Page, meter: Meter, process: int, prefecture: str) -> tuple[float, float]:
    """Kilobytes and milliseconds of one change of the prefecture."""
    size, cpu = meter.socket, cpu_seconds(process)
    page.get_by_role("combobox", name="地（市）", exact=True).click()
    page.get_by_role("option", name=prefecture, exact=True).click()
    _wait_until_quiet(page, meter)
    return (meter.socket - size) / 1000, (cpu_seconds(process) - cpu) * 1000


def _wait_until_quiet(page: Page, meter: Meter) -> None:
    """Until nothing came over the socket for a while."""
    seen = -1
    while seen != meter.socket:
        seen = meter.socket
        page.wait_for_timeout(_QUIET)


if __name__ == "__main__":
    main()
