"""How the counties are coloured: by light, or by value in classes; and what the legend says of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from geo import Register
from indicators import Goal, Kind, Light, is_lower_better, target_of
from pages.map.bearers import Row, bearer, bearers_inside
from pages.map.value_look import RAMP, class_words, ramp_places
from pages.shared.courses import WITHOUT_NUMBER, amount_of
from pages.shared.map_look import Shading, light_classes
from pages.shared.palette import LIGHT_STYLES, light_word
from pages.shared.value_classes import ValueClasses, value_classes
from pages.shared.viewpoint import Scope

__all__ = [
    "Coloured",
    "LegendEntry",
    "ValueScale",
    "has_values",
    "shade_by_light",
    "shade_by_value",
    "value_scale",
]

_LIGHTS = list(Light)
_VALUELESS = (Light.NO_DATA, Light.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """One class in the legend.

    Attributes:
        place: in the classes of the shading.
        look: its name in the style sheet.
        glyph: what stands on the map; a blank for classes of values.
        words: what it is called.
        count: areas of the scope in it.
        after_target: whether the target is its lower edge.
    """

    place: int
    look: str
    glyph: str
    words: str
    count: int
    after_target: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coloured:
    """The colouring of the map and its legend; both serve screen and print.

    Attributes:
        unit: of the classes of values; empty for lights.
    """

    shading: Shading
    legend: tuple[LegendEntry, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueScale:
    """Classes of the values of a goal, what each is called, and the unit."""

    classes: ValueClasses
    words: tuple[str, ...]
    unit: str


def has_values(goal: Goal) -> bool:
    """Whether a goal has one number for each area, which can be put into classes."""
    return goal.kind not in WITHOUT_NUMBER


def shade_by_light(rows: Mapping[str, Row], goal: Goal, *, register: Register, scope: Scope) -> Coloured:
    """Colour by light.

    Args:
        rows: the status row that each county shows, by its code.
        goal: the goal they are about.
        register: the areas.
        scope: prefecture and language.
    """
    places = {code: _LIGHTS.index(Light(row["light"])) for code, row in rows.items()}
    counts = _counts(places, goal, register=register, scope=scope)
    legend = tuple(_light_entry(light, place, counts, scope) for place, light in enumerate(_LIGHTS))
    return Coloured(shading=Shading(light_classes(), places), legend=legend)


def value_scale(status: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope) -> ValueScale:
    """The scale of a goal: of the newest day for all days, so that a change of colour is a change of value.

    Args:
        status: status frame of the newest day.
        goal: one that `has_values`.
        register: the areas.
        scope: the areas inside it make the classes; for the language of the unit.
    """
    codes = [area.code for area in bearers_inside(goal, register, scope)]
    is_wanted = pl.col("area").is_in(codes) & (pl.col("indicator") == goal.id) & pl.col("value").is_not_null()
    values = [amount_of(row, goal)[0] for row in status.filter(is_wanted).iter_rows(named=True)]
    classes = value_classes(values, target=_target(goal), is_lower_better=is_lower_better(goal))
    is_campaign = goal.kind is Kind.SHARE_OF_COUNTIES
    unit = scope.say("map.of_items", count=len(goal.items)) if is_campaign else scope.text(goal.unit)
    words = class_words(classes, values, is_whole=is_campaign or not goal.is_percent)
    return ValueScale(classes=classes, words=tuple(words), unit=unit)


def shade_by_value(
    rows: Mapping[str, Row], scale: ValueScale, goal: Goal, *, register: Register, scope: Scope
) -> Coloured:
    """Colour by value, on a scale; the other arguments as `shade_by_light`.

    What has no value looks as its light: hatched without data, white where nothing applies.
    """
    shades = ramp_places(len(scale.words))
    places = {code: _value_place(row, goal, scale.classes) for code, row in rows.items()}
    counts = _counts(places, goal, register=register, scope=scope)
    target = scale.classes.target
    valued = [
        LegendEntry(
            place=place,
            look=f"ramp-{shade}",
            glyph=" ",
            words=words,
            count=counts[place],
            after_target=place > 0 and scale.classes.edges[place - 1] == target,
        )
        for place, (shade, words) in enumerate(zip(shades, scale.words, strict=True))
        if words
    ]
    rest = [
        _light_entry(light, place, counts, scope) for place, light in enumerate(_VALUELESS, start=len(shades))
    ]
    looks = (
        *(RAMP[shade] for shade in shades),
        *(light_classes()[_LIGHTS.index(each)] for each in _VALUELESS),
    )
    return Coloured(shading=Shading(looks, places), legend=(*valued, *rest), unit=scale.unit)


def _target(goal: Goal) -> Decimal | None:
    """The target of one area in the unit of `amount_of`; None without a number in the plan."""
    target = target_of(goal, goal.natural_level)
    if target is None:
        return None
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        return Decimal(len(goal.items))
    scaled = target * 100 if goal.is_percent else target
    return Decimal(scaled.numerator) / scaled.denominator


def _value_place(row: Row, goal: Goal, classes: ValueClasses) -> int:
    if row["value"] is not None:
        return classes.place(amount_of(row, goal)[0])
    return len(classes.edges) + 1 + _VALUELESS.index(_valueless(row))


def _valueless(row: Row) -> Light:
    return Light.NOT_APPLICABLE if row["light"] == Light.NOT_APPLICABLE else Light.NO_DATA


def _light_entry(light: Light, place: int, counts: Counter[int], scope: Scope) -> LegendEntry:
    return LegendEntry(
        place=place,
        look=f"light-{light}",
        glyph=LIGHT_STYLES[light].glyph,
        words=scope.text(light_word(light)),
        count=counts[place],
    )


def _counts(places: Mapping[str, int], goal: Goal, *, register: Register, scope: Scope) -> Counter[int]:
    """How many areas of the scope are in each class; one that is shown by many counties counts once."""
    inside = register.counties_of(scope.prefecture or register.region.code)
    shown = {bearer(county, goal, register).code: places[county.code] for county in inside}
    return Counter(shown.values())
