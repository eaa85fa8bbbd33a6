"""What the pages say, in the language of the viewer."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from babel.dates import format_date
from babel.numbers import format_decimal

from geo import Area
from indicators import Goal, Sector, Text, domain_wording
from pages.shared.catalogues import LANGUAGES, sentence

__all__ = [
    "LANGUAGES",
    "area_name",
    "area_options",
    "beijing_time",
    "date_text",
    "goal_label",
    "number_text",
    "say",
    "sector_label",
]

_BEIJING = timezone(timedelta(hours=8))


def area_name(area: Area, language: str) -> str:
    """The name of an area in one language; in Chinese where it has none."""
    names = {"en": area.name_en, "bo": area.name_bo}
    return names.get(language) or area.name_zh


def area_options(areas: Iterable[Area], language: str) -> dict[str, str]:
    """Areas as options, by code; where two bear one name, the level is named too: Nagqu (county)."""
    names = {area: area_name(area, language) for area in areas}
    borne = Counter(names.values())
    return {
        area.code: f"{name} ({domain_wording(f'level.{area.level}').in_language(language)})"
        if borne[name] > 1
        else name
        for area, name in names.items()
    }


def goal_label(goal: Goal, language: str) -> str:
    """A goal as an option to choose: number and short name."""
    return f"{goal.number:02d} {goal.short.in_language(language)}"


def sector_label(sector: Sector | None, language: str) -> str:
    """A sector as an option to choose; None stands for all."""
    if sector is None:
        return say("scope.all_sectors", language)
    return domain_wording(f"sector.{sector}").in_language(language)


def say(key: str, language: str, /, **facts: object) -> str:
    """A sentence of the catalogues in one language; facts that are a `Text` or a day are said in it too.

    Raises:
        KeyError: no such sentence, or a fact it needs is missing; both are faults of the caller.
    """
    said = {name: _said(fact, language) for name, fact in facts.items()}
    return sentence(key, language, count=facts.get("count")).format(**said)


def _said(fact: object, language: str) -> object:
    if isinstance(fact, Text):
        return fact.in_language(language)
    if isinstance(fact, date) and not isinstance(fact, datetime):
        return date_text(fact, language)
    return fact


def date_text(day: date, language: str) -> str:
    """A day as the language writes it: 2016年9月30日, Sep 30, 2016."""
    return format_date(day, "long" if language == "zh" else "medium", locale=language)


def number_text(number: int, language: str) -> str:
    """A whole number with the marks of its thousands."""
    return format_decimal(number, locale=language)


def beijing_time(when: str) -> str:
    """A moment of the log (ISO 8601) as clocks in Tibet show it, to the minute."""
    return f"{datetime.fromisoformat(when).astimezone(_BEIJING):%Y-%m-%d %H:%M}"
