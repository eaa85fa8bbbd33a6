"""Colours of the map: whose figure a county shows, lights, classes of values, what the legend counts."""

from decimal import Decimal
from itertools import pairwise

import pytest

from indicators import Light
from pages.map.bearers import bearers_inside, county_rows
from pages.map.shading import Coloured, has_values, shade_by_light, shade_by_value, value_scale
from pages.map.value_look import RAMP, class_words, ramp_places
from pages.shared.value_classes import MOST_CLASSES, value_classes
from pages.shared.viewpoint import Scope
from tests.factories import observation
from tests.pages.builders import CAMPAIGN, FARM, checklists, judged, plan, register, scope
from tests.pages.colours import STYLE_SHEET, contrast, luminance

CHENGGUAN, LHUNZHUB, DAMXUNG, NYEMO = "540102", "540121", "540122", "540123"
LHASA, SHIGATSE, REGION = "540100", "540200", "540000"
AIR, ACCIDENTS = "air_good_days", "engineering_accidents"

RATES = {CHENGGUAN: 21, LHUNZHUB: 27, DAMXUNG: 29, NYEMO: 30}
REPORTS = [
    observation(area=code, period="2016Q4", numerator=passes, denominator=30)
    for code, passes in RATES.items()
]


def by_light(goal: str, *rows: dict[str, object], of: Scope | None = None) -> Coloured:
    chosen = plan().goal(goal)
    shown = county_rows(judged(*rows), chosen, register())
    return shade_by_light(shown, chosen, register=register(), scope=of or scope())


def by_value(goal: str, *rows: dict[str, object], of: Scope | None = None) -> Coloured:
    chosen, status = plan().goal(goal), judged(*rows)
    scale = value_scale(status, chosen, register=register(), scope=of or scope())
    shown = county_rows(status, chosen, register())
    return shade_by_value(shown, scale, chosen, register=register(), scope=of or scope())


def legend(coloured: Coloured) -> dict[str, int]:
    return {entry.words: entry.count for entry in coloured.legend}


class TestBearers:
    @pytest.mark.parametrize(
        ("goal", "of", "codes"),
        [
            (FARM, scope(prefecture=LHASA), [area.code for area in register().counties_of(LHASA)]),
            (AIR, scope(), [area.code for area in register().prefectures]),
            (AIR, scope(prefecture=SHIGATSE), [SHIGATSE]),
            ("service_standard_fields", scope(prefecture=SHIGATSE), [REGION]),
        ],
    )
    def test_they_are_the_areas_that_the_goal_is_judged_for(
        self, goal: str, of: Scope, codes: list[str]
    ) -> None:
        assert [area.code for area in bearers_inside(plan().goal(goal), register(), of)] == codes

    def test_every_county_shows_its_prefecture_or_the_region(self) -> None:
        status = judged()
        assert county_rows(status, plan().goal(AIR), register())[CHENGGUAN]["area"] == LHASA
        assert county_rows(status, plan().goal("service_standard_fields"), register())[CHENGGUAN]["area"] == (
            REGION
        )


class TestLights:
    def test_the_legend_counts_the_counties_of_the_scope(self) -> None:
        counts = legend(by_light(FARM, *REPORTS))
        assert [counts[word] for word in ("met", "at risk", "not met", "no data")] == [1, 1, 2, 70]
        assert sum(legend(by_light(FARM, *REPORTS, of=scope(prefecture=SHIGATSE))).values()) == 18

    def test_a_prefecture_counts_once(self) -> None:
        coloured = by_light(AIR)
        assert sum(legend(coloured).values()) == 7
        assert len(coloured.shading.places) == 74

    def test_classes_are_the_lights_in_order(self) -> None:
        coloured = by_light(FARM)
        assert len(coloured.shading.classes) == len(Light)
        assert {list(Light)[place] for place in coloured.shading.places.values()} == {Light.NO_DATA}


class TestValues:
    def test_the_target_parts_the_classes(self) -> None:
        coloured = by_value(FARM, *REPORTS)
        assert legend(coloured) == {
            "< 80": 1,
            "80–96": 1,
            "96–100": 1,
            "≥ 100": 1,
            "no data": 70,
            "not applicable": 0,
        }
        assert [entry.words for entry in coloured.legend if entry.after_target] == ["96–100"]
        assert coloured.unit == "%"
        places = coloured.shading.places
        assert [places[code] for code in RATES] == [0, 1, 2, 3]

    def test_what_has_no_value_is_hatched_or_white(self) -> None:
        coloured = by_value(FARM, *REPORTS)
        look = coloured.shading.classes[coloured.shading.places[register().counties[-1].code]]
        assert (look.is_hatched, look.glyph) == (True, "—")
        assert coloured.shading.classes[-1].glyph == "○"

    def test_equal_values_are_one_class_beside_the_target(self) -> None:
        equal = [observation(area=code, period="2016Q4", numerator=30, denominator=30) for code in RATES]
        assert list(legend(by_value(FARM, *equal)).items())[:2] == [("< 96", 0), ("≥ 96", 4)]

    def test_one_county_only(self) -> None:
        assert list(legend(by_value(FARM, REPORTS[0])).items())[:2] == [("< 96", 1), ("≥ 96", 0)]

    def test_nobody_reported(self) -> None:
        assert legend(by_value(FARM)) == {"< 96": 0, "≥ 96": 0, "no data": 74, "not applicable": 0}
        assert legend(by_value("garbage_harmless_rate")) == {"no data": 74, "not applicable": 0}

    def test_the_campaign_counts_items(self) -> None:
        coloured = by_value(CAMPAIGN, *checklists(complete=3, lacking={CHENGGUAN: 1, LHUNZHUB: 4}))
        assert list(legend(coloured).items())[:3] == [("< 4", 1), ("4", 1), ("≥ 5", 3)]
        assert coloured.unit == "items of 5"

    def test_fewer_accidents_are_better(self) -> None:
        rows = [
            observation(
                indicator=ACCIDENTS, area=code, period=f"2016-{month:02d}", period_type="month", value=value,
                numerator=None, denominator=None,
            )
            for code, value in ((CHENGGUAN, "0"), (LHUNZHUB, "2"))
            for month in range(1, 13)
        ]  # fmt: skip
        coloured = by_value(ACCIDENTS, *rows)
        assert [entry.words for entry in coloured.legend][:2] == ["0", "> 0"]
        assert [coloured.shading.places[code] for code in (CHENGGUAN, LHUNZHUB)] == [0, 1]

    def test_prefectures_have_classes_too(self) -> None:
        rows = [
            observation(
                indicator="industrial_pass_rate", area=code, period="2016Q4", numerator=passes, denominator=50
            )
            for code, passes in ((LHASA, 50), (SHIGATSE, 40))
        ]
        coloured = by_value("industrial_pass_rate", *rows)
        assert coloured.shading.places[CHENGGUAN] == 1
        assert coloured.legend[1].count == 1

    def test_words_have_no_classes(self) -> None:
        assert not has_values(plan().goal("tibet_brands"))
        assert has_values(plan().goal(FARM))


class TestWords:
    @pytest.mark.parametrize(
        ("values", "target", "is_lower_better", "is_whole", "expected"),
        [
            ([], None, False, False, [""]),
            ([72, 72], None, False, False, ["72"]),
            (["71.666666"], None, False, False, ["71.67"]),
            ([1, 5, 9], None, False, True, ["< 5", "5–7", "≥ 8"]),
            ([0, 2, 9], 0, True, True, ["0", "1–5", "> 5"]),
        ],
    )
    def test_classes_are_called_by_their_edges(
        self,
        values: list[object],
        target: int | None,
        expected: list[str],
        *,
        is_lower_better: bool,
        is_whole: bool,
    ) -> None:
        numbers = [Decimal(str(value)) for value in values]
        goal = None if target is None else Decimal(target)
        classes = value_classes(numbers, target=goal, is_lower_better=is_lower_better)
        assert class_words(classes, numbers, is_whole=is_whole) == expected


class TestRamp:
    def test_it_grows_darker_step_by_step(self) -> None:
        lightness = [luminance(look.fill) for look in RAMP]
        assert all(light > 1.3 * dark for light, dark in pairwise(lightness))

    @pytest.mark.parametrize("look", RAMP)
    def test_names_on_it_can_be_read(self, look: object) -> None:
        assert contrast(look.ink, look.fill) >= 4.5  # type: ignore[attr-defined]

    @pytest.mark.parametrize("place", range(len(RAMP)))
    def test_the_style_sheet_has_the_same_colours(self, place: int) -> None:
        assert f".ramp-{place} {{ background: {RAMP[place].fill}; }}" in STYLE_SHEET

    @pytest.mark.parametrize("count", range(1, MOST_CLASSES + 1))
    def test_few_classes_are_far_apart(self, count: int) -> None:
        places = ramp_places(count)
        assert len(set(places)) == count
        assert count == 1 or (places[0], places[-1]) == (0, len(RAMP) - 1)
