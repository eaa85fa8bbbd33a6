"""The air calendar: months by prefecture, days short of the target, and real public records."""

from calendar import monthrange
from datetime import date

import pytest

from data import area_frame
from data.air import good_days_by_month, read_air_days
from indicators import Light, course, status
from pages.trends.air import AirCalendar, air_calendar
from pages.trends.markup import air_legend, air_table
from tests.factories import observation, observations, real_files
from tests.pages.builders import plan, register, scope

AIR = plan().goal("air_good_days")


def air(area: str, month: int, good: int, valid: int) -> dict[str, object]:
    return observation(
        indicator=AIR.id,
        area=area,
        period=f"2016-{month:02d}",
        period_type="month",
        numerator=good,
        denominator=valid,
    )


def calendar(
    *rows: dict[str, object], as_of: date = date(2016, 2, 29), prefecture: str | None = None
) -> AirCalendar:
    reported = observations(*rows) if rows else observations().clear()
    areas = area_frame(register())
    periods = course(reported, AIR, plan=plan(), hierarchy=areas, as_of=as_of)
    judged = status(reported, plan=plan(), hierarchy=areas, as_of=as_of)
    chosen = scope(as_of=as_of, prefecture=prefecture)
    return air_calendar(periods, judged, AIR, register=register(), scope=chosen)


class TestCalendar:
    shown = calendar(air("540100", 1, 20, 30), air("540100", 2, 22, 24), air("540200", 1, 30, 30))

    def test_a_month_tells_good_days_of_valid_days(self) -> None:
        lhasa = self.shown.rows[0]
        assert [(cell.figure, cell.share) for cell in lhasa.cells] == [("20/30", "67 %"), ("22/24", "92 %")]
        assert [cell.grade for cell in lhasa.cells] == [3, 1]

    def test_few_valid_days_are_marked(self) -> None:
        assert [cell.has_few for cell in self.shown.rows[0].cells] == [False, True]

    def test_the_most_days_short_come_first(self) -> None:
        assert [(row.area.name, row.short) for row in self.shown.rows[:2]] == [("Lhasa", 10), ("Shigatse", 0)]
        assert (self.shown.rows[0].figure, self.shown.rows[0].light) == ("42/54", Light.NOT_MET)

    def test_the_answer_names_place_and_days(self) -> None:
        assert self.shown.answer == "1 prefecture misses ≥ 95 %: Lhasa 42/54, 10 days short."

    def test_a_month_without_report_stays_empty(self) -> None:
        silent = next(row for row in self.shown.rows if row.area.name == "Ngari")
        assert [cell.figure for cell in silent.cells] == ["", ""]
        assert (silent.figure, silent.light) == ("—", Light.NO_DATA)

    def test_the_prefecture_of_the_filter_is_marked(self) -> None:
        shown = calendar(air("540100", 1, 20, 30), prefecture="540100")
        assert [row.area.name for row in shown.rows if row.is_chosen] == ["Lhasa"]
        assert '<tr class="chosen"><th scope="row"><a href="county?' in air_table(shown, scope())

    def test_the_table_has_a_column_for_each_month(self) -> None:
        row = self.shown.table.row(0, named=True)
        assert (row["Jan"], row["Feb"], row["Mar"], row["Days short"]) == ("20/30", "22/24", "", 10)
        assert len(self.shown.months) == 12

    def test_all_met_and_nothing_reported_are_said_apart(self) -> None:
        assert calendar(air("540200", 1, 30, 30)).answer == "All prefectures that reported reach ≥ 95 %."
        assert calendar().answer == ""

    def test_the_legend_tells_bands_and_few_days(self) -> None:
        assert [band in air_legend(scope()) for band in ("≥ 95 %", "≥ 60 %", "&lt; 60 %", "27 a month")] == [
            True
        ] * 4


@pytest.mark.parametrize(("days", "marks"), [(27, 0), (26, 1)])
def test_a_year_needs_324_valid_days(days: int, marks: int) -> None:
    rows = [air("540100", month, days - 1, days) for month in range(1, 13)]
    shown = calendar(*rows, as_of=date(2016, 12, 31))
    assert shown.rows[0].has_few is bool(marks)
    assert air_table(shown, scope()).count(f'<td class="few">{12 * days - 12}/{12 * days}') == marks


def test_real_records_of_2016_fill_the_calendar() -> None:
    days = [
        day
        for file in real_files("air/aqistudy_daily_*.csv")
        for day in read_air_days(file.read_bytes(), file=file.name, register=register())
        if day.day.year == 2016
    ]
    rows = good_days_by_month(days).to_dicts()
    shown = calendar(*rows, as_of=date(2016, 12, 31))
    assert len(shown.rows) == 7
    assert all(len(row.cells) == 12 and all(cell.figure for cell in row.cells) for row in shown.rows)
    by_name = {row.area.name: row for row in shown.rows}
    assert by_name["Shannan"].figure == "357/366"  # as derived beside the files
    for row in shown.rows:
        for month, cell in enumerate(row.cells, start=1):
            assert int(cell.figure.partition("/")[2]) <= monthrange(2016, month)[1]
