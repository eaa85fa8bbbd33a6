"""The names of periods, in both languages."""

import pytest

from indicators import PERIODS_A_YEAR, PeriodType
from pages.shared.periods import period_labels


@pytest.mark.parametrize(
    ("frequency", "language", "first", "last"),
    [
        (PeriodType.MONTH, "zh", "1月", "12月"),
        (PeriodType.MONTH, "en", "Jan", "Dec"),
        (PeriodType.QUARTER, "zh", "1季度", "4季度"),
        (PeriodType.QUARTER, "en", "Q1", "Q4"),
        (PeriodType.HALF, "zh", "上半年", "下半年"),
        (PeriodType.HALF, "en", "H1", "H2"),
        (PeriodType.YEAR, "en", "2016", "2016"),
    ],
)
def test_periods_are_named(frequency: PeriodType, language: str, first: str, last: str) -> None:
    labels = period_labels(frequency, year=2016, language=language)
    assert (labels[0], labels[-1], len(labels)) == (first, last, PERIODS_A_YEAR[frequency])
