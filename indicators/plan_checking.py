"""Whether the entries of a plan folder fit their kinds and each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indicators.errors import PlanProblem, plan_problem
from indicators.goal import Goal
from indicators.inputs import REFERENCE, TOLERANCE, quota_of
from indicators.plan import Article, Department, Duty
from indicators.text import fold
from indicators.vocabulary import Kind, Temporal

__all__ = [
    "DEPARTMENTS_FILE",
    "GOALS_FILE",
    "MEASURES_FILE",
    "check_departments",
    "check_gaps",
    "check_goals",
    "check_measures",
]

GOALS_FILE = "goals.toml"
MEASURES_FILE = "measures.toml"
DEPARTMENTS_FILE = "departments.toml"
"""The files of a plan folder."""

_RATIO = {"comparison", "threshold_bp", "numerator", "denominator", "unit_of_count"}
_NEEDED = {
    Kind.RATE: _RATIO,
    Kind.SHARE_OF_COUNTIES: _RATIO,
    Kind.MEAN_OF_PREFECTURES: _RATIO,
    Kind.COUNT: {"comparison", "threshold", "unit_of_count"},
    Kind.ASPIRATION: {"unit_of_count"},
    Kind.MILESTONE: set[str](),
    Kind.NEAR_REFERENCE: {"comparison", "reference", "tolerance"},
    Kind.REACH_REFERENCE: {"comparison", "reference"},
    Kind.RISE: {"numerator", "denominator", "unit_of_count", "reference"},
    Kind.QUOTA: {"comparison", "reference"},
    Kind.WORDING: set[str](),
}
_ALLOWED_TOO = {Kind.MILESTONE: {"threshold"}, Kind.WORDING: {"unit_of_count"}}
_BY_KIND = sorted({*set[str]().union(*_NEEDED.values())})
_HIGHEST_BP = 10_000


def check_goals(goals: Sequence[Goal], *, articles: Sequence[Article] | None) -> Iterator[PlanProblem]:
    """Faults of goals: fields that do not fit the kind, words used twice or reserved, unknown articles.

    Args:
        goals: those that could be read.
        articles: None when their file has faults of its own, so that references cannot be judged.
    """
    yield from _shared_words(GOALS_FILE, "goals", goals)
    known = None if articles is None else {article.number for article in articles}
    for goal in goals:
        place = f"goals[{goal.id}]"
        yield from _fit(goal, place)
        parts = [*(segment.id for segment in goal.segments), *(item.id for item in goal.items)]
        yield from _twice(GOALS_FILE, place, parts)
        for part in filter(_is_reserved, parts):
            yield plan_problem(GOALS_FILE, place, "reserved_segment", name=part)
        if known is not None and goal.article not in known:
            yield plan_problem(GOALS_FILE, place, "unknown_article", found=goal.article)


def _is_reserved(segment: str) -> bool:
    """Whether rows of that segment would pass for inputs, which are never counted."""
    quota = quota_of("")
    return segment in {REFERENCE, TOLERANCE, quota} or segment.endswith(f".{quota}")


def _fit(goal: Goal, place: str) -> Iterator[PlanProblem]:
    needed = _NEEDED[goal.kind]
    allowed = needed | _ALLOWED_TOO.get(goal.kind, set())
    for field in _BY_KIND:
        is_there = getattr(goal, field) is not None
        if is_there and field not in allowed:
            yield plan_problem(GOALS_FILE, place, "field_not_wanted", kind=goal.kind, field=field)
        elif not is_there and field in needed:
            yield plan_problem(GOALS_FILE, place, "field_needed", kind=goal.kind, field=field)
    if not 0 <= (goal.threshold_bp or 0) <= _HIGHEST_BP:
        facts = {"field": "threshold_bp", "low": 0, "high": _HIGHEST_BP, "found": goal.threshold_bp}
        yield plan_problem(GOALS_FILE, place, "out_of_range", **facts)
    if goal.zero_tolerance and goal.temporal is not Temporal.FLOW:
        yield plan_problem(GOALS_FILE, place, "not_a_flow")


def check_measures(
    articles: Sequence[Article], *, sections: Sequence[int] | None, duties: Sequence[Duty]
) -> Iterator[PlanProblem]:
    """Faults of articles: numbers and ids used twice, unknown sections.

    Args:
        articles: those that could be read.
        sections: numbers of the sections; None when they could not all be read.
        duties: the closing duties; their ids share one list with those of the deliverables.
    """
    yield from _twice(MEASURES_FILE, "sections", map(str, sections or ()))
    yield from _twice(MEASURES_FILE, "articles", (str(article.number) for article in articles))
    deliverables = [deliverable.id for article in articles for deliverable in article.deliverables]
    yield from _twice(MEASURES_FILE, "deliverables", [*deliverables, *(duty.id for duty in duties)])
    for article in articles:
        if sections is not None and article.section not in sections:
            place = f"articles[{article.number}]"
            yield plan_problem(MEASURES_FILE, place, "unknown_section", found=article.section)


def check_gaps(articles: Sequence[Article], *, goals: Sequence[Goal]) -> Iterator[PlanProblem]:
    """Gaps of articles that are about what the article does not hold."""
    for article in articles:
        own = {deliverable.id for deliverable in article.deliverables}
        own |= {goal.id for goal in goals if goal.article == article.number}
        for gap in article.gaps:
            if gap.subject not in own:
                place = f"articles[{article.number}]"
                yield plan_problem(MEASURES_FILE, place, "unknown_subject", field="gaps", found=gap.subject)


def check_departments(
    departments: Sequence[Department], *, articles: Sequence[Article], goals: Sequence[Goal]
) -> Iterator[PlanProblem]:
    """Faults of departments: words used twice, and ids that others name but that are not there."""
    yield from _shared_words(DEPARTMENTS_FILE, "departments", departments)
    known = {department.id for department in departments}
    named = [
        *((MEASURES_FILE, f"articles[{a.number}]", "departments", a.departments) for a in articles),
        *((GOALS_FILE, f"goals[{goal.id}]", "likely_owner", goal.likely_owner) for goal in goals),
    ]
    for file, place, field, ids in named:
        for department in ids:
            if department not in known:
                yield plan_problem(file, place, "unknown_department", field=field, found=department)


def _shared_words(file: str, place: str, entries: Sequence[Goal | Department]) -> Iterator[PlanProblem]:
    owners: dict[str, list[str]] = {}
    for number, entry in enumerate(entries, start=1):
        # One entry may repeat itself, as where name and short name agree.
        for word in dict.fromkeys(map(fold, entry.words)):
            owners.setdefault(word, []).append(f"{entry.id} (#{number})")
    for word, names in owners.items():
        if len(names) > 1:
            yield plan_problem(file, place, "shared_word", name=word, owners=", ".join(names))


def _twice(file: str, place: str, names: Iterable[str]) -> Iterator[PlanProblem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield plan_problem(file, place, "duplicate", name=name, count=count)
