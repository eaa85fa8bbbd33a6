"""The packaged typefaces as files that libraries for print can open; they cannot read web fonts."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["TYPEFACE_FOLDER", "Typeface", "typefaces"]

TYPEFACE_FOLDER = Path(__file__).with_name("fonts")
"""The web fonts, shared with the pages; licence beside them."""

_FAMILIES = {"latin": "Noto Sans SC Latin", "chinese-simplified": "Noto Sans SC Chinese"}
_WEIGHTS = (400, 700)
_FAMILY_NAMES, _FULL_NAMES, _POSTSCRIPT_NAME = (1, 16), (4,), 6


@dataclass(frozen=True, slots=True)
class Typeface:
    """One weight of one script.

    Attributes:
        family: name that tells the scripts apart; the web fonts all bear the same.
        weight: 400 regular, 700 bold.
        file: TrueType file, there as long as the process lives.
    """

    family: str
    weight: int
    file: Path


@cache
def typefaces() -> tuple[Typeface, ...]:
    """Noto Sans SC in both weights, Latin before Chinese; unpacking takes some seconds, once a process."""
    folder = Path(tempfile.mkdtemp(prefix="quality-typefaces-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return tuple(
        _unpacked(script, family, weight, folder=folder)
        for script, family in _FAMILIES.items()
        for weight in _WEIGHTS
    )


def _unpacked(script: str, family: str, weight: int, *, folder: Path) -> Typeface:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415 -- in print only

    font = TTFont(TYPEFACE_FOLDER / f"noto-sans-sc-{script}-{weight}-normal.woff2", recalcTimestamp=False)
    font.flavor = None
    for name in font["name"].names:
        if name.nameID in (*_FAMILY_NAMES, *_FULL_NAMES):
            name.string = family
        elif name.nameID == _POSTSCRIPT_NAME:
            name.string = f"{family.replace(' ', '')}-{weight}"
    file = folder / f"{script}-{weight}.ttf"
    font.save(file)
    return Typeface(family, weight, file)
