"""Small samples told from bad ones, and sampling that is enough from sampling that is not."""

import polars as pl
import pytest

from indicators import Standing
from pages.shared.viewpoint import Scope
from pages.trends.funnel import Funnel, funnel_view
from pages.trends.markup import funnel_groups, prefecture_table, sample_gaps
from pages.trends.sample_charts import funnel_chart, samples_chart
from pages.trends.sampled import sampled_goals
from pages.trends.samples import Gap, Samples, samples_view
from tests.factories import observation
from tests.pages.builders import FARM, judged, plan, register, scope

CHENGGUAN, LHUNZHUB, DAMXUNG, YADONG = "540102", "540121", "540122", "540233"
LHASA, SHIGATSE = "540100", "540200"


def samples(area: str, passes: int, total: int, **facts: object) -> dict[str, object]:
    return observation(
        area=area, period="2016", period_type="year", numerator=passes, denominator=total, **facts
    )


ROWS = [
    samples(CHENGGUAN, 40, 50),  # far below: proved
    samples(LHUNZHUB, 2, 3),  # one failure in three
    samples(DAMXUNG, 2, 3),
    samples(YADONG, 23, 25),  # enough samples, yet chance can do it
    samples("540221", 30, 30),
    samples("540222", 0, 0, na_reason="no_object"),
]


def funnel(*rows: dict[str, object], of: Scope | None = None, goal: str = FARM) -> Funnel:
    chosen = of or scope()
    area = register().area(chosen.prefecture or register().region.code)
    return funnel_view(judged(*rows), plan().goal(goal), area=area, register=register(), scope=chosen)


def sampling(*rows: dict[str, object], of: Scope | None = None, goal: str = FARM) -> Samples:
    chosen = of or scope()
    area = register().area(chosen.prefecture or register().region.code)
    return samples_view(judged(*rows), plan().goal(goal), area=area, register=register(), scope=chosen)


class TestFunnel:
    shown = funnel(*ROWS)

    def test_areas_with_the_same_figures_share_a_dot(self) -> None:
        dots = self.shown.dots.select("total", "areas", "names", "is_small", "standing").rows()
        assert dots == [
            (3, 2, "Lhünzhub, Damxung", True, "few_samples"),
            (25, 1, "Yadong", False, "within_chance"),
            (30, 1, "Namling", False, "met"),
            (50, 1, "Chengguan", False, "proved_below"),
        ]
        assert self.shown.small == 25

    def test_a_dot_of_one_area_leads_to_its_page(self) -> None:
        links = self.shown.dots["link"].to_list()
        assert links[0] == ""
        assert links[1].startswith("county?county=Yadong&")

    def test_a_dot_tells_counts_before_percent_and_the_exact_interval(self) -> None:
        assert self.shown.dots["told"][0] == "2/3  66.7 %"
        assert self.shown.dots["interval"][0] == "9.4–99.2 %"

    def test_the_areas_below_are_named_by_what_can_be_said(self) -> None:
        named = {standing: [each.name for each in links] for standing, links in self.shown.groups}
        assert named == {
            Standing.PROVED_BELOW: ["Chengguan"],
            Standing.FEW_SAMPLES: ["Lhünzhub", "Damxung"],
            Standing.WITHIN_CHANCE: ["Yadong"],
        }
        said = funnel_groups(self.shown, scope())
        assert "Look bad with under 25 samples (2)" in said
        assert ">Yadong</a> <small>23/25</small>" in said

    def test_the_limits_reach_from_the_smallest_sample_to_the_largest(self) -> None:
        assert self.shown.limits["total"].to_list() == list(range(3, 51))
        assert self.shown.limits["high_95"].max() == 100.0

    def test_huge_samples_do_not_ask_for_every_limit(self) -> None:
        shown = funnel(samples(CHENGGUAN, 97_000, 100_000), samples(YADONG, 5, 5))
        sizes = shown.limits["total"]
        assert (sizes[0], sizes[-1]) == (5, 100_000)
        assert sizes.is_sorted()
        assert sizes.len() < 500

    def test_a_prefecture_shows_its_own_counties(self) -> None:
        names = funnel(*ROWS, of=scope(prefecture=SHIGATSE)).dots["names"].to_list()
        assert names == ["Yadong", "Namling"]

    def test_a_goal_of_prefectures_shows_all_of_them(self) -> None:
        rows = [
            samples(area, passes, 40, indicator="industrial_pass_rate")
            for area, passes in ((LHASA, 38), (SHIGATSE, 30))
        ]
        shown = funnel(*rows, of=scope(prefecture=LHASA), goal="industrial_pass_rate")
        assert shown.dots["names"].to_list() == ["Shigatse", "Lhasa"]

    def test_the_table_names_flag_and_standing(self) -> None:
        row = self.shown.table.row(by_predicate=pl.col("Area") == "Lhünzhub", named=True)
        assert (row["Samples"], row["Failures"], row["Rate"], row["Sample"]) == (
            3,
            1,
            "66.7 %",
            "few samples",
        )
        assert row["Chance?"] == "below, few samples"
        assert row["Page"].startswith("county?")

    def test_many_names_are_cut(self) -> None:
        rows = [samples(county.code, 4, 4) for county in register().counties[:9]]
        assert funnel(*rows).dots["names"][0].endswith(" and 3 more")

    def test_without_samples_there_are_no_dots(self) -> None:
        assert funnel().dots.is_empty()
        assert funnel().limits.is_empty()


class TestSamples:
    shown = sampling(*ROWS)

    def test_the_bars_go_from_most_to_fewest(self) -> None:
        assert self.shown.bars.rows() == [
            (0, "Chengguan", 50, True),
            (1, "Namling", 30, True),
            (2, "Yadong", 25, True),
            (3, "Lhünzhub", 3, False),
            (4, "Damxung", 3, False),
        ]

    def test_what_is_enough_is_said(self) -> None:
        assert (self.shown.enough, self.shown.proof) == (25, 91)
        assert self.shown.answer == (
            "111 samples in all. Of 74 areas 3 have 25 or more, 2 have fewer, 69 have none (target ≥ 96 %)."
        )

    def test_areas_without_a_sample_are_named_by_reason(self) -> None:
        shown = sampling(*ROWS, samples("540223", 0, 0))
        named = {gap: [each.name for each in links] for gap, links in shown.gaps}
        assert named[Gap.EXEMPT] == ["Gyangzê"]
        assert named[Gap.ZERO] == ["Tingri"]
        assert len(named[Gap.SILENT]) == 67
        assert "Did not report (" in sample_gaps(shown, scope())

    def test_prefectures_add_up(self) -> None:
        sums = {each.area.name: each for each in self.shown.prefectures}
        assert sum(each.total for each in self.shown.prefectures) == 111
        lhasa = sums["Lhasa"]
        assert (lhasa.total, lhasa.enough, lhasa.some, lhasa.none, lhasa.areas) == (56, 1, 2, 5, 8)
        assert "<td>1/8</td><td>2/8</td><td>5/8</td>" in prefecture_table(self.shown, scope())

    def test_a_prefecture_counts_its_own(self) -> None:
        shown = sampling(*ROWS, of=scope(prefecture=LHASA))
        assert [each.area.name for each in shown.prefectures] == ["Lhasa"]
        assert len(shown.table) == 8

    def test_the_table_says_enough_few_or_why_none(self) -> None:
        said = dict(self.shown.table.select("Area", "Enough?").iter_rows())
        assert (said["Chengguan"], said["Damxung"], said["Gyangzê"]) == (
            "enough",
            "few samples",
            "Does not apply",
        )


class TestDrawing:
    def chart(self, shown: Funnel) -> dict[str, object]:
        drawn = funnel_chart(shown, titles=("n", "rate"), shapes=("few", "more")).to_dict()
        assert isinstance(drawn, dict)
        return drawn

    @pytest.mark.parametrize(("largest", "kind"), [(50, "log"), (29, "linear")])
    def test_sizes_that_differ_much_are_drawn_by_logarithm(self, largest: int, kind: str) -> None:
        shown = funnel(samples(CHENGGUAN, largest, largest), samples(YADONG, 3, 3))
        spec = self.chart(shown)
        assert spec["layer"][0]["encoding"]["x"]["scale"]["type"] == kind  # type: ignore[index]

    def test_only_what_lies_outside_is_labelled(self) -> None:
        spec = self.chart(TestFunnel.shown)
        rows = [row for data in spec["datasets"].values() for row in data if "standing" in row]  # type: ignore[attr-defined]
        assert [row["label"] for row in rows] == ["", "", "", "Chengguan"]
        assert [row["shape"] for row in rows] == ["few", "more", "more", "more"]
        assert [row["many"] for row in rows] == ["2", "", "", ""]

    def test_bars_carry_their_number_and_the_line_its_word(self) -> None:
        spec = samples_chart(TestSamples.shown.bars, enough=25, title="samples", mark="enough: 25").to_dict()
        rows = [row for data in spec["datasets"].values() for row in data]
        assert rows[0]["label"] == "Chengguan  50"
        assert {"total": 25, "label": "enough: 25"} in rows


def test_only_three_goals_are_sampled() -> None:
    assert [goal.id for goal in sampled_goals(plan(), scope())] == [
        *("agri_pass_rate", "industrial_pass_rate", "food_drug_pass_rate")
    ]
