"""Exact arithmetic of passes, samples and targets: whole numbers only, so that a tie is a tie (R1, E9).

Targets are whole basis points: 9600 is 96 %.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

__all__ = [
    "BASIS",
    "failures_affordable",
    "meets",
    "passes_in_a_row",
    "passes_short",
    "percent",
    "percent_text",
    "target_percent",
]

BASIS = 10_000
"""Basis points in 100 %."""


def meets(passes: int, total: int, target_bp: int) -> bool:
    """Whether passes of total reach the target; the target itself counts (R1, R2). `total` is above zero."""
    return passes * BASIS >= target_bp * total


def passes_short(passes: int, total: int, target_bp: int) -> int:
    """How many of the same total would have to pass more to meet the target; 0 when it is met."""
    return max(0, -(-target_bp * total // BASIS) - passes)


def passes_in_a_row(passes: int, total: int, target_bp: int) -> int | None:
    """Further passes without a failure that bring the rate back to the target; None when none can (100 %)."""
    behind = target_bp * total - BASIS * passes
    if behind <= 0:
        return 0
    return -(-behind // (BASIS - target_bp)) if target_bp < BASIS else None


def failures_affordable(passes: int, total: int, target_bp: int) -> int:
    """Further failures without a pass that the target survives; 0 when it is not met or has no room."""
    return max(0, (BASIS * passes - target_bp * total) // target_bp)


def percent(part: int | Fraction, total: int) -> Decimal:
    """Part of total in percent, to 28 digits; for showing, never for a verdict."""
    fraction = Fraction(part) / total * 100
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def target_percent(target_bp: int) -> Decimal:
    """A target in percent, exact."""
    return Decimal(target_bp) / 100


def percent_text(value: Decimal, target_bp: int | None = None, *, places: int | None = None) -> str:
    """A percentage for reading (R3): two decimals within 0.5 point of the target, else one, or `places`.

    A value below its target that would round up to it is cut instead; the same below 100 %.
    """
    target = None if target_bp is None else target_percent(target_bp)
    is_near = target is not None and abs(value - target) <= Decimal("0.5")
    if places is None:
        places = 2 if is_near else 1
    step = Decimal(1).scaleb(-places)
    rounded = value.quantize(step, ROUND_HALF_UP)
    for limit in filter(None, (target, Decimal(100))):
        if value < limit <= rounded:
            rounded = value.quantize(step, ROUND_DOWN)
    return f"{rounded}"
