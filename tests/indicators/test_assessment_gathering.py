"""What an assessment looks at: the newest entries of the date, proven deliverables, reports that are due."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from indicators import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Event,
    EventKind,
    Judgement,
    MilestoneState,
    Plan,
    Ratio,
    aggregate,
    assess,
    gather_inputs,
    reports_owed,
)
from indicators.entry import ENTRY_SCHEMA
from tests.indicators.assessment_builders import CHAMDO, DEADLINE, EARLIER, LHASA, SCHEME, item
from tests.indicators.builders import PLAN, frame, hierarchy, observation, status_of
from tests.indicators.oracle import Row

DELIVERABLE = "A05-01"


def entry(kind: str, subject: str, day: str, **columns: str) -> dict[str, str | None]:
    """An entry about Lhasa."""
    row: dict[str, str | None] = dict.fromkeys(ENTRY_SCHEMA)
    return (
        row
        | {"kind": kind, "id": f"{subject} {day}", "subject": subject, "area": LHASA, "day": day}
        | columns
    )


def judgement(points: str, day: str, **columns: str) -> dict[str, str | None]:
    return entry("judgement", "brand", day, points=points, text="seen on site", **columns)


def delivered(period: str, state: str, *, area: str = LHASA, **columns: str) -> Row:
    return observation(DELIVERABLE, area, period, state=state, **columns)


def due_in_june() -> Plan:
    """The plan, with an earlier day for one deliverable."""
    articles = [
        replace(
            article,
            deliverables=tuple(
                replace(each, due=date(2016, 6, 30)) if each.id == DELIVERABLE else each
                for each in article.deliverables
            ),
        )
        for article in PLAN.articles
    ]
    return replace(PLAN, articles=tuple(articles))


def gathered(
    *entries: Mapping[str, str | None], rows: tuple[Row, ...] = (), as_of: date = EARLIER, plan: Plan = PLAN
) -> AssessmentInputs:
    areas, reported = hierarchy(), frame(rows)
    figures = aggregate(reported, plan=PLAN, hierarchy=areas, as_of=as_of)
    return gather_inputs(
        status_of(rows, as_of=as_of),
        reported,
        pl.DataFrame(list(entries), schema=ENTRY_SCHEMA),
        reports_owed(figures, plan=PLAN, hierarchy=areas, as_of=as_of),
        assessment=SCHEME,
        plan=plan,
        as_of=as_of,
    )


class TestEntries:
    def test_the_newest_judgement_of_the_date_counts(self) -> None:
        found = gathered(
            judgement("90", "2016-10-31"), judgement("70.5", "2016-09-01"), judgement("10", "2016-11-01")
        )
        assert found.judgements == {("brand", LHASA): Judgement(Fraction(90), "seen on site")}

    def test_of_one_day_the_one_written_last_counts(self) -> None:
        found = gathered(judgement("80", "2016-09-01"), judgement("70.5", "2016-09-01", id="corrected"))
        assert found.judgements["brand", LHASA].points == Fraction(141, 2)

    def test_a_milestone_of_a_prefecture(self) -> None:
        found = gathered(entry("milestone", "scenic_iso_started", "2016-08-01", state="in_progress"))
        assert found.milestones == {("scenic_iso_started", LHASA): MilestoneState.IN_PROGRESS}

    def test_what_the_scheme_does_not_score_is_left_out(self) -> None:
        found = gathered(
            entry("milestone", "national_park", "2016-08-01", state="done"),
            entry("judgement", "retired_item", "2016-08-01", points="9", text="x"),
        )
        assert (found.milestones, found.judgements) == ({}, {})

    def test_events_bring_their_document_and_bonuses_their_points(self) -> None:
        found = gathered(
            entry("event", "national_award", "2016-06-01", points="2.5", evidence="No. 7"),
            entry("event", "veto", "2016-07-01", evidence="No. 8"),
            entry("event", "veto", "2016-11-02", evidence="later"),
        )
        award = Event(
            prefecture=LHASA,
            kind=EventKind.NATIONAL_AWARD,
            day=date(2016, 6, 1),
            document="No. 7",
            points=Fraction(5, 2),
        )
        veto = Event(prefecture=LHASA, kind=EventKind.VETO, day=date(2016, 7, 1), document="No. 8")
        assert found.events == (award, veto)


class TestDeliverables:
    @pytest.mark.parametrize(
        ("period", "state", "as_of", "expected"),
        [
            ("2016-06", "done", EARLIER, DeliveryState.DONE),
            ("2016-12", "done", DEADLINE, DeliveryState.DONE),
            ("2016-06", "in_progress", EARLIER, DeliveryState.OPEN),
            ("2016-06", "not_applicable", EARLIER, DeliveryState.NOT_APPLICABLE),
        ],
    )
    def test_the_states(self, period: str, state: str, as_of: date, expected: DeliveryState) -> None:
        found = gathered(rows=(delivered(period, state, evidence="No. 4"),), as_of=as_of)
        assert found.deliverables == {(DELIVERABLE, LHASA): Delivery(expected, "No. 4")}

    @pytest.mark.parametrize(
        ("periods", "expected"),
        [
            (("2016-06", "2016-09"), DeliveryState.DONE),  # done again after its day
            (("2016-07",), DeliveryState.LATE),
        ],
    )
    def test_the_first_time_it_was_done_decides_whether_it_was_late(
        self, periods: tuple[str, ...], expected: DeliveryState
    ) -> None:
        rows = tuple(delivered(period, "done") for period in periods)
        found = gathered(rows=rows, plan=due_in_june()).deliverables
        assert found[DELIVERABLE, LHASA].state is expected

    def test_what_is_not_known_yet_or_told_by_others_is_left_out(self) -> None:
        rows = (
            delivered("2016-11", "done"),
            delivered("2016-06", "done", organiser="D05"),
            delivered("2016-06", "done", area="540102"),
        )
        assert gathered(rows=rows).deliverables == {}


def test_reports_are_rated_where_the_scheme_asks_for_it() -> None:
    food = observation("food_drug_pass_rate", "540302", "2016-10", numerator=3, denominator=3)
    found = gathered(rows=(food,)).reporting
    assert {name for name, _ in found} == {"on_time", "complete"}
    # Chamdo: 11 counties with 8 goals due, 6 goals of its own; one of all these pairs is up to date.
    assert found["on_time", CHAMDO] == Ratio(1, 11 * 8 + 6)
    # Nine months or three quarters each, ten months of the one that reported.
    assert found["complete", CHAMDO] == Ratio(10, 11 * (6 * 9 + 2 * 3) + 2 * 9 + 4 * 3 + 1)


def test_they_can_be_scored() -> None:
    inputs = gathered(
        judgement("90", "2016-09-01"),
        entry("milestone", "scenic_iso_started", "2016-08-01", state="done"),
        rows=(delivered("2016-06", "done", evidence="No. 4"),),
    )
    score = assess(inputs, SCHEME, preset="default", as_of=EARLIER)[0]
    assert item(score, "brand").points == Fraction(9, 2)
    assert item(score, "scenic_iso_started").points == 2
    assert item(score, "consistent").pending == 1
