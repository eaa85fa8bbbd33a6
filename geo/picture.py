"""One state of the map: which county shows which class, for whom, and how large."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["MapClass", "MapPicture"]


@dataclass(frozen=True, slots=True)
class MapClass:
    """How the counties of one class look: fill and ink as `#RRGGBB`, a glyph, hatching or none."""

    glyph: str
    fill: str
    ink: str
    is_hatched: bool = False


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

    @property
    def is_tile(self) -> bool:
        """Whether the tile map is shown."""
        return self.view == "tile"
