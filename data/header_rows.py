"""Where the header of a sheet may be: one or two rows near its top, and the lines above them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.grid import Grid
from indicators.text import fold

__all__ = ["HeaderRows", "fingerprint", "header_candidates"]

_SEARCHED = 30
_BELOW = 12
_TITLE_CELLS = 8  # a longer row is part of another table


@dataclass(frozen=True)
class HeaderRows:
    """One or two rows taken for the header.

    Attributes:
        rows: their physical rows.
        cells: their text, a tuple for each row, stripped.
        titles: filled cells of the short rows above, then the name of the sheet.
        below: the first rows behind.
    """

    rows: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    below: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """Position of the last column with a label."""
        return max((place for place, label in enumerate(self.labels, start=1) if label), default=0)

    @cached_property
    def uppers(self) -> tuple[str, ...]:
        """What stands above each column in the upper of two rows, merged cells filled to the right."""
        if len(self.cells) == 1:
            return ("",) * len(self.cells[0])
        filled: list[str] = []
        spread = ""
        for upper, lower in zip(*self.cells, strict=True):
            spread = (upper if lower else "") if upper or not lower else spread
            filled.append(upper or spread)
        return tuple(filled)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The label of each column, its two cells joined where they differ."""
        pairs = zip(self.uppers, self.cells[-1], strict=True)
        return tuple(" / ".join(dict.fromkeys(filter(None, pair))) for pair in pairs)

    @property
    def fingerprint(self) -> str:
        """Hash of the labels, as the function of this name gives it."""
        return _hash_of(self.cells)

    def cells_below(self, position: int) -> list[str]:
        """Filled cells of a column in the first rows behind; `position` counts from 1."""
        return [row[position - 1] for row in self.below if row[position - 1]]


def header_candidates(grid: Grid) -> Iterator[HeaderRows]:
    """Every filled row of the first thirty as a header, alone and with the next one, from above."""
    top = grid.cells.head(_SEARCHED + _BELOW + 2)
    numbers = top["row"].to_list()
    texts = [tuple(cell.strip() for cell in cells) for cells in top.drop("row").iter_rows()]
    for start in range(min(_SEARCHED, len(texts))):
        if not any(texts[start]):
            continue
        above = (list(filter(None, row)) for row in texts[:start])
        titles = [cell for row in above for cell in row if len(row) <= _TITLE_CELLS]
        for end in range(start + 1, min(start + 2, len(texts)) + 1):
            yield HeaderRows(
                rows=tuple(numbers[start:end]),
                cells=tuple(texts[start:end]),
                titles=(*titles, grid.sheet),
                below=tuple(texts[end : end + _BELOW]),
            )


def fingerprint(grid: Grid, rows: Sequence[int]) -> str:
    """SHA-256 of the folded labels in the header rows, the same wherever the rows stand."""
    header = grid.cells.filter(grid.cells["row"].is_in(list(rows))).drop("row")
    return _hash_of(header.iter_rows())


def _hash_of(rows: Iterable[Sequence[str]]) -> str:
    lines = ("\x1f".join(map(fold, cells)).rstrip("\x1f") for cells in rows)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()
