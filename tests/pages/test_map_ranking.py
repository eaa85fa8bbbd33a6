"""What stands beside the map while no county is chosen: the worst areas of the scope."""

import pytest

from indicators import Light
from pages.map.bearers import county_rows
from pages.map.ranking import RANKED, Ranking, worst_first
from pages.shared.viewpoint import Scope
from tests.factories import observation
from tests.pages.builders import FARM, judged, plan, register, scope

LHASA, SHIGATSE = "540100", "540200"
AIR = "industrial_pass_rate"
CODES = [county.code for county in register().counties[:10]]


def ranking(*rows: dict[str, object], goal: str = FARM, of: Scope | None = None) -> Ranking:
    chosen = plan().goal(goal)
    shown = county_rows(judged(*rows), chosen, register())
    return worst_first(shown, chosen, choices={"view": "Tiles"}, register=register(), scope=of or scope())


def farm(*passes: int) -> list[dict[str, object]]:
    return [
        observation(area=code, period="2016Q4", numerator=count, denominator=40)
        for code, count in zip(CODES, passes, strict=False)
    ]


def test_the_light_comes_first_then_the_value() -> None:
    found = ranking(*farm(40, 36, 39, 30))
    assert [(line.light, line.figure) for line in found.worst] == [
        (Light.NOT_MET, "30/40  75.0 %"),
        (Light.NOT_MET, "36/40  90.0 %"),
        (Light.AT_RISK, "39/40  97.5 %"),
        (Light.MET, "40/40  100.0 %"),
    ]
    assert (found.judged, found.silent) == (4, 70)
    assert [line.short for line in found.worst] == ["9 sample", "3 sample", "", ""]


def test_only_the_worst_are_listed() -> None:
    found = ranking(*farm(*range(31, 41)))
    assert (len(found.worst), found.judged) == (RANKED, 10)


def test_a_county_is_chosen_by_its_name_and_the_map_stays_as_it_is() -> None:
    line = ranking(*farm(30)).worst[0]
    assert (line.name, line.within) == ("Chengguan", "Lhasa")
    assert line.link.startswith("map?view=Tiles&county=Chengguan&")


def test_inside_a_prefecture_its_name_goes_without_saying() -> None:
    found = ranking(*farm(30), of=scope(prefecture=LHASA))
    assert found.worst[0].within == ""
    assert "prefecture=Lhasa" in found.worst[0].link
    assert found.silent == 7


@pytest.mark.parametrize(("prefecture", "link"), [(None, "map?view=Tiles&as_of"), (LHASA, "")])
def test_a_prefecture_leads_into_itself_once(prefecture: str | None, link: str) -> None:
    row = observation(indicator=AIR, area=LHASA, period="2016Q4", numerator=30, denominator=50)
    (line,) = ranking(row, goal=AIR, of=scope(prefecture=prefecture)).worst
    assert line.name == "Lhasa"
    assert line.link.startswith(link)
    assert bool(line.link) is bool(link)


def test_nobody_reported() -> None:
    found = ranking()
    assert (found.worst, found.judged, found.silent) == ((), 0, 74)
