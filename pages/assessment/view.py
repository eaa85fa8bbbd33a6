"""What the assessment shows: the prefectures by rank, their points by block, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

import polars as pl

from geo import Register
from indicators import Assessment, Score, points_text
from pages.shared.viewpoint import Scope

__all__ = ["BLOCKS_SCHEMA", "TOTALS_SCHEMA", "RankRow", "Ranking", "ranking_table", "ranking_view"]

BLOCKS_SCHEMA = pl.Schema({"area": pl.String, "part": pl.String, "points": pl.Float64, "label": pl.String})
"""Parts of the bars: a block, or what is still pending, with its points as text."""

TOTALS_SCHEMA = pl.Schema(
    {"area": pl.String, "points": pl.Float64, "low": pl.Float64, "high": pl.Float64, "label": pl.String}
)
"""Ends of the bars: score, grade and share backed by data; `low` and `high` only where a sample is small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRow:
    """One prefecture; numbers as text.

    Attributes:
        place: rank, or a stroke without one.
        grade: with its mark of being a trial; a stroke without one.
        score_range: at both ends of the intervals of its samples; empty without a score.
        backed: share of the weight that data cover, in full percent, never rounded up.
        adjustment: bonus and deductions; empty without any.
        remarks: veto, small samples, blocks that lack data.
    """

    code: str
    name: str
    place: str
    grade: str
    points: str
    score_range: str
    backed: str
    adjustment: str
    blocks: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Display-ready values of the ranking.

    Attributes:
        rows: the first rank first; those without a rank last, by score.
        order: label of each row in the charts.
        parts: names of the blocks and of what is pending, in the order of the bars.
        bands: grade and the least score of it, the highest first.
        blocks: as `BLOCKS_SCHEMA`.
        totals: as `TOTALS_SCHEMA`.
        silent: names of the blocks of which nobody told anything.
    """

    rows: tuple[RankRow, ...]
    order: tuple[str, ...]
    parts: tuple[str, ...]
    bands: tuple[tuple[str, float], ...]
    blocks: pl.DataFrame
    totals: pl.DataFrame
    silent: tuple[str, ...]


_STROKE = "—"


def ranking_view(
    scores: Sequence[Score], assessment: Assessment, *, register: Register, scope: Scope
) -> Ranking:
    """Gather the ranking (question 19).

    Args:
        scores: of all prefectures.
        assessment: the scheme that made them.
        register: the areas.
        scope: filters and language.
    """
    ranked = sorted(scores, key=_by_rank)
    rows = tuple(_row(score, assessment, register, scope) for score in ranked)
    labels = tuple(f"{row.place}  {row.name}" for row in rows)
    pending = scope.say("assessment.pending")
    blocks = [_parts(score, label, pending, scope) for score, label in zip(ranked, labels, strict=True)]
    return Ranking(
        rows=rows,
        order=labels,
        parts=tuple(dict.fromkeys(str(part["part"]) for parts in blocks for part in parts)),
        bands=tuple(
            (band.grade, float(band.minimum)) for band in assessment.bands if band.minimum is not None
        ),
        blocks=pl.DataFrame([part for parts in blocks for part in parts], schema=BLOCKS_SCHEMA),
        totals=pl.DataFrame(
            [
                _total(score, label, row)
                for score, label, row in zip(ranked, labels, rows, strict=True)
                if score.points is not None
            ],
            schema=TOTALS_SCHEMA,
        ),
        silent=_silent(ranked, scope),
    )


def _silent(scores: Sequence[Score], scope: Scope) -> tuple[str, ...]:
    told = {item.block for score in scores for item in score.items if item.backed}
    names = {block.block: scope.text(block.name) for score in scores for block in score.blocks}
    return tuple(name for block, name in names.items() if block not in told)


def _by_rank(score: Score) -> tuple[bool, int, Fraction]:
    return score.rank is None, score.rank or 0, -(score.points or Fraction(0))


def _row(score: Score, assessment: Assessment, register: Register, scope: Scope) -> RankRow:
    extra = sum((adjustment.points for adjustment in score.adjustments), Fraction(0))
    grade = score.grade or _STROKE
    if score.grade and not score.stamp.approved:
        grade = scope.say("assessment.trial_grade", grade=score.grade)
    return RankRow(
        code=score.prefecture,
        name=scope.name(register.area(score.prefecture)),
        place=_STROKE if score.rank is None else str(score.rank),
        grade=grade,
        points=_STROKE if score.points is None else points_text(score.points, assessment),
        score_range=_range(score, assessment),
        backed=f"{floor(score.backed_share * 100)} %",
        adjustment=f"{float(extra):+g}" if score.adjustments else "",
        blocks=tuple(
            (scope.text(block.name), f"{points_text(block.points)} / {float(block.weight):g}")
            for block in score.blocks
        ),
        remarks=_remarks(score, assessment, scope),
    )


def _range(score: Score, assessment: Assessment) -> str:
    if score.low is None or score.high is None:
        return ""
    return f"{points_text(score.low, assessment)}–{points_text(score.high, assessment)}"


def _remarks(score: Score, assessment: Assessment, scope: Scope) -> tuple[str, ...]:
    lacking = [scope.text(block.name) for block in score.blocks if not block.has_enough_data]
    goals = {item.id: scope.text(item.name) for item in assessment.items}
    small = [goals[item] for item in score.small_samples]
    vetoes = (
        [scope.text(each.reason) for each in score.adjustments if not each.points] if score.is_vetoed else []
    )
    return (
        *vetoes,
        *([scope.say("assessment.not_enough", blocks=scope.listed(lacking))] if lacking else []),
        *([scope.say("assessment.small", goals=scope.listed(small))] if small else []),
    )


def _parts(score: Score, label: str, pending: str, scope: Scope) -> list[dict[str, object]]:
    parts = [(scope.text(block.name), block.points) for block in score.blocks]
    open_points = sum((block.pending for block in score.blocks), Fraction(0))
    if open_points:
        parts.append((pending, open_points))
    return [
        {"area": label, "part": name, "points": float(points), "label": points_text(points)}
        for name, points in parts
    ]


def _total(score: Score, label: str, row: RankRow) -> dict[str, object]:
    has_range = bool(score.small_samples)
    return {
        "area": label,
        "points": float(score.points or 0),
        "low": float(score.low) if has_range and score.low is not None else None,
        "high": float(score.high) if has_range and score.high is not None else None,
        "label": f"{row.points}  {row.grade}  {row.backed}",
    }


def ranking_table(ranking: Ranking, scope: Scope) -> pl.DataFrame:
    """The ranking as a table, headed in the viewer's language."""
    columns: dict[str, list[object]] = {
        scope.say("assessment.place"): [row.place for row in ranking.rows],
        scope.say("map.prefecture"): [row.name for row in ranking.rows],
        scope.say("assessment.score"): [row.points for row in ranking.rows],
        scope.say("assessment.range"): [row.score_range for row in ranking.rows],
        scope.say("assessment.grade"): [row.grade for row in ranking.rows],
        scope.say("assessment.backed"): [row.backed for row in ranking.rows],
    }
    for place, (name, _) in enumerate(ranking.rows[0].blocks if ranking.rows else ()):
        columns[name] = [row.blocks[place][1] for row in ranking.rows]
    columns[scope.say("assessment.adjustment")] = [row.adjustment for row in ranking.rows]
    columns[scope.say("assessment.remarks")] = [" ".join(row.remarks) for row in ranking.rows]
    return pl.DataFrame(columns, strict=False)
