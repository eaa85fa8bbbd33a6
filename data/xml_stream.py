"""XML read as a stream: whole elements one after the other, the rest forgotten."""

from collections.abc import Iterator
from io import BytesIO
from typing import Literal
from xml.etree import ElementTree as ET

__all__ = ["elements", "local_name", "tree"]


def local_name(element: ET.Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def tree(xml: bytes) -> ET.Element:
    """A small document as a whole."""
    return ET.fromstring(xml)  # noqa: S314  the archive refuses declarations of entities


def elements(xml: bytes, *names: str, at_start: str = "") -> Iterator[ET.Element]:
    """Each element of one of these local names when it is complete; what is in it is forgotten afterwards.

    An element called `at_start` comes as soon as it opens, with its attributes only.
    """
    wanted: tuple[Literal["start", "end"], ...] = ("start", "end") if at_start else ("end",)
    for event, element in ET.iterparse(BytesIO(xml), wanted):  # noqa: S314  see above
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == at_start:
                yield element
        elif name in names:
            yield element
            element.clear()
