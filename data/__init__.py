"""Files in and out, the checks, the store, and illustrative data."""

from data.air import good_days_by_month, read_air_days
from data.areas import area_frame
from data.checking import CheckReport, check_file
from data.describing import problem_lines, report_as_json, summary, summary_lines
from data.errors import (
    DataError,
    NothingAcceptedError,
    RealDataPresentError,
    StalePreviewError,
    StoreBusyError,
    UnreadableFileError,
    data_wording,
)
from data.exporting import export_observations
from data.illustrative import ILLUSTRATIVE_NOTE, illustrative_observations
from data.lookups import Directory
from data.problems import Problem, Severity
from data.settings import Settings, load_settings
from data.states import last_reported, state_after, until
from data.store import Op, Store, Upload

__all__ = [
    "ILLUSTRATIVE_NOTE",
    "CheckReport",
    "DataError",
    "Directory",
    "NothingAcceptedError",
    "Op",
    "Problem",
    "RealDataPresentError",
    "Settings",
    "Severity",
    "StalePreviewError",
    "Store",
    "StoreBusyError",
    "UnreadableFileError",
    "Upload",
    "area_frame",
    "check_file",
    "data_wording",
    "export_observations",
    "good_days_by_month",
    "illustrative_observations",
    "last_reported",
    "load_settings",
    "problem_lines",
    "read_air_days",
    "report_as_json",
    "state_after",
    "summary",
    "summary_lines",
    "until",
]
