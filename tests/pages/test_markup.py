"""HTML that says what it is given, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from indicators import Light
from pages.map.markup import county_head, headline, ranking_table
from pages.map.panel import CountyPanel
from pages.map.ranking import Ranked, Ranking
from pages.map.view import MapView
from pages.overview.campaign import Campaign
from pages.overview.drags import Drag
from pages.overview.markup import campaign_figures, drags, late, news
from pages.overview.news import Change, News, NewsKind
from pages.overview.view import LateGoal, OverviewView
from pages.shared.markup import (
    GoalLine,
    badge,
    count_strip,
    goal_list,
    light_legend,
    lines,
    plain,
    plain_table,
)
from tests.factories import observations
from tests.pages.builders import CAMPAIGN, LAST_DAY, judged, plan, scope

EVIL = '<img src=x onerror="alert(1)">&amp;\'"'


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


def _goal_line() -> GoalLine:
    return GoalLine(EVIL, Light.MET, EVIL, EVIL, has_figure=True, target=EVIL, share=50, hint=EVIL, link=EVIL)


def _map_view() -> MapView:
    return MapView(
        name=EVIL,
        area_name=EVIL,
        light=Light.MET,
        value=EVIL,
        target=EVIL,
        sentence=EVIL,
        rows={},
        texts={},
        doubtful=frozenset(),
        unit=EVIL,
        table=observations(),
        stops_at=EVIL,
    )


def _panel() -> CountyPanel:
    return CountyPanel(
        name=EVIL,
        prefecture=EVIL,
        judged=EVIL,
        light=Light.MET,
        value=EVIL,
        sentence=EVIL,
        flags=(EVIL,),
        facts=((EVIL, EVIL),),
        items=((EVIL, True),),
        reports=observations(),
        links=((EVIL, EVIL),),
    )


def _ranking() -> Ranking:
    line = Ranked(name=EVIL, within=EVIL, light=Light.MET, figure=EVIL, short=EVIL, flags=(EVIL,), link=EVIL)
    return Ranking(worst=(line,), judged=1, silent=1)


def _campaign() -> Campaign:
    return Campaign(
        goal=plan().goal(CAMPAIGN),
        done=1,
        total=74,
        needed=60,
        short=59,
        unreported=1,
        light=Light.MET,
        nearest=((EVIL, (EVIL,)),),
        rows=judged().clear(),
    )


def _overview() -> OverviewView:
    overdue = LateGoal(EVIL, 9, (EVIL,))
    return OverviewView(EVIL, (), {}, None, (), (_news(1),), LAST_DAY, (overdue,), 9, EVIL, ())


def _news(count: int) -> News:
    changes = [
        Change(goal=f"{EVIL} {n}.", before=Light.MET, after=Light.NOT_MET, periods=0, link=EVIL)
        for n in range(count)
    ]
    return News(NewsKind.NEWLY_LOST, tuple(changes))


def _drag() -> Drag:
    return Drag(area=EVIL, goal=EVIL, failures=2, total=3, excess="1.9", unit=EVIL, link=EVIL)


BUILDERS: list[Callable[[], str]] = [
    lambda: count_strip(EVIL, [(Light.MET, 1)], "zh"),
    lambda: light_legend([(Light.MET, 1)], "zh", unit=EVIL),
    lambda: goal_list(EVIL, [_goal_line()], "zh"),
    lambda: lines(EVIL, [], empty=EVIL),
    lambda: plain_table([EVIL], [[EVIL]], caption=EVIL),
    lambda: plain_table(["x"], [['<span class="light x"><script>alert(1)</script>' + EVIL]]),
    lambda: headline(_map_view(), scope()),
    lambda: county_head(_panel(), scope()),
    lambda: ranking_table(_ranking(), scope()),
    lambda: campaign_figures(_campaign(), scope()),
    lambda: news(_overview(), scope()),
    lambda: late(_overview(), scope()),
    lambda: drags([_drag()], scope()),
]


def test_a_long_list_of_changes_is_cut_and_says_so() -> None:
    said = read(news(replace(_overview(), news=(_news(7),)), scope())).text
    assert [f" {n}." in said for n in range(7)] == [True] * 4 + [False] * 3
    assert "Newly lost 7" in said
    assert "and 3 more" in said


def test_a_strip_says_how_the_counts_moved() -> None:
    counts = [(Light.MET, 3), (Light.NOT_MET, 1), (Light.AT_RISK, 2)]
    before = {Light.MET: 1, Light.NOT_MET: 2, Light.AT_RISK: 2}
    said = read(count_strip("t", counts, "en", before=before)).text
    assert said.replace(" ", "") == "t✔met3↑2✖notmet1↓1▲atrisk2"


@pytest.mark.parametrize("build", BUILDERS)
def test_no_text_becomes_markup(build: Callable[[], str]) -> None:
    seen = read(build())
    assert {"img", "script"} & set(seen.tags) == set()
    assert [name for name, _ in seen.attributes if name.startswith("on")] == []
    assert EVIL in seen.text


def test_a_light_is_glyph_and_word() -> None:
    assert read(badge(Light.MET, "en")).text == "✔ met"
    assert read(badge(Light.NOT_MET, "zh")).text == "✖ 未达标"


def test_a_light_without_its_word_has_it_for_screen_readers() -> None:
    seen = read(badge(Light.MET, "en", with_word=False))
    assert seen.text == "✔"
    assert ("title", "met") in seen.attributes


def test_a_goal_without_figure_gives_the_reason_over_both_columns() -> None:
    line = GoalLine(
        "a", Light.NO_DATA, "", "not reported", has_figure=False, target="", share=None, hint="", link=""
    )
    seen = read(goal_list("t", [line], "en"))
    assert ("colspan", "2") in seen.attributes
    assert "not reported" in seen.text


def test_lights_in_a_table_stay_lights() -> None:
    light = badge(Light.AT_RISK, "en")
    assert light in plain_table(["Light"], [[light]])


def test_an_empty_list_says_so() -> None:
    assert "none" in read(lines("t", [], empty="none")).text
    assert "none" not in read(lines("t", ["one"], empty="none")).text


def test_markdown_marks_are_shown_as_they_are() -> None:
    assert plain("![x](http://a.b/c) :red[*_`$") == (r"\!\[x\]\(http\:\/\/a\.b\/c\) \:red\[\*\_\`\$")
    assert plain("日喀则 12 行") == "日喀则 12 行"
