"""The verbs of the `quality` command around one file: the blank form, the dry run, the import."""

import argparse

from data import (
    CheckReport,
    LayoutMemory,
    NothingAcceptedError,
    Preview,
    Uploader,
    check_file,
    deliverable_form,
    last_reported,
    preview,
    preview_as_json,
    preview_lines,
    problem_lines,
    report_as_json,
    state_after,
    summary,
    summary_lines,
    write_template,
)
from deploy.verbs import OK, REJECTED, Office, login_name, print_json, print_problem, say, warn

__all__ = ["check", "import_file", "template"]


def template(office: Office, options: argparse.Namespace) -> int:
    """Write a blank form."""
    if options.deliverables or options.department:
        content = deliverable_form(
            office.directory,
            period=options.period,
            suffix=options.out.suffix.lower(),
            prefecture=options.prefecture,
            department=options.department,
        )
        options.out.write_bytes(content)
        say(summary("template_written", file=options.out.name), options)
        return OK
    write_template(
        options.out,
        office.directory,
        period=options.period,
        goals=options.indicator,
        prefecture=options.prefecture,
        sector=options.sector,
    )
    say(summary("template_written", file=options.out.name), options)
    return OK


def check(office: Office, options: argparse.Namespace) -> int:
    """Dry run of an upload: what is wrong, what would change."""
    uploader = _uploader(office, options, name="")
    report = _checked(office, options, content=options.file.read_bytes(), uploader=uploader)
    seen = _previewed(office, report)
    if options.json:
        print_json(report_as_json(report, seen.changes) | preview_as_json(seen))
    else:
        _print_report(report, options)
        for line in preview_lines(seen, office.directory):
            say(line, options)
    return REJECTED if report.rejected_rows else OK


def import_file(office: Office, options: argparse.Namespace) -> int:
    """Store an upload, all rows or none unless the user accepts the sound ones."""
    uploader = _uploader(office, options, name=options.by or login_name())
    content, base = options.file.read_bytes(), office.store.version()
    evidence = [(path.name, path.read_bytes()) for path in options.attach]
    report = _checked(office, options, content=content, uploader=uploader)
    _print_report(report, options)
    if report.rejected_rows and not options.accept_valid:
        warn(summary("not_stored"), options.language)
        return REJECTED
    if report.accepted.is_empty():
        raise NothingAcceptedError(file=options.file.name, rejected=len(report.rejected_rows))
    upload = office.store.commit(
        report.observations,
        by=uploader.name,
        note=options.note,
        file=report.table.source.file,
        content=content,
        base=base,
        uploader=uploader,
        allowed=uploader.areas(office.directory.register),
        attachments=evidence,
    )
    say(summary("stored", upload=upload.id, rows=upload.rows, version=upload.seq), options)
    return OK


def _uploader(office: Office, options: argparse.Namespace, *, name: str) -> Uploader:
    if not options.prefecture:
        return Uploader(name)
    area = office.directory.register.require_area(options.prefecture, level="prefecture")
    return Uploader(name, area.code)


def _checked(
    office: Office, options: argparse.Namespace, *, content: bytes, uploader: Uploader
) -> CheckReport:
    return check_file(
        content,
        file=options.file.name,
        directory=office.directory,
        memory=LayoutMemory(office.store.folder),
        uploader=uploader,
    )


def _previewed(office: Office, report: CheckReport) -> Preview:
    """What would change, on the last day that is reported with the upload."""
    store, directory = office.store, office.directory
    current, is_illustrative = store.observations(), store.is_illustrative()
    after = state_after(current, report.observations, is_illustrative=is_illustrative)
    return preview(report, store=store, directory=directory, as_of=last_reported(after, directory.plan))


def _print_report(report: CheckReport, options: argparse.Namespace) -> None:
    for line in problem_lines(report, options.language):
        print_problem(line)
    for message in summary_lines(report):
        say(message, options)
