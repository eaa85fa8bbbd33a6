"""Draws the map of the screen onto a sheet: the same classes, colours, marks and names, and its legend."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo import load_register
from geo.labels import glyph_offset, label_offset, label_size, wanted_labels
from geo.picture import DOUBT, MapClass, MapPicture
from geo.viewport import Viewport, map_viewport
from reports.canvas import INK, Box, Letters, Paint, Sheet, text_width
from reports.map_outlines import map_marks, map_outlines

if TYPE_CHECKING:
    from matplotlib.transforms import Affine2D

__all__ = ["SCREEN_WIDTH", "Legend", "draw_legend", "draw_map", "draw_swatch", "legend_height"]

Legend = Sequence[tuple[int, str]]
"""Place in the classes of a picture, and the words for it."""

SCREEN_WIDTH = 930
"""Pixels of the map on screen; on paper glyphs and names keep their size against the map."""

_BORDER, _HATCH, _CHOSEN, _WHITE = "#46505F", "#9E9E9E", "#0B3D91", "#FFFFFF"
_COUNTY_LINE, _HATCH_LINE, _BORDER_LINE, _CHOSEN_LINE, _RING_LINE = (
    0.7,
    0.8,
    1.8,
    4,
    1.5,
)  # pixels, as on screen
_GLYPH_SIZE = 14
_ROW, _INDENT, _GAP, _SIDE = 1.9, 1.75, 1.6, 1.35  # of a legend, in heights of its letters


def draw_map(sheet: Sheet, picture: MapPicture, *, box: Box, screen_width: int = SCREEN_WIDTH) -> None:
    """Draw the screen's map into a box.

    Args:
        sheet: of paper.
        picture: what the screen shows; its size in pixels and address mean nothing here.
        box: where it belongs; what sticks out is cut.
        screen_width: pixels that the box is as wide as; fewer make glyphs and names larger.
    """
    from matplotlib.transforms import Affine2D  # noqa: PLC0415 -- needed in print only

    scale = box.width / screen_width
    sized = replace(picture, width=screen_width, height=round(box.height / scale))
    view = map_viewport(sized.scope, as_tiles=sized.is_tile, size=(sized.width, sized.height))
    place = Affine2D().scale(scale).translate(box.left + box.width / 2, box.top + box.height / 2)
    _draw_areas(sheet, sized, view, place=place, box=box)
    _draw_marks(sheet, sized, view, box=box)


def draw_legend(sheet: Sheet, classes: Sequence[MapClass], legend: Legend, *, box: Box, size: float) -> None:
    """Write the classes with their words in rows from the top of a box."""
    for (place, words), (x, row) in zip(legend, _legend_places(legend, box.width, size=size), strict=True):
        y = box.top + (row + 0.5) * _ROW * size
        draw_swatch(sheet, classes[place], x=box.left + x, y=y, size=size)
        sheet.text(box.left + x + _INDENT * size, y, words, Letters(size=size, middle=True))


def legend_height(legend: Legend, width: float, *, size: float) -> float:
    """Height in points that `draw_legend` takes."""
    return (max((row for _, row in _legend_places(legend, width, size=size)), default=-1) + 1) * _ROW * size


def draw_swatch(sheet: Sheet, look: MapClass, *, x: float, y: float, size: float) -> None:
    """A class as a square with its glyph; `y` is the height of its middle."""
    side = _SIDE * size
    edge = _HATCH if look.fill.upper() == _WHITE else "none"
    sheet.rectangle(Box(x, y - side / 2, side, side), fill=look.fill, edge=edge, line=0.6)
    sheet.text(x + side / 2, y, look.glyph, _centred(size, look.ink))


def _centred(size: float, colour: str) -> Letters:
    return Letters(size=size, colour=colour, align="center", middle=True)


def _legend_places(legend: Legend, width: float, *, size: float) -> list[tuple[float, int]]:
    """Distance from the left and row of each entry."""
    x, row = 0.0, 0
    places = []
    for _, words in legend:
        taken = _INDENT * size + text_width(words, Letters(size=size))
        if x and x + taken > width:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += taken + _GAP * size
    return places


def _draw_areas(sheet: Sheet, picture: MapPicture, view: Viewport, *, place: "Affine2D", box: Box) -> None:
    """Fill, hatching, county lines, prefecture borders and the outline of the chosen county."""
    scale = box.width / picture.width
    looks = [picture.classes[number] for number in picture.class_of]
    counties = map_outlines("tiles" if picture.is_tile else "counties", view)
    hatching = map_outlines("tile_hatch" if picture.is_tile else "hatch", view)
    hatched = [lines for lines, look in zip(hatching, looks, strict=True) if look.is_hatched]
    blocks = map_outlines("tile_blocks" if picture.is_tile else "prefectures", view)
    chosen = [
        outline
        for outline, county in zip(counties, load_register().counties, strict=True)
        if county.code == picture.chosen
    ]
    white = [outline for outline, look in zip(counties, looks, strict=True) if look.fill.upper() == _WHITE]
    edge = _HATCH if picture.is_tile else _WHITE
    for outlines, paint in (
        (counties, Paint(fill=[look.fill for look in looks], edge=edge, line=_COUNTY_LINE * scale)),
        (white, Paint(edge=_HATCH, line=_COUNTY_LINE * scale)),  # else two of them would run together
        (hatched, Paint(edge=_HATCH, line=_HATCH_LINE * scale)),
        (blocks, Paint(edge=_BORDER, line=_BORDER_LINE * scale)),
        (chosen, Paint(edge=_CHOSEN, line=_CHOSEN_LINE * scale)),
    ):
        sheet.outlines(outlines, paint, place=place, clip=box)


def _draw_marks(sheet: Sheet, picture: MapPicture, view: Viewport, *, box: Box) -> None:
    """Rings, glyphs, and the names that fit beside each other."""
    scale = box.width / picture.width
    lift, drop = glyph_offset(picture), label_offset(picture)
    marks = map_marks("tile_marks" if picture.is_tile else "marks", view)
    labels = wanted_labels(picture, view)
    for place, mark in enumerate(marks):
        x, y = box.left + box.width / 2 + mark.x * scale, box.top + box.height / 2 + mark.y * scale
        if not (box.left < x < box.right and box.top < y < box.bottom):
            continue
        look = picture.classes[picture.class_of[place]]
        if picture.rings and picture.rings[place]:
            sheet.ring(x, y, picture.rings[place] * scale, line=_RING_LINE * scale)
        glyph = look.glyph + (DOUBT if picture.doubtful and picture.doubtful[place] else "")
        sheet.text(x, y + lift * scale, glyph, _centred(_GLYPH_SIZE * scale, look.ink))
        if labels[place] == "1":
            letters = _label_letters(picture, look, scale=scale)
            sheet.text(x, y + drop * scale, mark.names[picture.language], letters)


def _label_letters(picture: MapPicture, look: MapClass, *, scale: float) -> Letters:
    letters = _centred(label_size(picture) * scale, look.ink)
    return letters if picture.is_tile else replace(letters, colour=INK, on_plate=True)
