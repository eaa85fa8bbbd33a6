"""The form that asks what the columns of an unrecognised table mean, and the layout that it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from data import data_wording
from data.columns import COLUMN_LABELS
from data.grid import Grid, column_name
from data.header_columns import missing_parts, repeated_columns
from data.layout import Column, Layout, LayoutKind
from indicators import Plan
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["MappingForm", "mapped_layout", "mapping_form", "sample", "unusable"]

_SAMPLE_ROWS = 12
_EXAMPLES = 3
_TWICE = ("indicator", "area")  # a code and a name may stand side by side


@dataclass(frozen=True, slots=True)
class MappingForm:
    """The form for one sheet.

    Attributes:
        columns: a row for each column of the sheet: its letter, header, first cells, meaning and goal.
        fields: words of the meanings, to their column ids; the first stands for not read.
        goals: labels of the goals to their ids; the first stands for none.
    """

    columns: pl.DataFrame
    fields: Mapping[str, str]
    goals: Mapping[str, str]


def sample(grid: Grid, scope: Scope) -> pl.DataFrame:
    """The first rows of a sheet as they stand, with their row numbers."""
    return grid.cells.head(_SAMPLE_ROWS).rename({"row": scope.say("upload.line")})


def mapping_form(grid: Grid, guess: Layout | None, *, header: int, plan: Plan, scope: Scope) -> MappingForm:
    """The form, filled in with what was recognised.

    Args:
        grid: the sheet.
        guess: the best layout found, None when there is none.
        header: physical row of the header that the user sees in the form.
        plan: the goals.
        scope: language.
    """
    fields = {scope.say("upload.not_read"): ""} | {
        f"{labels[0]} ({field})": field for field, labels in COLUMN_LABELS.items()
    }
    goals = {"—": ""} | {goal_label(goal, scope.language): goal.id for goal in plan.goals}
    word_of = {field: word for word, field in fields.items()}
    goal_of = {goal: label for label, goal in goals.items()}
    known = {column.position: column for column in guess.columns} if guess else {}
    names = grid.cells.columns[1:]
    labels = grid.cells.filter(pl.col("row") == header)
    below = grid.cells.filter(pl.col("row") > header).head(_EXAMPLES)
    columns = pl.DataFrame(
        {
            scope.say("upload.column_letter"): names,
            scope.say("upload.header"): [labels[name].item() if labels.height else "" for name in names],
            scope.say("upload.first_cells"): [scope.listed(filter(None, below[name])) for name in names],
            scope.say("upload.meaning"): [
                word_of.get(known[place].field if place in known else "", word_of[""])
                for place in range(1, len(names) + 1)
            ],
            scope.say("upload.goal"): [
                goal_of.get(known[place].indicator if place in known else "", goal_of[""])
                for place in range(1, len(names) + 1)
            ],
        }
    )
    return MappingForm(columns=columns, fields=fields, goals=goals)


def mapped_layout(
    form: MappingForm, said: Sequence[tuple[str, str]], *, header: int, goal: str, period: str
) -> Layout:
    """The layout that a filled form says.

    Args:
        form: the form as it was shown.
        said: meaning and goal of each column, in their order, as words of the form.
        header: physical row of the header.
        goal: id of the goal for which the whole table is; empty when columns say it.
        period: the same for the period.
    """
    labels = form.columns[form.columns.columns[1]]
    columns: list[Column] = []
    for place, (label, (meaning, goal_name)) in enumerate(zip(labels, said, strict=True), start=1):
        field = form.fields[meaning]
        if field in _TWICE and any(column.field == field for column in columns):
            field = f"{field}_again"
        if field:
            shown = label or column_name(place)
            columns.append(Column(position=place, label=shown, field=field, indicator=form.goals[goal_name]))
    named = {"indicator": goal, "period": period.strip()}
    constants = {field: text for field, text in named.items() if text}
    unread = tuple(
        label for label, (meaning, _) in zip(labels, said, strict=True) if label and not form.fields[meaning]
    )
    return Layout(
        kind=LayoutKind.MAPPED,
        header=(header,),
        columns=tuple(columns),
        constants=constants,
        unread=unread,
    )


def unusable(layout: Layout, scope: Scope) -> str:
    """Why a layout cannot be used yet, in words: what it says nowhere, or twice; empty when it can be."""
    missing = [scope.text(data_wording(f"column.{part}")) for part in missing_parts(layout)]
    if missing:
        return scope.say("upload.mapping_lacks", columns=scope.listed(missing))
    repeated = repeated_columns(layout)
    return scope.say("upload.mapping_repeats", columns=scope.listed(repeated)) if repeated else ""
