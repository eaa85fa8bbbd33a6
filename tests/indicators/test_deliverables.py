"""Deliverables: where each stands by all its reports, what is overdue, and the shares that are done."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from data import area_frame
from geo import load_register
from indicators import OBSERVATION_SCHEMA, Plan, load_plan, status, suspicions
from indicators.deliverables import (
    DELIVERABLE_SCHEMA,
    TALLY_SCHEMA,
    deliverable_reports,
    deliverables_at,
    department_deliverables,
    tallies,
)

_PLAN = load_plan()
_ITEM, _OTHER = "A10-05", "A10-01"
_LAST = date(2016, 12, 31)


def report(state: str, **facts: object) -> dict[str, object]:
    """A report of A10-05 for the whole region at the end of September, unless the facts say otherwise."""
    usual = {"indicator": _ITEM, "area": "540000", "period": "2016-09", "period_type": "snapshot"}
    return {**usual, "organiser": "", "segment": "", "state": state, **facts}


def reports(*rows: dict[str, object], as_of: date = date(2016, 10, 31), plan: Plan = _PLAN) -> pl.DataFrame:
    return deliverable_reports(pl.DataFrame(list(rows), schema=OBSERVATION_SCHEMA), plan, as_of=as_of)


def found(*rows: dict[str, object], as_of: date = date(2016, 10, 31), plan: Plan = _PLAN) -> pl.DataFrame:
    return deliverables_at(reports(*rows, as_of=as_of, plan=plan), plan, as_of=as_of)


def stage(*rows: dict[str, object], as_of: date = date(2016, 10, 31)) -> str:
    word: str = found(*rows, as_of=as_of).filter(indicator=_ITEM)["stage"].item()
    return word


def test_without_reports_every_deliverable_waits_for_one() -> None:
    every = found()
    assert every.schema == DELIVERABLE_SCHEMA
    assert every["indicator"].to_list() == [each.id for each in _PLAN.deliverables]
    assert set(every["stage"]) == {"not_reported"}
    assert every.null_count().sum_horizontal().item() == 0
    assert every.filter(indicator=_ITEM).row(0, named=True) == {
        "indicator": _ITEM,
        "article": 10,
        "section": 3,
        "stage": "not_reported",
        "due": _LAST,
        "is_overdue": False,
        "reporters": 0,
        "reporters_done": 0,
    }


@pytest.mark.parametrize(
    ("states", "expected", "counts"),
    [
        (["done"], "done", (1, 1)),
        (["not_started"], "not_started", (1, 0)),
        (["in_progress"], "in_progress", (1, 0)),
        (["not_applicable"], "not_applicable", (0, 0)),
        (["done", "done"], "done", (2, 2)),
        (["done", "not_applicable"], "done", (1, 1)),
        (["done", "in_progress"], "in_progress", (2, 1)),
        (["done", "not_started"], "in_progress", (2, 1)),
        (["in_progress", "not_started"], "in_progress", (2, 0)),
        (["not_started", "not_started", "not_applicable"], "not_started", (2, 0)),
        (["not_applicable", "not_applicable"], "not_applicable", (0, 0)),
    ],
)
def test_several_departments_are_done_only_together(
    states: list[str], expected: str, counts: tuple[int, int]
) -> None:
    departments = ("D02", "D05", "D04")
    rows = [report(state, organiser=name) for name, state in zip(departments, states, strict=False)]
    row = found(*rows).filter(indicator=_ITEM).row(0, named=True)
    assert row["stage"] == expected
    assert (row["reporters"], row["reporters_done"]) == counts


def test_prefectures_are_reporters_too() -> None:
    assert stage(report("done", area="540100"), report("not_started", area="540200")) == "in_progress"


class TestTime:
    def test_the_newest_report_counts_whatever_the_order(self) -> None:
        rows = [
            report("in_progress", period="2016-06"),
            report("done"),
            report("not_started", period="2016-03"),
        ]
        assert {stage(*order) for order in (rows, rows[::-1])} == {"done"}

    def test_what_went_back_is_no_longer_done(self) -> None:
        assert stage(report("done", period="2016-06"), report("in_progress")) == "in_progress"

    def test_a_period_that_has_not_ended_is_not_known(self) -> None:
        assert stage(report("done"), as_of=date(2016, 9, 29)) == "not_reported"
        assert stage(report("done"), as_of=date(2016, 9, 30)) == "done"

    def test_other_years_are_left_out(self) -> None:
        assert stage(report("done", period="2015-12")) == "not_reported"

    def test_a_snapshot_stands_for_the_month_of_the_same_end(self) -> None:
        assert stage(report("done", period_type="month"), report("in_progress")) == "in_progress"

    def test_goals_are_no_deliverables(self) -> None:
        assert reports(report("done", indicator="national_park")).is_empty()


class TestOverdue:
    @pytest.mark.parametrize("state", ["not_started", "in_progress"])
    def test_what_is_open_at_the_end_of_the_deadline_is_overdue(self, state: str) -> None:
        for day, expected in ((date(2016, 12, 30), False), (_LAST, True), (date(2017, 2, 1), True)):
            row = found(report(state), as_of=day).filter(indicator=_ITEM)
            assert row["is_overdue"].item() is expected

    @pytest.mark.parametrize("state", ["done", "not_applicable"])
    def test_what_is_closed_is_not(self, state: str) -> None:
        assert not found(report(state), as_of=_LAST).filter(indicator=_ITEM)["is_overdue"].item()

    def test_silence_is_overdue_too(self) -> None:
        assert found(as_of=_LAST)["is_overdue"].all()

    def test_an_own_day_comes_before_the_deadline(self) -> None:
        articles = tuple(
            replace(
                article,
                deliverables=tuple(
                    replace(each, due=date(2016, 9, 30)) if each.id == _ITEM else each
                    for each in article.deliverables
                ),
            )
            for article in _PLAN.articles
        )
        plan = replace(_PLAN, articles=articles)
        late = found(report("in_progress"), as_of=date(2016, 9, 30), plan=plan).filter("is_overdue")
        assert late["indicator"].to_list() == [_ITEM]
        assert late["due"].to_list() == [date(2016, 9, 30)]


class TestTallies:
    def test_they_add_up_by_article_and_section(self) -> None:
        every = found(report("done"), report("not_applicable", indicator=_OTHER), as_of=_LAST)
        by_article = tallies(every, "article")
        tenth = by_article.filter(article=10).row(0, named=True)
        assert by_article["article"].to_list() == list(range(5, 22))
        assert tenth == {
            "article": 10,
            "total": 7,
            "done": 1,
            "in_progress": 0,
            "not_started": 0,
            "not_reported": 5,
            "not_applicable": 1,
            "overdue": 5,
            "share": tenth["share"],
        }
        assert tenth["share"].startswith("16.6666")
        whole = tallies(every)
        assert whole.schema == TALLY_SCHEMA
        assert whole.drop("share").row(0) == by_article.drop("article", "share").sum().row(0)
        assert whole.drop("share").row(0) == tallies(every, "section").drop("section", "share").sum().row(0)

    def test_none_that_applies_has_no_share(self) -> None:
        only = found(report("not_applicable")).filter(indicator=_ITEM)
        assert tallies(only)["share"].to_list() == [None]

    def test_all_done_is_a_hundred_percent(self) -> None:
        assert float(tallies(found(report("done")).filter(indicator=_ITEM))["share"].item()) == 100


class TestDepartments:
    def test_each_owes_all_deliverables_of_its_articles(self) -> None:
        mine = department_deliverables(found(), reports(), _PLAN)
        assert mine.columns == ["department", *DELIVERABLE_SCHEMA.names()]
        assert mine.height == sum(
            len(article.departments) * len(article.deliverables) for article in _PLAN.articles
        )
        assert set(mine.filter(department="D13")["indicator"]) == set()  # named in article 3 only
        assert mine.filter(department="D27")["article"].unique().to_list() == [13]

    def test_its_own_report_comes_before_the_whole(self) -> None:
        rows = [report("done", organiser="D05"), report("in_progress", organiser="D02")]
        known = reports(*rows, as_of=_LAST)
        mine = department_deliverables(deliverables_at(known, _PLAN, as_of=_LAST), known, _PLAN)
        seen = mine.filter(indicator=_ITEM).select("department", "stage", "is_overdue").rows()
        assert sorted(seen) == [
            ("D02", "in_progress", True),
            ("D04", "in_progress", True),  # said nothing itself
            ("D05", "done", False),
        ]


def test_goals_are_judged_as_if_deliverables_were_not_there() -> None:
    hierarchy = area_frame(load_register())
    goal_rows = [
        {"indicator": "agri_pass_rate", "area": "540102", "period": "2016Q1", "period_type": "quarter"},
        {"indicator": "agri_pass_rate", "area": "540121", "period": "2016Q1", "period_type": "quarter"},
    ]
    counts = {"organiser": "", "segment": "", "numerator": 3, "denominator": 4}
    goals = pl.DataFrame([row | counts for row in goal_rows], schema=OBSERVATION_SCHEMA)
    rows = [report("done", value="12"), report("in_progress", area="540100", organiser="D05")]
    both = pl.concat([goals, pl.DataFrame(rows, schema=OBSERVATION_SCHEMA)])
    day = date(2016, 9, 30)
    judged = [status(frame, plan=_PLAN, hierarchy=hierarchy, as_of=day) for frame in (goals, both)]
    assert judged[0].equals(judged[1])
    odd = [suspicions(frame, _PLAN, hierarchy, as_of=day) for frame in (goals, both)]
    assert odd[0].equals(odd[1])
