"""Reports that deserve a second look: findings, never verdicts, as an honest report can show any of them.

Every finding names its figures, so that whoever reported can answer. All limits are assumed.
"""

from datetime import date
from pathlib import Path

import polars as pl

from indicators.plan import Plan
from indicators.suspicion_reports import Finding, Suspicion, reports_of
from indicators.suspicion_series import copied, falling, jumps, repeated_digits
from indicators.suspicion_sums import different_totals, perfect_areas, perfect_goals
from indicators.vocabulary import Level
from indicators.wording import load_wording

__all__ = ["SUSPICION_SCHEMA", "Suspicion", "suspicion_wording", "suspicions"]

suspicion_wording = load_wording(Path(__file__).with_name("suspicion_wording.toml"))
"""The names of the checks, and what each says of its figures."""

SUSPICION_SCHEMA = pl.Schema(
    dict.fromkeys(("indicator", "area", "period", "check", "detail_zh", "detail_en"), pl.String())
)
"""Columns of a frame of findings; `indicator` is null where all goals of an area are meant, `check` is a word
of `Suspicion`, and the details are sentences."""


def suspicions(
    observations: pl.DataFrame, plan: Plan, hierarchy: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """Everything odd about the reports of the plan's year that are known on a date.

    Args:
        observations: as `OBSERVATION_SCHEMA`.
        plan: the goals.
        hierarchy: `area`, `level` and `parent` of every area.
        as_of: periods that end later are not known yet.

    Returns:
        Frame as `SUSPICION_SCHEMA`, by area as in `hierarchy`, then by the plan's goals, period and check;
        without a row where nothing is odd.
    """
    reports = reports_of(observations, plan, as_of=as_of)
    region = hierarchy.filter(pl.col("level") == Level.REGION)["area"].item()
    below = hierarchy.drop_nulls("parent").group_by("parent", maintain_order=True).agg("area")
    found = [
        *copied(reports),
        *jumps(reports),
        *repeated_digits(reports),
        *falling(reports),
        *perfect_areas(reports),
        *perfect_goals(reports, region=region),
        *different_totals(reports, children=dict(below.iter_rows())),
    ]
    rows = pl.DataFrame([_row(finding) for finding in found], schema=SUSPICION_SCHEMA, orient="row")
    return _in_order(rows, plan, hierarchy)


def _row(finding: Finding) -> tuple[str | None, ...]:
    detail = suspicion_wording(f"detail.{finding.check}", **finding.facts)
    return (finding.indicator, finding.area, finding.period, finding.check.value, detail.zh, detail.en)


def _in_order(rows: pl.DataFrame, plan: Plan, hierarchy: pl.DataFrame) -> pl.DataFrame:
    goals = {goal.id: goal.number for goal in plan.goals}
    areas = {area: place for place, area in enumerate(hierarchy["area"])}
    return rows.unique(maintain_order=True).sort(
        pl.col("area").replace_strict(areas, return_dtype=pl.Int64),
        pl.col("indicator").replace_strict(goals, return_dtype=pl.Int64),
        "period",
        "check",
        "detail_en",
        nulls_last=True,
    )
