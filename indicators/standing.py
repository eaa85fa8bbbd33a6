"""Whether a sampled rate is below or above its target beyond what chance alone can do (R6, R18)."""

from enum import StrEnum

from indicators.exact import meets
from indicators.intervals import funnel_limits, is_proved_below
from indicators.rating import small_sample_size

__all__ = ["Standing", "find_standing"]


class Standing(StrEnum):
    """Where a sampled rate lies in the funnel around its target."""

    PROVED_BELOW = "proved_below"  # a chance below 2.5 % if the true rate is the target
    FEW_SAMPLES = "few_samples"  # below the target, in a sample that a single failure brings there (R6)
    WITHIN_CHANCE = "within_chance"  # below the target in a larger sample, but chance can do it
    MET = "met"  # at the target or above it, as chance can do too
    PROVED_ABOVE = "proved_above"  # the same to the other side


def find_standing(passes: int, total: int, target_bp: int) -> Standing:
    """Where passes of a total lie; the two proved ones are those outside the 95 % limits of the funnel.

    Args:
        passes: 0 to `total`.
        total: above zero.
        target_bp: the target, below 100 %.
    """
    if not meets(passes, total, target_bp):
        if is_proved_below(total - passes, total, target_bp):
            return Standing.PROVED_BELOW
        is_small = total < small_sample_size(target_bp)
        return Standing.FEW_SAMPLES if is_small else Standing.WITHIN_CHANCE
    most = funnel_limits(target_bp, [total])["high_95"][0] * total / 100
    return Standing.PROVED_ABOVE if passes > round(most) else Standing.MET
