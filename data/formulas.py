"""Cells that a spreadsheet would run as a formula: an apostrophe in front makes them text."""

import polars as pl

__all__ = ["harmless", "without_apostrophe"]

_STARTS = r"^([=+\-@\t\r])"
_GUARDED = r"^'([=+\-@])"


def harmless(cell: pl.Expr) -> pl.Expr:
    """Text that begins like a formula, with an apostrophe in front."""
    return cell.str.replace(_STARTS, "'${1}")


def without_apostrophe(cell: pl.Expr) -> pl.Expr:
    """The text that `harmless` was given."""
    return cell.str.replace(_GUARDED, "${1}")
