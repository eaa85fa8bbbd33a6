"""The served fonts: nothing the dashboard says lacks its letters, and names change with contents."""

import hashlib
import io
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from geo import Area, Register
from geo.build_fonts import build_marks
from geo.typefaces import TYPEFACE_FOLDER
from geo.web_fonts import FAMILY, FONT_STACK, MARKS, font_faces, web_fonts
from pages.shared.palette import LIGHT_STYLES
from tests.pages.builders import PROJECT

SAID = [
    *PROJECT.glob("pages/shared/locale/*/*/*.po"),
    *PROJECT.glob("indicators/**/*.toml"),
    *PROJECT.glob("data/*.toml"),
    *PROJECT.glob("reports/*.toml"),
]


@cache
def letters() -> frozenset[int]:
    """What the fonts have, each within its ranges only, as a browser takes it."""
    found: set[int] = set()
    for font in web_fonts().values():
        own = set(TTFont(io.BytesIO(font.content)).getBestCmap())
        found |= own if not font.ranges else {code for code in own if _within(code, font.ranges)}
    return frozenset(found)


def _within(code: int, ranges: str) -> bool:
    pairs = [part.removeprefix("U+").partition("-") for part in ranges.split(",")]
    return any(int(first, 16) <= code <= int(last or first, 16) for first, _, last in pairs)


def lacking(text: str) -> set[str]:
    return {letter for letter in text if ord(letter) not in letters() and letter not in "\n\t"}


@pytest.mark.parametrize("path", SAID, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_sentence_has_its_letters(path: Path) -> None:
    assert lacking(path.read_text(encoding="utf-8")) == set()


def test_every_area_has_its_letters(register: Register) -> None:
    def names(area: Area) -> str:
        return area.name_zh + area.name_en + (area.name_bo or "")

    areas = (register.region, *register.prefectures, *register.counties)
    assert any(area.name_bo for area in areas)
    assert {area.code: lacking(names(area)) for area in areas if lacking(names(area))} == {}


def test_every_light_is_drawn_by_a_served_font() -> None:
    assert lacking("".join(style.glyph for style in LIGHT_STYLES.values())) == set()


def test_a_letter_that_is_nowhere_is_found() -> None:
    assert lacking("中𓀀") == {"𓀀"}


def test_the_marks_are_the_ones_that_the_script_makes(tmp_path: Path) -> None:
    made = build_marks(folder=tmp_path)
    assert made.read_bytes() == (TYPEFACE_FOLDER / made.name).read_bytes()
    assert set(TTFont(made).getBestCmap()) >= set(map(ord, MARKS))


def test_names_change_with_the_content() -> None:
    for stem, font in web_fonts().items():
        assert font.name == f"{stem}.{hashlib.sha256(font.content).hexdigest()[:12]}.woff2"


def test_the_sheet_names_every_piece_in_every_weight_it_serves() -> None:
    sheet = font_faces("/look").splitlines()
    assert len(sheet) == sum(len(font.weights) for font in web_fonts().values())
    assert all(f"font-family:'{FAMILY}'" in face and "font-display:swap" in face for face in sheet)
    for font in web_fonts().values():
        assert sum(f"url('/look/{font.name}')" in face for face in sheet) == len(font.weights)


def test_the_settings_ask_for_the_family_first() -> None:
    settings = (PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert settings.count(f'"{FONT_STACK}"') == 2
