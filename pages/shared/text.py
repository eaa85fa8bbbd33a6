"""What the pages say, in the language of the viewer."""

from pathlib import Path

from indicators import Text, load_wording

__all__ = ["LANGUAGES", "page_wording", "say"]

LANGUAGES = {"zh": "中文", "en": "English"}

page_wording = load_wording(Path(__file__).with_name("wording.toml"))


def say(key: str, language: str, /, **facts: object) -> str:
    """A sentence of `wording.toml` in one language."""
    text: Text = page_wording(key, **facts)
    return text.in_language(language)
