"""Pieces of HTML of the page; every text from data is escaped here."""

from collections.abc import Sequence
from html import escape

from indicators import Light
from pages.cases.view import LostGoal, state_text
from pages.shared.markup import badge, lines
from pages.shared.viewpoint import Scope

__all__ = ["lost_list", "state_strip"]


def state_strip(counts: Sequence[tuple[str, int]], oldest: int, later: int, scope: Scope) -> str:
    """How many cases there are in each state, how old the oldest is, and how many came after the date."""
    total = sum(count for _, count in counts)
    cells = "".join(
        f'<li><span class="handled">{state_text(state, scope)}</span><b>{count}</b></li>'
        for state, count in counts
    )
    notes = [scope.say("cases.oldest", count=oldest)] if oldest else []
    notes += [scope.say("cases.later", count=later)] if later else []
    told = f"<small>{escape(' · '.join(notes))}</small>"
    title = escape(scope.say("cases.strip", count=total))
    return f'<div class="strip"><h2>{title}</h2><ul>{cells}</ul>{told}</div>'


def lost_list(lost: Sequence[LostGoal], scope: Scope) -> str:
    """The 100 % goals that are lost, with the cases behind each."""
    items = [_lost(goal, scope) for goal in lost]
    title = scope.say("cases.lost", count=len(lost))
    return lines(title, items, empty=scope.say("cases.none_lost"))


def _lost(goal: LostGoal, scope: Scope) -> str:
    link = f'<a href="{escape(goal.link)}" target="_self">{escape(goal.name)}</a>'
    failed = escape(scope.say("cases.failed", count=goal.failures))
    cases = "".join(
        f"<br><small>{escape(case.when)} · "
        f'<a href="{escape(case.area_link)}" target="_self">{escape(case.area)}</a> · '
        f"{escape(case.what)} · {escape(case.reason)} · {escape(case.state)}</small>"
        for case in goal.cases
    )
    notes = [scope.say("cases.more", count=goal.more)] if goal.more else []
    notes += [scope.say("cases.missing", count=goal.missing)] if goal.missing else []
    rest = "".join(f"<br><small>{escape(note)}</small>" for note in notes)
    light = badge(Light.NOT_MET, scope.language, with_word=False)
    return f"{light} <b>{link}</b> {failed}{cases}{rest}"
