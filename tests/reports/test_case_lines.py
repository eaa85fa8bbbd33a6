"""Cases behind a lost goal are told one by one, those of the unit alone, as they stood at the cut-off."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from reports.case_lines import cases_told
from tests.factories import entries, entry, observation
from tests.reports.builders import LAST_DAY, some_basis, unit

GOAL = "large_first_acceptance"
BRIDGE = entry(
    id="L-1",
    subject=GOAL,
    day="2016-09-12",
    name="纳金大桥",
    text="桥面铺装不合格",
    state="closed",
    closed_on="2016-10-20",
)
DAM = entry(id="L-2", subject=GOAL, area="540202", day="2016-03-01", name="水库大坝", text="渗漏")
MARKET = entry(id="A-9", day="2016-05-01")


def told(*cases: Mapping[str, str | None], passed: int = 9, of: str = "", cutoff: date = LAST_DAY) -> str:
    """What is told for the office, or for the prefecture of that name."""
    works = {"indicator": GOAL, "segment": "transport", "period": "2016-09", "period_type": "month"}
    rows = [
        observation(**works, area=area, numerator=passed, denominator=10) for area in ("540102", "540202")
    ]
    basis = replace(some_basis(*rows, as_of=LAST_DAY, cutoff=cutoff), cases=entries(*cases))
    return cases_told(basis, unit("prefecture" if of else "region", of), basis.plan.goal(GOAL))


def test_they_are_told_one_by_one_the_oldest_first() -> None:
    assert told(BRIDGE, DAM, MARKET) == (
        "登记在案：2016年3月1日桑珠孜区水库大坝（渗漏），尚未办结；"
        "2016年9月12日城关区纳金大桥（桥面铺装不合格），2016年10月20日复验或办结。"
    )


@pytest.mark.parametrize(
    ("of", "name", "other"),
    [("拉萨市", "纳金大桥", "水库大坝"), ("日喀则市", "水库大坝", "纳金大桥")],
)
def test_a_prefecture_tells_its_own(of: str, name: str, other: str) -> None:
    said = told(BRIDGE, DAM, of=of)
    assert name in said
    assert other not in said


def test_what_came_after_the_cutoff_is_not_known() -> None:
    assert "纳金大桥（桥面铺装不合格），尚未办结" in told(BRIDGE, DAM, cutoff=date(2016, 9, 30))
    assert "纳金大桥" not in told(BRIDGE, DAM, cutoff=date(2016, 8, 31))


def test_a_goal_that_is_not_lost_tells_none() -> None:
    assert told(BRIDGE, passed=10) == ""


def test_without_cases_nothing_is_said() -> None:
    assert told(MARKET) == ""


def test_a_long_list_is_cut_and_counted() -> None:
    said = told(*({**DAM, "id": f"L-{number}"} for number in range(13)))
    assert said.count("水库大坝") == 10
    assert said.endswith("另有3件。")
