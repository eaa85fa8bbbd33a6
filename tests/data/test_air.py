"""Daily air records: the figures of 2016 from the public files, and every line that is no record."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from data import (
    DataError,
    Directory,
    area_frame,
    check_file,
    export_observations,
    good_days_by_month,
    read_air_days,
)
from data.errors import RowLayoutError
from geo import Register
from indicators import status
from tests.factories import real_files

_RATES = {
    "林芝市": ("100.00", 366, 366),
    "阿里地区": ("99.73", 365, 366),
    "山南市": ("97.54", 357, 366),
    "日喀则市": ("96.72", 354, 366),
    "昌都市": ("95.05", 346, 364),
    "拉萨市": ("90.16", 330, 366),
    "那曲地区": ("58.20", 213, 366),
}


@pytest.fixture(scope="module")
def real_months(register: Register) -> pl.DataFrame:
    files = real_files("air/aqistudy_daily_*.csv")
    return good_days_by_month(
        day for file in files for day in read_air_days(file.read_bytes(), file=file.name, register=register)
    )


@pytest.fixture(scope="module")
def air_status(real_months: pl.DataFrame, directory: Directory) -> dict[str, dict[str, object]]:
    hierarchy = area_frame(directory.register)
    rows = status(real_months, plan=directory.plan, hierarchy=hierarchy, as_of=date(2016, 12, 31))
    air = rows.filter(pl.col("indicator") == "air_good_days", pl.col("level") != "county")
    return {row["area_name"]: row for row in air.iter_rows(named=True)}


def _percent(row: dict[str, object], name: str = "value") -> str:
    return f"{Decimal(str(row[name])):.2f}"


@pytest.mark.parametrize("prefecture", _RATES)
def test_a_prefecture_of_2016(prefecture: str, air_status: dict[str, dict[str, object]]) -> None:
    row = air_status[prefecture]
    assert (_percent(row), row["numerator"], row["denominator"]) == _RATES[prefecture]


def test_the_region_of_2016_is_the_mean_of_seven_with_the_pooled_figure_beside(
    air_status: dict[str, dict[str, object]],
) -> None:
    row = air_status["西藏自治区"]
    good, valid = (sum(counts) for counts in zip(*(rate[1:] for rate in _RATES.values()), strict=True))
    assert _percent(row) == "91.06"
    assert _percent(row, "pooled") == f"{Decimal(100 * good) / valid:.2f}"
    assert row["light"] == "not_met"
    assert (row["reported"], row["expected"]) == (7, 7)


def test_the_months_pass_the_check_when_they_are_uploaded(
    real_months: pl.DataFrame, directory: Directory, tmp_path: Path
) -> None:
    out = tmp_path / "air.csv"
    export_observations(real_months, out, plan=directory.plan, register=directory.register)
    report = check_file(out.read_bytes(), file=out.name, directory=directory)
    assert report.problems == ()
    assert report.observations.equals(real_months)


def _months(text: str, register: Register, *, file: str = "air.csv") -> list[tuple[object, ...]]:
    days = read_air_days(text.encode(), file=file, register=register)
    return good_days_by_month(days).select("area", "period", "numerator", "denominator").rows()


def test_good_days_of_valid_days(register: Register) -> None:
    january = "拉萨,2016-01-01,100\n拉萨,2016-01-02,101\n拉萨,2016-01-03,0,,\n昌都地区,2016-01-01,0\n"
    text = f"{january}拉萨市,2016-02-01,1\n"
    assert _months(text, register) == [("540100", "2016-01", 1, 2), ("540100", "2016-02", 1, 1)]


def test_months_come_with_every_column(register: Register) -> None:
    days = read_air_days("拉萨,2016-01-01,50\n".encode("gb18030"), file="air.csv", register=register)
    (row,) = good_days_by_month(days).to_dicts()
    filled = {name: value for name, value in row.items() if value is not None}
    assert filled == {
        "indicator": "air_good_days",
        "area": "540100",
        "period": "2016-01",
        "period_type": "month",
        "organiser": "",
        "segment": "",
        "numerator": 1,
        "denominator": 1,
    }


def test_a_day_reported_twice_alike_counts_once(register: Register) -> None:
    assert _months("拉萨,2016-01-01,50\n拉萨市,2016-01-01,50\n", register) == [("540100", "2016-01", 1, 1)]


def test_a_day_reported_twice_differently_is_refused_with_both_places(register: Register) -> None:
    first = read_air_days("\n拉萨,2016-01-01,50\n".encode(), file="a.csv", register=register)
    second = read_air_days(
        "拉萨市,2016-01-02,50\n\n拉萨市,2016-01-01,51\n".encode(), file="b.csv", register=register
    )
    with pytest.raises(RowLayoutError) as caught:
        good_days_by_month([*first, *second])
    assert caught.value.message.zh == "文件 b.csv 第 3 行：拉萨市 2016-01-01 的 AQI 与 a.csv:2 已报的不同。"
    assert (
        caught.value.message.en
        == "b.csv, line 3: the AQI of 拉萨市 on 2016-01-01 differs from the one at a.csv:2."
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("西安,2016-01-02,50", "air.csv, line 4: city “西安” is none of the seven prefectures."),
        ("城关区,2016-01-02,50", "air.csv, line 4: city “城关区” is none of the seven prefectures."),
        ("拉萨,2016-01-02", "air.csv, line 4 is no daily air record: city, date, AQI … expected."),
        ("拉萨,2016-02-30,50", "air.csv, line 4 is no daily air record: city, date, AQI … expected."),
        ('拉萨,2016-01-02,"50', "air.csv, line 4 is no daily air record: city, date, AQI … expected."),
        *[
            (
                f"拉萨,2016-01-02,{aqi}",
                f"air.csv, line 4: the AQI “{aqi}” is no whole number; write 0 for a day not measured.",
            )
            for aqi in ("", "-5", "1_0", "٥", "50.5", "—")
        ],
    ],
)
def test_a_line_that_is_no_record_is_named(line: str, says: str, register: Register) -> None:
    text = f'拉萨,2016-01-01,50,"a\nb"\n   \n{line}\n'
    with pytest.raises(DataError) as caught:
        read_air_days(text.encode(), file="air.csv", register=register)
    assert caught.value.message.en == says
