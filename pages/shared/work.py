"""The upload or the changes a viewer is at work on: the sole owner of that part of session state.

What is stored is the parsed batch of the preview, never the file read again: its bytes could have been
replaced meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import streamlit as st

from data import CheckReport, Preview, SourceFile, Store, Upload, Uploader
from geo import Register
from indicators import Text

__all__ = [
    "Changes",
    "Draft",
    "Question",
    "StateEdit",
    "Work",
    "drop_edit",
    "drop_work",
    "keep_edit",
    "keep_seen",
    "keep_work",
    "kept_edit",
    "kept_work",
    "taken_seen",
    "uploader_key",
]

Changes: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]
"""Cells by column, of a reporter and a deliverable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A checked upload that waits to be confirmed.

    Attributes:
        preview: what it would change.
        content: bytes of the file, kept beside the rows.
        uploader: for which areas it is; the name is asked for at the end.
        conflict: why the last attempt to store it was sent back.
    """

    preview: Preview
    content: bytes
    uploader: Uploader
    conflict: Text | None = None

    @property
    def report(self) -> CheckReport:
        """The check of the file."""
        return self.preview.report

    def renewed(self, preview: Preview, *, conflict: Text) -> "Draft":
        """The same upload held against a newer state of the store."""
        return replace(self, preview=preview, conflict=conflict)

    def commit(
        self, store: Store, *, by: str, note: str, evidence: Sequence[tuple[str, bytes]], register: Register
    ) -> Upload:
        """Store the rows as they were previewed.

        Raises:
            DataError: as `Store.commit`; nothing is stored then.
        """
        uploader = replace(self.uploader, name=by)
        return store.commit(
            self.report.observations,
            by=by,
            note=note,
            file=self.report.table.source.file,
            content=self.content,
            base=self.preview.base,
            uploader=uploader,
            allowed=uploader.areas(register) if uploader.prefecture else None,
            attachments=evidence,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A file whose columns have to be explained; `why` says what was looked for."""

    source: SourceFile
    content: bytes
    uploader: Uploader
    why: Text


Work: TypeAlias = Draft | Question
"""What waits on the upload page."""


def uploader_key() -> str:
    """Key of the file chooser; a new one after each file, so that its bytes are dropped once parsed."""
    return f"uploader_{st.session_state.get('uploads_read', 0)}"


def keep_work(work: Work) -> None:
    """Keep what waits until it is confirmed, answered or dropped."""
    st.session_state["work"] = work
    st.session_state["uploads_read"] = st.session_state.get("uploads_read", 0) + 1


def kept_work() -> Work | None:
    """What waits."""
    work: Work | None = st.session_state.get("work")
    return work


def drop_work() -> None:
    """Forget what waits."""
    st.session_state.pop("work", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEdit:
    """Changes of the states of deliverables that wait to be confirmed.

    Attributes:
        base: number of the upload after which the shown states were read.
        changes: the cells as they are meant, by column, of each reporter and deliverable.
        shown: what the table began with, and for which rows; a new one begins where that differs.
        conflict: why the last attempt to store them was sent back.
    """

    base: int
    changes: Changes = field(default_factory=dict)
    shown: tuple[object, ...] = ()
    began_with: Changes = field(default_factory=dict)
    tables: int = 0
    conflict: Text | None = None

    def over(self, shown: tuple[object, ...]) -> "StateEdit":
        """The same changes in a table of these rows; a new table when they are others than before."""
        if shown == self.shown:
            return self
        return replace(self, shown=shown, began_with=self.changes, tables=self.tables + 1)

    def on_newer(self, base: int, *, conflict: Text) -> "StateEdit":
        """The same changes held against a newer state of the store."""
        return replace(self, base=base, conflict=conflict, shown=())


def keep_edit(edit: StateEdit) -> None:
    """Keep changes until they are confirmed or dropped."""
    st.session_state["state_edit"] = edit


def kept_edit() -> StateEdit | None:
    """The changes that wait."""
    edit: StateEdit | None = st.session_state.get("state_edit")
    return edit


def drop_edit() -> None:
    """Forget the changes that wait."""
    st.session_state.pop("state_edit", None)


def keep_seen(seq: int) -> None:
    """Keep which row of an entry stood in the form that is sent; called by its button."""
    st.session_state["seen"] = seq


def taken_seen() -> int:
    """Which row of an entry stood in the form that was sent; 0 when none was."""
    return int(st.session_state.pop("seen", 0))
