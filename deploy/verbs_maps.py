"""`quality report map`: the map of one goal on a sheet of paper, as the screen shows it."""

import argparse
from pathlib import Path

from deploy.verbs import OK, Office, say, warn
from deploy.verbs_reports import report_basis
from geo import AreaLevel
from reports import document_path, report_wording, save_document

__all__ = ["add_choices", "write_map"]

_SUFFIXES = (".pdf", ".png")


def add_choices(parser: argparse.ArgumentParser) -> None:
    """The words of the verb beside its dates."""
    parser.add_argument("--indicator", required=True, metavar="ID")
    parser.add_argument("--prefecture", metavar="NAME", help="the region when left out")
    parser.add_argument("--view", choices=("boundary", "tile"), default="boundary")
    parser.add_argument("--paper", choices=("A4", "A3"), default="A4")
    parser.add_argument("out", type=Path, metavar="OUT.pdf|OUT.png")


def write_map(office: Office, options: argparse.Namespace) -> int:
    """Write the map of a goal."""
    from reports.light_map import MapForm, print_light_map  # noqa: PLC0415 -- draws, which other verbs do not

    plan, register = office.directory.plan, office.directory.register
    goal = plan.require_goal(options.indicator)
    area = register.region
    if options.prefecture:
        area = register.require_area(options.prefecture, level=AreaLevel.PREFECTURE)
    basis = report_basis(office, options)
    path = document_path(options.out, basis=basis, suffixes=_SUFFIXES)
    form = MapForm(
        view=options.view,
        paper=options.paper,
        kind="png" if path.suffix.lower() == ".png" else "pdf",
    )
    save_document(print_light_map(basis, goal, area.code, options.language, form=form), path)
    if basis.is_illustrative:
        warn(report_wording("file.illustrative"), options.language)
    say(report_wording("file.written", file=path.name, cutoff=basis.cutoff), options)
    return OK
