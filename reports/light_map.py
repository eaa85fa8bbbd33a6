"""The map of one goal's lights as a picture to print, in the classes and colours of the screen."""

from dataclasses import dataclass
from typing import Literal

from geo.picture import DOUBT, MapPicture, map_classes
from indicators import Flag, Goal, Light, domain_wording
from indicators.light_styles import LIGHT_STYLES
from reports.basis import Basis
from reports.canvas import FileKind
from reports.figure_words import counts_words, light_words, target_words, told_words
from reports.map_drawing import Legend
from reports.print_map import MapWords, Paper, print_map
from reports.print_words import area_words, map_source_words, print_wording

__all__ = ["MapForm", "light_legend", "light_picture", "print_light_map"]

_LIGHTS = list(Light)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapForm:
    """How a map is printed: with true boundaries or as tiles, on which paper, as which kind of file."""

    view: Literal["boundary", "tile"] = "boundary"
    paper: Paper = "A4"
    kind: FileKind = "pdf"


def print_light_map(basis: Basis, goal: Goal, scope: str, language: str, *, form: MapForm) -> bytes:
    """The lights of a goal in the counties of `scope`, the code of a prefecture or the region, as a sheet."""
    row = basis.row(goal.id, scope)
    area = area_words(basis.register.area(scope), language)
    subtitle = print_wording(
        "map.subtitle",
        counts=counts_words(row, goal),
        value=told_words(row, goal, language),
        target=target_words(goal, language),
        light=light_words(Light(row["light"]), language),
    )
    picture = light_picture(basis, goal, scope, language, view=form.view)
    told = [subtitle, print_wording("map.doubt", sign=DOUBT)] if any(picture.doubtful) else [subtitle]
    words = MapWords(
        title=print_wording("map.title", area=area, goal=goal.name).in_language(language),
        subtitle="    ".join(text.in_language(language).strip() for text in told),
        legend=light_legend(basis, goal, scope, language),
        source=map_source_words(basis, language, is_tile=form.view == "tile"),
    )
    return print_map(picture, words, paper=form.paper, kind=form.kind)


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
