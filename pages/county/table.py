"""The goals of an area as a table, and as its download."""

from collections.abc import Mapping, Sequence

import polars as pl

from geo import Register
from pages.county.sources import file_name
from pages.county.view import AreaView, GoalRow
from pages.shared.links import upload_address
from pages.shared.palette import LIGHT_STYLES, light_text
from pages.shared.text import beijing_time, goal_label
from pages.shared.viewpoint import Scope

__all__ = ["COLUMNS", "goal_table", "goal_table_download", "light_options"]

COLUMNS = (
    *("light", "goal", "figure", "target", "short", "course", "period", "reported_on"),
    *("by", "when", "file", "upload"),
)
"""Columns of the table of goals."""


def light_options(scope: Scope) -> dict[str, str]:
    """Glyph and word of each light, and its colour."""
    return {light_text(light, scope.language): style.colour for light, style in LIGHT_STYLES.items()}


def goal_table(
    shown: AreaView, labels: Mapping[int, str], *, register: Register, scope: Scope
) -> pl.DataFrame:
    """The goals with `COLUMNS`: a light is a list of one option, a course a list of numbers.

    Args:
        shown: the page.
        labels: label of each upload by its number, as the history page lists them.
        register: the areas.
        scope: filters and language.
    """
    columns = _texts(shown.rows, scope)
    columns["light"] = [[light_text(row.light, scope.language)] for row in shown.rows]
    columns["course"] = [[point.amount for point in row.course] for row in shown.rows]
    columns["upload"] = [
        upload_address(labels[row.source.upload.seq], register=register, scope=scope) if row.source else ""
        for row in shown.rows
    ]
    types: dict[str, pl.DataType] = {
        "light": pl.List(pl.String),
        "course": pl.List(pl.Float64),
        "upload": pl.String(),
    }
    return pl.DataFrame(columns, schema_overrides=types).select(COLUMNS)


def goal_table_download(shown: AreaView, scope: Scope) -> pl.DataFrame:
    """The same as plain text, headed in the viewer's language."""
    columns = _texts(shown.rows, scope)
    columns["light"] = [light_text(row.light, scope.language) for row in shown.rows]
    columns["upload"] = [row.source.upload.id if row.source else "" for row in shown.rows]
    columns["reason"] = [row.hint for row in shown.rows]
    order = [name for name in COLUMNS if name in columns] + ["reason"]
    return pl.DataFrame({scope.say(f"county.{name}"): columns[name] for name in order})


def _texts(rows: Sequence[GoalRow], scope: Scope) -> dict[str, Sequence[object]]:
    """The columns that are plain text in both."""
    sources = [row.source for row in rows]
    return {
        "goal": [goal_label(row.goal, scope.language) for row in rows],
        "figure": [row.figure for row in rows],
        "target": [row.target for row in rows],
        "short": [row.short for row in rows],
        "period": [row.period for row in rows],
        "reported_on": [source.reported_on if source else "" for source in sources],
        "by": [source.upload.by if source else "" for source in sources],
        "when": [beijing_time(source.upload.when) if source else "" for source in sources],
        "file": [file_name(source.upload, scope) if source else "" for source in sources],
    }
