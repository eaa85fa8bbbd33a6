"""The page that a browser opens first: Streamlit's own, with our fonts, language, theme and address."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from html import escape
from pathlib import Path

from streamlit import file_util

from geo.web_fonts import font_faces, web_fonts

__all__ = ["Greeting", "KeptFile", "kept_files", "opening_page"]

_SCRIPT = Path(__file__).with_name("start.js")
_HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the page says before anything else: tag of its language, title, link to the text."""

    code: str
    title: str
    skip: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that a browser may keep for ever, because its name changes with its content."""

    content: bytes
    media_type: str


@cache
def kept_files(folder: str) -> Mapping[str, KeptFile]:
    """Fonts, their style sheet and the script, by name; `folder` is their address."""
    fonts = {font.name: KeptFile(font.content, "font/woff2") for font in web_fonts().values()}
    sheet, script = font_faces(folder).encode(), _SCRIPT.read_bytes()
    return {
        **fonts,
        _hashed("fonts.css", sheet): KeptFile(sheet, "text/css"),
        _hashed("start.js", script): KeptFile(script, "text/javascript"),
    }


def opening_page(greetings: Mapping[str, Greeting], *, label: str, base: str, folder: str) -> bytes:
    """The page in the language that an address asks for.

    Args:
        greetings: by the label of the language, as the address has it; the first is the one by default.
        label: what the address asks for.
        base: path under which Streamlit serves.
        folder: address of the kept files.
    """
    greeting = greetings.get(label) or next(iter(greetings.values()))
    names = {name.partition(".")[0]: f"{folder}/{name}" for name in kept_files(folder)}
    told = escape(json.dumps({name: asdict(each) for name, each in greetings.items()}, ensure_ascii=False))
    head = (
        f"<title>{escape(greeting.title)}</title>"
        f'<link rel="stylesheet" href="{names["fonts"]}">'
        f'<script src="{names["start"]}" data-base="{escape(base)}" data-greetings="{told}"></script>'
    )
    page = _streamlit_page().replace('<html lang="en">', f'<html lang="{greeting.code}">', 1)
    return page.replace("<title>Streamlit</title>", head, 1).encode()


@cache
def _streamlit_page() -> str:
    page = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    # a font that is preloaded and never used is a warning in every console
    before, found, after = page.partition('<link\n      rel="preload"')
    return before + after.partition("/>")[2] if found else page


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]}.{ending}"
