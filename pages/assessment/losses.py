"""Where one prefecture lost its points: steps from 100 down to the score, and every item with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeAlias

import polars as pl

from geo import Register
from indicators import Assessment, Block, ItemScore, Score, points_text
from pages.shared.links import goal_address, page_address
from pages.shared.viewpoint import Scope

__all__ = ["STEPS_SCHEMA", "ItemRow", "Losses", "item_table", "losses_view"]

StepKind: TypeAlias = Literal["total", "lost", "pending", "added", "taken"]
"""What a step is: where one stands, points lost, not yet known, a bonus, a deduction."""

STEPS_SCHEMA = pl.Schema(
    {
        "step": pl.String,
        "start": pl.Float64,
        "end": pl.Float64,
        "kind": pl.String,
        "label": pl.String,
        "why": pl.String,
    }
)
"""Steps in their order: each goes from `start` to `end` points; a total starts where it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item of the score; points as text, `link` leads to what is behind it."""

    name: str
    block: str
    weight: str
    points: str
    lost: str
    pending: str
    why: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """Display-ready values of one prefecture.

    Attributes:
        sentence: how the score comes about.
        steps: as `STEPS_SCHEMA`.
        items: the most points lost first.
    """

    name: str
    sentence: str
    steps: pl.DataFrame
    items: tuple[ItemRow, ...]


_SHOWN = 9  # items with a step of their own
_NOTHING, _FULL = Fraction(0), Fraction(100)


@dataclass(frozen=True, slots=True)
class _Move:
    step: str
    points: Fraction
    kind: StepKind
    why: str


def losses_view(score: Score, assessment: Assessment, *, register: Register, scope: Scope) -> Losses:
    """Gather where points were lost (question 19).

    Args:
        score: of the prefecture.
        assessment: the scheme that made it.
        register: the areas.
        scope: filters and language.
    """
    items = sorted(score.items, key=lambda item: (-item.lost, -item.pending))
    return Losses(
        name=scope.name(register.area(score.prefecture)),
        sentence=_sentence(score, assessment, scope),
        steps=pl.DataFrame(list(_steps(score, items, scope)), schema=STEPS_SCHEMA),
        items=tuple(_item_row(item, score, assessment, register, scope) for item in items),
    )


def _sentence(score: Score, assessment: Assessment, scope: Scope) -> str:
    if score.points is None:
        return scope.say("assessment.no_score")
    counted = sum((item.weight - item.pending for item in score.items), _NOTHING)
    facts = {
        "earned": points_text(sum((item.points for item in score.items), _NOTHING)),
        "counted": points_text(counted),
        "score": points_text(score.points, assessment),
        "extra": points_text(sum((each.points for each in score.adjustments), _NOTHING)),
    }
    return scope.say("assessment.sum", **facts)


def _steps(score: Score, items: list[ItemScore], scope: Scope) -> Iterator[dict[str, object]]:
    """From 100 down by what was lost and what is pending, then up and down by the adjustments."""
    at = _FULL
    yield _total(scope.say("assessment.full"), at)
    for move in (*_lost(items, scope), *_pending(items, scope)):
        at += move.points
        yield _step(move, at)
    yield _total(scope.say("assessment.earned"), at)
    moves = [
        _Move(scope.text(each.reason), each.points, "added" if each.points > 0 else "taken", "")
        for each in score.adjustments
        if each.points
    ]
    for move in moves:
        at += move.points
        yield _step(move, at)
    if moves:
        yield _total(scope.say("assessment.with_adjustments"), at)


def _lost(items: list[ItemScore], scope: Scope) -> Iterator[_Move]:
    lost = [item for item in items if item.lost]
    for item in lost[:_SHOWN]:
        yield _Move(scope.text(item.name), -item.lost, "lost", scope.text(item.reason))
    rest = lost[_SHOWN:]
    if rest:
        points = sum((item.lost for item in rest), _NOTHING)
        why = scope.listed(scope.text(item.name) for item in rest)
        yield _Move(scope.say("assessment.others", count=len(rest)), -points, "lost", why)


def _pending(items: list[ItemScore], scope: Scope) -> Iterator[_Move]:
    pending = [item for item in items if item.pending]
    if pending:
        points = sum((item.pending for item in pending), _NOTHING)
        why = scope.listed(scope.text(item.name) for item in pending)
        yield _Move(scope.say("assessment.pending_items", count=len(pending)), -points, "pending", why)


def _total(step: str, at: Fraction) -> dict[str, object]:
    points = {"start": float(at), "end": float(at)}
    return {"step": step, **points, "kind": "total", "label": points_text(at), "why": ""}


def _step(move: _Move, end: Fraction) -> dict[str, object]:
    sign = "+" if move.points > 0 else "−"
    return {
        "step": move.step,
        "start": float(end - move.points),
        "end": float(end),
        "kind": move.kind,
        "label": f"{sign}{points_text(abs(move.points))}",
        "why": move.why,
    }


def _item_row(
    item: ItemScore, score: Score, assessment: Assessment, register: Register, scope: Scope
) -> ItemRow:
    blocks = {block.block: scope.text(block.name) for block in score.blocks}
    return ItemRow(
        name=scope.text(item.name),
        block=blocks[item.block],
        weight=points_text(item.weight),
        points=points_text(item.points),
        lost=points_text(item.lost),
        pending=points_text(item.pending),
        why=scope.text(item.reason),
        link=_link(item, score.prefecture, assessment, register, scope),
    )


def _link(item: ItemScore, prefecture: str, assessment: Assessment, register: Register, scope: Scope) -> str:
    """Down to what the item is made of: the goal's map, the measures, the reports; what is judged is here."""
    there = replace(scope, prefecture=prefecture, sector=None)  # the score is of all sectors
    goal = next(each.goal for each in assessment.items if each.id == item.id)
    if goal is not None:
        return goal_address(goal, register=register, scope=there)
    page = {Block.MEASURES: "measures", Block.REPORTING: "reporting"}.get(item.block, "assessment")
    return page_address(page, {}, prefecture=prefecture, register=register, scope=there)


def item_table(items: tuple[ItemRow, ...], scope: Scope) -> pl.DataFrame:
    """The items as a table, headed in the viewer's language; points as numbers, to sort by."""
    columns: dict[str, list[object]] = {
        "assessment.item": [item.name for item in items],
        "assessment.block": [item.block for item in items],
        "assessment.weight": [float(item.weight) for item in items],
        "assessment.earned_points": [float(item.points) for item in items],
        "assessment.lost": [float(item.lost) for item in items],
        "assessment.pending": [float(item.pending) for item in items],
        "assessment.why": [item.why for item in items],
        "assessment.behind": [item.link for item in items],
    }
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
