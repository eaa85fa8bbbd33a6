"""Drawing what the office entered for the assessment, and the forms that take more."""

from collections.abc import Mapping
from uuid import uuid4

import polars as pl
import streamlit as st

from data import Op
from indicators import Assessment, domain_wording
from indicators.assessment_scheme import EventKind, Scoring
from indicators.entry import EntryKind
from indicators.observation import State
from pages.assessment.entries import entry_label, entry_table, items_scored_by
from pages.shared import cache, registers
from pages.shared.draw_entry import ask_name_and_note, store_entry
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_table
from pages.shared.work import keep_seen, taken_seen

__all__ = ["draw_entries"]

_KINDS = (EntryKind.JUDGEMENT, EntryKind.EVENT, EntryKind.MILESTONE)
_STEPS = (State.NOT_STARTED, State.IN_PROGRESS, State.DONE)
_HEIGHT = 220


def draw_entries(scheme: Assessment, scope: Scope) -> None:
    """Draw the entries known by the date; the forms only while nobody looks back."""
    known = registers.ledger_version()
    every = pl.concat([registers.entries(known, kind) for kind in _KINDS])
    shown = every.filter(pl.col("day") <= scope.as_of.isoformat())
    if scope.prefecture:
        shown = shown.filter(pl.col("area") == scope.prefecture)
    st.subheader(scope.say("assessment.entered"))
    if not scope.known:
        judged, event, milestone, withdraw, _ = st.columns([1, 1.3, 1.1, 1, 3])
        with judged.popover(scope.say("assessment.add_judgement")):
            _draw_judgement(scheme, scope)
        with event.popover(scope.say("assessment.add_event")):
            _draw_event(scope)
        with milestone.popover(scope.say("assessment.add_milestone")):
            _draw_milestone(scheme, scope)
        with withdraw.popover(scope.say("assessment.withdraw"), disabled=shown.is_empty()):
            _draw_withdrawal(shown, scheme, scope)
    rows = entry_table(shown, registers.ledger().history(), scheme, register=cache.register(), scope=scope)
    draw_table(rows, empty=scope.say("assessment.none_entered"), height=_HEIGHT)


def _choose_place_and_item(kind: EntryKind, items: Mapping[str, str], scope: Scope) -> tuple[str, str]:
    names = {area.code: scope.name(area) for area in cache.register().prefectures}
    start = list(names).index(scope.prefecture) if scope.prefecture else 0
    area = st.selectbox(
        scope.say("map.prefecture"),
        list(names),
        index=start,
        format_func=names.__getitem__,
        key=f"{kind}-area",
    )
    item = st.selectbox(
        scope.say("assessment.item"), list(items), format_func=items.__getitem__, key=f"{kind}-item"
    )
    return area, item


def _last_row(kind: EntryKind, entry_id: str) -> int:
    """Number of the last row of an entry, taken back or not; 0 before there is one."""
    rows = registers.entry_story(registers.ledger_version(), kind, entry_id)["seq"]
    return 0 if rows.is_empty() else int(rows[-1])


def _is_sent(label: str, seq: int) -> bool:
    """Draw the button of a form; it keeps the row seen there, so that nobody overwrites another unseen."""
    return st.form_submit_button(label, type="primary", on_click=keep_seen, args=(seq,))


def _draw_judgement(scheme: Assessment, scope: Scope) -> None:
    kind = EntryKind.JUDGEMENT
    area, item = _choose_place_and_item(kind, items_scored_by(scheme, Scoring.JUDGED, scope), scope)
    seq = _last_row(kind, f"{item}-{area}")
    with st.form(f"{kind}-{item}-{area}", border=False):
        points = st.number_input(
            scope.say("assessment.of_100"), min_value=0.0, max_value=100.0, value=None, step=0.5
        )
        text = st.text_area(scope.say("assessment.reason"), max_chars=400).strip()
        day, evidence, by, note = _ask_proof(scope)
        is_sure = _is_sent(scope.say("assessment.store"), seq)
    if is_sure:
        entry = {"kind": kind.value, "id": f"{item}-{area}", "subject": item, "area": area, "day": day}
        entry |= {"points": _points(points), "text": text, "evidence": evidence}
        store_entry(entry, scope, by=by, note=note, base=taken_seen())


def _draw_event(scope: Scope) -> None:
    kind, version = EntryKind.EVENT, registers.ledger().version()
    events = {event.value: scope.say(f"assessment.event_{event}") for event in EventKind}
    area, event = _choose_place_and_item(kind, events, scope)
    is_bonus = EventKind(event).is_bonus
    # the ledger's number is in the key: once the event is stored, a second click on the same form is lost
    with st.form(f"{kind}-{event}-{area}-{version}", border=False):
        points = (
            st.number_input(scope.say("assessment.bonus"), min_value=0.5, value=None, step=0.5)
            if is_bonus
            else None
        )
        text = st.text_input(scope.say("assessment.what"), max_chars=400).strip()
        day, evidence, by, note = _ask_proof(scope)
        is_sure = _is_sent(scope.say("assessment.store"), 0)
    if is_sure:
        entry = {"kind": kind.value, "id": uuid4().hex[:12], "subject": event, "area": area, "day": day}
        entry |= {"points": _points(points), "text": text, "evidence": evidence}
        store_entry(entry, scope, by=by, note=note, base=taken_seen())


def _points(points: float | None) -> str:
    """Points as they are stored; what was not filled in is refused there, never taken for 0."""
    return "" if points is None else f"{points:g}"


def _draw_milestone(scheme: Assessment, scope: Scope) -> None:
    kind = EntryKind.MILESTONE
    area, item = _choose_place_and_item(kind, items_scored_by(scheme, Scoring.MILESTONE, scope), scope)
    seq = _last_row(kind, f"{item}-{area}")
    steps = {step.value: scope.text(domain_wording(f"state.{step}")) for step in _STEPS}
    with st.form(f"{kind}-{item}-{area}", border=False):
        state = st.selectbox(scope.say("assessment.state"), list(steps), format_func=steps.__getitem__)
        day, evidence, by, note = _ask_proof(scope)
        is_sure = _is_sent(scope.say("assessment.store"), seq)
    if is_sure:
        entry = {"kind": kind.value, "id": f"{item}-{area}", "subject": item, "area": area, "day": day}
        store_entry(
            entry | {"state": state, "evidence": evidence}, scope, by=by, note=note, base=taken_seen()
        )


def _ask_proof(scope: Scope) -> tuple[str, str, str, str]:
    """Draw, inside a form, the day, the document, who answers for it and why."""
    on, proof = st.columns(2)
    day = on.date_input(scope.say("assessment.day"), value=scope.as_of, format="YYYY-MM-DD")
    evidence = proof.text_input(scope.say("assessment.document"), max_chars=400).strip()
    return day.isoformat(), evidence, *ask_name_and_note(scope)


def _draw_withdrawal(shown: pl.DataFrame, scheme: Assessment, scope: Scope) -> None:
    """Take one entry back; its history stays."""
    rows = {(row["kind"], row["id"]): row for row in shown.rows(named=True)}
    if not rows:
        return
    key = st.selectbox(
        scope.say("assessment.which"),
        list(rows),
        format_func=lambda each: entry_label(rows[each], scheme, register=cache.register(), scope=scope),
    )
    seq = int(rows[key]["seq"])
    with st.form(f"withdraw-{'-'.join(key)}", border=False):
        by, note = ask_name_and_note(scope)
        is_sure = _is_sent(scope.say("assessment.withdraw_now"), seq)
    if is_sure:
        entry = {"kind": key[0], "id": key[1]}
        store_entry(entry, scope, by=by, note=note, base=taken_seen(), op=Op.DELETE)
