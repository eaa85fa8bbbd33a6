"""The history of one case: who changed what, when, from which words to which."""

from typing import Any

import polars as pl

from data import Op
from geo import Register
from indicators.entry import ENTRY_SCHEMA
from pages.cases.view import state_text
from pages.shared.text import beijing_time
from pages.shared.viewpoint import Scope

__all__ = ["story_table"]

_TOLD = tuple(name for name in ENTRY_SCHEMA if name not in ("kind", "id", "subject"))


def story_table(story: pl.DataFrame, *, register: Register, scope: Scope) -> pl.DataFrame:
    """What each writing of an entry changed, the newest first.

    Args:
        story: as `Ledger.story` gives it.
        register: for names of areas.
        scope: for the language.

    Returns:
        Texts by the labels `cases.when`, `cases.by`, `cases.change` and `cases.note`.
    """
    rows = story.to_dicts()
    before: list[dict[str, Any]] = [{}, *rows[:-1]]
    told = [
        (
            beijing_time(row["when"]),
            row["by"],
            _change(earlier, row, register=register, scope=scope),
            row["note"],
        )
        for earlier, row in zip(before, rows, strict=True)
    ]
    labels = [scope.say(f"cases.{name}") for name in ("when", "by", "change", "note")]
    return pl.DataFrame(told[::-1], schema=dict.fromkeys(labels, pl.String), orient="row")


def _change(earlier: dict[str, Any], row: dict[str, Any], *, register: Register, scope: Scope) -> str:
    if row["op"] == Op.DELETE:
        return scope.say("cases.taken_back")
    if not earlier or earlier["op"] == Op.DELETE:
        return scope.say("cases.entered", state=state_text(row["state"], scope))
    changed = [
        scope.say(
            "cases.changed",
            column=scope.say(f"cases.column_{name}"),
            before=_words(name, earlier[name], register=register, scope=scope),
            after=_words(name, row[name], register=register, scope=scope),
        )
        for name in _TOLD
        if earlier[name] != row[name]
    ]
    return scope.say("cases.stop").join(changed) or scope.say("cases.unchanged")


def _words(column: str, cell: str | None, *, register: Register, scope: Scope) -> str:
    if cell is None:
        return "—"
    if column == "state":
        return state_text(cell, scope)
    if column == "area":
        return scope.name(register.area(cell))
    return scope.say(f"cases.category_{cell}") if column == "category" else cell
