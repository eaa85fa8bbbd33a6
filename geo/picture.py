"""One state of the map: which county shows which class, for whom, and how large."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

__all__ = ["DOUBT", "OUTSIDE_CLASS", "AreaStyle", "MapClass", "MapPicture", "map_classes"]


@dataclass(frozen=True, slots=True)
class MapClass:
    """How the counties of one class look: fill and ink as `#RRGGBB`, a glyph, hatching or none."""

    glyph: str
    fill: str
    ink: str
    is_hatched: bool = False


DOUBT = "°"
"""The sign behind the glyph of a county whose figure rests on few samples."""

OUTSIDE_CLASS = MapClass(" ", "#EEF0F2", "#9AA0A6")
"""Areas outside the scope, on purpose faint."""


class AreaStyle(Protocol):
    """What a palette says of how an area looks."""

    @property
    def glyph(self) -> str:
        """The sign on it."""

    @property
    def colour(self) -> str:
        """Its fill as `#RRGGBB`."""

    @property
    def text(self) -> str:
        """Colour of glyph and letters on it."""

    @property
    def is_hatched(self) -> bool:
        """Whether it is hatched."""


def map_classes(styles: Iterable[AreaStyle]) -> tuple[MapClass, ...]:
    """Styles as classes of a map, on screen and in print, and last what is outside the scope."""
    looks = (MapClass(style.glyph, style.colour, style.text, style.is_hatched) for style in styles)
    return (*looks, OUTSIDE_CLASS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """One state of the map.

    Attributes:
        classes: at most ten.
        class_of: place in `classes` of each county, in the order of the register.
        scope: code of the prefecture or region that is shown in full.
        chosen: code of the county to outline.
        view: true boundaries, or one equal tile a county.
        language: of the labels.
        width: expected width in pixels, for the fit; height the same.
        address: folder from which the browser fetches the geometry, such as `/geo`.
        with_labels: whether names stand beside the glyphs.
        doubtful: for each county, whether `DOUBT` stands behind its glyph; empty for nowhere.
        rings: for each county, radius in pixels of a ring around its mark, 0 for none; empty for nowhere.
    """

    classes: Sequence[MapClass]
    class_of: Sequence[int]
    scope: str
    chosen: str | None
    view: Literal["boundary", "tile"]
    language: str
    width: int
    height: int
    address: str
    with_labels: bool = True
    doubtful: Sequence[bool] = ()
    rings: Sequence[float] = ()

    @property
    def is_tile(self) -> bool:
        """Whether the tile map is shown."""
        return self.view == "tile"
