"""The files for the browser: small, complete, valid after rounding, named by their content."""

import gzip
import hashlib
import json
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.boundaries import load_boundaries
from geo.linework import hatch, shared_borders
from geo.map_files import map_files
from geo.register import load_register
from geo.tiles import load_tiles

register = load_register()
COUNTIES = [county.code for county in register.counties]
ROLES = ["counties", "prefectures", "hatch", "marks", "tiles", "tile_blocks", "tile_hatch", "tile_marks"]


def _features(role: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(map_files()[role].content)["features"]
    return features


def _shapes(role: str) -> list[shapely.Geometry]:
    return [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in _features(role)]


def test_there_is_a_file_for_each_role() -> None:
    assert list(map_files()) == ROLES


@pytest.mark.parametrize("role", ROLES)
def test_names_change_with_the_content(role: str) -> None:
    file = map_files()[role]
    assert file.name == f"{role}.{hashlib.sha256(file.content).hexdigest()[:12]}.json"


def test_all_files_together_are_small() -> None:
    contents = [file.content for file in map_files().values()]
    assert sum(map(len, contents)) <= 600_000
    assert sum(len(gzip.compress(content)) for content in contents) <= 150_000


@pytest.mark.parametrize("role", ["counties", "tiles"])
def test_polygons_carry_names_and_prefecture(role: str) -> None:
    properties = [feature["properties"] for feature in _features(role)]
    assert [entry["code"] for entry in properties] == COUNTIES
    assert [entry["i"] for entry in properties] == list(range(74))
    assert properties[0] == {
        "i": 0,
        "code": "540102",
        "name_zh": "城关区",
        "name_en": "Chengguan",
        "prefecture": "540100",
    }


def test_rounded_counties_still_fit_together() -> None:
    shapes = _shapes("counties")
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert len(shapely.get_rings(shapely.get_parts(shapely.union_all(shapes)))) == 1
    before = load_boundaries("county").to_crs("EPSG:6933").area.to_numpy()
    after = gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs("EPSG:6933").area.to_numpy()
    assert abs(after / before - 1).max() < 0.005


@pytest.mark.parametrize(("role", "level"), [("prefectures", "prefecture"), ("tile_blocks", "prefecture")])
def test_prefecture_borders_are_drawn_once(role: str, level: str) -> None:
    pairs = [(entry["properties"]["left"], entry["properties"]["right"]) for entry in _features(role)]
    codes = {area.code for area in register.of_level(level)}
    assert {code for pair in pairs for code in pair if code} == codes
    assert len(set(pairs)) == len(pairs)
    lines = shapely.union_all(_shapes(role))
    assert sum(shape.length for shape in _shapes(role)) == pytest.approx(lines.length)


def test_prefecture_borders_are_complete() -> None:
    outlines = shapely.union_all(shapely.boundary(load_boundaries("prefecture").geometry.to_numpy()))
    drawn = shapely.union_all(_shapes("prefectures"))
    assert drawn.length == pytest.approx(outlines.length, rel=0.01)
    assert shapely.hausdorff_distance(drawn, outlines) < 0.002


@pytest.mark.parametrize("role", ["hatch", "tile_hatch"])
def test_every_county_can_be_hatched_within_itself(role: str) -> None:
    frame = load_boundaries("county") if role == "hatch" else load_tiles()
    assert [entry["properties"]["code"] for entry in _features(role)] == COUNTIES
    shapes = frame.geometry.to_numpy()
    lines = _shapes(role)
    assert {line.geom_type for line in lines} == {"MultiLineString"}
    assert min(len(line.geoms) for line in lines) >= 2
    assert shapely.covers(shapely.buffer(shapes, 0.002), lines).all()


def test_hatching_lines_are_as_far_apart_as_asked() -> None:
    lines = shapely.get_parts(hatch(shapely.box(0, 0, 10, 10), spacing=1.0))
    starts = sorted(line.coords[0][0] - line.coords[0][1] for line in lines)
    assert np.diff(starts) == pytest.approx(2**0.5)  # along the axis, so one across


def test_hatching_reaches_both_parts_and_leaves_holes() -> None:
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    lines = hatch(shapely.MultiPolygon([ring, shapely.box(5, 0, 6, 1)]), spacing=0.2)
    assert not lines.intersects(shapely.box(1.1, 1.1, 1.9, 1.9))
    assert lines.intersects(shapely.box(5, 0, 6, 1))


def test_shared_borders_of_two_squares_and_a_far_part() -> None:
    left = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)])
    borders = shared_borders({"a": left, "b": shapely.box(1, 0, 2, 1)})
    assert list(borders) == [("a",), ("a", "b"), ("b",)]
    assert {codes: line.length for codes, line in borders.items()} == {
        ("a",): 7.0,
        ("a", "b"): 1.0,
        ("b",): 3.0,
    }
