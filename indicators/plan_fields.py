"""Fields of the plan files: what each may hold, and reading them with every fault reported."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from indicators.errors import PlanProblem, plan_problem, plan_wording
from indicators.text import Text

__all__ = [
    "DATE",
    "DECIMAL",
    "FLAG",
    "INTEGER",
    "STRING",
    "TEXT",
    "Entry",
    "Field",
    "many",
    "one",
    "optional",
    "read_entry",
    "read_file",
    "rows",
    "word",
]

_REQUIRED: Any = object()
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A TOML table and where it stands; `problems` is shared by all entries of a reading."""

    file: str
    place: str
    table: Mapping[str, Any]
    problems: list[PlanProblem]

    def report(self, key: str, /, **facts: object) -> None:
        """Note the problem `problem.<key>` of this entry."""
        self.problems.append(plan_problem(self.file, self.place, key, **facts))


@dataclass(frozen=True, slots=True)
class Field:
    """What a field may hold.

    Attributes:
        expected: the same for people.
        read: makes the value of what the file says; reports what does not fit and returns None.
        default: the value when the field is absent.
    """

    expected: Text
    read: Callable[[Entry, str, Any], Any]
    default: Any = _REQUIRED


def _plain(name: str, *types: type) -> Field:
    expected = plan_wording(f"expected.{name}")

    def read(entry: Entry, key: str, value: Any) -> Any:  # noqa: ANN401 - TOML values
        # The exact type: to Python, true is an int and a time stamp is a date.
        if type(value) in types and value != "":
            return value
        _misfit(entry, key, value=value, expected=expected)
        return None

    return Field(expected, read)


def _read_text(entry: Entry, key: str, value: Any) -> Text | None:  # noqa: ANN401 - TOML values
    is_text = isinstance(value, dict) and set(value) == {"zh", "en"}
    if is_text and all(isinstance(words, str) and words.strip() for words in value.values()):
        return Text(**value)
    _misfit(entry, key, value=value, expected=TEXT.expected)
    return None


def _misfit(entry: Entry, key: str, *, value: object, expected: Text) -> None:
    entry.report("wrong_type", field=key, expected=expected, found=repr(value)[:_LONGEST_SHOWN])


STRING = _plain("string", str)
INTEGER = _plain("integer", int)
DECIMAL = _plain("decimal", Decimal, int)
FLAG = _plain("flag", bool)
DATE = _plain("date", date)
TEXT = Field(plan_wording("expected.text"), _read_text)
"""What the fields of plan files hold."""


def optional(field: Field, default: object = None) -> Field:
    """The same field, but it may be absent."""
    return replace(field, default=default)


def word(words: Iterable[StrEnum]) -> Field:
    """One of a closed set of words."""
    members = {member.value: member for member in words}
    allowed = ", ".join(members)

    def read(entry: Entry, key: str, value: Any) -> StrEnum | None:  # noqa: ANN401 - TOML values
        if isinstance(value, str) and value in members:
            return members[value]
        entry.report("unknown_word", field=key, found=value, allowed=allowed)
        return None

    return Field(plan_wording("expected.word", allowed=allowed), read)


def many(field: Field) -> Field:
    """A list of such fields; reads into a tuple."""
    expected = plan_wording("expected.list")

    def read(entry: Entry, key: str, value: Any) -> tuple[Any, ...] | None:  # noqa: ANN401 - TOML values
        if not isinstance(value, list):
            _misfit(entry, key, value=value, expected=expected)
            return None
        return tuple(field.read(entry, f"{key}[{place}]", part) for place, part in enumerate(value, start=1))

    return Field(expected, read)


def one(fields: Mapping[str, Field], build: Callable[..., Any]) -> Field:
    """A table of these fields."""
    expected = plan_wording("expected.table")

    def read(entry: Entry, key: str, value: Any) -> Any:  # noqa: ANN401 - TOML values
        if not isinstance(value, dict):
            _misfit(entry, key, value=value, expected=expected)
            return None
        before = len(entry.problems)
        values = read_entry(_inside(entry, key, value), fields)
        return build(**values) if len(entry.problems) == before else None

    return Field(expected, read)


def rows(fields: Mapping[str, Field], build: Callable[..., Any]) -> Field:
    """A list of tables, each called by its id or number; those that cannot be read are left out."""
    row = one(fields, build)
    expected = plan_wording("expected.list")

    def read(entry: Entry, key: str, value: Any) -> tuple[Any, ...] | None:  # noqa: ANN401 - TOML values
        if not isinstance(value, list):
            _misfit(entry, key, value=value, expected=expected)
            return None
        found = (row.read(entry, f"{key}[{_name(part, place)}]", part) for place, part in enumerate(value, 1))
        return tuple(one_row for one_row in found if one_row is not None)

    return Field(expected, read)


def _name(table: object, place: int) -> object:
    named = table if isinstance(table, dict) else {}
    return named.get("id", named.get("number", f"#{place}"))


def _inside(entry: Entry, key: str, table: dict[str, Any]) -> Entry:
    return replace(entry, place=f"{entry.place}.{key}" if entry.place else key, table=table)


def read_entry(entry: Entry, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Read all fields of a table.

    Args:
        entry: the table; a field that is not in `fields` is a problem.
        fields: what is read, by name.

    Returns:
        The values by name; None for those that could not be read.
    """
    for name in sorted(set(entry.table) - set(fields)):
        nearest = ", ".join(get_close_matches(name, fields, n=1)) or "—"
        entry.report("unknown_field", field=name, nearest=nearest, allowed=", ".join(fields))
    return {name: _value(entry, name, field) for name, field in fields.items()}


def _value(entry: Entry, name: str, field: Field) -> Any:  # noqa: ANN401 - any field
    if name in entry.table:
        return field.read(entry, name, entry.table[name])
    if field.default is _REQUIRED:
        entry.report("missing", field=name, expected=field.expected)
        return None
    return field.default


def read_file(path: Path, fields: Mapping[str, Field], problems: list[PlanProblem]) -> dict[str, Any]:
    """The fields of a TOML file by name; None for those that could not be read."""
    entry = Entry(path.name, "", {}, problems)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        entry.report("missing_file")
    except tomllib.TOMLDecodeError as error:
        entry.report("syntax", detail=error)
    except (OSError, UnicodeDecodeError) as error:
        entry.report("unreadable", detail=error)
    else:
        return read_entry(replace(entry, table=table), fields)
    return dict.fromkeys(fields)
