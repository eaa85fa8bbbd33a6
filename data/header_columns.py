"""From the labels of a header to the columns of a layout: what each column gives, and what is missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from data.columns import is_name_label
from data.grid import column_name
from data.header_rows import HeaderRows
from data.header_words import AREA_WORDS, UNIT, area_rank
from data.headers import RATE, Grammar, Meaning, Title, squash
from data.layout import FIGURES, MEASURED, Column, Layout, LayoutKind, observed_columns
from indicators import PeriodType, find_period

__all__ = ["Draft", "draft_layout", "missing_parts", "repeated_columns"]

_FOUND_TWICE = ("indicator", "area")
_CODES, _COUNTIES, _, _PREFECTURES = range(4)
_NUMBER = re.compile(r"[\d.,%\s-]+")
_UNIT = re.compile(rf"\(?{UNIT}\)?")
_SPANS = (PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.YEAR)


@dataclass(frozen=True, slots=True)
class Draft:
    """A layout read from a header.

    Attributes:
        layout: as far as it is known.
        fits: whether two rows belong together as a header.
    """

    layout: Layout
    fits: bool

    @property
    def is_complete(self) -> bool:
        """Whether the table can be read so."""
        return self.fits and not missing_parts(self.layout) and not repeated_columns(self.layout)


def draft_layout(header: HeaderRows, grammar: Grammar) -> Draft:
    """Read the columns below a header, with what the title says about all of them."""
    title = grammar.read_titles(header.titles)
    columns = _read(header, grammar, title)
    if not title.goal and _only_goal(columns):
        title = replace(title, goal=grammar.goals[_only_goal(columns)])
        columns = _read(header, grammar, title)
    columns = _without_rates(_without_wider_areas(columns), title)
    constants = _constants(columns, title)
    columns = _with_second_names(_without_sums(_without_strays(columns, constants)))
    layout = Layout(
        kind=_kind(columns),
        header=header.rows,
        columns=tuple(columns),
        constants=constants,
        unread=_unread(header, {column.position for column in columns}),
    )
    return Draft(layout, fits=_fits(header, columns, grammar, title))


def missing_parts(layout: Layout) -> tuple[str, ...]:
    """What a layout lacks to be read: of `area`, `indicator`, `period` and `measured`."""
    fields = {column.field for column in layout.columns} | set(layout.constants)
    own = observed_columns(layout.columns)
    parts = ["area"] if "area" not in fields else []
    parts += ["indicator"] if "indicator" not in fields and not _all_say("indicator", own) else []
    parts += ["period"] if "period" not in fields and not _all_say("period", own) else []
    return (*parts, *([] if own else ["measured"]))


def repeated_columns(layout: Layout) -> tuple[str, ...]:
    """Labels of columns that give the same field of the same goal, period and segment."""
    goal = layout.constants.get("indicator", "")
    by_item = any(column.field == "item" for column in layout.columns)  # which figure it is, each row says
    fields = ["value" if by_item and column.field in FIGURES else column.field for column in layout.columns]
    groups = [(column.indicator or goal, column.period, column.segment) for column in layout.columns]
    gives = list(zip(fields, groups, strict=True))
    twice = (c.label for c, what in zip(layout.columns, gives, strict=True) if gives.count(what) > 1)
    return tuple(dict.fromkeys(twice))


def _all_say(part: str, columns: Sequence[Column]) -> bool:
    return bool(columns) and all(getattr(column, part) for column in columns)


def _read(header: HeaderRows, grammar: Grammar, title: Title) -> list[Column]:
    """The columns whose labels stand for something, all of them."""
    columns: list[Column] = []
    for position, label in enumerate(header.labels, start=1):
        meaning = _meaning(label, header.cells[-1][position - 1], grammar, title)
        if meaning and meaning.field in ("item", "indicator"):
            named = grammar.find_names(header.cells_below(position))
            unnamed = "" if meaning.field == "item" else "indicator"
            meaning = Meaning(named or unnamed)
        if meaning and meaning.field:
            columns.append(Column(position=position, label=label, **asdict(meaning)))
    return columns


def _meaning(label: str, lower: str, grammar: Grammar, title: Title) -> Meaning | None:
    """A heading that says nothing is passed over, but not above figures: they may be another goal's."""
    meaning = grammar.read(label, title)
    if meaning or lower in ("", label):
        return meaning
    alone = grammar.read(lower, title)
    return alone if alone and not alone.is_measured else None


def _only_goal(columns: Sequence[Column]) -> str:
    """The one goal that labels name, where other figures have none and no column gives it."""
    figures = [column for column in columns if column.field in (*FIGURES, RATE)]
    named = {column.indicator for column in figures}
    is_open = "" in named and len(named) == 2 and all(column.field != "indicator" for column in columns)
    return max(named) if is_open else ""


def _without_wider_areas(columns: Sequence[Column]) -> list[Column]:
    """Of several columns with names of areas those of the counties, else of any areas; codes stay."""
    names = [_rank(column) for column in columns if column.field == "area" and _rank(column) != _CODES]
    kept = (_CODES, min(names, default=_CODES))
    return [column for column in columns if column.field != "area" or _rank(column) in kept]


def _rank(column: Column) -> int:
    """Codes first, then from counties upwards."""
    rank = area_rank(squash(column.label.rpartition(" / ")[2]))
    return len(AREA_WORDS) if rank is None else rank


def _without_rates(columns: Sequence[Column], title: Title) -> list[Column]:
    """A rate beside the count of what passed is not read; alone it is the value."""
    counted = {_group(column, title) for column in columns if column.field in ("numerator", "value")}
    kept = [column for column in columns if column.field != RATE or _group(column, title) not in counted]
    return [replace(column, field="value") if column.field == RATE else column for column in kept]


def _group(column: Column, title: Title) -> tuple[str, str, str]:
    return column.indicator or title.goal_id, column.period, column.segment


def _constants(columns: Sequence[Column], title: Title) -> dict[str, str]:
    """What the title says about all figures that no column says."""
    fields = {column.field for column in columns}
    own = observed_columns(columns)
    constants: dict[str, str] = {}
    if title.goal and "indicator" not in fields and not _all_say("indicator", own):
        constants["indicator"] = title.goal.id
    if title.period and "period" not in fields and not _all_say("period", own):
        constants["period"] = title.period.text
        if title.period.kind and "period_type" not in fields:
            constants["period_type"] = title.period.kind
    return constants


def _without_strays(columns: Sequence[Column], constants: Mapping[str, str]) -> list[Column]:
    """Without figures that lack goal or period where others have it."""
    given = {column.field for column in columns} | set(constants)
    figures = [column for column in columns if column.field in FIGURES]
    told = [
        part
        for part in ("indicator", "period")
        if part not in given and any(getattr(column, part) for column in figures)
    ]
    return [
        column
        for column in columns
        if column.field not in FIGURES or all(getattr(column, part) for part in told)
    ]


def _without_sums(columns: Sequence[Column]) -> list[Column]:
    """Without quarters and years beside months of the same year: they would count twice."""
    finest: dict[str, int] = {}
    for column in columns:
        if column.period:
            year = column.period[:4]
            finest[year] = min(finest.get(year, len(_SPANS)), _span(column))
    return [column for column in columns if not column.period or _span(column) == finest[column.period[:4]]]


def _span(column: Column) -> int:
    period = find_period(column.period)
    assert period is not None, column.period
    return _SPANS.index(period.kind)


def _with_second_names(columns: Sequence[Column]) -> list[Column]:
    """Of two columns for goal or area the one with names is the second, which must agree with the first."""
    second = set()
    for field in _FOUND_TWICE:
        both = [column for column in columns if column.field == field]
        second |= {column.position for column in sorted(both, key=_is_name)[1:2]}
    return [replace(c, field=f"{c.field}_again") if c.position in second else c for c in columns]


def _is_name(column: Column) -> bool:
    return is_name_label(column.label) or _rank(column) in (_COUNTIES, _PREFECTURES)


def _kind(columns: Sequence[Column]) -> LayoutKind:
    if any(column.period for column in columns):
        return LayoutKind.MONTHS
    is_long = any(column.field == "indicator" for column in columns)
    return LayoutKind.LONG if is_long else LayoutKind.GOALS


def _unread(header: HeaderRows, read: set[int]) -> tuple[str, ...]:
    """Labels of the other columns; the letter of one without a label that has cells below."""
    labels = [
        label or (column_name(position) if header.cells_below(position) else "")
        for position, label in enumerate(header.labels[: header.width], start=1)
        if position not in read
    ]
    return tuple(dict.fromkeys(filter(None, labels)))


def _fits(header: HeaderRows, columns: Sequence[Column], grammar: Grammar, title: Title) -> bool:
    """Whether the second row says more about the first: figures have a heading above, areas have not."""
    if len(header.rows) == 1:
        return True
    upper, lower = header.cells
    if any(_NUMBER.fullmatch(cell) for cell in lower):
        return False
    areas = [c.position - 1 for c in columns if c.field in ("area", "area_again")]
    is_above = any(header.uppers[place] and lower[place] not in ("", upper[place]) for place in areas)
    if is_above and sum(map(bool, upper)) == 1:  # a title
        return False
    read = {column.position - 1 for column in columns}
    strange = [place for place, cell in enumerate(lower) if cell and place not in read]
    if any(_says_all(grammar.read(upper[place], title)) for place in strange):  # what is below is data
        return False
    figures = [c for c in columns if c.field in MEASURED and lower[c.position - 1]]
    is_headed = all(header.uppers[column.position - 1] for column in figures)
    below = [c for c in figures if lower[c.position - 1] != upper[c.position - 1]]
    words = [c for c in below if not _UNIT.fullmatch(squash(lower[c.position - 1]))]
    return is_headed and bool(words) and all(_is_label(lower, column, grammar, title) for column in words)


def _says_all(meaning: Meaning | None) -> bool:
    """Whether a label leaves nothing for a second one to say: a count, or a column that is for no goal."""
    if meaning is None:
        return False
    return meaning.field in ("numerator", "denominator") or not (meaning.indicator or meaning.period)


def _is_label(lower: Sequence[str], column: Column, grammar: Grammar, title: Title) -> bool:
    own = replace(title, goal=grammar.goals.get(column.indicator, title.goal))
    return grammar.read(lower[column.position - 1], own) is not None
