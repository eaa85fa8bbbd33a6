"""Drawing what is to be done about goals and deliverables: open actions, closing one, adding one."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from uuid import uuid4

import polars as pl
import streamlit as st

from indicators.entry import EntryKind, EntryState
from indicators.handling import cases_at
from pages.shared import cache, registers
from pages.shared.actions import ActionLine, action_lines, subject_labels, within
from pages.shared.draw_entry import ask_name_and_note, store_entry
from pages.shared.links import cases_address
from pages.shared.text import area_options
from pages.shared.viewpoint import Scope
from pages.shared.work import keep_seen, taken_seen

__all__ = ["draw_actions"]

_WIDTHS = (14, 1.3)  # of the text and its button
_DAYS_GIVEN = 30  # from the as-of date to the day that a new action is due, unless another is chosen


def draw_actions(  # noqa: PLR0913 -- which actions, and what a new one may be about
    scope: Scope,
    *,
    key: str,
    area: str | None = None,
    subjects: Sequence[str] | None = None,
    choices: Sequence[str] | None = None,
    most: int = 6,
    leads_to_cases: bool = False,
) -> None:
    """Draw the open actions, each with a button that closes it, and the form for a new one.

    Args:
        scope: as-of date, prefecture and language.
        key: of this list among others on the page.
        area: only actions of this area and those within it; a new one is for it.
        subjects: only actions about these goals and deliverables, by id; all when left out.
        choices: what a new one may be about; `subjects` when left out, or else everything in the plan.
        most: how many are listed; the others are counted.
        leads_to_cases: whether the title says how many cases are not closed, with the way there.
    """
    known = registers.ledger_version()
    found = action_lines(
        registers.entries(known, EntryKind.ACTION),
        plan=cache.plan(),
        register=cache.register(),
        scope=scope,
        area=area,
        subjects=subjects,
    )
    pending = [line for line in found if line.is_open]
    overdue = sum(line.is_overdue for line in pending)
    with st.container(key=f"actions-{key}", gap=None):
        title, button = st.columns(_WIDTHS, vertical_alignment="center")
        told = scope.say("actions.counts", count=len(pending), overdue=overdue)
        cases = f" · {_cases(area, known, scope)}" if leads_to_cases else ""
        heading = f"{scope.say('actions.title')} <small>{told}{cases}</small>"
        title.html(f'<div class="lines"><h3>{heading}</h3></div>')
        if not scope.known:
            with button:
                _draw_new(scope, key=key, area=area, choices=choices or subjects or _everything())
        for line in pending[:most]:
            _draw_line(line, known, scope, key=key)
        if len(pending) > most:
            st.caption(scope.say("actions.more", count=len(pending) - most))


def _cases(area: str | None, known: registers.Known, scope: Scope) -> str:
    """How many cases of the area are not closed, as a link to them."""
    register = cache.register()
    code = area or scope.prefecture or register.region.code
    stored = registers.entries(known, EntryKind.CASE)
    own = within(stored, code, register=register)
    goals = [goal.id for goal in cache.plan().goals if scope.sector in (None, goal.sector)]
    pending = (pl.col("state") != EntryState.CLOSED) & pl.col("subject").is_in(goals)
    count = cases_at(own, as_of=scope.as_of).filter(pending).height
    link = cases_address(register.area(code), register=register, scope=scope)
    return f'<a href="{escape(link)}" target="_self">{scope.say("actions.cases", count=count)}</a>'


def _everything() -> list[str]:
    plan = cache.plan()
    return [entry.id for entries in (plan.goals, plan.deliverables) for entry in entries]


def _draw_line(line: ActionLine, known: registers.Known, scope: Scope, *, key: str) -> None:
    text, button = st.columns(_WIDTHS, vertical_alignment="center")
    text.html(_action(line, scope))
    if not scope.known:
        with button.popover(scope.say("actions.close")):
            _draw_closing(line, known, scope, key=key)


def _action(line: ActionLine, scope: Scope) -> str:
    """One action as HTML; every text from data is escaped here."""
    about = escape(line.about)
    linked = f'<a href="{escape(line.link)}" target="_self">{about}</a>' if line.link else about
    word = "overdue" if line.is_overdue else "left" if line.days else "today"
    days = scope.say(f"actions.{word}", count=abs(line.days or 0))
    told = (linked, *map(escape, filter(None, (line.area, line.who, scope.say("actions.due", day=line.due)))))
    return (
        f'<div class="action"><span class="due {word}">{"!" if line.is_overdue else "○"} {days}</span> '
        f"<b>{escape(line.text)}</b> <small>{' · '.join(told)}</small></div>"
    )


def _draw_closing(line: ActionLine, known: registers.Known, scope: Scope, *, key: str) -> None:
    with st.form(f"close-{key}-{line.id}", border=False):
        st.markdown(scope.say("actions.closing"))
        day = st.date_input(scope.say("actions.closed_on"), value=scope.as_of, format="YYYY-MM-DD")
        handling = st.text_input(scope.say("actions.result"), max_chars=400).strip()
        by, note = ask_name_and_note(scope, known=known)
        is_sure = st.form_submit_button(
            scope.say("actions.close_now"), type="primary", on_click=keep_seen, args=(line.seq,)
        )
    if is_sure:
        closed = {"state": EntryState.CLOSED.value, "closed_on": day.isoformat(), "handling": handling}
        store_entry({**line.row, **closed}, scope, by=by, note=note, base=taken_seen())


def _draw_new(scope: Scope, *, key: str, area: str | None, choices: Sequence[str]) -> None:
    plan, register = cache.plan(), cache.register()
    with (
        st.popover(scope.say("actions.add")),
        st.form(f"action-{key}", border=False, clear_on_submit=False),
    ):
        subjects = subject_labels(plan, scope)
        subject = st.selectbox(scope.say("actions.about"), choices, format_func=subjects.__getitem__)
        labels = area_options(register.areas, scope.language)
        place = st.selectbox(
            scope.say("actions.area"),
            [area] if area else [None, *labels],
            format_func=lambda code: labels.get(code, "—"),
        )
        names = {each.id: scope.text(each.name) for each in plan.departments}
        who, due = st.columns(2)
        department = who.selectbox(
            scope.say("actions.department"), [None, *names], format_func=lambda each: names.get(each, "—")
        )
        owner = who.text_input(scope.say("actions.owner"), max_chars=80).strip()
        latest = scope.as_of + timedelta(days=_DAYS_GIVEN)
        day = due.date_input(scope.say("actions.due_on"), value=latest, format="YYYY-MM-DD")
        text = st.text_input(scope.say("actions.text"), max_chars=400).strip()
        by, note = ask_name_and_note(scope)
        is_sure = st.form_submit_button(scope.say("actions.add_now"), type="primary")
    if is_sure:
        entry = {"kind": EntryKind.ACTION.value, "id": uuid4().hex[:12], "subject": subject, "area": place}
        entry |= {"department": department, "owner": owner, "day": day.isoformat(), "text": text}
        store_entry(entry, scope, by=by, note=note, base=0)
