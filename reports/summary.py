"""The year-end summary of a unit: the facts that its template names, and the document."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from indicators import Sector, domain_wording
from reports.annexes import (
    article_rows,
    comparison_rows,
    county_goals,
    county_rows,
    definition_lines,
    goal_rows,
)
from reports.basis import Basis
from reports.errors import report_wording
from reports.goal_lines import goal_line, is_left_out
from reports.number_text import day_text
from reports.official_title import signature_lines, title_lines
from reports.overview_lines import counties_reported, light_counts, overview_lines
from reports.problem_lines import open_items, problem_lines
from reports.tasks import article_tallies, campaigns_told
from reports.unit import Edition, Unit

__all__ = ["SUMMARY_TEMPLATE", "summary_facts", "write_summary"]

SUMMARY_TEMPLATE = Path(__file__).with_name("templates") / "summary.docx"
"""The template of the office, which it may edit in Word."""

_NUMERALS = "一二三四五六七八九"
_FIRST_TASKS = 2  # the plan's section 1 holds the goals


def write_summary(basis: Basis, unit: Unit, *, template: Path = SUMMARY_TEMPLATE) -> bytes:
    """The summary of a unit as a Word document; only the paragraphs marked for people stay to be written.

    Raises:
        TemplateError: the template was edited so that it cannot be filled in; the message names the tag.
    """
    from reports.template import render_template  # noqa: PLC0415 -- Word's library loads slowly

    return render_template(template, summary_facts(basis, unit))


def summary_facts(basis: Basis, unit: Unit) -> dict[str, Any]:
    """Everything that the template can name; `templates/README.md` lists it."""
    reported, expected = counties_reported(basis, unit)
    signature, written = signature_lines(unit.name.zh, basis.as_of)
    items = open_items(basis, unit)
    return {
        "illustrative": _say("title.illustrative") if basis.is_illustrative else "",
        "title": _title(basis, unit),
        "addressee": "" if unit.edition is Edition.REGION else _addressee(),
        "plan": basis.plan.name.zh,
        "unit": unit.name.zh,
        "subject": _say("scope.region") if unit.edition is Edition.REGION else unit.name.zh,
        "scope": _say(f"scope.{unit.edition}", unit=unit.name),
        "cutoff": day_text(basis.cutoff),
        "as_of": day_text(basis.as_of),
        "known": _say("title.known", known=basis.known) if basis.known else "",
        "reported": reported,
        "expected": expected,
        "total": len(unit.goals),
        "lights": light_counts(basis, unit),
        "overall": list(overview_lines(basis, unit)),
        "goal_parts": list(_numbered(_goal_parts(basis, unit))),
        "task_parts": list(_numbered(_task_parts(basis, unit))),
        "problems": list(problem_lines(basis, unit)),
        "next_steps": _say("next.open", count=len(items)) if items else _say("next.none"),
        "open_items": items,
        "signature": signature,
        "date": written,
        **_annexes(basis, unit),
    }


def _annexes(basis: Basis, unit: Unit) -> dict[str, Any]:
    names = _say("annex.names").split("；")
    items = [_say("annex.item", number=place, name=name) for place, name in enumerate(names, 1)]
    return {
        "annexes": names,
        "attachments": [_say("annex.heading", name=items[0]), *(f"　　　{item}" for item in items[1:])],
        "note": _say("annex.note", as_of=day_text(basis.as_of)),
        "county_note": _say("annex.county_note"),
        "article_note": _say("annex.article_note"),
        "goals": goal_rows(basis, unit),
        "prefectures": [area.name_zh for area in basis.register.prefectures],
        "comparison": comparison_rows(basis, unit),
        "county_goals": [goal.short.zh for goal in county_goals(unit)],
        "counties": county_rows(basis, unit),
        "articles": article_rows(basis, unit),
        "definitions": list(definition_lines(basis, unit)),
    }


def _title(basis: Basis, unit: Unit) -> list[str]:
    subject = title_lines(_say("title.subject", plan=basis.plan.name))
    if unit.edition is Edition.REGION:
        return [*subject, _say("title.compiled")]
    return [unit.name.zh, *subject]


def _addressee() -> str:
    return _say("title.addressee", office=report_wording("unit.office"))


_Part = tuple[str, list[str]]


def _numbered(parts: Iterator[_Part]) -> Iterator[Mapping[str, Any]]:
    """Parts under headings （一）, （二）…; those without lines are left out."""
    for numeral, (title, lines) in zip(_NUMERALS, ((t, found) for t, found in parts if found), strict=False):
        yield {"heading": _say("part.heading", numeral=numeral, title=title), "lines": lines}


def _goal_parts(basis: Basis, unit: Unit) -> Iterator[_Part]:
    for sector in Sector:
        goals = [goal for goal in unit.goals if goal.sector is sector]
        left_out = [goal.short.zh for goal in goals if is_left_out(basis.row(goal.id, unit.area))]
        lines = [
            goal_line(basis, unit, goal) for goal in goals if not is_left_out(basis.row(goal.id, unit.area))
        ]
        if left_out:
            lines.append(_say("part.left_out", count=len(left_out), goals="、".join(left_out)))
        yield domain_wording(f"sector.{sector}").zh, lines


def _task_parts(basis: Basis, unit: Unit) -> Iterator[_Part]:
    counted = article_tallies(basis, unit)
    sections = {article.section: article.section_title.zh for article in unit.articles}
    for section, title in sections.items():
        own = [each for each in unit.articles if each.section == section and each.number in counted]
        lines = [
            said
            for each in own
            for said in (
                _say("part.article", numeral=each.numeral, title=each.title, **counted[each.number])
                + _say("part.evidence"),
                campaigns_told(basis, unit, each),
            )
            if said
        ]
        if section >= _FIRST_TASKS:
            yield title, lines


def _say(key: str, **facts: object) -> str:
    return report_wording(key, **facts).zh
