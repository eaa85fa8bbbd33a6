"""Daily air records to monthly observations: good days (AQI up to 100) of valid days (AQI above 0)."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from data.errors import RowLayoutError
from data.reading import decode
from geo import Area, AreaLevel, Register
from indicators import OBSERVATION_SCHEMA

__all__ = ["GOOD_AQI", "AirDay", "good_days_by_month", "read_air_days"]

GOOD_AQI = 100
"""Highest air quality index of a good day (优 or 良)."""

_INDICATOR = "air_good_days"


@dataclass(frozen=True, slots=True)
class AirDay:
    """One day of one prefecture; an index of 0 means not measured."""

    area: str
    day: date
    aqi: int


def read_air_days(content: bytes, *, file: str, register: Register) -> list[AirDay]:
    """Read a file without header whose first three cells are city, date and AQI.

    Raises:
        UnreadableFileError: no text in a known encoding.
        RowLayoutError: a line is no daily record, or its city is no prefecture.
    """
    text, _ = decode(content, file=file)
    reader = csv.reader(io.StringIO(text, newline=""))
    return [_day(cells, row=row, file=file, register=register) for row, cells in enumerate(reader, 1) if cells]


def _day(cells: list[str], *, row: int, file: str, register: Register) -> AirDay:
    try:
        city, day, aqi = cells[0].strip(), date.fromisoformat(cells[1].strip()), int(cells[2])
    except (IndexError, ValueError) as error:
        raise RowLayoutError("air_row", file=file, row=row) from error
    area = register.find_area(city, level=AreaLevel.PREFECTURE)
    if not isinstance(area, Area) or aqi < 0:
        raise RowLayoutError("air_area", file=file, row=row, city=city)
    return AirDay(area.code, day, aqi)


def good_days_by_month(days: Iterable[AirDay]) -> pl.DataFrame:
    """Monthly observations of `air_good_days`, one row for each prefecture and month with a valid day.

    Days that are reported twice with the same index count once.

    Raises:
        RowLayoutError: a day is reported twice with different indices.
    """
    frame = pl.DataFrame(
        [(day.area, day.day, day.aqi) for day in days],
        schema={"area": pl.String, "day": pl.Date, "aqi": pl.Int64},
        orient="row",
    ).unique()
    for area, day, _ in frame.filter(pl.struct("area", "day").is_duplicated()).sort("area", "day").head(1).iter_rows():
        raise RowLayoutError("air_twice", file=_INDICATOR, row=0, city=area, day=day)
    valid = frame.filter(pl.col("aqi") > 0)
    months = valid.group_by("area", period=pl.col("day").dt.strftime("%Y-%m")).agg(
        numerator=(pl.col("aqi") <= GOOD_AQI).sum().cast(pl.Int64),
        denominator=pl.len().cast(pl.Int64),
    )
    fixed = {"indicator": _INDICATOR, "period_type": "month", "organiser": "", "segment": ""}
    rows = months.with_columns(pl.lit(text).alias(name) for name, text in fixed.items())
    missing = [pl.lit(None, kind).alias(name) for name, kind in OBSERVATION_SCHEMA.items() if name not in rows.columns]
    return rows.with_columns(missing).select(list(OBSERVATION_SCHEMA)).sort("area", "period")
