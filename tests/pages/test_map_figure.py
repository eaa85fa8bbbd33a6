"""One description for screen and print: days, legend, and the same colours on both."""

import io
import json
from collections import Counter
from datetime import date

import numpy as np
import pytest
from PIL import Image

from geo.layers import deck_spec
from geo.picture import MapPicture
from indicators import PeriodType
from pages.map.figure import Figure, MapChoice, legend_words, map_days, map_figure
from pages.shared.viewpoint import Scope
from reports.print_map import MapWords, print_map
from tests.factories import observation
from tests.pages.builders import FARM, LAST_DAY, judged, plan, register, scope

CODES = [county.code for county in register().counties]
LHASA = "540100"
REPORTS = [
    observation(area=code, period="2016Q4", numerator=20 + place % 11, denominator=30)
    for place, code in enumerate(CODES[:60])
]


@pytest.fixture(scope="module", params=[False, True], ids=["lights", "values"])
def figure(request: pytest.FixtureRequest) -> Figure:
    status = judged(*REPORTS)
    choice = MapChoice(goal=plan().goal(FARM), view="tile", by_value=request.param)
    return map_figure(status, status, choice, register=register(), scope=scope())


def screen_colours(picture: MapPicture) -> Counter[str]:
    """How many counties deck.gl paints in each colour, read from what the browser gets."""
    surface = json.loads(deck_spec(picture))["layers"][0]
    lookup = surface["_subLayerProps"]["polygons-fill"]["getFillColor"].removeprefix("@@=(")
    fills, end = json.JSONDecoder().raw_decode(lookup)
    digits = lookup[end:].split('"')[1]
    return Counter("#{:02X}{:02X}{:02X}".format(*fills[int(digit)][:3]) for digit in digits)


def paper_colours(picture: MapPicture) -> Counter[str]:
    """How many points of the printed map have each colour, thin things left out."""
    printed = Image.open(io.BytesIO(print_map(picture, MapWords(title=" ")))).convert("RGB")
    pixels = np.asarray(printed).reshape(-1, 3)
    colours, counts = np.unique(pixels, axis=0, return_counts=True)
    found = zip(colours.tolist(), counts.tolist(), strict=True)
    return Counter({"#{:02X}{:02X}{:02X}".format(*rgb): count for rgb, count in found if count > 3000})


def test_paper_has_the_colours_of_the_screen(figure: Figure) -> None:
    screen, paper = screen_colours(figure.picture), paper_colours(figure.picture)
    known = {look.fill for look in figure.picture.classes} - {"#FFFFFF"}
    assert len(screen) >= 3
    assert set(paper) & known == set(screen)


def test_equal_tiles_get_equal_ink(figure: Figure) -> None:
    screen, paper = screen_colours(figure.picture), paper_colours(figure.picture)
    plain = [look.fill for look in figure.picture.classes if look.fill in screen and not look.is_hatched]
    for fill in plain:
        assert paper[fill] / paper[plain[0]] == pytest.approx(screen[fill] / screen[plain[0]], rel=0.1)


def test_the_legend_on_paper_names_each_class_once(figure: Figure) -> None:
    words = legend_words(figure)
    assert [place for place, _ in words] == list(range(len(figure.picture.classes) - 1))
    counts = Counter(figure.picture.class_of)
    assert [int(text.split()[-2]) for _, text in words] == [counts[place] for place, _ in words]
    assert all(not any(map(str.isdigit, text[-9:])) for _, text in words)


def test_without_counts_only_the_classes_are_named(figure: Figure) -> None:
    assert [text for _, text in legend_words(figure, with_counts=False)][-2:] == ["no data", "not applicable"]


class TestDays:
    @pytest.mark.parametrize(
        ("goal", "as_of", "labels"),
        [
            (FARM, LAST_DAY, ["Q1", "Q2", "Q3", "Q4"]),
            (FARM, date(2016, 8, 15), ["Q1", "Q2", "Aug 15, 2016"]),
            (FARM, date(2016, 1, 15), ["Jan 15, 2016"]),
            ("garbage_harmless_rate", LAST_DAY, ["2016"]),
            ("garbage_harmless_rate", date(2017, 2, 1), ["2016", "Feb 1, 2017"]),
        ],
    )
    def test_they_end_with_the_as_of_date(self, goal: str, as_of: date, labels: list[str]) -> None:
        days = map_days(plan().goal(goal), plan=plan(), scope=scope(as_of=as_of))
        assert list(days.values()) == labels
        assert max(days) == list(days)[-1] == as_of

    def test_a_monthly_goal_has_twelve(self) -> None:
        monthly = next(goal for goal in plan().goals if goal.frequency is PeriodType.MONTH)
        assert len(map_days(monthly, plan=plan(), scope=scope())) == 12


class TestFigure:
    def test_the_newest_day_makes_the_scale_of_all(self) -> None:
        newest, early = judged(*REPORTS), judged(*REPORTS[:1])
        choice = MapChoice(goal=plan().goal(FARM), view="tile", by_value=True)
        late = map_figure(newest, newest, choice, register=register(), scope=scope())
        before = map_figure(early, newest, choice, register=register(), scope=scope())
        assert before.picture.classes == late.picture.classes
        assert before.picture.class_of[0] == late.picture.class_of[0]
        assert sum(entry.count for entry in before.coloured.legend[:-2]) == 1

    def test_a_goal_in_words_is_shown_by_light(self) -> None:
        status = judged()
        choice = MapChoice(goal=plan().goal("tibet_brands"), view="tile", by_value=True)
        figure = map_figure(status, status, choice, register=register(), scope=scope())
        assert figure.coloured.legend[0].look == "light-met"

    @pytest.mark.parametrize("with_rings", [True, False])
    def test_rings_are_explained(self, *, with_rings: bool) -> None:
        status = judged(*REPORTS[:2], observation(area=CODES[3], numerator=3, denominator=4))
        choice = MapChoice(goal=plan().goal(FARM), view="tile", with_rings=with_rings, chosen=CODES[0])
        figure = map_figure(status, status, choice, register=register(), scope=scope())
        rings = figure.picture.rings
        assert [place for place, radius in enumerate(rings) if radius] == ([0, 1, 3] if with_rings else [])
        assert figure.remarks == (
            ("° small sample", "largest ring: 30 sample") if with_rings else ("° small sample",)
        )
        assert figure.picture.chosen == CODES[0]
        assert [place for place, is_doubtful in enumerate(figure.picture.doubtful) if is_doubtful] == [3]

    def test_signs_stay_inside_the_scope(self) -> None:
        status = judged(observation(area="540202", numerator=3, denominator=4))
        chosen = Scope("en", LAST_DAY, LHASA, None)
        choice = MapChoice(goal=plan().goal(FARM), view="tile", with_rings=True)
        figure = map_figure(status, status, choice, register=register(), scope=chosen)
        assert not any(figure.picture.doubtful)
        assert figure.picture.rings == ()
