"""The grammar of numbers: what people write for a number is one, what Python would take besides is not."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formulas import harmless, without_apostrophe
from data.numbers import (
    LARGEST,
    as_percent,
    decimal_text,
    is_date,
    is_decimal,
    is_fraction,
    is_negative,
    is_one,
    is_whole,
    same_decimal,
    whole_number,
)

_CELL = pl.col("cell")


def _read(expression: pl.Expr, cell: str) -> object:
    return pl.DataFrame({"cell": [cell]}, schema={"cell": pl.String}).select(expression).item()


@given(st.integers(0, LARGEST))
def test_every_count_is_read_plain_or_grouped(count: int) -> None:
    for text in (str(count), f"{count:,}", f"{count}.00"):
        assert _read(whole_number(_CELL), text) == count


@given(st.decimals(0, 10**9, places=4))
def test_a_decimal_keeps_its_digits(number: Decimal) -> None:
    assert _read(decimal_text(_CELL), f"{number:,}%") == f"{number}"
    assert _read(same_decimal(_CELL), f"{number}") == number


@pytest.mark.parametrize("text", ["98.70", "98.7", "098.7"])
def test_equal_numbers_are_the_same_figure(text: str) -> None:
    assert _read(same_decimal(_CELL), text) == Decimal("98.7")


@given(st.text(max_size=8))
def test_what_is_no_number_gives_none_and_never_fails(text: str) -> None:
    number, count = _read(decimal_text(_CELL), text), _read(whole_number(_CELL), text)
    assert (number is not None) == _read(is_decimal(_CELL), text)
    assert count is None or _read(is_whole(_CELL), text)
    assert not (_read(is_negative(_CELL), text) and number is not None)


@pytest.mark.parametrize(
    "text",
    ["1_000", "٩٥", "inf", "nan", "1e3", "0x1", "+1", "1,23", ",123", "1.", ".5", "1 000", "1%%", "12万"],
)
def test_what_only_python_would_read_is_no_number(text: str) -> None:
    assert _read(whole_number(_CELL), text) is None
    assert _read(decimal_text(_CELL), text) is None


def test_a_count_above_the_largest_is_none() -> None:
    assert _read(whole_number(_CELL), str(LARGEST + 1)) is None
    assert _read(whole_number(_CELL), "9" * 15) is None


@given(st.integers(1, 12), st.data())
def test_a_fraction_becomes_its_exact_percentage(places: int, data: st.DataObject) -> None:
    digits = data.draw(st.integers(1, 10**places - 1))
    text = f"0.{digits:0{places}d}"
    assert _read(is_fraction(_CELL), text)
    assert Decimal(str(_read(as_percent(_CELL), text))) == Decimal(text) * 100


@pytest.mark.parametrize("text", ["0", "0.0", "1", "1.5", "0.5%", ".5", "0,5", "00.5"])
def test_what_is_no_fraction(text: str) -> None:
    assert not _read(is_fraction(_CELL), text)


@pytest.mark.parametrize(
    ("text", "is_it"), [("1", True), ("1.00", True), ("1%", False), ("11", False), ("1.01", False)]
)
def test_one_without_a_sign(text: str, *, is_it: bool) -> None:
    assert _read(is_one(_CELL), text) is is_it


@pytest.mark.parametrize(
    "text",
    [
        "2016-01-02",
        "2016-01-02 00:00:00",
        "2016/1/2",
        "1/2/2016",
        "1月2日",
        "2016年1月",
        "2-Jan",
        "2-JAN-16",
        "Jan-02",
    ],
)
def test_a_date_is_told_from_a_number(text: str) -> None:
    assert _read(is_date(_CELL), text)
    assert not _read(is_decimal(_CELL), text)


@pytest.mark.parametrize("text", ["1-2", "1/2", "2016", "2016-1", "January", "1.2", "月", "一月"])
def test_what_is_no_date(text: str) -> None:
    assert not _read(is_date(_CELL), text)


@given(st.text(max_size=6) | st.sampled_from(["=1", "+1", "-1", "@x", "''=1"]))
def test_a_guarded_text_is_harmless_and_comes_back(text: str) -> None:
    guarded = str(_read(harmless(_CELL), text))
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
    if not text.startswith(("\t", "\r", "'=", "'+", "'-", "'@")):
        assert _read(without_apostrophe(_CELL), guarded) == text
