"""The funnel of small samples: which rates lie below the target beyond what chance alone can do."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from geo import Area, Register
from indicators import (
    Flag,
    Goal,
    Light,
    Standing,
    find_standing,
    funnel_limits,
    goal_interval,
    percent,
    percent_text,
    small_sample_size,
    target_text,
)
from pages.shared.figures import told_text
from pages.shared.palette import light_text
from pages.shared.viewpoint import Scope
from pages.trends.headline import Headline, goal_headline, row_of
from pages.trends.sampled import AreaLink, AreaSamples, area_link, area_samples, sampled_areas

__all__ = ["DOTS_SCHEMA", "Funnel", "funnel_view"]

DOTS_SCHEMA = pl.Schema(
    {
        "total": pl.Int64(),
        "rate": pl.Float64(),
        "areas": pl.Int64(),
        "names": pl.String(),
        "told": pl.String(),
        "interval": pl.String(),
        "is_small": pl.Boolean(),
        "standing": pl.String(),
        "link": pl.String(),
    }
)
"""Columns of the dots: areas with the same figures share one, since they would hide each other.

`rate` in percent; `areas`: how many share the dot; `link`: address of the only one's page, else empty.
"""

_GROUPS = (Standing.PROVED_BELOW, Standing.FEW_SAMPLES, Standing.WITHIN_CHANCE)
_NAMED = 6  # more names than this make a hint unreadable
_EVERY = 200  # limits are worked out for every size up to this, then for one in so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Display-ready values of the funnel.

    Attributes:
        dots: as `DOTS_SCHEMA`, the larger samples last.
        limits: as `FUNNEL_SCHEMA`, from the smallest sample that is drawn to the largest.
        target: in percent.
        small: samples below this number are 样本少 (R6).
        groups: the areas below the target by what can be said of them, the worst first.
        table: what stands behind, headed in the viewer's language.
    """

    headline: Headline
    dots: pl.DataFrame
    limits: pl.DataFrame
    target: float
    target_label: str
    small: int
    groups: tuple[tuple[Standing, tuple[AreaLink, ...]], ...]
    table: pl.DataFrame


def funnel_view(status: pl.DataFrame, goal: Goal, *, area: Area, register: Register, scope: Scope) -> Funnel:
    """Lay out the areas of a sampled goal by size of sample (question 12).

    Args:
        status: status frame of the as-of date.
        goal: a sampled goal.
        area: region or prefecture, for the headline.
        register: the areas.
        scope: filters and language.
    """
    areas = area_samples(status, sampled_areas(goal, register=register, scope=scope), goal)
    shown = sorted((each for each in areas if each.total), key=lambda each: (each.total, each.passes))
    return Funnel(
        headline=goal_headline(
            row_of(status, area=area.code, goal=goal), goal, area=area, register=register, scope=scope
        ),
        dots=_dots(shown, goal, register=register, scope=scope),
        limits=funnel_limits(goal.target_bp, _sizes([each.total for each in shown])),
        target=goal.target_bp / 100,
        target_label=scope.say("trends.target", target=scope.text(target_text(goal))),
        small=small_sample_size(goal.target_bp),
        groups=_groups(shown, goal, register=register, scope=scope),
        table=_table(shown, goal, register=register, scope=scope),
    )


def _sizes(totals: Sequence[int]) -> list[int]:
    """Sizes of samples that the limits are drawn at."""
    if not totals:
        return []
    smallest, largest = min(totals), max(totals)
    step = max(1, (largest - _EVERY) // _EVERY)
    return [*range(smallest, min(_EVERY, largest)), *range(max(smallest, _EVERY), largest, step), largest]


def _standing(each: AreaSamples, goal: Goal) -> Standing:
    return find_standing(each.passes, each.total, goal.target_bp)


def _dots(shown: Sequence[AreaSamples], goal: Goal, *, register: Register, scope: Scope) -> pl.DataFrame:
    together: dict[tuple[int, int], list[AreaSamples]] = {}
    for each in shown:
        together.setdefault((each.passes, each.total), []).append(each)
    rows = []
    for (passes, total), members in together.items():
        names = [scope.name(each.area) for each in members]
        more = scope.say("trends.more", count=len(names) - _NAMED) if len(names) > _NAMED else ""
        alone = area_link(members[0].area, register=register, scope=scope).link if len(names) == 1 else ""
        rows.append(
            {
                "total": total,
                "rate": passes * 100 / total,
                "areas": len(names),
                "names": scope.listed(names[:_NAMED]) + more,
                "told": told_text(members[0].row, goal, scope),
                "interval": _interval_text(passes, total, goal),
                "is_small": total < small_sample_size(goal.target_bp),
                "standing": _standing(members[0], goal).value,
                "link": alone,
            }
        )
    return pl.DataFrame(rows, schema=DOTS_SCHEMA)


def _interval_text(passes: int, total: int, goal: Goal) -> str:
    found = goal_interval(goal, passes=passes, total=total)
    return "" if found is None else f"{found.low:.1f}–{found.high:.1f} %"


def _groups(
    shown: Sequence[AreaSamples], goal: Goal, *, register: Register, scope: Scope
) -> tuple[tuple[Standing, tuple[AreaLink, ...]], ...]:
    found = []
    worst_first = sorted(shown, key=lambda each: (each.passes - each.total, each.total))
    for group in _GROUPS:
        members = [each for each in worst_first if _standing(each, goal) is group]
        links = (
            area_link(each.area, register=register, scope=scope, figure=f"{each.passes}/{each.total}")
            for each in members
        )
        found.append((group, tuple(links)))
    return tuple(found)


def _table(shown: Sequence[AreaSamples], goal: Goal, *, register: Register, scope: Scope) -> pl.DataFrame:
    columns: dict[str, list[object]] = {
        "map.code": [each.area.code for each in shown],
        "map.area": [scope.name(each.area) for each in shown],
        "trends.samples": [each.total for each in shown],
        "trends.failures": [each.total - each.passes for each in shown],
        "trends.rate": [
            percent_text(percent(each.passes, each.total), goal.threshold_bp) + " %" for each in shown
        ],
        "trends.interval": [_interval_text(each.passes, each.total, goal) for each in shown],
        "trends.standing": [scope.say(f"trends.standing_{_standing(each, goal)}") for each in shown],
        "map.light": [light_text(Light(each.row["light"]), scope.language) for each in shown],
        "trends.is_small": [
            scope.say("trends.few") if Flag.SMALL_SAMPLE in (each.row["flags"] or ()) else ""
            for each in shown
        ],
        "trends.page": [area_link(each.area, register=register, scope=scope).link for each in shown],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
