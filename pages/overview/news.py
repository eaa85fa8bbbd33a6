"""What became of the goals since the period before: lost, met, worse, better, stuck, figures come or gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from geo import Register
from indicators import Goal, Light, transitions
from pages.shared.links import goal_address
from pages.shared.viewpoint import Scope

__all__ = ["Change", "Move", "News", "NewsKind", "goal_moves", "goal_news"]

_STEPS = (Light.NOT_MET, Light.AT_RISK, Light.ON_TRACK, Light.MET)
"""The lights of a figure from the worst to the best."""


class NewsKind(StrEnum):
    """What became of a goal, in the order of the page; a `Transition` has the same word."""

    NEWLY_LOST = "newly_lost"
    WORSE = "worse"
    STUCK = "stuck"
    NEWLY_MET = "newly_met"
    BETTER = "better"
    FIGURE_GONE = "figure_gone"
    FIRST_FIGURE = "first_figure"


class Move(StrEnum):
    """Where the light of a goal went."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One goal in the news.

    Attributes:
        goal: its short name.
        before: its light in the period before.
        after: its light now.
        periods: how many periods in a row it has not been met; 0 unless it is stuck.
        link: address of the goal on the map page.
    """

    goal: str
    before: Light
    after: Light
    periods: int
    link: str


@dataclass(frozen=True, slots=True)
class News:
    """All goals of which the same became."""

    kind: NewsKind
    changes: tuple[Change, ...]


def goal_moves(now: pl.DataFrame, before: pl.DataFrame) -> dict[str, Move]:
    """Where the light of each goal of one area went; those that stayed or had no figure are left out.

    Args:
        now: status rows of one area.
        before: the same one period before.
    """
    then, moves = _lights(before), {}
    for goal, light in _lights(now).items():
        if light in _STEPS and then.get(goal) in _STEPS and light is not then[goal]:
            is_better = _STEPS.index(light) > _STEPS.index(then[goal])
            moves[goal] = Move.UP if is_better else Move.DOWN
    return moves


def goal_news(  # noqa: PLR0913 -- news are about all of these
    now: pl.DataFrame,
    before: pl.DataFrame,
    stuck: pl.DataFrame,
    goals: Iterable[Goal],
    *,
    register: Register,
    scope: Scope,
) -> tuple[News, ...]:
    """The news of one area by kind, each kind in the order of the plan; kinds without a goal are left out.

    Args:
        now: status rows of the area.
        before: the same one period before.
        stuck: as `STUCK_SCHEMA`; rows of other areas are left out.
        goals: those of the scope.
        register: the areas.
        scope: filters and language.
    """
    here = stuck.filter(pl.col("area").is_in(now["area"].unique()))
    periods = dict(here.select("indicator", "periods").iter_rows())
    kinds = _kinds(now, before, periods)
    after, then = _lights(now), _lights(before)
    found: dict[NewsKind, list[Change]] = {}
    for goal in goals:
        if goal.id in kinds:
            change = Change(
                goal=scope.text(goal.short),
                before=then[goal.id],
                after=after[goal.id],
                periods=periods.get(goal.id, 0),
                link=goal_address(goal, register=register, scope=scope),
            )
            found.setdefault(kinds[goal.id], []).append(change)
    return tuple(News(kind, tuple(found[kind])) for kind in NewsKind if kind in found)


def _kinds(now: pl.DataFrame, before: pl.DataFrame, stuck: Iterable[str]) -> dict[str, NewsKind]:
    """The news of each goal that makes any: what it lost or won says more than where its light went."""
    moved = transitions(before, now).select("indicator", "transition")
    kinds = {goal: NewsKind(transition) for goal, transition in moved.iter_rows()}
    for goal, move in goal_moves(now, before).items():
        kinds.setdefault(goal, NewsKind.BETTER if move is Move.UP else NewsKind.WORSE)
    return dict.fromkeys(stuck, NewsKind.STUCK) | kinds


def _lights(rows: pl.DataFrame) -> dict[str, Light]:
    return {goal: Light(light) for goal, light in rows.select("indicator", "light").iter_rows()}
