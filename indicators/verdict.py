"""A figure before it is judged, and what is said of it afterwards."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.observation import State
from indicators.vocabulary import Flag, Level, Light, Reason

__all__ = ["Compared", "Figure", "Same", "Stated", "Stream", "Verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value, reference, tolerance or quota as reported; `value` is None for a declared absence."""

    segment: str
    value: Decimal | None
    period: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One segment of a rate apart; `denominator` is above zero (E18)."""

    segment: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """This year's counts and last year's on the same areas; both denominators are above zero (R11).

    `units` of the goal's natural level have both years.
    """

    numerator: int
    denominator: int
    before_numerator: int
    before_denominator: int
    units: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of a frame of figures (`FIGURE_SCHEMA`), for one goal and one area.

    `jumped`: whether one of the area's own reports lies far from those before it.
    """

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
    jumped: bool = False
    reported: int = 0
    expected: int = 0
    streams: tuple[Stream, ...] = ()
    same: Same | None = None
    state: State | None = None
    has_evidence: bool = False
    is_declared: bool = False
    stated: tuple[Stated, ...] = ()

    @property
    def unreported(self) -> int:
        """Units that should have reported and did not; those without object count as reported (R14)."""
        return self.expected - self.reported


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A value beside what it is held against (R9 to R12); None where one of them is missing.

    Attributes:
        segment: segment of the goal, empty for the goal as a whole.
        value: in the unit of the goal, percent for a rate.
        period: what `value` covers; `reference_period` is the same for `reference`.
        is_same_period: whether both cover the same days.
    """

    segment: str
    value: Decimal | None = None
    period: str | None = None
    reference: Decimal | None = None
    reference_period: str | None = None
    is_same_period: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the plan's arithmetic says about one figure.

    Attributes:
        rule: number of the rule that decided, such as `R5`; `judged` for a judgement by hand and `strive` for
            an aspiration, which have none.
        reason: why there is no figure or no object; None for the other lights.
        value: percent, the count, the index, or 0, 1/2, 1 for a milestone; None without one figure.
        short: passes, counties or things missing to the target; for goals of zero, how many too many; None
            where that has no meaning.
        planned: what the schedule asks for by the date, in the unit of `value`, for progress-type goals
            before the deadline (R8).
        compared: what was held against what (R9 to R12).
        tolerance: how far below its reference a value may be (R9); `is_assumed` when it is the plan file's
            and not entered.
        low: the share of counties if nobody who is silent runs the campaign, `high` if all of them do, in
            percent (R14).
        below: segments that miss the target by themselves (E18).
        is_tested: whether the strict switch decided, by the chance of so many failures (R6).
    """

    light: Light
    rule: str
    reason: Reason | None = None
    flags: tuple[Flag, ...] = ()
    value: Decimal | None = None
    short: int | None = None
    planned: Decimal | None = None
    compared: tuple[Compared, ...] = ()
    tolerance: Decimal | None = None
    is_assumed: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    below: tuple[Stream, ...] = ()
    is_tested: bool = False
