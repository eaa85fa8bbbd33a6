"""The boundaries of all areas as they come with the project, checked against the register when loaded."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geo.errors import BoundaryMismatchError, BoundarySourceError
from geo.register import load_register

__all__ = [
    "BOUNDARIES_FILE",
    "CRS",
    "PROVENANCE_FILE",
    "Provenance",
    "SourceCounty",
    "label_points",
    "load_boundaries",
    "load_provenance",
    "read_boundaries",
    "require_areas",
]

CRS = "EPSG:4326"
"""Longitude and latitude in degrees; everything in this package is kept so."""

BOUNDARIES_FILE = Path(__file__).with_name("reference") / "boundaries.parquet"
"""All levels in one GeoParquet, written by `build_boundaries`."""

PROVENANCE_FILE = BOUNDARIES_FILE.with_name("PROVENANCE.toml")
"""Where they come from, under which licence and approval number."""


@dataclass(frozen=True, slots=True)
class SourceCounty:
    """One county of a source: code and name as its publisher writes them, polygon in degrees."""

    code: str
    name: str
    polygon: shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the boundaries come from.

    Attributes:
        source: original publisher.
        package: what they were taken from, with its version.
        licence: licence of that.
        approval: map approval number (审图号), None for boundaries not approved for publication.
        sha256: hash of the boundary file.
    """

    source: str
    package: str
    licence: str
    approval: str | None
    sha256: str


def load_boundaries(level: str) -> gpd.GeoDataFrame:
    """Boundaries of all areas of a level, in the order of the register.

    Returns:
        A copy with `code`, `level`, `label_lon`, `label_lat` (a point well inside, for labels) and
        `geometry`, in degrees (EPSG:4326).

    Raises:
        BoundarySourceError: the file states no CRS or another one than EPSG:4326.
        BoundaryMismatchError: the file and the register do not have the same areas.
    """
    boundaries = _boundaries()
    return boundaries[boundaries["level"] == level].reset_index(drop=True)


def label_points(level: str) -> dict[str, tuple[float, float]]:
    """Longitude and latitude for the label of each area, by code."""
    frame = load_boundaries(level)
    points = zip(frame["label_lon"].tolist(), frame["label_lat"].tolist(), strict=True)
    return dict(zip(frame["code"].tolist(), points, strict=True))


def read_boundaries(path: Path) -> gpd.GeoDataFrame:
    """Read a boundary file as `geo.build_boundaries` writes it; errors as of `load_boundaries`."""
    frame = gpd.read_parquet(path)
    if frame.crs != CRS:
        stated = frame.crs.name if frame.crs else "not stated"
        raise BoundarySourceError(path.name, f"CRS is {stated}, only {CRS} is allowed")
    for level in ("region", "prefecture", "county"):
        codes = frame.loc[frame["level"] == level, "code"].tolist()
        require_areas(codes, level=level, where=f"{path.name}, {level}")
    return frame


def require_areas(codes: Iterable[str], *, level: str, where: str) -> None:
    """Match codes with the register in both directions.

    Raises:
        BoundaryMismatchError: an area is missing, a code is none of this level, or one stands twice.
    """
    found = list(codes)
    wanted = [area.code for area in load_register().of_level(level)]
    missing = [code for code in wanted if code not in found]
    surplus = [code for place, code in enumerate(found) if code not in wanted or code in found[:place]]
    if missing or surplus:
        raise BoundaryMismatchError(where, missing=missing, surplus=surplus)


@cache
def load_provenance() -> Provenance:
    """Where the boundaries come from, to be printed under every map."""
    with PROVENANCE_FILE.open("rb") as file:
        entry: dict[str, Any] = tomllib.load(file)
    return Provenance(
        source=entry["source"],
        package=f"{entry['package']} {entry['version']}".strip(),
        licence=entry["licence"],
        approval=entry["approval"] or None,
        sha256=entry["sha256"],
    )


@cache
def _boundaries() -> gpd.GeoDataFrame:
    return read_boundaries(BOUNDARIES_FILE)
