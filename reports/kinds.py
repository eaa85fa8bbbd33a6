"""The kinds of documents, for the command and the page alike; a new kind is one entry of `KINDS`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from reports.basis import Basis
from reports.unit import Edition, Unit

__all__ = ["KINDS", "Kind", "Write"]


class Write(Protocol):
    """What writes a document of one kind."""

    def __call__(self, basis: Basis, unit: Unit, *, language: str, suffix: str) -> bytes:
        """The document of a unit; `suffix` is one of the kind's and tells the format."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        summary: what it is, for the help of the command.
        suffixes: endings of the files it is written as, such as `.docx`; the usual one first.
        editions: whose it can be, the usual one first.
        write: writes it; what it needs is imported only then, since libraries of documents load slowly.
    """

    summary: str
    suffixes: tuple[str, ...]
    editions: tuple[Edition, ...]
    write: Write


def _summary(basis: Basis, unit: Unit, *, language: str, suffix: str) -> bytes:  # noqa: ARG001 -- one form
    from reports.summary import write_summary  # noqa: PLC0415

    return write_summary(basis, unit)


def _brief(basis: Basis, unit: Unit, *, language: str, suffix: str) -> bytes:  # noqa: ARG001 -- one format
    from reports.brief import write_brief  # noqa: PLC0415

    return write_brief(basis, unit, language)


def _workbook(basis: Basis, unit: Unit, *, language: str, suffix: str) -> bytes:  # noqa: ARG001 -- one of all
    from reports.workbook import write_workbook  # noqa: PLC0415

    return write_workbook(basis, language)


def _wall(basis: Basis, unit: Unit, *, language: str, suffix: str) -> bytes:
    from reports.wall_sheet import print_wall_sheet  # noqa: PLC0415

    return print_wall_sheet(basis, unit, language, kind="png" if suffix == ".png" else "pdf")


_REGION, _PREFECTURE = Edition.REGION, Edition.PREFECTURE

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "summary": Kind("the year-end summary, in Word", (".docx",), tuple(Edition), _summary),
        "brief": Kind("two pages on a prefecture, in Word", (".docx",), (_PREFECTURE,), _brief),
        "workbook": Kind("all figures as numbers, in Excel", (".xlsx",), (_REGION,), _workbook),
        "wall": Kind("one A3 sheet with map and goals", (".pdf", ".png"), (_REGION, _PREFECTURE), _wall),
    }
)
"""Kinds by the word that asks for them, in the order in which they are offered."""
