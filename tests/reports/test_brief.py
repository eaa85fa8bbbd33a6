"""The brief: two pages on a prefecture, every number of which is in the status frame or follows from it."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from indicators import Kind, Level, Light, contributions, domain_wording, reports_owed
from indicators.entry import ENTRY_SCHEMA
from indicators.light_styles import LIGHT_STYLES
from reports import Basis, Edition, Unit, units_of
from reports.brief import BRIEF_TEMPLATES, write_brief
from reports.brief_facts import brief_facts
from reports.build_brief_template import build_brief_template
from reports.errors import TemplateError
from reports.figure_words import counts_words, target_words, told_words
from tests.factories import observation
from tests.reports.builders import illustrative_basis, numbers, paper_of, plan, register, some_basis, unit

LANGUAGES = ("zh", "en")
PREFECTURES = units_of(Edition.PREFECTURE, plan=plan(), register=register())


def action(text: str, **facts: object) -> dict[str, object]:
    """An open action on farm products in 拉萨市 for 扎西, unless told otherwise."""
    usual = {"kind": "action", "id": text, "subject": "agri_pass_rate", "area": "540100", "state": "open"}
    return {**usual, "owner": "扎西", "day": "2017-01-09", "text": text, **facts}


def with_actions(basis: Basis, *rows: dict[str, object]) -> Basis:
    return replace(basis, actions=pl.DataFrame(rows, schema=ENTRY_SCHEMA))


def words(content: bytes) -> str:
    """All text of a Word file: paragraphs and cells, one a line."""
    body = paper_of(content).element.body
    return "\n".join("".join(part.text or "" for part in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def expected(basis: Basis, of: Unit, language: str) -> Iterator[str]:
    """Every number that a brief may hold, worked out from the frames and not by the brief."""
    yield from numbers(f"{basis.as_of} {basis.cutoff} {basis.plan.name.in_language(language)}")
    yield from numbers(" ".join(domain_wording(f"light.{light}").en for light in Light))
    lights = [basis.row(goal.id, of.area)["light"] for goal in of.goals]
    yield from (str(lights.count(light)) for light in Light)
    yield from map(str, range(len(of.goals) + 1))  # numbers and counts of goals
    for goal in of.goals:
        row = basis.row(goal.id, of.area)
        parts = [counts_words(row, goal), told_words(row, goal, language), target_words(goal, language)]
        yield from numbers(" ".join([*parts, row[f"sentence_{language}"]]))
    yield from _expected_drags(basis, of)
    owed = reports_owed(basis.figures, plan=basis.plan, hierarchy=basis.hierarchy, as_of=basis.as_of)
    own = [of.area, *(county.code for county in basis.register.counties_of(of.area))]
    late = owed.filter(pl.col("state") == "late", pl.col("area").is_in(own))
    yield from (str(days) for days in late["days"])
    yield from (str(late.height), str(late["area"].n_unique()), str(len(own) - 1))


def _expected_drags(basis: Basis, of: Unit) -> Iterator[str]:
    for goal in of.goals:
        if goal.kind is not Kind.RATE:
            continue
        for level, whole in ((Level.PREFECTURE, None), (Level.COUNTY, of.area)):
            parts = contributions(basis.figures, goal, hierarchy=basis.hierarchy, level=level, whole=whole)
            for row in parts.iter_rows(named=True):
                yield from (f"{Decimal(row[name]).normalize():f}" for name in ("allowed", "excess"))
                yield from (str(row[name]) for name in ("failures", "denominator", "rank", "in_a_row"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", PREFECTURES, ids=lambda of: of.area)
def test_every_number_comes_from_the_frames(of: Unit, language: str) -> None:
    basis = illustrative_basis()
    text = words(write_brief(basis, of, language))
    source = next(line for line in text.splitlines() if "tianditu" in line)
    found = [number for line in text.splitlines() if line != source for number in numbers(line)]
    assert len(found) > 60
    allowed = set(expected(basis, of, language)) | {"2016", "12", "31"}
    assert [number for number in found if number not in allowed] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_goal_has_the_light_and_figure_of_its_row(language: str) -> None:
    basis, of = illustrative_basis(), unit("prefecture", "那曲地区")
    table = paper_of(write_brief(basis, of, language)).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    shown = {half[1].partition(" ")[0]: half for row in cells for half in (row[:4], row[4:]) if half[1]}
    for goal in of.goals:
        row = basis.row(goal.id, of.area)
        if row["reason"] == "not_at_level" and row["value"] is None:
            assert str(goal.number) not in shown
            continue
        light, _, figure, target = shown[str(goal.number)]
        assert light.startswith(LIGHT_STYLES[Light(row["light"])].glyph)
        assert domain_wording(f"light.{row['light']}").in_language(language) in light
        assert figure.replace("\xa0", " ").endswith(told_words(row, goal, language))
        assert target == target_words(goal, language)


def test_lights_are_coloured_and_other_cells_are_not() -> None:
    paper = paper_of(write_brief(illustrative_basis(), unit("prefecture", "那曲地区"), "zh"))
    colours = {style.glyph: style.colour.removeprefix("#") for style in LIGHT_STYLES.values()}
    seen = 0
    for cell in paper.element.body.iter(qn("w:tc")):
        text = "".join(part.text or "" for part in cell.iter(qn("w:t")))
        shade = cell.tcPr.find(qn("w:shd"))
        is_light = bool(re.match(rf"[{''.join(colours)}] \w", text))
        assert (shade is not None) == is_light, text
        if shade is not None:
            assert shade.get(qn("w:fill")) == colours[text[0]]
            seen += 1
    assert seen >= 15


def test_the_map_takes_the_place_of_the_sample() -> None:
    pictures = {}
    for name in ("那曲地区", "阿里地区"):
        paper = paper_of(write_brief(illustrative_basis(), unit("prefecture", name), "zh"))
        inline = paper.inline_shapes[0]._inline
        part = paper.part.related_parts[inline.graphic.graphicData.pic.blipFill.blip.embed]
        pictures[name] = part.blob
        assert name in inline.docPr.get("descr")
        assert Image.open(io.BytesIO(part.blob)).size == (1338, 677)
    assert len(set(pictures.values())) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_without_data_says_so(language: str) -> None:
    text = words(write_brief(some_basis(), unit("prefecture", "拉萨市"), language))
    for part in {
        "zh": ("没有一项不合格超出目标允许的数量", "没有登记未办结的事项", "逾期"),
        "en": ("No goal has more failures", "No open action is on file", "late"),
    }[language]:
        assert part in text
    assert "{" not in text


def test_a_prefecture_that_does_everything_right() -> None:
    facts = brief_facts(some_basis(as_of=date(2016, 1, 5)), unit("prefecture", "拉萨市"), "zh")
    assert facts["late"] == []
    assert facts["late_total"] == "没有逾期未报。"
    assert facts["needs"] == ["没有未达标或预警的目标。"]


def test_all_counties_done_leaves_no_nearest() -> None:
    goal = plan().goal("quality_county_coverage")
    rows = [
        observation(
            indicator=goal.id, area=county.code, period="2016-12", period_type="month", segment=item.id,
            numerator=1, denominator=1,
        )
        for county in register().counties
        for item in goal.items
    ]  # fmt: skip
    facts = brief_facts(some_basis(*rows), unit("prefecture", "林芝市"), "zh")
    assert facts["nearest"] == ["所有县（区）都已全面开展。"]
    assert facts["map_title"] == "质量兴县（区）：7/7 个县（区）全面开展"


def test_excess_is_that_of_the_worked_example() -> None:
    rows = [
        observation(area="540302", numerator=63, denominator=70),
        observation(numerator=100, denominator=100),
    ]
    drags = brief_facts(some_basis(*rows), unit("prefecture", "昌都市"), "zh")["drags"]
    assert drags == [
        {
            "goal": "农产品合格率",
            "failures": "7/70",
            "allowed": "2.8",
            "excess": "4.2",
            "rank": "1",
            "worst": "卡若区 多 4.2",
        }
    ]


def test_actions_are_told_with_days_overdue_and_cut() -> None:
    late = action("补报", area="540121", day="2016-12-21")
    many = [action("督促补报" * 20, id=f"a{place}", owner="卓玛", department="D05") for place in range(9)]
    others = [action("别处", area="540202"), action("已办", state="closed", closed_on="2016-12-30")]
    basis = with_actions(some_basis(), late, *many, *others)
    lines = brief_facts(basis, unit("prefecture", "拉萨市"), "zh")["actions"]
    assert lines[0] == "林周县 农产品合格率：补报（扎西，2016-12-21，已逾期 10 天）"
    assert lines[1].startswith("拉萨市 农产品合格率：督促补报督促补报")
    assert lines[1].endswith("…（质监局、卓玛，2017-01-09）")
    assert lines[-1] == "另有 5 条。"
    assert "别处" not in "".join(lines)
    assert "已办" not in "".join(lines)


def test_text_of_data_cannot_break_the_document() -> None:
    odd = action("<w:p> & {{ title }} {% if %}", owner="A & B")
    text = words(write_brief(with_actions(some_basis(), odd), unit("prefecture", "拉萨市"), "zh"))
    assert "<w:p> & {{ title }} {% if %}（A & B，2017-01-09）" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_are_those_of_the_builder(language: str) -> None:
    kept = Document(str(BRIEF_TEMPLATES[language]))
    assert kept.element.xml == build_brief_template(language).element.xml


def test_every_tag_is_explained() -> None:
    explained = (
        (BRIEF_TEMPLATES["zh"].parent / "README.md").read_text(encoding="utf-8").partition("## 简报")[2]
    )
    facts = brief_facts(illustrative_basis(), unit("prefecture", "那曲地区"), "zh")
    parts = {key for name in ("drags", "late") for row in facts[name] for key in row}
    names = {*facts, *parts, *facts["goals"][0], *facts["goals"][0]["left"]}
    assert [name for name in sorted(names) if f"`{name}`" not in explained] == []


def test_the_office_may_drop_the_map_and_is_told_of_a_broken_tag(tmp_path: Path) -> None:
    of, path = unit("prefecture", "拉萨市"), tmp_path / "brief.docx"
    paper = Document(str(BRIEF_TEMPLATES["zh"]))
    picture = paper.inline_shapes[0]._inline
    picture.getparent().remove(picture)
    paper.save(str(path))
    assert len(paper_of(write_brief(some_basis(), of, "zh", template=path)).inline_shapes) == 0
    paper.paragraphs[0].runs[0].text = "{{ titel }}"
    paper.save(str(path))
    with pytest.raises(TemplateError, match="titel"):
        write_brief(some_basis(), of, "zh", template=path)
