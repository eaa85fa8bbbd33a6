"""Pictures for docs/images: every page in both languages, and the answers to the twenty questions.

    .venv/bin/python -m tests.e2e.pictures [NAME ...]     # all, or some, such as overview_en q07

Runs in Chromium at 1366 x 768 on two stores of its own, one illustrative and one with known answers. Meant to
be looked at; nothing compares them.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app import PAGES
from deploy.trial import CHROMIUM_FLAGS, PROJECT, find_browser, run_quality, trial_server
from pages.shared.text import LANGUAGES
from tests.e2e.known import fill
from tests.e2e.test_questions import QUESTIONS, choose_file, faulty_file

_IMAGES = PROJECT / "docs" / "images"
_SIZE = {"width": 1366, "height": 768}
_COLOURS = 128
_QUIET = 2000  # milliseconds
_DRAWN = ("data-test-script-state", "notRunning")


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM_FLAGS))
        take_pages(browser, Path(folder) / "illustrative")
        take_questions(browser, Path(folder) / "known")
        browser.close()


def take_pages(browser: Browser, store: Path) -> None:
    """Every page in every language, of illustrative data."""
    run_quality("demo", store=store)
    with trial_server(store) as (address, _):
        for code, label in LANGUAGES.items():
            for name in PAGES:
                if _is_wanted(f"{name}_{code}"):
                    page = _open(browser, f"{address}/{name}?language={label}")
                    _save(page, _IMAGES / "pages" / f"{name}_{code}.png")


def take_questions(browser: Browser, store: Path) -> None:
    """The answer to each question, of the store with known answers."""
    fill(store)
    with trial_server(store) as (address, _):
        walks = {number: clicks for number, (clicks, _) in QUESTIONS.items()}
        walks[8] = (lambda page: choose_file(page, faulty_file(store.parent)),)
        for number, clicks in walks.items():
            if _is_wanted(f"q{number:02}"):
                page = _open(browser, address)
                for click in clicks:
                    click(page)
                _save(page, _IMAGES / "questions" / f"q{number:02}.png")


def _is_wanted(name: str) -> bool:
    return not sys.argv[1:] or name in sys.argv[1:]


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport=_SIZE, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.locator("[data-testid=stDateInput]").first.wait_for(timeout=60_000)
    return page


def _save(page: Page, file: Path) -> None:
    """Save what is in sight in few colours, which makes it a third as large."""
    page.wait_for_timeout(_QUIET)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(*_DRAWN, timeout=60_000)
    page.wait_for_timeout(_QUIET)  # charts and maps draw themselves once all of them are there
    file.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(_COLOURS).save(file, optimize=True)
    page.context.close()


if __name__ == "__main__":
    main()
