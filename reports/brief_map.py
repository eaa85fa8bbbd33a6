"""The map of a brief: as wide as its text, with the legend below."""

from geo.picture import MapPicture
from reports.canvas import MILLIMETRE, Box, Sheet, printing
from reports.map_drawing import Legend, draw_legend, draw_map, legend_height

__all__ = ["BRIEF_MAP_SIZE", "print_brief_map"]

BRIEF_MAP_SIZE = (170, 86)
"""Width and height in millimetres."""

_SCREEN_WIDTH, _LEGEND = 860, 8.5  # pixels; points


def print_brief_map(picture: MapPicture, legend: Legend, *, dots_an_inch: int = 200) -> bytes:
    """A map with its legend as a PNG."""
    width, height = (side * MILLIMETRE for side in BRIEF_MAP_SIZE)
    with printing():
        sheet = Sheet((width, height))
        below = legend_height(legend, width, size=_LEGEND) + 2
        draw_map(sheet, picture, box=Box(0, 0, width, height - below), screen_width=_SCREEN_WIDTH)
        box = Box(0, height - below + 2, width, 0)
        draw_legend(sheet, picture.classes, legend, box=box, size=_LEGEND)
        return sheet.saved("png", title="", dots_an_inch=dots_an_inch)
