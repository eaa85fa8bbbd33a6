"""The results of an upload before it is stored: lights and figures that would change."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data import Preview
from geo import Register
from indicators import Level, Light, Plan, domain_wording, suspicion_wording
from pages.shared.palette import LIGHT_STYLES
from pages.shared.stages import stage_text
from pages.shared.viewpoint import Scope

__all__ = ["ResultsView", "county_lights", "results_view"]

_LEVEL_ORDER = {Level.REGION.value: 0, Level.PREFECTURE.value: 1, Level.COUNTY.value: 2}


@dataclass(frozen=True, slots=True)
class ResultsView:
    """What confirming would change, ready to show.

    Attributes:
        headline: how many figures and lights change.
        levels: the changed lights by level, in words.
        changes: goal, area, before, after; lights first, region before prefecture before county.
        stages: deliverables that would stand elsewhere.
        overwritten: stored figures that others replace, and who brought the old ones.
        completed: goals and areas for which all have reported then.
        suspicions: what looks odd.
        mapped: ids of the goals whose county lights change, most changes first.
    """

    headline: str
    levels: str
    changes: pl.DataFrame
    stages: pl.DataFrame
    overwritten: pl.DataFrame
    completed: pl.DataFrame
    suspicions: pl.DataFrame
    mapped: tuple[str, ...]


def results_view(found: Preview, *, plan: Plan, register: Register, scope: Scope) -> ResultsView:
    """Gather the results of a preview."""
    turned = found.changes.filter(pl.col("light_before") != pl.col("light_after"))
    by_level = dict(turned.group_by("level").len().iter_rows())
    at_counties = turned.filter(pl.col("level") == Level.COUNTY)
    mapped = at_counties.group_by("indicator", maintain_order=True).len().sort("len", descending=True)
    return ResultsView(
        headline=scope.say(
            "upload.changes", figures=found.changes.height, lights=turned.height, as_of=found.as_of
        ),
        levels=scope.listed(
            scope.say(
                "upload.at_level", level=scope.text(domain_wording(f"level.{level}")), count=by_level[level]
            )
            for level in _LEVEL_ORDER
            if level in by_level
        ),
        changes=_changes(found.changes, plan=plan, register=register, scope=scope),
        stages=_stages(found.stages, plan=plan, scope=scope),
        overwritten=_overwritten(found.overwritten, plan=plan, register=register, scope=scope),
        completed=_completed(found.completed, plan=plan, register=register, scope=scope),
        suspicions=_suspicions(found.suspicions, plan=plan, register=register, scope=scope),
        mapped=tuple(mapped["indicator"]),
    )


def county_lights(
    status: pl.DataFrame, found: Preview, goal: str
) -> tuple[Mapping[str, Light], Mapping[str, Light]]:
    """Light of each county for a goal, before and after; `status` is what the preview started from."""
    mine = status.filter(pl.col("indicator") == goal, pl.col("level") == Level.COUNTY)
    before = {area: Light(light) for area, light in mine.select("area", "light").iter_rows()}
    changed = found.changes.filter(pl.col("indicator") == goal, pl.col("level") == Level.COUNTY)
    after = {area: Light(light) for area, light in changed.select("area", "light_after").iter_rows()}
    return before, {**before, **after}


def _changes(changes: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    is_same_light = pl.col("light_before") == pl.col("light_after")
    level = pl.col("level").replace_strict(_LEVEL_ORDER, return_dtype=pl.Int8)
    ordered = changes.sort(is_same_light, level, maintain_order=True)
    columns = {
        "before": ordered.select("light_before", "before"),
        "after": ordered.select("light_after", "after"),
    }
    return pl.DataFrame(
        {
            **_places(ordered, plan=plan, register=register, scope=scope),
            **{
                scope.say(f"upload.{name}"): [
                    _state(light, value, scope) for light, value in pairs.iter_rows()
                ]
                for name, pairs in columns.items()
            },
        },
        strict=False,
    )


def _places(rows: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> dict[str, list[str]]:
    """The columns of goal and area; a null goal stands for all goals of the area."""
    return {
        scope.say("upload.goal"): [
            scope.text(plan.title_of(goal)) if goal else scope.say("upload.all_goals")
            for goal in rows["indicator"]
        ],
        scope.say("upload.area"): [scope.name(register.area(code)) for code in rows["area"]],
    }


def _state(light: str, value: str | None, scope: Scope) -> str:
    word = scope.text(domain_wording(f"light.{light}"))
    number = "" if value is None else f"  {float(value):.2f}".rstrip("0").rstrip(".")
    return f"{LIGHT_STYLES[Light(light)].glyph} {word}{number}"


def _stages(rows: pl.DataFrame, *, plan: Plan, scope: Scope) -> pl.DataFrame:
    return pl.DataFrame(
        {
            scope.say("measures.deliverable"): [
                f"{name} {scope.text(plan.title_of(name))}" for name in rows["indicator"]
            ],
            scope.say("upload.before"): [stage_text(stage, scope) for stage in rows["before"]],
            scope.say("upload.after"): [stage_text(stage, scope) for stage in rows["after"]],
        },
        strict=False,
    )


def _overwritten(rows: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    return pl.DataFrame(
        {
            **_places(rows, plan=plan, register=register, scope=scope),
            scope.say("upload.period"): rows["period"],
            scope.say("upload.segment"): rows["segment"],
            scope.say("upload.before"): rows["before"],
            scope.say("upload.after"): rows["after"],
            scope.say("upload.brought_by"): rows["by"],
        },
        strict=False,
    )


def _completed(rows: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    return pl.DataFrame(
        {
            **_places(rows, plan=plan, register=register, scope=scope),
            scope.say("upload.reports"): rows["reported"],
        },
        strict=False,
    )


def _suspicions(rows: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    return pl.DataFrame(
        {
            **_places(rows, plan=plan, register=register, scope=scope),
            scope.say("upload.period"): rows["period"],
            scope.say("upload.looks_odd"): [
                scope.text(suspicion_wording(f"check.{check}")) for check in rows["check"]
            ],
            scope.say("upload.detail"): rows[f"detail_{scope.language}"],
        },
        strict=False,
    )
