"""The areas of the plan, and what a code or name found in somebody's table can turn out to be."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "AmbiguousArea",
    "Area",
    "AreaLevel",
    "CodeNameConflict",
    "DevelopmentZone",
    "KnownCode",
    "Match",
    "Misprint",
    "Reading",
    "UnknownArea",
]


class AreaLevel(StrEnum):
    """Level of an area; the words equal those of `indicators.vocabulary.Level`."""

    COUNTY = "county"
    PREFECTURE = "prefecture"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A code and name that an official list has given an area.

    Attributes:
        code: six digits of GB/T 2260.
        name: official Chinese name under that code.
        first_seen: year, or year and month, of the first list known to carry the pair.
        last_seen: the same of the last list; None while the list of 2023 still carries it.
    """

    code: str
    name: str
    first_seen: str
    last_seen: str | None = None

    def in_force(self, month: str) -> bool:
        """Whether the pair stood in the lists of a month written `2016-10`.

        Between two published lists the older pair counts as gone.
        """
        return self.first_seen <= month and (self.last_seen is None or month <= self.last_seen)


@dataclass(frozen=True, slots=True)
class Area:
    """A county, a prefecture or the region, under the code and name of October 2016.

    Attributes:
        code: six digits of GB/T 2260 as of October 2016; the key used everywhere.
        name_zh: official Chinese name of that date.
        name_en: usual English name without a word for the level.
        name_bo: Tibetan name, None where no source was found; not yet checked by a Tibetan reader.
        short_zh: name for map labels, without 县, 区 or 市 unless one character would be left.
        level: county, prefecture or region.
        parent: code of the area above, None for the region.
        codes: every code and name since 2000, oldest first; holds the pair of 2016.
        aliases: other full names in use.
    """

    code: str
    name_zh: str
    name_en: str
    name_bo: str | None
    short_zh: str
    level: AreaLevel
    parent: str | None
    codes: tuple[KnownCode, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DevelopmentZone:
    """A zone that later lists carry beside the counties; it is none of the 74 and has no figures here."""

    code: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class AmbiguousArea:
    """A name that several areas have borne; `areas` in the order of the register."""

    text: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class UnknownArea:
    """A code or name that no list carries, with the nearest known names, the best first."""

    text: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeNameConflict:
    """A row whose code and name do not belong together; neither is believed.

    Attributes:
        code: code as written.
        name: name as written.
        by_code: what the code alone stands for.
        by_name: what the name alone stands for, None when no list carries it.
        suggestions: nearest known names when `by_name` is None.
    """

    code: str
    name: str
    by_code: "Match"
    by_name: "Match | None"
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misprint:
    """A row whose code is known and whose unknown name is most like the name of that same area.

    Attributes:
        area: what the code stands for.
        name: the name as written.
    """

    area: Area
    name: str


Match = Area | DevelopmentZone | AmbiguousArea
"""What a single code or name can stand for."""

Reading = Match | UnknownArea | CodeNameConflict | Misprint
"""What a row with a code and a name can stand for."""
