"""Chance told apart from quality: the worked small-sample table, and the funnel's own limits."""

import pytest

from indicators import Standing, find_standing, funnel_limits, interval

FARM = 9600


@pytest.mark.parametrize(
    ("passes", "total", "expected"),
    [
        (2, 3, Standing.FEW_SAMPLES),  # one failure in three convicts nobody
        (4, 6, Standing.PROVED_BELOW),  # two failures convict up to 6 samples
        (5, 7, Standing.FEW_SAMPLES),
        (23, 24, Standing.FEW_SAMPLES),
        (24, 25, Standing.MET),
        (23, 25, Standing.WITHIN_CHANCE),
        (475, 500, Standing.WITHIN_CHANCE),
        (465, 500, Standing.PROVED_BELOW),
        (90, 90, Standing.MET),  # 91 clean samples prove 96 %
        (91, 91, Standing.PROVED_ABOVE),
        (0, 1, Standing.FEW_SAMPLES),
    ],
)
def test_the_small_sample_table_comes_out(passes: int, total: int, expected: Standing) -> None:
    assert find_standing(passes, total, FARM) is expected


@pytest.mark.parametrize("target_bp", [9200, 9500, 9600])
@pytest.mark.parametrize("total", [1, 4, 25, 91, 300])
def test_proved_means_outside_the_limits_and_the_interval(target_bp: int, total: int) -> None:
    limits = funnel_limits(target_bp, [total]).row(0, named=True)
    target = target_bp / 100
    for passes in range(total + 1):
        standing, rate = find_standing(passes, total, target_bp), passes * 100 / total
        low, high = interval(passes, total)
        assert (standing is Standing.PROVED_BELOW) is (rate < limits["low_95"] - 1e-9) is (high < target)
        assert (standing is Standing.PROVED_ABOVE) is (rate > limits["high_95"] + 1e-9)
        assert standing is not Standing.PROVED_ABOVE or low >= target
