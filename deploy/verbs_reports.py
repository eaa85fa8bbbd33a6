"""`quality report KIND`: every kind of document, written from the same state."""

import argparse
from collections.abc import Callable
from datetime import datetime
from functools import partial

import polars as pl

from data import Ledger, area_frame, until
from deploy.verbs import OK, Office, say, version_of, warn
from indicators import aggregate, deliverable_reports
from indicators.entry import EntryKind
from reports import (
    Basis,
    Edition,
    Kind,
    document_path,
    find_unit,
    make_basis,
    report_wording,
    save_document,
)

__all__ = ["report_basis", "write_report"]


def write_report(kind: Kind) -> Callable[[Office, argparse.Namespace], int]:
    """What the verb of a kind does."""
    return partial(_write, kind)


def _write(kind: Kind, office: Office, options: argparse.Namespace) -> int:
    basis, directory = report_basis(office, options), office.directory
    unit = find_unit(
        Edition(options.edition), options.unit or "", plan=directory.plan, register=directory.register
    )
    path = document_path(options.out, basis=basis, suffixes=kind.suffixes)
    content = kind.write(basis, unit, language=options.language, suffix=path.suffix.lower())
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
        actions=_entries(office, version, EntryKind.ACTION),
        cases=_entries(office, version, EntryKind.CASE),
    )


def _entries(office: Office, version: int, kind: EntryKind) -> pl.DataFrame:
    """The entries of one kind as they were known beside a version of the figures."""
    ledger = Ledger(office.store.folder)
    if version == office.store.version():
        return ledger.entries(kind)
    moments = [upload.when for upload in office.store.history() if upload.seq == version]
    seq = ledger.seq_on(datetime.fromisoformat(moments[0])) if moments else 0
    return ledger.entries(kind, seq, observed=version)
