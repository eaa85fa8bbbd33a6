"""The overview's figures: lights counted, the campaign as k of 74, news and overdue reports."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest

from indicators import Light, Sector, stuck
from pages.overview.news import NewsKind
from pages.overview.view import OverviewView, overview_view, period_before
from pages.shared.figures import value_text
from pages.shared.viewpoint import Scope
from tests.factories import observation
from tests.pages.builders import CAMPAIGN, FARM, checklists, judged, plan, register, scope

YADONG, LHUNZHUB = "540233", "540121"
SHIGATSE, LHASA = "540200", "540100"


def view(now: pl.DataFrame, before: pl.DataFrame | None = None, *, of: Scope | None = None) -> OverviewView:
    past = now if before is None else before
    return overview_view(now, past, stuck([past, now]), plan=plan(), register=register(), scope=of or scope())


def told(shown: OverviewView) -> list[tuple[NewsKind, list[str]]]:
    """The news: kind, and the goals by name."""
    return [(news.kind, [change.goal for change in news.changes]) for news in shown.news]


def painted(rows: pl.DataFrame, light: Light, **where: str) -> pl.DataFrame:
    """A status frame with the light of some rows changed by hand."""
    chosen = pl.all_horizontal(pl.col(name) == value for name, value in where.items())
    return rows.with_columns(light=pl.when(chosen).then(pl.lit(light.value)).otherwise("light"))


@pytest.fixture(scope="module")
def nearly() -> pl.DataFrame:
    """59 counties run the campaign in full, two lack one and three items, 13 have not reported."""
    return judged(*checklists(complete=59, lacking={YADONG: 1, LHUNZHUB: 3}))


@pytest.fixture(scope="module")
def nothing() -> pl.DataFrame:
    return judged()


class TestCounts:
    def test_every_goal_is_counted_once(self, nothing: pl.DataFrame) -> None:
        counts = dict(view(nothing).counts)
        assert list(counts) == list(Light)
        assert (counts[Light.NO_DATA], sum(counts.values())) == (36, 36)

    def test_only_the_area_of_the_scope_counts(self, nothing: pl.DataFrame) -> None:
        rows = painted(nothing, Light.MET, indicator=FARM, area=LHASA)
        assert dict(view(rows).counts)[Light.MET] == 0
        assert dict(view(rows, of=scope(prefecture=LHASA)).counts)[Light.MET] == 1

    @pytest.mark.parametrize(("sector", "goals"), list(zip(Sector, (8, 7, 7, 14), strict=True)))
    def test_a_sector_keeps_its_goals_only(self, nothing: pl.DataFrame, sector: Sector, goals: int) -> None:
        shown = view(nothing, of=scope(sector=sector))
        assert sum(count for _, count in shown.counts) == goals
        assert [len(listed) for _, listed in shown.sectors] == [goals]

    @pytest.mark.parametrize(("language", "name"), [("en", "Tibet"), ("zh", "西藏自治区")])
    def test_the_area_is_named_in_the_language(self, nothing: pl.DataFrame, language: str, name: str) -> None:
        assert view(nothing, of=scope(language=language)).area_name == name


class TestCampaign:
    def test_fifty_nine_of_seventy_four_lack_one(self, nearly: pl.DataFrame) -> None:
        campaign = view(nearly).campaign
        assert campaign is not None
        assert (campaign.done, campaign.total, campaign.needed, campaign.short) == (59, 74, 60, 1)
        assert campaign.unreported == 13
        assert campaign.light is Light.NOT_MET
        assert campaign.rows.height == 74

    def test_sixty_are_enough(self) -> None:
        campaign = view(judged(*checklists(complete=60))).campaign
        assert campaign is not None
        assert (campaign.done, campaign.short, campaign.light) == (60, 0, Light.MET)

    def test_without_reports_all_sixty_are_missing(self, nothing: pl.DataFrame) -> None:
        campaign = view(nothing).campaign
        assert campaign is not None
        assert (campaign.done, campaign.short, campaign.unreported) == (0, 60, 74)
        assert campaign.nearest == ()

    def test_the_nearest_county_comes_first_with_what_it_lacks(self, nearly: pl.DataFrame) -> None:
        campaign = view(nearly).campaign
        assert campaign is not None
        items = [item.name.en for item in plan().goal(CAMPAIGN).items]
        assert campaign.nearest == (("Yadong", (items[-1],)), ("Lhünzhub", tuple(items[-3:])))

    def test_the_nearest_are_named_in_chinese(self, nearly: pl.DataFrame) -> None:
        campaign = view(nearly, of=scope(language="zh")).campaign
        assert campaign is not None
        assert campaign.nearest[0] == ("亚东县", (plan().goal(CAMPAIGN).items[-1].name.zh,))

    @pytest.mark.parametrize(("prefecture", "counties"), [(SHIGATSE, ["Yadong"]), (LHASA, ["Lhünzhub"])])
    def test_the_nearest_are_of_the_chosen_prefecture(
        self, nearly: pl.DataFrame, prefecture: str, counties: list[str]
    ) -> None:
        campaign = view(nearly, of=scope(prefecture=prefecture)).campaign
        assert campaign is not None
        assert [name for name, _ in campaign.nearest] == counties
        assert campaign.done == 59  # the campaign's figure stays that of the region

    def test_other_sectors_go_without_it(self, nearly: pl.DataFrame) -> None:
        assert view(nearly, of=scope(sector=Sector.SERVICE)).campaign is None


class TestGoalList:
    def test_a_figure_stands_against_its_target(self, nearly: pl.DataFrame) -> None:
        line = view(nearly).sectors[0][1][0]
        assert (line.value, line.target, line.light) == ("79.73 %", "≥ 80 %", Light.NOT_MET)
        assert line.share == pytest.approx(59 / 74 / 0.8 * 100)
        assert "1 more" in line.hint

    def test_a_bar_never_passes_its_end(self) -> None:
        line = view(judged(*checklists(complete=74))).sectors[0][1][0]
        assert (line.value, line.share) == ("100.0 %", 100)

    def test_without_a_figure_the_reason_is_given(self, nothing: pl.DataFrame) -> None:
        line = view(nothing).sectors[0][1][1]
        assert (line.value, line.has_figure, line.share) == ("report overdue", False, None)

    def test_a_zero_target_has_no_bar(self) -> None:
        rows = [
            observation(
                indicator="engineering_accidents",
                area=county.code,
                period="2016",
                period_type="year",
                numerator=None,
                denominator=None,
                value="0",
            )
            for county in register().counties
        ]
        lines = {line.name: line for _, goals in view(judged(*rows)).sectors for line in goals}
        accidents = lines["Works accidents"]
        assert (accidents.value, accidents.share) == ("0", None)

    def test_a_value_below_its_target_is_not_rounded_up(self) -> None:
        rows = judged(observation(numerator=9599, denominator=10_000))
        value = rows.filter(indicator=FARM, area="540000")["value"].item()
        assert value_text(Decimal(value), plan().goal(FARM)) == "95.99 %"


class TestNews:
    def test_a_first_figure_is_told(self, nothing: pl.DataFrame) -> None:
        now = painted(nothing, Light.MET, indicator=FARM, area="540000")
        assert told(view(now, nothing)) == [(NewsKind.FIRST_FIGURE, ["Farm products"])]
        assert told(view(nothing, now)) == [(NewsKind.FIGURE_GONE, ["Farm products"])]

    @pytest.mark.parametrize(
        ("before", "after", "kind", "move"),
        [
            (Light.MET, Light.NOT_MET, NewsKind.NEWLY_LOST, "↓"),
            (Light.AT_RISK, Light.NOT_MET, NewsKind.NEWLY_LOST, "↓"),
            (Light.NOT_MET, Light.MET, NewsKind.NEWLY_MET, "↑"),
            (Light.MET, Light.AT_RISK, NewsKind.WORSE, "↓"),
            (Light.NOT_MET, Light.AT_RISK, NewsKind.BETTER, "↑"),
            (Light.NOT_MET, Light.NOT_MET, NewsKind.STUCK, ""),
        ],
    )
    def test_each_turn_of_a_goal_has_its_kind(
        self, nothing: pl.DataFrame, before: Light, after: Light, kind: NewsKind, move: str
    ) -> None:
        was, now = (painted(nothing, light, indicator=FARM, area="540000") for light in (before, after))
        shown = view(now, was)
        assert told(shown) == [(kind, ["Farm products"])]
        (change,) = shown.news[0].changes
        assert (change.before, change.after, change.periods) == (before, after, 2 * (kind == NewsKind.STUCK))
        assert shown.sectors[0][1][1].move.partition(" ")[0] == move

    def test_a_light_that_stays_is_no_news(self, nothing: pl.DataFrame) -> None:
        met = painted(nothing, Light.MET, indicator=FARM, area="540000")
        assert view(met, met).news == ()
        assert {line.move for _, lines in view(met, met).sectors for line in lines} == {""}

    def test_changes_elsewhere_are_not(self, nothing: pl.DataFrame) -> None:
        now = painted(nothing, Light.MET, indicator=FARM, area=LHASA)
        assert view(now, nothing).news == ()
        assert len(view(now, nothing, of=scope(prefecture=LHASA)).news) == 1

    def test_the_strip_remembers_the_counts_of_the_period_before(self, nothing: pl.DataFrame) -> None:
        now = painted(nothing, Light.MET, indicator=FARM, area="540000")
        shown = view(now, nothing)
        assert (dict(shown.counts)[Light.MET], shown.counts_before[Light.MET]) == (1, 0)
        assert sum(shown.counts_before.values()) == 36

    @pytest.mark.parametrize(
        ("as_of", "before"),
        [
            (date(2016, 12, 31), date(2016, 11, 30)),
            (date(2016, 3, 1), date(2016, 2, 29)),
            (date(2016, 1, 15), date(2015, 12, 31)),
        ],
    )
    def test_they_are_told_since_the_month_before(self, as_of: date, before: date) -> None:
        assert period_before(as_of) == before


class TestLate:
    def test_nothing_is_overdue_before_the_first_report_is_due(self) -> None:
        shown = view(judged(as_of=date(2016, 1, 20)), of=scope(as_of=date(2016, 1, 20)))
        assert (shown.late, shown.late_total) == ((), 0)

    def test_the_goals_with_most_overdue_reports_come_first(self, nearly: pl.DataFrame) -> None:
        shown = view(nearly)
        assert [late.count for late in shown.late] == [74, 74, 74]
        assert shown.late[0].areas == ("Chengguan", "Doilungdêqên", "Lhünzhub")
        assert shown.late_total > 3 * 74

    def test_the_call_list_is_one_click_away_and_keeps_the_filters(self, nothing: pl.DataFrame) -> None:
        calls = view(nothing, of=scope(prefecture=LHASA)).calls
        filters = parse_qs(urlsplit(calls).query)
        assert calls.startswith("reporting?")
        assert (filters["reports"], filters["prefecture"]) == (["Call list"], ["Lhasa"])

    def test_those_who_reported_are_not_named(self) -> None:
        rows = [observation(area=c.code, period="2016", period_type="year") for c in register().counties[:-2]]
        shown = view(judged(*rows), of=scope(sector=Sector.PRODUCT))
        assert "Farm products" not in [late.goal for late in shown.late]
        assert shown.late_total == 2 + 3 * 74 + 2 * 7  # farm products, three of counties, two of prefectures

    def test_goals_of_the_region_are_overdue_too(self, nothing: pl.DataFrame) -> None:
        late = view(nothing, of=scope(sector=Sector.SERVICE)).late
        assert ("Tibet",) in [entry.areas for entry in late]

    def test_a_prefecture_sees_its_own(self, nothing: pl.DataFrame) -> None:
        shown = view(nothing, of=scope(prefecture=LHASA, sector=Sector.PRODUCT))
        assert shown.late_total == 4 * 8 + 2 * 1
        assert {area for late in shown.late for area in late.areas} <= {
            register().area(code).name_en
            for code in [LHASA, *(c.code for c in register().counties_of(LHASA))]
        }
