"""The names on the map: where they stand, and which of them fit beside each other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from geo.map_files import map_files
from geo.picture import MapPicture
from geo.register import load_register
from geo.viewport import Label, Viewport, place_labels

__all__ = [
    "MarkRole",
    "glyph_offset",
    "label_offset",
    "label_size",
    "mark_points",
    "wanted_labels",
]

_BOUNDARY_OFFSET, _TILE_OFFSET, _RING_TILE_OFFSET = 15, 8, 18
_LIFT = -9
_SIZE, _SMALL_SIZE = 12, 10

MarkRole: TypeAlias = Literal["marks", "tile_marks"]
"""The map files that hold the marks: on the true map, on the tiles."""


@dataclass(frozen=True, slots=True)
class _Mark:
    code: str
    longitude: float
    latitude: float
    names: Mapping[str, str]


def mark_points(role: MarkRole) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each county's mark, on the true map or on the tiles."""
    return {mark.code: (mark.longitude, mark.latitude) for mark in _marks(role)}


def label_size(picture: MapPicture) -> int:
    """Height of a letter in pixels; English names must be smaller to fit into a tile."""
    return _SMALL_SIZE if picture.is_tile and picture.language == "en" else _SIZE


def label_offset(picture: MapPicture) -> int:
    """Pixels from the mark down to the middle of its label; on tiles a ring stays between the two."""
    if not picture.is_tile:
        return _BOUNDARY_OFFSET
    return _RING_TILE_OFFSET if picture.rings else _TILE_OFFSET


def glyph_offset(picture: MapPicture) -> int:
    """Pixels from the mark to its glyph, which gives way to the label on a tile, but stays in a ring."""
    return _LIFT if picture.is_tile and picture.with_labels and not picture.rings else 0


def wanted_labels(picture: MapPicture, view: Viewport) -> str:
    """A digit for each county: 1 where its name fits; names for tiles are cut so that all do."""
    if not picture.with_labels:
        return "0" * len(picture.class_of)
    if picture.is_tile:
        return "1" * len(picture.class_of)
    shown = {county.code for county in load_register().counties_of(picture.scope)}
    labels = [
        Label(mark.longitude, mark.latitude, mark.names[picture.language] if mark.code in shown else "")
        for mark in _marks("marks")
    ]
    placed = place_labels(labels, view, size=label_size(picture), offset=label_offset(picture))
    return "".join("1" if is_placed else "0" for is_placed in placed)


@cache
def _marks(role: MarkRole) -> tuple[_Mark, ...]:
    features = json.loads(map_files()[role].content)["features"]
    return tuple(_mark(entry["properties"], *entry["geometry"]["coordinates"]) for entry in features)


def _mark(properties: Mapping[str, str], longitude: float, latitude: float) -> _Mark:
    names = {"zh": properties["short_zh"], "en": properties["short_en"]}
    return _Mark(properties["code"], longitude, latitude, names)
