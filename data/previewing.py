"""What an upload would change, before it counts; looking stores nothing."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.areas import area_frame
from data.checking import CheckReport
from data.lookups import Directory
from data.states import state_after
from data.store import Store
from indicators import (
    KEY,
    SUSPICION_SCHEMA,
    deliverable_reports,
    deliverables_at,
    light_changes,
    status,
    suspicions,
)
from indicators.deliverables import stage_changes

__all__ = ["COMPLETED_SCHEMA", "OVERWRITTEN_SCHEMA", "Preview", "figure_text", "preview"]

OVERWRITTEN_SCHEMA = pl.Schema(dict.fromkeys((*KEY, "before", "after", "upload", "by"), pl.String()))
"""Columns of the stored figures that others replace: their key, the figure before and after as text, the
upload that wrote the old one, and who answers for it."""

COMPLETED_SCHEMA = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "area_name": pl.String,
        "level": pl.String,
        "reported": pl.Int64,
    }
)
"""Columns of the goals and areas for which all who should report have; `reported` counts those."""

_COUNTS = ["numerator", "denominator"]
_WORDS = ["value", "state", "na_reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What storing a checked file would change.

    Attributes:
        report: the check; its rows are what is committed, never the file read again.
        base: version of the store that all this holds for.
        as_of: the date of the lights.
        changes: figures and lights that differ, as `CHANGE_SCHEMA`.
        overwritten: as `OVERWRITTEN_SCHEMA`; equal figures and illustrative ones are left out.
        stages: deliverables that would stand elsewhere, as `STAGE_CHANGE_SCHEMA`.
        completed: what this upload completes, as `COMPLETED_SCHEMA`; areas that report for themselves alone
            are left out.
        suspicions: what looks odd with this upload and did not without it, as `SUSPICION_SCHEMA`.
        replaces_illustrative: whether all illustrative data would go.
    """

    report: CheckReport
    base: int
    as_of: date
    changes: pl.DataFrame
    overwritten: pl.DataFrame
    stages: pl.DataFrame
    completed: pl.DataFrame
    suspicions: pl.DataFrame
    replaces_illustrative: bool


def preview(
    report: CheckReport,
    *,
    store: Store,
    directory: Directory,
    as_of: date,
    before: pl.DataFrame | None = None,
) -> Preview:
    """Hold the store as it is now against what it would be with an upload.

    After a `StalePreviewError` call it again with the same report; the file is not needed for that.

    Args:
        report: the check of the file.
        store: only read.
        directory: plan and register.
        as_of: the date on which both states are judged.
        before: status frame of the store now on that date, for callers that have it.
    """
    base = store.version()
    current, is_illustrative = store.observations(base), store.is_illustrative(base)
    uploaded = report.observations
    after = state_after(current, uploaded, is_illustrative=is_illustrative)
    real = current.clear() if is_illustrative else current
    if before is None:
        before = _judged(current, directory, as_of)
    later = _judged(after, directory, as_of)
    return Preview(
        report=report,
        base=base,
        as_of=as_of,
        changes=light_changes(before, later),
        overwritten=_overwritten(real, uploaded, store),
        stages=stage_changes(*(_standing(frame, directory, as_of) for frame in (current, after))),
        completed=_completed(before.clear() if is_illustrative else before, later),
        suspicions=_new_suspicions(real, uploaded, directory, as_of),
        replaces_illustrative=is_illustrative and not uploaded.is_empty(),
    )


def figure_text(suffix: str = "") -> pl.Expr:
    """What an observation says: counts, then words, such as `23/24` or `0 no_object`; empty for nothing.

    Args:
        suffix: of the names of its columns.
    """
    counts, words = ([pl.col(f"{name}{suffix}") for name in names] for names in (_COUNTS, _WORDS))
    pair = pl.concat_str(counts, separator="/", ignore_nulls=True)
    return pl.concat_str(pair, *words, separator=" ", ignore_nulls=True).str.strip_chars()


def _judged(observations: pl.DataFrame, directory: Directory, as_of: date) -> pl.DataFrame:
    hierarchy = area_frame(directory.register)
    return status(observations, plan=directory.plan, hierarchy=hierarchy, as_of=as_of)


def _standing(observations: pl.DataFrame, directory: Directory, as_of: date) -> pl.DataFrame:
    reports = deliverable_reports(observations, directory.plan, as_of=as_of)
    return deliverables_at(reports, directory.plan, as_of=as_of)


def _overwritten(real: pl.DataFrame, uploaded: pl.DataFrame, store: Store) -> pl.DataFrame:
    pairs = uploaded.join(real, on=list(KEY), suffix="_old", maintain_order="left")
    differs = (pl.col(name).ne_missing(pl.col(f"{name}_old")) for name in (*_COUNTS, *_WORDS))
    rows = pairs.filter(pl.any_horizontal(differs))
    names = {upload.id: upload.by for upload in store.history()} if rows.height else {}
    return rows.select(
        *KEY,
        figure_text("_old").alias("before"),
        figure_text().alias("after"),
        "upload",
        pl.col("upload").replace_strict(names, return_dtype=pl.String).alias("by"),
    )


def _completed(before: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    is_complete = (pl.col("reported") == pl.col("expected")) & (pl.col("expected") > 1)
    done = before.filter(is_complete).select("indicator", "area")
    fresh = later.filter(is_complete).join(done, on=done.columns, how="anti", maintain_order="left")
    return fresh.select(COMPLETED_SCHEMA.names())


def _new_suspicions(
    real: pl.DataFrame, uploaded: pl.DataFrame, directory: Directory, as_of: date
) -> pl.DataFrame:
    """Findings that an upload brings; only its own goals and areas can show any, so others are not read."""
    touched = pl.any_horizontal(
        pl.col(name).is_in(uploaded[name].unique().implode()) for name in ("indicator", "area")
    )
    near = real.filter(touched)
    after = state_after(near, uploaded, is_illustrative=False)
    hierarchy = area_frame(directory.register)
    old, new = (suspicions(rows, directory.plan, hierarchy, as_of=as_of) for rows in (near, after))
    return new.join(old, on=SUSPICION_SCHEMA.names(), how="anti", nulls_equal=True, maintain_order="left")
