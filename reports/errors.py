"""Everything that can go wrong with a document; messages in Chinese and English."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from indicators import Text, load_wording

__all__ = [
    "CutoffError",
    "ReportError",
    "TemplateError",
    "UnknownUnitError",
    "UnsuitableFileError",
    "report_wording",
]

report_wording = load_wording(Path(__file__).with_name("wording.toml"))
"""Sentences of the documents and of what goes wrong with them, by dotted key."""


class ReportError(Exception):
    """Base of all errors of this package; `message` says it in both languages."""

    def __init__(self, key: str, /, **facts: object) -> None:
        """Build the sentence `error.<key>` from the facts."""
        self.message: Text = report_wording(f"error.{key}", **facts)
        super().__init__(self.message.en)


class CutoffError(ReportError):
    """The data cut-off lies after the date on which the goals are judged."""

    def __init__(self, *, cutoff: date, as_of: date) -> None:
        """Both dates as given."""
        super().__init__("cutoff", cutoff=cutoff, as_of=as_of)


class UnknownUnitError(ReportError, LookupError):
    """No prefecture or department is called so; `suggestions` look like it."""

    def __init__(self, name: str, *, known: Sequence[str]) -> None:
        """`known` are the names of all units of the edition."""
        self.suggestions = tuple(get_close_matches(name, known, n=3, cutoff=0.4))
        nearest = "、".join(self.suggestions) or "—"
        super().__init__("unknown_unit", name=name or "—", nearest=nearest, allowed="、".join(known))


class UnsuitableFileError(ReportError):
    """The name of the file ends in something that this document is not written as."""

    def __init__(self, file: str, *, allowed: Sequence[str]) -> None:
        """`allowed` are the endings, dot included."""
        super().__init__("suffix", file=file, allowed=", ".join(allowed))


class TemplateError(ReportError):
    """A template cannot be filled in; the message names the file and the tag, and nothing was written."""
