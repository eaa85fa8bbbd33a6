"""No figure is never 0 % and never 100 %: the reasons why there is none (R13, R17)."""

from datetime import date

import pytest

from indicators.goal import Goal
from indicators.judging import judge
from indicators.verdict import Figure, Verdict
from indicators.vocabulary import Kind, Level, Light, Reason
from tests.indicators.builders import LATE, PLAN, goal

_LEVELS = list(Level)


def verdict(goal_id: str, figure: Figure, *, as_of: date = LATE) -> Verdict:
    """The verdict on a goal of the real plan."""
    return judge(figure, goal(goal_id), as_of=as_of)


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (Figure(level=Level.COUNTY, numerator=0, denominator=0), Reason.ZERO_DENOMINATOR),
        (Figure(level=Level.COUNTY, denominator=0), Reason.ZERO_DENOMINATOR),
        (Figure(level=Level.COUNTY, unverified=True), Reason.UNVERIFIED),
        (Figure(level=Level.COUNTY), Reason.NOT_REPORTED),
        (Figure(level=Level.REGION, expected=74), Reason.NOT_REPORTED),
    ],
)
def test_no_data(figure: Figure, reason: Reason) -> None:
    found = verdict("agri_pass_rate", figure)
    assert found == Verdict(light=Light.NO_DATA, rule="R13", reason=reason)


@pytest.mark.parametrize(
    ("as_of", "reason"),
    [
        (date(2016, 4, 15), Reason.NOT_DUE),
        (date(2016, 4, 16), Reason.NOT_REPORTED),
    ],
)
def test_a_report_is_overdue_after_its_due_date_only(as_of: date, reason: Reason) -> None:
    assert verdict("agri_pass_rate", Figure(level=Level.COUNTY), as_of=as_of).reason is reason


@pytest.mark.parametrize(
    ("written", "reason"),
    [("no_object", Reason.NO_OBJECT), ("excluded", Reason.EXCLUDED), ("本县无出口企业", Reason.NO_OBJECT)],
)
@pytest.mark.parametrize("level", _LEVELS)
def test_a_declared_absence_is_not_applicable(written: str, reason: Reason, level: Level) -> None:
    figure = Figure(level=level, denominator=0, na_reason=written)
    for goal_id in ("agri_pass_rate", "export_pass_rate", "quality_county_coverage", "air_good_days"):
        found = verdict(goal_id, figure)
        assert (found.light, found.reason, found.value) == (Light.NOT_APPLICABLE, reason, None)


@pytest.mark.parametrize(
    ("goal_id", "level", "reason"),
    [
        ("export_pass_rate", Level.COUNTY, Reason.NOT_AT_LEVEL),
        ("air_good_days", Level.COUNTY, Reason.NO_STATION),
        ("service_standard_fields", Level.COUNTY, Reason.NOT_AT_LEVEL),
        ("service_standard_fields", Level.PREFECTURE, Reason.NOT_AT_LEVEL),
        ("mfg_quality_index", Level.PREFECTURE, Reason.NOT_AT_LEVEL),
        ("quality_county_coverage", Level.PREFECTURE, Reason.NOT_AT_LEVEL),
    ],
)
def test_below_its_level_a_goal_does_not_apply(goal_id: str, level: Level, reason: Reason) -> None:
    found = verdict(goal_id, Figure(level=level))
    assert (found.light, found.reason) == (Light.NOT_APPLICABLE, reason)


def test_a_figure_below_the_goals_level_is_judged_all_the_same() -> None:
    figure = Figure(level=Level.COUNTY, numerator=40, denominator=40, end=LATE)
    assert verdict("export_pass_rate", figure).light is Light.MET


_AWAITED = {
    Kind.NEAR_REFERENCE: Reason.AWAITING_PUBLICATION,
    Kind.REACH_REFERENCE: Reason.AWAITING_PUBLICATION,
    Kind.QUOTA: Reason.AWAITING_PUBLICATION,
    Kind.WORDING: Reason.AWAITING_JUDGEMENT,
}


@pytest.mark.parametrize("as_of", [date(2016, 1, 1), LATE, date(2017, 6, 1)], ids=str)
@pytest.mark.parametrize("each", PLAN.goals, ids=lambda each: each.id)
def test_what_others_publish_or_judge_is_awaited_and_never_overdue(each: Goal, as_of: date) -> None:
    found = judge(Figure(level=Level.REGION), each, as_of=as_of)
    due = Reason.NOT_DUE if as_of < date(2016, 2, 1) else found.reason
    assert found.light is Light.NO_DATA
    assert found.reason is _AWAITED.get(each.kind, due)
    assert (found.reason in _AWAITED.values()) == (each.kind in _AWAITED)


@pytest.mark.parametrize("each", PLAN.goals, ids=lambda each: each.id)
def test_without_a_figure_there_is_no_value(each: Goal) -> None:
    for level in Level:
        found = judge(Figure(level=level), each, as_of=LATE)
        assert found.light in {Light.NO_DATA, Light.NOT_APPLICABLE}
        assert found.reason is not None
        assert (found.value, found.short, found.planned, found.flags) == (None, None, None, ())
