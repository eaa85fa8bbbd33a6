"""What the page says of a document before it is made: whose it is, and how the unit's goals stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from indicators import Goal, Light
from pages.shared.viewpoint import Scope

__all__ = ["DocumentView", "document_view"]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document in a few words.

    Attributes:
        title: kind and unit.
        counts: how many of the unit's goals show each light.
        facts: label and text of each, such as the data cut-off.
    """

    title: str
    counts: tuple[tuple[Light, int], ...]
    facts: tuple[tuple[str, str], ...]


def document_view(  # noqa: PLR0913 -- keyword-only facts of one document
    status: pl.DataFrame,
    *,
    kind: str,
    unit: str,
    goals: Sequence[Goal],
    area: str,
    cutoff: date,
    scope: Scope,
) -> DocumentView:
    """Say what a document is about.

    Args:
        status: as `STATUS_SCHEMA`, of the same data as the document.
        kind: name of the kind of document, in the viewer's language.
        unit: name of the unit, the same.
        goals: those of the unit.
        area: code of the area whose figures it reports.
        cutoff: the last day of the data.
        scope: for the as-of date and the version.
    """
    own = status.filter(pl.col("area") == area, pl.col("indicator").is_in([goal.id for goal in goals]))
    counted: Mapping[str, int] = dict(own["light"].value_counts().iter_rows())
    return DocumentView(
        title=f"{unit} · {kind}",
        counts=tuple((light, counted.get(light.value, 0)) for light in Light),
        facts=(
            (scope.say("reports.goals"), scope.say("reports.goal_count", count=len(goals))),
            (scope.say("reports.as_of"), scope.say("reports.day", day=scope.as_of)),
            (scope.say("reports.cutoff"), scope.say("reports.day", day=cutoff)),
            (scope.say("reports.version"), scope.known or scope.say("reports.newest")),
        ),
    )
