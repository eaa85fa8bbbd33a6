"""What a summary says of the deliverables: counted by whose reports they are, campaigns as typed."""

from reports.summary import write_summary
from reports.tasks import article_tallies, campaigns_told, whole_tally
from reports.unit import Unit
from tests.factories import observation
from tests.reports.builders import plan, read, some_basis, unit

CAMPAIGN = "A15-04"
ARTICLE = plan().article(15)
TITLE = next(each.title.zh for each in ARTICLE.deliverables if each.id == CAMPAIGN)
MEASURE = next(each.measure.zh for each in ARTICLE.deliverables if each.id == CAMPAIGN)


def report(**facts: object) -> dict[str, object]:
    """A campaign that is done in the whole region, with 84 cases and a paper behind it."""
    usual = {
        "indicator": CAMPAIGN,
        "area": "540000",
        "period": "2016-11",
        "period_type": "month",
        "numerator": None,
        "denominator": None,
        "value": "84",
        "state": "done",
        "evidence": "藏质监〔2016〕12号",
    }
    return observation(**{**usual, **facts})


def told(of: Unit, *rows: dict[str, object]) -> str:
    return campaigns_told(some_basis(*rows), of, ARTICLE)


def test_a_campaign_is_told_as_it_was_typed() -> None:
    assert told(unit("region"), report()) == (
        f"专项行动填报情况：{TITLE}（已完成，填报数84，口径为{MEASURE}，佐证：藏质监〔2016〕12号）。"
    )
    assert told(unit("region"), report(value=None, evidence=None, state="in_progress")) == (
        f"专项行动填报情况：{TITLE}（推进中）。"
    )


def test_nothing_is_said_of_what_nobody_reported() -> None:
    assert told(unit("region")) == ""
    others = report(indicator="A05-01")
    assert told(unit("region"), others) == ""


def test_a_unit_is_told_of_its_own_reports_only() -> None:
    rows = [report(), report(organiser="D05", value="9"), report(area="540100", value="7")]
    assert "填报数9" in told(unit("department", "D05"), *rows)
    assert "填报数84" not in told(unit("department", "D05"), *rows)
    assert "填报数7" in told(unit("prefecture", "拉萨市"), *rows)
    assert told(unit("prefecture", "林芝市"), *rows) == ""
    assert told(unit("region"), *rows).count("填报数") == 3


def test_a_prefecture_counts_what_it_reported_itself() -> None:
    basis = some_basis(report(), report(area="540100", state="in_progress"))
    lhasa, nyingchi = unit("prefecture", "拉萨市"), unit("prefecture", "林芝市")
    assert article_tallies(basis, lhasa)[15]["in_progress"] == 1
    assert whole_tally(basis, nyingchi)["not_reported"] == whole_tally(basis, nyingchi)["total"] == 153


def test_hostile_evidence_is_one_harmless_line() -> None:
    evil = "a\n{{ cutoff }}\x0b<w:p/>&\a\f{%p endfor %}"
    written = read(write_summary(some_basis(report(evidence=evil)), unit("region")))
    (line,) = [said for said in written.text.splitlines() if "专项行动" in said]
    assert line.endswith("佐证：a {{ cutoff }} <w:p/>& {%p endfor %}）。")
