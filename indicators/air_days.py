"""How many days must be valid before good days can be counted out of them (E16)."""

__all__ = ["FEWEST_DAYS_A_YEAR", "fewest_days"]

FEWEST_DAYS_A_YEAR = 324
"""Valid days that a year needs; source: GB 3095-2012 table 4, to be verified."""

_A_MONTH, _IN_FEBRUARY = 27, 25
_FEBRUARY = 2


def fewest_days(month: int) -> int:
    """Valid days that a month (1 to 12) needs: 27, in February 25; source as above."""
    return _IN_FEBRUARY if month == _FEBRUARY else _A_MONTH
