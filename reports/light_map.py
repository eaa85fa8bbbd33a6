"""The map of one goal's lights as a picture to print, in the classes and colours of the screen."""

from typing import Literal

from geo.picture import MapPicture, map_classes
from indicators import Flag, Goal, Light, domain_wording
from indicators.light_styles import LIGHT_STYLES
from reports.basis import Basis
from reports.map_drawing import Legend

__all__ = ["light_legend", "light_picture"]

_LIGHTS = list(Light)


def light_picture(
    basis: Basis, goal: Goal, scope: str, language: str, *, view: Literal["boundary", "tile"] = "boundary"
) -> MapPicture:
    """The lights of all counties inside `scope`, the code of a prefecture or the region."""
    counties = basis.register.counties
    inside = {county.code for county in basis.register.counties_of(scope)}
    rows = [basis.row(goal.id, county.code) for county in counties]
    return MapPicture(
        classes=map_classes(LIGHT_STYLES.values()),
        class_of=[
            _LIGHTS.index(Light(row["light"])) if row["area"] in inside else len(_LIGHTS) for row in rows
        ],
        scope=scope,
        chosen=None,
        view=view,
        language=language,
        width=0,
        height=0,
        address="",
        doubtful=[row["area"] in inside and Flag.SMALL_SAMPLE in row["flags"] for row in rows],
    )


def light_legend(basis: Basis, goal: Goal, scope: str, language: str) -> Legend:
    """The lights that counties inside `scope` have, with how many have each."""
    lights = [basis.row(goal.id, county.code)["light"] for county in basis.register.counties_of(scope)]
    return [
        (place, f"{domain_wording(f'light.{light}').in_language(language)} {lights.count(light)}")
        for place, light in enumerate(_LIGHTS)
        if light in lights
    ]
