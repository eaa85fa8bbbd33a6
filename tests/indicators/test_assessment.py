"""The assessment: scores worked out by hand, both presets, every rule, and what holds for all inputs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.assessment import assess
from indicators.assessment_errors import UnknownPresetError
from indicators.assessment_inputs import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Event,
    Judgement,
    MilestoneState,
    Ratio,
)
from indicators.assessment_outcomes import OutcomeState
from indicators.assessment_scheme import EventKind, FullRate
from indicators.assessment_score import Score
from tests.indicators.assessment_builders import (
    CHAMDO,
    DEADLINE,
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
    without,
)

_BEFORE = date(2016, 10, 31)
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
    early = replace(_NOTHING, status=_NOTHING.status.with_columns(as_of=_BEFORE))
    before = one_score(early, preset=preset, as_of=_BEFORE)
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

    def test_a_trend_needs_last_year(self) -> None:
        inputs = replace(all_done(), last_year={})
        assert (
            item(one_score(inputs), "garbage_harmless_rate").reason.en
            == "no data: no reference value or quota"
        )

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
            all_done(status_row("agri_pass_rate", 91, 100), as_of=_BEFORE), "food_drug_pass_rate"
        )
        score = one_score(inputs, as_of=_BEFORE)
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
        inputs = all_done(as_of=_BEFORE)
        kept = {key: ratio for key, ratio in inputs.reporting.items() if key[0] in known}
        score = one_score(replace(inputs, reporting=kept), as_of=_BEFORE)
        assert (score.grade, score.has_enough_data) == (grade, True)

    @pytest.mark.parametrize("known", ["on_time", "consistent"])
    def test_less_gives_no_grade_and_no_place(self, known: str) -> None:
        inputs = all_done(prefectures=[LHASA, CHAMDO], as_of=_BEFORE)
        kept = {
            key: ratio for key, ratio in inputs.reporting.items() if key == (known, LHASA) or key[1] == CHAMDO
        }
        lhasa, chamdo = assess(
            replace(inputs, reporting=kept), SCHEME, preset="default", as_of=_BEFORE, interval=point
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
        inputs = replace(all_done(as_of=_BEFORE), deliverables=others | found)
        section = item(one_score(inputs, as_of=_BEFORE), "section_5")
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
        early = replace(inputs, status=inputs.status.with_columns(as_of=_BEFORE))
        assert one_score(early, as_of=_BEFORE).grade == "D"

    @pytest.mark.parametrize("day", [date(2015, 12, 31), date(2017, 1, 1)])
    def test_events_of_another_year_do_not_count(self, day: date) -> None:
        score = self.score(event(EventKind.VETO, day=day), event(EventKind.ACCIDENT, day=day))
        assert [score.points, score.adjustments] == [100, ()]

    def test_events_after_the_date_do_not_count_yet(self) -> None:
        inputs = replace(all_done(as_of=_BEFORE), events=(event(EventKind.VETO, day=date(2016, 11, 1)),))
        assert one_score(inputs, as_of=_BEFORE).grade == "A"


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
        assert (farm.points, farm.low, farm.high) == (4, 0, 4)  # [79.65, 99.90] around 96 %
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


# What holds for all inputs.

rates = [each.id for each in SCHEME.items if each.goal and each.function != "milestone"]
figures = st.dictionaries(
    st.sampled_from(rates),
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["met", "no_data", "not_applicable"])),
)
days = st.sampled_from([_BEFORE, DEADLINE])
presets = st.sampled_from(["default", "alternative"])
some = settings(max_examples=60, deadline=None)


def _inputs(found: dict[str, tuple[int, int, str]], as_of: date) -> AssessmentInputs:
    rows = [
        status_row(
            goal, passes, passes + failures, light=light, reason="no_object" if light != "met" else None
        )
        for goal, (passes, failures, light) in found.items()
    ]
    return all_done(*rows, as_of=as_of)


def _wide(passes: int, total: int) -> tuple[Decimal, Decimal]:
    value = point(passes, total)[0]
    return max(value - 5, Decimal(0)), min(value + 5, Decimal(100))


@some
@given(found=figures, as_of=days, preset=presets)
def test_points_add_up(found: dict[str, tuple[int, int, str]], as_of: date, preset: str) -> None:
    score = assess(_inputs(found, as_of), SCHEME, preset=preset, as_of=as_of, interval=_wide)[0]
    for each in score.items:
        assert each.points + each.lost + each.pending == each.weight
        assert min(each.points, each.lost, each.pending) >= 0
        assert each.low <= each.points <= each.high <= each.weight
        assert each.pending == 0 or as_of < DEADLINE
    for block in score.blocks:
        assert block.points + block.lost + block.pending == block.weight
        assert sum(each.weight for each in score.items if each.block is block.block) == block.weight
    assert score.points is not None
    assert (score.low or 0) <= score.points <= (score.high or 0)
    assert 0 <= score.backed_share <= 1


@some
@given(found=figures, as_of=days, preset=presets, goal=st.sampled_from(rates), data=st.data())
def test_a_better_figure_never_lowers_the_score(
    found: dict[str, tuple[int, int, str]], as_of: date, preset: str, goal: str, data: st.DataObject
) -> None:
    passes, failures = data.draw(st.tuples(st.integers(0, 60), st.integers(1, 60)))
    worse, better = (
        one_score(
            _inputs({**found, goal: (k, passes + failures - k, "met")}, as_of), preset=preset, as_of=as_of
        )
        for k in (passes, passes + 1)
    )
    assert worse.points is not None
    assert better.points is not None
    assert worse.points <= better.points


@some
@given(found=figures)
def test_order_of_rows_does_not_matter(found: dict[str, tuple[int, int, str]]) -> None:
    inputs = _inputs(found, DEADLINE)
    turned = replace(inputs, status=inputs.status.sort(pl.col("indicator"), descending=True))
    assert one_score(inputs) == one_score(turned)
