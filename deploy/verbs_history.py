"""The verbs of the `quality` command that look back, undo, and look after the store."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict

import polars as pl

from data import Op, Upload, figure_text, last_reported, summary
from deploy.verbs import OK, UNUSABLE, Office, login_name, print_json, print_row, say
from indicators import KEY, OBSERVATION_SCHEMA, Text, light_changes

__all__ = ["compact", "history", "revert", "story", "verify"]


def history(office: Office, options: argparse.Namespace) -> int:
    """All uploads, the newest first; or what one of them did."""
    if options.upload:
        _show_upload(office, options)
        return OK
    uploads = office.store.history()
    if options.json:
        print_json([asdict(upload) for upload in uploads])
    else:
        for upload in uploads:
            print_row(upload.seq, upload.when, upload.id, upload.by, upload.rows, upload.file, upload.note)
    return OK


def _show_upload(office: Office, options: argparse.Namespace) -> None:
    upload = _find(office, options.upload)
    effect = asdict(office.store.effect(upload.id))
    if options.json:
        print_json(asdict(upload) | {"effect": effect})
        return
    for name, value in asdict(upload).items():
        if name == "attachments":
            for piece in upload.attachments:
                print_row("attachment", piece.name, piece.kind, piece.size, piece.sha256)
        elif value != "":
            print_row(name, value)
    say(summary("effect", **effect), options)


def revert(office: Office, options: argparse.Namespace) -> int:
    """Undo what still stands of an upload, or say what that would change."""
    store = office.store
    base, upload = store.version(), _find(office, options.upload)
    plan = store.revert_plan(upload.id, seq=base)
    say(summary("would_revert", upload=upload.id, rows=plan.rows.height, kept=plan.kept.height), options)
    for line in _kept(plan.kept):
        say(line, options)
    say(_would_change(office, base, plan.rows), options)
    if not options.dry_run:
        done = store.revert(upload.id, by=options.by or login_name(), note=options.note, base=base)
        say(summary("stored", upload=done.id, rows=done.rows, version=done.seq), options)
    return OK


def _kept(kept: pl.DataFrame) -> Iterator[Text]:
    for upload, by, count in kept.group_by("upload", "by", maintain_order=True).len().iter_rows():
        yield summary("kept", count=count, upload=upload, by=by)


def _would_change(office: Office, base: int, rows: pl.DataFrame) -> Text:
    """The figures and lights that differ once rows of the log are appended."""
    current = office.store.observations(base).select(list(OBSERVATION_SCHEMA))
    restored = rows.filter(pl.col("op") != Op.DELETE).select(list(OBSERVATION_SCHEMA))
    after = pl.concat([current.join(rows, on=list(KEY), how="anti"), restored])
    as_of = last_reported(current, office.directory.plan)
    changes = light_changes(office.status_of(current, as_of), office.status_of(after, as_of))
    lights = changes.filter(pl.col("light_before") != pl.col("light_after")).height
    return summary("would_change", figures=changes.height, lights=lights, as_of=as_of)


def story(office: Office, options: argparse.Namespace) -> int:
    """All that was ever said about one figure, the oldest first."""
    directory = office.directory
    found = office.store.story(
        {
            "indicator": directory.plan.require_reported(options.indicator).id,
            "area": directory.register.require_area(options.area).code,
            "period": options.period,
        }
    )
    if options.json:
        print_json(found.to_dicts())
        return OK
    told = found.with_columns(figure=figure_text())
    for row in told.iter_rows(named=True):
        cells = ("seq", "when", "upload", "by", "op", "organiser", "segment", "figure", "file", "note")
        print_row(*(row[name] for name in cells))
    if found.is_empty():
        say(summary("no_story"), options)
    return OK


def verify(office: Office, options: argparse.Namespace) -> int:
    """Check everything that was ever stored, byte by byte."""
    findings = office.store.verify()
    for finding in findings:
        say(finding.message, options)
    count = sum(finding.is_damage for finding in findings)
    uploads = len(office.store.history()) + len(office.ledger.history())
    say(summary("verified", uploads=uploads, count=count), options)
    return UNUSABLE if count else OK


def compact(office: Office, options: argparse.Namespace) -> int:
    """Join small files of the store into large ones."""
    files = office.store.compact() + office.ledger.compact()
    say(summary("compacted", files=files), options)
    return OK


def _find(office: Office, word: str) -> Upload:
    """An upload by its id or its number.

    Raises:
        UnknownUploadError: there is none.
    """
    ids = {str(upload.seq): upload.id for upload in office.store.history()}
    return office.store.upload(ids.get(word.removeprefix("#"), word))
