"""Scores as frames: the record that is kept and shown, and lights as they really come."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from indicators.assessment import assess
from indicators.assessment_frames import (
    ITEM_SCORE_SCHEMA,
    SCORE_SCHEMA,
    item_scores,
    points_text,
    scores_frame,
)
from indicators.assessment_inputs import AssessmentInputs
from tests.indicators.assessment_builders import (
    CHAMDO,
    DEADLINE,
    LHASA,
    SCHEME,
    all_done,
    bonus,
    item,
    one_score,
    status_row,
)
from tests.indicators.builders import observation, status_of


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("90", "90.00"),
        ("89.994", "89.99"),
        ("89.996", "89.99"),
        ("79.999", "79.99"),
        ("85.555", "85.56"),
        ("-3", "-3.00"),
    ],
)
def test_a_score_is_not_rounded_up_to_a_grade(points: str, text: str) -> None:
    assert points_text(Fraction(points), SCHEME) == text


def test_other_points_are_rounded() -> None:
    assert points_text(Fraction("89.996")) == "90.00"


def test_one_row_for_each_prefecture() -> None:
    row = status_row("agri_pass_rate", 91, 100, area=CHAMDO)
    inputs = replace(all_done(row, prefectures=[LHASA, CHAMDO]), events=(bonus(3),))
    scores = assess(inputs, SCHEME, preset="default", as_of=DEADLINE)
    frame = scores_frame(scores, SCHEME)
    assert frame.schema == SCORE_SCHEMA
    assert frame["points"].to_list() == ["103.00", "98.00"]
    assert frame["rank"].to_list() == [1, 2]
    assert frame["adjustment"].to_list() == ["3.00", "0.00"]
    first = frame.row(0, named=True)
    stamp = SCHEME.stamp
    assert (first["version"], first["dated"], first["sha256"]) == (stamp.version, stamp.dated, stamp.sha256)
    assert (first["preset"], first["is_trial"], first["grade"]) == ("default", True, "A")


def test_no_grade_for_want_of_data() -> None:
    score = one_score(replace(all_done(as_of=date(2016, 10, 31)), deliverables={}), as_of=date(2016, 10, 31))
    frame = scores_frame([score], SCHEME)
    assert frame.row(0, named=True)["grade"] is None
    assert frame.row(0, named=True)["backed_percent"] == "65.00"


def test_one_row_for_each_item_with_the_points_lost() -> None:
    frame = item_scores([one_score(all_done(status_row("agri_pass_rate", 91, 100)))])
    assert frame.schema == ITEM_SCORE_SCHEMA
    assert frame.height == len(SCHEME.items)
    farm = frame.filter(item="agri_pass_rate").row(0, named=True)
    assert (farm["weight"], farm["points"], farm["lost"], farm["pending"]) == ("4.00", "2.00", "2.00", "0.00")
    assert farm["reason_zh"] == "91/100，91.0 %；达到 96 % 得满分，86 % 及以下不得分"


class TestRealLights:
    """A status frame as the arithmetic makes it, for all seven prefectures."""

    def scores(self, as_of: date) -> list[dict[str, object]]:
        rows = [
            observation("agri_pass_rate", "540102", "2016Q3", numerator=91, denominator=100),
            observation("export_pass_rate", LHASA, "2016-09", numerator=20, denominator=20),
            observation("engineering_accidents", "540102", "2016-09", value="1"),
            observation("large_first_acceptance", "540102", "2016-09", na_reason="no_object"),
        ]
        inputs = AssessmentInputs(status=status_of(rows, as_of=as_of))
        return scores_frame(assess(inputs, SCHEME, preset="default", as_of=as_of), SCHEME).to_dicts()

    @pytest.mark.parametrize(("passes", "points"), [(19, 0), (20, 1), (21, 2)])
    def test_a_tie_with_last_year_is_a_tie(self, passes: int, points: int) -> None:
        rows = [
            observation("garbage_harmless_rate", "540102", "2015", numerator=2, denominator=3),
            observation("garbage_harmless_rate", "540102", "2016-09", numerator=passes, denominator=30),
        ]
        inputs = AssessmentInputs(status=status_of(rows, as_of=DEADLINE))
        assert item(one_score(inputs), "garbage_harmless_rate").points == points

    def test_at_the_deadline(self) -> None:
        scores = self.scores(DEADLINE)
        assert [score["points"] for score in scores] == ["-1.00", *["0.00"] * 6]
        assert {score["grade"] for score in scores} == {"D"}
        assert [score["rank"] for score in scores] == [7, 1, 1, 1, 1, 1, 1]

    def test_before_it(self) -> None:
        lhasa, *others = self.scores(date(2016, 10, 31))
        assert (lhasa["points"], lhasa["backed_percent"], lhasa["grade"]) == ("61.67", "6.00", None)
        assert {score["points"] for score in others} == {None}
