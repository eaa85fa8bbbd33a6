"""Map geometry as a browser fetches it: compact GeoJSON under names that change with the content."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.area import AreaLevel
from geo.boundaries import load_boundaries
from geo.linework import hatch, shared_borders
from geo.register import load_register
from geo.tiles import TILE_SIZE, load_tile_blocks, load_tiles

__all__ = ["HATCH_SPACING", "MapFile", "map_files"]

HATCH_SPACING = 0.12
"""Degrees between the hatching lines of the boundary map; five to a tile on the tile map."""

_DECIMALS = 3  # about 100 m, far less than a pixel
_TILE_HATCH_SPACING = TILE_SIZE / 5
_HASH_DIGITS = 12
_TILE_LETTERS, _UNLIMITED = 10, 99

_Feature = tuple[Mapping[str, str | int | None], shapely.Geometry]


@dataclass(frozen=True, slots=True)
class MapFile:
    """One file for the browser; the hash in its name makes it safe to cache for ever."""

    name: str
    content: bytes


@cache
def map_files() -> Mapping[str, MapFile]:
    """All geometry the map needs, by role.

    Returns:
        `counties` and `tiles` (polygons: i, code, name_zh, name_en, prefecture), `marks` and `tile_marks`
        (points for glyphs and labels: i, code, short_zh, short_en; cut to the width of a tile), `hatch` and
        `tile_hatch` (lines: i and code of the county), `prefectures` and `tile_blocks` (lines, each border
        once: left and right, the codes of the prefectures it parts; right is null at the outside). `i` is
        the place of the county in the register, by which a spec looks up what varies.
    """
    counties, prefectures = load_boundaries(AreaLevel.COUNTY), load_boundaries(AreaLevel.PREFECTURE)
    tiles, blocks = load_tiles(), load_tile_blocks()
    layers = {
        "counties": _areas(_shapes(counties)),
        "prefectures": _borders(_shapes(prefectures)),
        "hatch": _hatching(_shapes(counties), spacing=HATCH_SPACING),
        "marks": _marks(counties, longest=_UNLIMITED),
        "tiles": _areas(_shapes(tiles)),
        "tile_blocks": _borders(_shapes(blocks)),
        "tile_hatch": _hatching(_shapes(tiles), spacing=_TILE_HATCH_SPACING),
        "tile_marks": _marks(tiles, longest=_TILE_LETTERS),
    }
    return MappingProxyType({role: _file(role, features) for role, features in layers.items()})


def _shapes(frame: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    # every point alike is rounded, so borders stay shared
    rounded = shapely.remove_repeated_points(_rounded(frame.geometry.to_numpy()))
    return dict(zip(frame["code"].tolist(), rounded.tolist(), strict=True))


def _areas(shapes: Mapping[str, shapely.Geometry]) -> Iterable[_Feature]:
    register = load_register()
    for i, (code, shape) in enumerate(shapes.items()):
        area = register.area(code)
        names = {"code": code, "name_zh": area.name_zh, "name_en": area.name_en, "prefecture": area.parent}
        yield {"i": i, **names}, shape


def _marks(frame: gpd.GeoDataFrame, *, longest: int) -> Iterable[_Feature]:
    register = load_register()
    points = shapely.points(frame[["label_lon", "label_lat"]].to_numpy().round(_DECIMALS))
    for i, (code, point) in enumerate(zip(frame["code"].tolist(), points.tolist(), strict=True)):
        area = register.area(code)
        # three dots are as wide as two letters
        short_en = area.name_en if len(area.name_en) <= longest else f"{area.name_en[: longest - 2]}…"
        yield {"i": i, "code": code, "short_zh": area.short_zh, "short_en": short_en}, point


def _borders(shapes: Mapping[str, shapely.Geometry]) -> Iterable[_Feature]:
    for codes, line in shared_borders(shapes).items():
        yield {"left": codes[0], "right": codes[1] if len(codes) > 1 else None}, line


def _hatching(shapes: Mapping[str, shapely.Geometry], *, spacing: float) -> Iterable[_Feature]:
    for i, (code, shape) in enumerate(shapes.items()):
        yield {"i": i, "code": code}, _rounded(hatch(shape, spacing=spacing))


def _file(role: str, features: Iterable[_Feature]) -> MapFile:
    written = ",".join(
        f'{{"type":"Feature","properties":{_compact(properties)},"geometry":{shapely.to_geojson(shape)}}}'
        for properties, shape in features
    )
    content = f'{{"type":"FeatureCollection","features":[{written}]}}'.encode()
    digest = hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]
    return MapFile(f"{role}.{digest}.json", content)


def _compact(properties: Mapping[str, str | int | None]) -> str:
    return json.dumps(properties, ensure_ascii=False, separators=(",", ":"))


def _rounded(shapes: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shapes, _round_points)


def _round_points(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points.round(_DECIMALS)
