"""Building the boundary file: from the data package, from the office's own file, and from broken ones."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo import tianditu
from geo.approved import read_approved
from geo.boundaries import BOUNDARIES_FILE, CRS, PROVENANCE_FILE, SourceCounty, read_boundaries
from geo.build_boundaries import build_boundaries, main, match_counties
from geo.errors import BoundaryMismatchError, BoundarySourceError
from geo.register import load_register

register = load_register()


@cache
def source() -> tuple[SourceCounty, ...]:
    return tianditu.read_counties()


def test_the_package_has_74_counties_in_a_valid_coverage() -> None:
    shapes = [county.polygon for county in source()]
    assert len(shapes) == 74
    assert shapely.get_num_coordinates(shapes).sum() == 27_654
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_new_names_beside_old_codes_are_matched() -> None:
    named = {county.code: county.name for county in source()}
    assert (named["540422"], named["540530"]) == ("米林市", "错那市")
    assert list(match_counties(source(), register)) == [area.code for area in register.counties]


def test_other_provinces_can_be_read() -> None:
    assert [county.name for county in tianditu.read_counties(province="110000")][:2] == ["东城区", "西城区"]


@pytest.mark.parametrize(
    ("record", "reason"), [(b"\x00\x00\x00\x00", "geometry type 0"), (None, "1 names, 0 polygons")]
)
def test_a_package_of_another_layout_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: bytes | None, reason: str
) -> None:
    folder = tmp_path / "data" / "china" / "tianditu"
    folder.mkdir(parents=True)
    table = "province_adcode,district_adcode,district_name\n540000,540102,城关区\n"
    (folder / "cn_district.csv").write_text(table, encoding="utf-8")
    sizes = [] if record is None else [len(record)]
    header = b"".join(number.to_bytes(4, "little") for number in [len(sizes), *sizes])
    (folder / "cn_district.bin").write_bytes(header + (record or b""))
    monkeypatch.setattr(tianditu, "files", lambda _: tmp_path)
    with pytest.raises(BoundarySourceError, match=reason):
        tianditu.read_counties()


def test_the_committed_file_is_the_one_the_script_builds() -> None:
    built, committed = build_boundaries(source()), gpd.read_parquet(BOUNDARIES_FILE)
    assert built.drop(columns="geometry").equals(committed.drop(columns="geometry"))
    assert shapely.equals_exact(built.geometry.to_numpy(), committed.geometry.to_numpy(), 1e-9).all()


def test_building_twice_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        main(["--out", str(tmp_path / name)])
    for name in (BOUNDARIES_FILE.name, PROVENANCE_FILE.name):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert "boundaries.parquet" in capsys.readouterr().out


def test_a_missing_county_is_named() -> None:
    with pytest.raises(BoundaryMismatchError, match="1 missing 540102"):
        match_counties(source()[1:], register)


@pytest.mark.parametrize(
    ("code", "name"),
    [("540121", "城关区"), ("540172", "拉萨经济技术开发区"), ("540100", "拉萨市"), ("", "浦东新区")],
)
def test_a_polygon_of_no_county_is_named(code: str, name: str) -> None:
    stranger = replace(source()[0], code=code, name=name)
    with pytest.raises(BoundaryMismatchError) as caught:
        match_counties([stranger, *source()[1:]], register)
    assert caught.value.surplus == (f"{code} {name}",)


def test_overlapping_counties_are_named() -> None:
    first = source()[0]
    swollen = replace(first, polygon=shapely.buffer(first.polygon, 0.01))
    with pytest.raises(BoundarySourceError, match="borders do not meet in 540102"):
        build_boundaries([swollen, *source()[1:]])


def test_the_office_can_load_its_own_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "approved.gpkg"
    _office_frame().to_crs("EPSG:4490").to_file(path, driver="GPKG")
    main(["--from", str(path), "--approval", "藏S(2016)001号", "--out", str(tmp_path)])
    assert "approved.gpkg" in capsys.readouterr().out
    frame = read_boundaries(tmp_path / BOUNDARIES_FILE.name)
    assert frame["code"].tolist() == [area.code for area in register.areas]
    stated = tomllib.loads((tmp_path / PROVENANCE_FILE.name).read_text(encoding="utf-8"))
    assert stated["approval"] == "藏S(2016)001号"


def test_names_alone_are_enough_and_parts_are_merged(tmp_path: Path) -> None:
    path = tmp_path / "names.geojson"
    _office_frame().drop(columns="XZQDM").explode().to_file(path, driver="GeoJSON")
    counties = read_approved(path)
    assert len(counties) == 74
    assert {county.code for county in counties} == {""}


def test_a_file_that_says_too_little_is_refused(tmp_path: Path) -> None:
    frame = _office_frame()
    bare = tmp_path / "bare.gpkg"
    frame[["geometry"]].to_file(bare, driver="GPKG")
    with pytest.raises(BoundarySourceError, match="neither codes nor names"):
        read_approved(bare)
    points = tmp_path / "points.gpkg"
    frame.set_geometry(frame.representative_point()).to_file(points, driver="GPKG")
    with pytest.raises(BoundarySourceError, match="holds Point"):
        read_approved(points)
    broken = tmp_path / "broken.geojson"
    broken.write_text("not a map", encoding="utf-8")
    with pytest.raises(BoundarySourceError, match="cannot be read"):
        read_approved(broken)


def test_a_file_without_crs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "counties.shp"
    _office_frame().to_file(path, driver="ESRI Shapefile", encoding="utf-8")
    path.with_suffix(".prj").unlink()
    with pytest.raises(BoundarySourceError, match="states no CRS"):
        read_approved(path)


def _office_frame() -> gpd.GeoDataFrame:
    columns = {
        "XZQDM": [county.code for county in source()],
        "XZQMC": [county.name for county in source()],
    }
    return gpd.GeoDataFrame(columns, geometry=[county.polygon for county in source()], crs=CRS)
