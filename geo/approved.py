"""Reads the office's own approved county boundaries from whatever file it has."""

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd

from geo.boundaries import CRS, SourceCounty
from geo.errors import BoundarySourceError
from geo.names import fold_name

__all__ = ["CODE_COLUMNS", "NAME_COLUMNS", "read_approved"]

CODE_COLUMNS = ("code", "adcode", "区划代码", "行政区划代码", "xzqdm", "pac", "district_adcode")
"""Accepted names of the column with the code, case aside."""

NAME_COLUMNS = ("name", "名称", "地区名称", "县名", "xzqmc", "name_zh", "district_name")
"""Accepted names of the column with the county's name, case aside."""


def read_approved(path: Path) -> tuple[SourceCounty, ...]:
    """Read county polygons from a GeoPackage, Shapefile or GeoJSON file, turned into WGS 84.

    Parts of a county in rows of their own are merged. One of code and name may be missing.

    Raises:
        BoundarySourceError: unreadable, no CRS, neither codes nor names, or a shape that is no polygon.
    """
    frame = _read(path)
    if frame.crs is None:
        raise BoundarySourceError(path.name, "states no CRS; save it with one, for example EPSG:4490")
    codes, names = (_texts(frame, columns) for columns in (CODE_COLUMNS, NAME_COLUMNS))
    if not any(codes) and not any(names):
        allowed = ", ".join((*CODE_COLUMNS, *NAME_COLUMNS))
        raise BoundarySourceError(path.name, f"has neither codes nor names; columns may be called {allowed}")
    if not set(frame.geom_type) <= {"Polygon", "MultiPolygon"}:
        raise BoundarySourceError(path.name, f"holds {', '.join(set(map(str, frame.geom_type)))}")
    merged = frame.assign(code=codes, name=names).to_crs(CRS).dissolve(by=["code", "name"], sort=False)
    return tuple(
        SourceCounty(code, name, shape)
        for (code, name), shape in zip(merged.index, merged.geometry, strict=True)
    )


def _read(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path)
    except (OSError, ValueError, RuntimeError) as error:  # GDAL's own errors are RuntimeErrors
        raise BoundarySourceError(path.name, f"cannot be read: {error}") from error


def _texts(frame: gpd.GeoDataFrame, columns: Iterable[str]) -> list[str]:
    wanted = {fold_name(column) for column in columns}
    found = next((column for column in frame.columns if fold_name(str(column)) in wanted), None)
    if found is None:
        return [""] * len(frame)
    return [str(value).strip() for value in frame[found].fillna("").tolist()]
