"""What the viewer looks at: the sole owner of session state and of the URL.

Every choice is a widget bound to a query parameter, so a copied link opens the same view. Streamlit writes
the label of an option into the URL, hence `write_urls_anew` when the language changes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar, get_args

import streamlit as st

from geo import Register
from indicators import Deliverable, Goal, Sector
from pages.shared.text import LANGUAGES, area_options, goal_label
from pages.shared.viewpoint import Scope, Theme, View

__all__ = [
    "choose_area",
    "choose_case",
    "choose_case_goal",
    "choose_county",
    "choose_cutoff",
    "choose_goal",
    "choose_one",
    "choose_or_none",
    "choose_segment",
    "choose_subject",
    "choose_upload",
    "choose_view",
    "current_scope",
    "known_after",
    "language",
    "look_back",
    "on_case_click",
    "on_county_click",
    "theme",
    "write_urls_anew",
]

Option = TypeVar("Option", bound=str)

_LABELLED = (
    *("prefecture", "sector", "goal", "view", "county", "area", "known"),
    *("part", "first", "second", "trend", "reports"),
    *("shows", "day", "small_maps"),
    *("about", "handled", "case"),
    *("section", "department", "stage", "article", "reporter"),
    *("preset", "assessed"),
    *("document", "edition", "unit"),
)


def language() -> str:
    """The viewer's language, known before any widget is drawn."""
    labels = {label: code for code, label in LANGUAGES.items()}
    chosen = st.session_state.get("language") or labels.get(st.query_params.get("language", ""))
    return chosen if chosen in LANGUAGES else "zh"


def theme() -> Theme:
    """The viewer's theme, dark if the address says so."""
    chosen = st.session_state.get("theme") or st.query_params.get("theme")
    return "dark" if chosen == "dark" else "light"


def known_after() -> int:
    """Number of the upload after which the viewer looks at everything; 0 for the newest state."""
    if "known" in st.session_state:
        return int(st.session_state["known"])
    number = st.query_params.get("known", "").partition(" ")[0]
    return int(number) if number.isdecimal() else 0


def look_back(seq: int) -> None:
    """Look at all pages as after an upload, or (0) at the newest state again; before the bar is drawn."""
    st.session_state["known"] = seq


def write_urls_anew() -> None:
    """Setting a value by program makes Streamlit write its label, now of the new language, into the URL."""
    for key in _LABELLED:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def current_scope(newest: date | None = None) -> Scope:
    """The scope as the bar of this run has it."""
    state = st.session_state
    as_of = state.get("as_of") or newest
    sector = state.get("sector")
    assert as_of is not None, "the scope bar comes first"
    return Scope(
        language=language(),
        as_of=as_of,
        prefecture=state.get("prefecture"),
        sector=Sector(sector) if sector else None,
        known=st.query_params.get("known", "") if state.get("known") else "",
        theme=theme(),
    )


def choose_goal(goals: list[Goal], scope: Scope) -> Goal:
    """Draw the choice of a goal among `goals` (not empty) and give it."""
    names = {goal.id: goal_label(goal, scope.language) for goal in goals}
    chosen = _choose("goal", names, scope.say("scope.goal"), persist_state="session")
    return next(goal for goal in goals if goal.id == chosen)


def choose_subject(goals: Sequence[Goal], deliverables: Sequence[Deliverable], scope: Scope) -> str:
    """Draw the choice of a goal or deliverable and give its id."""
    names = {goal.id: goal_label(goal, scope.language) for goal in goals}
    names |= {each.id: f"{each.id} {scope.text(each.title)}" for each in deliverables}
    return _choose("goal", names, scope.say("scope.subject"), persist_state="session")


def choose_view(scope: Scope) -> View:
    """Draw the choice between true boundaries and equal tiles."""
    views: tuple[View, ...] = get_args(View)
    names = {view: scope.say(f"scope.{view}") for view in views}
    return choose_segment("view", names, scope.say("scope.view"))


def choose_segment(key: str, names: Mapping[Option, str], title: str) -> Option:
    """Draw the choice of one of a few side by side, the first unless another is chosen, and give it.

    Args:
        key: of the choice, in the address too.
        names: what each option is called.
        title: what is chosen.
    """
    chosen: Option = st.segmented_control(
        title,
        list(names),
        key=key,
        default=next(iter(names)),
        required=True,
        format_func=names.__getitem__,
        bind="query-params",
        persist_state="session",
    )
    return chosen


def choose_county(register: Register, scope: Scope) -> str | None:
    """Draw the choice of a county of the scope, or none, and give its code."""
    counties = register.counties_of(scope.prefecture or register.region.code)
    names = {area.code: scope.name(area) for area in counties}
    return choose_or_none("county", names, title=scope.say("scope.county"), none=scope.say("scope.no_county"))


def choose_or_none(key: str, names: Mapping[str, str], *, title: str, none: str) -> str | None:
    """Draw the choice of one of `names` or `none` and give it; what is no longer there is forgotten."""
    if st.session_state.get(key) not in (None, *names):
        st.session_state[key] = None
    chosen: str | None = st.selectbox(
        title,
        [None, *names],
        key=key,
        format_func=lambda option: names.get(option, "") if option else none,
        bind="query-params",
        persist_state="session",
    )
    return chosen


def choose_one(key: str, names: Mapping[str, str], *, title: str) -> str:
    """Draw the choice of one of `names` (not empty) and give it; what is no longer there is forgotten."""
    return _choose(key, names, title, persist_state="session")


def choose_cutoff(scope: Scope, *, first: date) -> date:
    """Draw the choice of the day on which the data end, from `first` to the as-of date, and give it."""
    chosen = st.session_state.get("cutoff")
    if chosen is not None and not first <= chosen <= scope.as_of:
        st.session_state["cutoff"] = scope.as_of
    day: date = st.date_input(
        scope.say("reports.cutoff"),
        value=scope.as_of,
        min_value=first,
        max_value=scope.as_of,
        key="cutoff",
        format="YYYY-MM-DD",
        bind="query-params",
    )
    return day


def choose_area(register: Register, scope: Scope) -> str:
    """Draw the choice of an area of the scope, the scope itself first, and give its code."""
    top = scope.prefecture or register.region.code
    below = register.children(top) if scope.prefecture else (*register.prefectures, *register.counties)
    names = area_options((register.area(top), *below), scope.language)
    return _choose("area", names, scope.say("scope.area"), persist_state="session")


def choose_upload(labels: Mapping[str, str], scope: Scope) -> str:
    """Draw the choice of an upload by its label and give its id."""
    return _choose("upload", labels, scope.say("history.chosen"))


def choose_case_goal(labels: Mapping[str, str], scope: Scope) -> str:
    """Draw the choice of the goal whose cases are looked at, by its label, and give its id."""
    return _choose("about", labels, scope.say("scope.goal"))


def choose_case(labels: Mapping[str, str], scope: Scope) -> str:
    """Draw the choice of one case by its label and give its id."""
    return _choose("case", labels, scope.say("cases.chosen"))


def on_case_click(table_key: str, ids: Sequence[str]) -> None:
    """Take over the case whose row was clicked in a table; `ids` are those of its rows."""
    rows = st.session_state[table_key].selection.rows
    if rows and rows[0] < len(ids):
        st.session_state["case"] = ids[rows[0]]


def _choose(
    key: str, names: Mapping[str, str], title: str, *, persist_state: Literal["session"] | None = None
) -> str:
    """Draw the choice of one of `names` and give it; a choice that is no longer there is forgotten."""
    if st.session_state.get(key) not in names:
        st.session_state.pop(key, None)
    chosen: str = st.selectbox(
        title,
        list(names),
        key=key,
        format_func=lambda option: names.get(option, ""),
        bind="query-params",
        persist_state=persist_state,
    )
    return chosen


def on_county_click(chart_key: str) -> None:
    """Take over the county that was clicked on a map; a click on the chosen one lets it go."""
    clicked = [
        found["properties"]["code"]
        for layer in st.session_state[chart_key].selection.objects.values()
        for found in layer
    ]
    if clicked:
        st.session_state["county"] = None if clicked[0] == st.session_state.get("county") else clicked[0]
