"""What chance alone can do to a sampled rate: exact intervals, the strict switch, funnel limits (R6, R18)."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from indicators.exact import BASIS, meets
from indicators.goal import Goal
from indicators.vocabulary import Light

__all__ = [
    "FUNNEL_SCHEMA",
    "Interval",
    "clean_samples_needed",
    "funnel_limits",
    "goal_interval",
    "interval",
    "is_proved_below",
    "largest_proving_sample",
    "strict_light",
]

FUNNEL_SCHEMA = pl.Schema(
    {
        "total": pl.Int64(),
        "low_95": pl.Float64(),
        "high_95": pl.Float64(),
        "low_998": pl.Float64(),
        "high_998": pl.Float64(),
    }
)
"""Columns of funnel limits: for each sample size the limits in percent, for drawing."""

_TAIL = 0.025  # each tail of a two-sided 95 % interval
_FAR_TAIL = 0.001  # the same for 99.8 %
_PLACES = Decimal("0.000001")
_NARROW_BP = 50  # half a point, as in R5
_LARGEST = 10_000_000  # no sample size is searched for beyond this


class Interval(NamedTuple):
    """Both ends in percent, to six decimals; a guide, because enforcement sampling is targeted (R18)."""

    low: Decimal
    high: Decimal


@lru_cache(maxsize=8192)  # some ms each, and the same few counts come back on every page
def interval(passes: int, total: int) -> Interval:
    """Exact (Clopper-Pearson) 95 % interval of a pass rate (R18).

    Wilson's is not taken: at 2 of 3 it ends at 93.9 % and would convict a county of one failure in three.

    Args:
        passes: 0 to `total`.
        total: above zero.
    """
    from scipy.stats import binomtest  # noqa: PLC0415 - 0.7 s, and few commands need it

    ends = binomtest(passes, total).proportion_ci(confidence_level=1 - 2 * _TAIL, method="exact")
    return Interval(*(Decimal(float(end) * 100).quantize(_PLACES) for end in ends))


def goal_interval(goal: Goal, *, passes: int | None, total: int | None) -> Interval | None:
    """The interval of a sampled goal; None for a census, which has no random error, and without a sample."""
    if not goal.sampled or passes is None or not total:
        return None
    return interval(passes, total)


def is_proved_below(failures: int, total: int, target_bp: int) -> bool:
    """Whether so many failures or more have a chance below 2.5 % at a true rate equal to the target (R6).

    The exact binomial tail; the same as the upper end of the exact interval lying below the target.
    """
    return failures > 0 and _chance(failures, total, target_bp) < _TAIL


def strict_light(failures: int, total: int, target_bp: int) -> Light:
    """Light of a sampled county figure under the strict switch of R6, for complete and fresh reports.

    Below the target it is not met only where chance is ruled out, else at risk. At or above the target it is
    as in R5: at risk when one more failure would break it or the margin is under half a point.

    Args:
        failures: 0 to `total`.
        total: above zero.
        target_bp: the target, below 100 %.
    """
    passes = total - failures
    if not meets(passes, total, target_bp):
        return Light.NOT_MET if is_proved_below(failures, total, target_bp) else Light.AT_RISK
    if not meets(total - 1, total, target_bp):
        return Light.MET  # a small sample without a failure (R6)
    is_narrow = BASIS * passes - target_bp * total < _NARROW_BP * total
    has_room = meets(passes, total + 1, target_bp) and not is_narrow
    return Light.MET if has_room else Light.AT_RISK


def largest_proving_sample(failures: int, target_bp: int) -> int | None:
    """The largest sample in which so many failures are not met under the strict switch; None if none is.

    Source: small-sample table of the domain report; at 96 % two failures convict up to 6 samples.
    """
    sizes = range(failures, _LARGEST)
    clean = bisect_left(sizes, True, key=lambda total: not is_proved_below(failures, total, target_bp))
    return sizes[clean - 1] if clean else None


def clean_samples_needed(target_bp: int) -> int:
    """The smallest sample without a failure whose exact interval starts at the target or above it.

    91 for 96 %; `target_bp` is below 100 %. Source: small-sample table of the domain report.
    """
    sizes = range(1, _LARGEST)
    return sizes[bisect_left(sizes, True, key=lambda total: _clean_chance(total, target_bp) <= _TAIL)]


def funnel_limits(target_bp: int, totals: Sequence[int]) -> pl.DataFrame:
    """Exact binomial control limits around a target, 95 % and 99.8 %, for a funnel of small samples.

    A rate below the lower 95 % limit is one that `is_proved_below` holds for; a rate on a limit is inside.

    Returns:
        Frame as `FUNNEL_SCHEMA`, one row for each of `totals` (above zero), in their order.
    """
    columns: dict[str, list[float]] = {name: [] for name in list(FUNNEL_SCHEMA)[1:]}
    for total in totals:
        for name, tail in (("95", _TAIL), ("998", _FAR_TAIL)):
            columns[f"low_{name}"].append(_fewest(total, target_bp, tail) * 100 / total)
            most = total - _fewest(total, BASIS - target_bp, tail)
            columns[f"high_{name}"].append(most * 100 / total)
    return pl.DataFrame({"total": list(totals), **columns}, schema=FUNNEL_SCHEMA)


@lru_cache(maxsize=8192)
def _chance(failures: int, total: int, target_bp: int) -> float:
    """Chance of so many failures or more when the true rate is the target."""
    from scipy.stats import binom  # noqa: PLC0415 - as above

    return float(binom.sf(failures - 1, total, (BASIS - target_bp) / BASIS))


def _clean_chance(total: int, target_bp: int) -> float:
    """Chance of no failure at all when the true rate is the target."""
    from scipy.stats import binom  # noqa: PLC0415 - as above

    return float(binom.pmf(total, total, target_bp / BASIS))


def _fewest(total: int, rate_bp: int, tail: float) -> int:
    """The fewest passes that are not improbably few: fewer have a chance below the tail."""
    from scipy.stats import binom  # noqa: PLC0415 - as above

    return int(binom.ppf(tail, total, rate_bp / BASIS))
