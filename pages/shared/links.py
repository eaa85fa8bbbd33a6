"""Addresses of the pages that carry the viewer's filters; a link starts a new session, which knows none."""

from collections.abc import Mapping
from urllib.parse import urlencode

from geo import Area, AreaLevel, Register
from indicators import Goal
from pages.shared.text import LANGUAGES, goal_label, sector_label
from pages.shared.viewpoint import Scope, Theme

__all__ = [
    "area_address",
    "cases_address",
    "drags_address",
    "goal_address",
    "page_address",
    "theme_address",
    "trends_address",
    "upload_address",
]


def goal_address(goal: Goal, *, register: Register, scope: Scope) -> str:
    """Address of a goal on the map page; Streamlit reads the labels of options from it, not their codes."""
    chosen = {"goal": goal_label(goal, scope.language)}
    return page_address("map", chosen, prefecture=scope.prefecture, register=register, scope=scope)


def trends_address(goal: Goal, *, register: Register, scope: Scope) -> str:
    """Address of the course of a goal through the year, for the prefecture of the filter or the region."""
    chosen = {"goal": goal_label(goal, scope.language)}
    return page_address("trends", chosen, prefecture=scope.prefecture, register=register, scope=scope)


def drags_address(goal: Goal, *, register: Register, scope: Scope) -> str:
    """Address of who drags a goal, for the prefecture of the filter or the region."""
    chosen = {"part": scope.say("prefectures.part_drags"), "goal": goal_label(goal, scope.language)}
    return page_address("prefectures", chosen, prefecture=scope.prefecture, register=register, scope=scope)


def area_address(area: Area, *, register: Register, scope: Scope) -> str:
    """Address of the page of one area: its county, or its prefecture as the filter, or the whole region."""
    chosen = {"county": scope.name(area)} if area.level is AreaLevel.COUNTY else {}
    prefecture = {AreaLevel.COUNTY: area.parent, AreaLevel.PREFECTURE: area.code}.get(area.level)
    return page_address("county", chosen, prefecture=prefecture, register=register, scope=scope)


def cases_address(area: Area, *, register: Register, scope: Scope, goal: Goal | None = None) -> str:
    """Address of the cases of an area and all within it, of one goal or of all."""
    chosen = {"about": goal_label(goal, scope.language)} if goal else {}
    if area.level is AreaLevel.COUNTY:
        chosen["county"] = scope.name(area)
    prefecture = {AreaLevel.COUNTY: area.parent, AreaLevel.PREFECTURE: area.code}.get(area.level)
    return page_address("cases", chosen, prefecture=prefecture, register=register, scope=scope)


def upload_address(label: str, *, register: Register, scope: Scope) -> str:
    """Address of an upload, by its label, on the history page."""
    return page_address(
        "history", {"upload": label}, prefecture=scope.prefecture, register=register, scope=scope
    )


def page_address(
    page: str, chosen: Mapping[str, str], *, prefecture: str | None, register: Register, scope: Scope
) -> str:
    """Address of a page with the viewer's filters, a prefecture of its own, and further choices by label."""
    filters = {**chosen, "as_of": scope.as_of.isoformat()}
    if prefecture:
        filters["prefecture"] = scope.name(register.area(prefecture))
    if scope.known:
        filters["known"] = scope.known
    if scope.sector:
        filters["sector"] = sector_label(scope.sector, scope.language)
    if scope.theme == "dark":
        filters["theme"] = "dark"
    return f"{page}?{urlencode(filters | {'language': LANGUAGES[scope.language]})}"


def theme_address(query: Mapping[str, str], theme: Theme) -> str:
    """The page with all its filters in a theme; light goes without saying."""
    kept = {name: value for name, value in query.items() if name != "theme"}
    return f"?{urlencode(kept | ({'theme': theme} if theme == 'dark' else {}))}"
