"""The map as a deck.gl spec: geometry by address, and only what varies in the text.

The browser fetches the geometry once (`map_files`); a spec says for each county, by its place in the
register, which class it shows, in a string of digits that deck.gl's expressions look up. So a change of
filter sends a few kilobytes.
"""

import json
from collections.abc import Sequence
from typing import Any

from geo.labels import glyph_offset, label_offset, label_size, mark_points, wanted_labels
from geo.map_files import map_files
from geo.picture import DOUBT, MapClass, MapPicture
from geo.register import load_register
from geo.viewport import Viewport, deepest_zoom, map_viewport

__all__ = ["MapClass", "MapPicture", "deck_spec", "map_viewport", "mark_points"]

_WHITE, _INK, _CLEAR = [255, 255, 255, 255], [26, 26, 26, 255], [0, 0, 0, 0]
_CHOSEN = [11, 61, 145, 255]
_BORDER, _HATCH = [70, 80, 95, 200], [158, 158, 158, 255]
_RING_FILL, _RING_SIZES = [255, 255, 255, 70], ("getRadius", "getLineWidth")
_GLYPH_SIZE = 14
_NO_BASEMAP = (
    "__MAP_STYLE__"  # the one value for which Streamlit 1.67 mounts no basemap and asks no other host
)
_PLATE = {
    "textBackground": True,
    "getTextBackgroundColor": [255, 255, 255, 215],
    "textBackgroundPadding": [3, 0, 3, 0],
}
_FONT = "Quality Sans, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"


def deck_spec(picture: MapPicture) -> str:
    """The compact JSON of a picture for deck.gl's JSON converter."""
    view = map_viewport(picture.scope, as_tiles=picture.is_tile, size=(picture.width, picture.height))
    return _compact(
        {
            "initialViewState": _view_state(view),
            "mapStyle": _NO_BASEMAP,
            "views": [_map_view()],
            "layers": _layers(picture, view),
        }
    )


def _layers(picture: MapPicture, view: Viewport) -> list[dict[str, Any]]:
    """All layers, the lowest first."""
    digits, chosen = "".join(map(str, picture.class_of)), _place(picture.chosen)
    counties = _address(picture, "tiles" if picture.is_tile else "counties")
    marks = _address(picture, "tile_marks" if picture.is_tile else "marks")
    return [
        _surface(counties, digits, picture),
        _hatching(_address(picture, "tile_hatch" if picture.is_tile else "hatch"), digits, picture),
        _borders(_address(picture, "tile_blocks" if picture.is_tile else "prefectures"), picture),
        _outline(counties, chosen),
        *([_rings(marks, picture)] if picture.rings else []),
        _glyphs(marks, digits, picture),
        _labels(marks, digits, picture, view=view),
        _catcher(counties, chosen),
    ]


def _view_state(view: Viewport) -> dict[str, float]:
    return {
        "longitude": view.longitude,
        "latitude": view.latitude,
        "zoom": view.zoom,
        "minZoom": round(view.zoom - 0.4, 3),
        "maxZoom": round(deepest_zoom(view), 3),
    }


def _map_view() -> dict[str, Any]:
    controller = {
        "dragRotate": False,
        "touchRotate": False,
        "scrollZoom": {"smooth": False},
        "keyboard": True,
    }
    return {"@@type": "MapView", "id": "map", "controller": controller}


def _surface(counties: str, digits: str, picture: MapPicture) -> dict[str, Any]:
    """Fill by class, in a sub-layer: Streamlit rewrites the top-level fill when anything is selected."""
    fills = [_rgba(look.fill) for look in picture.classes]
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id("surface", counties),
        "data": counties,
        "pickable": False,
        "lineWidthUnits": "pixels",
        "getLineWidth": 0.7,
        "getLineColor": _HATCH if picture.is_tile else _WHITE,
        "_subLayerProps": {
            "polygons-fill": {
                "getFillColor": _lookup(fills, digits),
                "updateTriggers": {"getFillColor": digits},
            }
        },
    }


def _hatching(hatch: str, digits: str, picture: MapPicture) -> dict[str, Any]:
    colours = [_HATCH if look.is_hatched else _CLEAR for look in picture.classes]
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id("hatch", hatch),
        "data": hatch,
        "pickable": False,
        "lineWidthUnits": "pixels",
        "getLineWidth": 0.8,
        "getLineColor": _lookup(colours, digits),
        "_subLayerProps": {"linestrings": {"updateTriggers": {"getColor": digits}}},
    }


def _borders(borders: str, picture: MapPicture) -> dict[str, Any]:
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id("borders", borders),
        "data": borders,
        "pickable": False,
        "lineWidthUnits": "pixels",
        "getLineWidth": 2 if picture.is_tile else 1.6,
        "getLineColor": _BORDER,
    }


def _outline(counties: str, chosen: int) -> dict[str, Any]:
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id("outline", counties),
        "data": counties,
        "pickable": False,
        "filled": False,
        "lineWidthUnits": "pixels",
        "getLineWidth": f"@@=properties.i=={chosen}?4:0",
        "getLineColor": _CHOSEN,
        "_subLayerProps": {"polygons-stroke": {"updateTriggers": {"getWidth": chosen}}},
    }


def _rings(marks: str, picture: MapPicture) -> dict[str, Any]:
    """A ring around each mark, as large as the picture says; glyphs and names stay above it."""
    radii = f"@@=({_compact(list(picture.rings))})[properties.i]"
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id("rings", marks),
        "data": marks,
        "pickable": False,
        "pointRadiusUnits": "pixels",
        "lineWidthUnits": "pixels",
        "getLineWidth": f"{radii}?1.5:0",
        "getLineColor": _INK,
        "getFillColor": _RING_FILL,
        "getPointRadius": radii,
        "_subLayerProps": {"points-circle": {"updateTriggers": dict.fromkeys(_RING_SIZES, radii)}},
    }


def _glyphs(marks: str, digits: str, picture: MapPicture) -> dict[str, Any]:
    glyphs = [look.glyph for look in picture.classes]
    doubts = "".join(str(int(is_doubtful)) for is_doubtful in picture.doubtful)
    doubt = f"+(({_compact(doubts)})[properties.i]=='1'?'{DOUBT}':'')" if doubts else ""
    return _texts("glyphs", marks, trigger=doubts + digits) | {
        "getText": _lookup(glyphs, digits) + doubt,
        "getTextColor": _lookup([_rgba(look.ink) for look in picture.classes], digits),
        "getTextSize": _GLYPH_SIZE,
        "getTextPixelOffset": [0, glyph_offset(picture)],
        "textCharacterSet": sorted(set("".join(glyphs)) | set(DOUBT)),
    }


def _labels(marks: str, digits: str, picture: MapPicture, *, view: Viewport) -> dict[str, Any]:
    wanted = wanted_labels(picture, view)
    inks = [_rgba(look.ink) if picture.is_tile else _INK for look in picture.classes]
    layer = _texts(f"labels-{picture.language}", marks, trigger=wanted + digits) | {
        "getText": f"@@=({_compact(wanted)})[properties.i]=='1'?properties.short_{picture.language}:''",
        "getTextColor": _lookup(inks, digits),
        "getTextSize": label_size(picture),
        "getTextPixelOffset": [0, label_offset(picture)],
        "textCharacterSet": "auto",
    }
    return layer if picture.is_tile else layer | _PLATE


def _texts(role: str, marks: str, *, trigger: str) -> dict[str, Any]:
    """What the two text layers share."""
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id(role, marks),
        "data": marks,
        "pointType": "text",
        "pickable": False,
        "textFontFamily": _FONT,
        "textSizeUnits": "pixels",
        "_subLayerProps": {"points-text": {"updateTriggers": {"getText": trigger, "getColor": trigger}}},
    }


def _catcher(counties: str, chosen: int) -> dict[str, Any]:
    """An invisible layer on top for hover and click; a new id makes the browser forget the last click."""
    return {
        "@@type": "GeoJsonLayer",
        "id": f"{_layer_id('catcher', counties)}-{chosen}",
        "data": counties,
        "stroked": False,
        "pickable": True,
        "_subLayerProps": {"polygons-fill": {"getFillColor": _CLEAR}},
    }


def _place(code: str | None) -> int:
    codes = [county.code for county in load_register().counties]
    return codes.index(code) if code in codes else -1


def _address(picture: MapPicture, role: str) -> str:
    return f"{picture.address}/{map_files()[role].name}"


def _layer_id(role: str, address: str) -> str:
    """The role and that of the file: the same for all contents of one kind."""
    return f"{role}-{address.rpartition('/')[2].partition('.')[0]}"


def _lookup(options: Sequence[Any], digits: str) -> str:
    """An expression for `options[digits[i]]`; its parser wants the literals in parentheses."""
    return f"@@=({_compact(list(options))})[({_compact(digits)})[properties.i]]"


def _rgba(colour: str) -> list[int]:
    return [*bytes.fromhex(colour.removeprefix("#")), 255]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
