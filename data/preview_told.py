"""What an upload would change, as lines of text and as JSON for the command."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from data.describing import summary
from data.lookups import Directory
from data.previewing import Preview
from indicators import Level, Text, domain_wording

__all__ = ["preview_as_json", "preview_lines"]

_SHOWN = 20  # findings that are told one by one


def preview_lines(seen: Preview, directory: Directory) -> list[Text]:
    """What would change, the lights of the region first; the counties are counted only."""
    lights = seen.changes.filter(pl.col("light_before") != pl.col("light_after"))
    return [
        *([summary("would_replace")] if seen.replaces_illustrative else []),
        summary("would_change", figures=seen.changes.height, lights=lights.height, as_of=seen.as_of),
        *_turns(lights.filter(pl.col("level") == Level.REGION), directory),
        *_stages(seen.stages, directory),
        *_overwritten(seen.overwritten),
        *_completed(seen.completed, directory),
        *_suspicions(seen.suspicions, directory),
    ]


def _turns(lights: pl.DataFrame, directory: Directory) -> Iterator[Text]:
    for goal, *pair in lights.select("indicator", "light_before", "light_after").iter_rows():
        before, after = (domain_wording(f"light.{light}") for light in pair)
        yield summary("would_turn", goal=directory.plan.goal(goal).short, before=before, after=after)


def _stages(stages: pl.DataFrame, directory: Directory) -> Iterator[Text]:
    for name, *pair in stages.head(_SHOWN).iter_rows():
        before, after = (domain_wording(f"stage.{stage}") for stage in pair)
        title = directory.plan.title_of(name)
        yield summary("would_progress", id=name, deliverable=title, before=before, after=after)
    if stages.height > _SHOWN:
        yield summary("more_progress", count=stages.height - _SHOWN)


def _overwritten(overwritten: pl.DataFrame) -> Iterator[Text]:
    for upload, by, count in overwritten.group_by("upload", "by", maintain_order=True).len().iter_rows():
        yield summary("would_overwrite", count=count, upload=upload, by=by)


def _completed(completed: pl.DataFrame, directory: Directory) -> Iterator[Text]:
    for goal, codes in completed.group_by("indicator", maintain_order=True).agg("area").iter_rows():
        areas = [directory.register.area(code) for code in codes]
        names = Text(
            zh="、".join(area.name_zh for area in areas), en=", ".join(area.name_en for area in areas)
        )
        yield summary("would_complete", goal=directory.plan.goal(goal).short, areas=names)


def _suspicions(found: pl.DataFrame, directory: Directory) -> Iterator[Text]:
    for row in found.head(_SHOWN).iter_rows(named=True):
        area = directory.register.area(row["area"])
        goal = row["indicator"]
        yield summary(
            "would_look_odd",
            area=Text(zh=area.name_zh, en=area.name_en),
            goal=directory.plan.goal(goal).short if goal else "—",
            period=row["period"],
            detail=Text(zh=row["detail_zh"], en=row["detail_en"]),
        )
    if found.height > _SHOWN:
        yield summary("more_odd", count=found.height - _SHOWN)


def preview_as_json(seen: Preview) -> dict[str, Any]:
    """The documented JSON form of what would change, beside the `changes` of the check."""
    return {
        "as_of": seen.as_of.isoformat(),
        "replaces_illustrative": seen.replaces_illustrative,
        "stages": seen.stages.to_dicts(),
        "overwritten": seen.overwritten.to_dicts(),
        "completed": seen.completed.drop("area_name", "level").to_dicts(),
        "suspicions": seen.suspicions.to_dicts(),
    }
