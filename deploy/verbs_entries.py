"""The verbs of the `quality` command around the registers: blank form, dry run, import, list."""

import argparse

from data import (
    EntryFile,
    EntryReport,
    Uploader,
    check_entries,
    entry_problem_lines,
    entry_summary,
    entry_summary_lines,
    entry_template,
    read_entries,
    summary,
)
from deploy.verbs import OK, REJECTED, Office, login_name, print_json, print_problem, print_row, say, warn
from indicators.entry import EntryKind

__all__ = ["check", "import_file", "show", "template"]


def template(_: Office, options: argparse.Namespace) -> int:
    """Write a blank form."""
    options.out.write_bytes(entry_template(options.out.name))
    say(summary("template_written", file=options.out.name), options)
    return OK


def check(office: Office, options: argparse.Namespace) -> int:
    """Dry run: what is wrong with the entries of a file."""
    file = read_entries(options.file.read_bytes(), file=options.file.name)
    return REJECTED if _checked(office, file, options).rejected else OK


def import_file(office: Office, options: argparse.Namespace) -> int:
    """Store the entries of a file, all or none."""
    content, base = options.file.read_bytes(), office.ledger.version()
    file = read_entries(content, file=options.file.name)
    report = _checked(office, file, options)
    if report.rejected:
        warn(entry_summary("not_stored"), options.language)
        return REJECTED
    uploader = _uploader(office, options)
    upload = office.ledger.write(
        report.accepted,
        directory=office.directory,
        by=options.by or login_name(),
        note=options.note,
        base=base,
        uploader=uploader,
        allowed=uploader.areas(office.directory.register) if uploader.prefecture else None,
        file=file.source.file,
        content=content,
    )
    say(entry_summary("stored", upload=upload.id, rows=upload.rows, version=upload.seq), options)
    return OK


def show(office: Office, options: argparse.Namespace) -> int:
    """List the entries of a kind, or all of them."""
    rows = office.ledger.entries(EntryKind(options.kind) if options.kind else None)
    if options.json:
        print_json(rows.to_dicts())
        return OK
    for row in rows.iter_rows():
        print_row(*row)
    return OK


def _checked(office: Office, file: EntryFile, options: argparse.Namespace) -> EntryReport:
    """Check the entries, and say what was found."""
    uploader = _uploader(office, options)
    allowed = uploader.areas(office.directory.register) if uploader.prefecture else None
    report = check_entries(file.entries, office.directory, allowed=allowed)
    for line in entry_problem_lines(report, options.language):
        print_problem(line)
    for message in entry_summary_lines(file, report):
        say(message, options)
    return report


def _uploader(office: Office, options: argparse.Namespace) -> Uploader:
    if not options.prefecture:
        return Uploader("")
    area = office.directory.register.require_area(options.prefecture, level="prefecture")
    return Uploader("", area.code)
