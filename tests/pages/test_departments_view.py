"""What each department owes: the matrix, the goals of one department, and its reports, by exact numbers."""

import re
from datetime import date

import polars as pl
import pytest

from data import area_frame
from indicators import aggregate, department_deliverables, reports_owed
from indicators.deliverables import deliverable_reports, deliverables_at
from pages.departments.markup import matrix_table, office_header
from pages.departments.matrix import Matrix, MatrixCell, matrix_rows, matrix_view
from pages.departments.office import goal_table, office_view
from pages.shared.viewpoint import Scope
from tests.factories import observation, observations
from tests.pages.builders import FARM, LAST_DAY, judged, plan, register, scope


def report(indicator: str, state: str, **facts: object) -> dict[str, object]:
    """A report for the whole region at the end of October, unless the facts say otherwise."""
    usual = {"indicator": indicator, "area": "540000", "period": "2016-10", "period_type": "snapshot"}
    return {**usual, "organiser": "", "segment": "", "state": state, **facts}


def matrix(*rows: dict[str, object], viewer: Scope | None = None) -> Matrix:
    viewer = viewer or scope()
    frame = observations(*rows) if rows else observations().clear()
    known = deliverable_reports(frame, plan(), as_of=viewer.as_of)
    mine = department_deliverables(deliverables_at(known, plan(), as_of=viewer.as_of), known, plan())
    status = judged(as_of=viewer.as_of)
    return matrix_view(mine, status, plan=plan(), register=register(), scope=viewer)


def cell(shown: Matrix, department: str, article: int) -> MatrixCell | None:
    name = scope().text(plan().department(department).name)
    return next(row for row in shown.rows if row.name == name).cells[article - 1]


def owed(*rows: dict[str, object], as_of: date = LAST_DAY) -> pl.DataFrame:
    hierarchy = area_frame(register())
    reported = observations(*rows) if rows else observations().clear()
    figures = aggregate(reported, plan=plan(), hierarchy=hierarchy, as_of=as_of)
    return reports_owed(figures, plan=plan(), hierarchy=hierarchy, as_of=as_of)


class TestMatrix:
    def test_it_has_every_department_and_the_links_that_the_plan_names(self) -> None:
        shown = matrix()
        assert (len(shown.rows), len(shown.articles)) == (35, 21)
        assert sum(cell is not None for row in shown.rows for cell in row.cells) == 151
        first = shown.rows[0]
        assert (first.name, first.articles, first.applicable, first.overdue) == (
            "Bureau of Quality and Technical Supervision",
            17,
            137,
            137,
        )

    def test_who_owns_goals_only_has_no_share(self) -> None:
        rows = {row.name: row for row in matrix().rows}
        culture = rows["Dept. of Culture"]
        assert (culture.articles, culture.applicable, culture.share, culture.overdue) == (1, 0, "—", 0)

    @pytest.mark.parametrize(
        ("states", "glyph", "figure", "width"),
        [
            ([], "—", "0/4", 0),
            (["not_started"], "□", "0/4", 0),
            (["not_started", "in_progress"], "➤", "0/4", 0),
            (["done", "not_started"], "➤", "1/4", 25),
            (["done", "done", "done", "not_applicable"], "✔", "3/3", 100),
            (["not_applicable"] * 4, "○", "0/0", 0),
        ],
    )
    def test_a_cell_is_the_article_as_a_whole(
        self, states: list[str], glyph: str, figure: str, width: int
    ) -> None:
        rows = [report(f"A13-0{n}", state) for n, state in enumerate(states, 1)]
        shown = cell(matrix(*rows, viewer=scope(as_of=date(2016, 11, 30))), "D27", 13)
        assert shown is not None
        assert (shown.glyph, shown.figure, shown.width) == (glyph, figure, width)

    def test_one_overdue_deliverable_shows(self) -> None:
        rows = [report(f"A13-0{n}", "done") for n in range(1, 4)]
        shown = cell(matrix(*rows), "D27", 13)
        assert shown is not None
        assert (shown.glyph, shown.word, shown.figure, shown.look) == ("✖", "overdue", "3/4", "light-not_met")

    def test_its_own_report_colours_its_own_cell_only(self) -> None:
        rows = [report(f"A13-0{n}", "done", organiser="D27") for n in range(1, 5)]
        rows += [report("A13-01", "in_progress", organiser="D05")]
        shown = matrix(*rows)
        own, other = cell(shown, "D27", 13), cell(shown, "D05", 13)
        assert own is not None
        assert other is not None
        assert (own.figure, other.figure) == ("4/4", "3/4")

    def test_goals_show_their_worst_light(self) -> None:
        shown = cell(matrix(), "D13", 3)
        assert shown is not None
        assert shown.figure == "0/7"
        assert shown.look in {"light-not_met", "light-no_data"}

    def test_what_nobody_answers_for_is_counted(self) -> None:
        gaps = {number: parts for (number, _, _), parts in zip(matrix().articles, matrix().gaps, strict=True)}
        assert {number: len(parts) for number, parts in gaps.items() if parts} == {3: 2, 12: 1, 15: 1}

    def test_every_cell_is_a_link_with_a_name_of_its_own(self) -> None:
        html = matrix_table(matrix(), scope(language="zh"))
        links = re.findall(r'<td[^>]*><a href="measures\?[^"]+"[^>]+aria-label="([^"]+)"', html)
        assert len(links) == 151
        assert all(links)
        assert "未明确责任单位" in html
        assert html.count('class="gap"') == 3
        assert html.count('<th class="name" scope="row"') == 36

    def test_the_download_has_a_column_for_each_article(self) -> None:
        rows = matrix_rows(matrix(), scope())
        assert rows.shape == (35, 26)
        assert rows.row(0, named=True)["13 Quality incentives"] == "✖ 0/4 overdue"


class TestOffice:
    def test_it_tells_its_own_goals_from_those_of_the_article(self) -> None:
        shown = office_view(plan().department("D03"), owed(), plan=plan(), scope=scope())
        assert (shown.goals, shown.owns, shown.kind) == (8, 1, "regional body")
        assert "2018" in shown.remarks
        assert "8 goals in its articles, probably reports 1 (assumed)" in office_header(shown, scope())

    def test_the_reports_of_its_own_goals_are_counted(self) -> None:
        rows = [observation(indicator=FARM, period=f"2016Q{n}") for n in range(1, 5)]
        reports = owed(*rows, as_of=date(2017, 2, 1))
        shown = office_view(plan().department("D03"), reports, plan=plan(), scope=scope())
        late = reports.filter(indicator=FARM, state="late").height
        assert (shown.late, late) == (late, 73)

    def test_own_goals_come_first_with_what_is_owed(self) -> None:
        reports = owed(as_of=date(2017, 2, 1))
        viewer = scope(as_of=date(2017, 2, 1))
        table = goal_table(
            plan().department("D03"),
            judged(as_of=viewer.as_of),
            reports,
            plan=plan(),
            register=register(),
            scope=viewer,
        )
        first = table.row(0, named=True)
        assert first["goal"].startswith("02 ")
        assert first["role"] == "assumed to report it"
        assert first["late"].startswith("74/74, up to ")
        assert first["page"].startswith("map?")
        assert set(table["role"][1:]) == {"whole article"}

    def test_before_anything_is_due_nothing_is_owed(self) -> None:
        day = date(2016, 1, 2)
        table = goal_table(
            plan().department("D03"),
            judged(as_of=day),
            owed(as_of=day),
            plan=plan(),
            register=register(),
            scope=scope(),
        )
        assert set(table["late"]) == {""}

    def test_a_department_without_goals_has_an_empty_table(self) -> None:
        table = goal_table(
            plan().department("D27"), judged(), owed(), plan=plan(), register=register(), scope=scope()
        )
        assert table.is_empty()
