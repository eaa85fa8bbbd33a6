"""The grammar of numbers in upload cells, as Polars expressions on folded cells.

Own grammar, because `float()`, Polars casts and digit classes accept `1_000`, `٩٥`, `infinity` or `1e309`.
"""

import polars as pl

__all__ = [
    "LARGEST",
    "decimal_text",
    "is_decimal",
    "is_look_alike",
    "is_negative",
    "is_whole",
    "same_decimal",
    "whole_number",
    "without_strokes",
]

LARGEST = 10**12
"""Counts above this are typing errors."""

_STROKES = ("-", "--", "---", "–", "—", "——", "―", "−", "/", "无", "...", "......")
_GROUPED = r"([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})"
_WHOLE = rf"^{_GROUPED}(\.0+)?$"
_DECIMAL = rf"^{_GROUPED}(\.[0-9]{{1,12}})?%?$"
_NEGATIVE = r"^[-−]\s*[0-9,]+(\.[0-9]+)?%?$"
_LOOK_ALIKE = r"[²³¹⁰ⁱ-ₜ①-⓿❶-➓㉈-㉟㊱-㊿]"
_EXACT = pl.Decimal(38, 12)


def without_strokes(cell: pl.Expr) -> pl.Expr:
    """The strokes and words that officials write for nothing, as empty text; blank is not zero."""
    return pl.when(cell.is_in(list(_STROKES))).then(pl.lit("")).otherwise(cell)


def is_whole(cell: pl.Expr) -> pl.Expr:
    """Digits 0-9, thousands separators only in the right places, at most a `.0` behind."""
    return cell.str.contains(_WHOLE)


def is_negative(cell: pl.Expr) -> pl.Expr:
    """A number with a minus sign."""
    return cell.str.contains(_NEGATIVE)


def is_decimal(cell: pl.Expr) -> pl.Expr:
    """A whole or decimal number, a percent sign allowed behind."""
    return cell.str.contains(_DECIMAL)


def is_look_alike(written: pl.Expr) -> pl.Expr:
    """A cell, not folded yet, with superscript or circled digits: NFKC turns ² into 2 and ① into 1."""
    return written.str.contains(_LOOK_ALIKE)


def whole_number(cell: pl.Expr) -> pl.Expr:
    """The cell as Int64; null where it is no whole number up to `LARGEST`."""
    digits = cell.str.replace_all(",", "").str.replace(r"\.0+$", "")
    number = pl.when(is_whole(cell)).then(digits).cast(pl.Int64, strict=False)
    return pl.when(number <= LARGEST).then(number)


def decimal_text(cell: pl.Expr) -> pl.Expr:
    """The cell as exact decimal text without separators and percent sign; null where it is no number."""
    return pl.when(is_decimal(cell)).then(cell.str.replace_all(",", "").str.strip_suffix("%"))


def same_decimal(text: pl.Expr) -> pl.Expr:
    """Decimal text in a form that is equal for equal numbers: 98.70 and 98.7 are the same figure."""
    return text.cast(_EXACT)
