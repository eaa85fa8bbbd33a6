"""Everything that can go wrong with files and the store; messages in Chinese and English."""

from collections.abc import Sequence
from pathlib import Path

from indicators.wording import load_wording

__all__ = [
    "DataError",
    "EmptyFileError",
    "FileTooLargeError",
    "HeaderError",
    "NothingAcceptedError",
    "RealDataPresentError",
    "RowLayoutError",
    "StalePreviewError",
    "StoreBusyError",
    "StoreFolderError",
    "UnknownFormatError",
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
        """`key` is `empty` or `no_rows`."""
        super().__init__(key, file=file)


class HeaderError(UnreadableFileError):
    """The header line lacks columns, repeats one, or is of another table."""

    def __init__(self, key: str, *, file: str, found: Sequence[str], columns: Sequence[str]) -> None:
        """`found` is the header as read, `columns` the ones in question."""
        super().__init__(key, file=file, found=_some(found), columns=_some(columns), count=len(columns))


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


class RealDataPresentError(DataError):
    """Illustrative data may not be put beside real data."""

    def __init__(self, *, uploads: int) -> None:
        """`uploads` real uploads are in the store."""
        super().__init__("real_data_present", uploads=uploads)


def _some(names: Sequence[str], limit: int = 5) -> str:
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} … ({len(names)})"
