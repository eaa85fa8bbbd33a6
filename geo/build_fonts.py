"""Makes the font of marks: `python -m geo.build_fonts`.

The lights and the arrows between them are in few fonts, and each draws them differently; a small piece of
DejaVu Sans, which matplotlib brings along, makes them look the same everywhere.
"""

from pathlib import Path

import matplotlib as mpl
from fontTools import subset

from geo.typefaces import TYPEFACE_FOLDER
from geo.web_fonts import MARKS

__all__ = ["build_marks"]

_FILE = "quality-marks-400-normal.woff2"
_SOURCE = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


def build_marks(source: Path = _SOURCE, *, folder: Path = TYPEFACE_FOLDER) -> Path:
    """Write the font of marks from DejaVu Sans into a folder, and give its path."""
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False, notdef_outline=True)
    options.recalc_timestamp = False
    options.drop_tables += ["FFTM"]
    piece, target = subset.Subsetter(options), folder / _FILE
    piece.populate(text=MARKS)
    with subset.load_font(source, options) as font:
        piece.subset(font)
        subset.save_font(font, target, options)
    return target


if __name__ == "__main__":
    made = build_marks()
    print(f"{made.name}: {made.stat().st_size} bytes")
