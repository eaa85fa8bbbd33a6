"""The geometry of the map as outlines to draw: the files of the browser, in pixels of its screen."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from geo.map_files import map_files
from geo.viewport import Viewport

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

__all__ = ["Mark", "map_marks", "map_outlines"]

_Point = tuple[float, float]
_KEPT = 64  # files times views


@dataclass(frozen=True, slots=True)
class Mark:
    """Where glyph and name of a county stand, in pixels from the middle of the map, right and down."""

    code: str
    x: float
    y: float
    names: dict[str, str]


@lru_cache(maxsize=_KEPT)
def map_outlines(role: str, view: Viewport) -> "tuple[Outline, ...]":
    """Shapes or lines of a file of `map_files`, in its order, in pixels from the middle of the map."""
    from matplotlib.path import Path as Outline  # noqa: PLC0415 -- needed in print only

    outlines = []
    for feature in _features(role):
        lines = list(_lines(feature["geometry"]["coordinates"]))
        points = [view.pixel(*point) for line in lines for point in line]
        codes = [code for line in lines for code in (Outline.MOVETO, *[Outline.LINETO] * (len(line) - 1))]
        outlines.append(Outline(points, codes) if points else Outline([(0, 0)]))
    return tuple(outlines)


def map_marks(role: str, view: Viewport) -> tuple[Mark, ...]:
    """The marks of a file of `map_files`, in the order of the register."""
    return tuple(_mark(feature, view.pixel) for feature in _features(role))


@cache
def _features(role: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(map_files()[role].content)["features"]
    return features


def _mark(feature: dict[str, Any], pixel: Callable[[float, float], _Point]) -> Mark:
    properties = feature["properties"]
    names = {key.removeprefix("short_"): name for key, name in properties.items() if key.startswith("short_")}
    return Mark(properties["code"], *pixel(*feature["geometry"]["coordinates"]), names)


def _lines(coordinates: Sequence[Any]) -> Iterator[Sequence[_Point]]:
    """The rings or lines of a shape, however deep GeoJSON nests them."""
    if coordinates and isinstance(coordinates[0][0], float | int):
        yield coordinates
        return
    for part in coordinates:
        yield from _lines(part)
