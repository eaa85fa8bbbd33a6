"""How a map of lights looks: classes, who shows which, and the state that the layers draw."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo import Register
from geo.picture import MapClass, MapPicture
from indicators import Light
from pages.shared.palette import LIGHT_STYLES, OUTSIDE, OUTSIDE_INK
from pages.shared.viewpoint import Scope, View

__all__ = ["MapLook", "map_classes", "map_picture"]

_LIGHTS = list(Light)
_OUTSIDE_CLASS = len(_LIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLook:
    """What a page asks of its map.

    Attributes:
        view: true boundaries or equal tiles.
        size: expected width and the height in pixels.
        chosen: code of the county to outline.
        with_labels: whether names stand on the map.
        zooms: whether a prefecture of the scope fills the map; else the region stays in sight.
    """

    view: View
    size: tuple[int, int]
    chosen: str | None = None
    with_labels: bool = True
    zooms: bool = True


def map_classes() -> list[MapClass]:
    """The lights as map classes, in the order of `Light`, and last what is outside the scope."""
    styles = ((light, LIGHT_STYLES[light]) for light in _LIGHTS)
    looks = [
        MapClass(style.glyph, style.colour, style.text, is_hatched=light is Light.NO_DATA)
        for light, style in styles
    ]
    return [*looks, MapClass(" ", OUTSIDE, OUTSIDE_INK)]


def map_picture(
    lights: Mapping[str, Light], *, look: MapLook, scope: Scope, register: Register, address: str
) -> MapPicture:
    """The state of a map.

    Args:
        lights: light of each county by code; those outside the scope show none.
        look: what the page asks for.
        scope: prefecture and language.
        register: the areas.
        address: folder from which the browser fetches the geometry.
    """
    return MapPicture(
        classes=map_classes(),
        class_of=[
            _LIGHTS.index(lights[county.code])
            if scope.prefecture in (None, county.parent)
            else _OUTSIDE_CLASS
            for county in register.counties
        ],
        scope=(scope.prefecture if look.zooms else None) or register.region.code,
        chosen=look.chosen,
        view=look.view,
        language=scope.language,
        width=look.size[0],
        height=look.size[1],
        address=address,
        with_labels=look.with_labels,
    )
