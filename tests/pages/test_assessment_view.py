"""The assessment page: ranks and bars that add up, every lost point with its reason and its way down."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from urllib.parse import parse_qsl, urlsplit

import polars as pl

from data import Op, Upload
from indicators import Judgement, Score, assess
from indicators.assessment_scheme import EventKind, Scoring
from pages.assessment.charts import ranking_chart, steps_chart
from pages.assessment.entries import entry_label, entry_table, items_scored_by
from pages.assessment.losses import Losses, item_table, losses_view
from pages.assessment.markup import headline, remarks
from pages.assessment.view import Ranking, ranking_table, ranking_view
from tests.factories import entries, entry
from tests.indicators.assessment_builders import (
    CHAMDO,
    DEADLINE,
    EARLIER,
    LHASA,
    SCHEME,
    all_done,
    bonus,
    event,
    point,
    status_row,
    without,
)
from tests.pages.builders import plan, register, scope

SHIGATSE = "540200"
THREE = (LHASA, SHIGATSE, CHAMDO)


def scored(*rows: dict[str, object], as_of: date = DEADLINE, **changes: object) -> tuple[Score, ...]:
    """Three prefectures that earn everything but what the rows say."""
    inputs = replace(all_done(*rows, prefectures=THREE, as_of=as_of), **changes)  # type: ignore[arg-type]
    return assess(inputs, SCHEME, preset="default", as_of=as_of, interval=point)


def ranked(scores: tuple[Score, ...]) -> Ranking:
    return ranking_view(scores, SCHEME, register=register(), scope=scope())


def lost(scores: tuple[Score, ...], prefecture: str = LHASA) -> Losses:
    score = next(each for each in scores if each.prefecture == prefecture)
    return losses_view(score, SCHEME, register=register(), scope=scope())


class TestRanking:
    def test_equal_scores_share_a_rank(self) -> None:
        shown = ranked(scored(status_row("agri_pass_rate", 91, 100)))
        assert [(row.place, row.name, row.points, row.grade) for row in shown.rows] == [
            ("1", "Shigatse", "100.00", "A (trial)"),
            ("1", "Chamdo", "100.00", "A (trial)"),
            ("3", "Lhasa", "98.00", "A (trial)"),
        ]
        assert shown.order == ("1  Shigatse", "1  Chamdo", "3  Lhasa")
        assert shown.bands == (("A", 90.0), ("B", 80.0), ("C", 60.0))

    def test_the_blocks_of_a_bar_add_up_to_the_score(self) -> None:
        shown = ranked(scored(status_row("agri_pass_rate", 91, 100)))
        bars = shown.blocks.filter(area="3  Lhasa")
        assert bars.select("part", "points").rows() == [
            ("Goals", 48.0),
            ("Measures", 35.0),
            ("Brands and third party", 10.0),
            ("Reporting", 5.0),
        ]
        assert bars["points"].sum() == shown.totals.filter(area="3  Lhasa")["points"].item() == 98.0

    def test_what_is_not_reported_waits_before_the_deadline(self) -> None:
        done = all_done(prefectures=THREE, as_of=EARLIER)
        inputs = replace(done, judgements={})
        shown = ranked(assess(inputs, SCHEME, preset="default", as_of=EARLIER, interval=point))
        assert shown.parts[-1] == "pending (not reported)"
        assert shown.blocks.filter(part="pending (not reported)")["points"].to_list() == [10.0] * 3
        assert [row.place for row in shown.rows] == ["—"] * 3
        assert [row.grade for row in shown.rows] == ["—"] * 3
        assert shown.rows[0].backed == "90 %"
        assert shown.rows[0].remarks == ("Not enough data for a grade and a rank: Brands and third party.",)
        assert shown.silent == ("Brands and third party",)

    def test_the_share_of_data_is_never_rounded_up(self) -> None:
        inputs = without(all_done(prefectures=THREE, as_of=EARLIER), "agri_pass_rate")
        judged = {**inputs.judgements, ("brand", LHASA): Judgement(Fraction(1, 3), "x")}
        scores = assess(
            replace(inputs, judgements=judged), SCHEME, preset="alternative", as_of=EARLIER, interval=point
        )
        assert [row.backed for row in ranked(scores).rows] == ["96 %"] * 3  # 96.8

    def test_a_veto_decides_the_grade_and_is_said(self) -> None:
        veto = event(EventKind.VETO, document="No. 12")
        row = next(row for row in ranked(scored(events=(veto, bonus(3)))).rows if row.name == "Lhasa")
        assert (row.points, row.grade, row.adjustment) == ("103.00", "D (trial)", "+3")
        assert "No. 12" in row.remarks[0]

    def test_a_small_sample_shows_its_range(self) -> None:
        inputs = all_done(status_row("agri_pass_rate", 3, 3), prefectures=THREE)
        scores = assess(inputs, SCHEME, preset="default", as_of=DEADLINE)
        shown = ranked(scores)
        lhasa = next(row for row in shown.rows if row.name == "Lhasa")
        assert "Small samples" in lhasa.remarks[0]
        low, points = (
            shown.totals.filter(pl.col("area").str.ends_with("Lhasa")).select("low", "points").row(0)
        )
        assert low < points == 100.0
        assert shown.totals.filter(pl.col("area").str.ends_with("Chamdo"))["low"].item() is None

    def test_the_table_has_every_block(self) -> None:
        table = ranking_table(ranked(scored()), scope())
        assert table["Measures"].to_list() == ["35.00 / 35"] * 3
        assert table["Rank"].to_list() == ["1", "1", "1"]

    def test_the_chart_keeps_the_order(self) -> None:
        shown = ranked(scored(status_row("agri_pass_rate", 91, 100)))
        spec = ranking_chart(shown, pending="pending", axis="points", head="Score").to_dict()
        assert spec["layer"][0]["encoding"]["y"]["sort"] == list(shown.order)
        assert len(spec["layer"]) == 6  # bars, ends with their words and head, two layers of bands


class TestLosses:
    def test_the_steps_lead_from_100_to_the_score(self) -> None:
        scores = scored(
            status_row("agri_pass_rate", 91, 100),
            status_row("air_good_days", 0, 100),
            events=(bonus(3), event(EventKind.FALSE_DATA)),
        )
        shown = lost(scores)
        assert shown.steps.select("step", "start", "end", "kind", "label").rows() == [
            ("Full marks", 100.0, 100.0, "total", "100.00"),
            ("Good air days", 100.0, 96.0, "lost", "−4.00"),
            ("Farm products", 96.0, 94.0, "lost", "−2.00"),
            ("Earned", 94.0, 94.0, "total", "94.00"),
            ("national quality award: No. 5", 94.0, 97.0, "added", "+3.00"),
            ("false or hidden data: 1", 97.0, 87.0, "taken", "−10.00"),
            ("With adjustments", 87.0, 87.0, "total", "87.00"),
        ]
        assert shown.sentence == "94.00 earned of 100.00 counted, adjustments -7.00: score 87.00."

    def test_small_losses_are_gathered(self) -> None:
        goals = [
            item.id for item in SCHEME.items if item.goal is not None and item.function is Scoring.RATE_GE
        ]
        full = [item.id for item in SCHEME.items if item.function is Scoring.RATE_100]
        rows = [status_row(goal, 50, 100) for goal in (*goals, *full)]
        shown = lost(scored(*rows))
        gathered = shown.steps.filter(pl.col("step").str.ends_with("others"))
        assert gathered["step"].item() == f"{len(rows) - 9} others"
        assert shown.steps["end"].to_list()[-1] == 100 - sum(float(item.lost) for item in shown.items)

    def test_what_waits_is_a_step_of_its_own(self) -> None:
        inputs = replace(all_done(prefectures=THREE, as_of=EARLIER), judgements={})
        scores = assess(inputs, SCHEME, preset="default", as_of=EARLIER, interval=point)
        shown = lost(scores)
        waiting = shown.steps.filter(kind="pending").row(0, named=True)
        assert (waiting["step"], waiting["label"]) == ("2 pending", "−10.00")
        assert shown.sentence == "90.00 earned of 90.00 counted, adjustments 0.00: score 100.00."

    def test_every_item_leads_to_what_is_behind_it(self) -> None:
        items = {item.name: item.link for item in lost(scored()).items}
        farm = urlsplit(items["Farm products"])
        assert farm.path == "map"
        chosen = dict(parse_qsl(farm.query))
        assert (chosen["goal"], chosen["prefecture"]) == ("02 Farm products", "Lhasa")
        paths = {name: urlsplit(link).path for name, link in items.items()}
        assert (paths["Reported on time"], paths["Brands"]) == ("reporting", "assessment")
        assert list(paths.values()).count("measures") == 4

    def test_the_most_lost_comes_first_with_its_reason(self) -> None:
        shown = lost(scored(status_row("agri_pass_rate", 91, 100)))
        first = item_table(shown.items, scope()).row(0, named=True)
        assert (first["Item"], first["Weight"], first["Earned"], first["Lost"]) == (
            "Farm products",
            4.0,
            2.0,
            2.0,
        )
        assert first["Why"].startswith("91 of 100, 91.0 %")

    def test_the_chart_does_not_start_bars_in_the_middle(self) -> None:
        spec = steps_chart(lost(scored(status_row("agri_pass_rate", 91, 100))).steps, axis="points").to_dict()
        low, high = spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
        assert low < 98
        assert high > 100
        assert spec["layer"][1]["mark"]["type"] == "point"


class TestMarkup:
    def test_the_headline_says_what_the_scores_are_worth(self) -> None:
        before, after = (headline(SCHEME.stamp, scope(), is_provisional=early) for early in (True, False))
        assert ">trial<" in before
        assert "provisional: " in before
        assert "final: " in after
        assert SCHEME.stamp.version in after

    def test_remarks_that_are_the_same_are_said_once(self) -> None:
        inputs = replace(all_done(prefectures=THREE, as_of=EARLIER), judgements={})
        shown = ranked(assess(inputs, SCHEME, preset="default", as_of=EARLIER, interval=point))
        html = remarks(shown, scope())
        assert html.count("<li>") == 2
        assert "Lhasa, Shigatse, Chamdo" in html

    def test_without_doubts_nothing_is_said(self) -> None:
        assert remarks(ranked(scored()), scope()) == ""


class TestEntries:
    def rows(self, *given: Mapping[str, str | None]) -> pl.DataFrame:
        usual = dict.fromkeys(entry(), None)
        found = entries(*({**usual, **row} for row in given))
        return found.with_columns(seq=pl.lit(2, dtype=pl.Int64))

    def test_they_are_listed_with_who_wrote_them(self) -> None:
        rows = self.rows(
            {
                "kind": "judgement",
                "id": "a",
                "subject": "brand",
                "area": LHASA,
                "day": "2016-11-01",
                "points": "80",
            },
            {"kind": "event", "id": "b", "subject": "accident", "area": CHAMDO, "day": "2016-12-01"},
            {
                "kind": "milestone",
                "id": "c",
                "subject": "gone",
                "area": LHASA,
                "day": "2016-10-01",
                "state": "done",
            },
        )
        told = {"id": "u", "note": "", "file": "", "sha256": "", "op": Op.UPSERT}
        upload = Upload(seq=2, by="卓玛", when="2016-12-02T02:00:00+00:00", rows=3, **told)  # type: ignore[arg-type]
        table = entry_table(rows, [upload], SCHEME, register=register(), scope=scope())
        assert table["Item"].to_list() == ["Engineering quality accident (deduction)", "Brands", "gone"]
        assert table["Points or state"].to_list() == ["", "80", "done"]
        assert table["Entered on"].unique().to_list() == ["2016-12-02 10:00"]
        label = entry_label(rows.row(0, named=True), SCHEME, register=register(), scope=scope())
        assert label == "Lhasa · Brands · 2016-11-01"

    def test_the_scheme_says_what_is_judged(self) -> None:
        assert set(items_scored_by(SCHEME, Scoring.JUDGED, scope())) == {"brand", "third_party_evaluation"}
        assert plan().goal("scenic_iso_started").id in items_scored_by(SCHEME, Scoring.MILESTONE, scope())
