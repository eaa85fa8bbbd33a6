"""Making documents: one, or all of an edition in one file; a bar tells how far it is."""

from collections.abc import Mapping

import streamlit as st

from pages.reports.draw_choices import Choice
from pages.shared.viewpoint import Scope
from reports import Basis, ReportError, Unit, document_name, zip_documents

__all__ = ["draw_making"]

_MIMES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".zip": "application/zip",
}


def draw_making(basis: Basis, choice: Choice, scope: Scope) -> None:
    """Draw what makes the document of the unit in each of its formats, and those of all units at once."""
    suffixes = choice.kind.suffixes
    with st.container(horizontal=True):
        asked = [suffix for suffix in suffixes if _is_asked(suffix, scope)]
        wants_all = len(choice.units) > 1 and st.button(
            scope.say("reports.make_all", count=len(choice.units)), key="make-all"
        )
    for suffix in asked:
        _offer(_made(basis, choice, (choice.unit,), suffix, scope), scope)
    if wants_all:
        made = _made(basis, choice, choice.units, suffixes[0], scope)
        name = document_name(choice.name, choice.edition, basis=basis, suffix=".zip", language=scope.language)
        _offer({name: zip_documents(made)} if made else {}, scope)


def _is_asked(suffix: str, scope: Scope) -> bool:
    label = scope.say("reports.make", format=suffix.removeprefix("."))
    return st.button(label, key=f"make-{suffix}", type="primary")


def _made(
    basis: Basis, choice: Choice, units: tuple[Unit, ...], suffix: str, scope: Scope
) -> Mapping[str, bytes]:
    """Documents by the name of their file; none when one of them cannot be written."""
    bar, made = st.progress(0.0, text=scope.say("reports.making")), dict[str, bytes]()
    try:
        for place, unit in enumerate(units, 1):
            name = document_name(choice.name, unit, basis=basis, suffix=suffix, language=scope.language)
            made[name] = choice.kind.write(basis, unit, language=scope.language, suffix=suffix)
            said = scope.say("reports.made_of", place=place, count=len(units), unit=unit.name)
            bar.progress(place / len(units), text=said)
    except ReportError as error:
        bar.empty()
        st.error(scope.text(error.message))
        return {}
    return made


def _offer(made: Mapping[str, bytes], scope: Scope) -> None:
    for name, content in made.items():
        st.download_button(
            scope.say("reports.download", file=name, size=f"{len(content) / 1000:.0f}"),
            content,
            file_name=name,
            mime=_MIMES["." + name.rpartition(".")[2]],
            on_click="ignore",
        )
