"""The arithmetic against the oracle on random tables; `ORACLE_TABLES=10000` makes the long run."""

import os
import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.indicators.builders import PLAN, places, status_of
from tests.indicators.oracle import Place, Row, ask
from tests.indicators.oracle_rules import Answer
from tests.indicators.tables import random_day, random_places, random_rows

_TABLES = int(os.environ.get("ORACLE_TABLES", "320"))
_SEEDS = 16
_KNOWN_FLAGS = {
    *("small_sample", "partial", "stale", "irrecoverable"),
    *("stream_below", "provisional", "reference_year"),
}
_KNOWN_REASONS = {"awaiting_publication", "awaiting_judgement", "no_reference"}


@pytest.mark.parametrize("seed", range(_SEEDS))
def test_agrees_with_the_oracle_on_random_tables(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(_TABLES // _SEEDS):
        areas = random_places(dice)
        _compare(random_rows(dice, areas), areas, as_of=random_day(dice))


@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_the_oracle_on_the_areas_of_the_register(seed: int) -> None:
    dice = random.Random(f"register {seed}")
    _compare(random_rows(dice, places()), places(), as_of=random_day(dice))


def _compare(rows: Sequence[Row], areas: Sequence[Place], *, as_of: date) -> None:
    answers = ask(PLAN, rows, places=areas, as_of=as_of)
    found = status_of(rows, as_of=as_of, areas=areas, plan=PLAN)
    assert found.height == len(answers)
    for row in found.iter_rows(named=True):
        key = (row["indicator"], row["area"])
        assert (key, _said(row)) == (key, _expected(answers[key]))


def _said(row: dict[str, Any]) -> dict[str, object]:
    has_value = row["value"] is not None
    return {
        "light": row["light"],
        "value": Decimal(row["value"]) if has_value else None,
        "short": row["short"],
        "flags": _KNOWN_FLAGS.intersection(row["flags"]),
        "counts": (row["numerator"], row["denominator"]) if has_value else None,
        "reason": row["reason"] if row["reason"] in _KNOWN_REASONS else "",
        "span": (Decimal(row["low"]), Decimal(row["high"])) if row["low"] else None,
        "held": _held(row["compared"]) if row["light"] != "no_data" else (),
    }


def _held(compared: list[dict[str, str]] | None) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((Decimal(pair["value"]), Decimal(pair["reference"])) for pair in compared or ())


def _expected(answer: Answer) -> dict[str, object]:
    has_value = answer.value is not None
    return {
        "light": answer.light,
        "value": _decimal(answer.value) if answer.value is not None else None,
        "short": answer.short,
        "flags": set(answer.flags),
        "counts": (answer.numerator, answer.denominator) if has_value else None,
        "reason": answer.reason,
        "span": answer.span and tuple(map(_decimal, answer.span)),
        "held": tuple((_decimal(value), _decimal(held)) for value, held in answer.held),
    }


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
