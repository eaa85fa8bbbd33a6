"""The map on a dark ground: lights stay what they are, what is as pale as paper darkens."""

from geo.picture import MapPicture
from indicators import Light
from pages.shared.map_look import MapLook, map_picture, on_ground
from pages.shared.palette import LIGHT_STYLES, OUTSIDE
from pages.shared.viewpoint import Theme
from tests.pages.builders import register, scope
from tests.pages.colours import contrast, palette


def drawn(theme: Theme) -> MapPicture:
    lights = {county.code: Light.MET for county in register().counties}
    look = MapLook(view="tile", size=(560, 232))
    ngari = scope(prefecture="542500")
    return on_ground(map_picture(lights, look=look, scope=ngari, register=register(), address=""), theme)


def test_on_a_light_ground_the_classes_are_those_of_the_palette() -> None:
    fills = [look.fill for look in drawn("light").classes]
    assert fills == [*(LIGHT_STYLES[light].colour for light in Light), OUTSIDE]


def test_on_a_dark_ground_only_the_pale_classes_darken() -> None:
    light, dark = drawn("light"), drawn("dark")
    changed = [
        glyph.glyph for glyph, other in zip(light.classes, dark.classes, strict=True) if glyph != other
    ]
    assert changed == [LIGHT_STYLES[Light.NOT_APPLICABLE].glyph, " "]
    assert light.class_of == dark.class_of


def test_what_darkens_can_still_be_read() -> None:
    ground = palette("dark")["ground"]
    no_goal, outside = drawn("dark").classes[-2:]
    assert no_goal.fill == ground
    assert contrast(no_goal.ink, no_goal.fill) >= 4.5
    assert contrast(outside.ink, outside.fill) >= 3
