"""What the page of documents says before one is made."""

from datetime import date

from indicators import Light
from pages.reports.markup import paper
from pages.reports.view import document_view
from tests.factories import observation
from tests.pages.builders import judged, plan, scope


def test_it_counts_the_lights_of_the_unit() -> None:
    status = judged(observation(period="2016Q4", numerator=10, denominator=30))
    farm = [goal for goal in plan().goals if "D03" in goal.departments]
    shown = document_view(
        status,
        kind="Year-end summary",
        unit="Agriculture",
        goals=farm,
        area="540000",
        cutoff=date(2016, 11, 30),
        scope=scope(),
    )
    assert shown.title == "Agriculture · Year-end summary"
    assert sum(count for _, count in shown.counts) == len(farm) == 8
    assert dict(shown.counts)[Light.NOT_MET] == 1
    assert shown.facts == (
        ("Goals", "8 goals"),
        ("Judged on", "Dec 31, 2016"),
        ("Data cut-off", "Nov 30, 2016"),
        ("Data", "the newest"),
    )


def test_the_preview_escapes_what_it_shows() -> None:
    facts = {"illustrative": "", "title": ["<b>", "二"], "overall": ["a & b"], "problems": []}
    assert paper(facts) == (
        '<article class="paper" lang="zh"><h3>&lt;b&gt;<br>二</h3>'
        "<h4>一、总体情况</h4><p>a &amp; b</p><h4>五、存在问题和原因</h4></article>"
    )


def test_made_up_data_are_named_first() -> None:
    facts = {"illustrative": "演示", "title": [], "overall": [], "problems": []}
    assert paper(facts).startswith('<article class="paper" lang="zh"><p class=\'mark\'>演示</p>')
