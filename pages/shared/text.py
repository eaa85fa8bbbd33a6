"""What the pages say, in the language of the viewer."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from geo import Area
from indicators import Goal, Sector, Text, domain_wording, load_wording

__all__ = ["LANGUAGES", "area_name", "beijing_time", "goal_label", "page_wording", "say", "sector_label"]

LANGUAGES = {"zh": "中文", "en": "English"}
"""Codes of the languages and what they call themselves."""

_BEIJING = timezone(timedelta(hours=8))

page_wording = load_wording(Path(__file__).with_name("wording.toml"))
"""The sentences of the pages by dotted key."""


def area_name(area: Area, language: str) -> str:
    """The name of an area in one language."""
    return area.name_en if language == "en" else area.name_zh


def goal_label(goal: Goal, language: str) -> str:
    """A goal as an option to choose: number and short name."""
    return f"{goal.number:02d} {goal.short.in_language(language)}"


def sector_label(sector: Sector | None, language: str) -> str:
    """A sector as an option to choose; None stands for all."""
    if sector is None:
        return say("scope.all_sectors", language)
    return domain_wording(f"sector.{sector}").in_language(language)


def say(key: str, language: str, /, **facts: object) -> str:
    """A sentence of `wording.toml` in one language."""
    text: Text = page_wording(key, **facts)
    return text.in_language(language)


def beijing_time(when: str) -> str:
    """A moment of the log (ISO 8601) as clocks in Tibet show it, to the minute."""
    return f"{datetime.fromisoformat(when).astimezone(_BEIJING):%Y-%m-%d %H:%M}"
