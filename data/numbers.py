"""The grammar of numbers in upload cells, as Polars expressions on folded cells.

Own grammar, because `float()`, Polars casts and digit classes accept `1_000`, `٩٥`, `infinity` or `1e309`.
"""

import polars as pl

__all__ = [
    "LARGEST",
    "as_percent",
    "decimal_text",
    "is_date",
    "is_decimal",
    "is_fraction",
    "is_look_alike",
    "is_negative",
    "is_one",
    "is_whole",
    "same_decimal",
    "whole_number",
    "without_strokes",
    "yes_as_one",
]

LARGEST = 10**12
"""Counts above this are typing errors."""

_STROKES = ("-", "--", "---", "–", "—", "——", "―", "−", "/", "无", "...", "......")
_YES = ("是", "有", "√", "✓", "✔", "☑", "已完成", "完成", "已开展", "yes", "y", "true")
_NO = ("否", "没有", "未", "×", "✗", "✘", "x", "未完成", "未开展", "no", "n", "false")
_GROUPED = r"([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})"
_WHOLE = rf"^{_GROUPED}(\.0+)?$"
_DECIMAL = rf"^{_GROUPED}(\.[0-9]{{1,12}})?%?$"
_NEGATIVE = r"^[-−]\s*[0-9,]+(\.[0-9]+)?%?$"
_LOOK_ALIKE = r"[²³¹⁰ⁱ-ₜ①-⓿❶-➓㉈-㉟㊱-㊿]"
_FRACTION = r"^0\.[0-9]{1,12}$"
_ONE = r"^1(\.0{1,12})?$"
_CLOCK = r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?"
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES = (
    rf"[0-9]{{4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}{_CLOCK}",
    rf"[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}{_CLOCK}",
    "([0-9]{2,4}年)?[0-9]{1,2}月([0-9]{1,2}日)?",
    f"[0-9]{{1,2}}-{_MONTH}(-[0-9]{{2,4}})?",
    f"{_MONTH}-[0-9]{{1,4}}",
)
_DATE = rf"(?i)^({'|'.join(_DATES)})$"
_EXACT = pl.Decimal(38, 12)


def without_strokes(cell: pl.Expr) -> pl.Expr:
    """The strokes and words that officials write for nothing, as empty text; blank is not zero."""
    return pl.when(cell.is_in(list(_STROKES))).then(pl.lit("")).otherwise(cell)


def yes_as_one(cell: pl.Expr) -> pl.Expr:
    """The words and ticks of a checklist as 1 and 0; `无` and strokes say nothing and were blank before."""
    word = cell.str.to_lowercase()
    answer = pl.when(word.is_in(list(_YES))).then(pl.lit("1")).when(word.is_in(list(_NO))).then(pl.lit("0"))
    return answer.otherwise(cell)


def is_whole(cell: pl.Expr) -> pl.Expr:
    """Digits 0-9, thousands separators only in the right places, at most a `.0` behind."""
    return cell.str.contains(_WHOLE)


def is_negative(cell: pl.Expr) -> pl.Expr:
    """A number with a minus sign."""
    return cell.str.contains(_NEGATIVE)


def is_decimal(cell: pl.Expr) -> pl.Expr:
    """A whole or decimal number, a percent sign allowed behind."""
    return cell.str.contains(_DECIMAL)


def is_fraction(cell: pl.Expr) -> pl.Expr:
    """A number above 0 and below 1 without a percent sign."""
    return cell.str.contains(_FRACTION) & cell.str.contains("[1-9]")


def is_one(cell: pl.Expr) -> pl.Expr:
    """The number 1 without a percent sign."""
    return cell.str.contains(_ONE)


def is_date(cell: pl.Expr) -> pl.Expr:
    """What a spreadsheet makes of 1-2 or 1/2, in the ways that dates are written in China and in English."""
    return cell.str.contains(_DATE)


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


def as_percent(cell: pl.Expr) -> pl.Expr:
    """The exact text of a fraction times 100."""
    shifted = cell.str.extract(r"\.([0-9]+)$").str.pad_end(2, "0").str.replace(r"^(..)(.*)$", "${1}.${2}")
    return shifted.str.replace(r"^0(.)", "${1}").str.replace(r"\.?0*$", "")


def same_decimal(text: pl.Expr) -> pl.Expr:
    """Decimal text in a form that is equal for equal numbers: 98.70 and 98.7 are the same figure."""
    return text.cast(_EXACT)
