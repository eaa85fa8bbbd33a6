"""The tile map: one equal square a county, so that 城关区 weighs as much as 双湖县."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import shapely

from geo.area import AreaLevel
from geo.boundaries import CRS
from geo.errors import TileError
from geo.register import load_register

__all__ = ["TILES_FILE", "TILE_SIZE", "Tile", "load_tile_blocks", "load_tiles", "place_tiles", "read_rows"]

TILES_FILE = Path(__file__).with_name("reference") / "tiles.toml"
"""The grid as drawn by hand."""

TILE_SIZE = 0.1
"""Side of a cell in degrees; the map lies around 0° N 0° E, where a degree is as wide as high."""

_INSET = 0.003
_EMPTY = "------"


@dataclass(frozen=True, slots=True)
class Tile:
    """Place of a county: row from the north, column from the west, both from 0."""

    code: str
    row: int
    column: int


def load_tiles() -> gpd.GeoDataFrame:
    """Tiles of all counties, in the order of the register.

    Returns:
        `code`, `prefecture`, `row`, `column`, `label_lon`, `label_lat` (centre) and `geometry`: squares
        with a small gap between them. Degrees by name only, the place on earth means nothing.
    """
    return _tiles().copy()


def load_tile_blocks() -> gpd.GeoDataFrame:
    """Outline of each prefecture's block of cells, without the gaps: `code`, `geometry`."""
    return _tile_blocks().copy()


def read_rows(path: Path = TILES_FILE) -> list[list[str]]:
    """The grid as written, row by row; empty cells are `------`."""
    with path.open("rb") as file:
        rows: list[str] = tomllib.load(file)["rows"]
    return [row.split() for row in rows]


def place_tiles(rows: Sequence[Sequence[str]]) -> tuple[Tile, ...]:
    """Give each county its cell.

    Raises:
        TileError: rows of different lengths, an unknown code, a county missing or there twice.
    """
    tiles = [
        Tile(code, row, column)
        for row, codes in enumerate(rows)
        for column, code in enumerate(codes)
        if code != _EMPTY
    ]
    problems = _problems(rows, Counter(tile.code for tile in tiles))
    if problems:
        raise TileError(problems)
    by_code = {tile.code: tile for tile in tiles}
    return tuple(by_code[county.code] for county in load_register().counties)


def _problems(rows: Sequence[Sequence[str]], counts: Counter[str]) -> list[str]:
    counties = [county.code for county in load_register().counties]
    width = max(len(row) for row in rows)
    problems = [f"row {place} is shorter" for place, row in enumerate(rows) if len(row) < width]
    problems += [f"{code} stands {count} times" for code, count in counts.items() if count > 1]
    problems += [f"{code} is no county" for code in counts if code not in counties]
    return problems + [f"{code} has no tile" for code in counties if code not in counts]


@cache
def _tiles() -> gpd.GeoDataFrame:
    register = load_register()
    rows = read_rows()
    tiles = place_tiles(rows)
    cells = [_cell(tile, rows) for tile in tiles]
    centres = [shapely.get_coordinates(shapely.centroid(cell))[0].round(6) for cell in cells]
    columns = {
        "code": [tile.code for tile in tiles],
        "prefecture": [register.area(tile.code).parent for tile in tiles],
        "row": [tile.row for tile in tiles],
        "column": [tile.column for tile in tiles],
        "label_lon": [centre[0] for centre in centres],
        "label_lat": [centre[1] for centre in centres],
    }
    squares = shapely.buffer(cells, -_INSET, join_style="mitre")
    return gpd.GeoDataFrame(columns, geometry=squares, crs=CRS)


@cache
def _tile_blocks() -> gpd.GeoDataFrame:
    tiles, rows = _tiles(), read_rows()
    cells = dict(zip(tiles["code"].tolist(), (_cell(tile, rows) for tile in place_tiles(rows)), strict=True))
    register = load_register()
    prefectures = [area.code for area in register.of_level(AreaLevel.PREFECTURE)]
    blocks = [
        shapely.coverage_union_all([cells[county.code] for county in register.counties_of(code)])
        for code in prefectures
    ]
    return gpd.GeoDataFrame({"code": prefectures}, geometry=blocks, crs=CRS)


def _cell(tile: Tile, rows: Sequence[Sequence[str]]) -> shapely.Polygon:
    # whole tenths divided once, so that neighbours get the same corner to the last bit
    west, north = 2 * tile.column - len(rows[0]), len(rows) - 2 * tile.row
    half = TILE_SIZE / 2
    return shapely.box(west * half, (north - 2) * half, (west + 2) * half, north * half)
