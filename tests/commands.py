"""Running the `quality` command in this process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["Answer", "Command"]


@dataclass(frozen=True)
class Answer:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 -- whatever the command printed
        return json.loads(self.out)


Command: TypeAlias = Callable[..., Answer]
"""The words of a command line to its answer."""
