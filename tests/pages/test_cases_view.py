"""The cases as the page shows them: which are listed, what they cost, how they agree with the figures."""

from datetime import date

import polars as pl

from indicators.handling import agreement, cases_at
from pages.cases.charts import firm_chart, month_chart
from pages.cases.firms import cases_by_month, firms_by_area
from pages.cases.story import story_table
from pages.cases.view import (
    about_labels,
    agreement_table,
    case_label,
    case_table,
    cases_of,
    lost_goals,
    tally,
)
from tests.factories import entries, entry, observation
from tests.pages.builders import judged, plan, register, scope

_AS_OF = date(2016, 10, 31)
_SCOPE = scope(as_of=_AS_OF)
_WORKS, _FIRMS = "completed_conformity", "large_industry_qms_rate"


def _cases(*rows: dict[str, str | None], area: str = "540000", language: str = "en") -> pl.DataFrame:
    looked = scope(as_of=_AS_OF, language=language)
    return cases_of(entries(*rows), area, plan=plan(), register=register(), scope=looked).known


class TestAsTheyStood:
    def test_the_newest_come_first_and_later_ones_are_not_known(self) -> None:
        rows = entries(
            entry(id="old", day="2016-01-31"), entry(id="new"), entry(id="later", day="2016-11-01")
        )
        found = cases_at(rows, as_of=_AS_OF)
        assert found.select("id", "days").rows() == [("new", 26), ("old", 274)]
        kept = cases_of(rows, "540100", plan=plan(), register=register(), scope=_SCOPE)
        assert kept.later["id"].to_list() == ["later"]
        assert kept.about("food_drug_pass_rate").later.is_empty()

    def test_a_case_closed_later_was_in_hand(self) -> None:
        rows = entries(
            entry(id="before", state="closed", closed_on="2016-10-15"),
            entry(id="after", state="closed", closed_on="2016-11-01"),
        )
        found = cases_at(rows, as_of=_AS_OF).select("id", "state", "closed_on", "days").rows()
        assert set(found) == {("before", "closed", "2016-10-15", 10), ("after", "in_hand", None, 26)}

    def test_an_area_has_its_own_and_those_within(self) -> None:
        rows = [entry(id="county"), entry(id="city", area="540100"), entry(id="elsewhere", area="540202")]
        assert set(_cases(*rows)["id"]) == {"county", "city", "elsewhere"}
        assert set(_cases(*rows, area="540100")["id"]) == {"county", "city"}
        assert set(_cases(*rows, area="540102")["id"]) == {"county"}

    def test_states_are_counted_with_the_age_of_the_oldest(self) -> None:
        rows = [
            entry(id="1", day="2016-10-01"),
            entry(id="2", state="in_hand"),
            entry(id="3", day="2016-01-01", state="closed", closed_on="2016-02-01"),
        ]
        assert tally(_cases(*rows)) == ((("open", 1), ("in_hand", 1), ("closed", 1)), 30)
        assert tally(_cases(entry(day="2016-12-01"))) == ((("open", 0), ("in_hand", 0), ("closed", 0)), 0)


class TestLostGoals:
    def test_each_comes_with_the_cases_behind_it(self) -> None:
        status = judged(
            observation(
                indicator=_WORKS, period="2016-09", period_type="month", numerator=35, denominator=40
            ),
            as_of=_AS_OF,
        )
        rows = [
            entry(id=str(day), subject=_WORKS, name=f"学校{day}", day=f"2016-09-0{day}")
            for day in range(1, 5)
        ]
        (lost,) = lost_goals(_cases(*rows), status, "540000", plan=plan(), register=register(), scope=_SCOPE)
        assert (lost.name, lost.failures, lost.more, lost.missing) == ("Completed works", 5, 1, 1)
        assert [case.what for case in lost.cases] == ["学校4", "学校3", "学校2"]
        assert (lost.cases[0].when, lost.cases[0].area, lost.cases[0].state) == (
            "Sep 4, 2016",
            "Chengguan",
            "□ open",
        )
        assert lost.link.startswith("map?goal=12+")
        assert lost.cases[0].area_link.startswith("county?county=Chengguan")

    def test_an_accident_is_counted_by_its_figure(self) -> None:
        status = judged(
            observation(
                indicator="engineering_accidents",
                period="2016-09",
                period_type="month",
                numerator=None,
                denominator=None,
                value="2",
            ),
            as_of=_AS_OF,
        )
        (lost,) = lost_goals(
            _cases(entry(day="2017-01-01")), status, "540000", plan=plan(), register=register(), scope=_SCOPE
        )
        assert (lost.name, lost.failures, lost.cases, lost.missing) == ("Works accidents", 2, (), 2)

    def test_a_county_loses_only_its_own(self) -> None:
        row = observation(indicator=_WORKS, period="2016-09", period_type="month", numerator=1, denominator=2)
        status = judged(row, as_of=_AS_OF)
        looked = {"plan": plan(), "register": register(), "scope": _SCOPE}
        found = {
            area: len(lost_goals(_cases(), status, area, **looked))  # type: ignore[arg-type]
            for area in ("540000", "540100", "540102", "540121", "540200")
        }
        assert found == {"540000": 1, "540100": 1, "540102": 1, "540121": 0, "540200": 0}


class TestTables:
    def test_a_line_is_ready_to_show(self) -> None:
        rows = [
            entry(
                subject=_FIRMS,
                category="expired",
                name="甲厂",
                text="到期",
                state="closed",
                closed_on="2016-10-20",
                handling="已换证",
            )
        ]
        (line,) = case_table(_cases(*rows), plan=plan(), register=register(), scope=_SCOPE).to_dicts()
        assert line.pop("county_page").startswith("county?county=Chengguan&")
        assert line.pop("map").startswith("map?goal=06+")
        assert line == {
            "id": "A-1",
            "found": "2016-10-05",
            "about": "06 Industrial QMS certificates",
            "area": "Chengguan",
            "name": "甲厂",
            "category": "certificate expired",
            "reason": "到期",
            "state": "■ closed",
            "days": 15,
            "closed_on": "2016-10-20",
            "handling": "已换证",
            "evidence": "",
        }

    def test_no_cases_make_an_empty_table(self) -> None:
        none = _cases().clear()
        assert case_table(none, plan=plan(), register=register(), scope=_SCOPE).is_empty()
        assert cases_by_month(none, _SCOPE).is_empty()

    def test_goals_without_single_failures_are_no_option(self) -> None:
        labels = about_labels(plan(), scope(language="zh"))
        assert labels[""] == "全部目标"
        assert labels["agri_pass_rate"] == "02 农产品合格率"
        assert "air_good_days" not in labels
        assert len(labels) == 13

    def test_a_case_is_called_by_day_place_and_number(self) -> None:
        (case,) = _cases(language="zh").to_dicts()
        looked = scope(language="zh")
        assert case_label(case, register=register(), scope=looked) == "2016-10-05 · 城关区 · 蔬菜 · A-1"

    def test_months_are_parted_by_state(self) -> None:
        rows = [entry(id="1"), entry(id="2"), entry(id="3", state="in_hand"), entry(id="4", day="2016-02-01")]
        assert cases_by_month(_cases(*rows), _SCOPE).rows() == [
            ("2016-02", "open", "open", 1),
            ("2016-10", "in_hand", "in hand", 1),
            ("2016-10", "open", "open", 2),
        ]

    def test_months_without_a_case_keep_their_place(self) -> None:
        months = cases_by_month(_cases(entry(id="1"), entry(id="4", day="2016-07-01")), _SCOPE)
        shown = month_chart(months, axis="cases").to_dict()
        assert shown["encoding"]["x"]["scale"]["domain"] == ["2016-07", "2016-08", "2016-09", "2016-10"]
        assert shown["encoding"]["color"]["scale"]["domain"] == ["open"]


class TestFirms:
    def _status(self) -> pl.DataFrame:
        facts = {"indicator": _FIRMS, "period": "2016Q3", "period_type": "snapshot"}
        return judged(
            observation(**facts, numerator=3, denominator=7),
            observation(**facts, area="540121", numerator=2, denominator=2),
            observation(**facts, area="540202", numerator=0, denominator=1),
            as_of=_AS_OF,
        )

    def test_what_no_case_tells_of_is_said(self) -> None:
        rows = [
            entry(id="1", subject=_FIRMS, category="expired"),
            entry(id="2", subject=_FIRMS, category="none"),
            entry(id="3", subject=_FIRMS, category="none", state="closed", closed_on="2016-10-20"),
        ]
        bars = firms_by_area(
            _cases(*rows), self._status(), plan().goal(_FIRMS), register=register(), scope=_SCOPE
        )
        assert bars.select("area", "state", "firms").rows() == [
            ("Chengguan", "certified", 3),
            ("Chengguan", "expired", 1),
            ("Chengguan", "none", 1),
            ("Chengguan", "untold", 2),
            ("Samzhubzê", "untold", 1),
        ]
        shown = firm_chart(bars, axis="firms").to_dict()
        assert shown["encoding"]["color"]["scale"]["domain"] == [
            "certified",
            "certificate expired",
            "never certified",
            "reason not on file",
        ]

    def test_a_prefecture_shows_its_own_counties(self) -> None:
        bars = firms_by_area(
            _cases(),
            self._status(),
            plan().goal(_FIRMS),
            register=register(),
            scope=scope(as_of=_AS_OF, prefecture="540200"),
        )
        assert set(bars["area"]) == {"Samzhubzê"}


class TestAgreement:
    def test_cases_are_held_against_the_figures(self) -> None:
        status = judged(
            observation(),
            observation(
                indicator=_FIRMS, period="2016Q3", period_type="snapshot", numerator=1, denominator=3
            ),
            as_of=_AS_OF,
        )
        rows = [
            entry(),
            entry(id="A-2"),
            entry(id="A-3", subject=_FIRMS),
            entry(id="A-4", subject=_FIRMS, state="closed", closed_on="2016-10-20"),
            entry(id="A-5", subject="drinking_source", area="540100"),
        ]
        found = agreement(_cases(*rows), status, plan=plan(), area="540000")
        assert found.rows() == [("agri_pass_rate", 1, 2), (_FIRMS, 2, 1), ("drinking_source", None, 1)]
        shown = agreement_table(found, plan=plan(), scope=_SCOPE)
        assert shown.rows()[0] == ("02 Farm products", 1, 2, -1)
        assert shown.rows()[2] == ("34 Drinking-water sources", None, 1, None)


class TestStory:
    def _story(self, *rows: dict[str, str | None]) -> pl.DataFrame:
        ops = [row.pop("op", "upsert") for row in rows]
        count = len(rows)
        return entries(*rows).with_columns(
            op=pl.Series(ops),
            by=pl.Series([f"人{number}" for number in range(count)]),
            note=pl.Series([""] * count),
            when=pl.Series([f"2016-11-0{number + 1}T01:00:00+00:00" for number in range(count)]),
        )

    def test_it_tells_from_what_to_what(self) -> None:
        story = self._story(
            entry(), entry(state="in_hand", handling="整改"), entry(state="in_hand", handling="整改"),
            {**entry(), "op": "delete"},
        )  # fmt: skip
        table = story_table(story, register=register(), scope=scope(language="zh"))
        assert table["改动"].to_list() == [
            "撤回登记",
            "内容未变",
            "状态：□ 未处理 → ◐ 处理中；处理情况：— → 整改",
            "登记，□ 未处理",
        ]
        assert table["填写人"].to_list() == ["人3", "人2", "人1", "人0"]
        assert table["时间（北京）"][3] == "2016-11-01 09:00"

    def test_areas_and_categories_are_named(self) -> None:
        story = self._story(entry(subject=_FIRMS, category="none"), entry(area="540121", category="expired"))
        table = story_table(story, register=register(), scope=scope(language="en"))
        assert table["Change"][0] == (
            "area: Chengguan → Lhünzhub; kind: never certified → certificate expired"
        )
