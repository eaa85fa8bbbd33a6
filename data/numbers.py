"""The grammar of numbers in upload cells, as Polars expressions.

Own grammar, because `float()` and Polars casts accept `1_000`, `٩٥`, `infinity` and `1e309`.
"""

import polars as pl

__all__ = ["LARGEST", "decimal_text", "is_blank", "is_decimal", "is_negative", "is_whole", "whole_number"]

LARGEST = 10**12
"""Counts above this are typing errors."""

_BLANKS = ("", "—", "——", "-", "--", "/", "无", "…")
_WHOLE = r"^(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.0+)?$"
_NEGATIVE = r"^-\s*[\d,]+(\.\d+)?%?$"
_DECIMAL = r"^(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,12})?%?$"


def is_blank(cell: pl.Expr) -> pl.Expr:
    """Empty, or one of the strokes officials write for nothing; blank is not zero."""
    return cell.is_in(list(_BLANKS))


def is_whole(cell: pl.Expr) -> pl.Expr:
    """Digits 0-9, thousands separators only in the right places, at most a `.0` behind."""
    return cell.str.contains(_WHOLE)


def is_negative(cell: pl.Expr) -> pl.Expr:
    """A number with a minus sign."""
    return cell.str.contains(_NEGATIVE)


def is_decimal(cell: pl.Expr) -> pl.Expr:
    """A whole or decimal number, a percent sign allowed behind."""
    return cell.str.contains(_DECIMAL)


def whole_number(cell: pl.Expr) -> pl.Expr:
    """The cell as Int64; null where it is no whole number up to `LARGEST`."""
    digits = cell.str.replace_all(",", "").str.replace(r"\.0+$", "")
    number = pl.when(is_whole(cell)).then(digits).cast(pl.Int64, strict=False)
    return pl.when(number <= LARGEST).then(number)


def decimal_text(cell: pl.Expr) -> pl.Expr:
    """The cell as exact decimal text without separators and percent sign; null where it is no number."""
    return pl.when(is_decimal(cell)).then(cell.str.replace_all(",", "").str.strip_suffix("%"))
