"""What the words in cells of entries stand for: subjects, areas, departments, days, points."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from data.area_lookup import Hints, find_area_ids
from data.entry_columns import ENTRY_FORMS, ENTRY_WORDS, EVENT_WORDS
from data.lookups import Directory
from data.problems import Finding
from indicators import Plan, Text, load_assessment
from indicators.assessment_scheme import EventKind, Scoring
from indicators.entry import EntryKind, case_categories, takes_cases
from indicators.text import fold
from indicators.wording import load_wording

__all__ = ["EntryFault", "EntryLookups", "entry_wording"]

entry_wording = load_wording(Path(__file__).with_name("entry_wording.toml"))
"""Sentences about entries, by dotted key."""

_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_POINTS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")
_Names = Mapping[str, tuple[str, ...]]
"""Everything that an entry of the plan can be called, by its id."""


class EntryFault(Finding):
    """A rule that an entry breaks; its facts fill the sentences in `entry_wording.toml`."""


@dataclass(frozen=True)
class EntryLookups:
    """Finds the id that a word stands for, or says what is wrong with it; one for each check."""

    directory: Directory
    hints: Hints = field(default_factory=Hints)

    def subject(self, kind: EntryKind, word: str) -> str | EntryFault:
        """What the entry is about: a goal, a deliverable, a duty, an item or an event."""
        names = _subjects(self.directory.plan, kind)
        found = _called(fold(word), names)
        if found:
            return found
        goal = self.directory.plan.find_goal(word)
        if goal and kind is EntryKind.CASE:
            return EntryFault("goal_without_cases", goal=goal.name)
        return EntryFault("unknown_subject", nearest=self._nearest(word, names))

    def area(self, kind: EntryKind, word: str) -> str | EntryFault:
        """Code of an area of a level that the kind may name."""
        found = find_area_ids(self.directory.register, word, "", "", hints=self.hints)
        ids = found[0] if isinstance(found, tuple) else found
        if isinstance(ids, Finding):
            detail = ids.facts.get("detail")
            return EntryFault("area", detail=detail if isinstance(detail, Text) else word)
        if ids["level"] not in ENTRY_FORMS[kind].levels:
            area = self.directory.register.area(str(ids["area_id"]))
            return EntryFault("level", area=Text(area.name_zh, area.name_en))
        return str(ids["area_id"])

    def department(self, word: str) -> str | EntryFault:
        """Id of a department of the plan."""
        found = self.directory.plan.find_department(word)
        if found:
            return found.id
        names = {each.id: each.words for each in self.directory.plan.departments}
        return EntryFault("unknown_department", nearest=self._nearest(word, names))

    def day(self, word: str) -> str | EntryFault:
        """A date of the plan's year, the one before or the one after, as ISO text."""
        match = _DATE.fullmatch(word)
        try:
            day = date(*map(int, match.groups())) if match else None
        except ValueError:
            day = None
        if day is None:
            return EntryFault("date")
        year = self.directory.plan.year
        return (
            day.isoformat()
            if abs(day.year - year) <= 1
            else EntryFault("year", first=year - 1, last=year + 1)
        )

    def state(self, kind: EntryKind, word: str) -> str | EntryFault:
        """How far it has come; what an empty cell means is not said here."""
        return _word(word, ENTRY_FORMS[kind].states)

    def category(self, goal_id: str, word: str) -> str | EntryFault:
        """What tells the cases of a goal apart."""
        allowed = case_categories(self.directory.plan.goal(goal_id))
        return _word(word, [each.value for each in allowed]) if allowed else EntryFault("no_category")

    def points(self, kind: EntryKind, subject: str, word: str) -> str | EntryFault:
        """Exact decimal text: 0 to 100 of a judgement, above 0 of a bonus, none of any other event."""
        if kind is EntryKind.EVENT and not EventKind(subject).is_bonus:
            return EntryFault("foreign_points")
        if not _POINTS.fullmatch(word) or float(word) > 100:
            return EntryFault("points")
        is_zero = not word.strip("0.")
        return EntryFault("no_points") if kind is EntryKind.EVENT and is_zero else word

    def _nearest(self, word: str, names: _Names) -> str:
        if not self.hints.are_left_for(word):
            return "—"
        known = {fold(name): (entry, name) for entry, words in names.items() for name in words}
        near = get_close_matches(fold(word), list(known), n=3)
        return ", ".join(dict.fromkeys(_shown(*known[match]) for match in near)) or "—"


def _shown(entry: str, name: str) -> str:
    return name if name == entry else f"{name} ({entry})"


def _word(word: str, allowed: Iterable[str]) -> str | EntryFault:
    found = ENTRY_WORDS.get(fold(word))
    if found is not None and found in allowed:
        return found
    words = [text for text, value in ENTRY_WORDS.items() if value in allowed]
    return EntryFault("unknown_word", allowed=", ".join(words))


def _called(word: str, names: _Names) -> str | None:
    return next((entry for entry, words in names.items() if word in map(fold, words)), None)


@cache
def _subjects(plan: Plan, kind: EntryKind) -> _Names:
    """What entries of a kind may be about."""
    goals = {goal.id: goal.words for goal in plan.goals}
    match kind:
        case EntryKind.CASE:
            return {goal.id: goal.words for goal in plan.goals if takes_cases(goal)}
        case EntryKind.ACTION:
            tasks = [task for article in plan.articles for task in article.deliverables]
            return {**goals, **{task.id: (task.id, task.title.zh, task.title.en) for task in tasks}}
        case EntryKind.SUBMISSION:
            return {duty.id: (duty.id, duty.title.zh, duty.title.en) for duty in plan.duties}
        case EntryKind.JUDGEMENT:
            return _items(Scoring.JUDGED)
        case EntryKind.MILESTONE:
            return _items(Scoring.MILESTONE)
        case EntryKind.EVENT:
            return {
                event.value: tuple(word for word, known in EVENT_WORDS.items() if known is event)
                for event in EventKind
            }


def _items(scoring: Scoring) -> _Names:
    items = [item for item in load_assessment().items if item.function is scoring]
    return {item.id: (item.id, item.name.zh, item.name.en) for item in items}
