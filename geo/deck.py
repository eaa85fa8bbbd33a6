"""A pydeck deck whose JSON is already written, and hover texts that vary while the geometry stays."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, TypeAlias

import pydeck

from geo.viewport import Viewport

__all__ = ["ReadyDeck", "hover_texts"]

Point: TypeAlias = tuple[float, float]

_NO_BOX = {"background": "none", "padding": "0", "zIndex": "5"}
_STYLE = (
    ".tip{display:none;position:absolute;white-space:nowrap;background:#fff;color:#1a1a1a;"
    "border:1px solid #0b3d91;font-size:13px;line-height:1.5;padding:5px 9px}"
    ".tip.k{code}{display:block}"
    ".tip.e{right:10px}.tip.w{left:10px}.tip.n{top:10px}.tip.s{bottom:10px}"
)


class ReadyDeck(pydeck.Deck):  # type: ignore[misc]  # pydeck ships no types
    """A deck from a spec of `deck_spec`; no basemap, so no request to another host."""

    def __init__(self, spec: str, *, tooltip: Mapping[str, Any]) -> None:
        """`tooltip` as made by `hover_texts`."""
        super().__init__(layers=[], tooltip=dict(tooltip), map_provider=None)
        self.mapbox_key = None  # else a key in the server's environment would reach every browser
        self._spec = spec

    def to_json(self) -> str:
        """The spec as it is; pydeck's own way would indent and write it anew on every run."""
        return self._spec


def hover_texts(
    texts: Mapping[str, Sequence[str]], *, view: Viewport, places: Mapping[str, Point]
) -> dict[str, Any]:
    """A tooltip that shows the lines of the county under the pointer.

    All texts are in it, hidden; the one whose class is the `code` of the geometry file is seen. The box grows
    towards the middle of the map, because the chart clips what sticks out.

    Args:
        texts: lines by county code, the first one is the heading; they are escaped here.
        view: the view of the map.
        places: longitude and latitude of each county.
    """
    rows = "".join(_row(code, lines, side=_side(view, places[code])) for code, lines in texts.items())
    return {"html": f"<style>{_STYLE}</style>{rows}", "style": _NO_BOX}


def _row(code: str, lines: Sequence[str], *, side: str) -> str:
    heading, *rest = map(_safe, lines)
    return f'<div class="tip k{code} {side}"><b>{heading}</b><br>{"<br>".join(rest)}</div>'


def _side(view: Viewport, place: Point) -> str:
    right, down = view.pixel(*place)
    return f"{'e' if right > 0 else 'w'} {'s' if down > 0 else 'n'}"


def _safe(text: str) -> str:
    """Escape HTML, and braces because Streamlit fills in `{name}`."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")
