"""Maps as sheets of paper: one large, or several small ones beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from geo.picture import MapClass, MapPicture
from reports.canvas import A3, A4, BLUE, QUIET, Box, FileKind, Letters, Sheet, printing, shrunk
from reports.map_drawing import Legend, draw_legend, draw_map, legend_height

__all__ = ["MapWords", "Paper", "print_map", "print_map_grid"]

Paper: TypeAlias = Literal["A4", "A3"]
"""Size of the sheet, landscape."""

_PAPERS: dict[Paper, tuple[float, float]] = {"A4": A4, "A3": A3}
_MARGIN, _TITLE, _SUBTITLE, _LEGEND, _SOURCE = 36, 20, 11, 11, 8  # points on A4, larger on A3
_GAP = 8
_SMALLEST = 0.65  # how far a line may shrink before it is cut
_MAP_SHAPE = 1.8  # width over height of the region
_SMALL_SCREEN = 640  # pixels that a small map is as wide as


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """What stands around a map.

    Attributes:
        title: of the sheet.
        subtitle: figure and target of the whole, or nothing.
        legend: the classes that are explained.
        source: data date, origin of the boundaries and their approval number.
    """

    title: str
    subtitle: str = ""
    legend: Legend = ()
    source: str = ""


def print_map(picture: MapPicture, words: MapWords, *, paper: Paper = "A4", kind: FileKind = "png") -> bytes:
    """One map on a landscape sheet; takes the picture that the screen shows."""
    with printing():
        sheet = Sheet(_PAPERS[paper])
        room = _draw_words(sheet, words, picture.classes)
        draw_map(sheet, picture, box=room)
        return sheet.saved(kind, title=words.title)


def print_map_grid(
    panels: Sequence[tuple[str, MapPicture]], words: MapWords, *, paper: Paper = "A4", kind: FileKind = "png"
) -> bytes:
    """Small maps with a heading each on a landscape sheet; all have the classes of the first."""
    with printing():
        sheet = Sheet(_PAPERS[paper])
        room = _draw_words(sheet, words, panels[0][1].classes)
        letters = Letters(size=_SUBTITLE * sheet.width / A4[0], align="center")
        heading_height = 1.5 * letters.size
        for (heading, picture), cell in zip(
            panels, _cells(len(panels), room, heading=heading_height), strict=True
        ):
            sheet.text(cell.left + cell.width / 2, cell.top + letters.size, heading, letters)
            box = Box(cell.left, cell.top + heading_height, cell.width, cell.height - heading_height)
            draw_map(sheet, picture, box=box, screen_width=_SMALL_SCREEN)
        return sheet.saved(kind, title=words.title)


def _draw_words(sheet: Sheet, words: MapWords, classes: Sequence[MapClass]) -> Box:
    """Write title, legend and source; returns the room that is left for maps."""
    unit = sheet.width / A4[0]
    margin = _MARGIN * unit
    left, width = margin, sheet.width - 2 * margin
    top, bottom = margin + _TITLE * unit, sheet.height - margin
    title = Letters(size=_TITLE * unit, colour=BLUE, is_bold=True)
    sheet.text(left, top, *_fitting(words.title, title, width))
    if words.subtitle:
        top += 1.8 * _SUBTITLE * unit
        sheet.text(left, top, *_fitting(words.subtitle, Letters(size=_SUBTITLE * unit), width))
    source = Letters(size=_SOURCE * unit, colour=QUIET)
    sheet.text(left, bottom, *_fitting(words.source, source, width))
    bottom -= 2 * _SOURCE * unit + legend_height(words.legend, width, size=_LEGEND * unit)
    draw_legend(sheet, classes, words.legend, box=Box(left, bottom, width, 0), size=_LEGEND * unit)
    top += _GAP * unit
    return Box(left, top, width, bottom - _GAP * unit - top)


def _fitting(words: str, letters: Letters, width: float) -> tuple[str, Letters]:
    return shrunk(words, letters, width=width, smallest=_SMALLEST * letters.size)


def _cells(count: int, room: Box, *, heading: float) -> list[Box]:
    """Equal cells with gaps for so many maps, in the number of columns that makes them largest."""

    def size(columns: int) -> float:
        return min(room.width / columns / _MAP_SHAPE, room.height / -(-count // columns) - heading)

    columns = max(range(1, count + 1), key=size)
    width, height = room.width / columns, room.height / -(-count // columns)
    corners = ((place % columns * width, place // columns * height) for place in range(count))
    return [Box(room.left + x, room.top + y, width - _GAP, height - _GAP) for x, y in corners]
