"""The choices of this page; all are in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from indicators import Article, Plan
from pages.shared.scope import choose_or_none
from pages.shared.stages import SHOWN_STAGES, stage_text
from pages.shared.task_board import article_label, chosen_articles
from pages.shared.viewpoint import Scope

__all__ = ["Filters", "choose_editing", "choose_filters"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked at; None for all.

    Attributes:
        article: one of `articles`.
        articles: those that the choice of section and department leaves.
    """

    department: str | None
    stage: str | None
    article: Article | None
    articles: tuple[Article, ...]


def choose_filters(plan: Plan, scope: Scope) -> Filters:
    """Draw the choice of section, department, stage and article and give it."""
    columns = st.columns([1.1, 1.2, 0.8, 1.5], vertical_alignment="bottom")
    sections = {
        str(article.section): f"{article.section} {scope.text(article.section_title)}"
        for article in plan.articles
    }
    names = {each.id: scope.text(each.name) for each in plan.departments}
    stages = {str(stage): stage_text(stage, scope) for stage in SHOWN_STAGES}
    with columns[0]:
        section = _choose("section", sections, scope)
    with columns[1]:
        department = _choose("department", names, scope)
    with columns[2]:
        stage = _choose("stage", stages, scope)
    articles = chosen_articles(plan, section=int(section) if section else None, department=department)
    with columns[3]:
        labels = {str(article.number): article_label(article, scope) for article in articles}
        number = _choose("article", labels, scope)
    chosen = next((article for article in articles if str(article.number) == number), None)
    return Filters(department, stage, chosen, articles)


def _choose(key: str, names: Mapping[str, str], scope: Scope) -> str | None:
    title, none = scope.say(f"measures.{key}"), scope.say("measures.all")
    return choose_or_none(key, names, title=title, none=none)


def choose_editing(scope: Scope) -> bool:
    """Draw the switch that opens the table for changes."""
    return st.toggle(scope.say("measures.edit"), key="editing", bind="query-params", persist_state="session")
