"""Who drags the goals in trouble: whole failures, the largest excess first, one area a goal."""

from datetime import date

from data import area_frame
from indicators import aggregate
from pages.overview.drags import Drag, worst_drags
from tests.factories import observation, observations
from tests.pages.builders import FARM, plan, register, scope

WORKS = "completed_conformity"


def found(*rows: dict[str, object], prefecture: str | None = None) -> tuple[Drag, ...]:
    hierarchy = area_frame(register())
    figures = aggregate(observations(*rows), plan=plan(), hierarchy=hierarchy, as_of=date(2016, 12, 31))
    goals = [plan().goal(FARM), plan().goal(WORKS)]
    return worst_drags(
        figures, goals, hierarchy=hierarchy, register=register(), scope=scope(prefecture=prefecture)
    )


ROWS = (
    observation(area="540102", numerator=95, denominator=100),  # 5 failures, 4 allowed
    observation(area="540221", numerator=90, denominator=100),  # 10 failures, 4 allowed
    observation(
        indicator=WORKS, area="540102", period="2016-03", period_type="month", numerator=7, denominator=9
    ),
)


def test_the_worst_area_of_each_goal_the_largest_excess_first() -> None:
    first, second = found(*ROWS)
    assert (first.area, first.excess, first.failures, first.total) == ("Shigatse", "6", 10, 100)
    assert (second.area, second.excess, second.failures, second.total) == ("Lhasa", "2", 2, 9)
    assert "goal=" in first.link


def test_a_prefecture_is_taken_apart_into_its_counties() -> None:
    (first, second) = found(*ROWS, prefecture="540100")
    assert (first.area, first.excess) == ("Chengguan", "2")
    assert (second.area, second.excess) == ("Chengguan", "1")


def test_nobody_drags_when_no_one_has_too_many_failures() -> None:
    assert found(observation(area="540102", numerator=96, denominator=100)) == ()
