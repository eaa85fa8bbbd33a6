"""How complete the reports of each goal are, and which areas have not one sample (R14)."""

from dataclasses import dataclass

import polars as pl

from geo import AreaLevel, Register
from indicators import Flag, Goal, Light, Plan, ReportState, domain_wording
from pages.shared.links import page_address
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["Coverage", "ZeroSamples", "coverage_table", "coverage_view", "zero_samples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of a goal's areas have reported anything this year; those without object count (R14).

    Attributes:
        level: the areas that report it.
        counts: reports by state.
        is_partial: whether the figure of the whole carries that flag.
    """

    goal: str
    level: str
    reported: int
    expected: int
    counts: tuple[tuple[ReportState, int], ...]
    is_partial: bool


@dataclass(frozen=True, slots=True)
class ZeroSamples:
    """A sampled goal, and of its areas those without one sample: name, and address of the sampling there."""

    goal: str
    areas: tuple[tuple[str, str], ...]
    total: int


def coverage_view(
    status: pl.DataFrame, reports: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope
) -> tuple[Coverage, ...]:
    """Completeness of each goal that is reported in the scope.

    Args:
        status: status frame on the as-of date.
        reports: those of the scope, as `REPORT_SCHEMA`.
        plan: the goals.
        register: the areas.
        scope: filters and language.
    """
    whole = scope.prefecture or register.region.code
    here = {row["indicator"]: row for row in status.filter(pl.col("area") == whole).iter_rows(named=True)}
    found = []
    for goal in plan.goals:
        states = reports.filter(pl.col("indicator") == goal.id)["state"].to_list()
        if set(states) - {ReportState.NOT_APPLICABLE}:
            row = here[goal.id]
            found.append(
                Coverage(
                    goal=goal_label(goal, scope.language),
                    level=scope.text(domain_wording(f"level.{goal.natural_level}")),
                    reported=row["reported"],
                    expected=row["expected"],
                    counts=tuple((state, states.count(state)) for state in ReportState),
                    is_partial=Flag.PARTIAL in row["flags"],
                )
            )
    return tuple(found)


def zero_samples(
    status: pl.DataFrame, reports: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope
) -> tuple[ZeroSamples, ...]:
    """The areas without one sample, for each sampled goal of the scope (question 13)."""
    found = []
    for goal in plan.goals:
        own = reports.filter(pl.col("indicator") == goal.id).select("area")
        if goal.sampled and own.height:
            rows = own.join(status.filter(pl.col("indicator") == goal.id), on="area", maintain_order="left")
            applies = rows.filter(pl.col("light") != Light.NOT_APPLICABLE)
            silent = applies.filter(pl.col("denominator").fill_null(0) == 0)["area"]
            areas = tuple(_linked(code, goal, register, scope) for code in silent)
            found.append(ZeroSamples(goal_label(goal, scope.language), areas, applies.height))
    return tuple(found)


def _linked(code: str, goal: Goal, register: Register, scope: Scope) -> tuple[str, str]:
    """The area's name, and how much is sampled in its prefecture."""
    area = register.area(code)
    chosen = {"goal": goal_label(goal, scope.language), "trend": scope.say("trends.part_samples")}
    prefecture = area.parent if area.level is AreaLevel.COUNTY else code
    address = page_address("trends", chosen, prefecture=prefecture, register=register, scope=scope)
    return scope.name(area), address


def coverage_table(rows: tuple[Coverage, ...], scope: Scope) -> pl.DataFrame:
    """Completeness as a table, headed in the viewer's language; counts before percent."""
    columns: dict[str, list[object]] = {
        "scope.goal": [row.goal for row in rows],
        "reporting.level": [row.level for row in rows],
        "reporting.reported": [f"{row.reported}/{row.expected}" for row in rows],
        "reporting.share": [
            round(100 * row.reported / row.expected) if row.expected else None for row in rows
        ],
        "reporting.remark": [
            scope.text(domain_wording("flag.partial")) if row.is_partial else "" for row in rows
        ],
    }
    for state in (ReportState.LATE, ReportState.DUE, ReportState.FRESH, ReportState.NOT_DUE):
        columns[f"reporting.state_{state}"] = [dict(row.counts)[state] for row in rows]
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
