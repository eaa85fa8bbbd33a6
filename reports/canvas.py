"""A sheet of paper drawn on in points from its top left corner, saved as PNG or PDF.

matplotlib keeps its settings and its fonts for the whole process, so all drawing goes on under one lock.
It is imported only when something is drawn.
"""

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from geo.typefaces import typefaces

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Transform

__all__ = [
    "A3",
    "A4",
    "BLUE",
    "INK",
    "MILLIMETRE",
    "QUIET",
    "Box",
    "FileKind",
    "Letters",
    "Paint",
    "Sheet",
    "fitted",
    "printing",
    "shrunk",
    "text_width",
]

FileKind: TypeAlias = Literal["png", "pdf"]
"""What a sheet is saved as."""

MILLIMETRE = 72 / 25.4
"""In points."""

A4, A3 = (297 * MILLIMETRE, 210 * MILLIMETRE), (420 * MILLIMETRE, 297 * MILLIMETRE)
"""Width and height of landscape paper in points."""

INK, QUIET, BLUE = "#1A1A1A", "#5F6368", "#0B3D91"
"""Colours of text, of remarks and sources, of headings."""

_LOCK = RLock()
_GLYPHS = "DejaVu Sans"  # has the glyphs of the lights, which Noto Sans SC lacks; comes with matplotlib
_POINTS_AN_INCH, _WIDTHS_KEPT = 72, 4096
_MEASURED_LARGER = 10  # times, because widths are rounded to whole pixels
_PLATE = {"boxstyle": "square,pad=0.12", "fc": "#FFFFFFD8", "lw": 0}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet in points: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How a line is written.

    Attributes:
        size: in points.
        colour: as `#RRGGBB`.
        is_bold: whether bold.
        align: which point of the line is given.
        middle: whether the height given is that of the middle of the letters, else of the base line.
        on_plate: whether the ground is whitened.
    """

    size: float
    colour: str = INK
    is_bold: bool = False
    align: Literal["left", "center", "right"] = "left"
    middle: bool = False
    on_plate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """Fill and edge of shapes, one colour for all or one for each; width of the edge in points."""

    fill: Sequence[str] | str = "none"
    edge: Sequence[str] | str = "none"
    line: float = 0


@contextmanager
def printing() -> Iterator[None]:
    """Hold the lock and our settings of matplotlib; everything done with a `Sheet` belongs inside."""
    import matplotlib as mpl  # noqa: PLC0415 -- takes a second; needed in print only

    with _LOCK:
        settings: dict[Any, Any] = {
            "font.family": _font_families(),
            "pdf.fonttype": 42,  # TrueType, so that the text of a PDF can be searched
            "text.parse_math": False,  # a name with two dollar signs is no formula
            "path.simplify": False,
        }
        with mpl.rc_context(settings):
            yield


class Sheet:
    """A page to draw on; use it inside `printing` only."""

    def __init__(self, size: tuple[float, float]) -> None:
        """An empty white page of width times height points."""
        from matplotlib.figure import Figure  # noqa: PLC0415

        width, height = size
        self.width, self.height = size
        self._figure = Figure(
            figsize=(width / _POINTS_AN_INCH, height / _POINTS_AN_INCH), dpi=_POINTS_AN_INCH
        )
        self._axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()

    def text(self, x: float, y: float, words: str, letters: Letters) -> None:
        """Write a line that starts, ends or has its middle at `x`."""
        self._axes.text(
            x,
            y,
            words,
            fontsize=letters.size,
            color=letters.colour,
            fontweight="bold" if letters.is_bold else "normal",
            ha=letters.align,
            va="center_baseline" if letters.middle else "baseline",
            bbox=_PLATE if letters.on_plate else None,
        )

    def rectangle(self, box: Box, *, fill: str = "none", edge: str = "none", line: float = 0) -> None:
        """Draw a rectangle, with an edge of `line` points."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        corner = (box.left, box.top)
        self._axes.add_patch(Rectangle(corner, box.width, box.height, fc=fill, ec=edge, lw=line))

    def ring(self, x: float, y: float, radius: float, *, line: float) -> None:
        """Draw a circle whose ground shows through a little whitened."""
        from matplotlib.patches import Circle  # noqa: PLC0415

        self._axes.add_patch(Circle((x, y), radius, fc="#FFFFFF5A", ec=INK, lw=line))

    def rule(self, start: tuple[float, float], end: tuple[float, float], *, colour: str, line: float) -> None:
        """Draw a straight line."""
        self._axes.plot([start[0], end[0]], [start[1], end[1]], color=colour, lw=line, solid_capstyle="butt")

    def outlines(self, outlines: "Iterable[Outline]", paint: Paint, *, place: "Transform", clip: Box) -> None:
        """Draw shapes or lines that `place` brings onto the sheet, as far as they lie inside `clip`."""
        from matplotlib.collections import PathCollection  # noqa: PLC0415
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        drawn = PathCollection(
            list(outlines), facecolors=paint.fill, edgecolors=paint.edge, linewidths=paint.line
        )
        drawn.set_joinstyle("round")
        drawn.set_transform(place + self._axes.transData)
        self._axes.add_collection(drawn, autolim=False)
        frame = Rectangle((clip.left, clip.top), clip.width, clip.height, transform=self._axes.transData)
        drawn.set_clip_path(frame)

    def saved(self, kind: FileKind, *, title: str, dots_an_inch: int = 200) -> bytes:
        """The page as a picture, or as a PDF that carries its fonts; the same bytes whenever it is made."""
        file = io.BytesIO()
        metadata = {"Title": title, ("Software" if kind == "png" else "CreationDate"): None}
        self._figure.savefig(file, format=kind, dpi=dots_an_inch, metadata=metadata)
        return file.getvalue()


@lru_cache(maxsize=_WIDTHS_KEPT)
def text_width(words: str, letters: Letters) -> float:
    """Width of a line in points; inside `printing` only."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    face = FontProperties(size=letters.size, weight="bold" if letters.is_bold else "normal")
    found = _measuring().get_text_width_height_descent(words, face, ismath=False)  # type: ignore[no-untyped-call]
    return float(found[0]) / _MEASURED_LARGER


def fitted(words: str, letters: Letters, *, width: float) -> str:
    """A line as it is or, where it is too wide, cut and ended by three dots; inside `printing` only."""
    if text_width(words, letters) <= width:
        return words

    def cut(end: int) -> str:
        return f"{words[:end].rstrip()}…"

    ends = range(1, len(words))
    return cut(bisect_right(ends, width, key=lambda end: text_width(cut(end), letters)))


def shrunk(words: str, letters: Letters, *, width: float, smallest: float) -> tuple[str, Letters]:
    """A line in letters so small that it fits, not smaller than `smallest`; what still is too wide is cut."""
    taken = text_width(words, letters)
    if taken <= width:
        return words, letters
    smaller = replace(letters, size=max(smallest, letters.size * width / taken * 0.99))
    return fitted(words, smaller, width=width), smaller


@cache
def _measuring() -> "RendererAgg":
    from matplotlib.backends.backend_agg import RendererAgg  # noqa: PLC0415

    return RendererAgg(1, 1, _POINTS_AN_INCH * _MEASURED_LARGER)  # type: ignore[no-untyped-call]


@cache
def _font_families() -> list[str]:
    """Families in the order in which they are asked for a letter, made known to matplotlib."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.font_manager import fontManager  # noqa: PLC0415

    known = typefaces(Path(mpl.get_cachedir()))
    for typeface in known:
        fontManager.addfont(typeface.file)
    return [*dict.fromkeys(typeface.family for typeface in known), _GLYPHS]
