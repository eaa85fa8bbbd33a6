"""Reading periods, and when their figures are due (R15, R17)."""

from datetime import date, timedelta

import pytest

from indicators.period import Period, due_date, find_period, last_due_period
from indicators.vocabulary import PeriodType


@pytest.mark.parametrize(
    ("written", "text", "start", "end"),
    [
        ("2016-10", "2016-10", date(2016, 10, 1), date(2016, 10, 31)),
        ("2016-2", "2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-02", "2015-02", date(2015, 2, 1), date(2015, 2, 28)),
        ("201610", "2016-10", date(2016, 10, 1), date(2016, 10, 31)),
        ("2016/3", "2016-03", date(2016, 3, 1), date(2016, 3, 31)),
        ("2016.12", "2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("2016年4月", "2016-04", date(2016, 4, 1), date(2016, 4, 30)),
        ("2016Q3", "2016Q3", date(2016, 7, 1), date(2016, 9, 30)),
        ("2016-q1", "2016Q1", date(2016, 1, 1), date(2016, 3, 31)),
        ("2016年第四季度", "2016Q4", date(2016, 10, 1), date(2016, 12, 31)),
        ("2016年2季度", "2016Q2", date(2016, 4, 1), date(2016, 6, 30)),
        ("2016H1", "2016H1", date(2016, 1, 1), date(2016, 6, 30)),
        ("2016年下半年", "2016H2", date(2016, 7, 1), date(2016, 12, 31)),
        ("2016", "2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016 年", "2016", date(2016, 1, 1), date(2016, 12, 31)),
    ],
)
def test_reads(written: str, text: str, start: date, end: date) -> None:
    found = find_period(written)
    assert found is not None
    assert (found.text, found.start, found.end) == (text, start, end)


@pytest.mark.parametrize(
    "written",
    ["", "16-10", "2016-13", "2016-0", "2016-00", "2016Q5", "2016Q0", "2016H3", "2016-10-01", "十月", "Q3"],
)
def test_reads_nothing_else(written: str) -> None:
    assert find_period(written) is None


@pytest.mark.parametrize("month", range(1, 13))
def test_canonical_form_reads_as_itself(month: int) -> None:
    for text in (f"2016-{month:02d}", f"2016Q{(month + 2) // 3}", f"2016H{(month + 5) // 6}"):
        found = find_period(text)
        assert found is not None
        assert found.text == text
        assert find_period(found.text, found.kind) == found


@pytest.mark.parametrize("kind", [PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.YEAR])
def test_type_must_agree_with_the_text(kind: PeriodType) -> None:
    texts = {
        PeriodType.MONTH: "2016-03",
        PeriodType.QUARTER: "2016Q1",
        PeriodType.HALF: "2016H1",
        PeriodType.YEAR: "2016",
    }
    assert [other for other, text in texts.items() if find_period(text, kind)] == [kind]


@pytest.mark.parametrize("text", ["2016-09", "2016Q3"])
def test_year_to_date_starts_in_january_and_a_snapshot_is_one_day(text: str) -> None:
    end = date(2016, 9, 30)
    assert find_period(text, PeriodType.YTD) == Period(text, PeriodType.YTD, date(2016, 1, 1), end)
    assert find_period(text, PeriodType.SNAPSHOT) == Period(text, PeriodType.SNAPSHOT, end, end)


_DUE = [
    ("2016-10", PeriodType.MONTH, date(2016, 11, 10)),
    ("2016Q3", PeriodType.QUARTER, date(2016, 10, 15)),
    ("2016H1", PeriodType.HALF, date(2016, 7, 20)),
    ("2016", PeriodType.YEAR, date(2017, 2, 14)),
]


@pytest.mark.parametrize(("text", "frequency", "due"), _DUE)
def test_due_date(text: str, frequency: PeriodType, due: date) -> None:
    period = find_period(text)
    assert period is not None
    assert due_date(period, frequency) == due


@pytest.mark.parametrize(("text", "frequency", "due"), _DUE)
def test_a_period_is_overdue_from_the_day_after_its_due_date(
    text: str, frequency: PeriodType, due: date
) -> None:
    on_the_day = last_due_period(due, year=2016, frequency=frequency)
    day_after = last_due_period(due + timedelta(days=1), year=2016, frequency=frequency)
    assert on_the_day is None or on_the_day.text != text
    assert day_after is not None
    assert day_after.text == text


@pytest.mark.parametrize(
    "frequency", [PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.YEAR]
)
def test_nothing_is_due_at_new_year_and_everything_in_the_end(frequency: PeriodType) -> None:
    assert last_due_period(date(2016, 1, 1), year=2016, frequency=frequency) is None
    last = last_due_period(date(2018, 1, 1), year=2016, frequency=frequency)
    assert last is not None
    assert last.end == date(2016, 12, 31)
