"""What holds for every page, in both languages and themes: nothing goes wrong, out, or beyond the edge."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app import PAGES
from deploy.trial import run_quality, trial_server
from pages.shared.text import say

Open = Callable[..., Page]
Look = Callable[[str], tuple[Page, list[str]]]

LOOKS = {"zh": "", "en": "?language=English&theme=dark"}
"""Each page is looked at in Chinese on light and in English on dark."""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
SETTLED = "!document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')"
BEYOND = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map(each => each.scrollWidth - each.clientWidth)"""

STREAMLITS_OWN = {
    # the drop zone of a file chooser cannot be reached by keyboard, the button inside it can
    ("presentation-role-conflict", "stFileUploaderDropzone"),
    # its skip link stands before all landmarks, as such links do
    ("region", "stSkipToContent"),
}
"""Findings of axe in what Streamlit draws, whatever their weight: rule, and a name in the element."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of one dashboard with illustrative data; looking changes nothing."""
    store = tmp_path_factory.mktemp("demo") / "store"
    run_quality("demo", store=store)
    with trial_server(store) as (address, _):
        yield address


@pytest.fixture
def look(demo: str, open_page: Open) -> Look:
    """Open a page and wait until it is drawn; gives it and what its console says while it lives."""

    def look_(address: str) -> tuple[Page, list[str]]:
        said: list[str] = []

        def listen(page: Page) -> None:
            page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
            page.on("pageerror", lambda error: said.append(str(error)))

        page = open_page(f"{demo}/{address}", listen=listen)
        settle(page)
        return page, said

    return look_


def settle(page: Page) -> None:
    page.locator("[data-testid=stDateInput]").first.wait_for(timeout=60_000)
    page.wait_for_function(SETTLED, timeout=60_000)
    page.wait_for_timeout(1500)


def findings(page: Page) -> list[str]:
    """What axe finds in what we drew, of any weight, with the element."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == name and part in node["html"] for name, part in STREAMLITS_OWN)
    ]


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(look: Look, name: str, language: str) -> None:
    page, said = look(f"{name}{LOOKS[language]}")
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(
        page.locator(f"html[lang={language}][data-theme={'dark' if language == 'en' else 'light'}]")
    ).to_have_count(1)
    assert page.title() == say("app.title", language)
    assert findings(page) == []
    assert page.evaluate(BEYOND) == [0, 0]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.reload()
    settle(page)
    assert page.evaluate(BEYOND) == [0, 0]
    assert said == []


@pytest.mark.parametrize("language", LOOKS)
def test_the_whole_menu_fits_on_a_laptop(look: Look, language: str) -> None:
    page, _ = look(LOOKS[language])
    links = page.get_by_test_id("stTopNavLink")
    expect(links).to_have_text([say(f"page.{name}", language) for name in PAGES])
    assert all(link.is_visible() for link in links.all())


def test_filters_and_theme_stay_while_pages_change_and_come_back(
    look: Look,
) -> None:
    page, _ = look("prefectures?language=English&theme=dark")
    page.get_by_role("combobox", name="Sector").click()
    page.get_by_role("option", name="Product quality", exact=True).click()
    settle(page)
    page.get_by_role("link", name=say("page.history", "en"), exact=True).click()
    expect(page).to_have_url(re.compile(r"/history\?"))
    settle(page)
    asked = page.url
    assert {"language=English", "theme=dark", "sector=Product+quality"} <= set(
        asked.partition("?")[2].split("&")
    )
    page.go_back()
    expect(page).to_have_url(re.compile(r"/prefectures\?"))
    settle(page)
    expect(page.get_by_role("combobox", name="Sector")).to_have_value("Product quality")

    again, _ = look(asked.rpartition("/")[2])
    expect(again.get_by_role("combobox", name="Sector")).to_have_value("Product quality")
    expect(again.locator("html[data-theme=dark][lang=en]")).to_have_count(1)


def test_the_theme_changes_and_all_filters_stay(look: Look) -> None:
    page, _ = look("history?language=English")
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("combobox", name="Prefecture").click()
    page.get_by_role("option", name="Lhasa", exact=True).click()
    settle(page)
    page.get_by_role("link", name=say("scope.to_dark", "en"), exact=True).click()
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    settle(page)
    assert page.evaluate(ground) == "rgb(16, 20, 24)"
    expect(page.get_by_role("combobox", name="Prefecture")).to_have_value("Lhasa")
    page.get_by_role("link", name=say("scope.to_light", "en"), exact=True).click()
    page.locator("html[data-theme=light]").wait_for(state="attached")
    settle(page)
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_the_page_follows_a_change_of_language(look: Look) -> None:
    page, _ = look("method")
    skip = page.get_by_test_id("stSkipToContent")
    expect(skip).to_have_text(say("app.skip", "zh"))
    page.get_by_text("English", exact=True).click()
    page.locator("html[lang=en]").wait_for(state="attached")
    expect(skip).to_have_text(say("app.skip", "en"))


def test_the_keyboard_reaches_the_content_the_menu_and_the_filters(
    look: Look,
) -> None:
    page, _ = look("?language=English")
    reached = []
    for _ in range(len(PAGES) + 12):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.dataset.testid || document.activeElement.ariaLabel || ''")
        )
    assert reached[0] == "stSkipToContent"
    assert reached.count("stTopNavLink") == len(PAGES)
    assert {"Prefecture", "Sector", "Data version"} <= {told.rpartition(". ")[2] for told in reached}
    page.keyboard.press("Shift+Tab")
    page.get_by_test_id("stSkipToContent").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")


def test_print_shows_figures_and_sources_on_white(look: Look) -> None:
    page, _ = look("prefectures?theme=dark")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stTopNav")).to_be_hidden()
    expect(page.locator(".st-key-scope_bar")).to_be_hidden()
    expect(page.locator(".source").first).to_be_visible()
    expect(page.locator("table.heat").first).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert page.evaluate("getComputedStyle(document.querySelector('.source')).color") == "rgb(95, 99, 104)"
    pages = page.pdf(prefer_css_page_size=True, print_background=True).count(b"/Type /Page\n")
    assert 1 <= pages <= 4, "cut off, or one screen a page"


def test_fonts_arrive_before_what_is_drawn_on_canvas(look: Look) -> None:
    page, _ = look("county?county=城关区")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.family.includes('Quality') && f.status == 'loaded').length"
    )
    assert loaded >= 7, "both weights of Chinese, Latin and marks, and Tibetan"
    assert page.evaluate("getComputedStyle(document.querySelector('.tibetan')).fontFamily").startswith(
        '"Quality Sans"'
    )


def test_a_wall_shows_the_page_of_a_desk_larger(look: Look) -> None:
    page, _ = look("prefectures?theme=dark")
    on_desk = page.locator("table.heat td .light, table.heat td").first.bounding_box()
    page.set_viewport_size({"width": 3840, "height": 2160})
    page.wait_for_timeout(1000)
    on_wall = page.locator("table.heat td .light, table.heat td").first.bounding_box()
    assert on_desk
    assert on_wall
    assert on_wall["height"] >= 1.9 * on_desk["height"]
    assert page.evaluate(BEYOND) == [0, 0]
