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


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "summary": Kind("the year-end summary, a Word document", (".docx",), tuple(Edition), _summary),
    }
)
"""Kinds by the word that asks for them, in the order in which they are offered."""
