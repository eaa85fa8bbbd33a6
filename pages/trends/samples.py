"""Is there enough sampling, and who was not sampled at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from geo import Area, Register
from indicators import Goal, Light, clean_samples_needed, small_sample_size, target_text
from pages.shared.viewpoint import Scope
from pages.trends.headline import Headline, goal_headline, row_of
from pages.trends.sampled import AreaLink, AreaSamples, area_link, area_samples, sampled_areas

__all__ = ["BARS_SCHEMA", "Gap", "PrefectureSamples", "Samples", "samples_view"]

BARS_SCHEMA = pl.Schema(
    {"place": pl.Int64(), "area": pl.String(), "total": pl.Int64(), "is_enough": pl.Boolean()}
)
"""Columns of the bars, the most samples first; areas without any are left out. `place`: from 0."""


class Gap(StrEnum):
    """Why an area shows no sample."""

    ZERO = "zero"  # reported that it took none
    SILENT = "silent"  # reported nothing
    EXEMPT = "exempt"  # the object does not exist there


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefectureSamples:
    """One prefecture: samples in all, areas with enough, areas with some, areas without any, of all."""

    area: AreaLink
    total: int
    enough: int
    some: int
    none: int
    areas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Display-ready values of the samples.

    Attributes:
        bars: as `BARS_SCHEMA`.
        enough: samples from which one failure alone does not miss the target (R6).
        proof: samples without a failure that prove the target.
        answer: how many areas have enough, too few, none.
        gaps: the areas without a sample, by reason.
        prefectures: sums; the prefecture of the filter alone when there is one.
        table: what stands behind, headed in the viewer's language.
    """

    headline: Headline
    bars: pl.DataFrame
    enough: int
    proof: int
    answer: str
    gaps: tuple[tuple[Gap, tuple[AreaLink, ...]], ...]
    prefectures: tuple[PrefectureSamples, ...]
    table: pl.DataFrame


def samples_view(
    status: pl.DataFrame, goal: Goal, *, area: Area, register: Register, scope: Scope
) -> Samples:
    """Count the samples of each area (question 13).

    Args:
        status: status frame of the as-of date.
        goal: a sampled goal.
        area: region or prefecture, for the headline.
        register: the areas.
        scope: filters and language.
    """
    found = area_samples(status, sampled_areas(goal, register=register, scope=scope), goal)
    ordered = sorted(found, key=lambda each: -each.total)
    enough = small_sample_size(goal.target_bp)
    shown = [each for each in ordered if each.total]
    bars = pl.DataFrame(
        [
            (place, scope.name(each.area), each.total, each.total >= enough)
            for place, each in enumerate(shown)
        ],
        schema=BARS_SCHEMA,
        orient="row",
    )
    return Samples(
        headline=goal_headline(
            row_of(status, area=area.code, goal=goal), goal, area=area, register=register, scope=scope
        ),
        bars=bars,
        enough=enough,
        proof=clean_samples_needed(goal.target_bp),
        answer=_answer(found, enough, goal, scope),
        gaps=_gaps(found, register=register, scope=scope),
        prefectures=_by_prefecture(found, enough, register=register, scope=scope),
        table=_table(ordered, enough, register=register, scope=scope),
    )


def _gap(each: AreaSamples) -> Gap | None:
    if each.total:
        return None
    if each.row["light"] == Light.NOT_APPLICABLE:
        return Gap.EXEMPT
    return Gap.SILENT if each.row["denominator"] is None else Gap.ZERO


def _answer(found: Sequence[AreaSamples], enough: int, goal: Goal, scope: Scope) -> str:
    return scope.say(
        "trends.samples_answer",
        total=sum(each.total for each in found),
        enough=sum(each.total >= enough for each in found),
        few=sum(0 < each.total < enough for each in found),
        none=sum(not each.total for each in found),
        areas=len(found),
        needed=enough,
        target=scope.text(target_text(goal)),
    )


def _gaps(
    found: Sequence[AreaSamples], *, register: Register, scope: Scope
) -> tuple[tuple[Gap, tuple[AreaLink, ...]], ...]:
    return tuple(
        (
            gap,
            tuple(
                area_link(each.area, register=register, scope=scope) for each in found if _gap(each) is gap
            ),
        )
        for gap in Gap
    )


def _by_prefecture(
    found: Sequence[AreaSamples], enough: int, *, register: Register, scope: Scope
) -> tuple[PrefectureSamples, ...]:
    sums = []
    for prefecture in register.prefectures:
        inside = [each for each in found if prefecture.code in (each.area.code, each.area.parent)]
        if inside:
            sums.append(
                PrefectureSamples(
                    area=area_link(prefecture, register=register, scope=scope),
                    total=sum(each.total for each in inside),
                    enough=sum(each.total >= enough for each in inside),
                    some=sum(0 < each.total < enough for each in inside),
                    none=sum(not each.total for each in inside),
                    areas=len(inside),
                )
            )
    return tuple(sums)


def _table(ordered: Sequence[AreaSamples], enough: int, *, register: Register, scope: Scope) -> pl.DataFrame:
    parents = [register.area(each.area.parent or each.area.code) for each in ordered]
    columns: dict[str, list[object]] = {
        "map.code": [each.area.code for each in ordered],
        "map.area": [scope.name(each.area) for each in ordered],
        "map.prefecture": [scope.name(parent) for parent in parents],
        "trends.samples": [each.total for each in ordered],
        "trends.enough": [
            scope.say(f"trends.gap_{gap}")
            if (gap := _gap(each))
            else scope.say("trends.enough_yes" if each.total >= enough else "trends.few")
            for each in ordered
        ],
        "trends.page": [area_link(each.area, register=register, scope=scope).link for each in ordered],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
