"""The tile map: complete, in connected blocks, compact, and with a feel for the geography."""

from collections import Counter

import numpy as np
import pytest
import shapely

from geo.boundaries import load_boundaries
from geo.errors import TileError
from geo.register import load_register
from geo.tiles import TILE_SIZE, load_tile_blocks, load_tiles, place_tiles, read_rows

register = load_register()
tiles = place_tiles(read_rows())
cells = {(tile.row, tile.column): tile.code for tile in tiles}


def _ranks(values: list[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Ranks with ties shared, for Spearman's correlation."""
    ordered = np.asarray(values)
    below = (ordered[:, None] > ordered).sum(axis=1)
    same = (ordered[:, None] == ordered).sum(axis=1)
    return np.asarray(below + same / 2, dtype=np.float64)


def _rank_correlation(one: list[float], other: list[float]) -> float:
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _connected(places: set[tuple[int, int]]) -> bool:
    todo, seen = [min(places)], {min(places)}
    while todo:
        row, column = todo.pop()
        beside = {(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)}
        todo += beside & places - seen
        seen |= beside & places
    return seen == places


def test_every_county_has_a_cell_of_its_own() -> None:
    assert [tile.code for tile in tiles] == [county.code for county in register.counties]
    assert len(cells) == 74


def test_the_outline_is_compact() -> None:
    rows, columns = max(tile.row for tile in tiles) + 1, max(tile.column for tile in tiles) + 1
    assert 4 / 3 <= columns / rows <= 16 / 9
    assert rows * columns <= 90
    assert _connected(set(cells))


@pytest.mark.parametrize("prefecture", [area.code for area in register.prefectures])
def test_a_prefecture_is_one_connected_block(prefecture: str) -> None:
    codes = {county.code for county in register.counties_of(prefecture)}
    assert _connected({place for place, code in cells.items() if code in codes})


def test_columns_go_east_and_rows_go_south() -> None:
    frame = load_boundaries("county")
    longitude, latitude = frame["label_lon"].tolist(), frame["label_lat"].tolist()
    assert _rank_correlation([tile.column for tile in tiles], longitude) > 0.9
    assert _rank_correlation([tile.row for tile in tiles], latitude) < -0.8


def test_most_neighbours_stay_near() -> None:
    shapes = load_boundaries("county").geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="touches")
    steps = Counter(
        max(abs(tiles[one].row - tiles[other].row), abs(tiles[one].column - tiles[other].column))
        for one, other in zip(left.tolist(), right.tolist(), strict=True)
    )
    assert steps[1] / steps.total() > 0.75
    assert max(steps) <= 5


def test_squares_are_equal_and_apart() -> None:
    frame = load_tiles()
    shapes = frame.geometry.to_numpy()
    assert np.allclose(shapely.area(shapes), shapely.area(shapes)[0])
    assert shapely.area(shapes)[0] > 0.85 * TILE_SIZE**2
    assert len(shapely.STRtree(shapes).query(shapes, predicate="intersects")[0]) == 74
    assert shapely.contains(shapes, shapely.points(frame["label_lon"], frame["label_lat"])).all()
    assert np.abs(frame.total_bounds).max() < 1
    assert frame["prefecture"].tolist() == [county.parent for county in register.counties]


def test_north_is_up_and_west_is_left() -> None:
    places = load_tiles().set_index("code")[["label_lon", "label_lat"]]
    assert places.loc["542524", "label_lon"] < places.loc["540328", "label_lon"]  # 日土, 芒康
    assert places.loc["542425", "label_lat"] > places.loc["540233", "label_lat"]  # 安多, 亚东


def test_blocks_cover_their_tiles_and_meet() -> None:
    blocks = load_tile_blocks()
    assert blocks["code"].tolist() == [area.code for area in register.prefectures]
    assert shapely.coverage_is_valid(blocks.geometry.to_numpy())
    assert set(blocks.geom_type) == {"Polygon"}
    inside = load_tiles().merge(blocks, left_on="prefecture", right_on="code", suffixes=("", "_block"))
    assert shapely.contains(inside["geometry_block"].to_numpy(), inside["geometry"].to_numpy()).all()


def test_callers_get_copies() -> None:
    for frame in (load_tiles(), load_tile_blocks()):
        frame.loc[0, "code"] = "spoilt"
    assert load_tiles().loc[0, "code"] == "540102"
    assert load_tile_blocks().loc[0, "code"] == "540100"


def test_a_broken_grid_is_refused_with_all_its_faults() -> None:
    rows = read_rows()
    rows[0] = ["540602", rows[0][2], *rows[0][2:-1]]
    with pytest.raises(TileError) as caught:
        place_tiles(rows)
    message = caught.value.message_en
    for part in ("row 0 is shorter", "540602 is no county", "542526 stands 2 times", "542523 has no tile"):
        assert part in message
