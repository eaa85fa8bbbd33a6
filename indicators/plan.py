"""The plan: its goals, articles, deliverables and departments, and how to find them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from indicators.article import Article, Deliverable, DeliverableType, Duty, Gap
from indicators.errors import (
    UnknownArticleError,
    UnknownDeliverableError,
    UnknownDepartmentError,
    UnknownGoalError,
)
from indicators.goal import Goal, Item, Segment
from indicators.text import Text, fold
from indicators.vocabulary import Sector

__all__ = [
    "Article",
    "Deliverable",
    "DeliverableType",
    "Department",
    "DepartmentClass",
    "Duty",
    "Gap",
    "Goal",
    "Item",
    "Plan",
    "Segment",
]


class DepartmentClass(StrEnum):
    """To whom a department answers."""

    REGIONAL = "regional"
    LOCAL = "local"
    CENTRAL = "central"
    PARTY = "party"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class Department:
    """A body that the plan names; `aliases` are other forms of its name in use."""

    id: str
    name: Text
    aliases: tuple[str, ...]
    department_class: DepartmentClass
    note: Text | None

    @property
    def words(self) -> tuple[str, ...]:
        """Everything it can be called: id, names and aliases."""
        return (self.id, self.name.zh, self.name.en, *self.aliases)


_Named = TypeVar("_Named", Goal, Deliverable, Department)


@dataclass(frozen=True, slots=True)
class Plan:
    """A year's plan; `deadline` is the day by which its goals are due."""

    year: int
    name: Text
    deadline: date
    goals: tuple[Goal, ...]
    articles: tuple[Article, ...]
    duties: tuple[Duty, ...]
    departments: tuple[Department, ...]

    def find_goal(self, text: str) -> Goal | None:
        """The goal called `text`: id, name or short name, exact after trimming and NFKC folding."""
        return _called(text, self.goals)

    def require_goal(self, text: str) -> Goal:
        """The same as `find_goal`.

        Raises:
            UnknownGoalError: no goal is called so; it carries suggestions.
        """
        goal = self.find_goal(text)
        if goal is None:
            known = [word for goal in self.goals for word in goal.words]
            raise UnknownGoalError(text, known=known, allowed=[goal.id for goal in self.goals])
        return goal

    def goal(self, goal_id: str) -> Goal:
        """The goal with this id.

        Raises:
            UnknownGoalError: there is none; it carries suggestions.
        """
        for goal in self.goals:
            if goal.id == goal_id:
                return goal
        ids = [goal.id for goal in self.goals]
        raise UnknownGoalError(goal_id, known=ids, allowed=ids)

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """The deliverables of all articles, in the plan's order."""
        return tuple(deliverable for article in self.articles for deliverable in article.deliverables)

    def find_deliverable(self, text: str) -> Deliverable | None:
        """The deliverable called `text`: id or title, exact after trimming and NFKC folding."""
        return _called(text, self.deliverables)

    def require_reported(self, text: str) -> Goal | Deliverable:
        """The goal or deliverable called `text`: what a row of observations can be about.

        Raises:
            UnknownGoalError: nothing looks like it, or a goal does; it carries suggestions.
            UnknownDeliverableError: only deliverables look like it; it carries suggestions.
        """
        found = self.find_goal(text) or self.find_deliverable(text)
        if found is not None:
            return found
        try:
            return self.require_goal(text)
        except UnknownGoalError as error:
            known = [word for deliverable in self.deliverables for word in deliverable.words]
            ids = [deliverable.id for deliverable in self.deliverables]
            other = UnknownDeliverableError(text, known=known, allowed=ids)
            if error.suggestions or not other.suggestions:
                raise
            raise other from None

    def title_of(self, indicator: str) -> Text:
        """What a row of observations is about, in short: the goal's short name or the deliverable's title.

        Raises:
            UnknownGoalError: the plan has no such id.
        """
        deliverable = next((each for each in self.deliverables if each.id == indicator), None)
        return deliverable.title if deliverable else self.goal(indicator).short

    def goals_of(self, sector: Sector) -> tuple[Goal, ...]:
        """The goals of a sector, in the plan's order."""
        return tuple(goal for goal in self.goals if goal.sector is sector)

    def article(self, number: int) -> Article:
        """The article with this number.

        Raises:
            UnknownArticleError: there is none.
        """
        for article in self.articles:
            if article.number == number:
                return article
        numbers = [str(article.number) for article in self.articles]
        raise UnknownArticleError(str(number), known=numbers, allowed=numbers)

    def find_department(self, text: str) -> Department | None:
        """The department called `text`: id, name or alias, exact after trimming and NFKC folding."""
        return _called(text, self.departments)

    def require_department(self, text: str) -> Department:
        """The same as `find_department`.

        Raises:
            UnknownDepartmentError: no department is called so; it carries suggestions.
        """
        department = self.find_department(text)
        if department is None:
            known = [word for each in self.departments for word in each.words]
            raise UnknownDepartmentError(text, known=known, allowed=[each.id for each in self.departments])
        return department

    def department(self, department_id: str) -> Department:
        """The department with this id.

        Raises:
            UnknownDepartmentError: there is none; it carries suggestions.
        """
        for department in self.departments:
            if department.id == department_id:
                return department
        ids = [department.id for department in self.departments]
        raise UnknownDepartmentError(department_id, known=ids, allowed=ids)

    def articles_of(self, department_id: str) -> tuple[Article, ...]:
        """The articles that name a department, in the plan's order."""
        return tuple(article for article in self.articles if department_id in article.departments)

    def goals_of_department(self, department_id: str) -> tuple[Goal, ...]:
        """The goals whose article names a department; the plan does not split them further."""
        return tuple(goal for goal in self.goals if department_id in goal.departments)


def _called(text: str, entries: Iterable[_Named]) -> _Named | None:
    wanted = fold(text)
    return next((entry for entry in entries if wanted in map(fold, entry.words)), None)
