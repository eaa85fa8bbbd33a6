"""Pieces of HTML of the page; every text from data is escaped here."""

from html import escape

from indicators.assessment_scheme import Stamp
from pages.assessment.view import Ranking
from pages.shared.text import date_text
from pages.shared.viewpoint import Scope

__all__ = ["headline", "remarks"]


def headline(stamp: Stamp, scope: Scope, *, is_provisional: bool) -> str:
    """What the scores are worth: trial or approved, before or after the deadline, by which weights."""
    trial = "approved" if stamp.approved else "trial"
    time = "provisional" if is_provisional else "final"
    edition = scope.say(
        "assessment.edition",
        version=stamp.version,
        dated=date_text(stamp.dated, scope.language),
        by=scope.text(stamp.by),
    )
    return (
        f'<div class="headline"><h2>{escape(scope.say("assessment.title"))}</h2>'
        f'<span class="mark">{escape(scope.say(f"assessment.{trial}"))}</span>'
        f'<span class="mark">{escape(scope.say(f"assessment.{time}"))}</span>'
        f"<span>{escape(edition)}</span></div>"
    )


def remarks(ranking: Ranking, scope: Scope) -> str:
    """What is missing or doubtful, prefecture by prefecture; nothing when nothing is."""
    told = [(row.name, " ".join(row.remarks)) for row in ranking.rows if row.remarks]
    by_text = {text: [name for name, other in told if other == text] for _, text in told}
    items = "".join(
        f"<li><b>{escape(scope.listed(names))}</b> {escape(text)}</li>" for text, names in by_text.items()
    )
    if ranking.silent:
        silent = scope.say("assessment.silent", blocks=scope.listed(ranking.silent))
        items = f"<li>{escape(silent)}</li>{items}"
    return f'<section class="lines"><ul>{items}</ul></section>' if items else ""
