"""How a map looks: classes, who shows which, and the state that the layers draw, on screen and in print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from geo import Register
from geo.picture import OUTSIDE_CLASS, MapClass, MapPicture, map_classes
from indicators import Light
from pages.shared.palette import LIGHT_STYLES
from pages.shared.viewpoint import Scope, Theme, View

__all__ = ["MapLook", "Shading", "light_classes", "map_picture", "on_ground", "shaded_map"]

_LIGHTS = list(Light)
_ON_DARK = {
    OUTSIDE_CLASS.fill: ("#1E252C", "#76808A"),
    LIGHT_STYLES[Light.NOT_APPLICABLE].colour: ("#101418", "#9DA5AD"),
}
"""Fill and ink, on a dark ground, of what is as pale as paper on a light one."""


@dataclass(frozen=True, slots=True)
class Shading:
    """Who shows what.

    Attributes:
        classes: at most nine; what lies outside the scope is added by `shaded_map`.
        places: place in `classes` of every county, by code.
    """

    classes: Sequence[MapClass]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLook:
    """What a page asks of its map.

    Attributes:
        view: true boundaries or equal tiles.
        size: expected width and the height in pixels.
        chosen: code of the county to outline.
        with_labels: whether names stand on the map.
        zooms: whether a prefecture of the scope fills the map; else the region stays in sight.
        doubtful: counties whose figure rests on few samples.
        rings: radius in pixels of the ring around a county; no ring where it has none.
    """

    view: View
    size: tuple[int, int]
    chosen: str | None = None
    with_labels: bool = True
    zooms: bool = True
    doubtful: frozenset[str] = frozenset()
    rings: Mapping[str, float] = field(default_factory=dict)


def light_classes() -> tuple[MapClass, ...]:
    """The lights as classes, in their order."""
    return map_classes(LIGHT_STYLES.values())[:-1]


def map_picture(
    lights: Mapping[str, Light], *, look: MapLook, scope: Scope, register: Register, address: str
) -> MapPicture:
    """The state of a map of lights; `lights` by county code, the rest as `shaded_map` takes it."""
    shading = Shading(light_classes(), {code: _LIGHTS.index(light) for code, light in lights.items()})
    return shaded_map(shading, look=look, scope=scope, register=register, address=address)


def shaded_map(
    shading: Shading, *, look: MapLook, scope: Scope, register: Register, address: str
) -> MapPicture:
    """The state of a map.

    Args:
        shading: what the counties show; those outside the scope show nothing.
        look: what the page asks for.
        scope: prefecture and language.
        register: the areas.
        address: folder from which the browser fetches the geometry.
    """
    shown = {area.code for area in register.counties_of(scope.prefecture or register.region.code)}
    outside = len(shading.classes)
    codes = [county.code for county in register.counties]
    rings = [look.rings.get(code, 0) if code in shown else 0 for code in codes]
    return MapPicture(
        classes=(*shading.classes, OUTSIDE_CLASS),
        class_of=[shading.places[code] if code in shown else outside for code in codes],
        scope=(scope.prefecture if look.zooms else None) or register.region.code,
        chosen=look.chosen,
        view=look.view,
        language=scope.language,
        width=look.size[0],
        height=look.size[1],
        address=address,
        with_labels=look.with_labels,
        doubtful=[code in shown & look.doubtful for code in codes] if look.doubtful else (),
        rings=rings if any(rings) else (),
    )


def on_ground(picture: MapPicture, theme: Theme) -> MapPicture:
    """A picture as a screen shows it in a theme; the lights are the same in both, to be known again."""
    if theme == "light":
        return picture
    looks = [(look, _ON_DARK.get(look.fill, (look.fill, look.ink))) for look in picture.classes]
    return replace(picture, classes=[replace(look, fill=fill, ink=ink) for look, (fill, ink) in looks])
