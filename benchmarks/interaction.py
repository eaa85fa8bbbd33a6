"""What one filter change costs in a real browser: time to see it, bytes over the socket, CPU of the server.

    .venv/bin/python -m benchmarks.interaction

Starts its own dashboard with illustrative data, repeats each interaction, prints medians. Chromium draws in
software here, so a viewer's machine is faster; bytes and server CPU do not depend on that.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from benchmarks.meter import Meter, cpu_seconds
from deploy.trial import CHROMIUM_FLAGS, find_browser, run_quality, trial_server

_REPEATS = 12


def _choosing(page: Page, label: str, option: str, *, seen: Locator) -> Callable[[], None]:
    """An act: choose an option and wait until `seen` shows."""

    def act() -> None:
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name=option, exact=True).click()
        seen.wait_for()

    return act


def _measure(name: str, page: Page, meter: Meter, process: int, acts: list[Callable[[], None]]) -> None:
    times, sizes, loads = [], [], []
    for n in range(_REPEATS):
        page.wait_for_timeout(700)
        before, cpu = meter.socket, cpu_seconds(process)
        start = time.perf_counter()
        acts[n % len(acts)]()
        times.append((time.perf_counter() - start) * 1000)
        page.wait_for_timeout(1200)
        sizes.append(meter.socket - before)
        loads.append((cpu_seconds(process) - cpu) * 1000)
    print(
        f"| {name} | {statistics.median(times):.0f} | {statistics.median(sizes) / 1000:.1f} "
        f"| {max(sizes) / 1000:.1f} | {statistics.median(loads):.0f} |"
    )


def main() -> None:
    """Measure the interactions of the map and the overview."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        run_quality("demo", store=store)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM_FLAGS))
        with trial_server(store) as (address, process):
            measure(browser, address, process)
        browser.close()


def measure(browser: Browser, address: str, process: int) -> None:
    """Load the map, change its filters, then those of the overview."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    meter = Meter()
    meter.attach(page)
    page.goto(f"{address}/map")
    headline = page.locator(".headline h2")
    headline.wait_for()
    page.wait_for_timeout(4000)
    print(f"first load of the map: {meter.socket / 1000:.1f} kB over the socket, {len(meter.geometry)} files")
    print("| interaction | seen after ms | kB median | kB max | server CPU ms |\n|---|---|---|---|---|")
    meter.geometry.clear()
    goals = [("02 农产品合格率", "主要农产品"), ("04 食品药品合格率", "食品药品")]
    acts = [_choosing(page, "目标", name, seen=headline.filter(has_text=words)) for name, words in goals]
    _measure("map: other goal", page, meter, process, acts)
    names = ("那曲地区", "拉萨市")
    acts = [_choosing(page, "地（市）", name, seen=headline.filter(has_text=name)) for name in names]
    _measure("map: other prefecture", page, meter, process, acts)
    print(f"geometry fetched again: {len(meter.geometry)} files")
    page.goto(f"{address}/")
    strip = page.locator(".strip h2")
    acts = [_choosing(page, "地（市）", name, seen=strip.filter(has_text=name)) for name in names]
    _measure("overview: other prefecture", page, meter, process, acts)


if __name__ == "__main__":
    main()
