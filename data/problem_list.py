"""The problems of a file in words, told only for the rows that somebody looks at."""

import string
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

import polars as pl

from data.columns import COLUMN_LABELS
from data.errors import data_wording
from data.faults import ROW_WIDE
from data.grid import cell_name
from data.problems import Problem, ProblemGroup, Severity
from indicators.text import Text

__all__ = ["Problems", "with_sentences"]

_SHOWN = 60  # characters of a cell that a sentence repeats
_BATCH = 1_000
_EXAMPLES = 3
_LANGUAGES = ("zh", "en")


def with_sentences(faults: pl.DataFrame) -> pl.DataFrame:
    """Faults with `message_zh`, `message_en`, `suggestion_zh` and `suggestion_en` (null without one)."""
    numbered = faults.with_row_index("place")
    parts = [_told(part, str(rule)) for (rule,), part in numbered.partition_by("rule", as_dict=True).items()]
    return pl.concat(parts or [_told(numbered, "cell_missing")]).sort("place").drop("place")


def _told(faults: pl.DataFrame, rule: str) -> pl.DataFrame:
    """The faults of one rule with their sentences."""
    sentences = {}
    for kind in ("message", "suggestion"):
        text = data_wording.sentences.get(f"problem.{rule}.{kind}")
        for language in _LANGUAGES:
            sentence = (
                pl.lit(None, pl.String) if text is None else _filled(text.in_language(language), language)
            )
            sentences[f"{kind}_{language}"] = sentence
    return faults.with_columns(**sentences)


def _filled(sentence: str, language: str) -> pl.Expr:
    """A sentence with the facts of each row filled in."""
    pieces: list[pl.Expr] = []
    for words, name, _, _ in string.Formatter().parse(sentence):
        pieces.append(pl.lit(words))
        if name is not None:
            pieces.append(_fact(name, language))
    return pl.concat_str(pieces)


def _fact(name: str, language: str) -> pl.Expr:
    match name:
        case "row":
            return pl.col("row").cast(pl.String)
        case "value":
            cell = pl.col("value")
            is_long = cell.str.len_chars() > _SHOWN
            return pl.when(is_long).then(cell.str.head(_SHOWN) + "…").otherwise(cell)
        case "column":
            names = {
                id_: data_wording(f"column.{id_}").in_language(language) for id_ in (*COLUMN_LABELS, ROW_WIDE)
            }
            return pl.col("column").cast(pl.String).replace_strict(names)
        case _:
            paths = (f"$.{name}", f"$.{name}_{language}")
            return pl.coalesce([pl.col("facts").str.json_path_match(path) for path in paths])


class Problems(Sequence[Problem]):
    """The problems of a file, made from the frame of faults only when they are looked at."""

    def __init__(self, faults: pl.DataFrame, labels: Mapping[tuple[str, int], str]) -> None:
        """Take faults as `FAULT_SCHEMA`, and the header label at each sheet and position."""
        self._faults = faults
        self._labels = labels

    def __len__(self) -> int:
        """How many there are."""
        return self._faults.height

    @overload
    def __getitem__(self, index: int) -> Problem: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Problem, ...]: ...

    def __getitem__(self, index: int | slice) -> Problem | tuple[Problem, ...]:
        """One problem, or those of a slice."""
        if isinstance(index, slice):
            return tuple(self._made(self._faults[index]))
        place = range(len(self))[index]
        return next(self._made(self._faults.slice(place, 1)))

    def __iter__(self) -> Iterator[Problem]:
        """All of them, batch by batch."""
        for part in self._faults.iter_slices(_BATCH):
            yield from self._made(part)

    def __eq__(self, other: object) -> bool:
        """Whether another sequence holds equal problems in the same order."""
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def of_rule(self, rule: str) -> "Problems":
        """Those of one rule."""
        return Problems(self._faults.filter(pl.col("rule") == rule), self._labels)

    def groups(self) -> tuple[ProblemGroup, ...]:
        """The problems by rule: errors first, then the most frequent."""
        counted = (
            self._faults.with_row_index("place")
            .group_by("rule", "severity")
            .agg(
                count=pl.len(),
                rows=pl.struct("sheet", "row").n_unique(),
                places=pl.col("place").head(_EXAMPLES),
            )
            .sort("severity", "count", "rule", descending=[False, True, False])
        )
        return tuple(
            ProblemGroup(
                rule=group["rule"],
                severity=Severity(group["severity"]),
                count=group["count"],
                rows=group["rows"],
                examples=tuple(self[place] for place in group["places"]),
            )
            for group in counted.iter_rows(named=True)
        )

    def _made(self, faults: pl.DataFrame) -> Iterator[Problem]:
        for fault in with_sentences(faults).iter_rows(named=True):
            sheet, row, position = fault["sheet"], fault["row"], fault["position"]
            hint = fault["suggestion_zh"]
            yield Problem(
                sheet=sheet,
                row=row,
                position=position,
                cell=cell_name(position, row) if position else "",
                column=fault["column"],
                label=self._labels.get((sheet, position), "") if position else "",
                value=fault["value"],
                rule=fault["rule"],
                severity=Severity(fault["severity"]),
                message=Text(zh=fault["message_zh"], en=fault["message_en"]),
                suggestion=None if hint is None else Text(zh=hint, en=fault["suggestion_en"]),
            )
