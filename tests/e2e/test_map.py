"""The map in a real browser: the year played, a large screen, and what can be taken away."""

import subprocess
from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from geo.layers import map_viewport, mark_points
from pages.map.view import MAP_SIZE

Open = Callable[[str], Page]
Run = Callable[..., subprocess.CompletedProcess[str]]

XAINZA = "542426"
FARM = "goal=02+农产品合格率"
YEAR = ("239/247", "479/496", "716/744", "954/993")
MOST_A_STEP = 30_000
WATCH_HEADLINE = """() => {
    window.seen = [];
    new MutationObserver(() => {
        const now = document.querySelector('.headline b')?.textContent;
        if (now && now !== window.seen.at(-1)) window.seen.push(now);
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


def _click_county(page: Page, code: str) -> float:
    """Click beside the mark of a county on the map, however large it is drawn; give how large."""
    box = page.locator("[data-testid=stDeckGlJsonChart]").first.bounding_box()
    assert box is not None
    scale = box["height"] / MAP_SIZE[1]
    view = map_viewport("540000", as_tiles=False, size=MAP_SIZE)
    right, down = view.pixel(*mark_points("marks")[code])
    x = box["x"] + box["width"] / 2 + scale * (right - 14)
    y = box["y"] + box["height"] / 2 + scale * (down - 12)
    page.mouse.move(x, y)
    expect(page.locator(".tip:visible")).to_contain_text("申扎县", timeout=60_000)
    # software rendering picks slower than deck.gl's limit for a tap, so the clock stands still meanwhile
    page.clock.set_fixed_time(datetime.now())  # noqa: DTZ005 -- the browser's own clock
    page.mouse.down()
    page.mouse.up()
    return scale


def test_the_year_is_played_in_small_steps(server: str, quality: Run, open_page: Open) -> None:
    quality("demo")
    page = open_page(f"{server}/map?{FARM}")
    expect(page.locator(".headline b")).to_contain_text("954/993", timeout=60_000)
    expect(page.get_by_text("供打印的小图")).to_be_attached(timeout=60_000)  # the last thing on the page
    page.wait_for_timeout(3000)
    received: list[int] = []
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", lambda e: received.append(len(e["response"]["payloadData"])))
    page.evaluate(WATCH_HEADLINE)
    page.get_by_role("button", name="播放").click()
    expect(page.get_by_role("button", name="停止")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="播放")).to_be_visible(timeout=60_000)
    seen = [text.partition(" ")[0] for text in page.evaluate("seen")]
    places = [YEAR.index(figure) for figure in seen]
    assert len(places) >= 2, "no quarter was seen on the way"
    assert places[-1] == len(YEAR) - 1
    assert sorted(places[1:]) == places[1:]  # a browser that is slow leaves out some, but never goes back
    # the start and the stop draw the whole page, the four steps the map alone; frames are shown in base64
    assert sum(received) * 3 / 4 <= 2 * 50_000 + 4 * MOST_A_STEP, f"{sum(received) * 3 // 4} bytes"
    assert not [url for url in requests if "/geo/" in url]

    page.get_by_role("slider").press("ArrowLeft")
    expect(page.locator(".headline b")).to_contain_text("716/744", timeout=60_000)
    page.wait_for_function("new URLSearchParams(location.search).get('day') === '3季度'")


@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((1920, 1080), 1.45)])
def test_a_click_finds_its_county_on_every_screen(
    server: str, quality: Run, open_page: Open, size: tuple[int, int], scale: float
) -> None:
    quality("demo")
    page = open_page(f"{server}/map?{FARM}")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible(timeout=30_000)
    page.wait_for_timeout(4000)
    assert _click_county(page, XAINZA) == pytest.approx(scale, abs=0.01)
    expect(page.locator(".panel h3").first).to_have_text("申扎县 · 那曲地区", timeout=60_000)
    page.clock.resume()
    page.wait_for_function("new URLSearchParams(location.search).get('county') === '申扎县'")


def test_the_map_on_screen_can_be_taken_away(server: str, quality: Run, open_page: Open) -> None:
    quality("demo")
    page = open_page(f"{server}/map?{FARM}&shows=数值&county=申扎县")
    for name, ending, start in (("下载图片 PNG", "png", b"\x89PNG"), ("下载 A3 图 PDF", "pdf", b"%PDF")):
        button = page.get_by_role("button", name=name)
        with page.expect_download(timeout=60_000) as download:
            button.click(timeout=60_000)
        assert download.value.suggested_filename == f"agri_pass_rate_2016-12-31.{ending}"
        assert download.value.path().read_bytes().startswith(start)
    query = parse_qs(urlsplit(page.url).query)
    assert (query["shows"], query["county"]) == (["数值"], ["申扎县"])
