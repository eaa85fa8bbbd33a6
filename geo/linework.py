"""Lines drawn over areas: borders that neighbours share, once, and hatching."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import ceil, floor

import numpy as np
import shapely

__all__ = ["hatch", "shared_borders"]

_Point = tuple[float, float]
_Segment = tuple[_Point, _Point]


def shared_borders(
    shapes: Mapping[str, shapely.Geometry],
) -> dict[tuple[str, ...], shapely.MultiLineString]:
    """Borders of a coverage, each once: by the codes of the two areas it parts, of one at the outside.

    The areas must share the points of their common borders, as those of a coverage do.
    """
    owners: defaultdict[_Segment, list[str]] = defaultdict(list)
    for code, shape in shapes.items():
        for segment in _segments(shape):
            owners[segment].append(code)
    borders: defaultdict[tuple[str, ...], list[_Segment]] = defaultdict(list)
    for segment, codes in owners.items():
        borders[tuple(sorted(codes))].append(segment)
    return {codes: _merge(borders[codes]) for codes in sorted(borders)}


def hatch(shape: shapely.Geometry, *, spacing: float) -> shapely.MultiLineString:
    """Diagonals from south-west to north-east inside a shape.

    Args:
        shape: polygon or multipolygon.
        spacing: distance between two lines in the unit of the shape; the lines of neighbours meet.
    """
    west, south, east, north = shapely.bounds(shape).tolist()
    step = spacing * 2**0.5  # along an axis
    places = range(ceil((south - east) / step), floor((north - west) / step) + 1)
    lines = [((west, west + place * step), (east, east + place * step)) for place in places]
    inside = shapely.intersection(shapely.multilinestrings(shapely.linestrings(lines)), shape)
    return shapely.MultiLineString(
        [part for part in shapely.get_parts(inside) if part.geom_type == "LineString"]
    )


def _segments(shape: shapely.Geometry) -> Iterator[_Segment]:
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        points = [(x, y) for x, y in shapely.get_coordinates(ring).tolist()]
        for start, end in pairwise(points):
            yield (start, end) if start < end else (end, start)


def _merge(segments: list[_Segment]) -> shapely.MultiLineString:
    merged = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(np.array(segments))))
    return shapely.MultiLineString(shapely.get_parts(shapely.normalize(merged)).tolist())
