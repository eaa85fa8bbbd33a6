"""What share of its weight an item earns, from 0 to 1 (source: section 6 of the domain report; all assumed).

Percentages and points are exact fractions of 100; nothing is rounded here.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from indicators.assessment_inputs import MilestoneState
from indicators.assessment_scheme import FullRate

__all__ = [
    "coverage",
    "judged",
    "milestone",
    "ranks",
    "rate_100",
    "rate_ge",
    "redistributed",
    "task",
    "trend",
]

_NOTHING, _HALF, _ALL = Fraction(0), Fraction(1, 2), Fraction(1)
_FULL = Fraction(100)
_MILESTONES = {
    MilestoneState.NOT_STARTED: _NOTHING,
    MilestoneState.IN_PROGRESS: _HALF,
    MilestoneState.DONE: _ALL,
}


def rate_ge(value: Fraction, *, target: Fraction, points: Fraction) -> Fraction:
    """clamp((v - floor) / (T - floor), 0, 1) with floor = T - points.

    With 10 points each point below the target costs a tenth of the weight. All in percent.
    """
    return _clamped((value - target + points) / points)


def rate_100(value: Fraction, *, floor: Fraction, mode: FullRate) -> Fraction:
    """clamp((v - floor) / (100 - floor), 0, 1), or all or nothing at 100 %. All in percent."""
    if mode is FullRate.ALL_OR_NOTHING:
        return _ALL if value >= _FULL else _NOTHING
    return _clamped((value - floor) / (_FULL - floor))


def coverage(value: Fraction, *, target: Fraction) -> Fraction:
    """min(v / T, 1), in percent: half the counties asked for earn half the weight."""
    return _clamped(value / target)


def trend(now: Fraction, *, before: Fraction) -> Fraction:
    """1 above last year's value or at 100 %, one half when equal, 0 when lower (R11). In percent."""
    if now > before or now >= _FULL:
        return _ALL
    return _HALF if now == before else _NOTHING


def milestone(state: MilestoneState) -> Fraction:
    """0 not started, one half in progress, 1 done."""
    return _MILESTONES[state]


def task(*, done: int, late: int, reported: int, late_worth: Fraction) -> Fraction:
    """Share of the reported deliverables that are done; one that came late counts `late_worth`."""
    return (done + late * late_worth) / reported


def judged(points: Fraction) -> Fraction:
    """The office's 0 to 100 as a share."""
    return points / _FULL


def _clamped(share: Fraction) -> Fraction:
    return min(max(share, _NOTHING), _ALL)


def redistributed(
    weights: Mapping[str, Fraction], *, groups: Mapping[str, str], absent: Collection[str]
) -> dict[str, Fraction]:
    """Weights of one block once those of the items that do not apply are spread over the others.

    First over the others of the same group, in proportion to their weights; the weight of a group without
    any item left is then spread over the rest of the block in proportion. The block keeps its total as long
    as one item is left; without any, all weights are 0.
    """
    kept = {item: weight for item, weight in weights.items() if item not in absent}
    within = {
        item: weight * _total(weights, groups, group=groups[item]) / _total(kept, groups, group=groups[item])
        for item, weight in kept.items()
    }
    left = sum(within.values(), _NOTHING)
    scale = sum(weights.values(), _NOTHING) / left if left else _NOTHING
    return {item: within.get(item, _NOTHING) * scale for item in weights}


def _total(weights: Mapping[str, Fraction], groups: Mapping[str, str], *, group: str) -> Fraction:
    return sum((weight for item, weight in weights.items() if groups[item] == group), _NOTHING)


def ranks(scores: Sequence[Fraction | None]) -> list[int | None]:
    """Place of each score, the highest first; equal scores share a place and use up the next (1-2-2-4).

    None has no place and takes none.
    """
    known = [score for score in scores if score is not None]
    return [None if score is None else 1 + sum(other > score for other in known) for score in scores]
