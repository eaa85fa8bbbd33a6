"""Where to look: the view that fits an area into a box of pixels, and which labels fit beside each other."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from geo.area import AreaLevel
from geo.boundaries import load_boundaries
from geo.register import load_register
from geo.tiles import load_tiles

__all__ = ["Box", "Label", "Viewport", "deepest_zoom", "fit", "map_viewport", "place_labels", "scope_bounds"]

_WORLD = 512 / (2 * math.pi)  # deck.gl's Web-Mercator world is 512 px wide at zoom 0
_PADDING = 14
_DEEPEST = 9.5


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Viewport:
    """Centre and zoom of a Web-Mercator map; zoom as deck.gl counts it."""

    longitude: float
    latitude: float
    zoom: float

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Distance of a point from the middle of the map in pixels, right and down."""
        scale = _WORLD * 2**self.zoom
        return (
            math.radians(longitude - self.longitude) * scale,
            (_stretched(self.latitude) - _stretched(latitude)) * scale,
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text wanted below the glyph at a point."""

    longitude: float
    latitude: float
    text: str


def scope_bounds(code: str, *, as_tiles: bool) -> Box:
    """Bounds of the counties of a prefecture or the region."""
    counties = [county.code for county in load_register().counties_of(code)]
    frame = load_tiles() if as_tiles else load_boundaries(AreaLevel.COUNTY)
    return Box(*frame[frame["code"].isin(counties)].total_bounds.tolist())


def fit(bounds: Box, *, width: int, height: int) -> Viewport:
    """The view that shows `bounds` whole in a map of width times height pixels."""
    low, high = _stretched(bounds.south), _stretched(bounds.north)
    across = (width - 2 * _PADDING) / math.radians(bounds.east - bounds.west)
    down = (height - 2 * _PADDING) / (high - low)
    middle = math.degrees(math.atan(math.sinh((low + high) / 2)))
    zoom = math.log2(min(across, down) / _WORLD)
    return Viewport(round((bounds.west + bounds.east) / 2, 4), round(middle, 4), round(zoom, 3))


@cache
def map_viewport(scope: str, *, as_tiles: bool, size: tuple[int, int]) -> Viewport:
    """The view on a prefecture or the region that fits into width times height pixels."""
    return fit(scope_bounds(scope, as_tiles=as_tiles), width=size[0], height=size[1])


def deepest_zoom(view: Viewport) -> float:
    """How far one may zoom in from a view."""
    return max(_DEEPEST, view.zoom + 3)


def place_labels(labels: Sequence[Label], view: Viewport, *, size: int, offset: int) -> list[bool]:
    """Which labels can be drawn without touching another label or glyph, the first ones first.

    Args:
        labels: in order of importance; an empty text keeps its glyph but wants no label.
        view: the map they are on.
        size: height of a letter in pixels.
        offset: from the point down to the middle of the label, in pixels.
    """
    points = [view.pixel(label.longitude, label.latitude) for label in labels]
    reach = offset - size / 2 - 1
    taken = [(x - reach, y - reach, x + reach, y + reach) for x, y in points]
    placed: list[bool] = []
    for label, (x, y) in zip(labels, points, strict=True):
        half = _text_width(label.text, size) / 2
        box = (x - half, y + offset - size / 2, x + half, y + offset + size / 2)
        is_free = bool(label.text) and not _touches(box, taken)
        placed.append(is_free)
        if is_free:
            taken.append(box)
    return placed


def _touches(box: tuple[float, ...], taken: Iterable[tuple[float, ...]]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


def _text_width(text: str, size: int) -> float:
    return sum(size if ord(letter) > 0x2E7F else size * 0.58 for letter in text)


def _stretched(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))
