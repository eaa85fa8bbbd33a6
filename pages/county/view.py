"""What the page of one area shows: every goal that applies, its course, where the figure is from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Area, Register
from indicators import Goal, Light, Plan, Reason, domain_wording, target_text
from pages.county.sources import Source
from pages.shared.courses import CoursePoint
from pages.shared.figures import is_checklist, short_text, told_text
from pages.shared.viewpoint import Scope

__all__ = ["AreaView", "GoalRow", "area_view", "chosen_area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """One goal of the area.

    Attributes:
        figure: the figure, or why there is none.
        target: the target, or the checklist of a county of the campaign.
        unit: of the course.
        course: figures at the ends of the periods, for the small line.
        hint: the sentence behind the light.
        source: the newest upload behind the figure; None when nothing was reported.
    """

    goal: Goal
    light: Light
    figure: str
    target: str
    short: str
    unit: str
    course: tuple[CoursePoint, ...]
    period: str
    hint: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class AreaView:
    """Display-ready values of the page.

    Attributes:
        other_names: the names in the other languages of the pages.
        tibetan: the Tibetan name; empty where the register has none.
        place: level, prefecture and code.
        counts: goals that apply, by light.
        rows: the goals that apply, in the plan's order.
        left_out: goals that this level has no light for.
    """

    name: str
    other_names: tuple[str, ...]
    tibetan: str
    place: tuple[str, ...]
    counts: tuple[tuple[Light, int], ...]
    rows: tuple[GoalRow, ...]
    left_out: int

    @property
    def missed(self) -> tuple[str, ...]:
        """Ids of the goals that are not met; of all that apply where none is missed."""
        red = tuple(row.goal.id for row in self.rows if row.light is Light.NOT_MET)
        return red or tuple(row.goal.id for row in self.rows)


def chosen_area(county: str | None, *, register: Register, scope: Scope) -> Area:
    """The chosen county, else the prefecture of the filter, else the region."""
    return register.area(county or scope.prefecture or register.region.code)


def area_view(  # noqa: PLR0913 -- frames, areas and scope
    status: pl.DataFrame,
    courses: Mapping[str, tuple[CoursePoint, ...]],
    sources: Mapping[str, Source],
    *,
    area: Area,
    plan: Plan,
    register: Register,
    scope: Scope,
) -> AreaView:
    """Gather the page.

    Args:
        status: status frame on the as-of date.
        courses: as `year_courses` gives them for the area.
        sources: as `newest_sources` gives them for the area.
        area: the area of the page.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    here = {row["indicator"]: row for row in status.filter(pl.col("area") == area.code).iter_rows(named=True)}
    goals = [goal for goal in plan.goals if scope.sector in (None, goal.sector)]
    own = [goal for goal in goals if here[goal.id]["reason"] != Reason.NOT_AT_LEVEL]
    rows = tuple(
        _goal_row(goal, here[goal.id], courses.get(goal.id, ()), sources.get(goal.id), scope) for goal in own
    )
    lights = [row.light for row in rows]
    return AreaView(
        name=scope.name(area),
        other_names=tuple(name for name in (area.name_zh, area.name_en) if name != scope.name(area)),
        tibetan=area.name_bo or "",
        place=_place(area, register, scope),
        counts=tuple((light, lights.count(light)) for light in Light),
        rows=rows,
        left_out=len(goals) - len(own),
    )


def _place(area: Area, register: Register, scope: Scope) -> tuple[str, ...]:
    level = scope.text(domain_wording(f"level.{area.level}"))
    above = (scope.name(register.area(area.parent)),) if area.parent else ()
    return (level, *above, area.code)


def _goal_row(
    goal: Goal, row: Mapping[str, Any], course: tuple[CoursePoint, ...], source: Source | None, scope: Scope
) -> GoalRow:
    as_list = is_checklist(row, goal)
    unit = "%" if goal.is_percent else scope.text(goal.unit)
    whole_list = scope.say("map.all_items", count=len(goal.items))
    return GoalRow(
        goal=goal,
        light=Light(row["light"]),
        figure=told_text(row, goal, scope),
        target=whole_list if as_list else scope.text(target_text(goal)),
        short=short_text(row, goal, scope),
        unit=scope.say("county.items") if as_list else unit,
        course=course,
        period=row["period"] or "",
        hint=row[f"sentence_{scope.language}"],
        source=source,
    )
