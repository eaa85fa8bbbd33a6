"""The closing duties: received, late, open or overdue on a date."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from indicators.duties import DUTY_SCHEMA, duties_at, single_departments
from indicators.entry import ENTRY_SCHEMA
from tests.indicators.builders import PLAN

LHASA, BUREAU = "540100", "D05"


def submission(duty: str, day: str, **columns: str) -> dict[str, str | None]:
    row: dict[str, str | None] = dict.fromkeys(ENTRY_SCHEMA)
    return row | {"kind": "submission", "id": f"{duty}-x", "subject": duty, "day": day} | columns


def found(*rows: Mapping[str, str | None], as_of: date) -> pl.DataFrame:
    entries = pl.DataFrame(list(rows), schema=ENTRY_SCHEMA).with_columns(seq=pl.lit(3, dtype=pl.Int64))
    return duties_at(entries, plan=PLAN, units=[LHASA, BUREAU], as_of=as_of)


def one(frame: pl.DataFrame, unit: str, duty: str) -> dict[str, Any]:
    return frame.row(by_predicate=(pl.col("unit") == unit) & (pl.col("duty") == duty), named=True)


def test_every_unit_owes_every_duty() -> None:
    frame = found(as_of=date(2016, 11, 1))
    assert frame.schema == DUTY_SCHEMA
    assert frame.select("unit", "duty").rows() == [(u, d) for u in (LHASA, BUREAU) for d in ("C1", "C2")]


@pytest.mark.parametrize(
    ("as_of", "state", "days"),
    [
        (date(2016, 10, 31), "open", 61),
        (date(2016, 12, 31), "open", 0),
        (date(2017, 1, 1), "overdue", -1),
    ],
)
def test_the_days_to_the_summary_are_counted_from_the_date(as_of: date, state: str, days: int) -> None:
    row = one(found(as_of=as_of), LHASA, "C2")
    assert (row["state"], row["days"], row["due"]) == (state, days, date(2016, 12, 31))


def test_a_duty_without_a_day_is_never_overdue() -> None:
    row = one(found(as_of=date(2018, 1, 1)), LHASA, "C1")
    assert (row["state"], row["days"], row["due"]) == ("open", None, None)


@pytest.mark.parametrize(("day", "state"), [("2016-12-31", "received"), ("2017-01-02", "late")])
def test_what_came_is_on_time_or_late(day: str, state: str) -> None:
    sent = submission("C2", day, area=LHASA, name="总结.docx", text="by post", evidence="No. 9")
    frame = found(sent, as_of=date(2017, 2, 1))
    row = one(frame, LHASA, "C2")
    assert (row["state"], row["received"], row["days"]) == (state, date.fromisoformat(day), None)
    assert (row["name"], row["note"], row["evidence"], row["seq"]) == ("总结.docx", "by post", "No. 9", 3)
    assert one(frame, BUREAU, "C2")["state"] == "overdue"


def test_what_came_later_is_not_known_yet() -> None:
    sent = submission("C2", "2016-12-20", department=BUREAU)
    assert one(found(sent, as_of=date(2016, 12, 19)), BUREAU, "C2")["state"] == "open"
    assert one(found(sent, as_of=date(2016, 12, 20)), BUREAU, "C2")["state"] == "received"


def test_names_of_several_bodies_owe_nothing_themselves() -> None:
    assert len(single_departments(PLAN)) == 33
    assert {"D01", "D35"}.isdisjoint(single_departments(PLAN))
