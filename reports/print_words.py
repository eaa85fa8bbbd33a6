"""Words of what is printed beside the summary, and the lines that stand under every picture."""

from pathlib import Path

from geo import Area
from geo.boundaries import load_provenance
from indicators import Text, load_wording
from reports.basis import Basis

__all__ = ["BREAK", "area_words", "data_words", "map_source_words", "print_wording", "stop_mark"]

print_wording = load_wording(Path(__file__).with_name("print_wording.toml"))
"""Sentences by dotted key."""


BREAK = " | "
"""Between remarks on one line; the middle dot is as wide as a Chinese character in our typeface."""


def area_words(area: Area, language: str) -> str:
    """The name of an area."""
    return Text(area.name_zh, area.name_en).in_language(language)


def data_words(basis: Basis, language: str) -> str:
    """Until when the data go, when they were judged, which version they are, and whether they are made up."""
    known = print_wording("source.known", known=basis.known) if basis.known else ""
    said = print_wording("source.data", cutoff=basis.cutoff, as_of=basis.as_of, known=known)
    made_up = [print_wording("source.illustrative")] if basis.is_illustrative else []
    return BREAK.join(text.in_language(language) for text in (*made_up, said))


def map_source_words(basis: Basis, language: str, *, is_tile: bool = False) -> str:
    """The same with the origin of the boundaries and their approval number."""
    origin = load_provenance()
    key = "tiles" if is_tile else "approved" if origin.approval else "not_approved"
    said = print_wording(f"source.{key}", source=origin.source, approval=origin.approval)
    return f"{data_words(basis, language)}{BREAK}{said.in_language(language)}"


def stop_mark(language: str) -> str:
    """What stands between the names of a list."""
    return "、" if language == "zh" else ", "
