"""Files in and out, the checks, the store, and illustrative data."""

from data.air import good_days_by_month, read_air_days
from data.areas import area_frame
from data.checking import CheckReport, check_file
from data.deliverable_form import deliverable_form
from data.describing import problem_lines, report_as_json, summary, summary_lines
from data.entry_checking import EntryReport, WrittenEntry, check_entries
from data.entry_files import EntryFile, read_entries
from data.entry_telling import entry_problem_lines, entry_summary, entry_summary_lines
from data.entry_template import ENTRY_TEMPLATE_FORMATS, entry_template
from data.errors import (
    DataError,
    EntriesRefusedError,
    IllustrativeRevertError,
    NotAllowedError,
    NothingAcceptedError,
    NothingToRevertError,
    RealDataPresentError,
    StalePreviewError,
    StoreBusyError,
    UnknownLayoutError,
    UnknownUploadError,
    UnknownVersionError,
    UnreadableFileError,
    data_wording,
)
from data.examples import EXAMPLES, example
from data.exporting import export_observations
from data.grid import SourceFile
from data.illustrative import ILLUSTRATIVE_NOTE, illustrative_observations
from data.illustrative_entries import illustrative_entries
from data.layout_memory import LayoutMemory
from data.ledger import Ledger
from data.lookups import Directory
from data.marking import marked_workbook, rejected_ending, rejected_rows
from data.people import Uploader
from data.preview_told import preview_as_json, preview_lines
from data.previewing import Preview, figure_text, preview
from data.problems import Problem, ProblemGroup, Severity
from data.settings import Settings, load_settings
from data.states import last_reported, state_after, until
from data.store import Store
from data.templates import TEMPLATE_FORMATS, template, write_template
from data.upload import Op, Upload

__all__ = [
    "ENTRY_TEMPLATE_FORMATS",
    "EXAMPLES",
    "ILLUSTRATIVE_NOTE",
    "TEMPLATE_FORMATS",
    "CheckReport",
    "DataError",
    "Directory",
    "EntriesRefusedError",
    "EntryFile",
    "EntryReport",
    "IllustrativeRevertError",
    "LayoutMemory",
    "Ledger",
    "NotAllowedError",
    "NothingAcceptedError",
    "NothingToRevertError",
    "Op",
    "Preview",
    "Problem",
    "ProblemGroup",
    "RealDataPresentError",
    "Settings",
    "Severity",
    "SourceFile",
    "StalePreviewError",
    "Store",
    "StoreBusyError",
    "UnknownLayoutError",
    "UnknownUploadError",
    "UnknownVersionError",
    "UnreadableFileError",
    "Upload",
    "Uploader",
    "WrittenEntry",
    "area_frame",
    "check_entries",
    "check_file",
    "data_wording",
    "deliverable_form",
    "entry_problem_lines",
    "entry_summary",
    "entry_summary_lines",
    "entry_template",
    "example",
    "export_observations",
    "figure_text",
    "good_days_by_month",
    "illustrative_entries",
    "illustrative_observations",
    "last_reported",
    "load_settings",
    "marked_workbook",
    "preview",
    "preview_as_json",
    "preview_lines",
    "problem_lines",
    "read_air_days",
    "read_entries",
    "rejected_ending",
    "rejected_rows",
    "report_as_json",
    "state_after",
    "summary",
    "summary_lines",
    "template",
    "until",
    "write_template",
]
