"""The deliverables of the articles: how far each has come on a date, and how many are done.

A report is an observation whose indicator is the id of a deliverable and whose `state` is a word of `State`.
Who reports is the area together with the organiser, which here is the id of a department that tells of its
own part, or empty.
"""

from datetime import date
from enum import StrEnum

import polars as pl

from indicators.exact import percent
from indicators.known import known_observations
from indicators.newest import newest_first
from indicators.observation import State
from indicators.plan import Plan

__all__ = [
    "DELIVERABLE_SCHEMA",
    "STAGE_CHANGE_SCHEMA",
    "TALLY_SCHEMA",
    "Stage",
    "deliverable_reports",
    "deliverables_at",
    "department_deliverables",
    "stage_changes",
    "tallies",
]


class Stage(StrEnum):
    """How far a deliverable has come, all its reports together."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


_CLOSED = (Stage.DONE.value, Stage.NOT_APPLICABLE.value)

DELIVERABLE_SCHEMA = pl.Schema(
    {
        "indicator": pl.String,
        "article": pl.Int64,
        "section": pl.Int64,
        "stage": pl.String,
        "due": pl.Date,
        "is_overdue": pl.Boolean,
        "reporters": pl.Int64,
        "reporters_done": pl.Int64,
    }
)
"""One row for each deliverable in the plan's order. `stage` is a word of `Stage`; `reporters` counts
the areas and departments that told of it, without those to whom it does not apply, and `reporters_done` those
of them that are done. Nothing is null."""

TALLY_SCHEMA = pl.Schema(
    {
        "total": pl.Int64,
        **dict.fromkeys((each.value for each in Stage), pl.Int64),
        "overdue": pl.Int64,
        "share": pl.String,
    }
)
"""How many deliverables there are, at each stage, and overdue. `share` are those done out of those that
apply, in percent, exact decimal text; null when none applies."""

STAGE_CHANGE_SCHEMA = pl.Schema(dict.fromkeys(("indicator", "before", "after"), pl.String()))
"""Deliverables whose stage differs between two states; nothing is null."""

_REPORTER = ["indicator", "area", "organiser"]


def deliverable_reports(observations: pl.DataFrame, plan: Plan, *, as_of: date) -> pl.DataFrame:
    """The newest report of each deliverable by each reporter, of periods that had ended on a date.

    Args:
        observations: as `OBSERVATION_SCHEMA`, further columns are kept.
        plan: the deliverables.
        as_of: periods that end later are not known yet.

    Returns:
        The rows with `end`, by deliverable in the plan's order, then area and organiser.
    """
    ids = [deliverable.id for deliverable in plan.deliverables]
    known = known_observations(observations.filter(pl.col("indicator").is_in(ids)), plan=plan, as_of=as_of)
    newest = newest_first(known).unique(_REPORTER, keep="first", maintain_order=True)
    place = pl.col("indicator").replace_strict(ids, range(len(ids)), return_dtype=pl.Int64)
    return newest.drop("start").sort(place, "area", "organiser")


def deliverables_at(reports: pl.DataFrame, plan: Plan, *, as_of: date) -> pl.DataFrame:
    """Where each deliverable stands.

    It is done when all who report it are done. When any of them is done or under way, it is in progress; else
    it is not started. Reporters to whom it does not apply do not count; when there are no others, it does not
    apply. It is overdue when it is open at the end of its due day.

    Args:
        reports: as `deliverable_reports` gives them.
        plan: the deliverables, and the deadline of those without a day of their own.
        as_of: the date.

    Returns:
        Frame as `DELIVERABLE_SCHEMA`.
    """
    listed = [
        (each.id, article.number, article.section, each.due or plan.deadline)
        for article in plan.articles
        for each in article.deliverables
    ]
    names = ("indicator", "article", "section", "due")
    grid = pl.DataFrame(listed, schema={name: DELIVERABLE_SCHEMA[name] for name in names}, orient="row")
    joined = grid.join(_told(reports), on="indicator", how="left", maintain_order="left")
    found = joined.with_columns(pl.col("stage").fill_null(Stage.NOT_REPORTED.value))
    is_open = ~pl.col("stage").is_in(_CLOSED)
    return found.with_columns(
        pl.col("reporters", "reporters_done").fill_null(0),
        is_overdue=is_open & (pl.col("due") <= as_of),
    ).select(pl.col(name).cast(kind) for name, kind in DELIVERABLE_SCHEMA.items())


def _told(reports: pl.DataFrame) -> pl.DataFrame:
    """The stage of each deliverable that anybody told of."""
    applies = pl.col("state") != State.NOT_APPLICABLE
    state = pl.col("state").filter(applies)
    done, total = (state == State.DONE).sum(), state.len()
    begun = state.is_in([State.DONE, State.IN_PROGRESS]).any()
    stage = (
        pl.when(total == 0)
        .then(pl.lit(Stage.NOT_APPLICABLE.value))
        .when(done == total)
        .then(pl.lit(Stage.DONE.value))
        .when(begun)
        .then(pl.lit(Stage.IN_PROGRESS.value))
        .otherwise(pl.lit(Stage.NOT_STARTED.value))
    )
    return reports.group_by("indicator").agg(stage=stage, reporters=total, reporters_done=done)


def department_deliverables(found: pl.DataFrame, reports: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Where the deliverables of each department stand: by its own report where it made one, else as a whole.

    The plan names departments for whole articles only, so that each of them owes all deliverables of its
    articles.

    Args:
        found: as `DELIVERABLE_SCHEMA`.
        reports: as `deliverable_reports` gives them.
        plan: the articles with their departments.

    Returns:
        `department`, then as `DELIVERABLE_SCHEMA`; departments in the plan's order.
    """
    named = [
        (department.id, article.number)
        for department in plan.departments
        for article in plan.articles_of(department.id)
    ]
    links = pl.DataFrame(named, schema={"department": pl.String, "article": pl.Int64}, orient="row")
    own = newest_first(reports.filter(pl.col("organiser") != "")).select(
        "indicator", department="organiser", own="state"
    )
    own = own.unique(["indicator", "department"], keep="first", maintain_order=True)
    mine = links.join(found, on="article", maintain_order="left_right").join(
        own, on=["indicator", "department"], how="left", maintain_order="left"
    )
    stage = pl.coalesce("own", "stage")
    is_open = ~stage.is_in(_CLOSED)  # a part is open only while the whole is, so its due day has passed too
    return mine.with_columns(stage=stage, is_overdue=pl.col("is_overdue") & is_open).select(
        "department", *DELIVERABLE_SCHEMA.names()
    )


def stage_changes(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The deliverables that stand elsewhere in another state of the reports.

    Args:
        before: as `DELIVERABLE_SCHEMA`.
        after: the same, of the same plan.

    Returns:
        Frame as `STAGE_CHANGE_SCHEMA`, in the plan's order.
    """
    both = before.select("indicator", before="stage").join(
        after.select("indicator", after="stage"), on="indicator", maintain_order="left"
    )
    return both.filter(pl.col("before") != pl.col("after"))


def tallies(found: pl.DataFrame, *by: str) -> pl.DataFrame:
    """How many deliverables are at each stage.

    Args:
        found: as `DELIVERABLE_SCHEMA`.
        by: columns of it that make the groups, such as `article`; one row for all when left out.

    Returns:
        The columns of `by`, then as `TALLY_SCHEMA`; groups in the order in which they first come.
    """
    counts = [
        pl.len().alias("total"),
        *((pl.col("stage") == each).sum().alias(each.value) for each in Stage),
        pl.col("is_overdue").sum().alias("overdue"),
    ]
    counted = found.group_by(by, maintain_order=True).agg(counts) if by else found.select(counts)
    shares = [
        None if total == absent else f"{percent(done, total - absent):f}"
        for done, total, absent in counted.select("done", "total", "not_applicable").iter_rows()
    ]
    return counted.with_columns(share=pl.Series(shares, dtype=pl.String)).select(
        *by, *(pl.col(name).cast(kind) for name, kind in TALLY_SCHEMA.items())
    )
