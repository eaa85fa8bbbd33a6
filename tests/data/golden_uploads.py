"""The folders under `tests/golden/uploads`: what is uploaded, by whom, and what should come of it.

A folder is named by its fault. It holds `expected.json`, written by hand, and the file as `input.*`; or, for
what is too large or too harmful to keep, `generated.json` with the name of a sample of `tests.data.hostile`.
Of the keys of `expected.json`, `file` is the name the input is sent under and `prefecture` the uploader's.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import Uploader
from tests.data.hostile import hostile_file

__all__ = ["CASES", "GoldenUpload", "golden_upload"]

_FOLDER = Path(__file__).parents[1] / "golden" / "uploads"

CASES = tuple(sorted(folder.name for folder in _FOLDER.iterdir()))
"""Names of all folders."""


@dataclass(frozen=True, slots=True)
class GoldenUpload:
    """One upload, and what should come of it."""

    content: bytes
    file: str
    uploader: Uploader
    expected: dict[str, Any]


def golden_upload(case: str) -> GoldenUpload:
    """The upload of a folder."""
    folder = _FOLDER / case
    expected = _json(folder / "expected.json")
    uploader = Uploader("扎西", expected.pop("prefecture", ""))
    if (folder / "generated.json").exists():
        file, content = hostile_file(_json(folder / "generated.json")["sample"])
        return GoldenUpload(content, file, uploader, expected)
    (path,) = folder.glob("input.*")
    return GoldenUpload(path.read_bytes(), expected.pop("file", path.name), uploader, expected)


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
