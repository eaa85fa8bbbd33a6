"""Names that others chose, made harmless to show."""

import unicodedata

__all__ = ["shown_name"]

_LONGEST = 120


def shown_name(name: str) -> str:
    """The name without folders and unseen characters, at most 120 characters; never used on disk."""
    last = unicodedata.normalize("NFKC", name).replace("\\", "/").rpartition("/")[2]
    return "".join(filter(str.isprintable, last)).strip()[:_LONGEST] or "?"
