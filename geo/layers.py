"""The map as a deck.gl spec: geometry by address, and only what varies in the text.

The browser fetches the geometry once (`map_files`); a spec says for each county, by its place in the register,
which class it shows, in a string of digits that deck.gl's expressions look up. A change of filter so sends a few
kilobytes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from geo.map_files import map_files
from geo.register import load_register
from geo.viewport import Label, Viewport, deepest_zoom, fit, place_labels, scope_bounds

__all__ = ["MapClass", "MapPicture", "deck_spec", "map_viewport", "mark_points"]

_WHITE, _INK, _CLEAR = [255, 255, 255, 255], [26, 26, 26, 255], [0, 0, 0, 0]
_CHOSEN = [11, 61, 145, 255]
_BORDER, _HATCH = [70, 80, 95, 200], [158, 158, 158, 255]
_LABEL_SIZE, _GLYPH_SIZE, _LABEL_OFFSET = 12, 14, 15
_NO_BASEMAP = "__MAP_STYLE__"  # the one value for which Streamlit 1.67 mounts no basemap and asks no other host
_PLATE = {"textBackground": True, "getTextBackgroundColor": [255, 255, 255, 215], "textBackgroundPadding": [3, 0, 3, 0]}
_FONT = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif"


@dataclass(frozen=True, slots=True)
class MapClass:
    """How the counties of one class look: fill and ink as `#RRGGBB`, a glyph, hatching or none."""

    glyph: str
    fill: str
    ink: str
    is_hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """One state of the map.

    Attributes:
        classes: at most ten.
        class_of: place in `classes` of each county, in the order of the register.
        scope: code of the prefecture or region that is shown in full.
        chosen: code of the county to outline.
        view: true boundaries, or one equal tile a county.
        language: of the labels.
        width: expected width in pixels, for the fit; height the same.
        address: folder from which the browser fetches the geometry, such as `/geo`.
    """

    classes: Sequence[MapClass]
    class_of: Sequence[int]
    scope: str
    chosen: str | None
    view: Literal["boundary", "tile"]
    language: str
    width: int
    height: int
    address: str
    with_labels: bool = True


def deck_spec(picture: MapPicture) -> str:
    """The compact JSON of a picture for deck.gl's JSON converter."""
    view = map_viewport(picture.scope, as_tiles=picture.view == "tile", size=(picture.width, picture.height))
    digits = "".join(map(str, picture.class_of))
    is_tile = picture.view == "tile"
    counties, marks = (_address(picture, role) for role in (("tiles", "tile_marks") if is_tile else ("counties", "marks")))
    chosen = _place(picture.chosen)
    layers = [
        _surface(counties, digits, picture),
        _hatching(_address(picture, "tile_hatch" if is_tile else "hatch"), digits, picture),
        _borders(_address(picture, "tile_blocks" if is_tile else "prefectures"), is_tile=is_tile),
        _outline(counties, chosen),
        _glyphs(marks, digits, picture),
        _labels(marks, digits, picture, view=view),
        _catcher(counties, chosen),
    ]
    return _compact(
        {
            "initialViewState": _view_state(view),
            "mapStyle": _NO_BASEMAP,
            "views": [_map_view()],
            "layers": layers,
        }
    )


@cache
def map_viewport(scope: str, *, as_tiles: bool, size: tuple[int, int]) -> Viewport:
    """The view on a prefecture or the region that fits into width times height pixels."""
    return fit(scope_bounds(scope, as_tiles=as_tiles), width=size[0], height=size[1])


def mark_points(role: str) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each county's mark; `role` is `marks` or `tile_marks`."""
    return {code: (longitude, latitude) for code, longitude, latitude, _ in _anchors(role)}


def _view_state(view: Viewport) -> dict[str, float]:
    return {
        "longitude": view.longitude,
        "latitude": view.latitude,
        "zoom": view.zoom,
        "minZoom": round(view.zoom - 0.4, 3),
        "maxZoom": round(deepest_zoom(view), 3),
    }


def _map_view() -> dict[str, Any]:
    controller = {"dragRotate": False, "touchRotate": False, "scrollZoom": {"smooth": False}, "keyboard": True}
    return {"@@type": "MapView", "id": "map", "controller": controller}


def _surface(counties: str, digits: str, picture: MapPicture) -> dict[str, Any]:
    """Fill by class, as a sub-layer property: Streamlit rewrites the top-level one when anything is selected."""
    fills = [_rgba(look.fill) for look in picture.classes]
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id("surface", counties),
        "data": counties,
        "pickable": False,
        "lineWidthUnits": "pixels",
        "getLineWidth": 0.7,
        "getLineColor": _WHITE if picture.view == "boundary" else [158, 158, 158, 255],
        "_subLayerProps": {
            "polygons-fill": {"getFillColor": _lookup(fills, digits), "updateTriggers": {"getFillColor": digits}}
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


def _borders(borders: str, *, is_tile: bool) -> dict[str, Any]:
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id("borders", borders),
        "data": borders,
        "pickable": False,
        "lineWidthUnits": "pixels",
        "getLineWidth": 2 if is_tile else 1.6,
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


def _glyphs(marks: str, digits: str, picture: MapPicture) -> dict[str, Any]:
    glyphs = [look.glyph for look in picture.classes]
    inks = [_rgba(look.ink) for look in picture.classes]
    return _texts(
        "glyphs",
        marks,
        text=_lookup(glyphs, digits),
        colour=_lookup(inks, digits),
        size=_GLYPH_SIZE,
        offset=-9 if picture.view == "tile" and picture.with_labels else 0,
        characters=sorted(set("".join(glyphs))),
        trigger=digits,
    )


def _labels(marks: str, digits: str, picture: MapPicture, *, view: Viewport) -> dict[str, Any]:
    wanted = _wanted_labels(picture, view) if picture.with_labels else "0" * len(picture.class_of)
    name = "short_zh" if picture.language == "zh" else "name_en"
    is_tile = picture.view == "tile"
    inks = [_rgba(look.ink) if is_tile else _INK for look in picture.classes]
    return _texts(
        f"labels-{picture.language}",
        marks,
        text=f"@@=({_compact(wanted)})[properties.i]=='1'?properties.{name}:''",
        colour=_lookup(inks, digits),
        size=_label_size(picture),
        offset=8 if is_tile else _LABEL_OFFSET,
        characters="auto",
        trigger=wanted + digits,
    ) | ({} if is_tile else _PLATE)


def _texts(  # noqa: PLR0913 -- the two text layers differ in just these
    role: str,
    marks: str,
    *,
    text: str,
    colour: str,
    size: int,
    offset: int,
    characters: list[str] | str,
    trigger: str,
) -> dict[str, Any]:
    return {
        "@@type": "GeoJsonLayer",
        "id": _layer_id(role, marks),
        "data": marks,
        "pointType": "text",
        "pickable": False,
        "getText": text,
        "textCharacterSet": characters,
        "textFontFamily": _FONT,
        "getTextSize": size,
        "textSizeUnits": "pixels",
        "getTextColor": colour,
        "getTextPixelOffset": [0, offset],
        "_subLayerProps": {"points-text": {"updateTriggers": {"getText": trigger, "getColor": trigger}}},
    }


def _catcher(counties: str, chosen: int) -> dict[str, Any]:
    """An invisible layer on top for hover and click; a new id drops the browser's own memory of the last click."""
    return {
        "@@type": "GeoJsonLayer",
        "id": f"{_layer_id('catcher', counties)}-{chosen}",
        "data": counties,
        "stroked": False,
        "pickable": True,
        "_subLayerProps": {"polygons-fill": {"getFillColor": _CLEAR}},
    }


def _wanted_labels(picture: MapPicture, view: Viewport) -> str:
    """A digit for each county: 1 where its name fits; on tiles every name fits in Chinese."""
    if picture.view == "tile" and picture.language == "zh":
        return "1" * len(picture.class_of)
    role = "tile_marks" if picture.view == "tile" else "marks"
    shown = {county.code for county in load_register().counties_of(picture.scope)}
    labels = [
        Label(longitude, latitude, names[picture.language] if code in shown else "")
        for code, longitude, latitude, names in _anchors(role)
    ]
    placed = place_labels(labels, view, size=_label_size(picture), offset=_LABEL_OFFSET)
    return "".join("1" if is_placed else "0" for is_placed in placed)


def _label_size(picture: MapPicture) -> int:
    return _LABEL_SIZE if picture.view == "boundary" or picture.language == "zh" else _LABEL_SIZE - 2


@cache
def _anchors(role: str) -> tuple[tuple[str, float, float, Mapping[str, str]], ...]:
    features = json.loads(map_files()[role].content)["features"]
    return tuple(
        (
            feature["properties"]["code"],
            *feature["geometry"]["coordinates"],
            {"zh": feature["properties"]["short_zh"], "en": feature["properties"]["name_en"]},
        )
        for feature in features
    )


def _place(code: str | None) -> int:
    codes = [county.code for county in load_register().counties]
    return codes.index(code) if code in codes else -1


def _address(picture: MapPicture, role: str) -> str:
    return f"{picture.address}/{map_files()[role].name}"


def _layer_id(role: str, address: str) -> str:
    return f"{role}-{address.rsplit('/', 1)[1].split('.')[0]}"


def _lookup(options: Sequence[Any], digits: str) -> str:
    """An expression for `options[digits[i]]`; its parser wants the literals in parentheses."""
    return f"@@=({_compact(list(options))})[({_compact(digits)})[properties.i]]"


def _rgba(colour: str) -> list[int]:
    return [*bytes.fromhex(colour.removeprefix("#")), 255]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
