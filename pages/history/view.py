"""What the history shows: the uploads, one of them in full, what undoing it would do, a figure's story."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data import Op, Upload, figure_text
from data.past import Effect
from data.reverting import Revert
from geo import Register
from indicators import Plan
from pages.shared.text import beijing_time
from pages.shared.viewpoint import Scope

__all__ = ["RevertView", "revert_view", "story_table", "upload_facts", "upload_table"]

_SHOWN = 500


@dataclass(frozen=True, slots=True)
class RevertView:
    """What undoing an upload would do.

    Attributes:
        restored: figures that an earlier upload said and that would count again.
        removed: figures that nothing else says.
        kept: figures left alone, because later uploads changed them; with who did.
    """

    restored: int
    removed: int
    kept: pl.DataFrame


def upload_table(uploads: Sequence[Upload], scope: Scope) -> pl.DataFrame:
    """The uploads, the newest first."""
    return pl.DataFrame(
        {
            scope.say("history.version"): [upload.seq for upload in uploads],
            scope.say("history.when"): [beijing_time(upload.when) for upload in uploads],
            scope.say("history.by"): [upload.by for upload in uploads],
            scope.say("history.file"): [_title(upload, scope) for upload in uploads],
            scope.say("history.figures"): [upload.rows for upload in uploads],
            scope.say("history.note"): [upload.note for upload in uploads],
        },
        strict=False,
    )


def _title(upload: Upload, scope: Scope) -> str:
    """What an upload was: its file, the upload it undid, or made-up data."""
    if upload.op is Op.ILLUSTRATIVE:
        return scope.say("history.illustrative")
    return scope.say("history.undoes", upload=upload.reverts) if upload.reverts else upload.file


def upload_facts(
    upload: Upload, effect: Effect, *, register: Register, scope: Scope
) -> tuple[tuple[str, str], ...]:
    """Who, when, why, for which areas, and what it did, as label and text."""
    area = register.area(upload.prefecture or register.region.code)
    counts = {name: getattr(effect, name) for name in ("new", "changed", "same", "deleted")}
    facts = {
        "upload": upload.id,
        "when": beijing_time(upload.when),
        "by": upload.by,
        "reports_for": scope.name(area),
        "note": upload.note or "—",
        "file": _title(upload, scope),
        "effect": scope.say("history.effect_counts", **counts),
    }
    return tuple((scope.say(f"history.{name}"), text) for name, text in facts.items())


def revert_view(plan: Revert, *, goals: Plan, register: Register, scope: Scope) -> RevertView:
    """Gather what undoing an upload would do."""
    removed = plan.rows.filter(pl.col("op") == Op.DELETE).height
    kept = plan.kept.head(_SHOWN)
    return RevertView(
        restored=plan.rows.height - removed,
        removed=removed,
        kept=pl.DataFrame(
            {
                scope.say("history.goal"): [scope.text(goals.title_of(name)) for name in kept["indicator"]],
                scope.say("history.area"): [scope.name(register.area(code)) for code in kept["area"]],
                scope.say("history.period"): kept["period"],
                scope.say("history.changed_by"): kept["by"],
                scope.say("history.when"): [beijing_time(when) for when in kept["when"]],
            },
            strict=False,
        ),
    )


def story_table(story: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """All that was ever said about some figures (as `Store.story` gives it), the newest first."""
    rows = story.sort("seq", descending=True)
    is_gone = pl.col("op") == Op.DELETE
    said = rows.select(pl.when(is_gone).then(pl.lit("—")).otherwise(figure_text())).to_series()
    return pl.DataFrame(
        {
            scope.say("history.period"): rows["period"],
            scope.say("history.segment"): rows["segment"],
            scope.say("history.figure"): said,
            scope.say("history.version"): rows["seq"],
            scope.say("history.when"): [beijing_time(when) for when in rows["when"]],
            scope.say("history.by"): rows["by"],
            scope.say("history.note"): rows["note"],
        },
        strict=False,
    )
