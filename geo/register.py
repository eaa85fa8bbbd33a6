"""The register of areas: 74 counties, 7 prefectures, the region, and every code and name since 2000."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from geo.area import (
    AmbiguousArea,
    Area,
    AreaLevel,
    CodeNameConflict,
    DevelopmentZone,
    KnownCode,
    Match,
    Misprint,
    Reading,
    UnknownArea,
)
from geo.errors import (
    AmbiguousAreaError,
    NotACountyError,
    RegisterError,
    UnknownAreaError,
    WrongLevelError,
)
from geo.names import alias_names, fold_name, nearest_names, spoken_names

__all__ = ["COUNTY_COUNT", "PREFECTURE_COUNT", "Register", "load_register"]

COUNTY_COUNT = 74
"""County-level units at the plan's date; the fixed denominator of R14."""

PREFECTURE_COUNT = 7
"""Prefecture-level units at the plan's date."""

_AREAS_FILE = Path(__file__).with_name("reference") / "areas.toml"
_Entry: TypeAlias = Area | DevelopmentZone


@dataclass(frozen=True, slots=True)
class Register:
    """All areas, found by any code or full name they have had, never by a part of a name.

    Attributes:
        areas: region, prefectures, counties, each in the order of the plan's codes.
        zones: development zones of later lists, which are no counties.
    """

    areas: tuple[Area, ...]
    zones: tuple[DevelopmentZone, ...]
    _by_code: Mapping[str, Area]
    _by_alias: Mapping[str, tuple[_Entry, ...]]

    @classmethod
    def build(cls, areas: Sequence[Area], zones: Sequence[DevelopmentZone]) -> "Register":
        """Index areas and zones.

        Raises:
            RegisterError: a plan code twice, a code of two areas, a missing parent, or wrong numbers.
        """
        by_code = {area.code: area for area in areas}
        problems = _problems(areas, by_code)
        if problems:
            raise RegisterError(problems)
        index: dict[str, dict[_Entry, None]] = {}
        for area in areas:
            for alias in alias_names(area, by_code.get(area.parent or "")):
                index.setdefault(fold_name(alias), {})[area] = None
        for zone in zones:
            for alias in (zone.code, zone.name_zh):
                index.setdefault(fold_name(alias), {})[zone] = None
        by_alias = {alias: tuple(entries) for alias, entries in index.items()}
        return cls(tuple(areas), tuple(zones), MappingProxyType(by_code), MappingProxyType(by_alias))

    @property
    def region(self) -> Area:
        """The region, 540000."""
        return self.of_level(AreaLevel.REGION)[0]

    @property
    def prefectures(self) -> tuple[Area, ...]:
        """The seven prefectures in the order of their codes."""
        return self.of_level(AreaLevel.PREFECTURE)

    @property
    def counties(self) -> tuple[Area, ...]:
        """The 74 counties in the order of the plan's codes."""
        return self.of_level(AreaLevel.COUNTY)

    def of_level(self, level: str) -> tuple[Area, ...]:
        """All areas of a level, in order."""
        return tuple(area for area in self.areas if area.level == level)

    def area(self, code: str) -> Area:
        """The area of a plan code; nothing else is accepted here.

        Raises:
            UnknownAreaError: not one of the 82 codes.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownAreaError(code, self.suggest(code)) from None

    def children(self, code: str) -> tuple[Area, ...]:
        """Areas right below: the prefectures of the region, the counties of a prefecture."""
        parent = self.area(code)
        return tuple(area for area in self.areas if area.parent == parent.code)

    def counties_of(self, code: str) -> tuple[Area, ...]:
        """Counties within an area: of the region all, of a prefecture its own, of a county itself."""
        area = self.area(code)
        if area.level is AreaLevel.COUNTY:
            return (area,)
        return self.counties if area.level is AreaLevel.REGION else self.children(code)

    def find_area(self, text: str, *, level: str | None = None, revision: str | None = None) -> Match | None:
        """What a code or name stands for, None when no list carries it.

        Args:
            text: a code of any revision, or a full name, alone or behind the names of its parents.
            level: only areas of this level count.
            revision: month such as `2013-12`; among several areas the one whose list of that month
                carries the name is meant.
        """
        entries = self._by_alias.get(fold_name(text), ())
        areas = [entry for entry in entries if isinstance(entry, Area) and level in (None, entry.level)]
        if len(areas) > 1 and revision is not None:
            areas = [area for area in areas if _bears(area, text, revision)] or areas
        if len(areas) > 1:
            return AmbiguousArea(text, tuple(areas))
        if areas:
            return areas[0]
        zones = (entry for entry in entries if isinstance(entry, DevelopmentZone))
        return next(zones, None) if level is None else None

    def require_area(self, text: str, *, level: str | None = None, revision: str | None = None) -> Area:
        """The area a code or name stands for.

        Raises:
            UnknownAreaError: no list carries it; names the nearest three.
            AmbiguousAreaError: several areas have borne the name.
            NotACountyError: it is a development zone.
            WrongLevelError: it is an area of another level.
        """
        found = self.find_area(text, level=level, revision=revision) or self.find_area(text)
        match found:
            case None:
                raise UnknownAreaError(text, self.suggest(text, level=level))
            case AmbiguousArea(areas=areas):
                raise AmbiguousAreaError(text, areas)
            case DevelopmentZone():
                raise NotACountyError(text, found)
            case Area() if level is not None and found.level != level:
                near = self.suggest(text, level=level)
                raise WrongLevelError(text, found=found, wanted=AreaLevel(level), suggestions=near)
        return found

    def classify(self, *, code: str, name: str, level: str | None = None) -> Reading:
        """What a row of somebody's table is about, judged by its code and its name together.

        A blank side is left out, and so is a code that no list carries when the name is known. When both
        are known they must agree. A known code beside an unknown name is a misprint when the name is most
        like that of the code's area, else a conflict.

        Returns:
            The county, or the prefecture or region of a total row; a zone; or what is wrong.
        """
        by_code, by_name = self.find_area(code, level=level), self.find_area(name, level=level)
        if by_code is None:
            written = name if fold_name(name) else code
            return by_name or UnknownArea(written, self.suggest(written, level=level))
        if not fold_name(name) or _agree(by_code, by_name):
            return by_code
        near = () if by_name else self.suggest(name, level=level)
        if isinstance(by_code, Area) and near and self.find_area(near[0], level=by_code.level) == by_code:
            return Misprint(by_code, name)
        return CodeNameConflict(code=code, name=name, by_code=by_code, by_name=by_name, suggestions=near)

    def suggest(self, text: str, n: int = 3, *, level: str | None = None) -> tuple[str, ...]:
        """The known names most like a text, one for each area, the best first; may be empty."""
        areas = self.areas if level is None else self.of_level(level)
        names = ((area.code, name) for area in areas for name in spoken_names(area))
        return nearest_names(text, names, count=n)


@cache
def load_register() -> Register:
    """The register that comes with the project, read once."""
    with _AREAS_FILE.open("rb") as file:
        tables: dict[str, list[dict[str, Any]]] = tomllib.load(file)
    levels = (AreaLevel.REGION, AreaLevel.PREFECTURE, AreaLevel.COUNTY)
    areas = [_area(entry, level) for level in levels for entry in tables[level]]
    return Register.build(areas, [DevelopmentZone(**entry) for entry in tables["zone"]])


def _area(entry: dict[str, Any], level: AreaLevel) -> Area:
    return Area(
        code=entry["code"],
        name_zh=entry["name_zh"],
        name_en=entry["name_en"],
        name_bo=entry.get("name_bo"),
        short_zh=entry["short_zh"],
        level=level,
        parent=entry.get("parent"),
        codes=tuple(KnownCode(**known) for known in entry["codes"]),
        aliases=tuple(entry.get("aliases", ())),
    )


def _problems(areas: Sequence[Area], by_code: Mapping[str, Area]) -> list[str]:
    problems = [f"{area.code}: no parent {area.parent}" for area in areas if not _has_parent(area, by_code)]
    owners: dict[str, str] = {}
    pairs = [(known.code, area.code) for area in areas for known in area.codes]
    problems += [
        f"{code}: both {owners[code]} and {owner}"
        for code, owner in pairs
        if owners.setdefault(code, owner) != owner
    ]
    if len(by_code) != len(areas):
        problems.append("a plan code stands twice")
    return problems


def _has_parent(area: Area, by_code: Mapping[str, Area]) -> bool:
    return area.parent is None if area.level is AreaLevel.REGION else area.parent in by_code


def _bears(area: Area, text: str, revision: str) -> bool:
    current = [known for known in area.codes if known.in_force(revision)]
    # the name may stand behind its parents' names, so its end decides
    return any(fold_name(text).endswith(fold_name(known.name)) for known in current)


def _agree(by_code: Match, by_name: Match | None) -> bool:
    if isinstance(by_name, AmbiguousArea):
        return by_code in by_name.areas
    return by_code == by_name
