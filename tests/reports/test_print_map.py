"""Maps on paper: the picture of the screen, in its colours, with text that can be searched."""

import io
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pypdf
import pytest
from PIL import Image

from geo import load_register
from geo.labels import mark_points
from geo.picture import MapPicture, map_classes
from geo.viewport import map_viewport
from indicators import Light
from indicators.light_styles import LIGHT_STYLES
from pages.shared.map_look import MapLook, map_picture
from reports.canvas import A4, BLUE, INK, Box, Letters, Sheet, fitted, printing, text_width
from reports.map_drawing import SCREEN_WIDTH, draw_legend, draw_map, legend_height
from reports.print_map import MapWords, print_map, print_map_grid
from tests.pages.builders import scope

register = load_register()
LIGHTS = {county.code: list(Light)[place % len(Light)] for place, county in enumerate(register.counties)}
WORDS = MapWords(
    title="主要农产品合格率",
    subtitle="全区 475/500",
    legend=[(0, "达标 12"), (3, "未达标 6")],
    source="审图号：GS（2024）0650号",
)


def picture(**choices: Any) -> MapPicture:  # noqa: ANN401 -- any of the fields
    usual: dict[str, Any] = {
        "classes": map_classes(LIGHT_STYLES.values()),
        "class_of": [list(Light).index(light) for light in LIGHTS.values()],
        "scope": "540000",
        "chosen": None,
        "view": "boundary",
        "language": "zh",
        "width": 0,
        "height": 0,
        "address": "",
    }
    return MapPicture(**usual | choices)


def text_of(pdf: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def drawn(shown: MapPicture, size: tuple[int, int] = (930, 520)) -> np.ndarray[Any, Any]:
    """The pixels of a map that fills its sheet; a point is a pixel."""
    with printing():
        sheet = Sheet((float(size[0]), float(size[1])))
        draw_map(sheet, shown, box=Box(0, 0, *size))
        png = sheet.saved("png", title="", dots_an_inch=72)
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def count(pixels: np.ndarray[Any, Any], colour: str) -> int:
    """How many pixels have a colour."""
    return int((pixels == list(bytes.fromhex(colour.removeprefix("#")))).all(axis=2).sum())


def near_mark(pixels: np.ndarray[Any, Any], shown: MapPicture, code: str) -> set[str]:
    """Colours right and left of the mark of a county, as `#RRGGBB`."""
    height, width = pixels.shape[:2]
    view = map_viewport(shown.scope, as_tiles=shown.is_tile, size=(width, height))
    right, down = view.pixel(*mark_points("tile_marks" if shown.is_tile else "marks")[code])
    row, column = round(height / 2 + down), round(width / 2 + right)
    return {f"#{bytes(pixels[row, column + side]).hex().upper()}" for side in (-12, -11, 11, 12)}


def test_the_screen_and_the_paper_have_the_same_classes() -> None:
    look = MapLook(view="boundary", size=(930, 440))
    screen = map_picture(LIGHTS, look=look, scope=scope(language="zh"), register=register, address="/geo")
    assert list(screen.classes) == list(map_classes(LIGHT_STYLES.values()))
    assert print_map(screen, WORDS) == print_map(picture(), WORDS)


@pytest.mark.parametrize("view", ["boundary", "tile"])
def test_a_county_has_the_colour_of_its_class(view: str) -> None:
    shown = picture(view=view, with_labels=False)
    pixels = drawn(shown)
    for code in ("542430", "540122", "542526", "540326", "540423"):
        style = LIGHT_STYLES[LIGHTS[code]]
        assert style.colour in near_mark(pixels, shown, code), code


def test_no_data_is_hatched() -> None:
    none = [list(Light).index(Light.NO_DATA)] * len(register.counties)
    smooth = [replace(look, is_hatched=False) for look in map_classes(LIGHT_STYLES.values())]
    hatched, plain = (
        drawn(shown) for shown in (picture(class_of=none), picture(class_of=none, classes=smooth))
    )
    grey = LIGHT_STYLES[Light.NO_DATA].colour
    assert count(hatched, grey) < 0.9 * count(plain, grey)


def test_the_chosen_county_is_outlined() -> None:
    assert count(drawn(picture()), BLUE) == 0
    assert count(drawn(picture(chosen="542430")), BLUE) > 1000


def test_rings_and_signs_of_doubt_are_drawn() -> None:
    place = [county.code for county in register.counties].index("542430")
    only = [number == place for number in range(len(register.counties))]
    rings = drawn(picture(rings=[40.0 * is_there for is_there in only], with_labels=False))
    assert count(rings, INK) > count(drawn(picture(with_labels=False)), INK)
    assert text_of(print_map(picture(doubtful=only), WORDS, kind="pdf")).count("°") == 1


def test_a_prefecture_fills_the_map() -> None:
    outside = len(Light)
    class_of = [0 if county.parent == "540400" else outside for county in register.counties]
    pixels = drawn(picture(scope="540400", class_of=class_of))
    green = (pixels == np.array([0x1B, 0x7F, 0x4B])).all(axis=2)
    rows, columns = green.nonzero()
    assert columns.max() - columns.min() > 0.8 * SCREEN_WIDTH or rows.max() - rows.min() > 0.8 * 520


@pytest.mark.parametrize(("paper", "size"), [("A4", (2338, 1653)), ("A3", (3307, 2338))])
def test_sheets_have_the_size_of_paper(paper: Any, size: tuple[int, int]) -> None:  # noqa: ANN401
    assert Image.open(io.BytesIO(print_map(picture(), WORDS, paper=paper))).size == size
    page = pypdf.PdfReader(io.BytesIO(print_map(picture(), WORDS, paper=paper, kind="pdf"))).pages[0]
    assert (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) == {
        "A4": (297, 210),
        "A3": (420, 297),
    }[paper]


def test_the_text_of_a_pdf_can_be_searched() -> None:
    found = text_of(print_map(picture(), WORDS, kind="pdf"))
    for words in (WORDS.title, WORDS.subtitle, WORDS.source, "✔ 达标 12", "✖ 未达标 6", "双湖", "墨脱"):
        assert words in found.replace("\n", " "), words


def test_a_pdf_carries_all_its_fonts_as_truetype() -> None:
    reader = pypdf.PdfReader(io.BytesIO(print_map(picture(), WORDS, kind="pdf")))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert inner["/Subtype"] in ("/CIDFontType2", "/TrueType")
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_the_same_map_gives_the_same_bytes(kind: Any) -> None:  # noqa: ANN401
    first = print_map(picture(), WORDS, kind=kind)
    time.sleep(1.1)  # past the second that a date would name
    assert print_map(picture(), WORDS, kind=kind) == first


def test_threads_do_not_disturb_each_other() -> None:
    wanted = [picture(scope=code) for code in ("540000", "540200", "542500", "540400")]
    alone = [print_map(shown, WORDS) for shown in wanted]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda shown: print_map(shown, WORDS), wanted)) == alone


def test_names_are_no_formulas() -> None:
    odd = MapWords(title="费用 $x$ 与 $y_1$", source="100 % \\alpha")
    assert "费用 $x$ 与 $y_1$" in text_of(print_map(picture(), odd, kind="pdf"))


def test_lines_too_long_for_the_sheet_shrink_and_then_are_cut() -> None:
    long = MapWords(title="很长的名称" * 11, subtitle="很长的说明" * 99, source="来源" * 99)
    found = text_of(print_map(picture(with_labels=False), long, kind="pdf"))
    assert long.title in found
    assert long.subtitle not in found
    assert found.count("…") == 2


def test_small_maps_stand_beside_each_other() -> None:
    panels = [(f"2016-{month:02d}", picture(with_labels=False)) for month in range(1, 13)]
    found = text_of(print_map_grid(panels, WORDS, kind="pdf"))
    assert [heading for heading, _ in panels if heading not in found] == []
    assert "双湖" not in found


def test_names_of_every_language_are_there() -> None:
    found = text_of(print_map(picture(language="en"), WORDS, kind="pdf"))
    assert "Shuanghu" in found
    assert "Gê'gyai" in found


def test_a_long_legend_goes_on_in_the_next_row() -> None:
    legend = [(0, "按进度推进 " * 3)] * 9
    with printing():
        sheet = Sheet(A4)
        one = legend_height(legend[:1], 500, size=11)
        assert legend_height(legend, 500, size=11) >= 3 * one
        assert legend_height([], 500, size=11) == 0
        draw_legend(sheet, picture().classes, legend, box=Box(0, 0, 500, 0), size=11)


def test_a_line_too_wide_is_cut() -> None:
    letters = Letters(size=10)
    with printing():
        assert fitted("短", letters, width=100) == "短"
        cut = fitted("很长的名称" * 9, letters, width=100)
        assert cut.endswith("…")
        assert 80 < text_width(cut, letters) <= 100
        assert fitted("很长", letters, width=1) == "…"
