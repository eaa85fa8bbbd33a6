"""Daily air records to monthly observations: good days (AQI up to 100) of valid days (AQI above 0)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from data.delimited import decode
from data.errors import RowLayoutError
from geo import Area, AreaLevel, Register
from indicators import OBSERVATION_SCHEMA

__all__ = ["GOOD_AQI", "AirDay", "good_days_by_month", "read_air_days"]

GOOD_AQI = 100
"""Highest air quality index of a good day (优 or 良)."""

_INDICATOR = "air_good_days"
_AQI = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class AirDay:
    """One day of one prefecture; an index of 0 means not measured.

    Attributes:
        area: code of the prefecture.
        city: its name as written.
        file: where it stands.
        row: physical line in that file.
    """

    area: str
    day: date
    aqi: int
    city: str
    file: str
    row: int


def read_air_days(content: bytes, *, file: str, register: Register) -> list[AirDay]:
    """Read a file without header whose first three cells are city, date and AQI.

    Raises:
        UnreadableFileError: no text in a known encoding.
        RowLayoutError: a line is no daily record, or its city is no prefecture.
    """
    text, _ = decode(content, file=file)
    return [_day(cells, row=row, file=file, register=register) for row, cells in _records(text, file=file)]


def _records(text: str, *, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise RowLayoutError("air_row", file=file, row=reader.line_num) from error


def _day(cells: list[str], *, row: int, file: str, register: Register) -> AirDay:
    try:
        city, day, aqi = cells[0], date.fromisoformat(cells[1]), cells[2]
    except (IndexError, ValueError) as error:
        raise RowLayoutError("air_row", file=file, row=row) from error
    if not _AQI.fullmatch(aqi):
        raise RowLayoutError("air_index", file=file, row=row, aqi=aqi)
    area = register.find_area(city, level=AreaLevel.PREFECTURE)
    if not isinstance(area, Area):
        raise RowLayoutError("air_area", file=file, row=row, city=city)
    return AirDay(area=area.code, day=day, aqi=int(aqi), city=city, file=file, row=row)


def good_days_by_month(days: Iterable[AirDay]) -> pl.DataFrame:
    """Monthly observations of `air_good_days`, one row for each prefecture and month with a valid day.

    Days that are reported twice with the same index count once.

    Raises:
        RowLayoutError: a day is reported twice with different indices.
    """
    frame = pl.DataFrame(
        [(day.area, day.day, day.aqi) for day in _once(days)],
        schema={"area": pl.String, "day": pl.Date, "aqi": pl.Int64},
        orient="row",
    )
    valid = frame.filter(pl.col("aqi") > 0)
    months = valid.group_by("area", period=pl.col("day").dt.strftime("%Y-%m")).agg(
        numerator=(pl.col("aqi") <= GOOD_AQI).sum().cast(pl.Int64),
        denominator=pl.len().cast(pl.Int64),
    )
    fixed = {"indicator": _INDICATOR, "period_type": "month", "organiser": "", "segment": ""}
    rows = months.with_columns(pl.lit(text).alias(name) for name, text in fixed.items())
    missing = {name: kind for name, kind in OBSERVATION_SCHEMA.items() if name not in rows.columns}
    rows = rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in missing.items())
    return rows.select(list(OBSERVATION_SCHEMA)).sort("area", "period")


def _once(days: Iterable[AirDay]) -> Iterator[AirDay]:
    """Each day of each prefecture the first time it is reported."""
    seen: dict[tuple[str, date], AirDay] = {}
    for day in days:
        first = seen.setdefault((day.area, day.day), day)
        if first is day:
            yield day
        elif first.aqi != day.aqi:
            where = f"{first.file}:{first.row}"
            raise RowLayoutError(
                "air_twice", file=day.file, row=day.row, city=day.city, day=day.day, where=where
            )
