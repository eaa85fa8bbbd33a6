"""Layouts that somebody said for a header, kept beside the store: asked once, known for every later file."""

import json
import logging
import re
import uuid
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.durability import save_durably
from data.layout import Column, Layout, LayoutKind

__all__ = ["LayoutMemory", "layout_from_json", "layout_to_json"]

_FOLDER = "layouts"
_FILE = re.compile(r"([0-9a-f]{64})\.([0-9]{6})\.[0-9a-f]{8}\.json")
_logger = logging.getLogger(__name__)


def layout_to_json(layout: Layout) -> dict[str, Any]:
    """A layout as plain JSON values."""
    return asdict(layout)


def layout_from_json(entry: dict[str, Any]) -> Layout:
    """The layout that `layout_to_json` wrote.

    Raises:
        ValueError: it holds something else.
    """
    try:
        return Layout(
            kind=LayoutKind(entry["kind"]),
            header=tuple(map(int, entry["header"])),
            columns=tuple(Column(**column) for column in entry["columns"]),
            constants=dict(entry["constants"]),
            unread=tuple(entry["unread"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"no layout: {error}") from error


class LayoutMemory:
    """The folder `layouts` of a store: a file for each time somebody said what a header means.

    Nothing is overwritten. Of several files for one header the newest counts, so that an earlier
    mapping comes back when a wrong one is removed.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is the store's; it need not exist yet."""
        self._folder = folder / _FOLDER

    def find(self, fingerprint: str) -> Layout | None:
        """The layout kept last for a header; None when there is none."""
        for path in sorted(self._files(fingerprint), reverse=True):
            try:
                return layout_from_json(json.loads(path.read_text(encoding="utf-8"))["layout"])
            except (OSError, ValueError, KeyError, TypeError):
                _logger.warning("no layout can be read from %s", path.name)
        return None

    def keep(self, fingerprint: str, layout: Layout, *, by: str) -> None:
        """Remember what `by` said; it is on the disk when this returns."""
        number = 1 + max((int(path.name.split(".")[1]) for path in self._files(fingerprint)), default=0)
        entry = {
            "by": by,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "layout": layout_to_json(layout),
        }
        name = f"{fingerprint}.{number:06}.{uuid.uuid4().hex[:8]}.json"
        save_durably(self._folder / name, json.dumps(entry, ensure_ascii=False, indent=1).encode())

    def _files(self, fingerprint: str) -> list[Path]:
        if not self._folder.exists():
            return []
        return [
            path
            for path in self._folder.iterdir()
            if (name := _FILE.fullmatch(path.name)) and name[1] == fingerprint
        ]
