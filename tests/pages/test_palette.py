"""Colours that can be read in both themes, glyphs that can be told apart."""

import re
import tomllib
from itertools import combinations

import pytest

from geo.picture import map_classes
from indicators import Light
from pages.shared.palette import BLUE, LIGHT_STYLES, OUTSIDE, light_word
from tests.pages.builders import PROJECT
from tests.pages.colours import STYLE_SHEET, contrast, palette

SETTINGS = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
THEMES = ("light", "dark")


def test_contrast_is_computed_as_defined() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("light", Light)
def test_every_light_can_be_read(light: Light) -> None:
    style = LIGHT_STYLES[light]
    assert contrast(style.text, style.colour) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "soft", "quiet", "accent") for ground in ("ground", "panel")),
        ("ink", "note"),
        ("good-ink", "good"),
        ("ground", "accent"),
    ],
)
def test_every_text_can_be_read(ink: str, ground: str, theme: str) -> None:
    colours = palette(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_edges_can_be_seen(theme: str) -> None:
    colours = palette(theme)
    assert contrast(colours["edge"], colours["ground"]) >= 3
    assert contrast(colours["note-edge"], colours["ground"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("light", [light for light in Light if light is not Light.NOT_APPLICABLE])
def test_every_light_stands_out_or_is_framed_by_its_glyph(light: Light, theme: str) -> None:
    style, ground = LIGHT_STYLES[light], palette(theme)["ground"]
    assert max(contrast(style.colour, ground), contrast(style.text, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_streamlit_paints_what_it_draws_in_the_same_colours(theme: str) -> None:
    colours, told = palette(theme), SETTINGS[theme]
    assert told["backgroundColor"] == colours["ground"]
    assert told["secondaryBackgroundColor"] == colours["panel"]
    assert told["textColor"] == colours["ink"]
    assert told["primaryColor"] == told["linkColor"] == colours["accent"]


def test_the_accent_is_the_blue_of_print() -> None:
    assert palette("light")["accent"] == BLUE


def test_every_colour_has_a_name() -> None:
    """Only lights and the classes of air and values are painted outright; all else must follow the theme."""
    rules = [
        line for line in STYLE_SHEET.splitlines() if COLOUR.search(line) and not line.strip().startswith("--")
    ]
    own = re.compile(r"[\w .]*\.(light|air|ramp|stage)-")
    assert [line for line in rules if not own.match(line)] == []


def test_lights_differ_without_their_colour() -> None:
    assert len({style.glyph for style in LIGHT_STYLES.values()}) == len(Light)
    for language in ("zh", "en"):
        assert len({light_word(light).in_language(language) for light in Light}) == len(Light)


def test_colours_are_distinct() -> None:
    colours = [*(style.colour for style in LIGHT_STYLES.values()), OUTSIDE]
    assert all(one != other for one, other in combinations(colours, 2))


@pytest.mark.parametrize("light", [Light.MET, Light.ON_TRACK, Light.AT_RISK, Light.NOT_MET])
def test_the_style_sheet_paints_lights_in_the_same_colours(light: Light) -> None:
    rule = next(line for line in STYLE_SHEET.splitlines() if line.startswith(f".light-{light} "))
    painted = {_long(word.strip(";")) for word in rule.split() if word.startswith("#")}
    assert {LIGHT_STYLES[light].colour, LIGHT_STYLES[light].text} <= painted


def _long(colour: str) -> str:
    digits = colour.removeprefix("#")
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def test_the_map_shows_the_lights_in_order_and_then_what_is_outside() -> None:
    classes = map_classes(LIGHT_STYLES.values())
    assert [look.glyph for look in classes[:-1]] == [LIGHT_STYLES[light].glyph for light in Light]
    assert [look.fill for look in classes] == [*(LIGHT_STYLES[light].colour for light in Light), OUTSIDE]
    assert [light for light, look in zip(Light, classes[:-1], strict=True) if look.is_hatched] == [
        Light.NO_DATA
    ]
