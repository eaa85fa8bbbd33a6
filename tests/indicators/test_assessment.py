"""The assessment: scores worked out by hand, both presets, every rule, and what holds for all inputs."""

from dataclasses import replace
from fractions import Fraction

import pytest

from indicators.assessment import assess
from indicators.assessment_errors import UnknownPresetError
from indicators.assessment_inputs import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Judgement,
    MilestoneState,
    Ratio,
)
from indicators.assessment_outcomes import OutcomeState
from indicators.assessment_scheme import FullRate
from tests.indicators.assessment_builders import (
    CHAMDO,
    EARLIER,
    LHASA,
    SCHEME,
    all_done,
    item,
    one_score,
    point,
    status_frame,
    status_row,
    without,
)

_NOTHING = AssessmentInputs(status=status_frame([status_row("tibet_brands", light="no_data")]))
_ENGINEERING = ("completed_conformity", "large_first_acceptance", "other_first_acceptance")

both_presets = pytest.mark.parametrize("preset", ["default", "alternative"])


def _absent(*goals: str) -> list[dict[str, object]]:
    return [status_row(goal, light="not_applicable", reason="no_object") for goal in goals]


@both_presets
def test_all_done_is_100_points(preset: str) -> None:
    score = one_score(all_done(), preset=preset)
    assert [score.points, score.grade, score.rank, score.backed_share] == [100, "A", 1, 1]
    assert all(each.lost == 0 for each in score.items)
    assert not score.is_provisional


def test_presets_share_the_points_between_their_blocks() -> None:
    found = {name: one_score(all_done(), preset=name) for name in ("default", "alternative")}
    blocks = {name: {b.block.value: b.points for b in score.blocks} for name, score in found.items()}
    assert blocks["default"] == {"goals": 50, "measures": 35, "brand_and_third_party": 10, "reporting": 5}
    assert blocks["alternative"] == {"goals": 40, "measures": 60}
    assert item(found["alternative"], "agri_pass_rate").weight == Fraction(4 * 40, 50)
    assert item(found["alternative"], "section_4").weight == Fraction(12 * 60, 35)


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(UnknownPresetError, match=r"'other'.*default, alternative"):
        one_score(all_done(), preset="other")


@both_presets
def test_nothing_reported_is_no_score_before_the_deadline_and_0_at_it(preset: str) -> None:
    early = replace(_NOTHING, status=_NOTHING.status.with_columns(as_of=EARLIER))
    before = one_score(early, preset=preset, as_of=EARLIER)
    at_deadline = one_score(_NOTHING, preset=preset)
    assert [before.points, before.grade, before.rank, before.backed_share] == [None, None, None, 0]
    assert (before.low, before.high, before.is_provisional) == (None, None, True)
    assert [at_deadline.points, at_deadline.grade, at_deadline.backed_share] == [0, "D", 0]
    assert sum(each.lost for each in at_deadline.items) == 100


class TestGoals:
    @pytest.mark.parametrize(
        ("goal", "passes", "total", "points"),
        [
            ("agri_pass_rate", 475, 495, "1972/495"),  # 4 * 493/495
            ("industrial_pass_rate", 87, 100, "2"),
            ("quality_county_coverage", 4, 8, "2.5"),  # 4 * 50/80
            ("export_pass_rate", 19, 20, "1"),
            ("other_first_acceptance", 48, 50, "2.4"),
            ("service_qms_cert_rate", 80, 100, "2"),
            ("air_good_days", 273, 300, "2.4"),  # 91 %, 4 points under
            ("garbage_harmless_rate", 9, 10, "1"),  # as last year
            ("sewage_harmless_rate", 8, 10, "0"),
            ("sewage_harmless_rate", 91, 100, "2"),
        ],
    )
    def test_points(self, goal: str, passes: int, total: int, points: str) -> None:
        score = one_score(all_done(status_row(goal, passes, total)))
        found = item(score, goal)
        assert found.points == Fraction(points)
        assert score.points == 100 - found.lost
        assert f"{passes}/{total}" in found.reason.zh

    def test_all_or_nothing(self) -> None:
        scheme = replace(SCHEME, rules=replace(SCHEME.rules, rate_100=FullRate.ALL_OR_NOTHING))
        score = one_score(all_done(status_row("export_pass_rate", 1999, 2000)), scheme=scheme)
        assert item(score, "export_pass_rate").points == 0
        assert item(score, "drinking_source").points == 2
        assert "else none" in item(score, "export_pass_rate").reason.en

    @pytest.mark.parametrize(("state", "points"), [("not_started", 0), ("in_progress", 1), ("done", 2)])
    def test_milestone(self, state: str, points: int) -> None:
        inputs = replace(all_done(), milestones={("scenic_iso_started", LHASA): MilestoneState(state)})
        score = one_score(inputs)
        assert item(score, "scenic_iso_started").points == points
        assert item(score, "satisfaction_system").state is OutcomeState.NO_DATA

    def test_a_mark_that_the_plan_sets_for_the_region_is_still_scored(self) -> None:
        row = status_row("quality_county_coverage", 4, 8, light="not_applicable", reason="not_at_level")
        found = item(one_score(all_done(row)), "quality_county_coverage")
        assert (found.state, found.points) == (OutcomeState.SCORED, Fraction(5, 2))

    @pytest.mark.parametrize("reason", ["not_reported", "unverified", "rejected", "zero_denominator"])
    def test_no_data_is_not_scored(self, reason: str) -> None:
        row = status_row("agri_pass_rate", 40, 40, light="no_data", reason=reason)
        found = item(one_score(all_done(row)), "agri_pass_rate")
        assert [found.state, found.points, found.backed] == [OutcomeState.NO_DATA, 0, 0]

    @pytest.mark.parametrize("compared", [None, [], [{"value": "90", "reference": None}]])
    def test_a_trend_needs_last_year(self, compared: list[dict[str, str | None]] | None) -> None:
        row = status_row("garbage_harmless_rate", 9, 10) | {"compared": compared}
        found = item(one_score(all_done(row)), "garbage_harmless_rate")
        assert found.reason.en == "no data: no reference value or quota"

    def test_a_goal_without_a_row_has_no_data(self) -> None:
        score = one_score(without(all_done(), "agri_pass_rate"))
        assert [score.points, score.backed_share] == [96, Fraction(96, 100)]


class TestNotApplicable:
    def test_weight_goes_to_the_sector(self) -> None:
        score = one_score(all_done(*_absent("export_pass_rate"), status_row("agri_pass_rate", 91, 100)))
        assert item(score, "agri_pass_rate").weight == Fraction(4 * 20, 18)
        assert score.points == 100 - Fraction(4 * 20, 18) / 2
        assert item(score, "export_pass_rate").weight == 0
        assert score.backed_share == 1

    def test_a_whole_sector_goes_to_the_block(self) -> None:
        score = one_score(all_done(*_absent(*_ENGINEERING)))
        assert item(score, "agri_pass_rate").weight == Fraction(4 * 50, 40)
        assert score.points == 100
        assert score.blocks[0].scorable == Fraction(4, 5)

    def test_too_little_of_a_block_gives_no_grade_even_at_the_deadline(self) -> None:
        product = ("agri_pass_rate", "industrial_pass_rate", "food_drug_pass_rate", "export_pass_rate")
        score = one_score(all_done(*_absent(*product, *_ENGINEERING)))  # 26 of 50 are left
        assert (score.has_enough_data, score.grade, score.rank) == (False, None, None)
        assert score.points == 100

    def test_a_whole_block(self) -> None:
        goals = [each.id for each in SCHEME.items if each.goal]
        score = one_score(all_done(*_absent(*goals)))
        assert [score.blocks[0].scorable, score.points, score.grade] == [0, 100, None]


class TestBeforeTheDeadline:
    def test_the_score_is_that_of_what_is_reported(self) -> None:
        inputs = without(
            all_done(status_row("agri_pass_rate", 91, 100), as_of=EARLIER), "food_drug_pass_rate"
        )
        score = one_score(inputs, as_of=EARLIER)
        assert score.points == Fraction(94 * 100, 96)
        assert (score.backed_share, score.is_provisional, score.grade) == (Fraction(96, 100), True, "A")
        assert item(score, "food_drug_pass_rate").pending == 4

    def test_the_same_counts_as_nothing_at_the_deadline(self) -> None:
        inputs = without(all_done(status_row("agri_pass_rate", 91, 100)), "food_drug_pass_rate")
        score = one_score(inputs)
        assert [score.points, score.grade] == [94, "A"]
        assert item(score, "food_drug_pass_rate").lost == 4

    @pytest.mark.parametrize(
        ("known", "grade"), [(["on_time", "consistent"], "A"), (["on_time", "complete"], "A")]
    )
    def test_60_percent_of_a_block_is_enough(self, known: list[str], grade: str) -> None:
        inputs = all_done(as_of=EARLIER)
        kept = {key: ratio for key, ratio in inputs.reporting.items() if key[0] in known}
        score = one_score(replace(inputs, reporting=kept), as_of=EARLIER)
        assert (score.grade, score.has_enough_data) == (grade, True)

    @pytest.mark.parametrize("known", ["on_time", "consistent"])
    def test_less_gives_no_grade_and_no_place(self, known: str) -> None:
        inputs = all_done(prefectures=[LHASA, CHAMDO], as_of=EARLIER)
        kept = {
            key: ratio for key, ratio in inputs.reporting.items() if key == (known, LHASA) or key[1] == CHAMDO
        }
        lhasa, chamdo = assess(
            replace(inputs, reporting=kept), SCHEME, preset="default", as_of=EARLIER, interval=point
        )
        assert [lhasa.points, lhasa.grade, lhasa.rank] == [100, None, None]
        assert (chamdo.grade, chamdo.rank) == ("A", 1)


class TestOtherBlocks:
    def test_deliverables(self) -> None:
        wanted = next(each for each in SCHEME.items if each.id == "section_5").deliverables
        states = ["done"] * 3 + ["late"] * 2 + ["open"] + ["unproven"] + ["not_applicable"]
        kept = dict(zip(wanted, states, strict=False))
        found = {
            (name, LHASA): Delivery(
                DeliveryState("done" if s == "unproven" else s), "" if s == "unproven" else "x"
            )
            for name, s in kept.items()
        }
        others = {k: v for k, v in all_done().deliverables.items() if k[0] not in wanted}
        inputs = replace(all_done(as_of=EARLIER), deliverables=others | found)
        section = item(one_score(inputs, as_of=EARLIER), "section_5")
        left = len(wanted) - 1
        assert section.backed == Fraction(6 * 7, left)
        assert section.points == section.backed * Fraction(4, 7)  # 3 done and 2 late of 7 reported
        assert section.reason.en == (
            f"3 done in time, 2 late, 2 open (1 of them without evidence), {left - 7} not reported"
        )

    def test_no_deliverable_applies(self) -> None:
        section = next(each for each in SCHEME.items if each.id == "section_5")
        none = dict.fromkeys(
            ((d, LHASA) for d in section.deliverables), Delivery(DeliveryState.NOT_APPLICABLE)
        )
        score = one_score(replace(all_done(), deliverables={**all_done().deliverables, **none}))
        assert item(score, "section_5").state is OutcomeState.NOT_APPLICABLE
        assert item(score, "section_2").weight == Fraction(8 * 35, 29)

    def test_judged_with_its_reason(self) -> None:
        inputs = all_done()
        judgements = {**inputs.judgements, ("brand", LHASA): Judgement(Fraction("82.5"), "two new brands")}
        brand = item(one_score(replace(inputs, judgements=judgements)), "brand")
        assert (brand.points, brand.reason.en) == (Fraction("4.125"), "82.5 of 100: two new brands")

    def test_reporting(self) -> None:
        inputs = all_done()
        reporting = {**inputs.reporting, ("on_time", LHASA): Ratio(9, 12), ("complete", LHASA): Ratio(0, 0)}
        score = one_score(replace(inputs, reporting=reporting))
        assert item(score, "on_time").points == Fraction(3, 2)
        assert item(score, "complete").state is OutcomeState.NO_DATA
