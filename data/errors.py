"""Everything that can go wrong with files and the store; messages in Chinese and English."""

from collections.abc import Sequence
from pathlib import Path

from data.grid import SourceFile
from data.problems import Problem
from indicators.text import Text
from indicators.wording import load_wording

__all__ = [
    "AttachmentError",
    "DamagedStoreError",
    "DataError",
    "EmptyFileError",
    "EntriesRefusedError",
    "FileTooLargeError",
    "HeaderError",
    "IllustrativeRevertError",
    "NotAllowedError",
    "NothingAcceptedError",
    "NothingToRevertError",
    "RealDataPresentError",
    "RowLayoutError",
    "StalePreviewError",
    "StoreBusyError",
    "StoreFolderError",
    "StoreUnsureError",
    "StoreWriteError",
    "TemplateError",
    "UnknownFormatError",
    "UnknownLayoutError",
    "UnknownUploadError",
    "UnknownVersionError",
    "UnreadableFileError",
    "data_wording",
]

data_wording = load_wording(Path(__file__).with_name("wording.toml"))
"""Sentences of this package, by dotted key."""


class DataError(Exception):
    """Base of all errors of this package; `message` says it in both languages."""

    def __init__(self, key: str, /, **facts: object) -> None:
        """Build the sentence `error.<key>` from the facts."""
        self.message = data_wording(f"error.{key}", **facts)
        super().__init__(self.message.en)


class UnreadableFileError(DataError):
    """The bytes are no table this project can read; nothing was taken from them."""


class FileTooLargeError(UnreadableFileError):
    """The file is over the size limit."""

    def __init__(self, *, file: str, size: int, limit: int) -> None:
        """Sizes in bytes."""
        super().__init__("too_large", file=file, size=f"{size:,}", limit=f"{limit:,}")


class EmptyFileError(UnreadableFileError):
    """There is no header line, or no row behind it."""

    def __init__(self, key: str, *, file: str) -> None:
        """`key` is `empty`, `no_rows` or `not_filled`."""
        super().__init__(key, file=file)


class HeaderError(UnreadableFileError):
    """The header line lacks columns, repeats one, or is of another table."""

    def __init__(self, key: str, *, file: str, found: Sequence[str], columns: Sequence[str]) -> None:
        """`found` is the header as read, `columns` the ones in question."""
        super().__init__(key, file=file, found=_some(found), columns=_some(columns), count=len(columns))


class UnknownLayoutError(UnreadableFileError):
    """A file that is not read by itself as a table; `source` is what it holds, for somebody to map."""

    def __init__(self, key: str, *, source: SourceFile, sheet: str = "", **facts: object) -> None:
        """`key` is that of a sentence, such as `no_header` or `second_table`, with its facts."""
        super().__init__(key, file=f"{source.file} [{sheet}]" if sheet else source.file, **facts)
        self.source = source


class RowLayoutError(UnreadableFileError):
    """A record cannot be split into cells."""

    def __init__(self, key: str, *, file: str, row: int, **facts: object) -> None:
        """`row` is the physical line in the file."""
        super().__init__(key, file=file, row=row, **facts)


class UnknownFormatError(DataError):
    """A file to write whose format is not known."""

    def __init__(self, *, file: str, allowed: Sequence[str]) -> None:
        """`allowed` are the endings that are known."""
        super().__init__("unknown_format", file=file, allowed=", ".join(allowed))


class TemplateError(DataError):
    """A blank form that cannot be made."""

    def __init__(self, key: str, *, period: str) -> None:
        """`key` is `template_period` or `template_empty`."""
        super().__init__(key, period=period)


class NothingAcceptedError(DataError):
    """An import without a single row that could be stored."""

    def __init__(self, *, file: str, rejected: int) -> None:
        """`rejected` counts rows."""
        super().__init__("nothing_accepted", file=file, rejected=rejected)


class StalePreviewError(DataError):
    """Somebody else changed the same figures after the preview; look at them again."""

    def __init__(self, *, keys: int, uploads: Sequence[str]) -> None:
        """`keys` figures were changed by `uploads` in the meantime."""
        super().__init__("stale_preview", keys=keys, uploads=_some(uploads))


class StoreBusyError(DataError):
    """Others were faster at every attempt to store; nothing was stored, try again."""

    def __init__(self, *, attempts: int) -> None:
        """`attempts` were made."""
        super().__init__("store_busy", attempts=attempts)


class StoreFolderError(DataError):
    """The name of the store's folder cannot be used."""

    def __init__(self, *, folder: str) -> None:
        """`folder` as it is set."""
        super().__init__("store_folder", folder=folder)


class UnknownUploadError(DataError):
    """The history has no upload of that id."""

    def __init__(self, *, upload: str) -> None:
        """`upload` as it was asked for."""
        super().__init__("unknown_upload", upload=upload)


class UnknownVersionError(DataError):
    """The store never had a version of that number."""

    def __init__(self, *, version: int, newest: int) -> None:
        """`newest` is the last one there is."""
        super().__init__("unknown_version", version=version, newest=newest)


class NotAllowedError(DataError):
    """Figures of areas that the uploader does not answer for; nothing was stored."""

    def __init__(self, *, areas: Sequence[str]) -> None:
        """`areas` are codes."""
        super().__init__("not_allowed", areas=_some(areas), count=len(areas))


class IllustrativeRevertError(DataError):
    """Illustrative data is not undone; the first real upload replaces it."""

    def __init__(self, *, upload: str) -> None:
        """`upload` holds the illustrative data."""
        super().__init__("illustrative_revert", upload=upload)


class EntriesRefusedError(DataError):
    """Entries that are not sound; `problems` holds every fault, and nothing was stored."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Say all problems, because they are mended together."""
        self.problems = tuple(problems)
        shown = Text(
            *(" ".join(each.message.in_language(lang) for each in self.problems[:5]) for lang in ("zh", "en"))
        )
        super().__init__("entries_refused", count=len({each.row for each in problems}), problems=shown)


class NothingToRevertError(DataError):
    """Nothing that an upload wrote still stands."""

    def __init__(self, *, upload: str, later: Sequence[str]) -> None:
        """`later` uploads changed all of it."""
        super().__init__("nothing_to_revert", upload=upload, later=_some(later))


class StoreWriteError(DataError):
    """The disk refused to write; nothing was stored."""

    def __init__(self, *, folder: Path, reason: Text, free: int) -> None:
        """`free` bytes are left on the disk of `folder`."""
        super().__init__("store_write", folder=folder, reason=reason, free=f"{free / 1e6:,.1f}")


class StoreUnsureError(DataError):
    """The disk did not confirm a commit that was written: it may or may not outlast a power cut."""

    def __init__(self, *, upload: str, reason: Text) -> None:
        """`upload` is the id to look for in the history."""
        super().__init__("store_unsure", upload=upload, reason=reason)


class DamagedStoreError(DataError):
    """Files of the store are lost or cannot be read any more."""

    def __init__(self, *, folder: Path, files: Sequence[str], uploads: Sequence[str]) -> None:
        """`files` in `folder` hold rows of `uploads`, as far as the log still tells."""
        super().__init__("store_damaged", folder=folder, files=_some(files), uploads=_some(uploads) or "?")
        self.uploads = tuple(uploads)


class AttachmentError(DataError):
    """A file that is not taken as evidence; nothing was stored."""


class RealDataPresentError(DataError):
    """Illustrative data may not be put beside real data."""

    def __init__(self, *, uploads: int) -> None:
        """`uploads` real uploads are in the store."""
        super().__init__("real_data_present", uploads=uploads)


def _some(names: Sequence[str], limit: int = 5) -> str:
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} … ({len(names)})"
