"""The grammar of header labels: a column of the long table, or goal, period, segment and field."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from data.columns import COLUMN_LABELS, find_column
from data.header_periods import (
    PERIOD_WORDS,
    TitlePeriod,
    read_label_period,
    speaks_of_period,
    title_period,
    title_year,
)
from data.header_words import FIELD_WORDS, UNIT, area_rank
from data.layout import FIGURES, MEASURED
from indicators import Goal, Kind, Plan, input_segments
from indicators.text import fold

__all__ = ["RATE", "Grammar", "Meaning", "Title", "find_figure", "squash"]

RATE = "rate"
"""Field of a quotient; it is a value only where no counts stand beside it."""

_LONGEST_LABEL = 80
_LONGEST_TITLE = 200
_LETTER = re.compile(r"[^\W\d_]")
_PERIOD = re.compile(PERIOD_WORDS)
_FIELDS = {field: re.compile(words) for field, words in FIELD_WORDS.items()}
_BETWEEN = re.compile(rf"\((?:单位:?)?{UNIT}\)|[/,:]{UNIT}(?=$|[/)])|其中:?|[-_/|·:、,.;()\[\]—–→]")
_NOT_OF_THE_TABLE = re.compile("填报(?!表)|制表|报送|打印|电话|备注|说明|注:|依据|文号")
_TAIL = re.compile("(?:合格|优良|认证|覆盖|达标|无害化处理)?率$")
_USUAL_FIELD = {
    Kind.SHARE_OF_COUNTIES: "numerator",
    Kind.MILESTONE: "state",
    Kind.WORDING: "state",
    Kind.RATE: RATE,
    Kind.MEAN_OF_PREFECTURES: RATE,
    Kind.RISE: RATE,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label says, the rest empty; `field` is one of `data.columns`, `item` or `RATE`."""

    field: str = ""
    indicator: str = ""
    period: str = ""
    segment: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether figures, or words about them, stand below."""
        return self.field in MEASURED or self.field == RATE


@dataclass(frozen=True, slots=True)
class Title:
    """What the lines above a table say about all of it: goal, period, and the year of months without one."""

    goal: Goal | None
    period: TitlePeriod | None
    year: int

    @property
    def goal_id(self) -> str:
        """Empty when there is no goal."""
        return self.goal.id if self.goal else ""


def squash(text: str) -> str:
    """A label as it is compared: folded, without any space or line break."""
    return "".join(fold(text).split())


def find_figure(text: str) -> str:
    """The field of figures that words stand for by themselves, whatever the plan; empty for none."""
    word = _BETWEEN.sub("", squash(text))
    meant = (field for field in FIGURES if word in map(squash, (field, *COLUMN_LABELS[field])))
    return next(meant, "") or next((f for f in FIGURES if _FIELDS[f].fullmatch(word)), "")


class Grammar:
    """Reads the labels and titles of one plan's tables; `goals` by id."""

    def __init__(self, plan: Plan) -> None:
        """Goals by their names, short names and ids, and by short names without 合格率 and the like."""
        names = {squash(word): goal for goal in plan.goals for word in goal.words}
        stems = {_TAIL.sub("", squash(goal.short.zh)): goal for goal in plan.goals}
        self._year = plan.year
        self.goals = {goal.id: goal for goal in plan.goals}
        self._goal_of = stems | names
        self._any_name = _one_of(self._goal_of)
        self._full_name = _one_of(names)
        self._fields = _field_words(plan.goals)
        self._segments = {goal.id: _segment_words(goal) for goal in plan.goals}

    def read_titles(self, texts: Iterable[str]) -> Title:
        """Goal, period and year, each of the first text that speaks of it."""
        told = [squash(text) for text in texts if len(text) <= _LONGEST_TITLE]
        told = [text for text in told if not _NOT_OF_THE_TABLE.search(text)]
        year = next(filter(None, map(title_year, told)), self._year)
        named = ({self._goal_of[name].id for name in self._full_name.findall(text)} for text in told)
        goals = next(filter(None, named), set[str]())
        timed = next((text for text in told if title_period(text, year=year) or speaks_of_period(text)), "")
        return Title(
            goal=self.goals[goals.pop()] if len(goals) == 1 else None,
            period=title_period(timed, year=year, to_date=any("累计" in text for text in told)),
            year=year,
        )

    def read(self, label: str, title: Title) -> Meaning | None:
        """What a label stands for in a table with this title; None when it stands for nothing."""
        text = squash(label[: _LONGEST_LABEL + 1])
        if len(label) > _LONGEST_LABEL or not (_LETTER.search(text) or _PERIOD.match(text)):
            return None
        column = find_column(label) or find_column(text) or ("area" if area_rank(text) is not None else None)
        if column:
            return Meaning(column)
        meaning = self._parse(text, title)
        is_named = self._full_name.search(text) or (meaning and meaning.field in ("numerator", "denominator"))
        if meaning is None or (meaning.indicator and not is_named):
            return None
        return self._completed(meaning, title)

    def find_names(self, cells: Iterable[str]) -> str:
        """What the cells of a column name: `indicator` for goals, `item` for fields; empty for neither."""
        words = [squash(cell) for cell in cells]
        if any(self._full_name.fullmatch(word) for word in words):
            return "indicator"
        return "item" if any(map(find_figure, words)) else ""

    def _parse(self, text: str, title: Title) -> Meaning | None:
        """The words of a compound label, one of each kind; None when anything is left over."""
        meaning, position = Meaning(), 0
        while position < len(text):
            gap = _BETWEEN.match(text, position)
            words = self._words(text, position, goal=meaning.indicator or title.goal_id, year=title.year)
            length, part, value = max(words, key=lambda word: word[0], default=(0, "", ""))
            if gap and len(gap[0]) >= length:
                position = gap.end()
            elif not length or getattr(meaning, part):
                return None
            else:
                meaning = replace(meaning, **{part: value})
                position += length
        return meaning if meaning != Meaning() else None

    def _words(self, text: str, position: int, *, goal: str, year: int) -> Iterator[tuple[int, str, str]]:
        """Length, part and value of every word that begins here; of equal ones the first counts."""
        found = self._any_name.match(text, position)
        if found:
            yield len(found[0]), "indicator", self._goal_of[found[0]].id
        found = _PERIOD.match(text, position)
        period = read_label_period(found[0], year=year) if found else None
        if found and period:
            yield len(found[0]), "period", period
        for part, words in (("segment", self._segments.get(goal, {})), ("field", self._fields[goal])):
            yield from (
                (len(word), part, value) for word, value in words.items() if text.startswith(word, position)
            )
        for field, pattern in _FIELDS.items():
            found = pattern.match(text, position)
            if found:
                yield len(found[0]), "field", field

    def _completed(self, meaning: Meaning, title: Title) -> Meaning:
        """With the goal of a segment and the field that go without saying."""
        if meaning.segment and not meaning.indicator:
            meaning = replace(meaning, indicator=title.goal_id)
        goal = self.goals.get(meaning.indicator) or title.goal
        usual = _USUAL_FIELD.get(goal.kind, "value") if goal else "value"
        return replace(meaning, field=meaning.field or usual)


def _one_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _field_words(goals: Iterable[Goal]) -> dict[str, dict[str, str]]:
    """Words for fields by goal; under no goal those of all goals that name the same field everywhere."""
    labels = {squash(word): field for field in MEASURED for word in (field, *COLUMN_LABELS[field])}
    own = {goal.id: _count_names(goal) for goal in goals}
    meant: dict[str, set[str]] = {}
    for words in own.values():
        for word, field in words.items():
            meant.setdefault(word, set()).add(field)
    shared = {word: fields.pop() for word, fields in meant.items() if len(fields) == 1}
    return {"": labels | shared, **{goal: labels | shared | words for goal, words in own.items()}}


def _count_names(goal: Goal) -> dict[str, str]:
    names = {"denominator": goal.denominator, "numerator": goal.numerator}
    return {squash(word): field for field, name in names.items() if name for word in (name.zh, name.en)}


def _segment_words(goal: Goal) -> dict[str, str]:
    names = {part.id: part.name for part in (*goal.segments, *input_segments(goal))}
    names |= {item.id: item.name for item in goal.items}
    return {squash(word): key for key, name in names.items() for word in (key, name.zh, name.en)}
