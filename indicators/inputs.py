"""Inputs that a goal is held against, reported as rows of their own: references, tolerances, quotas.

They share the goal's indicator and differ by a reserved segment; none is a constant in the code (R9 to R12).
"""

import polars as pl

from indicators.goal import Goal, Segment
from indicators.text import Text
from indicators.vocabulary import Kind

__all__ = ["REFERENCE", "TOLERANCE", "input_segments", "is_input", "is_limit", "quota_of", "value_segments"]

REFERENCE = "reference"
"""Segment of the value to be near to or to reach (R9, R10)."""

TOLERANCE = "tolerance"
"""Segment of how far below the reference still is near (R9)."""

_QUOTA = "quota"
_NAMES = {
    REFERENCE: Text(zh="参照值", en="Reference value"),
    TOLERANCE: Text(zh="容差", en="Tolerance"),
    _QUOTA: Text(zh="核定量", en="Quota"),
}


def quota_of(segment: str) -> str:
    """Segment of the quota of one segment of a goal; `quota` for a goal without segments (R12)."""
    return f"{segment}.{_QUOTA}" if segment else _QUOTA


def input_segments(goal: Goal) -> tuple[Segment, ...]:
    """The reserved segments that rows of a goal may have besides its own."""
    match goal.kind:
        case Kind.NEAR_REFERENCE:
            return (_named(REFERENCE), _named(TOLERANCE))
        case Kind.REACH_REFERENCE:
            return (_named(REFERENCE),)
        case Kind.QUOTA if goal.segments:
            return tuple(_quota(segment) for segment in goal.segments)
        case Kind.QUOTA:
            return (_named(_QUOTA),)
        case _:
            return ()


def value_segments(goal: Goal) -> tuple[str, ...]:
    """The segments of a goal's own values: those of its list, else the empty one."""
    return tuple(segment.id for segment in goal.segments) or ("",)


def is_input() -> pl.Expr:
    """Whether the segment of an observation is a reserved one."""
    return is_limit() | (pl.col("segment") == REFERENCE)


def is_limit() -> pl.Expr:
    """Whether it is a quota or a tolerance, which are set ahead; a reference is published afterwards."""
    segment = pl.col("segment")
    return segment.is_in([TOLERANCE, _QUOTA]) | segment.str.ends_with(f".{_QUOTA}")


def _named(segment: str) -> Segment:
    return Segment(segment, _NAMES[segment])


def _quota(segment: Segment) -> Segment:
    name = _NAMES[_QUOTA]
    return Segment(
        quota_of(segment.id),
        Text(zh=f"{segment.name.zh}.{name.zh}", en=f"{segment.name.en}.{name.en}"),
    )
