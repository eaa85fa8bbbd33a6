"""The packaged typefaces as files that libraries for print can open; they cannot read web fonts."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

__all__ = ["TYPEFACE_FOLDER", "Typeface", "typefaces"]

TYPEFACE_FOLDER = Path(__file__).with_name("fonts")
"""The web fonts, shared with the pages; licence beside them."""

_FAMILIES = {"latin": "Noto Sans SC Latin", "chinese-simplified": "Noto Sans SC Chinese"}
_WEIGHTS = (400, 700)
_HASH_DIGITS = 12
_FAMILY_NAMES, _FULL_NAMES, _POSTSCRIPT_NAME = (1, 16), (4,), 6


@dataclass(frozen=True, slots=True)
class Typeface:
    """One weight of one script.

    Attributes:
        family: name that tells the scripts apart; the web fonts all bear the same.
        weight: 400 regular, 700 bold.
        file: TrueType file.
    """

    family: str
    weight: int
    file: Path


def typefaces(folder: Path) -> tuple[Typeface, ...]:
    """Noto Sans SC in both weights, Latin before Chinese.

    Args:
        folder: a cache that may be emptied at any time between two runs; unpacking takes some seconds, so
            what was unpacked before is taken from there.

    Raises:
        OSError: the folder cannot be written.
    """
    return tuple(
        Typeface(family, weight, _unpacked(script, family, weight, folder=folder))
        for script, family in _FAMILIES.items()
        for weight in _WEIGHTS
    )


def _unpacked(script: str, family: str, weight: int, *, folder: Path) -> Path:
    source = TYPEFACE_FOLDER / f"noto-sans-sc-{script}-{weight}-normal.woff2"
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:_HASH_DIGITS]
    file = folder / f"{source.stem}-{digest}.ttf"
    if not file.exists():
        handle, name = tempfile.mkstemp(dir=folder, suffix=".ttf")
        with os.fdopen(handle, "wb") as unfinished:
            _unpack(source, family, weight, into=unfinished)
        Path(name).replace(file)  # whole or not at all: another process may be looking
    return file


def _unpack(source: Path, family: str, weight: int, *, into: BinaryIO) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- in print only

    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    for name in font["name"].names:
        if name.nameID in (*_FAMILY_NAMES, *_FULL_NAMES):
            name.string = family
        elif name.nameID == _POSTSCRIPT_NAME:
            name.string = f"{family.replace(' ', '')}-{weight}"
    font.save(into)
