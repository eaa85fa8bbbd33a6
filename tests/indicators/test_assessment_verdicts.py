"""From points to verdicts: bonus, deductions, veto, grades, places, the range, the recorded edition."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from indicators.assessment import assess
from indicators.assessment_inputs import (
    AssessmentInputs,
    Event,
    Judgement,
)
from indicators.assessment_scheme import EventKind
from indicators.assessment_score import Score
from tests.indicators.assessment_builders import (
    DEADLINE,
    EARLIER,
    LHASA,
    SCHEME,
    all_done,
    bonus,
    event,
    item,
    one_score,
    point,
    status_frame,
    status_row,
)

_NOTHING = AssessmentInputs(status=status_frame([status_row("tibet_brands", light="no_data")]))


class TestAdjustments:
    def score(self, *events: Event, row: dict[str, object] | None = None) -> Score:
        inputs = all_done(*([row] if row else []))
        return one_score(replace(inputs, events=events))

    def test_bonus_is_capped(self) -> None:
        score = self.score(bonus(4, day=date(2016, 7, 1)), bonus(3), bonus(1, day=date(2016, 8, 1)))
        assert [each.points for each in score.adjustments] == [3, 2, 0]
        assert score.points == 105

    @pytest.mark.parametrize(("accidents", "points"), [(1, 95), (3, 85), (4, 85)])
    def test_accidents(self, accidents: int, points: int) -> None:
        assert self.score(*[event(EventKind.ACCIDENT)] * accidents).points == points

    @pytest.mark.parametrize(
        ("reported", "filed", "points"), [("2", 0, 90), ("2", 1, 90), ("0", 1, 95), (None, 0, 100)]
    )
    def test_a_reported_and_filed_accident_is_one(
        self, reported: str | None, filed: int, points: int
    ) -> None:
        row = status_row("engineering_accidents", value=reported)
        assert self.score(*[event(EventKind.ACCIDENT)] * filed, row=row).points == points

    def test_false_data_counts_once(self) -> None:
        assert self.score(event(EventKind.FALSE_DATA), event(EventKind.FALSE_DATA)).points == 90

    def test_a_veto_decides_the_grade_and_not_the_points(self) -> None:
        score = self.score(event(EventKind.VETO, document="Decision No. 7"))
        assert [score.points, score.grade, score.is_vetoed, score.rank] == [100, "D", True, 1]
        assert "Decision No. 7" in score.adjustments[0].reason.en

    def test_a_veto_needs_no_other_data(self) -> None:
        inputs = replace(_NOTHING, events=(event(EventKind.VETO),))
        early = replace(inputs, status=inputs.status.with_columns(as_of=EARLIER))
        assert one_score(early, as_of=EARLIER).grade == "D"

    @pytest.mark.parametrize("day", [date(2015, 12, 31), date(2017, 1, 1)])
    def test_events_of_another_year_do_not_count(self, day: date) -> None:
        score = self.score(event(EventKind.VETO, day=day), event(EventKind.ACCIDENT, day=day))
        assert [score.points, score.adjustments] == [100, ()]

    def test_events_after_the_date_do_not_count_yet(self) -> None:
        inputs = replace(all_done(as_of=EARLIER), events=(event(EventKind.VETO, day=date(2016, 11, 1)),))
        assert one_score(inputs, as_of=EARLIER).grade == "A"


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("105", "A"),
        ("90", "A"),
        ("89.9999", "B"),
        ("89.5", "B"),
        ("80", "B"),
        ("79.99", "C"),
        ("60", "C"),
        ("-3", "D"),
    ],
)
def test_grades_are_half_open_and_go_by_the_unrounded_score(points: str, grade: str) -> None:
    assert SCHEME.grade(Fraction(points)) == grade


@pytest.mark.parametrize(("brand", "grade"), [("0", "A"), ("-0.001", "B")])
def test_a_hair_under_90_is_no_a(brand: str, grade: str) -> None:
    inputs = all_done()
    judgements = {("brand", LHASA): Judgement(Fraction(2) + Fraction(brand), "seen")}
    judgements["third_party_evaluation", LHASA] = Judgement(Fraction(98), "seen")
    score = one_score(replace(inputs, judgements=judgements, events=(event(EventKind.ACCIDENT),)))
    assert score.points == 90 + Fraction(brand) / 20
    assert score.grade == grade


def test_equal_scores_share_a_place() -> None:
    areas = ["540100", "540200", "540300", "540400"]
    rows = [status_row("agri_pass_rate", 91, 100, area=area) for area in areas[1:3]]
    worst = status_row("agri_pass_rate", 0, 1, area=areas[3])
    scores = assess(
        all_done(*rows, worst, prefectures=areas), SCHEME, preset="default", as_of=DEADLINE, interval=point
    )
    assert [(score.prefecture, score.rank) for score in scores] == list(zip(areas, [1, 2, 2, 4], strict=True))


class TestRange:
    def test_small_samples_give_a_range(self) -> None:
        inputs = all_done(status_row("agri_pass_rate", 24, 25))
        score = assess(inputs, SCHEME, preset="default", as_of=DEADLINE)[0]
        farm = item(score, "agri_pass_rate")
        assert [farm.points, farm.low, farm.high] == [4, 0, 4]  # [79.65, 99.90] around 96 %
        assert score.low is not None
        assert score.low < 96
        assert [score.points, score.high] == [100, 100]

    def test_no_range_for_a_census(self) -> None:
        inputs = all_done(status_row("export_pass_rate", 19, 20))
        export = item(assess(inputs, SCHEME, preset="default", as_of=DEADLINE)[0], "export_pass_rate")
        assert export.low == export.points == export.high

    @pytest.mark.parametrize(("total", "is_small"), [(24, True), (25, False)])
    def test_small_samples_are_named(self, total: int, is_small: bool) -> None:  # noqa: FBT001
        score = one_score(all_done(status_row("agri_pass_rate", total, total)))
        assert ("agri_pass_rate" in score.small_samples) is is_small


def test_the_edition_is_recorded() -> None:
    score = one_score(all_done())
    assert score.stamp == SCHEME.stamp
    assert (score.preset, score.as_of) == ("default", DEADLINE)
