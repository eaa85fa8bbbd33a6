"""The documents: the year-end summary of a prefecture, a department or the office, and what is printed."""

from reports.basis import Basis, make_basis
from reports.errors import (
    CutoffError,
    ReportError,
    UnknownUnitError,
    report_wording,
)
from reports.files import document_name, document_path, save_document, zip_documents
from reports.kinds import KINDS, Kind
from reports.unit import Edition, Unit, find_unit, units_of

__all__ = [
    "KINDS",
    "Basis",
    "CutoffError",
    "Edition",
    "Kind",
    "ReportError",
    "Unit",
    "UnknownUnitError",
    "document_name",
    "document_path",
    "find_unit",
    "make_basis",
    "report_wording",
    "save_document",
    "units_of",
    "zip_documents",
]
