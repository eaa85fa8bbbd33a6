"""How many days must be valid."""

import pytest

from indicators import FEWEST_DAYS_A_YEAR, fewest_days


@pytest.mark.parametrize(("month", "days"), [(1, 27), (2, 25), (3, 27), (12, 27)])
def test_february_needs_fewer(month: int, days: int) -> None:
    assert fewest_days(month) == days


def test_the_months_ask_for_about_as_much_as_the_year() -> None:
    assert sum(map(fewest_days, range(1, 13))) == 322
    assert FEWEST_DAYS_A_YEAR == 324
