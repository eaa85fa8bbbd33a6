"""Why a disk refuses to write, in words of both languages, and how much is left on it."""

import errno
import os
import re
import shutil
from pathlib import Path

from data.errors import data_wording
from indicators.text import Text

__all__ = ["disk_reason", "free_bytes"]

_REASONS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "full"),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "read_only"),
    errno.EFBIG: "file_too_large",
}


def disk_reason(error: Exception) -> Text:
    """What the system said, itself or in a sentence of delta-rs; the usual reasons in plain words."""
    said = re.search(r"os error (\d+)", str(error))
    number = int(said[1]) if said else getattr(error, "errno", None)
    if number in _REASONS:
        return data_wording(f"disk.{_REASONS[number]}")
    words = os.strerror(number) if number else str(error)
    return Text(zh=words, en=words)


def free_bytes(folder: Path) -> int:
    """Space left on the disk of a folder, which need not be there yet."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(there).free
