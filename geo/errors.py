"""Everything that can go wrong with areas and boundaries; each error says it in Chinese and in English."""

from collections.abc import Collection, Sequence

from geo.area import Area, AreaLevel, DevelopmentZone

__all__ = [
    "AmbiguousAreaError",
    "BoundaryMismatchError",
    "BoundarySourceError",
    "GeoError",
    "NotACountyError",
    "RegisterError",
    "TileError",
    "UnknownAreaError",
    "WrongLevelError",
]

_SHOWN = 5
_LEVELS_ZH = {AreaLevel.COUNTY: "县（区）", AreaLevel.PREFECTURE: "地（市）", AreaLevel.REGION: "自治区"}


class GeoError(Exception):
    """Base of all errors of this package.

    Attributes:
        message_zh: the sentence in Chinese.
        message_en: the same in English, also what `str()` gives.
    """

    def __init__(self, *, zh: str, en: str) -> None:
        """Take both sentences."""
        super().__init__(en)
        self.message_zh = zh
        self.message_en = en


class UnknownAreaError(GeoError):
    """No list since 2000 carries this code or name."""

    def __init__(self, text: str, suggestions: Sequence[str] = ()) -> None:
        """`suggestions` are the nearest known names, the best first."""
        self.suggestions = tuple(suggestions)
        super().__init__(
            zh=f"“{text}”不是西藏任何县（区）、地（市）的代码或全称{_hint_zh(suggestions)}",
            en=f"“{text}” is no code or full name of an area of Tibet{_hint_en(suggestions)}",
        )


class AmbiguousAreaError(GeoError):
    """The name stands for several areas and nothing else decides."""

    def __init__(self, text: str, areas: Sequence[Area]) -> None:
        """`areas` are all that have borne the name."""
        self.areas = tuple(areas)
        zh = "、".join(f"{_LEVELS_ZH[area.level]}{area.name_zh}（{area.code}）" for area in areas)
        en = ", ".join(f"{area.level} {area.name_zh} {area.name_en} ({area.code})" for area in areas)
        super().__init__(
            zh=f"“{text}”可指{zh}；请填写区划代码或层级。",
            en=f"“{text}” can mean {en}; give the code or the level.",
        )


class NotACountyError(GeoError):
    """A development zone where a county is needed."""

    def __init__(self, text: str, zone: DevelopmentZone) -> None:
        """Name the zone that `text` stands for."""
        self.zone = zone
        super().__init__(
            zh=f"“{text}”是开发区（{zone.code} {zone.name_zh}），不在 74 个县（区）之列；"
            "请计入所在县（区）。",
            en=f"“{text}” is the development zone {zone.code} {zone.name_zh}, none of the 74 counties; "
            "count it with the county it lies in.",
        )


class WrongLevelError(GeoError):
    """An area is known but of another level than asked for."""

    def __init__(self, text: str, *, found: Area, wanted: AreaLevel, suggestions: Sequence[str] = ()) -> None:
        """`found` is what the text stands for, `suggestions` are near names of the wanted level."""
        self.found, self.suggestions = found, tuple(suggestions)
        super().__init__(
            zh=f"“{text}”是{_LEVELS_ZH[found.level]}，此处应为{_LEVELS_ZH[wanted]}{_hint_zh(suggestions)}",
            en=f"“{text}” is a {found.level}, a {wanted} is needed here{_hint_en(suggestions)}",
        )


class RegisterError(GeoError):
    """The register file contradicts itself."""

    def __init__(self, problems: Sequence[str]) -> None:
        """List what is wrong; the first five are shown."""
        super().__init__(
            zh=f"区划名录有 {len(problems)} 处错误：{_some(problems)}",
            en=f"area register: {len(problems)} problem(s): {_some(problems)}",
        )


class BoundarySourceError(GeoError):
    """A boundary file cannot be read as what it should be."""

    def __init__(self, where: str, reason: str) -> None:
        """Say which file and why."""
        super().__init__(zh=f"界线文件 {where} 无法使用：{reason}", en=f"boundary file {where}: {reason}")


class BoundaryMismatchError(GeoError):
    """Boundaries and register do not have the same areas."""

    def __init__(self, where: str, *, missing: Collection[str], surplus: Collection[str]) -> None:
        """`missing` are areas without a boundary, `surplus` boundaries that fit no area."""
        self.missing, self.surplus = tuple(missing), tuple(surplus)
        super().__init__(
            zh=f"{where} 与区划名录不符：缺 {len(missing)} 个 {_some(missing)}；"
            f"多 {len(surplus)} 个 {_some(surplus)}",
            en=f"{where} does not match the register: {len(missing)} missing {_some(missing)}; "
            f"{len(surplus)} surplus {_some(surplus)}",
        )


class TileError(GeoError):
    """The tile map is not one cell for each county."""

    def __init__(self, problems: Sequence[str]) -> None:
        """List what is wrong; the first five are shown."""
        super().__init__(
            zh=f"格子图有 {len(problems)} 处错误：{_some(problems)}",
            en=f"tile map: {len(problems)} problem(s): {_some(problems)}",
        )


def _hint_zh(names: Sequence[str]) -> str:
    return f"，是否为：{'、'.join(names)}？" if names else "。"


def _hint_en(names: Sequence[str]) -> str:
    return f"; did you mean {', '.join(names)}?" if names else "."


def _some(items: Collection[str]) -> str:
    shown = ", ".join(list(items)[:_SHOWN])
    return f"{shown}, …" if len(items) > _SHOWN else shown
