"""Figures and dates as official documents write them: no blanks, rates by R3, differences in points."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from indicators import Goal, percent_text

__all__ = ["day_text", "listed", "points_apart", "rate_text", "tight"]

_BLANKS = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f]|%)|(?<=[≥=≤]) +")


def rate_text(value: str, goal: Goal, *, places: int | None = None) -> str:
    """A percentage without its sign, by R3."""
    return percent_text(Decimal(value), goal.threshold_bp, places=places)


def points_apart(one: str, other: str) -> str:
    """How many percentage points lie between two rates as they are written, so that a reader can check it."""
    return f"{abs(Decimal(one) - Decimal(other)):f}"


def day_text(day: date) -> str:
    """A date with Arabic digits and no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def tight(sentence: str) -> str:
    """A sentence of the pages without the blanks between Chinese characters and figures."""
    return _BLANKS.sub("", sentence)


def listed(names: Sequence[str], *, most: int = 8) -> str:
    """Names in a row; of many only the first ones."""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等"
