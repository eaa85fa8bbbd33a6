"""A figure before it is judged, and what is said of it afterwards."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.vocabulary import Flag, Level, Light, Reason

__all__ = ["Figure", "Verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of a frame of figures (`FIGURE_SCHEMA`), for one goal and one area."""

    level: Level
    numerator: int | None = None
    denominator: int | None = None
    count: int | None = None
    parts: tuple[tuple[int, int], ...] | None = None
    items_done: tuple[str, ...] | None = None
    start: date | None = None
    end: date | None = None
    na_reason: str | None = None
    unverified: bool = False
    mixed: bool = False
    reported: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the plan's arithmetic says about one figure.

    Attributes:
        rule: number of the rule that decided, such as `R5`.
        reason: why there is no figure or no object; None for the other lights.
        value: percent, or the count; None without a figure.
        short: passes, counties or things missing to the target; for goals of zero, how many too many; None
            where that has no meaning.
        planned: what the schedule asks for by the date, in the unit of `value`, for progress-type goals
            before the deadline (R8).
    """

    light: Light
    rule: str
    reason: Reason | None = None
    flags: tuple[Flag, ...] = ()
    value: Decimal | None = None
    short: int | None = None
    planned: Decimal | None = None
