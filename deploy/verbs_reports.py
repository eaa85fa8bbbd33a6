"""`quality report KIND`: every document is written from the same state; a kind is one entry of `KINDS`."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from data import area_frame, until
from deploy.verbs import OK, Office, say, version_of, warn
from indicators import aggregate, deliverable_reports
from reports import (
    Basis,
    Edition,
    Unit,
    document_path,
    find_unit,
    make_basis,
    report_wording,
    save_document,
)

__all__ = ["KINDS", "Kind", "report_basis", "write_report"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        summary: what it is, for the help.
        suffixes: endings of the files it is written as, such as `.docx`.
        editions: whose it can be, the usual one first; one alone needs no `--edition`.
        write: the document of a unit as bytes; `options` carries `language` and `out`, whose ending tells
            the format.
    """

    summary: str
    suffixes: tuple[str, ...]
    editions: tuple[Edition, ...]
    write: Callable[[Basis, Unit, argparse.Namespace], bytes]


def _summary(basis: Basis, unit: Unit, _: argparse.Namespace) -> bytes:
    from reports.summary import write_summary  # noqa: PLC0415 -- Word's library takes its time to load

    return write_summary(basis, unit)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "summary": Kind("the year-end summary, a Word document", (".docx",), tuple(Edition), _summary),
    }
)
"""Kinds of documents by the word that asks for them."""


def write_report(kind: Kind) -> Callable[[Office, argparse.Namespace], int]:
    """What the verb of a kind does."""
    return partial(_write, kind)


def _write(kind: Kind, office: Office, options: argparse.Namespace) -> int:
    basis, directory = report_basis(office, options), office.directory
    unit = find_unit(
        Edition(options.edition), options.unit or "", plan=directory.plan, register=directory.register
    )
    path = document_path(options.out, basis=basis, suffixes=kind.suffixes)
    content = kind.write(basis, unit, options)
    save_document(content, path)
    if basis.is_illustrative:
        warn(report_wording("file.illustrative"), options.language)
    say(report_wording("file.written", file=path.name, cutoff=basis.cutoff), options)
    return OK


def report_basis(office: Office, options: argparse.Namespace) -> Basis:
    """The state that is reported: known at a version, until the cut-off, judged on the as-of date.

    Raises:
        UnknownVersionError: the store never had that version.
        CutoffError: the cut-off is after the as-of date.
    """
    version, directory = version_of(office, options), office.directory
    cutoff = options.cutoff or options.as_of
    observations = until(office.store.observations(version), cutoff, directory.plan)
    hierarchy = area_frame(directory.register)
    return make_basis(
        plan=directory.plan,
        register=directory.register,
        status=office.status_of(observations, options.as_of),
        figures=aggregate(observations, plan=directory.plan, hierarchy=hierarchy, as_of=options.as_of),
        hierarchy=hierarchy,
        deliveries=deliverable_reports(observations, directory.plan, as_of=options.as_of),
        as_of=options.as_of,
        cutoff=cutoff,
        known="" if version == office.store.version() else str(version),
        is_illustrative=office.store.is_illustrative(version),
    )
