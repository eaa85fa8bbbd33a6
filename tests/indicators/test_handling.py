"""Cases and actions as they stood on a day, and cases held against the figures."""

from datetime import date

import polars as pl

from indicators import Plan
from indicators.handling import AGREEMENT_SCHEMA, actions_at, agreement, cases_at
from tests.factories import entries, entry

_AS_OF = date(2016, 10, 31)


def _status(**rows: tuple[int | None, int | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [("540000", goal, *figures) for goal, figures in rows.items()],
        schema={
            "area": pl.String,
            "indicator": pl.String,
            "numerator": pl.Int64,
            "denominator": pl.Int64,
            "value": pl.String,
        },
        orient="row",
    )


class TestCases:
    def test_days_run_to_the_closing_or_to_the_date(self) -> None:
        rows = entries(
            entry(id="open", day="2016-10-01"),
            entry(id="closed", day="2016-10-01", state="closed", closed_on="2016-10-11"),
            entry(id="today", day="2016-10-31"),
        )
        found = cases_at(rows, as_of=_AS_OF).select("id", "found", "days").rows()
        assert found == [
            ("today", date(2016, 10, 31), 0),
            ("open", date(2016, 10, 1), 30),
            ("closed", date(2016, 10, 1), 10),
        ]

    def test_a_later_closing_is_not_known_yet(self) -> None:
        rows = entries(entry(state="closed", closed_on="2016-11-01"))
        before = cases_at(rows, as_of=_AS_OF).row(0, named=True)
        after = cases_at(rows, as_of=date(2016, 11, 1)).row(0, named=True)
        assert (before["state"], before["closed_on"]) == ("in_hand", None)
        assert (after["state"], after["closed_on"]) == ("closed", "2016-11-01")

    def test_no_cases_stay_none(self) -> None:
        found = cases_at(entries().clear(), as_of=_AS_OF)
        assert found.is_empty()
        assert found.schema.items() >= {"found": pl.Date(), "days": pl.Int64()}.items()


class TestActions:
    def test_the_longest_overdue_comes_first_and_the_closed_last(self) -> None:
        rows = entries(
            entry(id="closed", kind="action", day="2016-01-01", state="closed", closed_on="2016-01-02"),
            entry(id="later", kind="action", day="2016-12-01"),
            entry(id="over", kind="action", day="2016-10-21"),
            entry(id="reopened", kind="action", day="2016-10-31", state="closed", closed_on="2016-11-02"),
        )
        found = actions_at(rows, as_of=_AS_OF).select("id", "overdue", "state").rows()
        assert found == [
            ("over", 10, "open"),
            ("reopened", 0, "open"),
            ("later", -31, "open"),
            ("closed", None, "closed"),
        ]


class TestAgreement:
    def test_flows_count_all_cases_and_stocks_those_that_are_open(self, plan: Plan) -> None:
        closed = {"state": "closed", "closed_on": "2016-10-20"}
        cases = cases_at(
            entries(
                entry(id="1"),
                entry(id="2", **closed),
                entry(id="3", subject="service_qms_cert_rate"),
                entry(id="4", subject="service_qms_cert_rate", **closed),
                entry(id="5", subject="engineering_accidents"),
            ),
            as_of=_AS_OF,
        )
        status = _status(
            agri_pass_rate=(96, 100, "96"),
            service_qms_cert_rate=(8, 10, "80"),
            engineering_accidents=(None, None, "1"),
            export_pass_rate=(5, 5, "100"),
            drinking_source=(None, None, None),
        )
        found = agreement(cases, status, plan=plan, area="540000")
        assert found.schema == AGREEMENT_SCHEMA
        assert found.rows() == [
            ("agri_pass_rate", 4, 2),
            ("export_pass_rate", 0, 0),
            ("engineering_accidents", 1, 1),
            ("service_qms_cert_rate", 2, 1),
        ]

    def test_a_case_without_a_figure_is_shown(self, plan: Plan) -> None:
        cases = cases_at(entries(entry()), as_of=_AS_OF)
        assert agreement(cases, _status(), plan=plan, area="540000").rows() == [("agri_pass_rate", None, 1)]
