"""What can be wrong with an assessment that is asked for; messages in Chinese and English."""

from collections.abc import Sequence
from pathlib import Path

from indicators.errors import IndicatorError
from indicators.text import Text
from indicators.wording import load_wording

__all__ = ["AssessmentError", "AssessmentInputError", "UnknownPresetError", "assessment_wording"]

assessment_wording = load_wording(Path(__file__).with_name("assessment_wording.toml"))
"""The sentences of the assessment."""

_SHOWN = 5


class AssessmentError(IndicatorError):
    """Base of the errors of an assessment."""

    def __init__(self, key: str, /, **facts: object) -> None:
        """Build the sentence `error.<key>` from the facts."""
        self.message: Text = assessment_wording(f"error.{key}", **facts)
        Exception.__init__(self, self.message.en)  # the base would look in the wording of the plan


class UnknownPresetError(AssessmentError, LookupError):
    """The assessment has no such preset."""

    def __init__(self, name: str, *, allowed: Sequence[str]) -> None:
        """`allowed` are the ids of its presets."""
        super().__init__("unknown_preset", name=name, count=len(allowed), allowed=", ".join(allowed))


class AssessmentInputError(AssessmentError):
    """What was handed in cannot be scored; `problems` holds every fault found in it."""

    def __init__(self, problems: Sequence[Text]) -> None:
        """Show the first five problems and say how many there are."""
        self.problems = tuple(problems)
        shown = Text(
            *("\n".join(p.in_language(language) for p in self.problems[:_SHOWN]) for language in ("zh", "en"))
        )
        super().__init__("inputs", count=len(self.problems), problems=shown)
