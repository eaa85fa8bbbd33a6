"""What the words in area cells stand for: code, name and level together."""

from data.problems import Finding, Found, Severity
from geo import (
    AmbiguousArea,
    AmbiguousAreaError,
    Area,
    AreaLevel,
    CodeNameConflict,
    DevelopmentZone,
    GeoError,
    Misprint,
    NotACountyError,
    Reading,
    Register,
    UnknownArea,
    UnknownAreaError,
    WrongLevelError,
)
from indicators.text import Text

__all__ = ["Hints", "find_area_ids"]

_LEVELS = {
    **{level.value: level.value for level in AreaLevel},
    "县": "county",
    "县(区)": "county",
    "县级": "county",
    "地市": "prefecture",
    "地(市)": "prefecture",
    "地级": "prefecture",
    "自治区": "region",
    "省级": "region",
}
_MOST_HINTS = 200
_LONGEST_HINTED = 40


class Hints:
    """Searches for near names take milliseconds each: a file gets so many, and only for short texts."""

    def __init__(self) -> None:
        """All are left."""
        self._left = _MOST_HINTS

    def are_left_for(self, text: str) -> bool:
        """Whether to search once more."""
        if len(text) > _LONGEST_HINTED or not self._left:
            return False
        self._left -= 1
        return True


def find_area_ids(register: Register, word: str, again: str, level: str, *, hints: Hints) -> Found:
    """Code and name together decide; they must not contradict each other, nor the level beside them."""
    if not word and not again:
        return Finding("cell_missing")
    level_id = _LEVELS.get(level.lower())
    if level and level_id is None:
        return Finding("unknown_level", level=level, allowed=", ".join(_LEVELS))
    code, name = word or again, again if word else ""
    unknown = _unknown(register, code, name)
    if unknown and not hints.are_left_for(unknown):
        return _area_found(UnknownArea(unknown, ()), unknown)
    reading = register.classify(code=code, name=name, level=level_id)
    if level_id is not None and isinstance(reading, UnknownArea):
        elsewhere = register.classify(code=code, name=name)
        if isinstance(elsewhere, Area):
            error = WrongLevelError(name or code, found=elsewhere, wanted=AreaLevel(level_id))
            return Finding("wrong_level", detail=_both(error))
        reading = elsewhere
    return _area_found(reading, name or code)


def _unknown(register: Register, code: str, name: str) -> str:
    """The name or code that near names will be searched for; empty when there is no need."""
    if name:
        return "" if register.find_area(name) else name
    return "" if register.find_area(code) else code


def _area_found(reading: Reading, written: str) -> Found:
    match reading:
        case Area() as area:
            return {"area_id": area.code, "level": area.level.value}
        case Misprint(area=area, name=name):
            warning = Finding("name_misprinted", severity=Severity.WARNING, name=name, area=_named(area))
            return {"area_id": area.code, "level": area.level.value}, warning
        case UnknownArea(text=text, suggestions=near):
            return Finding("unknown_area", detail=_both(UnknownAreaError(text, near)))
        case AmbiguousArea(text=text, areas=areas):
            return Finding("ambiguous_area", detail=_both(AmbiguousAreaError(text, areas)))
        case DevelopmentZone() as zone:
            return Finding("not_a_county", detail=_both(NotACountyError(written, zone)))
        case CodeNameConflict(code=code, name=name, suggestions=near):
            return Finding("code_and_area_differ", code=code, name=name, nearest=", ".join(near) or "—")


def _named(area: Area) -> Text:
    return Text(zh=f"{area.name_zh}（{area.code}）", en=f"{area.name_zh} {area.name_en} ({area.code})")


def _both(error: GeoError) -> Text:
    return Text(zh=error.message_zh, en=error.message_en)
