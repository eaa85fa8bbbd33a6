"""Settings from the environment, read in one place."""

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Settings", "load_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation chooses.

    Attributes:
        store: folder of the store (`QUALITY_STORE`).
    """

    store: Path


def load_settings() -> Settings:
    """Settings of this process; unset ones take their defaults."""
    return Settings(store=Path(os.environ.get("QUALITY_STORE") or "var/store"))
