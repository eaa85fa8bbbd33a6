"""Rows of a frame of figures as the values that are judged."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from indicators.observation import State
from indicators.verdict import Figure, Same, Stated, Stream
from indicators.vocabulary import Level

__all__ = ["figure_of"]

_PLAIN = ("numerator", "denominator", "count", "start", "end", "na_reason")
_FLAGS = ("unverified", "mixed", "has_evidence", "is_declared")


def figure_of(record: Mapping[str, Any], level: Level) -> Figure:
    """One row of a frame as `FIGURE_SCHEMA`; null flags are not raised, null lists are empty or None."""
    parts, items, state = record["parts"], record["items_done"], record["state"]
    plain: dict[str, Any] = {name: record[name] for name in _PLAIN}
    plain |= {name: bool(record[name]) for name in _FLAGS}
    return Figure(
        level=level,
        parts=None if parts is None else tuple((part["numerator"], part["denominator"]) for part in parts),
        items_done=None if items is None else tuple(items),
        reported=record["reported"] or 0,
        expected=record["expected"] or 0,
        streams=tuple(Stream(**stream) for stream in record["streams"] or ()),
        same=_same(record),
        state=None if state is None else State(state),
        stated=tuple(_stated(row) for row in record["stated"] or ()),
        **plain,
    )


def _same(record: Mapping[str, Any]) -> Same | None:
    if record["same_units"] is None:
        return None
    return Same(
        numerator=record["same_numerator"],
        denominator=record["same_denominator"],
        before_numerator=record["before_numerator"],
        before_denominator=record["before_denominator"],
        units=record["same_units"],
    )


def _stated(row: Mapping[str, Any]) -> Stated:
    value = row["value"]
    return Stated(**{**row, "value": None if value is None else Decimal(value)})
