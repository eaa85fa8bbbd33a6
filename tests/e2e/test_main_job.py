"""The main job in a real browser: upload a table, confirm it, and see it on the map."""

import io
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from geo.layers import map_viewport, mark_points
from indicators import Light
from pages.map.view import MAP_SIZE
from pages.shared.palette import LIGHT_STYLES

Open = Callable[[str], Page]
Run = Callable[..., subprocess.CompletedProcess[str]]

REGION = "540000"
XAINZA, NAGQU_PREFECTURE = "542426", "542400"
TABLE = "指标名称,区划代码,地区名称,期间,分子,分母\n" + "".join(
    f"主要农产品质量安全抽检合格率,{code},{name},2016Q{quarter},{passes},30\n"
    for code, name, passes in (("542426", "申扎县", 20), ("542524", "日土县", 30))
    for quarter in (1, 2, 3, 4)
)


def _canvas(page: Page) -> Locator:
    return page.locator("[data-testid=stDeckGlJsonChart] canvas").first


def _spot(page: Page, code: str, *, scope: str = REGION, as_tiles: bool = False) -> tuple[float, float]:
    """Where the mark of a county is on the page."""
    box = page.locator("[data-testid=stDeckGlJsonChart]").first.bounding_box()
    assert box is not None
    view = map_viewport(scope, as_tiles=as_tiles, size=MAP_SIZE)
    right, down = view.pixel(*mark_points("tile_marks" if as_tiles else "marks")[code])
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


def _shows(page: Page, code: str, light: Light, *, scope: str = REGION, as_tiles: bool = False) -> bool:
    """Whether the map paints a county in the colour of a light, seen beside its mark."""
    x, y = _spot(page, code, scope=scope, as_tiles=as_tiles)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    wanted = tuple(bytes.fromhex(LIGHT_STYLES[light].colour.removeprefix("#")))
    left, above = round(x), round(y) - 12
    near = [picture.crop((at, above, at + 1, above + 1)).tobytes() for at in (left - 14, left + 14)]
    return any(all(abs(a - b) <= 6 for a, b in zip(pixel, wanted, strict=True)) for pixel in near)


def _wait_until(page: Page, is_true: Callable[[], bool]) -> None:
    for _ in range(40):
        if is_true():
            return
        page.wait_for_timeout(500)
    pytest.fail("the map did not come to show it within 20 s")


def _wait_until_drawn(page: Page) -> None:
    app = page.locator("[data-testid=stApp]")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)


def _click_county(page: Page, code: str, *, scope: str = REGION) -> None:
    x, y = _spot(page, code, scope=scope)
    page.mouse.move(x - 14, y - 12)
    page.wait_for_timeout(500)
    # software rendering picks slower than deck.gl's limit for a tap, so the clock stands still meanwhile
    page.clock.set_fixed_time(datetime.now())  # noqa: DTZ005 -- the browser's own clock
    page.mouse.down()
    page.mouse.up()


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_upload_a_table_and_see_it_on_the_map(
    server: str, quality: Run, open_page: Open, tmp_path: Path
) -> None:
    quality("demo")
    page = open_page(f"{server}/map?goal=02+农产品合格率")
    _wait_until(page, lambda: _shows(page, XAINZA, Light.MET))

    file = tmp_path / "农产品.csv"
    file.write_bytes(TABLE.encode("gb18030"))
    page.get_by_role("link", name="上报").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("8 行数据，可入库 8 行（8 个数），退回 0 行（gb18030）")).to_be_visible()
    expect(page.get_by_text("没有问题。")).to_be_visible()
    expect(page.get_by_text("演示数据将全部退出")).to_be_visible()
    page.get_by_label("上报人（单位）").fill("那曲地区质监局")
    page.get_by_role("button", name="确认入库 8 个数").click()
    expect(page.get_by_text("已入库 8 个数，第 2 版").first).to_be_visible()
    expect(page.get_by_text("演示数据，非真实数")).to_have_count(0)
    page.get_by_role("link", name="历史").click()
    table = page.locator("[data-testid=stDataFrame]").first
    expect(table.locator("[role=gridcell]").get_by_text("那曲地区质监局")).to_be_attached()

    page.get_by_role("link", name="地图").click()
    _choose(page, "目标", "02 农产品合格率")
    _wait_until(page, lambda: _shows(page, XAINZA, Light.NOT_MET))
    _choose(page, "地（市）", "那曲地区")  # the table holds only the rows in sight
    table = page.locator("[data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    expect(table.locator("[role=gridcell]").get_by_text("80/120", exact=True)).to_be_attached()
    assert "80/120" in quality("status", "--area", XAINZA, "--indicator", "agri_pass_rate").stdout

    page.get_by_role("link", name="历史").click()
    page.get_by_text("撤销这次上报").click()
    _wait_until_drawn(page)  # what is typed into a page that is still being drawn gets lost
    page.get_by_label("撤销人（单位）").fill("自治区质监局")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("现为第 3 版").first).to_be_visible(timeout=20_000)
    assert "80/120" not in quality("status", "--area", XAINZA, "--indicator", "agri_pass_rate").stdout


def test_click_filter_and_share_the_address(server: str, quality: Run, open_page: Open) -> None:
    quality("demo")
    page = open_page(f"{server}/map?goal=02+农产品合格率")
    _wait_until(page, lambda: _shows(page, XAINZA, Light.MET))
    _click_county(page, XAINZA)
    expect(page.locator(".panel h3").first).to_have_text("申扎县 · 那曲地区")

    page.clock.resume()
    _choose(page, "地（市）", "那曲地区")
    expect(page.locator(".headline h2")).to_contain_text("那曲地区")
    _choose(page, "领域", "产品质量")
    page.get_by_text("English", exact=True).click()
    expect(page.locator(".panel h3").first).to_have_text("Xainza · Nagqu")
    expect(page.locator(".headline h2")).to_contain_text("Pass rate of safety sampling")
    page.wait_for_timeout(1500)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {
        "goal": ["02 Farm products"],
        "county": ["Xainza"],
        "prefecture": ["Nagqu"],
        "sector": ["Product quality"],
        "language": ["English"],
    }

    again = open_page(page.url)
    expect(again.locator(".panel h3").first).to_have_text("Xainza · Nagqu")
    expect(again.locator(".headline h2")).to_have_text(page.locator(".headline h2").inner_text())
    _wait_until(again, lambda: _shows(again, XAINZA, Light.MET, scope=NAGQU_PREFECTURE))


def test_tile_view_and_hover_text(server: str, quality: Run, open_page: Open) -> None:
    quality("demo")
    page = open_page(f"{server}/map?goal=02+农产品合格率&view=格子图")
    _wait_until(page, lambda: _shows(page, XAINZA, Light.MET, as_tiles=True))
    x, y = _spot(page, XAINZA, as_tiles=True)
    page.mouse.move(x - 10, y)
    page.mouse.move(x, y)
    expect(page.locator(".tip:visible")).to_contain_text("申扎县")
    expect(page.locator(".tip:visible")).to_contain_text("样本少")


def test_a_map_interaction_is_small_and_fetches_no_geometry_again(
    server: str, quality: Run, open_page: Open
) -> None:
    quality("demo")
    page = open_page(f"{server}/map")
    _wait_until(page, lambda: _canvas(page).is_visible())
    expect(page.get_by_text("供打印的小图")).to_be_attached(timeout=60_000)  # the last thing on the page
    page.wait_for_timeout(3000)
    received: list[int] = []
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", lambda e: received.append(len(e["response"]["payloadData"])))
    _choose(page, "目标", "02 农产品合格率")
    expect(page.locator(".headline h2")).to_contain_text("主要农产品")
    page.wait_for_timeout(2000)
    assert received, "nothing came over the socket"
    assert sum(received) * 3 / 4 <= 50_000, f"{sum(received) * 3 // 4} bytes"  # frames are shown in base64
    assert not [url for url in requests if "/geo/" in url]


@pytest.mark.parametrize("name", ["", "overview", "map", "upload", "method"])
def test_a_cold_server_opens_directly_at_each_page(server: str, open_page: Open, name: str) -> None:
    page = open_page(f"{server}/{name}")
    expect(page.get_by_text("库中还没有数据")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_streamlit_run_works_too(plain_server: str, quality: Run, open_page: Open) -> None:
    quality("demo")
    page = open_page(f"{plain_server}/map?goal=02+农产品合格率")
    _wait_until(page, lambda: _shows(page, XAINZA, Light.MET))
    expect(page.get_by_text("Page not found")).to_have_count(0)
